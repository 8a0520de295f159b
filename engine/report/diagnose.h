/* What both forms of a diagnosis share. */
#ifndef MYN_REPORT_DIAGNOSE_H
#define MYN_REPORT_DIAGNOSE_H
#include "report/words.h"

/* How a node is called in a text: its label in LANG, or its code. */
typedef struct {
    const myn_labels *labels;
    myn_lang lang;
    bool codes;
} Calling;
const char *diagnose_name(const Calling *calling, size_t node);

/* Append the phrase for LACK, of which there is one. */
void diagnose_lack(myn_buffer *out, const Calling *calling, const myn_lack *lack);

#endif
