/* Words of a sensitivity analysis, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_SENSITIVITY_H
#define MYN_REPORT_WORDS_SENSITIVITY_H

// clang-format off
#define SENSITIVITY_WORDS(X) \
    X(WORD_OUTPUT_SHIFT, "mean change of rank, {1}", "newid cymedrig mewn safle, {1}") \
    X(WORD_OUTPUT_SCORE, "score of {2}, {1}", "sgôr {2}, {1}") \
    X(WORD_OUTPUT_RANK, "rank of {2}, {1}", "safle {2}, {1}") \
    X(WORD_OUTPUT_TOP, "share of the first {2} that stays first, {1}", "cyfran y {2} cyntaf sy'n aros yn gyntaf, {1}") \
    X(WORD_SENSITIVITY_RUNS, "{1} base points, {2} runs", "{1} pwynt sylfaen, {2} rhediad") \
    X(WORD_SENSITIVITY_MEAN, "published {1}, mean {2}", "cyhoeddwyd {1}, cymedr {2}") \
    X(WORD_SENSITIVITY_SD, ", standard deviation {1}", ", gwyriad safonol {1}") \
    X(WORD_SOURCE, "source", "ffynhonnell") \
    X(WORD_FIRST_ORDER, "alone", "ar ei phen ei hun") \
    X(WORD_TOTAL_ORDER, "with interactions", "gyda rhyngweithio") \
    X(WORD_LIMITS_OF, "{1} % limits", "terfynau {1} %") \
    X(WORD_UNSETTLED, "too few points", "rhy ychydig o bwyntiau") \
    X(WORD_UNSETTLED_ALONE, "alone: too few points", "ar ei phen ei hun: rhy ychydig o bwyntiau") \
    X(WORD_UNSETTLED_TOTAL, "with interactions: too few points", "gyda rhyngweithio: rhy ychydig o bwyntiau") \
    X(WORD_TOGETHER_ALONE, "Alone, the sources explain {1} of the variance; the rest is what they do together.", \
      "Ar eu pennau eu hunain, mae'r ffynonellau'n egluro {1} o'r amrywiant; y gweddill yw'r hyn a wnânt gyda'i gilydd.") \
    X(WORD_NEEDED, "Where it says so, N is too small for an index to mean anything: its limits are more than {1} apart, or N is below {2}.", \
      "Lle y dywedir hynny, mae N yn rhy fach i fynegai olygu dim: mae ei derfynau fwy na {1} ar wahân, neu mae N yn is na {2}.") \
    X(WORD_NEEDED_ABOUT, " About {1} base points would do.", " Byddai tua {1} o bwyntiau sylfaen yn ddigon.") \
    X(WORD_NO_VARIANCE, "The output is the same in every run: there is no variance to share out.", \
      "Mae'r allbwn yr un fath ym mhob rhediad: nid oes amrywiant i'w rannu.") \
    X(WORD_LEFT_OUT, "{1} base points were left out: the output has no value in one of their runs.", \
      "Gadawyd {1} pwynt sylfaen allan: nid oes gwerth i'r allbwn yn un o'u rhediadau.") \
    X(WORD_DEPENDENT, "* The parts of this source depend on each other: its index is of all of them together, and no part has one of its own.", \
      "* Mae rhannau'r ffynhonnell hon yn dibynnu ar ei gilydd: mae ei mynegai'n perthyn i bob un gyda'i gilydd, ac nid oes gan yr un rhan ei mynegai ei hun.") \
    X(WORD_SENSITIVITY_MEANS, \
      "Alone: by how much the variance would fall on average, were the source known (first-order index). With interactions: how much would stay, were all others known (total index).", \
      "Ar ei phen ei hun: faint y byddai'r amrywiant yn gostwng ar gyfartaledd, pe bai'r ffynhonnell yn hysbys (mynegai trefn gyntaf). Gyda rhyngweithio: faint a fyddai'n aros, pe bai'r lleill i gyd yn hysbys (mynegai cyfan).")
// clang-format on

#endif
