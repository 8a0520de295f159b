/* What the program's files share: the table of commands, the settings that options fill, saying things. */
#ifndef MYN_CLI_H
#define MYN_CLI_H
#include <mynegai/report.h>
#include <mynegai/run_segment.h>

/* ---- options ---- */

typedef enum {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_COUNT,
    OPTION_SIZE,
    OPTION_CHOICE,
    OPTION_FILE,
    OPTION_FOLDER,
    OPTION_CHANGE /* of the definition; may be given again and again; `at` is its myn_change_kind */
} OptionKind;

#define INPUTS_MOST  3
#define CHANGES_MOST 256

/* What options leave behind; each is zero or NULL unless given. */
typedef struct {
    const char *input[INPUTS_MOST];
    size_t inputs;
    const char *data, *share, *out, *edition, *from, *node, *area, *period, *indicator, *value, *group, *plan,
        *percentiles, *versus, *sensitivity, *horizon, *until, *method, *levels, *backtest, *bounds, *id,
        *time, *drivers, *frequency, *cost, *performance, *withheld_log, *assign, *shock, *breaks, *tree,
        *scenarios, *languages, *boundaries, *property, *against, *segment[MYN_SEGMENT_KEYS];
    size_t threads, memory, top, draws, seed, format, log, lang, colour, what, layout, correlation, limits,
        discovery, scale, design, shape, intervals, least, like, size, shift,
        add; /* choices: the word's number */
    bool top_given, draws_given, seed_given, limits_given, discovery_given, general, explain, quiet, wide,
        summaries, rounded, markdown, copy, force, note, help, funnel, positive, counts, ascii, weighted,
        shift_given, demand, suggest, single;
    myn_change change[CHANGES_MOST]; /* in the order they were given */
    size_t changes;
} Settings;

/* One row makes the parser, the usage line, the help, the man page and the completion of an option. */
typedef struct {
    char letter;             /* 0: none */
    const char *name, *also; /* also: a second spelling, not shown; or NULL */
    const char *value;       /* how its value is called ("FILE"); NULL: a flag */
    OptionKind kind;
    const char *const *choices; /* OPTION_CHOICE: words, ends in NULL */
    const char *help;
    const char *fallback; /* shown in brackets; NULL: nothing to show */
    bool required;
    size_t at; /* offset in Settings */
} Option;

extern const Option options_of_check[], options_of_build[], options_of_show[], options_of_explain[],
    options_of_compare[], options_of_diagnose[], options_of_uncertainty[], options_of_significance[],
    options_of_export[], options_of_methods[], options_of_import[], options_of_neighbours[],
    options_of_benchmark[], options_of_demand[], options_of_none[], options_of_forecast[],
    options_of_segment[], options_of_publish[];

/* The option of TABLE (ends in a NULL name) with NAME of LENGTH bytes, or with LETTER; NULL where none. */
const Option *option_named(const Option *table, const char *name, size_t length);
const Option *option_lettered(const Option *table, char letter);

/* ---- commands ---- */

typedef struct Cli Cli;

typedef struct {
    const char *text, *does;
} Example;

typedef struct {
    const char *name, *family, *summary;
    const char *input[INPUTS_MOST]; /* how its inputs are called; NULL: none */
    const char *input_help[INPUTS_MOST];
    size_t inputs_least;
    const Option *options;
    const char *about;       /* a paragraph for the help */
    const Example *examples; /* ends in a NULL text */
    myn_status (*run)(Cli *cli);
} Command;

extern const Command commands[]; /* ends in a NULL name */
const Command *command_named(const char *name);

myn_status cmd_check(Cli *cli);
myn_status cmd_build(Cli *cli);
myn_status cmd_import(Cli *cli);
myn_status cmd_show(Cli *cli);
myn_status cmd_explain(Cli *cli);
myn_status cmd_compare(Cli *cli);
myn_status cmd_diagnose(Cli *cli);
myn_status cmd_uncertainty(Cli *cli);
myn_status cmd_significance(Cli *cli);
myn_status cmd_export(Cli *cli);
myn_status cmd_forecast(Cli *cli);
myn_status cmd_neighbours(Cli *cli);
myn_status cmd_benchmark(Cli *cli);
myn_status cmd_demand(Cli *cli);
myn_status cmd_segment(Cli *cli);
myn_status cmd_publish(Cli *cli);
myn_status cmd_methods(Cli *cli);
myn_status cmd_help(Cli *cli);
myn_status cmd_version(Cli *cli);
myn_status cmd_completion(Cli *cli);
myn_status cmd_man(Cli *cli);

/* ---- a run of the program ---- */

struct Cli {
    const Command *command; /* NULL until one is recognised */
    Settings set;
    myn_diag *diag;
    myn_sink out;         /* standard output */
    int out_error;        /* errno of a write to it that failed; EPIPE: nobody reads any more */
    const char *share[4]; /* folders of data sets, ends in NULL */
    char *share_owned[2];
};

/* Read the command line into CLI; MYN_ERR_ARGUMENT after the reason went to CLI's diag. */
myn_status cli_parse(Cli *cli, int count, char *const *argument);

/* Pieces of help, also for the man page. The usage line has no line end. */
void usage_line(const Command *command, myn_buffer *out);
void help_command(const Command *command, myn_buffer *out);
void help_program(myn_buffer *out);
/* "-t, --threads N"; "--data DIR" indented where COLUMN asks for it. */
void option_form(const Option *option, bool column, myn_buffer *out);

/* Problems in CLI's diag, and the count line, on standard error; text or JSON as --log says. */
void say_problems(const Cli *cli, myn_status status, int leave);
/* A note on standard error, unless --quiet. */
void say_note(const Cli *cli, const char *text);
/* Write TEXT to standard output and free it. */
myn_status say_buffer(Cli *cli, myn_buffer *text);
/* Let WHAT write to standard output or, whole or not at all, to the file that -o names. */
typedef myn_status (*Writing)(void *ctx, const myn_sink *sink);
myn_status write_result(Cli *cli, Writing what, void *ctx);
/* A problem of use: MYN_ERR_ARGUMENT. */
myn_status usage_error(Cli *cli, const char *format, ...) MYN_PRINTF(2, 3);
/* "; did you mean X?" after WORD for the nearest of COUNT names; "" where none is near. */
typedef const char *(*NameAt)(const void *ctx, size_t i);
void did_you_mean(const char *word, NameAt name, const void *ctx, char out[128]);

/* The number of edition WANTED (NULL: the last) and of node WANTED (NULL: the root) in the store that was given as STORE;
 * MYN_ERR_NOT_FOUND after it was said. */
myn_status find_edition(Cli *cli, const char *store, const myn_labels *labels, const char *wanted,
                        size_t *out);
myn_status find_node(Cli *cli, const char *store, const myn_labels *labels, const char *wanted, size_t *out);

/* `uncertainty --sensitivity`: of an open store's EDITION. */
myn_status run_sensitivity(Cli *cli, myn_store *store, size_t edition);

/* The terminal behind standard output: colour as --colour and NO_COLOR say, width 0 where it is none. */
myn_terminal terminal_of(const Cli *cli);
bool out_is_terminal(void);

/* Progress on standard error: only on a terminal, only after a second, never with --quiet. */
typedef struct {
    bool silent, drawn;
    double started, last;
    myn_progress progress;
} Meter;
void meter_start(Meter *meter, const Cli *cli);
void meter_end(Meter *meter);

/* Whether SIGINT or SIGTERM came. */
void catch_signals(void);
bool was_interrupted(void);

#endif
