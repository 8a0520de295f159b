/* The table of commands. */
#include "cli.h"
#include <string.h>

static const Example check_examples[] = {
    {"mynegai check indices/wimd-2019", "audit the definition and its data"},
    {"mynegai check indices/wimd-2019 --report -o audit.md",
     "the quality audit of a release, in both languages"},
    {"mynegai check indices/wimd-2019 --explain", "the definition with every default written out"},
    {NULL, NULL}};
static const Example build_examples[] = {
    {"mynegai build indices/wimd-2019 -o wimd.h5", "compute every edition"},
    {"mynegai build indices/wimd-2019 --data data/wimd-2019 -o wimd.h5", "with data files from elsewhere"},
    {"mynegai build indices/wimd-2019 --set income.weight=0.3 --drop housing -o what-if.h5",
     "what if: mynegai compare wimd.h5 what-if.h5 shows the effect"},
    {NULL, NULL}};
static const Example import_examples[] = {
    {"mynegai import csv data/rates.csv -o indices/rates",
     "the table stays in data: --data data from then on"},
    {"mynegai import csv wide.csv --area lad23cd --period 2023 --copy -o indices/mine",
     "columns as told, the table copied"},
    {"mynegai import coinr iData.csv iMeta.csv --group Region -o indices/asem", "from R's package COINr"},
    {NULL, NULL}};
static const Example show_examples[] = {
    {"mynegai show wimd.h5 --top 10", "the ten areas that rank first"},
    {"mynegai show wimd.h5 W01000240", "the scorecard of an area, by code or by name"},
    {"mynegai show wimd.h5 --node income --lang cy", "the ranking by a domain, in Welsh"},
    {"mynegai show wimd.h5 --summaries", "councils by measure"},
    {NULL, NULL}};
static const Example explain_examples[] = {
    {"mynegai explain wimd.h5 W01000240", "every step from the published rank to the input"},
    {"mynegai explain wimd.h5 W01000240 income --format json",
     "one node, for a program that works it out again"},
    {NULL, NULL}};
static const Example compare_examples[] = {
    {"mynegai compare last-year.h5 this-year.h5", "what changed, the biggest movers and why they moved"},
    {"mynegai compare index.h5 index.h5 --from 2022 --edition 2023", "two editions of one store"},
    {"mynegai compare last-year.h5 this-year.h5 --release-note -o note.md",
     "the revisions note, in both languages"},
    {"mynegai compare index.h5 what-if.h5 --format csv -o effect.csv", "a row an area"},
    {NULL, NULL}};
static const Example diagnose_examples[] = {
    {"mynegai diagnose wimd.h5", "every branch of the last edition"},
    {"mynegai diagnose wimd.h5 --node health --lang cy", "one domain, in Welsh"},
    {"mynegai diagnose wimd.h5 --format csv > figures.csv", "every figure in full, a row each"},
    {NULL, NULL}};
static const Example uncertainty_examples[] = {
    {"mynegai uncertainty wimd.h5 --plan weights.yml --draws 1000 --seed 7",
     "intervals of every score and rank"},
    {"mynegai uncertainty wimd.h5 -o wimd-sure.h5", "by the plan in index.yml, into another store"},
    {"mynegai show wimd.h5 --top 10", "then shows them"},
    {"mynegai uncertainty wimd.h5 --sensitivity shift --draws 1024", "which source moves the ranks"},
    {NULL, NULL}};
static const Example significance_examples[] = {
    {"mynegai significance tpw.h5", "every area against Wales, indicator by indicator"},
    {"mynegai significance tpw.h5 Gwynedd --from 2022", "one area against itself in another edition"},
    {"mynegai significance tpw.h5 --versus others --node health --format csv",
     "each against all others, as a table"},
    {"mynegai significance tpw.h5 --funnel", "which ratios lie outside what chance explains"},
    {NULL, NULL}};
static const Example neighbours_examples[] = {
    {"mynegai neighbours councils.h5", "every council's family, and which are mutual"},
    {"mynegai neighbours councils.h5 --area Gwynedd -n 5",
     "the five most like one, and what sets them apart"},
    {"mynegai neighbours wimd.h5 --format csv -o families.csv", "a row an area and neighbour"},
    {NULL, NULL}};
static const Example segment_examples[] = {
    {"mynegai segment wales.h5 -k 8 --transform asinh --scale range", "Eight segments, kept in wales.h5"},
    {"mynegai segment wales.h5 -k 2..12 -o groups.h5", "How many? A table, and the best of them"},
    {"mynegai segment new.h5 --assign last.h5", "The new areas in last year's segments"},
    {NULL, NULL}};
