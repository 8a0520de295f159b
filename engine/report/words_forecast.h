/* Words of a forecast, a part of REPORT_WORDS. */
#ifndef MYN_REPORT_WORDS_FORECAST_H
#define MYN_REPORT_WORDS_FORECAST_H

// clang-format off
#define FORECAST_WORDS(X)                                                                                   \
    X(WORD_FORECAST_OF, "Forecast: {1}", "Rhagolwg: {1}")                                                   \
    X(WORD_FORECAST_KEY, "{1} known   {2} forecast", "{1} hysbys   {2} rhagolwg")                           \
    X(WORD_FORECAST_FAN, "{1} {2} % interval", "{1} cyfwng {2} %")                                          \
    X(WORD_FORECAST_MEAN, "mean", "cymedr")                                                                 \
    X(WORD_FORECAST_LOWER, "{1} % from", "{1} % o")                                                         \
    X(WORD_FORECAST_UPPER, "{1} % to", "{1} % hyd at")                                                      \
    X(WORD_FORECAST_MODEL, "Model: {1} ({2})", "Model: {1} ({2})")                                          \
    X(WORD_FORECAST_TEST, "Back-test: error {1} of a usual step (MASE), {2} for going on with the last value", \
      "Ôl-brawf: gwall o {1} cam arferol (MASE), {2} wrth fynd ymlaen â'r gwerth olaf")                     \
    X(WORD_FORECAST_BASE, "Added up: error {1} after, {2} before its forecast was made to add up",          \
      "Wedi'i adio: gwall o {1} wedyn, {2} cyn i'r rhagolwg gael ei gysoni")                                \
    X(WORD_MARK_LEVEL, "Marked: from {1} a step of {2}, taken out", "Marciwyd: o {1} cam o {2}, wedi'i dynnu allan") \
    X(WORD_MARK_WINDOW, "Marked: in {1} values off by {2}, moved back",                                     \
      "Marciwyd: yn {1} gwerthoedd {2} i ffwrdd, wedi'u symud yn ôl")                                       \
    X(WORD_MARK_MISSING, "Marked: a shock in {1}, its values left out", "Marciwyd: sioc yn {1}, ei gwerthoedd wedi'u hepgor") \
    X(WORD_MARK_OUTLIER, "Marked: an outlier in {1}, left out", "Marciwyd: gwerth eithriadol yn {1}, wedi'i hepgor") \
    X(WORD_MARK_IGNORE, "Marked: a shock in {1}, nothing done about it", "Marciwyd: sioc yn {1}, heb wneud dim yn ei chylch") \
    X(WORD_MARK_START, "Marked: only what comes from {1} on counts", "Marciwyd: dim ond yr hyn sydd o {1} ymlaen sy'n cyfrif") \
    X(WORD_SUGGEST_LEVEL, "Suggested, not applied: a break in {1}, a step of {2}",                          \
      "Awgrymir, heb ei weithredu: toriad yn {1}, cam o {2}")                                               \
    X(WORD_SUGGEST_OUTLIER, "Suggested, not applied: an outlier in {1}, off by {2}",                        \
      "Awgrymir, heb ei weithredu: gwerth eithriadol yn {1}, {2} i ffwrdd")                                 \
    X(WORD_FORECAST_FLAGS, "Mind: {1}", "Sylwer: {1}")                                                      \
    X(WORD_FORECAST_NONE, "Not forecast: {1}", "Dim rhagolwg: {1}")
// clang-format on

#endif
