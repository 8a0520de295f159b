/* Linear programs by GLPK's simplex method. */
#include "method/programme.h"
#include "linalg/glpk_guard.h"
#include <math.h>
#include <stdlib.h>

struct Programme {
    glp_prob *lp;
    size_t m;
    bool shares;    /* then rows 1 to 2 m are theirs: at least, at most */
    int *column;    /* 1 .. m, from its second place as GLPK counts from 1 */
    double *number; /* m + 1 */
};

static void put_row(Programme *p, int row, const double *y)
{
    for (size_t c = 0; c < p->m; c++) p->number[c + 1] = y[c];
    glp_set_mat_row(p->lp, row, (int)p->m, p->column, p->number);
}

void programme_limit(Programme *p, const double *y)
{
    int row = glp_add_rows(p->lp, 1);
    glp_set_row_bnds(p->lp, row, GLP_UP, 0, 1);
    put_row(p, row, y);
}

void programme_aim(Programme *p, const double *aim, const bool *missing)
{
    for (size_t c = 0; c < p->m; c++) {
        glp_set_obj_coef(p->lp, (int)c + 1, aim[c]);
        glp_set_col_bnds(p->lp, (int)c + 1, missing[c] ? GLP_FX : GLP_LO, 0, 0);
    }
}

/* SIGN (share k of the sum less BOUND times the sum) <= 0. */
static void share_row(Programme *p, int row, const double *size, size_t k, double bound, double sign)
{
    for (size_t c = 0; c < p->m; c++) {
        double of = size ? size[c] : 1;
        p->number[c + 1] = sign * ((c == k ? of : 0) - bound * of);
    }
    glp_set_mat_row(p->lp, row, (int)p->m, p->column, p->number);
}

void programme_shares(Programme *p, const double *size, const bool *missing, const double bound[2])
{
    for (size_t k = 0; k < p->m; k++) {
        int low = (int)k + 1, high = (int)(p->m + k) + 1;
        glp_set_row_bnds(p->lp, low, missing[k] ? GLP_FR : GLP_UP, 0, 0);
        glp_set_row_bnds(p->lp, high, missing[k] ? GLP_FR : GLP_UP, 0, 0);
        share_row(p, low, size, k, bound[0], -1);
        share_row(p, high, size, k, bound[1], 1);
    }
}

/* The last program's basis may be none for this one: then from the start. */
myn_status programme_solve(Programme *p, double *weight, double *score)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUALP;
    how.tol_bnd = how.tol_dj = 1e-12; /* values are at most 1 */
    how.it_lim = 100000;
    int failed = glp_simplex(p->lp, &how);
    if (failed || glp_get_status(p->lp) != GLP_OPT) {
        glp_std_basis(p->lp);
        failed = glp_simplex(p->lp, &how);
    }
    if (failed || glp_get_status(p->lp) != GLP_OPT) return MYN_ERR_DATA;
    for (size_t c = 0; c < p->m; c++) weight[c] = glp_get_col_prim(p->lp, (int)c + 1);
    *score = glp_get_obj_val(p->lp);
    return MYN_OK;
}

static void make(Programme *p, glp_prob *lp)
{
    p->lp = lp;
    glp_set_obj_dir(p->lp, GLP_MAX);
    glp_add_cols(p->lp, (int)p->m);
    for (size_t c = 0; c < p->m; c++) glp_set_col_bnds(p->lp, (int)c + 1, GLP_LO, 0, 0);
    if (p->shares) glp_add_rows(p->lp, (int)(2 * p->m));
}

typedef struct {
    Programme *programme;
    myn_status (*work)(void *ctx, Programme *);
    void *ctx;
} Use;

static myn_status use(void *ctx, glp_prob *lp)
{
    const Use *u = ctx;
    make(u->programme, lp);
    return u->work(u->ctx, u->programme);
}

myn_status programme_run(size_t m, bool shares, myn_status (*work)(void *ctx, Programme *), void *ctx)
{
    Programme p = {.m = m, .shares = shares};
    Use u = {&p, work, ctx};
    p.column = calloc(m + 1, sizeof *p.column);
    p.number = calloc(m + 1, sizeof *p.number);
    myn_status status = p.column && p.number ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t c = 0; c < m && !status; c++) p.column[c + 1] = (int)c + 1;
    if (!status) status = glpk_guarded(use, &u);
    free(p.column);
    free(p.number);
    return status;
}

void programme_stopped(const Programme *p, int *iterations, double *aim)
{
    *iterations = glp_get_it_cnt(p->lp);
    *aim = glp_get_obj_val(p->lp);
}
