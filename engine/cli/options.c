/* The one table of options: parser, usage line, help, man page and completion are made from it. */
#include "cli.h"
#include <stddef.h>
#include <string.h>

static const char *const log_words[] = {"text", "json", NULL};
static const char *const report_words[] = {"text", "json", NULL};
static const char *const audit_words[] = {"text", "json", "md", "csv", NULL};
static const char *const figure_words[] = {"text", "csv", "json", NULL};
/* export_protected.h knows their order. */
static const char *const export_words[] = {"csv", "json", "xlsx", "csvw", "jsonstat", NULL};
static const char *const lang_words[] = {"en", "cy", NULL};
static const char *const like_words[] = {"raw", "normalised", "scores", NULL};
static const char *const colour_words[] = {"auto", "always", "never", NULL};
static const char *const correlation_words[] = {"pearson", "spearman", "kendall", NULL};
static const char *const design_words[] = {"auto", "random", "latin", "sobol", NULL};
static const char *const scale_words[] = {"auto", "plain", "log", "logit", NULL};
static const char *const layout_words[] = {"auto", "wide", "long", NULL};
static const char *const what_words[] = {"scores",      "ranks",    "quantiles", "bands",
                                         "normalised",  "raw",      "all",       "summaries",
                                         "uncertainty", "forecast", "segments",  NULL};

static const char *const shape_words[] = {"auto", "none", "logit", "log1p", "sqrt", "boxcox", NULL};
/* cmd_forecast.c knows their order. */
static const char *const add_words[] = {"structural", "none",     "bottom-up", "top-down",
                                        "ols",        "variance", "mint",      NULL};
static const char *const interval_words[] = {"conformal", "model", "both", "coherent", NULL};

#define AT(member) offsetof(Settings, member)

/* The same option means the same wherever it is taken. */
#define DATA                                                                                           \
    {                                                                                                  \
        0, "data", NULL, "DIR", OPTION_FOLDER, NULL, "Folder of the data files", "beside dataset.yml", \
            false, AT(data)                                                                            \
    }
#define SHARE                                                                                           \
    {                                                                                                   \
        0, "share", NULL, "DIR", OPTION_FOLDER, NULL, "Folder of data sets to search too", NULL, false, \
            AT(share)                                                                                   \
    }
#define THREADS                                                                                   \
    {                                                                                             \
        't', "threads", NULL, "N", OPTION_COUNT, NULL, "Threads to use", "all processors", false, \
            AT(threads)                                                                           \
    }
#define COLOUR                                                                                            \
    {                                                                                                     \
        0, "colour", "color", "WHEN", OPTION_CHOICE, colour_words, "Colour: auto, always, never", "auto", \
            false, AT(colour)                                                                             \
    }
#define LANG_OF(help)                                                                    \
    {                                                                                    \
        0, "lang", NULL, "en|cy", OPTION_CHOICE, lang_words, help, "en", false, AT(lang) \
    }
#define LANG LANG_OF("Language")
#define OUT_FILE                                                                                        \
    {                                                                                                   \
        'o', "out", NULL, "FILE", OPTION_FILE, NULL, "File to write", "standard output", false, AT(out) \
    }
#define FIGURES                                                                                         \
    {                                                                                                   \
        0, "format", NULL, "text|csv|json", OPTION_CHOICE, figure_words, "Form of the figures", "text", \
            false, AT(format)                                                                           \
    }
#define EDITION(help, fallback)                                                        \
    {                                                                                  \
        0, "edition", NULL, "E", OPTION_TEXT, NULL, help, fallback, false, AT(edition) \
    }
#define MEMORY                                                                         \
    {                                                                                  \
        0, "memory", NULL, "SIZE[kMG]", OPTION_SIZE, NULL, "Memory the data may take", \
            "3/4 of the machine's", false, AT(memory)                                  \
    }
#define LOG                                                                                                  \
    {                                                                                                        \
        0, "log", NULL, "text|json", OPTION_CHOICE, log_words, "Form of problems on standard error", "text", \
            false, AT(log)                                                                                   \
    }
#define QUIET                                                                                        \
    {                                                                                                \
        'q', "quiet", NULL, NULL, OPTION_FLAG, NULL, "Only problems on standard error", NULL, false, \
            AT(quiet)                                                                                \
    }
