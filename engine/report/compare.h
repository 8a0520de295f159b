/* A comparison as tables. Private to the room. */
#ifndef MYN_REPORT_COMPARE_H
#define MYN_REPORT_COMPARE_H
#include "report/grid.h"
#include "report/words.h"

typedef struct {
    const myn_comparison *of;
    myn_lang lang;
    bool machine; /* column names and numbers for programs, nothing cut or rounded */
    int decimals; /* of scores, for people */
} Compared;

Compared compared_of(const myn_comparison *comparison, myn_lang lang, bool machine);

/* What a difference is of, for a note: by its word, in both languages. */
typedef enum { IN_RUN, IN_AREAS, IN_INDICATORS, IN_METHODS, IN_INPUTS, SECTIONS } Section;
Section compared_section(const char *what);
const char *compared_what(const char *what, myn_lang lang);

/* What is not as it was: what, of, before, after. NULL without memory. */
myn_grid *compared_differences(const Compared *compared);
/* The first COUNT areas (0: all) that moved most. */
myn_grid *compared_moves(const Compared *compared, size_t count);

const char *compared_band(const myn_labels *labels, uint8_t band, myn_lang lang);

#endif
