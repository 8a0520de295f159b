/* Help, made from the tables of commands and options. */
#include "cli.h"
#include <string.h>

#define FORM_WIDTH 30 /* columns before an option's meaning */

void option_form(const Option *option, bool column, myn_buffer *out)
{
    if (option->letter)
        myn_buffer_format(out, "-%c, ", option->letter);
    else if (column)
        myn_buffer_put(out, "    ");
    myn_buffer_format(out, "--%s", option->name);
    if (option->value) myn_buffer_format(out, " %s", option->value);
}

void usage_line(const Command *command, myn_buffer *out)
{
    myn_buffer_format(out, "usage: mynegai %s", command->name);
    for (size_t i = 0; i < INPUTS_MOST && command->input[i]; i++)
        myn_buffer_format(out, i < command->inputs_least ? " %s" : " [%s]", command->input[i]);
    for (const Option *o = command->options; o->name; o++)
        if (o->required && o->letter)
            myn_buffer_format(out, " -%c %s", o->letter, o->value);
        else if (o->required)
            myn_buffer_format(out, " --%s %s", o->name, o->value);
    for (const Option *o = command->options; o->name; o++) {
        if (o->required || o->letter == 'h' || o->letter == 'q' || !strcmp(o->name, "log")) continue;
        myn_buffer_format(out, " [--%s", o->name);
        if (o->value) myn_buffer_format(out, " %s", o->value);
        myn_buffer_put(out, "]");
    }
}

static void help_row(const char *form, const char *help, const char *fallback, myn_buffer *out)
{
    size_t width = strlen(form);
    myn_buffer_format(out, "  %s", form);
    do myn_buffer_put(out, " ");
    while (++width < FORM_WIDTH);
    myn_buffer_put(out, help);
    if (fallback) myn_buffer_format(out, " [%s]", fallback);
    myn_buffer_put(out, "\n");
}

/* TEXT with line ends so that no line passes 80 columns. */
static void put_wrapped(const char *text, size_t indent, myn_buffer *out)
{
    size_t used = 0;
    while (*text) {
        size_t n = strcspn(text, " ");
        if (used && used + 1 + n > 80) {
            myn_buffer_put(out, "\n");
            for (size_t i = 0; i < indent; i++) myn_buffer_put(out, " ");
            used = indent;
        } else if (used) {
            myn_buffer_put(out, " ");
            used++;
        }
        myn_buffer_add(out, text, n);
        used += n;
        text += n;
        while (*text == ' ') text++;
    }
    myn_buffer_put(out, "\n");
}

/* The usage line, an option with its value on one line. */
static void put_usage(const Command *command, myn_buffer *out)
{
    myn_buffer usage = {0};
    usage_line(command, &usage);
    /* No line is to end between an option and its value: bind them until the line is laid out. */
    bool inside = false;
    for (size_t i = 0; i < usage.length; i++) {
        if (usage.at[i] == '[') inside = true;
        if (usage.at[i] == ']') inside = false;
        if (usage.at[i] == ' ' && inside) usage.at[i] = '\1';
    }
    size_t from = out->length;
    if (usage.at) put_wrapped(usage.at, strlen("usage: mynegai ") + strlen(command->name) + 1, out);
    for (size_t i = from; i < out->length; i++)
        if (out->at[i] == '\1') out->at[i] = ' ';
    out->failed |= usage.failed;
    myn_buffer_free(&usage);
}

void help_command(const Command *command, myn_buffer *out)
{
    myn_buffer form = {0};
    myn_buffer_format(out, "mynegai %s - %s\n\n", command->name, command->summary);
    put_usage(command, out);
    myn_buffer_put(out, "\n");
    put_wrapped(command->about, 0, out);
    myn_buffer_put(out, "\n");
    for (size_t i = 0; i < INPUTS_MOST && command->input[i]; i++)
        help_row(command->input[i], command->input_help[i], NULL, out);
    for (const Option *o = command->options; o->name; o++) {
        form.length = 0;
        option_form(o, true, &form);
        if (form.at) help_row(form.at, o->help, o->required ? "required" : o->fallback, out);
    }
    if (command->examples) myn_buffer_put(out, "\nExamples:\n");
    for (const Example *e = command->examples; e && e->text; e++)
        myn_buffer_format(out, "  %s\n      %s\n", e->text, e->does);
    out->failed |= form.failed;
    myn_buffer_free(&form);
}

void help_program(myn_buffer *out)
{
    myn_buffer_put(out, "mynegai - an engine for indices made of indicators\n\n"
                        "usage: mynegai COMMAND [INPUT] [OPTIONS]\n");
    const char *family = "";
    for (const Command *c = commands; c->name; c++) {
        if (strcmp(family, c->family)) myn_buffer_format(out, "\n%s\n", c->family);
        family = c->family;
        myn_buffer_format(out, "  %-12s %s\n", c->name, c->summary);
    }
    myn_buffer_put(out, "\nmynegai help COMMAND tells more, with examples.\n");
}