#define HELP                                                                           \
    {                                                                                  \
        'h', "help", NULL, NULL, OPTION_FLAG, NULL, "This help", NULL, false, AT(help) \
    }
#define COMMON        \
    LOG, QUIET, HELP, \
    {                 \
        0             \
    }

const Option options_of_check[] = {
    DATA,
    SHARE,
    EDITION("Edition to audit", "the last"),
    {0, "explain", NULL, NULL, OPTION_FLAG, NULL, "Write the definition with every default, read no data",
     NULL, false, AT(explain)},
    {0, "report", NULL, NULL, OPTION_FLAG, NULL,
     "The quality audit of a release in both languages: Markdown, or CSV", NULL, false, AT(note)},
    {0, "format", NULL, "text|json|md|csv", OPTION_CHOICE, audit_words,
     "Form of the audit; with --report, md or csv", "text; md with --report", false, AT(format)},
    OUT_FILE,
    LANG,
    THREADS,
    MEMORY,
    COLOUR,
    COMMON};

const Option options_of_build[] = {
    {'o', "out", NULL, "OUT.h5", OPTION_FILE, NULL, "Store to write", NULL, true, AT(out)},
    DATA,
    SHARE,
    EDITION("Only this edition", "all"),
    {0, "set", NULL, "NODE.KEY=VALUE", OPTION_CHANGE, NULL,
     "What if: another weight, direction or coverage of a node (repeatable)", NULL, false, MYN_CHANGE_SET},
    {0, "drop", NULL, "NODE", OPTION_CHANGE, NULL, "What if: without an indicator or branch (repeatable)",
     NULL, false, MYN_CHANGE_DROP},
    {0, "method", NULL, "NODE.KIND=METHOD", OPTION_CHANGE, NULL,
     "What if: another transform, treat, normalise or aggregate (repeatable)", NULL, false,
     MYN_CHANGE_METHOD},
    {0, "withheld-log", NULL, "FILE.csv", OPTION_FILE, NULL,
     "For the office: which counts `disclosure` withheld, and why", NULL, false, AT(withheld_log)},
    THREADS,
    MEMORY,
    COMMON};

const Option options_of_show[] = {
    EDITION("Edition to show", "the last"),
    {0, "node", NULL, "CODE", OPTION_TEXT, NULL, "Node to show", "the whole index", false, AT(node)},
    {0, "summaries", NULL, NULL, OPTION_FLAG, NULL, "Larger areas by measure", NULL, false, AT(summaries)},
    {0, "indicator", NULL, "CODE", OPTION_TEXT, NULL,
     "With AREA: the forecast of this indicator (in a tree also of an input, or a larger area)", NULL, false,
     AT(indicator)},
    {0, "ascii", NULL, NULL, OPTION_FLAG, NULL, "A picture in plain ASCII", NULL, false, AT(ascii)},
    {0, "demand", NULL, NULL, OPTION_FLAG, NULL, "The needs assessment of AREA, else of the largest", NULL,
     false, AT(demand)},
    {0, "top", NULL, "N", OPTION_COUNT, NULL, "Areas at most, 0 for all", "all; 25 on a terminal", false,
     AT(top)},
    LANG,
    COLOUR,
    COMMON};

const Option options_of_explain[] = {EDITION("Edition to explain", "the last"),
                                     {0, "format", NULL, "text|json", OPTION_CHOICE, report_words,
                                      "Form of the explanation", "text", false, AT(format)},
                                     LANG,
                                     THREADS,
                                     COLOUR,
                                     COMMON};

const Option options_of_compare[] = {
    EDITION("Edition of NEW.h5", "the last"),
    {0, "from", NULL, "E", OPTION_TEXT, NULL, "Edition of OLD.h5", "--edition, else the last", false,
     AT(from)},
    {0, "node", NULL, "CODE", OPTION_TEXT, NULL, "Node to compare by", "the whole index", false, AT(node)},
    {0, "top", NULL, "N", OPTION_COUNT, NULL, "Areas at most, 0 for all", "10 as text, else all", false,
     AT(top)},
    {0, "format", NULL, "text|csv|json", OPTION_CHOICE, figure_words, "Form of the comparison", "text", false,
     AT(format)},
    {0, "release-note", NULL, NULL, OPTION_FLAG, NULL,
     "A note for a release in both languages: Markdown, or CSV", NULL, false, AT(note)},
    OUT_FILE,
    LANG,
    THREADS,
    COLOUR,
    COMMON};

