/* Text for a terminal: colour, cutting to a width, lines that wrap, bars. */
#ifndef MYN_REPORT_INK_H
#define MYN_REPORT_INK_H
#include "report/page.h"

/* TEXT in STYLE (myn_style), cut with an ellipsis to WIDTH columns; returns the columns it took. Control
 * characters come from files that nobody has to trust: each is shown as a blank. */
size_t ink_text(Page *page, const myn_terminal *how, unsigned style, const char *text, size_t width);

/* Columns that ink_text takes for TEXT when nothing is cut. */
size_t ink_width(const char *text);

/* TEXT to the end of a line of which INDENT columns are taken, wrapped at blanks to the terminal's width;
 * later lines start with INDENT blanks. */
void ink_line(Page *page, const myn_terminal *how, unsigned style, const char *text, size_t indent);

/* A bar of at most WIDTH columns for SHARE in 0 .. 1, in eighths of a column; two-sided: for SHARE in -1 .. 1
 * from a middle line, WIDTH columns on either side. OUT is emptied first; nothing where SHARE is missing. */
void ink_bar(double share, size_t width, myn_buffer *out);
void ink_two_sided(double share, size_t width, myn_buffer *out);

/* The style for part I (from 0) of COUNT on the scale from low to high. */
unsigned ink_step(size_t i, size_t count);

#endif
