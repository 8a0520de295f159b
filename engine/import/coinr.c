/* The two tables of COINr: iData, a row a unit, and iMeta, a row a column of iData or an aggregate. */
#include "import/columns.h"
#include "import/plan.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE, CODE, PARENT, LEVEL, DIRECTION, WEIGHT, NEEDED, NAME = NEEDED, UNIT, OVER, SCALE, FIELDS };
static const char *const field_name[FIELDS] = {"Type",   "iCode", "Parent", "Level",       "Direction",
                                               "Weight", "iName", "Unit",   "Denominator", "ScaleFactor"};

typedef struct {
    const myn_import_options *options;
    myn_diag *diag;
    Sheet data, meta;
    Columns columns; /* of data */
    Plan plan;
    size_t field[FIELDS]; /* columns of meta, or MYN_NONE */
    myn_names *codes;     /* of meta, number = row */
    const char *group;    /* the grouping column, or NULL */
    bool *used;           /* columns of data that hold values */
} Coin;

/* ---- iMeta ---- */

/* A cell; "" where blank, NA or no such column. */
static const char *text_of(const Coin *coin, size_t row, int field)
{
    size_t column = coin->field[field];
    const char *text = column == MYN_NONE ? "" : sheet_cell(&coin->meta, row, column);
    return strcmp(text, "NA") == 0 ? "" : text;
}

static bool is_type(const Coin *coin, size_t row, const char *type)
{
    return strcmp(text_of(coin, row, TYPE), type) == 0;
}

static bool is_node(const Coin *coin, size_t row)
{
    return is_type(coin, row, "Indicator") || is_type(coin, row, "Aggregate");
}

static myn_place place_of(const Coin *coin, size_t row, int field)
{
    size_t column = coin->field[field];
    return (myn_place){coin->meta.path, coin->meta.line[row], column == MYN_NONE ? 0 : column + 1};
}

/* The number in a cell, OTHERWISE where it is blank; NaN, with a problem, where it is none. */
static double number_of(Coin *coin, size_t row, int field, double otherwise)
{
    const char *text = text_of(coin, row, field);
    double value = otherwise;
    if (!*text || myn_number_read(text, strlen(text), &value)) return value;
    myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, row, field),
                 "%s of \"%s\": expected a number, found \"%.80s\"", field_name[field],
                 text_of(coin, row, CODE), text);
    return NAN;
}

/* Columns that a definition can do without may be missing. */
static myn_status find_fields(Coin *coin)
{
    myn_status status = MYN_OK;
    for (int i = 0; i < FIELDS; i++) {
        coin->field[i] = sheet_column(&coin->meta, field_name[i]);
        if (i >= NEEDED || coin->field[i] != MYN_NONE) continue;
        myn_diag_add(coin->diag, MYN_ERROR, (myn_place){coin->meta.path, coin->meta.dialect.header_row, 0},
                     "the column \"%s\" of COINr's iMeta is missing", field_name[i]);
        status = MYN_ERR_DATA;
    }
    return status;
}

/* Codes become nodes, so that one twice cannot be read any further. */
static myn_status name_rows(Coin *coin)
{
    for (size_t r = 0; r < coin->meta.rows; r++) {
        const char *code = text_of(coin, r, CODE);
        size_t known = myn_names_count(coin->codes), number;
        myn_status status = myn_names_add(coin->codes, code, strlen(code), &number);
        if (status) return status;
        if (*code && number == known) continue;
        myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, r, CODE),
                     *code ? "iCode \"%s\" is given twice" : "iCode is blank%s", code);
        return MYN_ERR_DATA;
    }
    return MYN_OK;
}

static size_t row_of(const Coin *coin, const char *code)
{
    return myn_names_find(coin->codes, code, strlen(code));
}

/* Levels rise from child to parent, so that there can be no circle. */
static void check_parent(Coin *coin, size_t row, size_t *roots)
{
    const char *code = text_of(coin, row, CODE), *parent = text_of(coin, row, PARENT);
    size_t up = row_of(coin, parent);
    if (!*parent && is_type(coin, row, "Aggregate")) {
        if (++*roots > 1)
            myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, row, PARENT),
                         "\"%s\" has no Parent, nor has an aggregate before it: expected one root", code);
        return;
    }
    if (up == MYN_NONE || !is_type(coin, up, "Aggregate")) {
        myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, row, PARENT),
                     "Parent of \"%s\": expected the iCode of an Aggregate, found \"%.80s\"", code, parent);
        return;
    }
    double own = number_of(coin, row, LEVEL, NAN), above = number_of(coin, up, LEVEL, NAN);
    if (!(above > own))
        myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, row, LEVEL),
                     "\"%s\" is not on a lower Level than its Parent \"%s\"", code, parent);
}

