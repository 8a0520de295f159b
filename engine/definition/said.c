/* Parts of a definition as texts for people: how an indicator comes about, step by step. */
#include <mynegai/index.h>

static void step_text(const myn_step *step, myn_buffer *out)
{
    char value[200];
    const myn_method *method = step->method;
    myn_buffer_put(out, method->name);
    for (size_t i = 0; i < method->params; i++) {
        myn_param_text(method, i, step->param, value, sizeof value);
        myn_buffer_format(out, "%s%s: %s", i ? ", " : " {", method->param[i].name, value);
    }
    if (method->params) myn_buffer_put(out, "}");
    if (step->reference_edition) myn_buffer_format(out, " on edition %s", step->reference_edition);
    if (step->reference_store) myn_buffer_format(out, " frozen in %s", step->reference_store);
    if (step->reference_version) myn_buffer_format(out, ", edition %s", step->reference_version);
    if (step->reference_areas) myn_buffer_format(out, " within %s", step->reference_areas);
    if (step->reference_area) myn_buffer_format(out, " against %s", step->reference_area);
    if (step->weighted_by) myn_buffer_format(out, " weighted by %s", step->weighted_by);
}

void myn_steps_text(const myn_step *step, size_t steps, myn_buffer *out)
{
    out->length = 0;
    for (size_t s = 0; s < steps; s++) {
        if (s) myn_buffer_put(out, ", ");
        step_text(&step[s], out);
    }
    if (!steps) myn_buffer_put(out, "none");
}

void myn_fills_text(const myn_node *node, myn_buffer *out)
{
    static const char *const words[] = {"carry",      "nearest", "interpolate", "mean", "group_mean",
                                        "regression", "within",  "zero",        "drop"};
    for (size_t f = 0; f < node->fills; f++) {
        const myn_fill *fill = &node->fill[f];
        char years[MYN_NUMBER_TEXT];
        size_t kind = fill->kind < sizeof words / sizeof *words ? (size_t)fill->kind : 0;
        myn_number_text(fill->window_years, years);
        myn_buffer_format(out, "%s%s", f ? ", " : "", words[kind]);
        if (fill->kind == MYN_FILL_CARRY || fill->kind == MYN_FILL_NEAREST)
            myn_buffer_format(out, " %s years", years);
        for (size_t k = 0; k < fill->ons; k++) myn_buffer_format(out, "%s%s", k ? ", " : " on ", fill->on[k]);
    }
    if (!node->fills) myn_buffer_put(out, "none");
}

void myn_recipe_text(const myn_node *node, myn_buffer *out)
{
    static const char *const forms[] = {"",        "ratio of ",  "difference of ",
                                        "sum of ", "spread of ", "shrunk rate of "};
    char per[MYN_NUMBER_TEXT];
    size_t form = node->value.form < sizeof forms / sizeof *forms ? (size_t)node->value.form : 0;
    myn_buffer_put(out, forms[form]);
    for (size_t i = 0; i < node->series_count; i++)
        myn_buffer_format(out, "%s%s", i ? ", " : "", node->series[i]);
    myn_number_text(node->value.per, per);
    if (node->value.form == MYN_DERIVE_RATIO || node->value.form == MYN_DERIVE_SHRUNK_RATE)
        myn_buffer_format(out, " per %s", per);
    if (node->value.absolute) myn_buffer_put(out, " without sign");
}
