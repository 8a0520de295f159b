/* Words of significance and funnels, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_SIGNIFICANCE_H
#define MYN_REPORT_WORDS_SIGNIFICANCE_H

// clang-format off
#define SIGNIFICANCE_WORDS(X) \
    X(WORD_VERSUS_PARENT, "each against the larger area it is part of", "pob un yn erbyn yr ardal fwy y mae'n rhan ohoni") \
    X(WORD_VERSUS_OTHERS, "each against all others together", "pob un yn erbyn y lleill i gyd gyda'i gilydd") \
    X(WORD_VERSUS, "against {1}", "yn erbyn {1}") \
    X(WORD_VERSUS_EDITION, "against edition {1}", "yn erbyn argraffiad {1}") \
    X(WORD_LARGER_ONE, "larger area", "ardal fwy") \
    X(WORD_OTHERS, "others", "y lleill") \
    X(WORD_LIMITS, "limits", "terfynau") \
    X(WORD_DIFFERENCE, "difference", "gwahaniaeth") \
    X(WORD_Z, "z", "z") \
    X(WORD_ADJUSTED, "adjusted p", "p cywiredig") \
    X(WORD_VERDICT, "verdict", "dyfarniad") \
    X(WORD_HIGHER, "higher", "uwch") \
    X(WORD_LOWER, "lower", "is") \
    X(WORD_NO_DIFFERENCE_HOLDS, "no difference", "dim gwahaniaeth") \
    X(WORD_SCALE_PLAIN, "plain scale", "graddfa blaen") \
    X(WORD_SCALE_LOG, "log scale", "graddfa log") \
    X(WORD_SCALE_LOGIT, "logit scale", "graddfa logit") \
    X(WORD_HIGHER_LOWER, "{1} higher, {2} lower", "{1} yn uwch, {2} yn is") \
    X(WORD_OF_TESTED, " of {1} compared", " o {1} a gymharwyd") \
    X(WORD_UNTESTED_OWN, "no value with limits", "dim gwerth gyda therfynau") \
    X(WORD_UNTESTED_OTHER, "nothing with limits to compare with", "dim byd gyda therfynau i gymharu ag ef") \
    X(WORD_UNTESTED_SCALE, "limits do not fit the scale", "nid yw'r terfynau'n ffitio'r raddfa") \
    X(WORD_UNTESTED_SAME, "the same figure", "yr un ffigur") \
    X(WORD_UNTESTED_ERROR, "no error in either figure", "dim cyfeiliornad yn y naill ffigur na'r llall") \
    X(WORD_FOUND, "{1} of {2} comparisons hold.", "Mae {1} o'r {2} cymhariaeth yn dal.") \
    X(WORD_WITHOUT_LIMITS, "Indicators not compared, for their data have no confidence limits: {1}.", \
      "Dangosyddion heb eu cymharu, gan nad oes terfynau hyder yn eu data: {1}.") \
    X(WORD_SIGNIFICANCE_MEANS, \
      "Of the differences that hold, about {1} % at most are chance (false-discovery rate over all {2} comparisons here; adjusted p by Benjamini and Hochberg).", \
      "O'r gwahaniaethau sy'n dal, tua {1} % ar y mwyaf sy'n siawns (cyfradd darganfod ffug dros bob un o'r {2} cymhariaeth yma; p cywiredig yn ôl Benjamini a Hochberg).") \
    X(WORD_Z_MEANS, \
      " z = difference / standard error on the scale named, from the confidence limits of {1} %.", \
      " z = gwahaniaeth / cyfeiliornad safonol ar y raddfa a enwir, o derfynau hyder {1} %.") \
    X(WORD_EVENTS, "count", "cyfrif") \
    X(WORD_BASE, "of", "allan o") \
    X(WORD_LIMITS_95, "95 % limits", "terfynau 95 %") \
    X(WORD_LIMITS_998, "99.8 % limits", "terfynau 99.8 %") \
    X(WORD_PROPORTION, "proportion, binomial limits", "cyfran, terfynau binomaidd") \
    X(WORD_RATE, "rate, Poisson limits", "cyfradd, terfynau Poisson") \
    X(WORD_TARGET, "All areas together: {1}. Dispersion {2}", "Pob ardal gyda'i gilydd: {1}. Gwasgariad {2}") \
    X(WORD_STRETCHED, ": more than chance, so limits are stretched by its square root.", \
      ": mwy na siawns, felly estynnir y terfynau yn ôl ei ail isradd.") \
    X(WORD_NOT_STRETCHED, ": no more than chance, limits are as they are.", ": dim mwy na siawns, y terfynau fel y maent.") \
    X(WORD_WITHIN, "within", "o fewn") \
    X(WORD_ABOVE, "above {1} %", "uwchlaw {1} %") \
    X(WORD_BELOW, "below {1} %", "islaw {1} %") \
    X(WORD_FUNNEL_MEANS, \
      "Limits: where an area of this size would lie in 95 and 99.8 of 100 cases, were it like all areas together. Adjusted p: exact, of the limits before they are stretched, over all areas here.", \
      "Terfynau: lle byddai ardal o'r maint hwn mewn 95 a 99.8 o bob 100 achos, pe bai fel pob ardal gyda'i gilydd. p cywiredig: union, o'r terfynau cyn eu hestyn, dros bob ardal yma.")
// clang-format on

#endif