static const Example benchmark_examples[] = {
    {"mynegai benchmark councils.h5 Gwynedd", "every figure beside its family, all areas and the larger one"},
    {"mynegai benchmark councils.h5 Gwynedd --cost spending --performance recycling",
     "two figures side by side"},
    {NULL, NULL}};
static const Example demand_examples[] = {
    {"mynegai demand needs.h5 --plan indices/population-needs-demo/demand.yml -o needs.h5",
     "every scenario, with intervals, into the store"},
    {"mynegai show needs.h5 --demand", "as a committee reads it"},
    {NULL, NULL}};
static const Example export_examples[] = {
    {"mynegai export wimd.h5 -o scores.csv", "every score of every edition, a row a figure"},
    {"mynegai export wimd.h5 --what ranks --wide", "a row an area, a column a node"},
    {"mynegai export wimd.h5 --what summaries", "measures of councils, with their ranks"},
    {"mynegai export wimd.h5 --format xlsx --lang cy -o wimd.xlsx", "a workbook in Welsh, to publish"},
    {NULL, NULL}};
static const Example publish_examples[] = {
    {"mynegai publish index.h5 site", "pages in both languages; open site/index.html"},
    {"mynegai publish index.h5 site --boundaries councils.geojson --compare last-year.h5",
     "with a map, and what was revised"},
    {"mynegai publish index.h5 index.html --single-file --lang cy", "one page, in Welsh"},
    {NULL, NULL}};
static const Example forecast_examples[] = {
    {"mynegai forecast index.h5 --until 2030 -o forecast.h5", "every series of a store, written beside it"},
    {"mynegai forecast series.csv --id council --time year --value rate --bounds 0,100 -o out.csv",
     "a tidy table"},
    {"mynegai forecast sales.csv --id shop --time month --value n --counts --method thorough --horizon 12",
     "the median of three methods"},
    {"mynegai forecast homes.csv --id band --time year --value n --counts --tree tree.csv -o out.csv",
     "parts that add up to their whole"},
    {"mynegai forecast needs.h5 --tree people,over_65 --intervals coherent -o needs.h5",
     "a store's counts, which add up along its areas"},
    {"mynegai forecast index.h5 --scenarios scenarios.yml -o index.h5", "variants beside the baseline"},
    {"mynegai forecast rates.csv --id area --time year --value rate --shock 2020..2021=missing --suggest",
     "two years left out, and breaks named"},
    {"mynegai show forecast.h5 Gwynedd --indicator happiness", "one of them with its fan"},
    {NULL, NULL}};
static const Example methods_examples[] = {
    {"mynegai methods", "all methods, a line each"},
    {"mynegai methods zscore", "one method: formula, parameters, reference"},
    {NULL, NULL}};
static const Example help_examples[] = {{"mynegai help build", "the same as mynegai build --help"},
                                        {NULL, NULL}};
static const Example completion_examples[] = {
    {"source <(mynegai completion bash)", "in ~/.bashrc"},
    {"mynegai completion zsh > ~/.zfunc/_mynegai", "in a folder of fpath"},
    {NULL, NULL}};
static const Example man_examples[] = {{"mynegai man | man -l -", "read it"}, {NULL, NULL}};

#define INDEX_HELP "Folder of the index, or its index.yml"
#define STORE_HELP "Store that mynegai build wrote"

