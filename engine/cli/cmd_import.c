/* mynegai import FORM TABLE [IMETA] -o DIR: a definition to start from. */
#include "cli.h"
#include <mynegai/import.h>
#include <string.h>
#include <time.h>

typedef struct {
    const char *name;
    size_t tables; /* inputs after the form */
    myn_status (*import)(const myn_import_options *options, myn_diag *diag, myn_imported *out);
} Form;

static const Form forms[] = {{"csv", 1, myn_import_csv}, {"coinr", 2, myn_import_coinr}};
#define FORMS (sizeof forms / sizeof *forms)

static const char *form_at(const void *ctx, size_t i)
{
    (void)ctx;
    return i < FORMS ? forms[i].name : NULL;
}

static const Form *find_form(Cli *cli)
{
    char near[128];
    const char *name = cli->set.input[0];
    for (size_t i = 0; i < FORMS; i++)
        if (!strcmp(forms[i].name, name)) return &forms[i];
    did_you_mean(name, form_at, NULL, near);
    (void)!usage_error(cli, "unknown form \"%s\"; expected csv or coinr%s", name, near);
    return NULL;
}

/* Why these inputs and options cannot work together, or NULL. */
static const char *refused(const Settings *set, const Form *form)
{
    bool coinr = form->tables == 2, wide = set->layout == MYN_LAYOUT_WIDE;
    if (set->inputs < form->tables + 1) return "expected IMETA after IDATA, COINr's table of indicators";
    if (set->inputs > form->tables + 1) return "csv takes one TABLE";
    if (coinr && (set->area || set->period || set->indicator || set->value || set->layout))
        return "--area, --period, --indicator, --value and --layout are for csv: COINr's columns have fixed "
               "names";
    if (!coinr && set->group) return "--group is for coinr";
    if (wide && (set->indicator || set->value)) return "--indicator and --value are for --layout long";
    return NULL;
}

static int this_year(void)
{
    struct tm day;
    time_t now = time(NULL);
    return gmtime_r(&now, &day) ? day.tm_year + 1900 : 2000;
}

static myn_status say_taken(Cli *cli, const myn_imported *done)
{
    myn_buffer text = {0};
    const char *out = cli->set.out, *between = done->data ? " --data " : "",
               *data = done->data ? done->data : "";
    myn_buffer_format(&text, "Wrote %s from %s\n", out, cli->set.input[1]);
    for (size_t i = 0; i < done->count; i++)
        myn_buffer_format(&text, "  %-11s %s\n", done->taken[i].what, done->taken[i].text);
    myn_buffer_format(&text, "Next: mynegai check %s%s%s\n", out, between, data);
    return say_buffer(cli, &text);
}

myn_status cmd_import(Cli *cli)
{
    const Settings *set = &cli->set;
    const Form *form = find_form(cli);
    const char *why = form ? refused(set, form) : NULL;
    if (why) return usage_error(cli, "%s", why);
    if (!form) return MYN_ERR_ARGUMENT;
    myn_import_options options = {.table = set->input[1],
                                  .meta = set->input[2],
                                  .out = set->out,
                                  .copy = set->copy,
                                  .force = set->force,
                                  .year = this_year(),
                                  .area = set->area,
                                  .indicator = set->indicator,
                                  .value = set->value,
                                  .period = set->period,
                                  .layout = (myn_layout)set->layout,
                                  .group = set->group};
    myn_imported done = {0};
    myn_status status = form->import(&options, cli->diag, &done);
    if (!status && !set->quiet) status = say_taken(cli, &done);
    myn_imported_free(&done);
    return status;
}
