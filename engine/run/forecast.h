/* What forecasts of tables and of stores share. Private to the room. */
#ifndef MYN_RUN_FORECAST_H
#define MYN_RUN_FORECAST_H
#include <mynegai/outlook_tree.h>
#include <mynegai/run_forecast.h>
#include <mynegai/text.h>

#define POSITIONS_MOST 1000000
#define GROUPS_MOST    64 /* frequencies in one run */
#define TREES_MOST     32 /* the same */

/* A tree of series, and where each node was named. */
typedef struct {
    myn_outlook_tree plan; /* its member: number in Making's series */
    const char *name;      /* its file, or the series whose areas add up */
    bool file;
    const size_t *line; /* nodes: of the file */
} Tree;

/* Forecasts being made; what the caller gets back is its first member. */
typedef struct {
    myn_forecasts forecasts;
    myn_arena *memory;
    myn_outlooks *group[GROUPS_MOST]; /* of each frequency */
    size_t groups;
    size_t kinds; /* numbers that `group` of a series may have */
    myn_forecast_series *series;
    size_t room;
    const double **driver; /* by series; NULL: none */
    size_t drivers;
    Tree tree[TREES_MOST]; /* what is to add up */
    size_t trees;
    const struct Scenario *scenario; /* forecast_scenarios.h */
    size_t scenarios;
} Making;

/* A season's length, and the step that makes it where there is one. */
typedef struct {
    const char *word;
    unsigned frequency;
    int months, days;
} FrequencyWord;

/* The word WORD, or NULL; NUMBERS of steps a season are read by forecast_frequency. */
const FrequencyWord *forecast_frequency_word(const char *word);

/* Steps a season that TEXT says (NULL: 0, to be found out); false where it says none. */
bool forecast_frequency(const char *text, unsigned *out);

myn_status forecast_making(Making **out) MYN_CHECKED;

/* One more series, cleared. NULL without memory. */
myn_forecast_series *forecast_add(Making *making);

/* Steps wanted for SERIES from its `first` on as OPTIONS say; 0 where it already reaches that far. */
size_t forecast_steps(const myn_forecast_options *options, const myn_forecast_series *series);

/* Take the shocks and breaks that OPTIONS mark out of MAKING's series, and suggest others. Marks that cannot be read,
 * or that touch no series, go to DIAG. */
myn_status forecast_marks(Making *making, const myn_forecast_options *options, myn_diag *diag) MYN_CHECKED;

/* Read the tree that OPTIONS name, of series in MAKING. All that is wrong with it, with the times its nodes have and with their
 * sums goes to DIAG, then MYN_ERR_DATA. */
myn_status forecast_tree_read(Making *making, const myn_forecast_options *options,
                              myn_diag *diag) MYN_CHECKED;

/* Whether all nodes of the trees can be forecast; those that cannot go to DIAG. */
myn_status forecast_tree_check(const Making *making, myn_diag *diag) MYN_CHECKED;

/* Let PLAN keep what is reconciled where a tree's series have FREQUENCY. */
void forecast_tree_plan(const Making *making, unsigned frequency, myn_outlook_plan *plan);

/* Reconcile MADE, outlooks of COUNT series of PANEL with FREQUENCY, whose numbers are in MEMBER. */
myn_status forecast_tree_add_up(Making *making, myn_outlooks *made, const myn_panel_series *panel,
                                const size_t *member, size_t count, unsigned frequency,
                                myn_diag *diag) MYN_CHECKED;

/* Forecast all series of MAKING that have no problem. */
myn_status forecast_all(Making *making, const myn_forecast_options *options, myn_diag *diag) MYN_CHECKED;

#endif
