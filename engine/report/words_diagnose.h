/* Words of a diagnosis, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_DIAGNOSE_H
#define MYN_REPORT_WORDS_DIAGNOSE_H

// clang-format off
#define DIAGNOSE_WORDS(X)                                                                                   \
    X(WORD_NOMINAL, "weight %", "pwysau %")                                                                 \
    X(WORD_USED, "used %", "a ddefnyddiwyd %")                                                              \
    X(WORD_EFFECTIVE, "effective %", "effeithiol %")                                                        \
    X(WORD_WITH_SCORE, "r with score", "r â'r sgôr")                                                        \
    X(WORD_ALPHA_WITHOUT, "alpha without", "alffa hebddo")                                                  \
    X(WORD_KMO, "KMO", "KMO")                                                                               \
    X(WORD_VIF, "VIF", "VIF")                                                                               \
    X(WORD_PARTS, "parts: {1}", "rhannau: {1}")                                                             \
    X(WORD_COMPLETE, "every part has a value in {1} of {2} areas", "mae gwerth gan bob rhan mewn {1} o'r {2} ardal") \
    X(WORD_CORRELATIONS, "Correlations", "Cydberthnasau")                                                   \
    X(WORD_CORRELATIONS_SPEARMAN, "Correlations of ranks (Spearman's rho)", "Cydberthnasau safleoedd (rho Spearman)") \
    X(WORD_CORRELATIONS_KENDALL, "Correlations of ranks (Kendall's tau-b)", "Cydberthnasau safleoedd (tau-b Kendall)") \
    X(WORD_STARS, "* p < 0.05, ** p < 0.01, *** p < 0.001: two-sided, of no correlation",                   \
      "* p < 0.05, ** p < 0.01, *** p < 0.001: dwyochrog, o ddim cydberthynas")                             \
    X(WORD_PAIRS, "Pairs to look at", "Parau i edrych arnynt")                                              \
    X(WORD_FIRST, "one", "un")                                                                              \
    X(WORD_SECOND, "other", "arall")                                                                        \
    X(WORD_FINDING, "finding", "canfyddiad")                                                                \
    X(WORD_REDUNDANT, "above 0.9, redundant: they say the same", "dros 0.9, diangen: maent yn dweud yr un peth") \
    X(WORD_OPPOSED, "negative: one pulls against the other", "negyddol: mae'r naill yn tynnu yn erbyn y llall") \
    X(WORD_MORE, "and {1} more (--format csv has them all)", "a {1} arall (mae'r cyfan gan --format csv)")  \
    X(WORD_MATRIX_LARGE, "Correlations of {1} parts: --format csv has them.",                               \
      "Cydberthnasau {1} o rannau: mae --format csv yn eu rhoi.")                                           \
    X(WORD_ALPHA, "Cronbach's alpha", "Alffa Cronbach")                                                     \
    X(WORD_ALPHA_IS, "Cronbach's alpha: {1}; of standardised values: {2}",                                  \
      "Alffa Cronbach: {1}; o werthoedd safonedig: {2}")                                                    \
    X(WORD_KMO_ALL, "Kaiser-Meyer-Olkin measure", "Mesur Kaiser-Meyer-Olkin")                               \
    X(WORD_BARTLETT, "Bartlett's test of no correlation", "Prawf Bartlett o ddim cydberthynas")             \
    X(WORD_BARTLETT_AND_VIF, "Bartlett's test and VIF", "Prawf Bartlett a VIF")                             \
    X(WORD_CHI_SQUARED, "chi-squared {1}, df = {2}", "chi-sgwâr {1}, graddau rhyddid = {2}") \
    X(WORD_ALL_OF_PARTS, "Correlations, alpha, KMO, Bartlett, VIF, components", "Cydberthnasau, alffa, KMO, Bartlett, VIF, cydrannau") \
    X(WORD_COMPONENTS, "Principal components", "Prif gydrannau")                                            \
    X(WORD_LOADINGS, "loadings", "llwythiadau")                                                             \
    X(WORD_EIGENVALUE, "eigenvalue", "eigenwerth")                                                          \
    X(WORD_VARIANCE_SHARE, "share of variance %", "cyfran o'r amrywiant %")                                 \
    X(WORD_TOGETHER, "together %", "gyda'i gilydd %")                                                       \
    X(WORD_ALL_INDICATORS, "Indicators below", "Dangosyddion oddi tano")                                    \
    X(WORD_EFFECTIVE_WEIGHTS, "Effective weights", "Pwysau effeithiol")                                     \
    X(WORD_EFFECTIVE_BELOW, "Effective weights below {1}", "Pwysau effeithiol o dan {1}")                   \
    X(WORD_SUM_OTHER, "The score is a sum of its parts, but with other weights, for they are changed in a straight line on the way: \"used\" has those.", \
      "Swm o'i rannau yw'r sgôr, ond â phwysau eraill, gan eu bod yn cael eu newid mewn llinell syth ar y ffordd: maent dan \"a ddefnyddiwyd\".")   \
    X(WORD_SUM_CLOSEST, "The score is no weighted sum of its parts: effective weights are those of the closest sum, which explains {1} % of its variance.", \
      "Nid swm pwysol o'i rannau yw'r sgôr: pwysau effeithiol y swm agosaf yw'r rhain, sy'n esbonio {1} % o'i amrywiant.") \
    X(WORD_SUM_GAPS, "Effective weights add up to {1} %, for some areas lack a part.",                      \
      "Cyfanswm y pwysau effeithiol yw {1} %, gan nad oes gan bob ardal bob rhan.")                         \
    X(WORD_NOT_GIVEN, "{1}: not given, {2}.", "{1}: heb ei roi, {2}.")                                      \
    X(WORD_LACK_PARTS, "it takes {1} parts (here: {2})", "mae angen {1} rhan (yma: {2})")                   \
    X(WORD_LACK_AREAS, "it takes {1} areas with a value of every part (here: {2})",                         \
      "mae angen {1} ardal â gwerth i bob rhan (yma: {2})")                                                 \
    X(WORD_LACK_SPREAD, "{1} is the same in every area", "mae {1} yr un fath ym mhob ardal")                \
    X(WORD_LACK_TWINS, "{1} and {2} are correlated perfectly (singular matrix)",                            \
      "mae cydberthynas berffaith rhwng {1} a {2} (matrics hynod)")                                         \
    X(WORD_LACK_RANK, "some parts determine another (singular matrix)",                                     \
      "mae rhai rhannau'n pennu un arall (matrics hynod)")                                                  \
    X(WORD_EFFECTIVE_MEANS, "Weight: as given or fitted, multiplied down the tree. Effective: the share of the score's variance that a part or an indicator contributes, weight in the score x covariance with it / its variance.", \
      "Pwysau: fel y'u rhoddwyd neu y'u ffitiwyd, wedi'u lluosi i lawr y goeden. Effeithiol: y gyfran o amrywiant y sgôr y mae rhan neu ddangosydd yn ei chyfrannu, pwysau yn y sgôr x cydamrywiant ag ef / ei amrywiant.")
// clang-format on

#endif
