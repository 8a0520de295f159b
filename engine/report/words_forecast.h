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
    X(WORD_FORECAST_FLAGS, "Mind: {1}", "Sylwer: {1}")                                                      \
    X(WORD_FORECAST_NONE, "Not forecast: {1}", "Dim rhagolwg: {1}")
// clang-format on

#endif
