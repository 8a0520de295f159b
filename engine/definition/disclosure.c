/* disclosure: which series count people, and by what rules they are protected. */
#include "definition/definition.h"
#include "definition/explain.h"
#include <string.h>

static const char *const keys[] = {"counts",
                                   "total",
                                   "denominator",
                                   "public",
                                   "public_areas",
                                   "below",
                                   "zeros",
                                   "denominator_below",
                                   "under",
                                   "lose",
                                   "round",
                                   "tidy",
                                   NULL};
static const char *const zero_words[] = {"safe", "sensitive", NULL},
                         *const lose_words[] = {"fewest_cells", "least_counts", NULL},
                         *const public_words[] = {"larger_areas", "total", NULL},
                         *const how_words[] = {"nearest", "random", NULL};

/* A number from LEAST. */
static void read_number(Definition *d, const myn_yaml *map, const char *key, double least, double *out)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    double value = 0;
    if (!myn_yaml_real(node, d->diag, &value)) return;
    if (value >= least)
        *out = value;
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at, "%s: expected a number from %g, found \"%s\"", key, least,
                     node->text);
}

static void read_series(Definition *d, const myn_yaml *map, const char *key, const char **out, myn_place *at)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    if (myn_yaml_text(node, d->diag, out)) *at = node->at;
}

static void read_public(Definition *d, const myn_yaml *node, myn_confidential *out)
{
    for (size_t i = 0; i < myn_yaml_count(node); i++) {
        int choice = 0;
        if (!myn_yaml_choice(myn_yaml_item(node, i), public_words, d->diag, &choice)) continue;
        if (choice == 0) out->public_larger_areas = true;
        if (choice == 1) out->public_total = true;
    }
    if (out->public_total && !out->total)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "public: these counts have no `total`");
}

/* ---- rounding ---- */

static void read_base(Definition *d, const myn_yaml *node, double *out)
{
    long base = 0;
    if (!myn_yaml_whole(node, d->diag, &base)) return;
    if (base >= 2)
        *out = (double)base;
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at, "round: expected a whole number from 2, found \"%s\"",
                     node->text);
}

/* A file of the index's own folder: nothing that could lead elsewhere. */
static void read_seed_file(Definition *d, const myn_yaml *node, const myn_yaml *map, bool random,
                           myn_confidential *out)
{
    if (myn_yaml_text(node, d->diag, &out->seed_file)) {
        out->seed_at = node->at;
        if (!*node->text || !myn_path_local(node->text))
            myn_diag_add(d->diag, MYN_ERROR, node->at,
                         "seed_file: expected a file in the index's folder, found \"%.80s\"", node->text);
    }
    if (random && !out->seed_file)
        myn_diag_add(d->diag, MYN_ERROR, map->at,
                     "round: random needs `seed_file`, a text beside index.yml that is kept in the office");
    if (!random && out->seed_file)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "seed_file: nothing is random but rounding {how: random}");
}

/* none, 5, {to: 5, how: nearest} or {to: 5, how: random, seed_file: seed.txt} */
static void read_round(Definition *d, const myn_yaml *node, myn_confidential *out)
{
    static const char *const round_keys[] = {"to", "how", "seed_file", NULL};
    int how = 0;
    if (!node || node->null || (node->kind == MYN_YAML_SCALAR && strcmp(node->text, "none") == 0)) return;
    out->rules.rounding = MYN_ROUND_NEAREST;
    if (node->kind == MYN_YAML_SCALAR) {
        read_base(d, node, &out->rules.base);
        return;
    }
    myn_yaml_known(node, "round", round_keys, d->diag);
    if (node->kind != MYN_YAML_MAP) return;
    read_base(d, myn_yaml_get(node, "to"), &out->rules.base);
    (void)myn_yaml_choice(myn_yaml_get(node, "how"), how_words, d->diag, &how);
    if (how == 1) out->rules.rounding = MYN_ROUND_RANDOM;
    read_seed_file(d, myn_yaml_get(node, "seed_file"), node, how == 1, out);
}

/* ---- a table ---- */

static void read_tidy(Definition *d, const myn_yaml *node, size_t *out)
{
    long tidy = 0;
    if (!myn_yaml_whole(node, d->diag, &tidy)) return;
    if (tidy >= 0)
        *out = (size_t)tidy;
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at, "tidy: expected a number of attacks, found \"%s\"",
                     node->text);
}