const Option options_of_publish[] = {
    EDITION("Edition to publish, with those before it as its history", "the last"),
    {0, "lang", NULL, "en,cy", OPTION_TEXT, NULL, "Languages, the first the default", "en,cy", false,
     AT(languages)},
    {0, "boundaries", NULL, "FILE", OPTION_FILE, NULL,
     "Boundaries of the areas: GeoJSON, with GDAL .gpkg or .shp", "a tile an area", false, AT(boundaries)},
    {0, "property", NULL, "NAME", OPTION_TEXT, NULL, "Property of the boundaries that holds an area's code",
     "the one that ends in code or cd", false, AT(property)},
    {0, "compare", NULL, "OLD.h5", OPTION_FILE, NULL, "Release before, for the page on revisions", NULL,
     false, AT(against)},
    {0, "from", NULL, "E", OPTION_TEXT, NULL, "Edition of OLD.h5", "its last", false, AT(from)},
    {0, "single-file", NULL, NULL, OPTION_FLAG, NULL,
     "SITE is one page that needs nothing else; up to 2,000 areas", NULL, false, AT(single)},
    THREADS,
    COMMON};

const Option options_of_diagnose[] = {
    EDITION("Edition to diagnose", "the last"),
    {0, "node", NULL, "CODE", OPTION_TEXT, NULL, "Branch to diagnose", "every branch", false, AT(node)},
    {0, "correlation", NULL, "pearson|spearman|kendall", OPTION_CHOICE, correlation_words,
     "Correlations of parts with each other", "pearson", false, AT(correlation)},
    FIGURES,
    LANG,
    COLOUR,
    COMMON};

const Option options_of_uncertainty[] = {
    {0, "plan", NULL, "PLAN.yml", OPTION_FILE, NULL, "What varies, and how", "uncertainty: of index.yml",
     false, AT(plan)},
    {0, "draws", NULL, "N", OPTION_COUNT, NULL, "Draws", "the plan's, else 1000", false, AT(draws)},
    {0, "seed", NULL, "S", OPTION_COUNT, NULL, "Seed of the random numbers", "the plan's, else 1", false,
     AT(seed)},
    {0, "percentiles", NULL, "P,P,...", OPTION_TEXT, NULL, "Percentiles of scores and ranks",
     "the plan's, else 5,25,50,75,95", false, AT(percentiles)},
    EDITION("Edition to draw", "the last"),
    {'o', "out", NULL, "OUT2.h5", OPTION_FILE, NULL, "Store to write", "OUT.h5 itself", false, AT(out)},
    {0, "sensitivity", NULL, "OUTPUT", OPTION_TEXT, NULL,
     "Which source an output's variance comes from: shift, score:AREA, rank:AREA, top:K; N (sources + 2) "
     "runs",
     NULL, false, AT(sensitivity)},
    {0, "node", NULL, "CODE", OPTION_TEXT, NULL, "Of --sensitivity: whose scores and ranks",
     "the whole index", false, AT(node)},
    {0, "design", NULL, "DESIGN", OPTION_CHOICE, design_words,
     "How draws are placed: auto, random, latin, sobol", "random; of --sensitivity sobol", false, AT(design)},
    {0, "format", NULL, "text|csv|json", OPTION_CHOICE, figure_words, "Of --sensitivity: form of the indices",
     "text", false, AT(format)},
    {0, "lang", NULL, "en|cy", OPTION_CHOICE, lang_words, "Of --sensitivity: language", "en", false,
     AT(lang)},
    COLOUR,
    {0, "general", NULL, NULL, OPTION_FLAG, NULL,
     "Every draw by the whole pipeline: slower, the same to rounding", NULL, false, AT(general)},
    THREADS,
    {0, "memory", NULL, "SIZE[kMG]", OPTION_SIZE, NULL, "Memory that kept draws may take",
     "512M, or 1/4 of the machine's", false, AT(memory)},
    COMMON};

