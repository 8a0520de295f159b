/* An ordered set of short texts (codes), each with its number: the way from a label to a row. */
#ifndef MYNEGAI_NAMES_H
#define MYNEGAI_NAMES_H
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_names myn_names;
#define MYN_NONE ((size_t)-1)

/* An empty set. */
myn_status myn_names_new(myn_names **out) MYN_CHECKED;

/* Give back the set and its texts. Accepts NULL. */
void myn_names_free(myn_names *names);

/* The number of TEXT (LENGTH bytes, no zero needed; copied), added at the end where new. MYN_ERR_LIMIT past
 * 2^32 - 2 texts; *NUMBER is MYN_NONE where it fails. O(1). */
myn_status myn_names_add(myn_names *names, const char *text, size_t length, size_t *number) MYN_CHECKED;

/* The number of TEXT, or MYN_NONE. O(1), about 20 ns. */
size_t myn_names_find(const myn_names *names, const char *text, size_t length);

/* How many texts there are; they are numbered from 0 in the order they were added. */
size_t myn_names_count(const myn_names *names);

/* The text with number I < count, with a final zero; valid until NAMES is freed (adding does not move it). */
const char *myn_names_at(const myn_names *names, size_t i);

/* Its bytes, without the final zero. */
size_t myn_names_length(const myn_names *names, size_t i);

/* The number of the text nearest to TEXT by edit distance, at most 3 and less than half its length; else
 * MYN_NONE. For "did you mean". O(count x length^2). */
size_t myn_names_nearest(const myn_names *names, const char *text);

#endif
