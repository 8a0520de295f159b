/* Words that parameters of several methods share, numbered as the types they stand for. */
#include "method/choices.h"

const char *const myn_words_ties[] = {"min", "max", "average", NULL};
const char *const myn_words_gaps[] = {"pairwise", "complete", "zero", NULL};
const char *const myn_words_precision[] = {"double", "single", NULL};
const char *const myn_words_rule[] = {"ceil", "floor", NULL};
