/* mynegai help [COMMAND], mynegai version */
#include "cli.h"

static const char *command_at(const void *ctx, size_t i)
{
    (void)ctx;
    return commands[i].name;
}

myn_status cmd_help(Cli *cli)
{
    myn_buffer text = {0};
    char near[128];
    const char *name = cli->set.input[0];
    const Command *command = name ? command_named(name) : NULL;
    if (name && !command) {
        did_you_mean(name, command_at, NULL, near);
        return usage_error(cli, "unknown command \"%s\"%s", name, near);
    }
    if (command)
        help_command(command, &text);
    else
        help_program(&text);
    return say_buffer(cli, &text);
}

myn_status cmd_version(Cli *cli)
{
    myn_buffer text = {0};
    myn_buffer_put(&text, "mynegai " MYN_VERSION "\n");
    return say_buffer(cli, &text);
}
