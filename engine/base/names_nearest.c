/* "Did you mean": the nearest text by Levenshtein's distance, computed only in the band that can hold a small
 * one. */
#include <mynegai/names.h>
#include <string.h>

#define MOST 3
#define BAND (2 * MOST + 1)

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The distance of A and B, or MOST + 1 where it is larger. row[k] is the distance of the first i bytes of A
 * to the first i + k - MOST bytes of B. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t gap = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (gap > MOST) return MOST + 1;
    size_t row[BAND + 1], far = 2 * MOST;
    for (size_t k = 0; k <= BAND; k++) row[k] = k >= MOST && k < BAND ? k - MOST : far;
    for (size_t i = 1; i <= a_length; i++) {
        size_t left = far;
        for (size_t k = 0; k < BAND; k++) {
            size_t j = i + k; /* the place in B, plus MOST */
            size_t here = far;
            if (j >= MOST && j - MOST <= b_length) {
                here = least(row[k + 1], left) + 1;
                if (j == MOST)
                    here = i;
                else
                    here = least(here, row[k] + (a[i - 1] != b[j - MOST - 1]));
            }
            row[k] = left = least(here, far);
        }
    }
    return least(row[b_length + MOST - a_length], MOST + 1);
}

size_t myn_names_nearest(const myn_names *names, const char *text)
{
    size_t length = strlen(text), nearest = MYN_NONE, best = MOST + 1;
    for (size_t i = 0; i < myn_names_count(names); i++) {
        size_t found = distance(text, length, myn_names_at(names, i), myn_names_length(names, i));
        if (found >= best || 2 * found >= length) continue;
        best = found;
        nearest = i;
    }
    return nearest;
}