static void read_rules(Definition *d, const myn_yaml *map, myn_confidential *out)
{
    myn_disclosure_rules *rules = &out->rules;
    int zeros = rules->zeros_safe ? 0 : 1, lose = rules->loss == MYN_LOSE_FEW ? 0 : 1;
    const myn_yaml *denominator_below = myn_yaml_get(map, "denominator_below");
    read_number(d, map, "below", 0, &rules->below);
    read_number(d, map, "denominator_below", 0, &rules->denominator_below);
    read_number(d, map, "under", 1, &rules->under);
    (void)myn_yaml_choice(myn_yaml_get(map, "zeros"), zero_words, d->diag, &zeros);
    (void)myn_yaml_choice(myn_yaml_get(map, "lose"), lose_words, d->diag, &lose);
    rules->zeros_safe = zeros == 0;
    rules->loss = lose == 0 ? MYN_LOSE_FEW : MYN_LOSE_LITTLE;
    read_round(d, myn_yaml_get(map, "round"), out);
    read_tidy(d, myn_yaml_get(map, "tidy"), &rules->tidy);
    if (denominator_below && !denominator_below->null && !out->denominator)
        myn_diag_add(d->diag, MYN_ERROR, denominator_below->key_at,
                     "denominator_below: these counts have no `denominator`");
    if (rules->below == 0 && !(out->denominator && rules->denominator_below > 0))
        myn_diag_add(d->diag, MYN_ERROR, map->at,
                     "disclosure: by these rules no count is sensitive; expected `below` above 0, or a "
                     "`denominator` and `denominator_below` above 0");
}

static bool is_sum(const myn_built_from *built, const char *series)
{
    for (size_t i = 0; i < built->sums; i++)
        if (strcmp(built->sum[i], series) == 0) return true;
    return false;
}

/* Counts of made areas must be sums; the people of the small ones stand in the store. */
static void check_made(Definition *d, const char *series, myn_place at)
{
    const myn_built_from *built = &d->index.built_from;
    if (!built->areas.list) return;
    if (built->population && strcmp(built->population, series) == 0)
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "disclosure: \"%.80s\" is the population of built_from, which the store holds for every "
                     "small area",
                     series);
    else if (!is_sum(built, series))
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "disclosure: \"%.80s\" is not among `sums` of built_from, so that it is a mean and no "
                     "count",
                     series);
}

/* Whether SERIES is a count or a total of one of the first COUNT tables. */
static bool is_taken(const myn_confidential *table, size_t count, const char *series)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].total && strcmp(table[i].total, series) == 0) return true;
        for (size_t c = 0; c < table[i].counts; c++)
            if (strcmp(table[i].count[c], series) == 0) return true;
    }
    return false;
}

/* A cell that two tables share could be worked out from both together. */
static void check_once(Definition *d, const myn_confidential *table, size_t number, const char *series,
                       myn_place at)
{
    if (is_taken(table, number, series))
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "disclosure: \"%.80s\" is in a table already; expected each series in one", series);
    check_made(d, series, at);
}

static void check_table(Definition *d, const myn_yaml *map, const myn_confidential *table, size_t number)
{
    const myn_confidential *own = &table[number];
    if (!own->counts)
        myn_diag_add(d->diag, MYN_ERROR, map->at, "disclosure: expected `counts`, series that count people");
    for (size_t c = 0; c < own->counts; c++) {
        check_once(d, table, number, own->count[c], own->count_at[c]);
        if (own->total && strcmp(own->total, own->count[c]) == 0)
            myn_diag_add(d->diag, MYN_ERROR, own->total_at, "total: \"%.80s\" is one of the counts",
                         own->total);
        if (own->denominator && strcmp(own->denominator, own->count[c]) == 0)
            myn_diag_add(d->diag, MYN_ERROR, own->denominator_at,
                         "denominator: \"%.80s\" is one of the counts", own->denominator);
    }
    if (!own->total) return;
    check_once(d, table, number, own->total, own->total_at);
    if (own->counts == 1)
        myn_diag_add(d->diag, MYN_ERROR, own->total_at,
                     "total: expected two counts or more that add up to it");
    if (own->denominator && strcmp(own->denominator, own->total) == 0)
        myn_diag_add(d->diag, MYN_ERROR, own->denominator_at,
                     "denominator: \"%.80s\" is the total, from which the table is protected as it is",
                     own->denominator);
}

