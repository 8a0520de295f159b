/* Grouping by the method that is asked for, tier by tier. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/linkage.h>
#include <mynegai/medoids.h>
#include <mynegai/validity.h>
#include <string.h>

/* ---- one way each ---- */

static myn_status by_kmeans(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team,
                            Grouped *out, myn_arena *scratch)
{
    const Asked *a = &way->s->asked;
    myn_kmeans_plan plan = {.k = k, .seed = seed, .restarts_least = a->starts, .restarts_most = a->starts};
    if (way->light) {
        plan.seen = 2;
        plan.restarts_least = 4;
        plan.restarts_most = 8;
        plan.recombine = MYN_RECOMBINE_NEVER;
    }
    if (way->bounded) plan.points_least = a->least, plan.points_most = a->most;
    myn_kmeans_fit fit = {
        .label = out->part.label,
        .centre = {myn_arena_get(scratch, k * points.cols * sizeof(double)), k, points.cols, points.cols},
        .weight = myn_arena_zero(scratch, k, sizeof(double)),
        .points = myn_arena_zero(scratch, k, sizeof(size_t))};
    if (!fit.centre.at || !fit.weight || !fit.points) return MYN_ERR_MEMORY;
    myn_status status = myn_kmeans(points, way->weight, &plan, team, &fit, scratch);
    if (status) return status;
    out->fit.certified = true;
    out->fit.certificate = fit.certificate;
    out->fit.within = fit.within;
    out->fit.total = fit.total;
    if (out->centre.at) memcpy(out->centre.at, fit.centre.at, k * points.cols * sizeof(double));
    return MYN_OK;
}

static myn_status by_medoids(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team,
                             Grouped *out, myn_arena *scratch)
{
    size_t n = points.rows, starts = way->s->asked.starts ? way->s->asked.starts : 8;
    const myn_medoids_plan plan = {.k = k, .seed = seed, .starts = way->light ? 0 : starts};
    myn_mat distance = {myn_arena_get(scratch, n * n * sizeof(double)), n, n, n};
    myn_medoids_fit fit = {.label = out->part.label,
                           .medoid = myn_arena_zero(scratch, k, sizeof(uint32_t)),
                           .points = myn_arena_zero(scratch, k, sizeof(size_t))};
    if (!distance.at || !fit.medoid || !fit.points) return MYN_ERR_MEMORY;
    myn_status status = myn_distances(points, MYN_DISTANCE_EUCLID, team, distance);
    if (!status) status = myn_medoids(myn_const(distance), &plan, team, &fit, scratch);
    if (status) return status;
    double share = (double)fit.seen / (double)fit.starts;
    out->fit.certified = true;
    out->fit.certificate = (myn_certificate){.restarts = fit.starts,
                                             .seen = fit.seen,
                                             .unseen = NAN,
                                             .missed = pow(1 - share, (double)fit.starts)};
    out->fit.within = fit.objective;
    out->fit.total = NAN;
    for (size_t j = 0; out->centre.at && j < k; j++)
        memcpy(myn_row(out->centre, j), myn_crow(points, fit.medoid[j]), points.cols * sizeof(double));
    return MYN_OK;
}

static myn_status by_tree(const Way *way, myn_cmat points, size_t k, Grouped *out, myn_arena *scratch)
{
    static const myn_linkage linkage[] = {
        [SEG_WARD] = MYN_LINK_WARD_D2, [SEG_COMPLETE] = MYN_LINK_COMPLETE, [SEG_AVERAGE] = MYN_LINK_AVERAGE};
    myn_tree tree;
    myn_status status = myn_linkage_points(points, linkage[way->s->asked.method], &tree, scratch);
    return status ? status : myn_linkage_cut(&tree, k, &out->part, scratch);
}

