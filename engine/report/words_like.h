/* Words of families and benchmarks, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_LIKE_H
#define MYN_REPORT_WORDS_LIKE_H

// clang-format off
#define LIKE_WORDS(X) \
    X(WORD_FAMILY_OF, "family of {1}", "teulu {1}") \
    X(WORD_FAMILIES, "families of {1} areas each", "teuluoedd o {1} ardal yr un") \
    X(WORD_NEAREST, "nearest", "agosaf") \
    X(WORD_DISTANCE, "distance", "pellter") \
    X(WORD_REBASED, "of the farthest", "o'r pellaf") \
    X(WORD_MUTUAL, "mutual", "y ddwy ffordd") \
    X(WORD_YES, "yes", "ie") \
    X(WORD_NO, "no", "na") \
    X(WORD_STAYS, "stays", "yn aros") \
    X(WORD_APART_BY, "most apart by", "fwyaf ar wahân o ran") \
    X(WORD_MUTUALS, "{1} of {2} mutual", "{1} o {2} y ddwy ffordd") \
    X(WORD_COMPARED_BY, "Compared by {1} variables as z-scores, {2}; a value that is missing counts as the mean ({3} are).", \
      "Cymharwyd yn ôl {1} newidyn fel sgorau z, {2}; mae gwerth coll yn cyfrif fel y cymedr ({3} ohonynt).") \
    X(WORD_EQUALLY, "each alike", "pob un yn gyfartal") \
    X(WORD_BY_WEIGHTS, "by the index's weights", "yn ôl pwysau'r mynegai") \
    X(WORD_STAYS_MEANS, "Stays: share of {1} trials, in each of which one weight is {2} % larger or smaller, that keep the area in the family.", \
      "Yn aros: cyfran o {1} o dreialon, ym mhob un o ba rai mae un pwysau {2} % yn fwy neu'n llai, sy'n cadw'r ardal yn y teulu.") \
    X(WORD_ENTRANTS, "Come in when weights move: {1}", "Yn dod i mewn pan fydd pwysau'n symud: {1}") \
    X(WORD_LEFT_OUT_VARIABLES, "Left out, as all values are equal or missing: {1}", \
      "Gadawyd allan, gan fod pob gwerth yn gyfartal neu ar goll: {1}") \
    X(WORD_BESIDE, "beside its family", "wrth ymyl ei theulu") \
    X(WORD_FAMILY, "family", "teulu") \
    X(WORD_ALL_AREAS, "all areas", "pob ardal") \
    X(WORD_IN_FAMILY, "in family", "yn y teulu") \
    X(WORD_QUARTER_OF, "quarter", "chwarter") \
    X(WORD_SINCE, "since", "ers") \
    X(WORD_FAMILY_IS, "Family: {1}", "Teulu: {1}") \
    X(WORD_BENCHMARK_MEANS, "Family, all areas: means. Rank 1 and quarter 1 are the first of the index; in family, among the area and its family.", \
      "Teulu, pob ardal: cymedrau. Safle 1 a chwarter 1 yw'r cyntaf yn y mynegai; yn y teulu, ymhlith yr ardal a'i theulu.") \
    X(WORD_TESTED_AGAINST, "Higher, lower: the difference from {1} holds, with 5 % false discoveries at most among those tested.", \
      "Uwch, is: mae'r gwahaniaeth oddi wrth {1} yn dal, gyda 5 % o ddarganfyddiadau ffug ar y mwyaf ymhlith y rhai a brofwyd.") \
    X(WORD_COST_AND, "{1} and {2}, side by side", "{1} a {2}, ochr yn ochr") \
    X(WORD_BETTER_BOTH, "before the family on both", "o flaen y teulu ar y ddau") \
    X(WORD_BETTER_COST, "before it on the first only", "o'i flaen ar y cyntaf yn unig") \
    X(WORD_BETTER_PERFORMANCE, "before it on the second only", "o'i flaen ar yr ail yn unig") \
    X(WORD_WORSE_BOTH, "behind on both", "y tu ôl ar y ddau") \
    X(WORD_STANDING, "beside the family's mean", "wrth ymyl cymedr y teulu")
// clang-format on

#endif
