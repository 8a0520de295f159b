/* built_from: areas that are made of others, which the data speak of. */
#include "definition/definition.h"
#include "definition/explain.h"
#include <string.h>

static const char *const built_keys[] = {"areas", "lookup",   "fit",   "population",
                                         "sums",  "coverage", "floor", NULL};

size_t def_read_texts(Definition *d, const myn_yaml *node, const char *const **out, const myn_place **at)
{
    size_t count = myn_yaml_count(node), kept = 0;
    const char **text = def_get(d, count, sizeof *text);
    myn_place *place = def_get(d, count, sizeof *place);
    for (size_t i = 0; text && place && i < count; i++) {
        const myn_yaml *item = myn_yaml_item(node, i);
        if (!myn_yaml_text(item, d->diag, &text[kept])) continue;
        for (size_t k = 0; k < kept; k++)
            if (strcmp(text[k], text[kept]) == 0)
                myn_diag_add(d->diag, MYN_ERROR, item->at, "\"%.80s\" is named twice", text[k]);
        place[kept++] = item->at;
    }
    *out = text;
    *at = place;
    return kept;
}

static void read_share(Definition *d, const myn_yaml *node, double *out)
{
    if (!node) return;
    if (myn_yaml_real(node, d->diag, out) && *out >= 0 && *out <= 1) return;
    if (node->kind == MYN_YAML_SCALAR)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "coverage: expected a share from 0 to 1, found \"%s\"",
                     node->text);
}

/* {population: 2000, below: drop} */
static void read_floor(Definition *d, const myn_yaml *node, myn_built_from *out)
{
    static const char *const keys[] = {"population", "below", NULL}, *const words[] = {"drop", "merge", NULL};
    const myn_yaml *population = myn_yaml_get(node, "population"), *below = myn_yaml_get(node, "below");
    int choice = 0;
    if (!node) return;
    myn_yaml_known(node, "floor", keys, d->diag);
    if (!population)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "floor: expected {population: 2000, below: drop}");
    else if (myn_yaml_real(population, d->diag, &out->floor) && !(out->floor > 0))
        myn_diag_add(d->diag, MYN_ERROR, population->at,
                     "floor: expected a number of people above 0, found \"%s\"", population->text);
    if (below && myn_yaml_choice(below, words, d->diag, &choice)) out->merge = choice == 1;
    if (!out->population)
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "floor: expected `population`, the series that counts people");
}

void def_read_built_from(Definition *d)
{
    static const char *const fits[] = {"shares", "best", NULL};
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "built_from");
    const myn_yaml *population = myn_yaml_get(node, "population"), *fit = myn_yaml_get(node, "fit");
    myn_built_from *out = &d->index.built_from;
    int choice = 0;
    *out = (myn_built_from){.coverage = 1, .areas = {.day = INT32_MAX}};
    if (!node || node->null) return;
    out->at = node->at;
    myn_yaml_known(node, "built_from", built_keys, d->diag);
    if (node->kind != MYN_YAML_MAP) return;
    def_read_areas(d, myn_yaml_get(node, "areas"), "areas of built_from", &out->areas);
    out->lookups = def_read_texts(d, myn_yaml_get(node, "lookup"), &out->lookup, &out->lookup_at);
    if (!out->areas.list)
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "built_from: expected `areas`, the code list that the data speak of");
    if (!out->lookups)
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "built_from: expected `lookup`, the name of a lookup or a chain of them");
    if (fit && myn_yaml_choice(fit, fits, d->diag, &choice)) out->best_fit = choice == 1;
    if (population && myn_yaml_text(population, d->diag, &out->population))
        out->population_at = population->at;
    out->sums = def_read_texts(d, myn_yaml_get(node, "sums"), &out->sum, &out->sum_at);
    read_share(d, myn_yaml_get(node, "coverage"), &out->coverage);
    read_floor(d, myn_yaml_get(node, "floor"), out);
}

/* ---- written back ---- */

void def_write_texts(const Writer *w, const char *key, const char *const *text, size_t count)
{
    myn_buffer_format(w->out, "%s: [", key);
    for (size_t i = 0; i < count; i++) {
        if (i) myn_buffer_put(w->out, ", ");
        myn_buffer_yaml(w->out, text[i]);
    }
    myn_buffer_put(w->out, "]");
    def_end_line(w, count ? FROM_FILE : FROM_BUILT_IN);
}

/* Whether the file says KEY of built_from. */
static Source source_of(const Writer *w, const char *key)
{
    return myn_yaml_get(myn_yaml_get(w->d->root[FROM_FILE], "built_from"), key) ? FROM_FILE : FROM_BUILT_IN;
}

void def_write_built_from(const Writer *w)
{
    const myn_built_from *built = &w->d->index.built_from;
    if (!built->areas.list) return;
    myn_buffer_put(w->out, "built_from:\n");
    def_write_areas(w, "  areas", &built->areas);
    def_write_texts(w, "  lookup", built->lookup, built->lookups);
    myn_buffer_format(w->out, "  fit: %s", built->best_fit ? "best" : "shares");
    def_end_line(w, source_of(w, "fit"));
    if (built->population) {
        myn_buffer_put(w->out, "  population: ");
        myn_buffer_yaml(w->out, built->population);
        def_end_line(w, FROM_FILE);
    }
    def_write_texts(w, "  sums", built->sum, built->sums);
    myn_buffer_put(w->out, "  coverage: ");
    def_write_number(w, built->coverage);
    def_end_line(w, source_of(w, "coverage"));
    if (built->floor > 0) {
        myn_buffer_put(w->out, "  floor: {population: ");
        def_write_number(w, built->floor);
        myn_buffer_format(w->out, ", below: %s}", built->merge ? "merge" : "drop");
        def_end_line(w, FROM_FILE);
    }
}