static myn_status by_mixture(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team,
                             Grouped *out, myn_arena *scratch)
{
    static const myn_mixture_model all[] = {MYN_MIX_EII, MYN_MIX_VII, MYN_MIX_EEI, MYN_MIX_VEI,
                                            MYN_MIX_EVI, MYN_MIX_VVI, MYN_MIX_EEE, MYN_MIX_VVV};
    int model = way->s->asked.model;
    const myn_mixture_plan usual = myn_mixture_default(MYN_MIX_VVV, k);
    const myn_mixture_search search = {.model = model < MYN_MIX_MODELS ? &all[model] : all,
                                       .models = model < MYN_MIX_MODELS ? 1 : MYN_MIX_MODELS,
                                       .k_from = k,
                                       .k_to = k,
                                       .floor = usual.floor,
                                       .tolerance = usual.tolerance,
                                       .steps = usual.steps,
                                       .starts = way->light ? 0 : way->s->asked.starts,
                                       .seed = seed};
    myn_mixture_table table;
    myn_mixture best;
    myn_status status = myn_mixture_choose(points, &search, &table, &best, way->light ? NULL : team, scratch);
    if (!status && table.best == SIZE_MAX) status = MYN_ERR_DATA;
    if (status) return status;
    out->bic = table.bic[table.best];
    out->model = best.plan.model;
    return myn_mixture_assign(&best, points, &out->part, (myn_mat){0}, NULL, scratch);
}

static myn_status by_map(const Way *way, myn_cmat points, size_t k, Grouped *out, myn_arena *scratch)
{
    const Seg *s = way->s;
    double *people = myn_arena_get(scratch, (points.rows + 1) * sizeof *people);
    if (!people) return MYN_ERR_MEMORY;
    for (size_t i = 0; s->population && i < points.rows; i++) people[i] = s->population[s->area[i]];
    const myn_region_plan plan = {k, s->population ? people : NULL, s->asked.floor, MYN_REGION_SQUARES};
    myn_region_result result = {.regions = out->part};
    myn_status status = s->asked.method == SEG_SKATER
                            ? myn_regions_skater(points, &s->map, &plan, &result, scratch)
                            : myn_regions_ward(points, &s->map, &plan, &result, scratch);
    out->part = result.regions;
    out->fit.certificate.optima = result.below_floor; /* the only number of its own */
    return status;
}

/* Groups without members go, the others keep their order. */
static void close_gaps(myn_partition *part, uint32_t *number)
{
    size_t k = 0;
    for (size_t c = 0; c < part->k; c++) number[c] = MYN_NO_SEGMENT;
    for (size_t i = 0; i < part->n; i++) number[part->label[i]] = 0;
    for (size_t c = 0; c < part->k; c++)
        if (!number[c]) number[c] = (uint32_t)k++;
    for (size_t i = 0; i < part->n; i++) part->label[i] = number[part->label[i]];
    part->k = k;
}

static myn_status group(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team,
                        Grouped *out, myn_arena *scratch)
{
    switch (way->s->asked.method) {
    case SEG_KMEANS: return by_kmeans(way, points, k, seed, team, out, scratch);
    case SEG_KMEDOIDS: return by_medoids(way, points, k, seed, team, out, scratch);
    case SEG_MIXTURE: return by_mixture(way, points, k, seed, team, out, scratch);
    case SEG_SKATER:
    case SEG_WARD_REGIONS: return by_map(way, points, k, out, scratch);
    default: return by_tree(way, points, k, out, scratch);
    }
}

myn_status seg_group(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team, Grouped *out,
                     myn_arena *scratch)
{
    uint32_t *number = myn_arena_get(scratch, (k + points.rows + 1) * sizeof *number);
    if (!number) return MYN_ERR_MEMORY;
    out->part = (myn_partition){out->part.label, points.rows, k};
    out->fit = (Fit){.of = MYN_NONE, .k = k, .points = points.rows, .within = NAN, .total = NAN};
    out->bic = NAN;
    out->model = -1;
    myn_status status = group(way, points, k, seed, team, out, scratch);
    if (status) return status;
    close_gaps(&out->part, number);
    out->fit.k = out->part.k;
    bool centred = way->s->asked.method == SEG_KMEANS || way->s->asked.method == SEG_KMEDOIDS;
    if (out->centre.at && !centred) {
        out->centre.rows = out->part.k;
        status = myn_segment_centres(points, way->weight, &out->part, out->centre);
    }
    return status;
}