const Option options_of_significance[] = {
    EDITION("Edition whose figures are compared", "the last"),
    {0, "versus", NULL, "AREA", OPTION_TEXT, NULL,
     "Compare with an area or larger area, by code or name; with `parent`, or with `others`",
     "parent, else others", false, AT(versus)},
    {0, "from", NULL, "E", OPTION_TEXT, NULL, "Compare each area with itself in this edition", NULL, false,
     AT(from)},
    {0, "node", NULL, "CODE", OPTION_TEXT, NULL, "Only this indicator, or those below this branch", "all",
     false, AT(node)},
    {0, "funnel", NULL, NULL, OPTION_FLAG, NULL,
     "Funnel limits of ratios instead: which areas lie outside chance", NULL, false, AT(funnel)},
    {0, "scale", NULL, "auto|plain|log|logit", OPTION_CHOICE, scale_words, "Scale of errors", "auto", false,
     AT(scale)},
    {0, "limits", NULL, "PERCENT", OPTION_COUNT, NULL, "What the data's confidence limits are of", "95",
     false, AT(limits)},
    {0, "discovery", NULL, "PERCENT", OPTION_COUNT, NULL, "False-discovery rate", "5", false, AT(discovery)},
    FIGURES,
    OUT_FILE,
    LANG,
    COLOUR,
    COMMON};

#define LIKE                                                                                            \
    EDITION("Edition whose figures are compared", "the last"), {'n',                                    \
                                                                "size",                                 \
                                                                NULL,                                   \
                                                                "N",                                    \
                                                                OPTION_COUNT,                           \
                                                                NULL,                                   \
                                                                "Areas in a family",                    \
                                                                "15, or 5 of fewer than 46 areas",      \
                                                                false,                                  \
                                                                AT(size)},                              \
        {0,                                                                                             \
         "by",                                                                                          \
         NULL,                                                                                          \
         "raw|normalised|scores",                                                                       \
         OPTION_CHOICE,                                                                                 \
         like_words,                                                                                    \
         "Compare by indicators as published, on their common scale, or by scores of a branch's parts", \
         "raw",                                                                                         \
         false,                                                                                         \
         AT(like)},                                                                                     \
        {0,                                                                                             \
         "node",                                                                                        \
         NULL,                                                                                          \
         "CODE",                                                                                        \
         OPTION_TEXT,                                                                                   \
         NULL,                                                                                          \
         "Only indicators below this branch",                                                           \
         "the whole index",                                                                             \
         false,                                                                                         \
         AT(node)},                                                                                     \
        {0,                                                                                             \
         "weighted",                                                                                    \
         NULL,                                                                                          \
         NULL,                                                                                          \
         OPTION_FLAG,                                                                                   \
         NULL,                                                                                          \
         "Variables count as the index's weights have them",                                            \
         "each alike",                                                                                  \
         false,                                                                                         \
         AT(weighted)},                                                                                 \
    {                                                                                                   \
        0, "shift", NULL, "PERCENT", OPTION_COUNT, NULL,                                                \
            "Try each weight so much larger and smaller; 0: do not", "10", false, AT(shift)             \
    }

const Option options_of_neighbours[] = {{0, "area", NULL, "AREA", OPTION_TEXT, NULL,
                                         "Only this area's, by code or name", "a line for each", false,
                                         AT(area)},
                                        LIKE,
                                        FIGURES,
                                        OUT_FILE,
                                        LANG,
                                        THREADS,
                                        COLOUR,
                                        COMMON};

const Option options_of_benchmark[] = {LIKE,
                                       {0, "cost", NULL, "CODE", OPTION_TEXT, NULL,
                                        "Node that says what is spent, beside --performance", NULL, false,
                                        AT(cost)},
                                       {0, "performance", NULL, "CODE", OPTION_TEXT, NULL,
                                        "Node that says what comes of it", NULL, false, AT(performance)},
                                       FIGURES,
                                       OUT_FILE,
                                       LANG,
                                       THREADS,
                                       COLOUR,
                                       COMMON};

const Option options_of_demand[] = {
    {0, "plan", NULL, "PLAN.yml", OPTION_FILE, NULL, "People, rates, services, scenarios", NULL, true,
     AT(plan)},
    {0, "draws", NULL, "N", OPTION_COUNT, NULL, "Draws behind the intervals", "the plan's, else 1000", false,
     AT(draws)},
    {'o', "out", NULL, "OUT2.h5", OPTION_FILE, NULL, "Store to write", "OUT.h5 itself", false, AT(out)},
    THREADS,
    COMMON};