/* Every wrong row is said before reading stops. */
static myn_status check_tree(Coin *coin)
{
    size_t roots = 0, nodes = 0;
    for (size_t r = 0; r < coin->meta.rows; r++) {
        if (!is_node(coin, r)) continue;
        nodes++;
        check_parent(coin, r, &roots);
    }
    if (!roots)
        myn_diag_add(coin->diag, MYN_ERROR, (myn_place){coin->meta.path, 0, 0},
                     "%s: expected one Aggregate without a Parent, the index itself",
                     nodes ? "no root" : "no row has the Type Indicator or Aggregate");
    return myn_diag_status(coin->diag);
}

/* ---- iData ---- */

/* The column CODE of iData; a problem where it is missing or holds no numbers. */
static void need_column(Coin *coin, const char *code, myn_place at)
{
    size_t column = sheet_column(&coin->data, code);
    if (column == MYN_NONE)
        myn_diag_add(coin->diag, MYN_ERROR, at, "%s has no column \"%s\"", coin->data.path, code);
    else if (coin->columns.column[column].others)
        myn_diag_add(coin->diag, MYN_ERROR,
                     (myn_place){coin->data.path, coin->data.line[coin->columns.column[column].first_other],
                                 column + 1},
                     "\"%.60s\" in the column \"%s\": expected a number or NA",
                     sheet_cell(&coin->data, coin->columns.column[column].first_other, column), code);
    else
        coin->used[column] = true;
}

static void add_series(Coin *coin, size_t row)
{
    const char *code = text_of(coin, row, CODE), *name = text_of(coin, row, NAME),
               *unit = text_of(coin, row, UNIT);
    need_column(coin, code, place_of(coin, row, CODE));
    coin->plan.series[coin->plan.series_count++] = (Series){
        .name = code, .column = code, .label = *name ? name : NULL, .unit = *unit ? unit : NULL};
}

static void add_all_series(Coin *coin)
{
    coin->plan.series = plan_room(&coin->plan, coin->meta.rows, sizeof *coin->plan.series);
    for (size_t r = 0; coin->plan.series && r < coin->meta.rows; r++)
        if (is_type(coin, r, "Indicator") || is_type(coin, r, "Denominator")) add_series(coin, r);
}

/* ---- nodes ---- */

static void set_ratio(Coin *coin, size_t row, Node *node)
{
    const char *over = text_of(coin, row, OVER);
    size_t of = *over ? row_of(coin, over) : MYN_NONE;
    if (!*over) return;
    if (of == MYN_NONE || !is_type(coin, of, "Denominator"))
        myn_diag_add(
            coin->diag, MYN_ERROR, place_of(coin, row, OVER),
            "Denominator of \"%s\": expected the iCode of a row of Type Denominator, found \"%.80s\"",
            node->code, over);
    node->over = over;
    node->per = number_of(coin, row, SCALE, 1);
}

static void set_leaf(Coin *coin, size_t row, Node *node)
{
    double direction = number_of(coin, row, DIRECTION, 1);
    node->source = node->code;
    node->direction = direction < 0 ? -1 : 1;
    if (fabs(direction) != 1 && !isnan(direction))
        myn_diag_add(coin->diag, MYN_ERROR, place_of(coin, row, DIRECTION),
                     "Direction of \"%s\": expected 1 or -1, found \"%s\"", node->code,
                     text_of(coin, row, DIRECTION));
    set_ratio(coin, row, node);
}