myn_status seg_partition(void *ctx, myn_cmat points, size_t k, uint64_t seed, myn_partition *out,
                         myn_arena *scratch)
{
    Grouped grouped = {.part = *out};
    myn_team *alone = NULL;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = myn_team_new(1, &alone);
    if (!status) status = seg_group(ctx, points, k, seed, alone, &grouped, scratch);
    out->n = points.rows;
    out->k = grouped.part.k;
    myn_team_free(alone);
    myn_arena_rewind(scratch, mark);
    return status;
}

/* ---- tiers ---- */

/* The members of segment OF (MYN_NONE: all points), their points and weights side by side. */
typedef struct {
    uint32_t *point;
    size_t count;
    myn_mat points;
    double *weight;
} Members;

static myn_status gather_members(const Seg *s, size_t tier, size_t of, Members *m, myn_arena *scratch)
{
    size_t n = s->points.rows;
    *m = (Members){.point = myn_arena_get(scratch, (n + 1) * sizeof(uint32_t))};
    if (!m->point) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++)
        if (of == MYN_NONE || s->label[tier - 1][i] == of) m->point[m->count++] = (uint32_t)i;
    m->points = (myn_mat){myn_arena_get(scratch, (m->count * s->d + 1) * sizeof(double)), m->count, s->d,
                          s->d};
    m->weight = myn_arena_get(scratch, (m->count + 1) * sizeof(double));
    if (!m->points.at || !m->weight) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < m->count; i++) {
        memcpy(myn_row(m->points, i), myn_row(s->points, m->point[i]), s->d * sizeof(double));
        m->weight[i] = s->weight ? s->weight[m->point[i]] : 1;
    }
    return MYN_OK;
}

static myn_status room_for(Seg *s, size_t more)
{
    size_t need = s->segments + more;
    if (need <= s->segments_room) return MYN_OK;
    size_t room = 2 * need;
    Segment *segment = myn_arena_zero(s->memory, room, sizeof *segment);
    double *centre = myn_arena_get(s->memory, room * s->d * sizeof *centre);
    Fit *fit = myn_arena_zero(s->memory, room + 1, sizeof *fit);
    if (!segment || !centre || !fit) return MYN_ERR_MEMORY;
    if (s->segments) {
        memcpy(segment, s->segment, s->segments * sizeof *segment);
        memcpy(centre, s->centre.at, s->segments * s->d * sizeof *centre);
    }
    if (s->fits) memcpy(fit, s->fit, s->fits * sizeof *fit);
    s->segment = segment;
    s->fit = fit;
    s->centre = (myn_mat){centre, room, s->d, s->d};
    s->segments_room = room;
    return MYN_OK;
}

/* The groups of one parent, by their numbers, become segments. WAS: the group's number before it was matched. */
static void add_segments(Seg *s, size_t tier, size_t of, const Grouped *g, const Members *m,
                         const uint32_t *was, const double *overlap)
{
    for (size_t c = 0; c < g->part.k; c++) {
        if (was[c] == MYN_NO_SEGMENT) continue;
        const char *code = of == MYN_NONE ? myn_arena_print(s->memory, "%zu", c + 1)
                                          : myn_arena_print(s->memory, "%s.%zu", s->segment[of].code, c + 1);
        size_t at = s->segments++;
        s->segment[at] = (Segment){.tier = tier,
                                   .parent = of,
                                   .code = code,
                                   .number = c,
                                   .overlap = overlap ? overlap[was[c]] : NAN};
        memcpy(myn_row(s->centre, at), myn_row(g->centre, was[c]), s->d * sizeof(double));
        for (size_t i = 0; i < m->count; i++)
            if (g->part.label[i] == c) s->label[tier][m->point[i]] = (uint32_t)at;
    }
}

