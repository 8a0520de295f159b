/* The command line. Options may stand anywhere; the first problem is kept and the rest still read, so that
 * --log and --quiet are known when it is said. */
#include "cli.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

myn_status usage_error(Cli *cli, const char *format, ...)
{
    char text[512];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (!myn_diag_count(cli->diag, MYN_ERROR)) myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s", text);
    return MYN_ERR_ARGUMENT;
}

void did_you_mean(const char *word, NameAt name, const void *ctx, char out[128])
{
    myn_names *names = NULL;
    out[0] = '\0';
    if (myn_names_new(&names)) return;
    myn_status status = MYN_OK;
    size_t number;
    for (size_t i = 0; !status && name(ctx, i); i++)
        status = myn_names_add(names, name(ctx, i), strlen(name(ctx, i)), &number);
    size_t near = status ? MYN_NONE : myn_names_nearest(names, word);
    if (near != MYN_NONE) snprintf(out, 128, "; did you mean %s?", myn_names_at(names, near));
    myn_names_free(names);
}

static const char *command_at(const void *ctx, size_t i)
{
    (void)ctx;
    return commands[i].name;
}

static const char *option_at(const void *ctx, size_t i)
{
    return ((const Option *)ctx)[i].name;
}

static const char *word_at(const void *ctx, size_t i)
{
    return ((const char *const *)ctx)[i];
}

static bool read_count(const char *text, size_t *out)
{
    double value;
    if (!myn_number_read(text, strlen(text), &value) || value < 0 || value > 1e9 ||
        value != (double)(size_t)value)
        return false;
    *out = (size_t)value;
    return true;
}

/* "512M", "1.5G": powers of 1024. */
static bool read_size(const char *text, size_t *out)
{
    static const char suffix[] = "kMGT";
    size_t length = strlen(text);
    const char *unit = length ? strchr(suffix, text[length - 1] == 'K' ? 'k' : text[length - 1]) : NULL;
    double value, scale = 1;
    if (unit && *unit) {
        for (const char *s = suffix; s <= unit; s++) scale *= 1024;
        length--;
    }
    if (!myn_number_read(text, length, &value) || value * scale < 1 || value * scale > 0x1p62) return false;
    *out = (size_t)(value * scale);
    return true;
}

static myn_status take_choice(Cli *cli, const Option *option, const char *text, size_t *out)
{
    for (size_t i = 0; option->choices[i]; i++)
        if (!strcmp(option->choices[i], text)) {
            *out = i;
            return MYN_OK;
        }
    myn_buffer words = {0};
    for (size_t i = 0; option->choices[i]; i++)
        myn_buffer_format(&words, "%s%s", i ? ", " : "", option->choices[i]);
    char near[128];
    did_you_mean(text, word_at, option->choices, near);
    myn_status status = usage_error(cli, "--%s: expected one of %s, not \"%s\"%s", option->name,
                                    words.at ? words.at : "", text, near);
    myn_buffer_free(&words);
    return status;
}

static myn_status take_change(Cli *cli, const Option *option, const char *text)
{
    Settings *set = &cli->set;
    if (!*text) return usage_error(cli, "--%s: expected %s, found nothing", option->name, option->value);
    if (set->changes == CHANGES_MOST)
        return usage_error(cli, "--%s: more than %d changes; write a definition of its own", option->name,
                           CHANGES_MOST);
    set->change[set->changes++] = (myn_change){(myn_change_kind)option->at, text};
    return MYN_OK;
}

static myn_status take_value(Cli *cli, const Option *option, const char *text)
{
    char *slot = (char *)&cli->set + option->at;
    switch (option->kind) {
    case OPTION_FLAG: *(bool *)slot = true; return MYN_OK;
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_FOLDER:
        if (!*text) return usage_error(cli, "--%s: expected %s, found nothing", option->name, option->value);
        *(const char **)slot = text;
        return MYN_OK;
    case OPTION_COUNT:
        if (slot == (char *)&cli->set.top) cli->set.top_given = true;
        if (slot == (char *)&cli->set.draws) cli->set.draws_given = true;
        if (slot == (char *)&cli->set.limits) cli->set.limits_given = true;
        if (slot == (char *)&cli->set.discovery) cli->set.discovery_given = true;
        if (slot == (char *)&cli->set.seed) cli->set.seed_given = true;
        if (slot == (char *)&cli->set.shift) cli->set.shift_given = true;
        if (read_count(text, (size_t *)slot)) return MYN_OK;
        return usage_error(cli, "--%s: expected a whole number, not \"%s\"", option->name, text);
    case OPTION_SIZE:
        if (read_size(text, (size_t *)slot)) return MYN_OK;
        return usage_error(cli, "--%s: expected a size such as 512M or 4G, not \"%s\"", option->name, text);
    case OPTION_CHOICE: return take_choice(cli, option, text, (size_t *)slot);
    case OPTION_CHANGE: return take_change(cli, option, text);
    }
    return MYN_OK;
}

/* Where the reading stands. */
typedef struct {
    Cli *cli;
    int count, at;
    char *const *argument;
    const Option *table;
} Reader;

