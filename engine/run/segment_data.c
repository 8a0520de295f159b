/* From a store to points: the variables, what is wrong with them, their scale, weights of areas, people. */
#include "run/below.h"
#include "run/segment.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CATEGORIES_MOST 12 /* whole numbers, no more different ones: names of categories as a rule */
#define CATEGORIES_OF   10 /* and so many areas to each */

/* ---- which variables ---- */

static bool is_wanted(const Seg *s, size_t node)
{
    const myn_item *item = &s->labels->node[node];
    if (seg_listed(s->asked.without, item->code)) return false;
    if (s->asked.by == BY_SCORES) return item->parent == s->asked.node;
    return item->indicator != MYN_NONE && labels_below(s->labels, node, s->asked.node);
}

static const double *values_of(const Seg *s, size_t node)
{
    size_t indicator = s->labels->node[node].indicator;
    if (s->asked.by == BY_SCORES) return s->edition.score + node * s->areas;
    if (s->asked.by == BY_NORMALISED) return s->edition.normalised + indicator * s->areas;
    int32_t period = s->edition.used_period[indicator];
    return period < 0 ? NULL : s->raw->plane[period].value + indicator * s->areas;
}

/* Column J of what is told: as published, also where areas are grouped by normalised values. */
static void tell_variable(Seg *s, size_t j, size_t node)
{
    double *to = s->told + j * s->areas;
    int32_t period = s->edition.used_period[s->labels->node[node].indicator];
    for (size_t a = 0; a < s->areas; a++)
        to[a] = period < 0 ? NAN
                           : s->raw->plane[period].value[s->labels->node[node].indicator * s->areas + a];
}

static bool room_to_tell(Seg *s, size_t rows)
{
    s->told = s->x;
    if (s->asked.by == BY_NORMALISED)
        s->told = myn_arena_get(s->memory, (rows * s->areas + 1) * sizeof *s->told);
    return s->told != NULL;
}

static size_t node_named(const Seg *s, const char *code, size_t length)
{
    for (size_t i = 0; i < s->labels->nodes; i++)
        if (strlen(s->labels->node[i].code) == length && !memcmp(s->labels->node[i].code, code, length))
            return i;
    return MYN_NONE;
}

/* Every code of a list must be a node. */
static void check_list(Seg *s, myn_segment_key key, const char *list)
{
    for (const char *at = list; at && *at; at += strcspn(at, ","), at += *at == ',') {
        size_t length = strcspn(at, ",");
        if (node_named(s, at, length) == MYN_NONE)
            seg_problem(s, key, "the index has no node \"%.*s\"", (int)(length < 80 ? length : 80), at);
    }
}

static myn_status take_variables(Seg *s)
{
    size_t nodes = s->labels->nodes;
    s->variable = myn_arena_zero(s->memory, nodes, sizeof *s->variable);
    s->code = myn_arena_zero(s->memory, nodes, sizeof *s->code);
    s->x = myn_arena_get(s->memory, (nodes * s->areas + 1) * sizeof *s->x);
    if (!s->variable || !s->code || !s->x || !room_to_tell(s, nodes)) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < nodes; i++) {
        if (!is_wanted(s, i)) continue;
        const double *from = values_of(s, i);
        double *to = s->x + s->d * s->areas;
        for (size_t a = 0; a < s->areas; a++) to[a] = from ? from[a] : NAN;
        if (s->told != s->x) tell_variable(s, s->d, i);
        s->code[s->d] = s->labels->node[i].code;
        s->variable[s->d++] = i;
    }
    if (s->d) return MYN_OK;
    seg_problem(s, MYN_SEGMENT_NODE, "%s of \"%s\" to group areas by: there is none",
                s->asked.by == BY_SCORES ? "a part" : "an indicator", s->labels->node[s->asked.node].code);
    return MYN_ERR_DATA;
}

