/* A text in both languages, and labels that several rooms share. */
#ifndef MYNEGAI_LABEL_H
#define MYNEGAI_LABEL_H
#include <stddef.h>

typedef enum { MYN_LANG_EN, MYN_LANG_CY } myn_lang;

typedef struct {
    const char *en, *cy; /* either may be NULL */
} myn_label;

/* LABEL in LANG, else in the other language, else FALLBACK (which may be NULL). Borrowed. */
static inline const char *myn_label_text(myn_label label, myn_lang lang, const char *fallback)
{
    const char *own = lang == MYN_LANG_CY ? label.cy : label.en,
               *other = lang == MYN_LANG_CY ? label.en : label.cy;
    return own ? own : other ? other : fallback;
}

#define MYN_QUANTILES_MOST 8
#define MYN_BANDS_MOST     32

typedef struct {
    myn_label label;
    double below; /* upper end; the last band has +inf */
} myn_band_label;

#endif
