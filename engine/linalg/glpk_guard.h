/* GLPK, which by itself prints, and ends the program where it has no memory or its input is wrong. */
#ifndef MYN_LINALG_GLPK_GUARD_H
#define MYN_LINALG_GLPK_GUARD_H
#include <glpk.h>
#include <mynegai/status.h>

/* Let WORK use an empty problem, silently, and free it; WORK's status, or MYN_ERR_MEMORY where GLPK gave up. Then the rest
 * of WORK did not run: it must own nothing itself, all in CTX. Hooks that the caller's thread gave GLPK are taken off. */
myn_status glpk_guarded(myn_status (*work)(void *ctx, glp_prob *lp), void *ctx) MYN_CHECKED;

#endif