const Command commands[] = {
    {"check",
     "Make",
     "check a definition and audit its data",
     {"INDEX"},
     {INDEX_HELP},
     1,
     options_of_check,
     "Reads the definition and its data and says what is wrong, each problem with its file and line, then "
     "what "
     "the data hold: rows read and used, codes not recognised, coverage, outliers, periods. --report makes "
     "the "
     "quality audit of a release of it, in both languages, with a log of who did what for people to fill in; "
     "it "
     "is written also where there are problems, and tells them.",
     check_examples,
     cmd_check},
    {"build",
     "Make",
     "compute an index and write its store",
     {"INDEX"},
     {INDEX_HELP},
     1,
     options_of_build,
     "Reads the definition and its data, computes every edition and writes one HDF5 file, which xarray, R "
     "and "
     "netCDF tools read too. Where anything is wrong, nothing is written.",
     build_examples,
     cmd_build},
    {"import",
     "Make",
     "make a definition from a table of your own",
     {"FORM", "TABLE", "IMETA"},
     {"csv, or coinr for the tables of R's package COINr", "CSV file; coinr: iData",
      "coinr: table of indicators"},
     2,
     options_of_import,
     "Writes nodes.csv, index.yml and datasets/NAME/dataset.yml, to be edited: says what it took for what "
     "and "
     "why, asks nothing. Directions are guesses: check them. The table stays where it is, and its folder is "
     "given to check and build as --data; --copy puts a copy beside dataset.yml instead.",
     import_examples,
     cmd_import},
    {"show",
     "Look",
     "show a ranking, or the scorecard of an area",
     {"OUT.h5", "AREA"},
     {STORE_HELP, "Code or name of an area"},
     1,
     options_of_show,
     "Without AREA, the ranking of areas by the whole index or by one node. With AREA, its scores down the "
     "tree, what pulls them up and down, and the values behind them. With --summaries, the larger areas "
     "that the index has measures of. A view for the office: values are not "
     "protected.",
     show_examples,
     cmd_show},
    {"explain",
     "Look",
     "explain an area's figures, step by step",
     {"OUT.h5", "AREA", "NODE"},
     {STORE_HELP, "Code or name of an area", "Code of a node"},
     2,
     options_of_explain,
     "From the published rank of an area back to the rows of the input: every value with its period, status "
     "and file, "
     "every step with its formula, fitted parameters and the numbers put in, so that one area can be checked "
     "by hand. "
     "The edition is computed again from the store. A view for the office: values are not protected.",
     explain_examples,
     cmd_explain},
    {"compare",
     "Look",
     "compare two stores: what changed, and why",
     {"OLD.h5", "NEW.h5"},
     {"Store as it was", "Store as it is now"},
     2,
     options_of_compare,
     "What is not as it was (areas, indicators, weights, methods, inputs), scores and ranks side by side, "
     "and of each "
     "area's change what comes from its own data, what from the normalisation because others moved, and what "
     "from the "
     "method; the three make the change. A view for the office: values are not protected.",
     compare_examples,
     cmd_compare},
    {"methods",
     "Look",
     "list the methods an index can be made with",
     {"NAME"},
     {"A method, shown whole"},
     0,
     options_of_methods,
     "Every method with its formula, parameters, defaults and reference.",
     methods_examples,
     cmd_methods},
    {"diagnose",
     "Trust and analyse",
     "how the parts of an index hang together",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_diagnose,
     "For each branch: correlations of its parts with their significance, pairs that say the same or pull "
     "against each other, Cronbach's alpha, Kaiser-Meyer-Olkin measure, Bartlett's test, variance inflation, "
     "principal components, and effective weights: what each part and each indicator contributes to the "
     "variance of the score, beside the weights it is given. A figure that cannot be given says why.",
     diagnose_examples,
     cmd_diagnose},
    {"uncertainty",
     "Trust and analyse",
     "how sure every score and rank is",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_uncertainty,
     "Computes an edition again and again with weights, methods and data drawn at random as the plan says, "
     "and adds to the "
     "store what the draws say of each area: mean, spread and percentiles of score and rank, probabilities "
     "of groups and "
     "bands, how far ranks shift. The same seed gives the same bytes at any number of threads. Where "
     "anything is wrong, "
     "nothing is written.",
     uncertainty_examples,
     cmd_uncertainty},
    {"significance",
     "Trust and analyse",
     "which areas differ by more than their confidence limits",
     {"OUT.h5", "AREA"},
     {STORE_HELP, "Code or name of an area: only its comparisons"},
     1,
     options_of_significance,
     "For indicators whose data have confidence limits: is an area different from the larger one it is part "
     "of, from all "
     "others, from another area, or from itself in another edition. Differences are tested on the scale that "
     "fits (logit "
     "of per cent, log of rates) and p-values adjusted for the number of comparisons. With --funnel, for "
     "ratios of two "
     "counts: limits within which areas of their size would lie by chance. A view for the office: values are "
     "not "
     "protected.",
     significance_examples,
     cmd_significance},
    {"forecast",
     "Trust and analyse",
     "forecast the series of a store or a table",
     {"OUT.h5|SERIES.csv"},
     {"Store that mynegai build wrote, or a table with a row a value"},
     1,
     options_of_forecast,
     "Each series with intervals that are as wide as its errors, and those of the series beside it, were in "
     "a back-test; "
     "the model and why it was chosen; its back-tested accuracy beside that of going on with the last value. "
     "A series "
     "that cannot be forecast says why and stops no other. Of a store, group /forecast of OUT.h5; of a "
     "table, a row a "
     "point. With --tree, forecasts of parts add up to those of wholes; with --scenarios, variants stand "
     "beside the baseline. Breaks are suggested, and taken out "
     "only where "
     "--shock or --break marks them.",
     forecast_examples,
     cmd_forecast},
    {"demand",
     "Trust and analyse",
     "need, demand and cost by scenario",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_demand,
     "People by area, sex and age times rates by age: who will be in need, who will be served, at what cost, "
     "under each "
     "scenario of the plan, with intervals from draws of both factors and how far ahead such forecasts have "
     "held. Adds "
     "group /demand to the store; show --demand prints it. Where anything is wrong, nothing is written.",
     demand_examples,
     cmd_demand},
    {"neighbours",
     "Trust and analyse",
     "families of areas that are alike",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_neighbours,
     "Statistical nearest neighbours: areas are compared by z-scores of their indicators, with Euclid's "
     "distance. Of an "
     "area's family: the distance, and as a share of that of the farthest area; whether each is in the "
     "other's family; "
     "how often it stays when a weight moves; which variables set the two apart most. A view for the office: "
     "values "
     "are not protected.",
     neighbours_examples,
     cmd_neighbours},
    {"benchmark",
     "Trust and analyse",
     "an area beside its family",
     {"OUT.h5", "AREA"},
     {STORE_HELP, "Code or name of an area"},
     2,
     options_of_benchmark,
     "Every score and indicator of an area beside the means of its family (as neighbours finds it) and of "
     "all areas, "
     "and the larger area's own figure: rank, place in the family, quarter, change since the figure before, "
     "and, where "
     "the data have confidence limits, whether the difference from the larger area holds. A view for the "
     "office: "
     "values are not protected.",
     benchmark_examples,
     cmd_benchmark},
    {"segment",
     "Trust and analyse",
     "segments of areas that are alike, or regions",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_segment,
     "Groups areas by what they are like: k-means with a certificate of how often the best solution was "
     "seen, k-medoids, "
     "hierarchies, Gaussian mixtures, regions that hang together on the map. Says how many segments the data "
     "speak for, how "
     "stable they are, and what sets each apart, and adds them to the store as group /segments. Where "
     "anything is wrong, "
     "nothing is written. A view for the office: values are not protected.",
     segment_examples,
     cmd_segment},
    {"export",
     "Give out",
     "write scores, ranks or values as CSV, JSON or data files to publish",
     {"OUT.h5"},
     {STORE_HELP},
     1,
     options_of_export,
     "A row a figure: area, its names, node, edition, value, status; summaries: larger area, its names, "
     "measure, node, edition, value, rank. CSV and JSON are views for the office: values are not "
     "protected. A workbook (xlsx), a table with its description (csvw) and a JSON-stat file are made of "
     "what "
     "may leave the office: a store in which a withheld figure still has its value is refused.",
     export_examples,
     cmd_export},
    {"publish",
     "Give out",
     "write a site: pages, maps, tables and open data, in both languages",
     {"OUT.h5", "SITE"},
     {STORE_HELP, "Folder to write, or with --single-file the page; a site that stands there is replaced"},
     2,
     options_of_publish,
     "Pages for everybody: the index with its map and ranking, a profile of every area, every indicator, "
     "larger "
     "areas, groups, places side by side, how it was made; made for WCAG 2.2 AA, whole without a script, "
     "from "
     "disk or any web server, asking nothing of another host. What is withheld is nowhere in them. A folder "
     "with files that mynegai did not write is left alone.",
     publish_examples,
     cmd_publish},
    {"help",
     "This program",
     "help on a command",
     {"COMMAND"},
     {"A command"},
     0,
     options_of_none,
     "Without COMMAND, a list of all commands.",
     help_examples,
     cmd_help},
    {"version",
     "This program",
     "the version",
     {NULL},
     {NULL},
     0,
     options_of_none,
     "Also: mynegai --version.",
     NULL,
     cmd_version},
    {"completion",
     "This program",
     "completion for a shell",
     {"SHELL"},
     {"bash or zsh"},
     1,
     options_of_none,
     "Writes a script that completes commands, options and files.",
     completion_examples,
     cmd_completion},
    {"man",
     "This program",
     "the manual page",
     {NULL},
     {NULL},
     0,
     options_of_none,
     "Writes the manual page as troff.",
     man_examples,
     cmd_man},
    {NULL, NULL, NULL, {NULL}, {NULL}, 0, NULL, NULL, NULL, NULL}};

const Command *command_named(const char *name)
{
    for (const Command *c = commands; c->name; c++)
        if (!strcmp(c->name, name)) return c;
    return NULL;
}