const Option options_of_export[] = {
    {0, "what", NULL, "WHAT", OPTION_CHOICE, what_words,
     "Figures: scores, ranks, quantiles, bands, normalised, raw, all, summaries, uncertainty, forecast, "
     "segments",
     "scores", false, AT(what)},
    {0, "format", NULL, "FORMAT", OPTION_CHOICE, export_words,
     "Form of the file: csv, json; protected, as it is published: xlsx, csvw (OUT.csv and "
     "OUT.csv-metadata.json), jsonstat",
     "csv", false, AT(format)},
    {0, "wide", NULL, NULL, OPTION_FLAG, NULL, "A row an area, a column a node", NULL, false, AT(wide)},
    {0, "rounded", NULL, NULL, OPTION_FLAG, NULL, "Scores with the decimals that the index publishes",
     "in full", false, AT(rounded)},
    EDITION("Only this edition (raw: period)", "all; of xlsx, csvw, jsonstat the last"),
    OUT_FILE,
    LANG_OF("Language of xlsx and jsonstat"),
    COMMON};

const Option options_of_forecast[] = {
    {'o', "out", NULL, "OUT", OPTION_FILE, NULL, "Store or CSV file to write", "a table: standard output",
     false, AT(out)},
    {0, "horizon", NULL, "H", OPTION_TEXT, NULL, "Steps to forecast", "5 years, else two seasons", false,
     AT(horizon)},
    {0, "until", NULL, "PERIOD", OPTION_TEXT, NULL, "Forecast up to this period instead", NULL, false,
     AT(until)},
    {0, "method", NULL, "METHOD", OPTION_TEXT, NULL,
     "auto, thorough, a method, mean(A,B), median(A,B,C), weighted(A,B)", "auto", false, AT(method)},
    {0, "levels", NULL, "P,...", OPTION_TEXT, NULL, "Intervals, in per cent", "80,95", false, AT(levels)},
    {0, "backtest", NULL, "ORIGINS", OPTION_TEXT, NULL, "Origins of the back-test", "5", false, AT(backtest)},
    {0, "intervals", NULL, "KIND", OPTION_CHOICE, interval_words,
     "Intervals: conformal, model, both, coherent (with --tree)", "conformal", false, AT(intervals)},
    {0, "bounds", NULL, "LOW,HIGH", OPTION_TEXT, NULL, "Values that are possible, or none",
     "a store: by unit and declared range", false, AT(bounds)},
    {0, "positive", NULL, NULL, OPTION_FLAG, NULL, "No value is below 0", NULL, false, AT(positive)},
    {0, "counts", NULL, NULL, OPTION_FLAG, NULL, "Values are counts", NULL, false, AT(counts)},
    {0, "transform", NULL, "SHAPE", OPTION_CHOICE, shape_words,
     "Of values with bounds: auto, none, logit, log1p, sqrt, boxcox", "auto", false, AT(shape)},
    {0, "least", NULL, "N", OPTION_COUNT, NULL, "Values a series must have", "1", false, AT(least)},
    {0, "indicator", NULL, "CODE", OPTION_TEXT, NULL, "Store: only this indicator", "all", false,
     AT(indicator)},
    {0, "area", NULL, "CODE", OPTION_TEXT, NULL, "Store: only this area", "all", false, AT(area)},
    {0, "id", NULL, "COL,...", OPTION_TEXT, NULL, "Table: columns that name the series", NULL, false, AT(id)},
    {0, "time", NULL, "COL", OPTION_TEXT, NULL, "Table: column of times", NULL, false, AT(time)},
    {0, "value", NULL, "COL", OPTION_TEXT, NULL, "Table: column of values", NULL, false, AT(value)},
    {0, "group", NULL, "COL,...", OPTION_TEXT, NULL, "Table: columns that tell kinds of series apart",
     "one kind", false, AT(group)},
    {0, "drivers", NULL, "COL,...", OPTION_TEXT, NULL, "Table: columns that explain, known ahead", NULL,
     false, AT(drivers)},
    {0, "frequency", NULL, "WORD|N", OPTION_TEXT, NULL,
     "Table: yearly, quarterly, monthly, weekly, daily, hourly, or steps a season", "found out", false,
     AT(frequency)},
    {0, "shock", NULL, "FROM..TO=KIND,...", OPTION_TEXT, NULL,
     "A shock: its values missing, moved (level), or as they are (ignore)", NULL, false, AT(shock)},
    {0, "break", NULL, "PERIOD=KIND,...", OPTION_TEXT, NULL,
     "A break: the step before taken out (level), the value (outlier), or all before (start)", "level", false,
     AT(breaks)},
    {0, "suggest", NULL, NULL, OPTION_FLAG, NULL, "Name breaks that series seem to have", NULL, false,
     AT(suggest)},
    {0, "tree", NULL, "TREE.csv|CODE,...", OPTION_FILE, NULL,
     "Table: a file of the columns node and parent, which series are parts of which; store: indicators or "
     "inputs that "
     "count (CODE=count), whose areas add up",
     NULL, false, AT(tree)},
    {0, "reconcile", NULL, "KIND", OPTION_CHOICE, add_words,
     "With --tree: structural, none, bottom-up, top-down, ols, variance, mint", "structural", false, AT(add)},
    {0, "scenarios", NULL, "FILE.yml", OPTION_FILE, NULL,
     "Changes to series or drivers: variants beside the baseline", NULL, false, AT(scenarios)},
    THREADS,
    COMMON};