static void read_table(Definition *d, const myn_yaml *map, myn_confidential *table, size_t number)
{
    myn_confidential *out = &table[number];
    *out = (myn_confidential){.rules = myn_disclosure_defaults(), .at = map->at};
    myn_yaml_known(map, "disclosure", keys, d->diag);
    if (map->kind != MYN_YAML_MAP) return;
    out->counts = def_read_texts(d, myn_yaml_get(map, "counts"), &out->count, &out->count_at);
    read_series(d, map, "total", &out->total, &out->total_at);
    read_series(d, map, "denominator", &out->denominator, &out->denominator_at);
    read_public(d, myn_yaml_get(map, "public"), out);
    out->public_areas = def_read_texts(d, myn_yaml_get(map, "public_areas"), &out->public_area,
                                       &out->public_area_at);
    read_rules(d, map, out);
    check_table(d, map, table, number);
}

void def_read_disclosure(Definition *d)
{
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "disclosure");
    size_t count = myn_yaml_count(node);
    myn_confidential *table = def_get(d, count, sizeof *table);
    if (!table) return;
    for (size_t i = 0; i < count; i++) read_table(d, myn_yaml_item(node, i), table, i);
    d->index.confidential = table;
    d->index.confidentials = count;
}

/* ---- written back ---- */

/* Whether the file says KEY of table MAP. */
static void end_key(const Writer *w, const myn_yaml *map, const char *key)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    def_end_line(w, node && !node->null ? FROM_FILE : FROM_BUILT_IN);
}

static void write_number(const Writer *w, const myn_yaml *map, const char *key, double value)
{
    myn_buffer_format(w->out, "    %s: ", key);
    def_write_number(w, value);
    end_key(w, map, key);
}

static void write_word(const Writer *w, const myn_yaml *map, const char *key, const char *word)
{
    myn_buffer_format(w->out, "    %s: %s", key, word);
    end_key(w, map, key);
}

static void write_series(const Writer *w, const char *key, const char *series)
{
    if (!series) return;
    myn_buffer_format(w->out, "    %s: ", key);
    myn_buffer_yaml(w->out, series);
    def_end_line(w, FROM_FILE);
}

static void write_round(const Writer *w, const myn_yaml *map, const myn_confidential *table)
{
    const myn_disclosure_rules *rules = &table->rules;
    if (rules->rounding == MYN_ROUND_NONE) {
        write_word(w, map, "round", "none");
        return;
    }
    myn_buffer_put(w->out, "    round: {to: ");
    def_write_number(w, rules->base);
    myn_buffer_format(w->out, ", how: %s", how_words[rules->rounding == MYN_ROUND_RANDOM]);
    if (table->seed_file) {
        myn_buffer_put(w->out, ", seed_file: ");
        myn_buffer_yaml(w->out, table->seed_file);
    }
    myn_buffer_put(w->out, "}");
    def_end_line(w, FROM_FILE);
}

static void write_table(const Writer *w, const myn_yaml *map, const myn_confidential *table)
{
    const myn_disclosure_rules *rules = &table->rules;
    bool larger = table->public_larger_areas, total = table->public_total;
    def_write_texts(w, "  - counts", table->count, table->counts);
    write_series(w, "total", table->total);
    write_series(w, "denominator", table->denominator);
    myn_buffer_format(w->out, "    public: [%s%s%s]", larger ? public_words[0] : "",
                      larger && total ? ", " : "", total ? public_words[1] : "");
    end_key(w, map, "public");
    def_write_texts(w, "    public_areas", table->public_area, table->public_areas);
    write_number(w, map, "below", rules->below);
    write_word(w, map, "zeros", zero_words[!rules->zeros_safe]);
    if (table->denominator) write_number(w, map, "denominator_below", rules->denominator_below);
    write_number(w, map, "under", rules->under);
    write_word(w, map, "lose", lose_words[rules->loss != MYN_LOSE_FEW]);
    write_round(w, map, table);
    write_number(w, map, "tidy", (double)rules->tidy);
}

void def_write_disclosure(const Writer *w)
{
    const myn_index *index = &w->d->index;
    const myn_yaml *node = myn_yaml_get(w->d->root[FROM_FILE], "disclosure");
    if (!index->confidentials) return;
    myn_buffer_put(w->out, "disclosure:\n");
    for (size_t i = 0; i < index->confidentials; i++)
        write_table(w, myn_yaml_item(node, i), &index->confidential[i]);
}
