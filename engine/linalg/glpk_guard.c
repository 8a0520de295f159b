/* A way out of GLPK's own errors, and its environment left as it was found. */
#include "linalg/glpk_guard.h"
#include <setjmp.h>
#include <stdbool.h>

/* GLPK calls this instead of abort(); its memory is then only good for glp_free_env. */
static void leave(void *info)
{
    longjmp(*(jmp_buf *)info, 1);
}

/* GLPK tells of an error even where it is told to be silent. */
static int say_nothing(void *info, const char *text)
{
    (void)info, (void)text;
    return 1;
}

/* Nothing that is set after setjmp is read after the jump. */
static myn_status guarded(myn_status (*work)(void *ctx, glp_prob *lp), void *ctx, bool *lost)
{
    jmp_buf back;
    if (setjmp(back)) {
        glp_free_env();
        *lost = true;
        return MYN_ERR_MEMORY;
    }
    glp_error_hook(leave, &back);
    glp_term_hook(say_nothing, NULL);
    glp_prob *lp = glp_create_prob();
    myn_status status = work(ctx, lp);
    glp_delete_prob(lp);
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    return status;
}

myn_status glpk_guarded(myn_status (*work)(void *ctx, glp_prob *lp), void *ctx)
{
    int environment = glp_init_env(); /* 0: made by this call; 1: the thread has used GLPK before */
    if (environment > 1) return MYN_ERR_MEMORY;
    int said = glp_term_out(GLP_OFF);
    bool lost = false;
    myn_status status = guarded(work, ctx, &lost);
    if (!lost) glp_term_out(said);
    if (environment == 0 && !lost) glp_free_env();
    return status;
}
