/* A double as the shortest decimal digits that read back as it: what all writing and rounding of numbers
 * starts from. */
#ifndef MYN_BASE_DECIMAL_H
#define MYN_BASE_DECIMAL_H
#include <stdbool.h>

#define DECIMAL_DIGITS 17

/* value = 0.d1 d2 d3 ... x 10^point, d1 not 0; zero has no digits. */
typedef struct {
    char digits[DECIMAL_DIGITS + 1]; /* as characters, with a final zero, no trailing zeros */
    int count, point;
    bool negative;
} Decimal;

/* The shortest form of VALUE, which is finite. */
void decimal_of(double value, Decimal *out);

/* Round to PLACES after the point, halves away from zero. */
void decimal_round(Decimal *decimal, int places);

#endif
