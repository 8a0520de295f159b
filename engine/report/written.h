/* A formula with its numbers put in: what a person works out by hand. */
#ifndef MYN_REPORT_WRITTEN_H
#define MYN_REPORT_WRITTEN_H
#include <mynegai/explain.h>
#include <mynegai/text.h>

typedef struct {
    const myn_given *given;
    size_t givens;
    const double *x, *w; /* values and weights of parts, COUNT of them; or NULL */
    size_t count;
} Numbers;

/* FORMULA with the numbers in place of their names, to six digits; sums written out, choices made. */
void written_formula(const char *formula, const Numbers *numbers, myn_buffer *out);

/* A value to six digits: what more there is, is the arithmetic of computers. */
double six_digits(double value);

#endif
