/* Slots back into what a person would write. */
#include <math.h>
#include <mynegai/method.h>
#include <mynegai/text.h>
#include <stdio.h>

static const char *choice_word(const myn_param *param, double value)
{
    for (size_t k = 0; param->choices[k]; k++)
        if ((double)k == value) return param->choices[k];
    return "none";
}

void myn_param_text(const myn_method *method, size_t i, const double *p, char *out, size_t size)
{
    const myn_param *param = &method->param[i];
    const double *value = p + myn_param_slot(method, i);
    char low[MYN_NUMBER_TEXT], high[MYN_NUMBER_TEXT];
    if (size == 0) return;
    if (isnan(*value)) {
        snprintf(out, size, "none");
        return;
    }
    myn_number_text(value[0], low);
    switch (param->type) {
    case MYN_REAL:
    case MYN_WHOLE: snprintf(out, size, "%s", low); break;
    case MYN_FLAG: snprintf(out, size, "%s", *value != 0 ? "true" : "false"); break;
    case MYN_CHOICE: snprintf(out, size, "%s", choice_word(param, *value)); break;
    case MYN_RANGE:
        myn_number_text(value[1], high);
        snprintf(out, size, "[%s, %s]", low, high);
        break;
    }
}