static void add_node(Coin *coin, size_t row)
{
    const char *parent = text_of(coin, row, PARENT), *name = text_of(coin, row, NAME),
               *unit = text_of(coin, row, UNIT);
    Node *node = &coin->plan.node[coin->plan.nodes++];
    *node = (Node){.code = text_of(coin, row, CODE),
                   .parent = *parent ? parent : NULL,
                   .label = *name ? name : NULL,
                   .unit = *unit ? unit : NULL,
                   .weight = number_of(coin, row, WEIGHT, 1)};
    node->level = plan_text(&coin->plan, "level_%s", text_of(coin, row, LEVEL));
    if (!*parent) node->weight = NAN;
    if (*parent && node->weight <= 0)
        myn_diag_add(
            coin->diag, MYN_ERROR, place_of(coin, row, WEIGHT),
            "Weight of \"%s\": expected a number above 0; what has no weight is to be left out of iMeta",
            node->code);
    if (is_type(coin, row, "Indicator")) set_leaf(coin, row, node);
}

/* The node of ROW, then those below it in iMeta's order. Levels bound the depth. */
static void add_below(Coin *coin, size_t row)
{
    const char *code = text_of(coin, row, CODE);
    add_node(coin, row);
    if (is_type(coin, row, "Indicator")) return;
    for (size_t r = 0; r < coin->meta.rows; r++)
        if (is_node(coin, r) && strcmp(text_of(coin, r, PARENT), code) == 0) add_below(coin, r);
}

static void add_nodes(Coin *coin)
{
    coin->plan.node = plan_room(&coin->plan, coin->meta.rows, sizeof *coin->plan.node);
    for (size_t r = 0; coin->plan.node && r < coin->meta.rows; r++)
        if (is_type(coin, r, "Aggregate") && !*text_of(coin, r, PARENT)) {
            const char *name = text_of(coin, r, NAME);
            coin->plan.title = *name ? name : coin->plan.name;
            add_below(coin, r);
        }
    size_t leaves = 0, ratios = 0;
    for (size_t i = 0; i < coin->plan.nodes; i++) {
        leaves += coin->plan.node[i].source != NULL;
        ratios += coin->plan.node[i].over != NULL;
    }
    plan_say(&coin->plan, "nodes", "%zu, of which %zu indicators with direction and weight as in iMeta",
             coin->plan.nodes, leaves);
    if (ratios)
        plan_say(&coin->plan, "ratios", "indicators over the denominators that iMeta names: %zu", ratios);
}

/* ---- areas, periods, groups ---- */

static void choose_group(Coin *coin)
{
    const char *asked = coin->options->group, *why = asked ? "as asked" : "the first Group of iMeta";
    for (size_t r = 0; r < coin->meta.rows && !asked; r++)
        if (is_type(coin, r, "Group")) asked = text_of(coin, r, CODE);
    if (!asked) return;
    myn_place at = {coin->data.path, coin->data.dialect.header_row, 0};
    if (sheet_column(&coin->data, asked) == MYN_NONE) {
        myn_diag_add(coin->diag, MYN_ERROR, at, "there is no column \"%.80s\" to group by", asked);
        return;
    }
    coin->group = asked;
    plan_say(&coin->plan, "groups",
             "column \"%s\", %s: parent of each area, whose mean fills in what is missing", asked, why);
}

static size_t choose_time(Coin *coin)
{
    size_t time = sheet_column(&coin->data, "Time");
    if (time != MYN_NONE && column_periods(&coin->data, time, &coin->plan.financial)) {
        coin->plan.period_column = "Time";
        plan_say(&coin->plan, "period", "column \"Time\"");
        return time;
    }
    coin->plan.period_value = plan_text(&coin->plan, "%d", coin->options->year);
    coin->plan.period_why = "iData has no Time: CHECK";
    plan_say(&coin->plan, "period", "%d: iData has no column Time to say when: CHECK", coin->options->year);
    return MYN_NONE;
}

static myn_status settle_areas(Coin *coin)
{
    Areas areas = {.area = sheet_column(&coin->data, "uCode"),
                   .name_en = sheet_column(&coin->data, "uName"),
                   .name_cy = MYN_NONE,
                   .once = true};
    if (areas.area == MYN_NONE) {
        myn_diag_add(coin->diag, MYN_ERROR, (myn_place){coin->data.path, coin->data.dialect.header_row, 0},
                     "the column \"uCode\" of COINr's iData is missing");
        return MYN_ERR_DATA;
    }
    plan_say(&coin->plan, "areas", "uCode%s", areas.name_en == MYN_NONE ? "" : ", with the names in uName");
    choose_group(coin);
    areas.parent = coin->group ? sheet_column(&coin->data, coin->group) : MYN_NONE;
    areas.period = choose_time(coin);
    return plan_areas(&coin->plan, &areas, coin->diag);
}

