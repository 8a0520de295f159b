/* mynegai methods [NAME] [--markdown] */
#include "cli.h"

static const char *method_at(const void *ctx, size_t i)
{
    (void)ctx;
    return myn_methods()[i] ? myn_methods()[i]->name : NULL;
}

myn_status cmd_methods(Cli *cli)
{
    const char *name = cli->set.input[0];
    char near[128];
    myn_terminal how = terminal_of(cli);
    if (cli->set.markdown && name)
        return usage_error(cli, "--markdown writes all methods: leave out %s", name);
    if (cli->set.markdown) return myn_methods_markdown(&cli->out);
    if (!name) return myn_show_methods(&how, &cli->out);
    const myn_method *method = myn_method_find(name);
    if (method) return myn_show_method(method, &how, &cli->out);
    did_you_mean(name, method_at, NULL, near);
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "unknown method \"%s\"%s", name, near);
    return MYN_ERR_NOT_FOUND;
}
