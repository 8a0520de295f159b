/* Problems with their place: everything wrong with what a person wrote, said at once. */
#ifndef MYNEGAI_DIAG_H
#define MYNEGAI_DIAG_H
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum { MYN_NOTE, MYN_WARNING, MYN_ERROR } myn_severity;

/* Where: a file as the user named it (NULL: no file), line and column from 1 (0: none). The text is borrowed.
 */
typedef struct {
    const char *file;
    size_t line, column;
} myn_place;

typedef struct {
    myn_severity severity;
    myn_place place;  /* its file is owned by the diag */
    const char *text; /* what is wrong, and what was expected */
} myn_problem;

typedef struct myn_diag myn_diag;

/* An empty collection of problems. For one thread at a time. */
myn_status myn_diag_new(myn_diag **out) MYN_CHECKED;

/* Give back a diag and the texts of its problems. Accepts NULL. */
void myn_diag_free(myn_diag *diag);

#define MYN_DIAG_KEEP 200

/* Add one problem, its text by printf's rules; PLACE's file name is copied. DIAG may be NULL (nothing kept).
 * Past MYN_DIAG_KEEP problems of a severity they are only counted. Never fails: without memory the problem is
 * counted and its text lost. */
void myn_diag_add(myn_diag *diag, myn_severity severity, myn_place place, const char *format, ...)
    MYN_PRINTF(4, 5);

/* How many problems were kept, of all severities. */
size_t myn_diag_kept(const myn_diag *diag);

/* Problem I of those kept, in the order they were added; valid until DIAG is freed. I < myn_diag_kept. */
const myn_problem *myn_diag_at(const myn_diag *diag, size_t i);

/* Problems of SEVERITY that were added, those not kept included. */
size_t myn_diag_count(const myn_diag *diag, myn_severity severity);

/* MYN_ERR_DATA where an error was added, else MYN_OK. */
myn_status myn_diag_status(const myn_diag *diag) MYN_CHECKED;

/* "file:line:column: error: text", with a final zero, cut to SIZE; returns the length it would have had. */
size_t myn_problem_text(const myn_problem *problem, char *out, size_t size);

#endif
