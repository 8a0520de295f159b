/* mynegai completion bash|zsh: a script made from the tables. */
#include "cli.h"
#include <string.h>

static void command_names(myn_buffer *out)
{
    for (const Command *c = commands; c->name; c++)
        myn_buffer_format(out, "%s%s", c == commands ? "" : " ", c->name);
}

static void choices_text(const Option *option, myn_buffer *out)
{
    for (size_t i = 0; option->choices[i]; i++)
        myn_buffer_format(out, "%s%s", i ? " " : "", option->choices[i]);
}

/* The words that complete the first input of COMMAND; false where it takes files (too). */
static bool input_words(const Command *command, myn_buffer *out)
{
    if (!strcmp(command->name, "completion"))
        myn_buffer_put(out, "bash zsh");
    else if (!strcmp(command->name, "help"))
        command_names(out);
    else if (!strcmp(command->name, "methods"))
        for (const myn_method *const *m = myn_methods(); *m; m++)
            myn_buffer_format(out, "%s%s", m == myn_methods() ? "" : " ", (*m)->name);
    else if (!strcmp(command->name, "import")) {
        myn_buffer_put(out, "csv coinr");
        return false;
    } else
        return command->input[0] == NULL;
    return true;
}

static void bash_command(const Command *command, myn_buffer *out)
{
    myn_buffer_format(out, "    %s)\n        case \"$previous\" in\n", command->name);
    for (const Option *o = command->options; o->name; o++) {
        if (!o->value) continue;
        if (o->letter)
            myn_buffer_format(out, "        -%c | --%s) ", o->letter, o->name);
        else
            myn_buffer_format(out, "        --%s) ", o->name);
        if (o->kind == OPTION_CHOICE) {
            myn_buffer_put(out, "COMPREPLY=($(compgen -W \"");
            choices_text(o, out);
            myn_buffer_put(out, "\" -- \"$word\")); return ;;\n");
        } else if (o->kind == OPTION_FILE || o->kind == OPTION_FOLDER)
            myn_buffer_format(out, "COMPREPLY=($(compgen -%c -- \"$word\")); return ;;\n",
                              o->kind == OPTION_FILE ? 'f' : 'd');
        else
            myn_buffer_put(out, "return ;;\n");
    }
    myn_buffer_put(out, "        esac\n        options=\"");
    for (const Option *o = command->options; o->name; o++)
        myn_buffer_format(out, "%s--%s", o == command->options ? "" : " ", o->name);
    myn_buffer_put(out, "\"\n        words=\"");
    bool words = input_words(command, out);
    myn_buffer_format(out, "\"\n        files=%s ;;\n", words ? "''" : "yes");
}

static void bash_script(myn_buffer *out)
{
    myn_buffer_put(out,
                   "# Completion of mynegai for bash: source <(mynegai completion bash)\n_mynegai() {\n"
                   "    local word=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD - 1]}\"\n"
                   "    local options='' words='' files='' commands=\"");
    command_names(out);
    myn_buffer_put(out,
                   "\"\n    if ((COMP_CWORD == 1)); then\n"
                   "        COMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n        return\n    fi\n"
                   "    case \"${COMP_WORDS[1]}\" in\n");
    for (const Command *c = commands; c->name; c++) bash_command(c, out);
    myn_buffer_put(out,
                   "    esac\n    if [[ $word == -* ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                   "    elif [[ $files ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\"))\n"
                   "    else\n        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    fi\n}\n"
                   "complete -o filenames -F _mynegai mynegai\n");
}

/* Inside '...[...]': brackets, colons and quotes would end it. */
static void zsh_text(const char *text, myn_buffer *out)
{
    for (; *text; text++) {
        if (*text == '[' || *text == ']' || *text == ':' || *text == '\\') myn_buffer_put(out, "\\");
        if (*text == '\'')
            myn_buffer_put(out, "'\\''");
        else
            myn_buffer_add(out, text, 1);
    }
}

static void zsh_option(const Option *o, myn_buffer *out)
{
    myn_buffer_put(out, " \\\n            ");
    if (o->letter)
        myn_buffer_format(out, "'(-%c --%s)'{-%c,--%s}'[", o->letter, o->name, o->letter, o->name);
    else
        myn_buffer_format(out, "'--%s[", o->name);
    zsh_text(o->help, out);
    myn_buffer_put(out, "]");
    if (o->value) {
        myn_buffer_put(out, ":");
        zsh_text(o->value, out);
        myn_buffer_put(out, ":");
        if (o->kind == OPTION_CHOICE) {
            myn_buffer_put(out, "(");
            choices_text(o, out);
            myn_buffer_put(out, ")");
        } else if (o->kind == OPTION_FILE || o->kind == OPTION_FOLDER)
            myn_buffer_put(out, o->kind == OPTION_FILE ? "_files" : "_files -/");
    }
    myn_buffer_put(out, "'");
}

static void zsh_input(const Command *command, myn_buffer *out)
{
    myn_buffer words = {0};
    bool known = input_words(command, &words);
    if (words.length) myn_buffer_format(out, " \\\n            '1:%s:(%s)'", command->input[0], words.at);
    if (!known) myn_buffer_put(out, " \\\n            '*:file:_files'");
    out->failed |= words.failed;
    myn_buffer_free(&words);
}

static void zsh_script(myn_buffer *out)
{
    myn_buffer_put(out,
                   "#compdef mynegai\n# Completion of mynegai for zsh: in a folder of fpath, as _mynegai\n"
                   "_mynegai() {\n    local -a commands=(\n");
    for (const Command *c = commands; c->name; c++) {
        myn_buffer_format(out, "        '%s:", c->name);
        zsh_text(c->summary, out);
        myn_buffer_put(out, "'\n");
    }
    myn_buffer_put(
        out, "    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n"
             "    fi\n    shift words\n    ((CURRENT--))\n    case $words[1] in\n");
    for (const Command *c = commands; c->name; c++) {
        myn_buffer_format(out, "    %s)\n        _arguments -s", c->name);
        for (const Option *o = c->options; o->name; o++) zsh_option(o, out);
        zsh_input(c, out);
        myn_buffer_put(out, "\n        ;;\n");
    }
    myn_buffer_put(out, "    esac\n}\n"
                        "if [[ $funcstack[1] == _mynegai ]]; then\n    _mynegai \"$@\"\nelse\n"
                        "    compdef _mynegai mynegai\nfi\n");
}

myn_status cmd_completion(Cli *cli)
{
    myn_buffer out = {0};
    const char *shell = cli->set.input[0];
    if (!strcmp(shell, "bash"))
        bash_script(&out);
    else if (!strcmp(shell, "zsh"))
        zsh_script(&out);
    else
        return usage_error(cli, "unknown shell \"%s\"; expected bash or zsh", shell);
    return say_buffer(cli, &out);
}
