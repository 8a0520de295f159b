/* Parameters as a person writes them, into slots. */
#include <float.h>
#include <math.h>
#include <mynegai/method.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>

size_t myn_param_slot(const myn_method *method, size_t i)
{
    size_t slot = 0;
    for (size_t k = 0; k < i; k++) slot += method->param[k].type == MYN_RANGE ? 2 : 1;
    return slot;
}

void myn_method_defaults(const myn_method *method, double *p)
{
    char expected[1];
    for (size_t k = 0; k < MYN_PARAMS_MOST; k++) p[k] = NAN;
    for (size_t i = 0; i < method->params; i++)
        if (method->param[i].fallback)
            (void)myn_param_read(method, i, method->param[i].fallback, p, expected, sizeof expected);
}

static bool may_be_none(const myn_param *param)
{
    return param->type != MYN_CHOICE && param->fallback && strcmp(param->fallback, "none") == 0;
}

static bool inside(const myn_param *param, double value)
{
    return value >= param->least && value <= param->most;
}

static bool read_real(const myn_param *param, const char *text, size_t length, double *out)
{
    return myn_number_read(text, length, out) && isfinite(*out) && inside(param, *out);
}

static bool read_choice(const myn_param *param, const char *text, double *out)
{
    for (size_t k = 0; param->choices[k]; k++) {
        if (strcmp(param->choices[k], text) != 0) continue;
        *out = (double)k;
        return true;
    }
    return false;
}

static bool read_flag(const char *text, double *out)
{
    *out = strcmp(text, "true") == 0;
    return *out == 1 || strcmp(text, "false") == 0;
}

/* The text from *AT to END without the blanks around it; its length. */
static size_t trim(const char **at, const char *end)
{
    while (*at < end && **at == ' ') ++*at;
    while (*at < end && end[-1] == ' ') end--;
    return (size_t)(end - *at);
}

/* "[low, high]" */
static bool read_range(const myn_param *param, const char *text, double *out)
{
    size_t length = strlen(text);
    const char *comma = strchr(text, ','), *end = text + length - 1;
    if (length < 2 || text[0] != '[' || *end != ']' || !comma) return false;
    const char *low = text + 1, *high = comma + 1;
    size_t low_length = trim(&low, comma), high_length = trim(&high, end);
    double ends[2];
    if (!read_real(param, low, low_length, &ends[0])) return false;
    if (!read_real(param, high, high_length, &ends[1]) || !(ends[0] < ends[1])) return false;
    memcpy(out, ends, sizeof ends);
    return true;
}

static bool read_value(const myn_param *param, const char *text, double *out)
{
    if (may_be_none(param) && strcmp(text, "none") == 0) {
        out[0] = NAN;
        if (param->type == MYN_RANGE) out[1] = NAN;
        return true;
    }
    double value = NAN;
    bool read = false;
    switch (param->type) {
    case MYN_REAL: read = read_real(param, text, strlen(text), &value); break;
    case MYN_WHOLE: read = read_real(param, text, strlen(text), &value) && value == floor(value); break;
    case MYN_FLAG: read = read_flag(text, &value); break;
    case MYN_CHOICE: read = read_choice(param, text, &value); break;
    case MYN_RANGE: return read_range(param, text, out);
    }
    if (read) *out = value;
    return read;
}

/* " from 0 to 100", " above 0", " of at least 2", or nothing. */
static void put_limits(myn_buffer *out, const myn_param *param)
{
    char least[MYN_NUMBER_TEXT], most[MYN_NUMBER_TEXT];
    myn_number_text(param->least, least);
    myn_number_text(param->most, most);
    bool low = param->least > -DBL_MAX, high = param->most < DBL_MAX;
    if (param->least == DBL_MIN && !high)
        myn_buffer_put(out, " above 0");
    else if (param->least == DBL_MIN)
        myn_buffer_format(out, " above 0 and at most %s", most);
    else if (low && high)
        myn_buffer_format(out, " from %s to %s", least, most);
    else if (low)
        myn_buffer_format(out, " of at least %s", least);
    else if (high)
        myn_buffer_format(out, " of at most %s", most);
}

static void put_expected(myn_buffer *out, const myn_param *param)
{
    switch (param->type) {
    case MYN_REAL:
    case MYN_WHOLE:
        myn_buffer_put(out, param->type == MYN_REAL ? "a number" : "a whole number");
        put_limits(out, param);
        break;
    case MYN_FLAG: myn_buffer_put(out, "true or false"); break;
    case MYN_CHOICE:
        myn_buffer_put(out, "one of ");
        for (size_t k = 0; param->choices[k]; k++)
            myn_buffer_format(out, "%s%s", k ? ", " : "", param->choices[k]);
        break;
    case MYN_RANGE:
        myn_buffer_put(out, "[low, high], low below high, each a number");
        put_limits(out, param);
        break;
    }
    if (may_be_none(param)) myn_buffer_put(out, ", or none");
}

bool myn_param_read(const myn_method *method, size_t i, const char *text, double *p, char *expected,
                    size_t size)
{
    const myn_param *param = &method->param[i];
    if (size > 0) *expected = 0;
    if (read_value(param, text, p + myn_param_slot(method, i))) return true;
    myn_buffer out = {0};
    put_expected(&out, param);
    if (size > 0) snprintf(expected, size, "%s", out.at && !out.failed ? out.at : "another value");
    myn_buffer_free(&out);
    return false;
}
