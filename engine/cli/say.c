/* What goes to standard error, and the sink of standard output. */
#include "cli.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *const severity[] = {"note", "warning", "error"};

static bool as_json(const Cli *cli)
{
    return cli->set.log == 1;
}

static void json_place(const myn_place *place, myn_buffer *out)
{
    if (!place->file) return;
    myn_buffer_put(out, "\"file\": ");
    myn_buffer_json(out, place->file);
    if (place->line) myn_buffer_format(out, ", \"line\": %zu", place->line);
    if (place->column) myn_buffer_format(out, ", \"column\": %zu", place->column);
    myn_buffer_put(out, ", ");
}

static void put_json(const myn_problem *problem)
{
    myn_buffer out = {0};
    myn_buffer_format(&out, "{\"severity\": \"%s\", ", severity[problem->severity]);
    json_place(&problem->place, &out);
    myn_buffer_put(&out, "\"text\": ");
    myn_buffer_json(&out, problem->text ? problem->text : "");
    if (!out.failed) fprintf(stderr, "%s}\n", out.at);
    myn_buffer_free(&out);
}

static void put_text(const myn_problem *problem)
{
    char text[4096];
    myn_problem_text(problem, text, sizeof text);
    fprintf(stderr, "%s%s\n", problem->place.file ? "" : "mynegai: ", text);
}

static size_t left_out(const myn_diag *diag)
{
    size_t all = 0;
    for (int s = MYN_NOTE; s <= MYN_ERROR; s++) all += myn_diag_count(diag, (myn_severity)s);
    return all - myn_diag_kept(diag);
}

/* "3 errors, 1 warning (12 more not shown)" */
static void count_line(const Cli *cli)
{
    size_t errors = myn_diag_count(cli->diag, MYN_ERROR), warnings = myn_diag_count(cli->diag, MYN_WARNING),
           more = left_out(cli->diag);
    if (errors) fprintf(stderr, "%zu error%s", errors, errors == 1 ? "" : "s");
    if (warnings) fprintf(stderr, "%s%zu warning%s", errors ? ", " : "", warnings, warnings == 1 ? "" : "s");
    if (more) fprintf(stderr, " (%zu not shown)", more);
    if (errors || warnings) fputs("\n", stderr);
}

static void usage_hint(const Cli *cli)
{
    myn_buffer usage = {0};
    if (cli->command)
        usage_line(cli->command, &usage);
    else
        myn_buffer_put(&usage, "usage: mynegai COMMAND [INPUT] [OPTIONS]");
    if (!usage.failed) fprintf(stderr, "%s\n", usage.at);
    myn_buffer_free(&usage);
}

/* A failure that no room said anything about. */
static void plain_failure(const Cli *cli, myn_status status)
{
    const char *text = myn_status_text(status);
    char whole[256];
    snprintf(whole, sizeof whole, "%s", text);
    if (cli->out_error && status != MYN_ERR_INTERRUPTED)
        snprintf(whole, sizeof whole, "cannot write to standard output: %s", strerror(cli->out_error));
    myn_problem problem = {MYN_ERROR, {0}, whole};
    (as_json(cli) ? put_json : put_text)(&problem);
}

void say_problems(const Cli *cli, myn_status status, int leave)
{
    for (size_t i = 0; i < myn_diag_kept(cli->diag); i++) {
        const myn_problem *problem = myn_diag_at(cli->diag, i);
        if (problem->severity == MYN_NOTE && cli->set.quiet) continue;
        (as_json(cli) ? put_json : put_text)(problem);
    }
    size_t errors = myn_diag_count(cli->diag, MYN_ERROR);
    if (status && (!errors || status == MYN_ERR_INTERRUPTED || cli->out_error)) plain_failure(cli, status);
    if (as_json(cli))
        fprintf(stderr,
                "{\"summary\": {\"errors\": %zu, \"warnings\": %zu, \"not_shown\": %zu, \"exit\": %d}}\n",
                errors, myn_diag_count(cli->diag, MYN_WARNING), left_out(cli->diag), leave);
    else if (status == MYN_ERR_ARGUMENT)
        usage_hint(cli);
    else if (myn_diag_kept(cli->diag) > 1)
        count_line(cli);
}

void say_note(const Cli *cli, const char *text)
{
    myn_problem problem = {MYN_NOTE, {0}, text};
    if (cli->set.quiet) return;
    if (as_json(cli))
        put_json(&problem);
    else
        fprintf(stderr, "%s\n", text);
}

myn_status say_buffer(Cli *cli, myn_buffer *text)
{
    myn_status status = text->failed ? MYN_ERR_MEMORY : MYN_OK;
    if (!status && text->length && !cli->out.write(cli->out.ctx, text->at, text->length)) status = MYN_ERR_IO;
    myn_buffer_free(text);
    return status;
}
