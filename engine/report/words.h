/* The program's own words, in both languages. {1}, {2}, {3} are filled in. */
#ifndef MYN_REPORT_WORDS_H
#define MYN_REPORT_WORDS_H
#include "report/words_diagnose.h"
#include <mynegai/report.h>

/* name, English, Welsh. Welsh puts numbers before "o", so that one form serves every number. */
// clang-format off
#define REPORT_WORDS(X)                                                                                     \
    X(WORD_RANK, "rank", "safle")                                                                           \
    X(WORD_AREA, "area", "ardal")                                                                           \
    X(WORD_CODE, "code", "cod")                                                                             \
    X(WORD_SCORE, "score", "sgôr")                                                                          \
    X(WORD_BAND, "band", "band")                                                                            \
    X(WORD_CHANGE, "change", "newid")                                                                       \
    X(WORD_NEW, "new", "newydd")                                                                            \
    X(WORD_PULL, "pull", "effaith")                                                                         \
    X(WORD_PART, "part", "rhan")                                                                            \
    X(WORD_INDICATOR, "indicator", "dangosydd")                                                             \
    X(WORD_VALUE, "value", "gwerth")                                                                        \
    X(WORD_UNIT, "unit", "uned")                                                                            \
    X(WORD_PERIOD, "period", "cyfnod")                                                                      \
    X(WORD_HOW, "how", "sut")                                                                               \
    X(WORD_QUARTILE, "quarter", "chwarter")                                                                 \
    X(WORD_QUINTILE, "fifth", "pumed")                                                                      \
    X(WORD_DECILE, "tenth", "degfed")                                                                       \
    X(WORD_GROUP, "group", "grŵp")                                                                          \
    X(WORD_OF, "{1} of {2}", "{1} o {2}")                                                                   \
    X(WORD_RANKED, "{1} of {2} areas", "{1} o'r {2} ardal")                                                   \
    X(WORD_LARGER, "Larger areas", "Ardaloedd mwy")                                                         \
    X(WORD_EDITION, "edition {1}", "argraffiad {1}")                                                        \
    X(WORD_HIGH, "A high score means: {1}", "Ystyr sgôr uchel: {1}")                                        \
    X(WORD_SYNTHETIC, "Synthetic data: these figures are invented and describe no real place.",             \
      "Data synthetig: ffigurau dychmygol yw'r rhain, heb ddisgrifio unrhyw le go iawn.")                   \
    X(WORD_CHANGED, "Change: places gained (▲) or lost (▼) since edition {1}",                              \
      "Newid: safleoedd a enillwyd (▲) neu a gollwyd (▼) ers argraffiad {1}")                               \
    X(WORD_UP, "Pulls the score up most", "Yn codi'r sgôr fwyaf") \
    X(WORD_DOWN, "Pulls the score down most", "Yn gostwng y sgôr fwyaf") \
    X(WORD_AVERAGE, "average", "cyfartaledd") \
    X(WORD_PULL_MEANS, "Pull: what a part adds to the score above it, beside the average area.",            \
      "Effaith: yr hyn y mae rhan yn ei ychwanegu at y sgôr uwch ei phen, o'i chymharu â'r ardal gyfartalog.") \
    X(WORD_COVERAGE, "Coverage: {1} of {2} indicators have a value.",                                       \
      "Cwmpas: mae gwerth gan {1} o'r {2} dangosydd.")                                                        \
    X(WORD_WITHOUT, "Without a value: {1}", "Heb werth: {1}")                                               \
    X(WORD_VALUES, "Values behind the scores", "Y gwerthoedd y tu ôl i'r sgorau")                           \
    DIAGNOSE_WORDS(X) \
    X(WORD_UNPROTECTED, "Unprotected values: {1} suppressed cells are left blank.",                         \
      "Gwerthoedd heb eu gwarchod: gadawyd {1} o gelloedd a ataliwyd yn wag.")                              \
    X(WORD_UNPROTECTED_ONE, "Unprotected values: 1 suppressed cell is left blank.",                         \
      "Gwerthoedd heb eu gwarchod: gadawyd 1 gell a ataliwyd yn wag.")                                      \
    X(WORD_ABSENT, "no data", "dim data")                                                                   \
    X(WORD_OBSERVED, "observed", "arsylwyd")                                                                \
    X(WORD_ESTIMATED, "estimated", "amcangyfrif")                                                           \
    X(WORD_PROVISIONAL, "provisional", "dros dro")                                                          \
    X(WORD_MISSING, "missing", "ar goll")                                                                   \
    X(WORD_SUPPRESSED, "suppressed", "wedi'i atal")                                                         \
    X(WORD_NOT_APPLICABLE, "not applicable", "amherthnasol")                                                \
    X(WORD_UNRELIABLE, "unreliable", "annibynadwy")                                                         \
    X(WORD_CARRIED, "carried forward", "wedi'i gario ymlaen")                                               \
    X(WORD_INTERPOLATED, "interpolated", "wedi'i ryngosod")                                                 \
    X(WORD_IMPUTED, "imputed", "wedi'i briodoli")                                                           \
    X(WORD_TREATED, "treated", "wedi'i drin")                                                               \
    X(WORD_PARTIAL, "from some parts", "o rai rhannau")                                                     \
    X(WORD_BELOW_COVERAGE, "too few parts", "rhy ychydig o rannau")
// clang-format on

#define REPORT_WORD_NAME(name, en, cy) name,
typedef enum { REPORT_WORDS(REPORT_WORD_NAME) WORDS } Word;
#undef REPORT_WORD_NAME

/* WORD in LANG as it stands in the table. */
const char *word_text(Word word, myn_lang lang);

/* What a person reads for a cell of kind CELL (myn_cell); "" for a kind that is none. */
const char *word_cell(uint8_t cell, myn_lang lang);

/* Append WORD with its {1}, {2} filled; either may be NULL where it has none. */
void word_fill(myn_buffer *out, Word word, myn_lang lang, const char *one, const char *two);

#endif