/* ---- categories in disguise ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* How many different values; 0 where one is no whole number. ROOM: areas. */
static size_t whole_kinds(const double *x, size_t n, double *room)
{
    size_t there = 0, kinds = 0;
    for (size_t a = 0; a < n; a++) {
        if (isnan(x[a])) continue;
        if (x[a] != nearbyint(x[a])) return 0;
        room[there++] = x[a];
    }
    qsort(room, there, sizeof *room, by_value);
    for (size_t i = 0; i < there; i++) kinds += i == 0 || room[i] != room[i - 1];
    return kinds;
}

static void check_categories(Seg *s, double *room)
{
    if (s->asked.by != BY_RAW) return;
    for (size_t j = 0; j < s->d; j++) {
        size_t kinds = whole_kinds(s->x + j * s->areas, s->areas, room);
        bool codes = kinds > 1 && kinds <= CATEGORIES_MOST && kinds * CATEGORIES_OF <= s->areas;
        if (!codes || seg_listed(s->asked.numeric, s->code[j])) continue;
        myn_diag_add(
            s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
            "%s has only %zu different values, all whole numbers: codes of categories have no distances; "
            "leave it out (without) or say that they are amounts (numeric)",
            s->code[j], kinds);
    }
}

/* ---- weights of variables ---- */

static double share_of(const Seg *s, size_t node)
{
    double share = 1;
    const myn_item *item = s->labels->node;
    for (; node != s->asked.node && item[node].parent != MYN_NONE; node = item[node].parent) {
        double sum = 0;
        for (size_t i = 0; i < s->labels->nodes; i++)
            if (item[i].parent == item[node].parent) sum += s->edition.weight[i];
        share *= sum > 0 ? s->edition.weight[node] / sum : 0;
    }
    return share;
}

/* The child of the node at the top that NODE is or is below. */
static size_t domain_of(const Seg *s, size_t node)
{
    while (node != s->asked.node && s->labels->node[node].parent != s->asked.node &&
           s->labels->node[node].parent != MYN_NONE)
        node = s->labels->node[node].parent;
    return node;
}

static void set_weights(const Seg *s, myn_input_variable *v, double *domain_weight, size_t *domains)
{
    for (size_t j = 0; j < s->d; j++) {
        if (s->asked.weighting == ALIKE_INDEX) v[j].weight = share_of(s, s->variable[j]);
        if (s->asked.weighting != ALIKE_DOMAINS) continue;
        size_t c = 0, domain = domain_of(s, s->variable[j]);
        while (c < j && domain_of(s, s->variable[c]) != domain) c++;
        v[j].domain = c < j ? v[c].domain : (uint32_t)*domains;
        if (c == j) domain_weight[(*domains)++] = 1;
    }
}

/* ---- points ---- */

static void say_why(Seg *s, const char **why)
{
    for (size_t j = 0; j < s->d; j++)
        if (why[j])
            myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
                         "%s cannot be used: %s; leave it out (without) or choose another transform or fill",
                         s->code[j], why[j]);
}

static myn_status fit_input(Seg *s, const char **why)
{
    myn_input_variable *v = myn_arena_zero(s->memory, s->d, sizeof *v);
    double *domain_weight = myn_arena_zero(s->memory, s->d, sizeof *domain_weight);
    size_t domains = 0;
    if (!v || !domain_weight) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < s->d; j++) {
        v[j] = (myn_input_variable){.transform = s->asked.transform, .scale = s->asked.scale, .weight = 1};
        if (s->asked.transform) myn_method_defaults(s->asked.transform, v[j].param);
    }
    set_weights(s, v, domain_weight, &domains);
    const myn_input_plan plan = {v, s->d, domains ? domain_weight : NULL, domains, s->asked.fill};
    const myn_cmat x = {s->x, s->d, s->areas, s->areas};
    return myn_input_fit(&plan, x, &s->input, why, s->memory);
}

static myn_status apply_input(Seg *s, const char **why)
{
    const myn_cmat x = {s->x, s->d, s->areas, s->areas};
    s->points = (myn_mat){NULL, s->areas, s->d, s->d};
    s->points.at = myn_arena_get(s->memory, (s->areas * s->d + 1) * sizeof(double));
    s->area = myn_arena_zero(s->memory, s->areas + 1, sizeof *s->area);
    if (!s->points.at || !s->area) return MYN_ERR_MEMORY;
    return myn_input_apply(&s->input, x, &s->points, s->area, why,
                           s->memory); /* which holds the reasons too */
}

