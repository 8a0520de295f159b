/* Linear programs by GLPK's simplex method. */
#include "disclosure/solver.h"
#include "linalg/glpk_guard.h"
#include <math.h>

enum { MOST_STEPS = 1000000 };

struct Solver {
    glp_prob *lp;
};

void solver_begin(Solver *s, size_t n)
{
    glp_erase_prob(s->lp);
    glp_set_obj_dir(s->lp, GLP_MAX);
    if (n) glp_add_cols(s->lp, (int)n);
}

void solver_between(Solver *s, size_t i, double least, double most)
{
    int kind = least == most ? GLP_FX : isinf(most) ? GLP_LO : GLP_DB;
    glp_set_col_bnds(s->lp, (int)i + 1, kind, least, most);
}

void solver_row(Solver *s, const int *i, const double *sign, size_t length, double sum)
{
    int row = glp_add_rows(s->lp, 1);
    glp_set_row_bnds(s->lp, row, GLP_FX, sum, sum);
    glp_set_mat_row(s->lp, row, (int)length, i, sign);
}

void solver_aim(Solver *s, size_t i, double aim)
{
    glp_set_obj_coef(s->lp, (int)i + 1, aim);
}

static Ending ending_of(int status)
{
    if (status == GLP_OPT) return SOLVED;
    if (status == GLP_UNBND) return UNBOUNDED;
    return status == GLP_NOFEAS || status == GLP_INFEAS ? IMPOSSIBLE : STUCK;
}

/* The last basis may do for this aim; where it leads nowhere, from the start. */
Ending solver_solve(Solver *s)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_PRIMAL;
    how.tol_bnd = how.tol_dj = 1e-9;
    how.it_lim = MOST_STEPS;
    Ending ending = glp_simplex(s->lp, &how) ? STUCK : ending_of(glp_get_status(s->lp));
    if (ending == SOLVED || ending == UNBOUNDED) return ending;
    glp_adv_basis(s->lp, 0);
    return glp_simplex(s->lp, &how) ? STUCK : ending_of(glp_get_status(s->lp));
}

double solver_value(const Solver *s, size_t i)
{
    return glp_get_col_prim(s->lp, (int)i + 1);
}

typedef struct {
    myn_status (*work)(void *ctx, Solver *);
    void *ctx;
} Use;

static myn_status use(void *ctx, glp_prob *lp)
{
    const Use *u = ctx;
    Solver s = {lp};
    return u->work(u->ctx, &s);
}

myn_status solver_run(myn_status (*work)(void *ctx, Solver *), void *ctx)
{
    Use u = {work, ctx};
    return glpk_guarded(use, &u);
}