static myn_status split(Seg *s, size_t tier, size_t of, size_t k, const Earlier *before, myn_arena *scratch)
{
    Members m;
    myn_status status = gather_members(s, tier, of, &m, scratch);
    if (status) return status;
    if (k > m.count) k = m.count;
    Way way = {s, s->weight ? m.weight : NULL, false, tier == 0};
    Grouped g = {.part = {myn_arena_get(scratch, (m.count + 1) * sizeof(uint32_t)), m.count, k},
                 .centre = {myn_arena_get(scratch, (k * s->d + 1) * sizeof(double)), k, s->d, s->d}};
    double *overlap = myn_arena_zero(scratch, k + 1, sizeof *overlap);
    uint32_t *before_match = myn_arena_get(scratch, (m.count + 1) * sizeof *before_match);
    if (!g.part.label || !g.centre.at || !overlap || !before_match) return MYN_ERR_MEMORY;
    status = seg_group(&way, myn_const(m.points), k, s->asked.seed + (of == MYN_NONE ? 0 : of + 1), s->team,
                       &g, scratch);
    if (status) return status;
    if (tier == 0) s->mixture_model = g.model;
    if (tier == 0) s->below_floor = g.fit.certified ? 0 : g.fit.certificate.optima;
    memcpy(before_match, g.part.label, m.count * sizeof *before_match);
    const Family family = {of == MYN_NONE ? NULL : s->segment[of].code, tier, m.point, m.count};
    if (before) status = seg_match(s, before, &family, g.part.label, &g.part.k, overlap, scratch);
    if (!status) status = room_for(s, g.part.k);
    uint32_t *was = status ? NULL : myn_arena_get(scratch, (g.part.k + 1) * sizeof *was);
    if (status || !was) return status ? status : MYN_ERR_MEMORY;
    for (size_t c = 0; c < g.part.k; c++) was[c] = MYN_NO_SEGMENT;
    for (size_t i = 0; i < m.count; i++) was[g.part.label[i]] = before_match[i];
    add_segments(s, tier, of, &g, &m, was, before ? overlap : NULL);
    s->fit[s->fits] = g.fit;
    s->fit[s->fits++].of = of;
    return MYN_OK;
}

static myn_status next_tier(Seg *s, size_t tier, const Earlier *before, myn_arena *scratch)
{
    size_t all = s->segments;
    myn_status status = MYN_OK;
    for (size_t p = 0; p < all && !status; p++) {
        if (s->segment[p].tier + 1 != tier) continue;
        myn_arena_mark mark = myn_arena_here(scratch);
        status = split(s, tier, p, s->asked.tier[tier], before, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}

/* Every tier asserts that it clusters its parents' own members. */
static myn_status check_nested(const Seg *s, size_t tier, myn_arena *scratch)
{
    size_t n = s->points.rows, wrong = 0;
    for (size_t i = 0; i < n; i++) wrong += s->segment[s->label[tier][i]].parent != s->label[tier - 1][i];
    (void)scratch;
    return wrong ? MYN_ERR_DATA : MYN_OK;
}

myn_status seg_fit(Seg *s, size_t k, const Earlier *before)
{
    myn_arena *scratch = NULL;
    s->tiers = s->asked.tiers ? s->asked.tiers : 1;
    for (size_t t = 0; t < s->tiers; t++) {
        s->label[t] = myn_arena_zero(s->memory, s->points.rows + 1, sizeof(uint32_t));
        if (!s->label[t]) return MYN_ERR_MEMORY;
    }
    myn_status status = myn_arena_new(&scratch);
    if (!status) status = split(s, 0, MYN_NONE, k, before, scratch);
    for (size_t t = 1; t < s->tiers && !status; t++) {
        status = next_tier(s, t, before, scratch);
        if (!status) status = check_nested(s, t, scratch);
    }
    myn_arena_free(scratch);
    if (status == MYN_ERR_DATA)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
                     "%s finds no %zu segments in these values", seg_method_words[s->asked.method], k);
    return status;
}
