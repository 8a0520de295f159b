/* The program's own words, in both languages. {1}, {2}, {3} are filled in. */
#ifndef MYN_REPORT_WORDS_H
#define MYN_REPORT_WORDS_H
#include "report/words_audit.h"
#include "report/words_demand.h"
#include "report/words_diagnose.h"
#include "report/words_like.h"
#include "report/words_segment.h"
#include "report/words_sensitivity.h"
#include "report/words_significance.h"
#include "report/words_forecast.h"
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
    X(WORD_RESTS, "Scores that rest on suppressed figures, left out or filled in: {1}",                     \
      "Sgorau sy'n dibynnu ar ffigurau a ataliwyd, ac a hepgorwyd neu a lenwyd: {1}")                       \
    X(WORD_RESTS_ON, "rests on suppressed figures of: {1}", "yn dibynnu ar ffigurau a ataliwyd o: {1}")     \
    X(WORD_RESTS_MANY, "Scores that rest on suppressed figures, left out or filled in: {1} of {2}.",              \
      "Sgorau sy'n dibynnu ar ffigurau a ataliwyd, ac a hepgorwyd neu a lenwyd: {1} o {2}.")                  \
    X(WORD_VALUES, "Values behind the scores", "Y gwerthoedd y tu ôl i'r sgorau")                           \
    AUDIT_WORDS(X) \
    DIAGNOSE_WORDS(X) \
    SIGNIFICANCE_WORDS(X) \
    LIKE_WORDS(X) \
    DEMAND_WORDS(X) \
    SEGMENT_WORDS(X) \
    SENSITIVITY_WORDS(X) \
    FORECAST_WORDS(X) \
    X(WORD_UNPROTECTED, "Unprotected values: {1} suppressed cells are left blank.",                         \
      "Gwerthoedd heb eu gwarchod: gadawyd {1} o gelloedd a ataliwyd yn wag.")                              \
    X(WORD_UNPROTECTED_ONE, "Unprotected values: 1 suppressed cell is left blank.",                         \
      "Gwerthoedd heb eu gwarchod: gadawyd 1 gell a ataliwyd yn wag.")                                      \
    X(WORD_LIKELY, "likely rank", "safle tebygol") \
    X(WORD_LIKELY_MEANS, "Likely rank: percentiles {1} of the ranks in {2} draws of what is uncertain.", \
      "Safle tebygol: canraddau {1} y safleoedd mewn {2} tyniad o'r hyn sy'n ansicr.") \
    X(WORD_MADE_OF, "Made of {1} areas (people in brackets), by the mean over people or the sum: {2}", \
      "Wedi'i wneud o {1} ardal (pobl mewn cromfachau), yn ôl y cymedr dros bobl neu'r swm: {2}") \
    X(WORD_WEIGHT, "weight", "pwysau") \
    X(WORD_SHARE, "share", "cyfran") \
    X(WORD_TAKEN_AS, "taken as", "fel") \
    X(WORD_FITTED_ON, "{1}, fitted on edition {2}", "{1}, wedi'i ffitio ar argraffiad {2}") \
    X(WORD_FITTED_WITHIN, "{1}, areas within {2}", "{1}, ardaloedd o fewn {2}") \
    X(WORD_NO_PERIOD, "no period of the data lies in the edition's window", "nid oes cyfnod o'r data yn ffenestr yr argraffiad") \
    X(WORD_MORE_AREAS, "takes the numbers of all areas: {1} becomes {2}", "mae'n cymryd rhifau pob ardal: {1} yn troi'n {2}") \
    X(WORD_WEIGHTS_BY, "weights by {1}", "pwysau drwy {1}") \
    X(WORD_PARTS_THERE, "{1} of {2} parts have a value; the weights of those are used", \
      "mae gwerth gan {1} o'r {2} rhan; defnyddir pwysau'r rheini") \
    X(WORD_COVERAGE_NEEDED, "coverage {1}, of which at least {2} is asked", "cwmpas {1}, a gofynnir am o leiaf {2}") \
    X(WORD_DIFFERS, "The store holds other scores for {1} of these nodes than its own definition and data give.", \
      "Mae gan y storfa sgorau gwahanol ar gyfer {1} o'r nodau hyn i'r hyn y mae ei diffiniad a'i data ei hun yn ei roi.") \
    X(WORD_NODE, "node", "nod") \
    X(WORD_WHAT, "what", "beth") \
    X(WORD_OF_WHAT, "of", "o beth") \
    X(WORD_BEFORE, "before", "cynt") \
    X(WORD_AFTER, "after", "wedyn") \
    X(WORD_OLD_SCORE, "old score", "hen sgôr") \
    X(WORD_NEW_SCORE, "new score", "sgôr newydd") \
    X(WORD_OLD_RANK, "old rank", "hen safle") \
    X(WORD_NEW_RANK, "new rank", "safle newydd") \
    X(WORD_OLD_BAND, "old band", "hen fand") \
    X(WORD_NEW_BAND, "new band", "band newydd") \
    X(WORD_PLACES, "places", "safleoedd") \
    X(WORD_DATA, "data", "data") \
    X(WORD_NORMALISATION, "normalisation", "normaleiddio") \
    X(WORD_METHOD, "method", "dull") \
    X(WORD_DIFFERENCES, "What is not as it was", "Yr hyn sydd wedi newid") \
    X(WORD_NO_DIFFERENCE, "Definition, areas, inputs and program are the same.", \
      "Mae'r diffiniad, yr ardaloedd, y mewnbynnau a'r rhaglen yr un fath.") \
    X(WORD_MOVERS, "Biggest movers", "Y newidiadau mwyaf") \
    X(WORD_MOVED, "{1} areas rose, {2} fell.", "{1} ardal wedi codi, {2} wedi gostwng.") \
    X(WORD_IN_BOTH, "{1} areas in both; {2} in another band.", "{1} ardal yn y ddwy; {2} mewn band arall.") \
    X(WORD_GONE_CAME, "{1} areas are only in the old store, {2} only in the new one.", \
      "Mae {1} ardal yn yr hen storfa yn unig, {2} yn y newydd yn unig.") \
    X(WORD_MEAN_CHANGE, "Scores changed by {1} points on average, whichever way.", \
      "Newidiodd y sgorau {1} pwynt ar gyfartaledd, y naill ffordd neu'r llall.") \
    X(WORD_PARTS_MEAN, \
      "Change = data + normalisation + method: the area's own new values on the old scale; what moved because other areas moved; weights, methods, indicators.", \
      "Newid = data + normaleiddio + dull: gwerthoedd newydd yr ardal ei hun ar yr hen raddfa; yr hyn a symudodd am fod ardaloedd eraill wedi symud; pwysau, dulliau, dangosyddion.") \
    X(WORD_NO_PARTS, "Causes are not told apart: {1}.", "Ni wahaniaethir rhwng yr achosion: {1}.") \
    X(WORD_NOTE_TITLE, "# {1}: revisions note", "# {1}: nodyn diwygiadau") \
    X(WORD_NOTE_EDITIONS, "From edition {1} to edition {2}.", "O argraffiad {1} i argraffiad {2}.") \
    X(WORD_NOTE_NODE, "The figures are those of: {1}.", "Ffigurau'r canlynol yw'r rhain: {1}.") \
    X(WORD_NOTE_SUMMARY, "## Summary", "## Crynodeb") \
    X(WORD_NOTE_AREAS, "## Areas", "## Ardaloedd") \
    X(WORD_NOTE_INDICATORS, "## Indicators", "## Dangosyddion") \
    X(WORD_NOTE_METHODS, "## Methods and weights", "## Dulliau a phwysau") \
    X(WORD_NOTE_INPUTS, "## Input files", "## Ffeiliau mewnbwn") \
    X(WORD_NOTE_RUN, "## How it was computed", "## Sut y'i cyfrifwyd") \
    X(WORD_NOTE_MOVERS, "## Biggest movers", "## Y newidiadau mwyaf") \
    X(WORD_NOTE_NONE, "Nothing changed.", "Dim newid.") \
    X(WORD_NOTE_SIGN, "## Sign-off", "## Cymeradwyo") \
    X(WORD_NOTE_PREPARED, "Prepared by", "Paratowyd gan") \
    X(WORD_NOTE_CHECKED, "Checked by", "Gwiriwyd gan") \
    X(WORD_NOTE_APPROVED, "Approved by", "Cymeradwywyd gan") \
    X(WORD_NOTE_ROLE, "role", "rôl") \
    X(WORD_NOTE_NAME, "name", "enw") \
    X(WORD_NOTE_DATE, "date", "dyddiad") \
    X(WORD_NOTE_THERE, "there", "yno") \
    X(WORD_KIND_AREAS, "number of areas", "nifer yr ardaloedd") \
    X(WORD_KIND_BRANCH, "branch", "cangen") \
    X(WORD_KIND_SOURCE, "source", "ffynhonnell") \
    X(WORD_KIND_PARENT, "parent", "rhiant") \
    X(WORD_KIND_DIRECTION, "direction", "cyfeiriad") \
    X(WORD_KIND_STEPS, "steps", "camau") \
    X(WORD_KIND_MISSING, "missing values", "gwerthoedd coll") \
    X(WORD_KIND_AGGREGATE, "aggregation", "cydgasglu") \
    X(WORD_KIND_WEIGHTS, "fitted weights", "pwysau wedi'u ffitio") \
    X(WORD_KIND_COVERAGE, "coverage", "cwmpas") \
    X(WORD_KIND_COVERAGE_BY, "coverage by", "cwmpas yn ôl") \
    X(WORD_KIND_AFTER, "after aggregation", "ar ôl cydgasglu") \
    X(WORD_KIND_INTO_PARENT, "on the way into its parent", "ar y ffordd i'w riant") \
    X(WORD_KIND_PUBLISH, "publication", "cyhoeddi") \
    X(WORD_KIND_FILE, "file", "ffeil") \
    X(WORD_KIND_INDEX, "index", "mynegai") \
    X(WORD_KIND_VERSION, "program", "rhaglen") \
    X(WORD_KIND_COMMAND, "command", "gorchymyn") \
    X(WORD_KIND_EDITION, "edition", "argraffiad") \
    X(WORD_KIND_WINDOW, "period that counts", "cyfnod sy'n cyfrif") \
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
