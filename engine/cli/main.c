/* mynegai: reads the command line, runs a command, says what went wrong, leaves with a code. */
#include "cli.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static bool write_out(void *ctx, const char *bytes, size_t size)
{
    Cli *cli = ctx;
    if (was_interrupted()) return false;
    errno = 0;
    if (fwrite(bytes, 1, size, stdout) == size) return true;
    cli->out_error = errno ? errno : EIO;
    return false;
}

/* Folders of data sets, those named by the user first. */
static myn_status find_share(Cli *cli)
{
    const char *named = getenv("MYNEGAI_SHARE"), **at = cli->share;
    if (cli->set.share) *at++ = cli->set.share;
    if (named && *named) {
        cli->share_owned[0] = myn_path_join(named, "datasets");
        if (!cli->share_owned[0]) return MYN_ERR_MEMORY;
        *at++ = cli->share_owned[0];
    }
    cli->share_owned[1] = myn_path_join(MYN_SHARE, "datasets");
    if (!cli->share_owned[1]) return MYN_ERR_MEMORY;
    *at = cli->share_owned[1];
    return MYN_OK;
}

static myn_status run(Cli *cli, int count, char *const *argument)
{
    myn_status status = cli_parse(cli, count, argument);
    if (!status) status = find_share(cli);
    if (status) return status;
    if (!cli->set.help) return cli->command->run(cli);
    myn_buffer text = {0};
    help_command(cli->command, &text);
    return say_buffer(cli, &text);
}

/* What stands in the buffer is only written now: a full disk may show here first. */
static myn_status flush_out(Cli *cli, myn_status status)
{
    errno = 0;
    if (fflush(stdout) && !cli->out_error) {
        cli->out_error = errno ? errno : EIO;
        if (!status) status = MYN_ERR_IO;
    }
    if (was_interrupted() && status) return MYN_ERR_INTERRUPTED;
    if (cli->out_error == EPIPE && (!status || status == MYN_ERR_IO)) {
        cli->out_error = 0; /* nobody reads any more: that is no failure */
        return MYN_OK;
    }
    return status;
}

int main(int count, char **argument)
{
    Cli cli = {0};
    cli.out = (myn_sink){write_out, &cli};
    catch_signals();
    myn_status status = myn_diag_new(&cli.diag);
    if (!status) status = flush_out(&cli, run(&cli, count, argument));
    int leave = myn_status_exit(status);
    if (cli.diag)
        say_problems(&cli, status, leave);
    else
        fprintf(stderr, "mynegai: error: %s\n", myn_status_text(status));
    myn_diag_free(cli.diag);
    for (size_t i = 0; i < 2; i++) free(cli.share_owned[i]);
    return leave;
}
