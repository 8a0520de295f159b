/* What every function answers: 0, or a negative code with a sentence.
 *
 * No function of this library prints, exits, aborts or keeps a last error. */
#ifndef MYNEGAI_STATUS_H
#define MYNEGAI_STATUS_H

/* name, code, exit code of the program, sentence */
#define MYN_STATUS_LIST(X)                                            \
    X(MYN_OK, 0, 0, "done")                                           \
    X(MYN_ERR_DATA, -1, 1, "a problem in the data or the definition") \
    X(MYN_ERR_FORMAT, -2, 1, "not a Mynegai store, or a damaged one") \
    X(MYN_ERR_NOT_FOUND, -3, 1, "no such thing")                      \
    X(MYN_ERR_ARGUMENT, -4, 2, "an argument outside its range")       \
    X(MYN_ERR_IO, -5, 3, "reading or writing failed")                 \
    X(MYN_ERR_MEMORY, -6, 3, "out of memory")                         \
    X(MYN_ERR_LIMIT, -7, 3, "more than the memory limit allows")      \
    X(MYN_ERR_BUSY, -8, 4, "another run holds the output")            \
    X(MYN_ERR_INTERRUPTED, -9, 130, "interrupted")

#define MYN_STATUS_ENUM(name, code, leave, text) name = code,
typedef enum { MYN_STATUS_LIST(MYN_STATUS_ENUM) } myn_status;
#undef MYN_STATUS_ENUM

#define MYN_CHECKED                      __attribute__((warn_unused_result))
#define MYN_PRINTF(format_at, values_at) __attribute__((__format__(__printf__, format_at, values_at)))

/* The sentence of STATUS, in English; "unknown status" for a code that is none. Never NULL. */
const char *myn_status_text(myn_status status);

/* The exit code that the program gives for STATUS (0, 1, 2, 3, 4 or 130). */
int myn_status_exit(myn_status status);

#endif
