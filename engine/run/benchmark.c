/* An area beside its family, its larger area and all others. */
#include <math.h>
#include <mynegai/run_neighbours.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const myn_labels *labels;
    const myn_families *families;
    const myn_edition *edition, *before; /* before: the edition before, or NULL */
    const myn_panel *raw, *larger;       /* larger: of the larger areas, or NULL */
    size_t area, whole;
    const uint32_t *family;
} Setting;

/* ---- values ---- */

static const double *raw_values(const Setting *s, size_t indicator)
{
    int32_t period = s->edition->used_period[indicator];
    return period < 0 ? NULL : s->raw->plane[period].value + indicator * s->labels->areas->count;
}

static const double *values_of(const Setting *s, size_t node)
{
    const myn_item *item = &s->labels->node[node];
    if (item->indicator != MYN_NONE) return raw_values(s, item->indicator);
    return s->edition->score + node * s->labels->areas->count;
}

static double mean_of(const double *x, const uint32_t *which, size_t count)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        double value = x[which ? which[i] : i];
        if (isnan(value)) continue;
        sum += value;
        n++;
    }
    return n ? sum / (double)n : NAN;
}

/* The larger area's own value, in the period of the area's. */
static double whole_value(const Setting *s, size_t node)
{
    size_t indicator = s->labels->node[node].indicator;
    if (s->whole == MYN_NONE || !s->larger || indicator == MYN_NONE) return NAN;
    int32_t used = s->edition->used_period[indicator];
    if (used < 0) return NAN;
    for (size_t t = 0; t < s->larger->periods; t++)
        if (myn_period_equal(s->larger->plane[t].period, s->raw->plane[used].period))
            return s->larger->plane[t].value[indicator * s->larger->areas + s->whole];
    return NAN;
}

/* Since the latest earlier period in which the area has a value. */
static void indicator_change(const Setting *s, size_t indicator, myn_benchmark_line *line)
{
    size_t at = indicator * s->labels->areas->count + s->area;
    for (int32_t t = s->edition->used_period[indicator] - 1; t >= 0; t--) {
        double earlier = s->raw->plane[t].value[at];
        if (isnan(earlier)) continue;
        line->change = line->value - earlier;
        line->since = s->raw->plane[t].period;
        return;
    }
}

static void branch_change(const Setting *s, size_t node, myn_benchmark_line *line)
{
    if (!s->before) return;
    line->change = line->value - s->before->score[node * s->labels->areas->count + s->area];
    line->since_edition = s->labels->edition[s->families->choice.edition - 1].name;
}

/* ---- ranks ---- */

static void take_ranks(const Setting *s, size_t node, myn_benchmark_line *line)
{
    size_t areas = s->labels->areas->count;
    const int32_t *rank = s->edition->rank + node * areas;
    int32_t own = rank[s->area];
    if (!own) return;
    line->rank = (size_t)own;
    line->rank_family = 1;
    line->of_family = 1;
    for (size_t a = 0; a < areas; a++) line->of += rank[a] > 0;
    for (size_t i = 0; i < s->families->k; i++) {
        int32_t other = rank[s->family[i]];
        line->of_family += other > 0;
        line->rank_family += other > 0 && other < own;
    }
    line->quarter = (int)((4 * line->rank + line->of - 1) / line->of);
}

static void fill_line(const Setting *s, size_t node, myn_benchmark_line *line)
{
    const double *x = values_of(s, node);
    size_t indicator = s->labels->node[node].indicator;
    *line = (myn_benchmark_line){
        .node = node, .value = NAN, .family = NAN, .all = NAN, .whole = NAN, .change = NAN, .p = NAN};
    if (!x) return;
    line->value = x[s->area];
    line->family = mean_of(x, s->family, s->families->k);
    line->all = mean_of(x, NULL, s->labels->areas->count);
    line->whole = whole_value(s, node);
    take_ranks(s, node, line);
    if (indicator != MYN_NONE)
        indicator_change(s, indicator, line);
    else
        branch_change(s, node, line);
}

/* ---- limits ---- */

static void take_verdicts(const myn_significance *found, myn_benchmark *out)
{
    for (size_t i = 0; i < found->rows; i++) {
        const myn_significance_row *row = &found->row[i];
        for (size_t l = 0; l < out->lines; l++) {
            myn_benchmark_line *line = &out->line[l];
            if (found->labels->node[line->node].indicator != row->indicator || row->why != MYN_UNTESTED_NOT)
                continue;
            line->tested = true;
            line->verdict = row->verdict;
            line->p = row->adjusted;
        }
    }
}

/* An index whose data have no limits has no tests: no error. */
static myn_status test_limits(myn_store *store, const char *path, myn_benchmark *out)
{
    const myn_family_choice *choice = &out->families->choice;
    const myn_significance_choice asked = {.edition = choice->edition,
                                           .node = 0,
                                           .area = out->area,
                                           .versus = out->versus,
                                           .level = .95,
                                           .discovery = .05};
    myn_significance *found = NULL;
    myn_status status = myn_significance_find(store, path, &asked, NULL, &found);
    if (!status) take_verdicts(found, out);
    myn_significance_free(found);
    return status == MYN_ERR_DATA ? MYN_OK : status;
}

/* ---- all of it ---- */

static size_t whole_of(const myn_labels *labels, size_t area)
{
    const char *parent = labels->areas->at[area].parent;
    return parent && labels->parents ? myn_areas_find(labels->parents, parent, strlen(parent)) : MYN_NONE;
}

static myn_status fill(const Setting *s, myn_benchmark *out)
{
    out->lines = s->labels->nodes;
    out->line = calloc(out->lines + 1, sizeof *out->line);
    if (!out->line) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->lines; i++) fill_line(s, i, &out->line[i]);
    return MYN_OK;
}

myn_status myn_benchmark_area(myn_store *store, const char *path, const myn_families *families, size_t area,
                              myn_benchmark **out)
{
    const myn_labels *labels = families->labels;
    size_t e = families->choice.edition;
    myn_edition edition = {0}, before = {0};
    myn_panel *raw = NULL, *larger = NULL;
    *out = NULL;
    if (area >= labels->areas->count || !families->has[area]) return MYN_ERR_ARGUMENT;
    myn_benchmark *made = calloc(1, sizeof *made);
    myn_status status = made ? myn_store_edition(store, e, &edition) : MYN_ERR_MEMORY;
    if (!status && e) status = myn_store_edition(store, e - 1, &before);
    if (!status) status = myn_store_panel(store, MYN_CUBE_RAW, &raw);
    if (!status && labels->parents) status = myn_store_panel(store, MYN_CUBE_PARENTS, &larger);
    if (!status) {
        size_t whole = whole_of(labels, area);
        *made = (myn_benchmark){.families = families,
                                .area = area,
                                .whole = whole,
                                .versus = whole == MYN_NONE ? MYN_VERSUS_OTHERS : MYN_VERSUS_PARENT};
        const Setting s = {labels,
                           families,
                           &edition,
                           e ? &before : NULL,
                           raw,
                           larger,
                           area,
                           whole,
                           families->which + area * families->k};
        status = fill(&s, made);
    }
    if (!status) status = test_limits(store, path, made);
    myn_panel_free(larger);
    myn_panel_free(raw);
    myn_edition_free(&before);
    myn_edition_free(&edition);
    if (status)
        myn_benchmark_free(made);
    else
        *out = made;
    return status;
}

void myn_benchmark_free(myn_benchmark *benchmark)
{
    if (!benchmark) return;
    free(benchmark->line);
    free(benchmark);
}