/* ---- index.yml ---- */

static void put_data(Plan *plan)
{
    myn_buffer *out = &plan->head;
    myn_buffer_format(out, "# Made by mynegai import from %s: to be edited.\n", plan->from);
    myn_buffer_put(out, "mynegai: 1\ntitle: {en: ");
    myn_buffer_yaml(out, plan->title);
    myn_buffer_put(out, plan->place ? "}\ndata: [" : "}\ndata: ");
    myn_buffer_yaml(out, plan->name);
    if (plan->place) myn_buffer_format(out, ", \"%s-areas\"]", plan->name);
    myn_buffer_put(out, "\nareas: ");
    myn_buffer_yaml(out, plan->name);
}

/* What COINr's build_example_coin() does, with its functions in the comments. */
static void put_method(Coin *coin)
{
    myn_buffer *out = &coin->plan.head;
    put_data(&coin->plan);
    if (coin->group)
        myn_buffer_format(
            out,
            "\n\n# Impute(f_i = \"i_mean_grp\", use_group = \"%s\"): the group is the area's parent\n"
            "missing: [{group_mean: {by: parent}}]\n",
            coin->group);
    else
        myn_buffer_put(out, "\n\n# iMeta names no group: what is missing stays missing\nmissing: []\n");
    myn_buffer_put(out, "# Screen(dat_thresh = 0.9, unit_screen = \"byNA\"); means above then rest on the "
                        "areas that stay\nscreen: {least: 0.9}\n"
                        "indicators:\n"
                        "  # Treat(global_specs = list(f1_para = list(winmax = 5)))\n"
                        "  - treat: {skew: 2, kurtosis: 3.5, most: 5, then: log}\n"
                        "  # Normalise(list(f_n = \"n_minmax\", f_n_para = list(c(0, 100))))\n"
                        "  - minmax: {to: [0, 100]}\n"
                        "# Aggregate(f_ag = \"a_amean\"), from whatever parts there are\n"
                        "aggregate: arithmetic\ncoverage: {least: 0, by: count}\n");
    myn_buffer_put(&coin->plan.tail, "publish:\n  rank: {ties: min, first: highest}\n");
}

/* ---- the whole ---- */

static myn_status read_both(Coin *coin)
{
    const myn_import_options *options = coin->options;
    coin->plan.sheet = &coin->data;
    myn_status data = sheet_read(options->table, coin->diag, &coin->data),
               meta = sheet_read(options->meta, coin->diag, &coin->meta);
    if (data || meta) return data ? data : meta;
    myn_status status = plan_name(&coin->plan, options->out, coin->diag);
    if (!status) status = columns_look(&coin->data, &coin->columns);
    if (!status) status = myn_names_new(&coin->codes);
    if (!status) status = find_fields(coin);
    if (!status) status = name_rows(coin);
    if (!status) status = check_tree(coin);
    coin->plan.wide = true;
    coin->plan.from = plan_text(&coin->plan, "%s and %s", options->table, options->meta);
    coin->used = plan_room(&coin->plan, coin->data.columns, sizeof *coin->used);
    return !status && coin->plan.failed ? MYN_ERR_MEMORY : status;
}

static myn_status understand(Coin *coin)
{
    myn_status status = read_both(coin);
    if (!status) status = settle_areas(coin);
    if (status) return status;
    add_all_series(coin);
    add_nodes(coin);
    status = columns_markers(&coin->columns, coin->used, &coin->plan.form);
    put_method(coin);
    if (!status && coin->plan.failed) status = MYN_ERR_MEMORY;
    return status ? status : myn_diag_status(coin->diag);
}

myn_status myn_import_coinr(const myn_import_options *options, myn_diag *diag, myn_imported *out)
{
    *out = (myn_imported){0};
    Coin coin = {.options = options, .diag = diag};
    if (!options->meta) return MYN_ERR_ARGUMENT;
    myn_status status = understand(&coin);
    if (!status) status = plan_write(&coin.plan, options, diag, out);
    myn_names_free(coin.codes);
    plan_free(&coin.plan);
    sheet_free(&coin.data);
    sheet_free(&coin.meta);
    return status;
}
