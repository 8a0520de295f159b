/* mynegai man: the manual page as troff, made from the same tables as the help. */
#include "cli.h"
#include <string.h>

/* Text as troff takes it: a backslash and a line's first dot or quote would be commands, a hyphen would
 * become a typographic one. */
static void put_troff(const char *text, myn_buffer *out)
{
    bool start = out->length == 0 || out->at[out->length - 1] == '\n';
    for (; *text; text++) {
        if (start && (*text == '.' || *text == '\'')) myn_buffer_put(out, "\\&");
        if (*text == '-')
            myn_buffer_put(out, "\\-");
        else if (*text == '\\')
            myn_buffer_put(out, "\\e");
        else
            myn_buffer_add(out, text, 1);
        start = *text == '\n';
    }
}

/* A paragraph with a term in bold. */
static void put_term(const char *term, const char *text, const char *fallback, myn_buffer *out)
{
    myn_buffer_put(out, ".TP\n\\fB");
    put_troff(term, out);
    myn_buffer_put(out, "\\fR\n");
    put_troff(text, out);
    if (fallback) {
        myn_buffer_put(out, " [");
        put_troff(fallback, out);
        myn_buffer_put(out, "]");
    }
    myn_buffer_put(out, "\n");
}

static void man_command(const Command *command, myn_buffer *out)
{
    myn_buffer form = {0};
    myn_buffer_put(out, ".SS \"");
    usage_line(command, &form);
    size_t skip = strlen("usage: mynegai ");
    char *options = form.at ? strstr(form.at, " [--") : NULL;
    if (options) *options = '\0';
    if (form.at) put_troff(form.at + skip, out);
    myn_buffer_put(out, "\"\n");
    put_troff(command->about, out);
    myn_buffer_put(out, "\n");
    for (const Option *o = command->options; o->name; o++) {
        if (o->letter == 'h' || o->letter == 'q' || !strcmp(o->name, "log")) continue;
        form.length = 0;
        option_form(o, false, &form);
        if (form.at) put_term(form.at, o->help, o->required ? "required" : o->fallback, out);
    }
    out->failed |= form.failed;
    myn_buffer_free(&form);
}

static void man_examples(myn_buffer *out)
{
    myn_buffer_put(out, ".SH EXAMPLES\n");
    for (const Command *c = commands; c->name; c++)
        for (const Example *e = c->examples; e && e->text; e++) put_term(e->text, e->does, NULL, out);
}

static void man_common(myn_buffer *out)
{
    myn_buffer form = {0};
    myn_buffer_put(out, ".SH OPTIONS OF EVERY COMMAND\n"
                        "Options may stand anywhere; \\fB\\-\\-\\fR ends them.\n");
    for (const Option *o = options_of_none; o->name; o++) {
        form.length = 0;
        option_form(o, false, &form);
        if (form.at) put_term(form.at, o->help, o->fallback, out);
    }
    out->failed |= form.failed;
    myn_buffer_free(&form);
}

static const char *const leave[][2] = {{"0", "Done."},
                                       {"1", "A problem in the data or the definition."},
                                       {"2", "A command line that cannot be understood."},
                                       {"3", "The system: reading, writing or memory failed."},
                                       {"4", "Another run holds the output."},
                                       {"130", "Interrupted; nothing was written."}};
static const char *const environment[][2] = {
    {"MYNEGAI_SHARE", "A folder whose datasets folder is searched for data sets."},
    {"NO_COLOR", "Where set and not empty: no colour, unless --colour always."},
    {"COLUMNS", "Columns to write for, instead of the terminal's own."}};

myn_status cmd_man(Cli *cli)
{
    myn_buffer out = {0};
    myn_buffer_put(&out,
                   ".TH MYNEGAI 1 \"\" \"mynegai " MYN_VERSION "\" \"User Commands\"\n.SH NAME\n"
                   "mynegai \\- an engine for indices made of indicators\n.SH SYNOPSIS\n"
                   "\\fBmynegai\\fR \\fICOMMAND\\fR [\\fIINPUT\\fR] [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n"
                   "Makes composite indices of areas: reads a definition and its data, computes scores, "
                   "ranks and quantiles, and writes them to a store that is an ordinary netCDF\\-4 file.\n"
                   ".SH COMMANDS\n");
    for (const Command *c = commands; c->name; c++) man_command(c, &out);
    man_common(&out);
    man_examples(&out);
    myn_buffer_put(&out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof leave / sizeof *leave; i++) put_term(leave[i][0], leave[i][1], NULL, &out);
    myn_buffer_put(&out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        put_term(environment[i][0], environment[i][1], NULL, &out);
    return say_buffer(cli, &out);
}
