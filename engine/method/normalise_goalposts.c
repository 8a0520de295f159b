/* Between two fixed posts, which make scores comparable over time and between indices. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

enum { POST_LOW, POST_HIGH, CAP, TO_LOW, TO_HIGH };
enum { CAP_BOTH, CAP_UPPER, CAP_LOWER, CAP_NONE };

static const char *const caps[] = {"both", "upper", "lower", "none", NULL};
static const myn_param params[] = {
    {.name = "posts",
     .type = MYN_RANGE,
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "the fixed ends of the scale, in the indicator's own unit; low first whatever the direction"},
    {.name = "cap",
     .type = MYN_CHOICE,
     .fallback = "both",
     .choices = caps,
     .summary = "at which end of `to` results are held: upper is the good end"},
    {.name = "to",
     .type = MYN_RANGE,
     .fallback = "[0, 1]",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "what the worse and the better post become"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    bool up = values->direction > 0;
    double worst = param[up ? POST_LOW : POST_HIGH], best = param[up ? POST_HIGH : POST_LOW];
    myn_row_line(values, (Line){worst, best - worst, param[TO_HIGH] - param[TO_LOW], param[TO_LOW]});
    int cap = (int)param[CAP];
    bool lower = cap == CAP_BOTH || cap == CAP_LOWER, upper = cap == CAP_BOTH || cap == CAP_UPPER;
    myn_values held = *values;
    held.touched = NULL; /* a cap is part of the scale, not a treatment */
    myn_row_hold(&held, lower ? param[TO_LOW] : NAN, upper ? param[TO_HIGH] : NAN);
    return MYN_OK;
}

const myn_method myn_method_goalposts = {
    .name = "goalposts",
    .kind = MYN_KIND_NORMALISE,
    .summary = "between two fixed values",
    .formula =
        "(x - worse) / (better - worse) (u - l) + l with [l, u] = to, held at the ends that `cap` names; "
        "better "
        "is the high post, with direction - the low one. Missing stays missing; values may all be equal.",
    .worked = "hold(to_low + (to_high - to_low) * (direction * x - min(direction * posts_low, direction * "
              "posts_high)) / (posts_high - posts_low), pick(cap, to_low, none, to_low, none), pick(cap, "
              "to_high, to_high, none, none))",
    .reference = "UNDP (2022) Human Development Report 2021/2022, technical notes; "
                 "OECD and JRC (2008), doi:10.1787/9789264043466-en",
    PARAMS(params),
    .gives_positive = true,
    .fit = myn_fit_nothing,
    .apply = apply,
};