/* ---- series ---- */

static const double *series_row(const Seg *s, const myn_panel *panel, size_t row, double *out)
{
    bool any = false;
    for (size_t a = 0; a < s->areas; a++) out[a] = NAN;
    for (size_t t = 0; t < panel->periods; t++)
        for (size_t a = 0; a < s->areas; a++) {
            double value = panel->plane[t].value[row * s->areas + a];
            if (isnan(value)) continue;
            out[a] = value;
            any = true;
        }
    return any ? out : NULL;
}

double *seg_series(Seg *s, myn_segment_key key, const char *code)
{
    double *out = myn_arena_get(s->memory, (s->areas + 1) * sizeof *out);
    const double *found = NULL;
    if (!out) return NULL;
    for (size_t i = 0; i < s->labels->inputs && s->inputs; i++)
        if (!strcmp(s->labels->input[i].code, code)) found = series_row(s, s->inputs, i, out);
    for (size_t i = 0; i < s->labels->indicators && s->raw && !found; i++)
        if (!strcmp(s->labels->indicator[i].code, code)) found = series_row(s, s->raw, i, out);
    if (found) return out;
    seg_problem(s, key, "%s holds no series or indicator \"%.80s\" with values", s->options->path, code);
    return NULL;
}

static void check_series(Seg *s, myn_segment_key key, const double *x, bool above)
{
    size_t bad = 0, first = 0;
    for (size_t a = 0; a < s->areas; a++)
        if (isnan(x[a]) || x[a] < 0 || (above && x[a] == 0)) {
            if (!bad++) first = a;
        }
    if (bad)
        seg_problem(s, key, "expected a number %s 0 in every area; %zu have none, %s first",
                    above ? "above" : "from", bad, s->labels->areas->at[first].code);
}

static myn_status take_series(Seg *s)
{
    const Asked *a = &s->asked;
    double *weigh = a->weigh ? seg_series(s, MYN_SEGMENT_WEIGH, a->weigh) : NULL;
    if (a->population) s->population = seg_series(s, MYN_SEGMENT_POPULATION, a->population);
    if (s->population) check_series(s, MYN_SEGMENT_POPULATION, s->population, false);
    if (!weigh) return MYN_OK;
    check_series(s, MYN_SEGMENT_WEIGH, weigh, true);
    s->weight = myn_arena_get(s->memory, (s->points.rows + 1) * sizeof *s->weight);
    if (!s->weight) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < s->points.rows; i++) s->weight[i] = weigh[s->area[i]];
    return MYN_OK;
}

/* ---- enough of them ---- */

static int compare_points(const void *a, const void *b, void *ctx)
{
    const Seg *s = ctx;
    const double *x = s->points.at + *(const uint32_t *)a * s->d,
                 *y = s->points.at + *(const uint32_t *)b * s->d;
    for (size_t j = 0; j < s->d; j++)
        if (x[j] != y[j]) return x[j] < y[j] ? -1 : 1;
    return 0;
}

size_t seg_different(const Seg *s, size_t k)
{
    size_t n = s->points.rows, count = n > 0;
    uint32_t *order = malloc((n + 1) * sizeof *order);
    if (!order) return k;
    for (size_t i = 0; i < n; i++) order[i] = (uint32_t)i;
    qsort_r(order, n, sizeof *order, compare_points, (void *)(uintptr_t)s);
    for (size_t i = 1; i < n && count < k; i++)
        count += compare_points(&order[i - 1], &order[i], (void *)(uintptr_t)s) != 0;
    free(order);
    return count;
}

#define TABLE_MOST ((double)4e9) /* bytes of a table of all pairs */

