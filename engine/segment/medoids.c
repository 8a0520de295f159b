/* FasterPAM: with the nearest and the second nearest medoid of each point at hand, one look at a candidate's row tells
 * what every swap for it would gain. */
#include "base/machine.h"
#include "segment/largest_first.h"
#include <math.h>
#include <mynegai/medoids.h>
#include <mynegai/stream.h>
#include <string.h>

#define MOST_PASSES 100
#define GAIN        1e-13 /* of the objective: less is rounding */
#define SAME        1e-9

typedef struct {
    myn_cmat d;
    size_t k;
    uint32_t *medoid;       /* k */
    uint32_t *first;        /* n: place in medoid of the nearest one */
    double *near, *further; /* n: dissimilarity to the nearest and to the second nearest */
    double *loss, *change;  /* k: what dropping a medoid costs; 4 k: room */
    double objective;
    size_t swaps;
} Pam;

static myn_status pam_new(myn_cmat d, size_t k, Pam *out, myn_arena *arena)
{
    size_t n = d.rows;
    *out = (Pam){.d = d, .k = k};
    out->medoid = myn_arena_get(arena, k * sizeof *out->medoid);
    out->first = myn_arena_get(arena, n * sizeof *out->first);
    out->near = myn_arena_get(arena, n * sizeof(double));
    out->further = myn_arena_get(arena, n * sizeof(double));
    out->loss = myn_arena_get(arena, k * sizeof(double));
    out->change = myn_arena_get(arena, 4 * k * sizeof(double));
    bool all = out->medoid && out->first && out->near && out->further && out->loss && out->change;
    return all ? MYN_OK : MYN_ERR_MEMORY;
}

