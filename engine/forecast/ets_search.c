#include "forecast/ets_search.h"
#include <math.h>
#include <string.h>

#define ROUNDS 5 /* times that a step is cut at the box */

EtsBox ets_box(const EtsTask *task)
{
    EtsBox box = {.task = task, .places = ets_places(&task->model)};
    for (int i = 0; i < box.places.smoothing; i++) {
        box.least[i] = i == 0 ? 1e-4 : i == box.places.phi ? 0.8 : 0;
        box.most[i] = i == 0 ? 0.9999 : i == box.places.phi ? 0.98 : 1;
    }
    return box;
}

void ets_look(const EtsBox *box, EtsPoint *point)
{
    const EtsModel *model = &box->task->model;
    EtsState state;
    ets_state_of(model, point->u, &state);
    bool possible = !model->season || ets_admissible(model, &state);
    point->value = possible ? ets_value(box->task, &state) : INFINITY;
}

/* ---- one step ---- */

typedef struct {
    const EtsBox *box;
    const EtsEquations *equations;
    const double *u;
    double damping;
    bool fixed[ETS_FREE_MOST];
    double step[ETS_FREE_MOST]; /* of fixed ones: as far as the box lets them go */
    bool cut;                   /* some would have left the box */
} Step;

static double entry(const EtsEquations *e, int i, int j)
{
    return i >= j ? e->matrix[i][j] : e->matrix[j][i];
}

/* Solve L L' x = b for the N rows of A (lower triangle), in place of B; a direction that the others explain gets 0. */
static void solve(double a[][ETS_FREE_MOST], double *b, int n)
{
    for (int i = 0; i < n; i++) {
        double whole = a[i][i];
        for (int j = 0; j < i; j++) {
            double sum = a[i][j];
            for (int k = 0; k < j; k++) sum -= a[i][k] * a[j][k];
            a[i][j] = sum * a[j][j]; /* the diagonal holds inverses */
        }
        double left = whole, right = b[i];
        for (int k = 0; k < i; k++) {
            left -= a[i][k] * a[i][k];
            right -= a[i][k] * b[k];
        }
        a[i][i] = left > 1e-13 * whole ? 1 / sqrt(left) : 0;
        b[i] = right * a[i][i];
    }
    for (int i = n; i-- > 0;) {
        b[i] *= a[i][i];
        for (int k = 0; k < i; k++) b[k] -= a[i][k] * b[i];
    }
}

/* The damped step of what is not fixed. */
static void solve_free(Step *s)
{
    double a[ETS_FREE_MOST][ETS_FREE_MOST], b[ETS_FREE_MOST];
    int place[ETS_FREE_MOST], n = 0, all = s->box->places.free;
    for (int i = 0; i < all; i++)
        if (!s->fixed[i]) place[n++] = i;
    for (int i = 0; i < n; i++) {
        b[i] = -s->equations->gradient[place[i]];
        for (int j = 0; j < s->box->places.smoothing; j++)
            if (s->fixed[j]) b[i] -= entry(s->equations, place[i], j) * s->step[j];
        for (int j = 0; j <= i; j++) a[i][j] = s->equations->matrix[place[i]][place[j]];
        a[i][i] *= 1 + s->damping;
    }
    solve(a, b, n);
    for (int i = 0; i < n; i++) s->step[place[i]] = b[i];
}

/* The first component that leaves the box is stopped at it; whether there was one. */
static bool cut(Step *s)
{
    bool any = false;
    for (int i = 0; i < s->box->places.smoothing; i++) {
        double to = s->u[i] + s->step[i], least = s->box->least[i], most = s->box->most[i];
        if (s->fixed[i] || (to >= least && to <= most)) continue;
        s->step[i] = (to < least ? least : most) - s->u[i];
        s->fixed[i] = s->cut = any = true;
    }
    return any;
}

static void step_find(Step *s, bool smoothing)
{
    memset(s->fixed, 0, sizeof s->fixed);
    for (int i = 0; i < s->box->places.smoothing; i++) {
        double pull = -s->equations->gradient[i];
        bool outward = (s->u[i] <= s->box->least[i] && pull <= 0) ||
                       (s->u[i] >= s->box->most[i] && pull >= 0);
        s->fixed[i] = !smoothing || outward;
        s->step[i] = 0;
    }
    solve_free(s);
    for (int round = 0; round < ROUNDS && cut(s); round++) solve_free(s);
    cut(s);
}

/* By how much the equations promise to lower -2 log L. */
static double promised(const Step *s)
{
    const EtsEquations *e = s->equations;
    double fall = 0;
    int all = s->box->places.free;
    for (int i = 0; i < all; i++) {
        double row = 0.5 * e->matrix[i][i] * s->step[i];
        for (int j = 0; j < i; j++) row += e->matrix[i][j] * s->step[j];
        fall -= 2 * s->step[i] * (e->gradient[i] + row);
    }
    double share = fall / e->squares;
    return (double)s->box->task->observed * (share < 0.999 ? -log1p(-share) : 7);
}

static bool try_step(const Step *s, EtsPoint *point)
{
    EtsPoint next;
    int smoothing = s->box->places.smoothing;
    for (int i = 0; i < s->box->places.free; i++) next.u[i] = point->u[i] + s->step[i];
    for (int i = 0; i < smoothing; i++) next.u[i] = fmin(fmax(next.u[i], s->box->least[i]), s->box->most[i]);
    ets_look(s->box, &next);
    if (!(next.value < point->value)) return false;
    *point = next;
    return true;
}

void ets_settle(const EtsBox *box, EtsPoint *point)
{
    EtsEquations equations;
    if (!ets_equations(box->task, point->u, &equations)) return;
    Step s = {.box = box, .equations = &equations, .u = point->u, .damping = 1e-12};
    step_find(&s, false);
    try_step(&s, point);
}

bool ets_descend(const EtsBox *box, EtsPoint *point, double tolerance, int most)
{
    EtsEquations equations;
    double damping = 1e-3;
    bool fresh = false;
    int idle = 0; /* steps taken that brought less than the tolerance */
    for (int taken = 0; taken < most; taken++) {
        if (!fresh && !ets_equations(box->task, point->u, &equations)) return false;
        Step s = {.box = box, .equations = &equations, .u = point->u, .damping = damping};
        step_find(&s, true);
        bool promising = promised(&s) > tolerance;
        if (!promising && !s.cut) return true;
        double before = point->value;
        fresh = !promising || !try_step(&s, point); /* cut to nothing: a shorter step may lead on */
        if (!fresh && before - point->value < tolerance && ++idle == 3) return true;
        damping = fresh ? damping * 8 : fmax(damping / 6, 1e-9);
        if (damping > 1e8) return true;
    }
    return false;
}