static void check_k(Seg *s)
{
    Asked *a = &s->asked;
    size_t n = s->points.rows, most = n > 1 ? n - 1 : 1;
    bool fixed = a->said[MYN_SEGMENT_K].text && strcmp(a->said[MYN_SEGMENT_K].text, "auto");
    myn_segment_key key = a->tiers ? MYN_SEGMENT_TIERS : MYN_SEGMENT_K;
    if (n == 0)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0}, "no area has all its values");
    if (n == 1)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
                     "there is one area: nothing to group");
    if (n < 2) return;
    if (!fixed && !a->tiers && a->k_to > most) a->k_to = most > 2 ? most : 2;
    size_t different = seg_different(s, a->k_to);
    if (a->k_to > n)
        seg_problem(s, key, "%zu segments of %zu areas: expected at most as many as there are areas", a->k_to,
                    n);
    else if (different < a->k_to && (fixed || a->tiers))
        seg_problem(s, key, "%zu segments, and only %zu areas differ from each other", a->k_to, different);
    else if (different < a->k_to)
        a->k_to = different > a->k_from ? different : a->k_from;
    if (a->least > n / a->k_to)
        seg_problem(s, MYN_SEGMENT_LEAST, "%zu segments of %zu areas each take more than the %zu there are",
                    a->k_to, a->least, n);
    if (a->most && a->most < (n + a->k_from - 1) / a->k_from)
        seg_problem(s, MYN_SEGMENT_MOST, "%zu segments of %zu areas each do not hold the %zu there are",
                    a->k_from, a->most, n);
    bool pairs = a->method == SEG_KMEDOIDS || a->method == SEG_COMPLETE || a->method == SEG_AVERAGE;
    if (pairs && 8. * (double)n * (double)n > TABLE_MOST)
        seg_problem(s, MYN_SEGMENT_METHOD,
                    "%s keeps a table of all pairs, %.0f GB for %zu areas: kmeans and ward do not",
                    seg_method_words[a->method], 8e-9 * (double)n * (double)n, n);
}

/* ---- all of it ---- */

myn_status seg_gather(Seg *s)
{
    check_list(s, MYN_SEGMENT_WITHOUT, s->asked.without);
    check_list(s, MYN_SEGMENT_NUMERIC, s->asked.numeric);
    myn_status status = take_variables(s);
    if (status) return status == MYN_ERR_DATA ? MYN_OK : status;
    const char **why = myn_arena_zero(s->memory, s->d, sizeof *why);
    double *room = myn_arena_get(s->memory, (s->areas + 1) * sizeof *room);
    if (!why || !room) return MYN_ERR_MEMORY;
    check_categories(s, room);
    if (s->areas < 2) {
        s->points.rows = s->areas;
        check_k(s);
        return MYN_OK;
    }
    status = fit_input(s, why);
    if (!status) status = apply_input(s, why);
    if (status == MYN_ERR_DATA) {
        say_why(s, why);
        s->points.rows = s->areas; /* what else is wrong is said too */
        status = take_series(s);
        return status;
    }
    if (!status) status = take_series(s);
    if (!status) check_k(s);
    return status;
}

myn_status seg_gather_coded(Seg *s)
{
    const char **why = myn_arena_zero(s->memory, s->d, sizeof *why);
    s->variable = myn_arena_zero(s->memory, s->d, sizeof *s->variable);
    s->x = myn_arena_get(s->memory, (s->d * s->areas + 1) * sizeof *s->x);
    if (!why || !s->variable || !s->x || !room_to_tell(s, s->d)) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < s->d; j++) {
        size_t node = node_named(s, s->code[j], strlen(s->code[j]));
        bool fits = node != MYN_NONE &&
                    (s->asked.by == BY_SCORES || s->labels->node[node].indicator != MYN_NONE);
        if (!fits)
            myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
                         "the model %s groups areas by \"%s\", which this store does not have",
                         s->options->assign, s->code[j]);
        if (!fits) continue;
        const double *from = values_of(s, node);
        s->variable[j] = node;
        if (s->told != s->x) tell_variable(s, j, node);
        for (size_t a = 0; a < s->areas; a++) s->x[j * s->areas + a] = from ? from[a] : NAN;
    }
    if (myn_diag_count(s->diag, MYN_ERROR)) return MYN_ERR_DATA;
    myn_status status = apply_input(s, why);
    if (status == MYN_ERR_DATA) say_why(s, why);
    return status ? status : take_series(s);
}