/* Sum of max(near - row, 0): what a medoid with this row would save. */
FOR_EACH_MACHINE
static double saving(const double *near, const double *row, size_t n)
{
    double lane[8] = {0};
    size_t o = 0;
    for (; o + 8 <= n; o += 8)
        for (size_t q = 0; q < 8; q++) {
            double gain = near[o + q] - row[o + q];
            lane[q] += gain > 0 ? gain : 0;
        }
    for (; o < n; o++) lane[0] += near[o] > row[o] ? near[o] - row[o] : 0;
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

FOR_EACH_MACHINE
static double total_of(const double *row, size_t n)
{
    double lane[8] = {0};
    size_t o = 0;
    for (; o + 8 <= n; o += 8)
        for (size_t q = 0; q < 8; q++) lane[q] += row[o + q];
    for (; o < n; o++) lane[0] += row[o];
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

/* The point that lies nearest to all; the first of equals. */
static uint32_t most_central(const Pam *p)
{
    size_t n = p->d.rows, best = 0;
    double least = INFINITY;
    for (size_t c = 0; c < n; c++) {
        double total = total_of(myn_crow(p->d, c), n);
        if (total >= least) continue;
        least = total;
        best = c;
    }
    return (uint32_t)best;
}

/* The point that saves most; the first of equals. BOUND: what each has saved at most, which more medoids can only
 * lower, so that few are looked at again. */
static uint32_t most_saving(const Pam *p, double *bound)
{
    size_t n = p->d.rows, best = 0;
    double most = -1;
    for (size_t c = 1; c < n; c++)
        if (bound[c] > bound[best]) best = c;
    for (size_t step = 0, first = best; step <= n; step++) {
        size_t c = step ? step - 1 : first;
        if (p->near[c] < 0 || bound[c] * (1 + 1e-9) < most) continue;
        bound[c] = saving(p->near, myn_crow(p->d, c), n);
        if (bound[c] < most || (bound[c] == most && c >= best)) continue;
        most = bound[c];
        best = c;
    }
    return (uint32_t)best;
}

/* BUILD (Kaufman and Rousseeuw 1990, chapter 2): the point that lies nearest to all, then each time the one that saves
 * most. */
static void build(Pam *p)
{
    size_t n = p->d.rows;
    double *bound = p->further; /* not in use yet */
    for (size_t o = 0; o < n; o++) p->near[o] = bound[o] = INFINITY;
    for (size_t m = 0; m < p->k; m++) {
        p->medoid[m] = m ? most_saving(p, bound) : most_central(p);
        const double *row = myn_crow(p->d, p->medoid[m]);
        for (size_t o = 0; o < n; o++) p->near[o] = fmin(p->near[o], row[o]);
        for (size_t a = 0; a <= m; a++) p->near[p->medoid[a]] = -1; /* not again */
        bound[p->medoid[m]] = -1;
    }
}

static bool is_among(const uint32_t *medoid, size_t count, size_t c)
{
    for (size_t m = 0; m < count; m++)
        if (medoid[m] == c) return true;
    return false;
}

/* A point in proportion to its dissimilarity to the nearest of COUNT medoids; the first that is none of them where all
 * lie on one. */
static size_t draw_far(const Pam *p, size_t count, double total, myn_stream *stream)
{
    double at = myn_stream_uniform(stream) * total;
    size_t n = p->d.rows, last = n;
    for (size_t o = 0; o < n; o++) {
        if (!(p->near[o] > 0) || is_among(p->medoid, count, o)) continue;
        last = o;
        at -= p->near[o];
        if (at < 0) break;
    }
    for (size_t o = 0; last == n && o < n; o++)
        if (!is_among(p->medoid, count, o)) return o;
    return last;
}

/* K different points: the first by chance, each further one where the others are far. */
static void draw(Pam *p, myn_stream *stream)
{
    size_t n = p->d.rows;
    p->medoid[0] = (uint32_t)(myn_stream_uniform(stream) * (double)n);
    for (size_t o = 0; o < n; o++) p->near[o] = INFINITY;
    for (size_t m = 1; m < p->k; m++) {
        const double *row = myn_crow(p->d, p->medoid[m - 1]);
        double total = 0;
        for (size_t o = 0; o < n; o++) {
            p->near[o] = fmin(p->near[o], row[o]);
            total += p->near[o];
        }
        p->medoid[m] = (uint32_t)draw_far(p, m, total, stream);
    }
}

/* The nearest two medoids of point O. */
static void find_nearest(Pam *p, size_t o)
{
    p->near[o] = p->further[o] = INFINITY;
    p->first[o] = 0;
    for (size_t m = 0; m < p->k; m++) {
        double off = myn_crow(p->d, p->medoid[m])[o];
        if (off < p->near[o]) {
            p->further[o] = p->near[o];
            p->near[o] = off;
            p->first[o] = (uint32_t)m;
        } else if (off < p->further[o])
            p->further[o] = off;
    }
}

static void find_losses(Pam *p)
{
    memset(p->loss, 0, p->k * sizeof *p->loss);
    p->objective = 0;
    for (size_t o = 0; o < p->d.rows; o++) {
        p->objective += p->near[o];
        p->loss[p->first[o]] += p->further[o] - p->near[o];
    }
}

#define CHUNK ((size_t)256)

/* What each of N points adds to the change of dropping its nearest medoid, into ADD, with a candidate whose row is ROW;
 * returned: what they gain whichever goes. */
FOR_EACH_MACHINE
static double look(const double *row, const double *near, const double *further, size_t n, double *add)
{
    double lane[8] = {0};
    for (size_t o = 0; o + 8 <= n; o += 8)
        for (size_t q = 0; q < 8; q++) {
            double off = row[o + q], low = off < near[o + q] ? near[o + q] : off;
            double change = low - further[o + q], gain = off - near[o + q];
            add[o + q] = change < 0 ? change : 0;
            lane[q] += gain < 0 ? gain : 0;
        }
    for (size_t o = n / 8 * 8; o < n; o++) {
        double low = row[o] < near[o] ? near[o] : row[o];
        add[o] = low < further[o] ? low - further[o] : 0;
        lane[0] += row[o] < near[o] ? row[o] - near[o] : 0;
    }
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

/* What point C in place of the best medoid to drop would change; that medoid's place in *OUT. Four sums a medoid, for
 * each waits for the one before. */
static double best_swap(Pam *p, size_t c, size_t *out)
{
    const double *row = myn_crow(p->d, c);
    double add[CHUNK], shared = 0, *change = p->change;
    size_t n = p->d.rows, k = p->k;
    memset(change, 0, 4 * k * sizeof *change);
    for (size_t from = 0; from < n; from += CHUNK) {
        size_t count = n - from < CHUNK ? n - from : CHUNK, o = 0;
        const uint32_t *first = p->first + from;
        shared += look(row + from, p->near + from, p->further + from, count, add);
        for (; o + 4 <= count; o += 4) {
            change[first[o]] += add[o];
            change[k + first[o + 1]] += add[o + 1];
            change[2 * k + first[o + 2]] += add[o + 2];
            change[3 * k + first[o + 3]] += add[o + 3];
        }
        for (; o < count; o++) change[first[o]] += add[o];
    }
    *out = 0;
    for (size_t m = 0; m < k; m++) {
        change[m] = p->loss[m] + ((change[m] + change[k + m]) + (change[2 * k + m] + change[3 * k + m]));
        if (change[m] < change[*out]) *out = m;
    }
    return shared + change[*out];
}

/* Point C takes place M. */
static void swap(Pam *p, size_t m, size_t c)
{
    const double *old = myn_crow(p->d, p->medoid[m]), *row = myn_crow(p->d, c);
    p->medoid[m] = (uint32_t)c;
    for (size_t o = 0; o < p->d.rows; o++)
        if (p->first[o] == m || old[o] <= p->further[o] || row[o] < p->further[o]) find_nearest(p, o);
    find_losses(p);
    p->swaps++;
}

/* Candidates round and round, until none has helped for a whole round. */
static void improve(Pam *p)
{
    size_t n = p->d.rows, idle = 0, m;
    for (size_t o = 0; o < n; o++) find_nearest(p, o);
    find_losses(p);
    for (size_t step = 0; idle < n && step < n * MOST_PASSES; step++, idle++) {
        size_t c = step % n;
        if (is_among(p->medoid, p->k, c) || best_swap(p, c, &m) >= -GAIN * p->objective) continue;
        swap(p, m, c);
        idle = 0;
    }
}

/* With one medoid there is no second nearest: the best point is the answer. */
static void improve_one(Pam *p)
{
    build(p);
    find_nearest(p, 0);
    for (size_t o = 0; o < p->d.rows; o++) find_nearest(p, o);
    p->objective = 0;
    for (size_t o = 0; o < p->d.rows; o++) p->objective += p->near[o];
}

typedef struct {
    double objective;
    size_t swaps;
    uint32_t *medoid;
} Start;

typedef struct {
    myn_cmat d;
    const myn_medoids_plan *plan;
    Start *start;
} Starts;

/* Start I: BUILD is number 0, unless all are random. */
static myn_status start_job(void *ctx, size_t i, myn_arena *scratch)
{
    const Starts *s = ctx;
    Pam p;
    myn_stream stream = myn_stream_at(s->plan->seed, i);
    myn_status status = pam_new(s->d, s->plan->k, &p, scratch);
    if (status) return status;
    if (p.k > 1 && (i > 0 || s->plan->random))
        draw(&p, &stream);
    else if (p.k > 1)
        build(&p);
    if (status) return status;
    if (p.k > 1)
        improve(&p);
    else
        improve_one(&p);
    s->start[i].objective = p.objective;
    s->start[i].swaps = p.swaps;
    memcpy(s->start[i].medoid, p.medoid, p.k * sizeof *p.medoid);
    return MYN_OK;
}

static void sort_numbers(uint32_t *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && x[j] < x[j - 1]; j--) {
            uint32_t t = x[j];
            x[j] = x[j - 1];
            x[j - 1] = t;
        }
}

static void assign(myn_cmat d, const uint32_t *medoid, size_t k, myn_medoids_fit *out)
{
    out->objective = 0;
    for (size_t o = 0; o < d.rows; o++) {
        size_t best = 0;
        for (size_t m = 1; m < k; m++)
            if (myn_crow(d, medoid[m])[o] < myn_crow(d, medoid[best])[o]) best = m;
        for (size_t m = 0; m < k; m++)
            if (medoid[m] == o) best = m; /* its own, where others lie on it */
        out->label[o] = (uint32_t)best;
        out->objective += myn_crow(d, medoid[best])[o];
    }
}

static myn_status write_fit(myn_cmat d, const Start *best, size_t k, myn_medoids_fit *out, myn_arena *scratch)
{
    sort_numbers(best->medoid, k);
    assign(d, best->medoid, k, out);
    myn_status status = largest_first(&(myn_partition){out->label, d.rows, k}, scratch);
    if (status) return status;
    for (size_t m = 0; m < k; m++) out->medoid[out->label[best->medoid[m]]] = best->medoid[m];
    memset(out->points, 0, k * sizeof *out->points);
    for (size_t o = 0; o < d.rows; o++) out->points[out->label[o]]++;
    out->swaps = best->swaps;
    return MYN_OK;
}

static bool all_sound(myn_cmat d)
{
    bool sound = true;
    for (size_t i = 0; i < d.rows; i++) {
        const double *row = myn_crow(d, i);
        int wrong = 0;
        for (size_t j = 0; j < d.rows; j++) wrong |= !(row[j] >= 0) | !(row[j] <= __DBL_MAX__);
        sound = sound && !wrong;
    }
    return sound;
}

static myn_status starts_new(Starts *s, size_t count, myn_arena *scratch)
{
    s->start = myn_arena_zero(scratch, count, sizeof *s->start);
    if (!s->start) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        s->start[i].medoid = myn_arena_get(scratch, s->plan->k * sizeof(uint32_t));
        if (!s->start[i].medoid) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

myn_status myn_medoids(myn_cmat d, const myn_medoids_plan *plan, myn_team *team, myn_medoids_fit *out,
                       myn_arena *scratch)
{
    size_t n = d.rows, count = plan->starts + (plan->random ? plan->starts == 0 : 1), best = 0;
    if (plan->k == 0 || plan->k > n || n > INT32_MAX) return MYN_ERR_ARGUMENT;
    if (!all_sound(d)) return MYN_ERR_DATA;
    Starts s = {d, plan, NULL};
    myn_status status = starts_new(&s, count, scratch);
    if (!status) status = myn_team_map(team, count, start_job, &s);
    if (status) return status;
    for (size_t i = 1; i < count; i++)
        if (s.start[i].objective < s.start[best].objective) best = i;
    out->starts = count;
    out->seen = 0;
    for (size_t i = 0; i < count; i++)
        out->seen += s.start[i].objective <= s.start[best].objective * (1 + SAME);
    return write_fit(d, &s.start[best], plan->k, out, scratch);
}
