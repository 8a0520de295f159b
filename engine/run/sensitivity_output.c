/* Outputs of a run, as one number. */
#include "run/sensitivity.h"
#include <math.h>
#include <mynegai/text.h>
#include <string.h>

static double shift(const uint32_t *rank, const uint32_t *published, size_t areas)
{
    double sum = 0, count = 0;
    for (size_t a = 0; a < areas; a++) {
        if (!rank[a] || !published[a]) continue;
        sum += fabs((double)rank[a] - (double)published[a]);
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

static double still_first(const uint32_t *rank, const uint32_t *published, size_t areas, size_t top)
{
    double first = 0, still = 0;
    for (size_t a = 0; a < areas; a++) {
        bool was = published[a] && published[a] <= top;
        first += was;
        still += was && rank[a] && rank[a] <= top;
    }
    return first > 0 ? still / first : NAN;
}

double sensitivity_output(const myn_sensitivity_output *output, const myn_drawn *drawn, size_t row,
                          const uint32_t *published)
{
    const uint32_t *rank = drawn->rank ? drawn->rank + row * drawn->areas : NULL;
    switch (output->kind) {
    case MYN_OUTPUT_SHIFT: return shift(rank, published, drawn->areas);
    case MYN_OUTPUT_SCORE: return drawn->score[row * drawn->areas + output->area];
    case MYN_OUTPUT_RANK: return rank[output->area] ? rank[output->area] : NAN;
    case MYN_OUTPUT_TOP: return still_first(rank, published, drawn->areas, output->top);
    }
    return NAN;
}

static myn_status read_area(const myn_labels *labels, const char *text, myn_diag *diag,
                            myn_sensitivity_output *out)
{
    const char *near = NULL;
    out->area = myn_find_area(labels->areas, text, &near);
    if (out->area != MYN_NONE) return MYN_OK;
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "no area \"%s\"%s%s%s", text, near ? "; did you mean " : "",
                 near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

static myn_status read_top(const myn_labels *labels, const char *text, myn_diag *diag,
                           myn_sensitivity_output *out)
{
    double number = 0;
    size_t areas = labels->areas->count;
    if (myn_number_read(text, strlen(text), &number) && number >= 1 && number < (double)areas &&
        number == floor(number)) {
        out->top = (size_t)number;
        return MYN_OK;
    }
    myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                 "top:%s: expected a number from 1 to %zu, fewer than there are areas", text,
                 areas ? areas - 1 : 0);
    return MYN_ERR_ARGUMENT;
}

myn_status myn_sensitivity_output_read(const myn_labels *labels, const char *text, size_t node,
                                       myn_diag *diag, myn_sensitivity_output *out)
{
    *out = (myn_sensitivity_output){.kind = MYN_OUTPUT_SHIFT, .area = MYN_NONE, .node = node};
    if (!strcmp(text, "shift")) return MYN_OK;
    if (!strncmp(text, "top:", 4)) {
        out->kind = MYN_OUTPUT_TOP;
        return read_top(labels, text + 4, diag, out);
    }
    bool score = !strncmp(text, "score:", 6), rank = !strncmp(text, "rank:", 5);
    if (score || rank) {
        out->kind = score ? MYN_OUTPUT_SCORE : MYN_OUTPUT_RANK;
        return read_area(labels, text + (score ? 6 : 5), diag, out);
    }
    myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                 "\"%s\" is no output: expected shift, score:AREA, rank:AREA or top:K", text);
    return MYN_ERR_ARGUMENT;
}