const Option options_of_import[] = {
    {'o', "out", NULL, "DIR", OPTION_FOLDER, NULL, "Folder of the index to make", NULL, true, AT(out)},
    {0, "area", NULL, "COL", OPTION_TEXT, NULL, "csv: column of area codes", "guessed", false, AT(area)},
    {0, "period", NULL, "COL|VALUE", OPTION_TEXT, NULL, "csv: column of periods, or the table's one period",
     "guessed", false, AT(period)},
    {0, "indicator", NULL, "COL", OPTION_TEXT, NULL, "csv, long: column that names the indicator", "guessed",
     false, AT(indicator)},
    {0, "value", NULL, "COL", OPTION_TEXT, NULL, "csv, long: column of values", "guessed", false, AT(value)},
    {0, "layout", NULL, "auto|wide|long", OPTION_CHOICE, layout_words,
     "csv: wide a column an indicator, long a row a value", "auto", false, AT(layout)},
    {0, "group", NULL, "COL", OPTION_TEXT, NULL, "coinr: group whose mean fills gaps", "first of IMETA",
     false, AT(group)},
    {0, "copy", NULL, NULL, OPTION_FLAG, NULL, "Copy TABLE into the folder, so that --data is not needed",
     NULL, false, AT(copy)},
    {0, "force", NULL, NULL, OPTION_FLAG, NULL, "Write over an earlier import", NULL, false, AT(force)},
    COMMON};

const Option options_of_methods[] = {{0, "markdown", NULL, NULL, OPTION_FLAG, NULL,
                                      "All methods as a Markdown page", NULL, false, AT(markdown)},
                                     COLOUR,
                                     COMMON};

const Option options_of_none[] = {COMMON};

const Option *option_named(const Option *table, const char *name, size_t length)
{
    for (; table->name; table++) {
        if (strlen(table->name) == length && !memcmp(table->name, name, length)) return table;
        if (table->also && strlen(table->also) == length && !memcmp(table->also, name, length)) return table;
    }
    return NULL;
}

const Option *option_lettered(const Option *table, char letter)
{
    for (; table->name; table++)
        if (table->letter == letter) return table;
    return NULL;
}