static myn_status take_option(Reader *r, const Option *option, const char *joined)
{
    if (!option->value) {
        if (joined) return usage_error(r->cli, "--%s takes no value", option->name);
        return take_value(r->cli, option, "");
    }
    if (!joined && r->at + 1 >= r->count)
        return usage_error(r->cli, "--%s: expected %s after it", option->name, option->value);
    return take_value(r->cli, option, joined ? joined : r->argument[++r->at]);
}

static myn_status take_long(Reader *r, const char *text)
{
    size_t length = strcspn(text, "=");
    const Option *option = option_named(r->table, text, length);
    if (option) return take_option(r, option, text[length] ? text + length + 1 : NULL);
    char near[128], name[64];
    snprintf(name, sizeof name, "%.*s", (int)(length < 60 ? length : 60), text);
    did_you_mean(name, option_at, r->table, near);
    const char *dash = strstr(near, "mean ");
    if (!dash) return usage_error(r->cli, "unknown option --%s", name);
    return usage_error(r->cli, "unknown option --%s; did you mean --%s", name, dash + 5);
}

/* "-q", "-qh", "-oFILE", "-o FILE". */
static myn_status take_short(Reader *r, const char *text)
{
    for (; *text; text++) {
        const Option *option = option_lettered(r->table, *text);
        if (!option) return usage_error(r->cli, "unknown option -%c", *text);
        if (option->value) return take_option(r, option, text[1] ? text + 1 : NULL);
        myn_status status = take_option(r, option, NULL);
        if (status) return status;
    }
    return MYN_OK;
}

static myn_status take_input(Cli *cli, const char *text)
{
    static const char *const number[] = {"none", "one", "two", "three"};
    size_t most = 0;
    while (most < INPUTS_MOST && cli->command->input[most]) most++;
    if (cli->set.inputs == most)
        return usage_error(cli, "\"%s\" is one input too many: %s takes %s", text, cli->command->name,
                           number[most]);
    cli->set.input[cli->set.inputs++] = text;
    return MYN_OK;
}

/* Whether the argument at AT is an option whose value is the next argument, whatever command takes it. */
static bool eats_next(const char *text)
{
    for (const Command *c = commands; c->name; c++) {
        const Option *o = text[1] == '-' ? option_named(c->options, text + 2, strlen(text + 2))
                          : text[2]      ? NULL
                                         : option_lettered(c->options, text[1]);
        if (o) return o->value != NULL;
    }
    return false;
}

/* The number of the argument that names the command; COUNT where none does. */
static int find_command(int count, char *const *argument)
{
    int i = 1;
    for (; i < count; i++) {
        const char *text = argument[i];
        if (text[0] != '-' || !text[1]) break;
        if (!strcmp(text, "--")) return i + 1 < count ? i + 1 : count;
        if (!strchr(text, '=') && eats_next(text)) i++;
    }
    return i < count ? i : count;
}

/* Without a command: --help and --version stand for one. */
static const Command *implied(int count, char *const *argument)
{
    for (int i = 1; i < count; i++) {
        if (!strcmp(argument[i], "--version") || !strcmp(argument[i], "-V")) return command_named("version");
        if (!strcmp(argument[i], "--help") || !strcmp(argument[i], "-h")) return command_named("help");
    }
    return NULL;
}

static myn_status choose_command(Cli *cli, int count, char *const *argument, int *chosen)
{
    char near[128];
    *chosen = find_command(count, argument);
    if (*chosen == count) {
        cli->command = implied(count, argument);
        return cli->command ? MYN_OK : usage_error(cli, "no command; mynegai help lists them");
    }
    cli->command = command_named(argument[*chosen]);
    if (cli->command) return MYN_OK;
    did_you_mean(argument[*chosen], command_at, NULL, near);
    return usage_error(cli, "unknown command \"%s\"%s", argument[*chosen], near);
}

/* What is asked for but not given. */
static myn_status complete(Cli *cli)
{
    const Command *command = cli->command;
    if (cli->set.help) return MYN_OK;
    if (cli->set.inputs < command->inputs_least)
        return usage_error(cli, "expected %s (%s)", command->input[cli->set.inputs],
                           command->input_help[cli->set.inputs]);
    for (const Option *o = command->options; o->name; o++)
        if (o->required && !*(const char **)((char *)&cli->set + o->at))
            return o->letter ? usage_error(cli, "expected -%c %s (%s)", o->letter, o->value, o->help)
                             : usage_error(cli, "expected --%s %s (%s)", o->name, o->value, o->help);
    return MYN_OK;
}

myn_status cli_parse(Cli *cli, int count, char *const *argument)
{
    int chosen;
    bool options = true;
    myn_status status = choose_command(cli, count, argument, &chosen), first = status;
    if (status) return status;
    if (chosen == count) return MYN_OK;
    Reader r = {cli, count, 1, argument, cli->command->options};
    for (; r.at < count; r.at++) {
        const char *text = argument[r.at];
        if (r.at == chosen) continue;
        if (options && !strcmp(text, "--"))
            options = false;
        else {
            bool option = options && text[0] == '-' && text[1];
            status = !option          ? take_input(cli, text)
                     : text[1] == '-' ? take_long(&r, text + 2)
                                      : take_short(&r, text + 1);
            if (!first) first = status;
        }
    }
    return first ? first : complete(cli);
}
