/* Taking out what a user marks: windows left out, steps estimated and removed. */
#include <mynegai/breaks.h>
#include <math.h>
#include <string.h>

#define BEFORE_LEAST 3 /* changes before a break from which its usual change is taken */

typedef struct {
    double *y, *z; /* n: as they are, and reshaped */
    bool *marked;  /* n */
    size_t n;
    myn_reshape shape;
} Marking;

static size_t seen_before(const double *z, size_t at)
{
    while (at-- > 0)
        if (!isnan(z[at])) return at;
    return SIZE_MAX;
}

static size_t seen_from(const double *z, size_t n, size_t at)
{
    while (at < n && isnan(z[at])) at++;
    return at;
}

/* The mean change per step up to position END, between neighbours that nobody marked; *COUNT of them. */
static double usual_change(const Marking *m, size_t end, size_t *count)
{
    double sum = 0, steps = 0;
    *count = 0;
    for (size_t i = 1; i < end; i++) {
        size_t before = isnan(m->z[i]) ? SIZE_MAX : seen_before(m->z, i);
        if (before == SIZE_MAX || m->marked[i] || m->marked[before]) continue;
        sum += m->z[i] - m->z[before];
        steps += (double)(i - before);
        (*count)++;
    }
    return steps > 0 ? sum / steps : 0;
}

/* The change into position AT from the value before it, less the usual one; NaN where there are not both. */
static double step_into(const Marking *m, size_t at, double usual)
{
    size_t before = at < m->n ? seen_before(m->z, at) : SIZE_MAX;
    return before == SIZE_MAX ? NAN : m->z[at] - m->z[before] - usual * (double)(at - before);
}

/* Move the values FROM .. TO - 1 by STEP; the mean move on their own scale. */
static double move(Marking *m, size_t from, size_t to, double step)
{
    double sum = 0, count = 0;
    for (size_t i = from; i < to; i++) {
        if (isnan(m->z[i])) continue;
        double moved = myn_reshape_back(&m->shape, m->z[i] + step);
        sum += moved - m->y[i], count++;
        m->z[i] += step;
        m->y[i] = moved;
    }
    return count > 0 ? sum / count : NAN;
}

static double take_level(Marking *m, size_t from, size_t to)
{
    size_t count, into = seen_from(m->z, m->n, from),
                  after = to < m->n ? seen_from(m->z, m->n, to + 1) : m->n;
    double usual = usual_change(m, from, &count);
    if (count < BEFORE_LEAST) usual = usual_change(m, m->n, &count);
    bool first = seen_before(m->z, into < m->n ? into : m->n) == SIZE_MAX, last = after == m->n;
    if (into == m->n || into > to || (first && last)) return NAN;
    if (last) return move(m, 0, into, step_into(m, into, usual));
    if (first) return -move(m, 0, after, step_into(m, after, usual));
    double step = (step_into(m, into, usual) - step_into(m, after, usual)) / 2;
    return -move(m, into, after, -step);
}

static void leave_out(Marking *m, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) m->y[i] = m->z[i] = NAN;
}

static double apply(Marking *m, const myn_mark *mark, bool *any)
{
    size_t to = mark->to < m->n ? mark->to + 1 : m->n, from = mark->from < m->n ? mark->from : m->n;
    *any = seen_from(m->z, m->n, from) < to;
    if (mark->kind == MYN_MARK_LEVEL) return take_level(m, from, mark->to);
    if (mark->kind == MYN_MARK_MISSING) leave_out(m, from, to);
    if (mark->kind == MYN_MARK_START) leave_out(m, 0, from);
    return NAN;
}

myn_status myn_marks_apply(double *y, size_t n, const myn_mark *mark, size_t count, double low, double high,
                           double *step, bool *any, myn_arena *scratch)
{
    const char *why;
    Marking m = {.y = y, .n = n};
    m.z = myn_arena_get(scratch, (n + 1) * sizeof *m.z);
    m.marked = myn_arena_zero(scratch, n + 1, sizeof *m.marked);
    if (!m.z || !m.marked) return MYN_ERR_MEMORY;
    myn_reshape_kind kind = isfinite(low) && !isfinite(high) ? MYN_RESHAPE_LOG1P : MYN_RESHAPE_AUTO;
    myn_reshape_fit(kind, y, n, 1, low, high, &m.shape, &why);
    for (size_t i = 0; i < n; i++) m.z[i] = why ? y[i] : myn_reshape_to(&m.shape, y[i]);
    if (why) m.shape = (myn_reshape){MYN_RESHAPE_NONE, -INFINITY, INFINITY, 0, 1};
    for (size_t k = 0; k < count; k++) {
        size_t to = mark[k].to == SIZE_MAX ? mark[k].from : mark[k].to;
        for (size_t i = mark[k].from; i <= to && i < n; i++) m.marked[i] = true;
    }
    for (size_t k = 0; k < count; k++) step[k] = apply(&m, &mark[k], &any[k]);
    return MYN_OK;
}