#define SEGMENT(letter, name, value, kind, help, fallback, key)                                      \
    {                                                                                                \
        letter, name, NULL, value, kind, NULL, help, fallback, false, AT(segment[MYN_SEGMENT_##key]) \
    }

const Option options_of_segment[] = {
    {'o', "out", NULL, "OUT.h5", OPTION_FILE, NULL, "Store to write", "the store that is read", false,
     AT(out)},
    {0, "plan", NULL, "PLAN.yml", OPTION_FILE, NULL, "Plan with the same keys; options win",
     "segment: of the index", false, AT(plan)},
    SEGMENT('k', "k", "K", OPTION_TEXT, "Segments: a number, a range as 2..12, or auto", "auto", K),
    SEGMENT(0, "method", "METHOD", OPTION_TEXT,
            "kmeans, kmedoids, ward, complete, average, mixture, skater, ward-regions", "kmeans", METHOD),
    SEGMENT(0, "by", "raw|normalised|scores", OPTION_TEXT,
            "Group by indicators as published, on their common scale, or by scores of a branch's parts",
            "raw", BY),
    SEGMENT(0, "node", "CODE", OPTION_TEXT, "Node whose indicators or parts are used", "the whole index",
            NODE),
    SEGMENT(0, "without", "CODE,...", OPTION_TEXT, "Variables left out", NULL, WITHOUT),
    SEGMENT(0, "numeric", "CODE,...", OPTION_TEXT, "Variables whose few whole numbers are amounts", NULL,
            NUMERIC),
    SEGMENT(0, "transform", "T", OPTION_TEXT, "none, asinh, log, boxcox, yeojohnson", "none", TRANSFORM),
    SEGMENT(0, "scale", "S", OPTION_TEXT, "none, range, z, mad, decile", "z", SCALE),
    SEGMENT(0, "weighting", "W", OPTION_TEXT,
            "What counts the same: variables, domains; or index: its weights", "variables", WEIGHTING),
    SEGMENT(0, "missing", "M", OPTION_TEXT, "A missing value: error, mean, median, or drop the area",
            "median", MISSING),
    SEGMENT(0, "starts", "N", OPTION_TEXT, "Starts", "until the best was seen often enough", STARTS),
    SEGMENT(0, "seed", "S", OPTION_TEXT, "Seed", "1", SEED),
    SEGMENT(0, "samples", "N", OPTION_TEXT, "Samples of the gap statistic and of stability, 0 for neither",
            "20", SAMPLES),
    SEGMENT(0, "least", "N", OPTION_TEXT, "kmeans: areas a segment must have", NULL, LEAST),
    SEGMENT(0, "most", "N", OPTION_TEXT, "kmeans: areas a segment may have", NULL, MOST),
    SEGMENT(0, "weigh", "SERIES", OPTION_TEXT, "kmeans: what an area weighs", "each area 1", WEIGH),
    SEGMENT(0, "population", "SERIES", OPTION_TEXT, "People of each area", NULL, POPULATION),
    SEGMENT(0, "model", "M", OPTION_TEXT, "mixture: EII, VII, EEI, VEI, EVI, VVI, EEE, VVV", "the least BIC",
            MODEL),
    SEGMENT(0, "tiers", "K,K,...", OPTION_TEXT, "Segments inside segments, as 8,3", NULL, TIERS),
    SEGMENT(0, "boundaries", "FILE", OPTION_FILE, "Regions: GeoJSON of the areas", NULL, BOUNDARIES),
    SEGMENT(0, "key", "PROPERTY", OPTION_TEXT, "Property of the boundaries that is the area's code",
            "the one ending in cd or code", PROPERTY),
    SEGMENT(0, "touch", "queen|rook", OPTION_TEXT, "Neighbours share a corner, or a side", "queen", TOUCH),
    SEGMENT(0, "contiguity", "FILE", OPTION_FILE, "Regions: CSV of pairs of neighbours", NULL, CONTIGUITY),
    SEGMENT(0, "islands", "apart|join", OPTION_TEXT,
            "Separate parts of the map: leave, or join by the shortest bridges", "apart", ISLANDS),
    SEGMENT(0, "floor", "PEOPLE", OPTION_TEXT, "Regions: people each must have", "0", FLOOR),
    SEGMENT(0, "names", "FILE", OPTION_FILE, "CSV of names: segment,name_en,name_cy", NULL, NAMES),
    SEGMENT(0, "like", "LAST.h5", OPTION_FILE, "Keep the numbers and names of these segments", NULL, LIKE),
    {0, "assign", NULL, "MODEL.h5", OPTION_FILE, NULL,
     "Put areas into the segments of this store, made before", NULL, false, AT(assign)},
    EDITION("Edition whose figures are used", "the last"),
    {0, "format", NULL, "text|csv|json", OPTION_CHOICE, figure_words, "Form of what is said", "text", false,
     AT(format)},
    LANG,
    THREADS,
    COLOUR,
    COMMON};
