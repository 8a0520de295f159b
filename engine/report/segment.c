/* Segments told to people: how they were found, how many, who they are. */
#include "report/ink.h"
#include "report/segment_kept.h"
#include "report/telling.h"
#include <math.h>
#include <mynegai/report_segment.h>
#include <mynegai/run_segment.h>
#include <stdio.h>
#include <string.h>

#define FAR        0.5 /* standard deviations from the mean that are worth telling */
#define TRAITS     6
#define TOLD       3 /* typical and marginal areas */
#define DRIFT_MUCH 0.25
#define BEYOND     0.10

typedef struct {
    Teller t;
    Segments k;
} Tale;

static const char *word(const Tale *g, Word word)
{
    return word_text(word, g->t.how->lang);
}

static const char *fact(const Tale *g, const char *name)
{
    const char *text = myn_annex_fact_of(g->k.annex, name);
    return text ? text : "";
}

static const myn_item *node_of(const Tale *g, size_t variable)
{
    for (size_t i = 0; i < g->k.labels->nodes; i++)
        if (!strcmp(g->k.labels->node[i].code, g->k.variable[variable])) return &g->k.labels->node[i];
    return NULL;
}

static const char *variable_name(const Tale *g, size_t variable)
{
    const myn_item *item = node_of(g, variable);
    return item ? myn_label_text(item->label, g->t.how->lang, item->code) : g->k.variable[variable];
}

static const char *unit_of(const Tale *g, size_t variable)
{
    const myn_item *item = node_of(g, variable);
    if (!item || item->indicator == MYN_NONE || !strcmp(fact(g, "by"), "scores")) return NULL;
    return g->k.labels->indicator[item->indicator].unit;
}

/* To so many digits as say something. */
static void put_figure(myn_buffer *out, double value)
{
    char text[MYN_NUMBER_TEXT];
    int digits = value == 0 ? 0 : 2 - (int)floor(log10(fabs(value)));
    myn_fixed_text(value, digits < 0 ? 0 : digits > 6 ? 6 : digits, text);
    myn_buffer_put(out, text);
}

static void blank_line(Tale *g)
{
    page_put(&g->t.page, "\n");
}

/* ---- how ---- */

static Word method_word(const Tale *g)
{
    static const char *const methods[] = {"kmeans",  "kmedoids", "ward",         "complete", "average",
                                          "mixture", "skater",   "ward-regions", NULL};
    for (int i = 0; methods[i]; i++)
        if (!strcmp(methods[i], fact(g, "method"))) return (Word)(WORD_SEG_KMEANS + i);
    return WORD_SEG_KMEANS;
}

static void put_method(Tale *g)
{
    myn_buffer method = {0}, rest = {0}, line = {0};
    const char *by = fact(g, "by"), *lang_by;
    char count[MYN_NUMBER_TEXT];
    lang_by = word(g, !strcmp(by, "scores")       ? WORD_SEG_SCORES
                      : !strcmp(by, "normalised") ? WORD_SEG_NORMALISED
                                                  : WORD_SEG_RAW);
    myn_number_text((double)g->k.variables, count);
    myn_buffer_put(&method, word(g, method_word(g)));
    if (*fact(g, "model")) myn_buffer_format(&method, " (%s)", fact(g, "model"));
    word_fill(&rest, WORD_SEG_ON, g->t.how->lang, count, lang_by);
    if (*fact(g, "transform_asked")) {
        myn_buffer_put(&rest, "; ");
        word_fill(&rest, WORD_SEG_SETTING, g->t.how->lang, fact(g, "transform_asked"), fact(g, "scale"));
        myn_buffer_put(&rest, "; ");
        word_fill(&rest, WORD_SEG_WEIGHTING, g->t.how->lang, fact(g, "weighting"), fact(g, "seed"));
    }
    word_fill(&line, WORD_SEG_METHOD, g->t.how->lang, method.at, rest.at);
    line.failed |= method.failed | rest.failed;
    myn_buffer_put(&line, ".");
    tell_buffer(&g->t, MYN_STYLE_PLAIN, &line);
    myn_buffer_free(&method);
    myn_buffer_free(&rest);
}

static void put_missing(Tale *g)
{
    double missing = 0;
    char text[MYN_NUMBER_TEXT];
    for (size_t j = 0; j < g->k.variables; j++) missing += g->k.missing[j];
    myn_number_text(missing, text);
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_MISSING, text, fact(g, "missing"));
    if (strcmp(fact(g, "dropped"), "0"))
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_DROPPED, fact(g, "dropped"), NULL);
}

static double of_fit(const Tale *g, const char *name)
{
    const double *at = segments_real(&g->k, name, g->k.fits);
    return at && g->k.fits ? at[0] : NAN;
}

static void chance_text(double p, char out[MYN_NUMBER_TEXT])
{
    if (p > 0 && p < 1e-4)
        snprintf(out, MYN_NUMBER_TEXT, "< 1e%d", (int)floor(log10(p)) + 1);
    else
        myn_fixed_text(p, 4, out);
}

static void put_certificate(Tale *g)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    double restarts = of_fit(g, "fit_restarts"), sample = of_fit(g, "fit_sample");
    if (isnan(restarts)) return;
    myn_number_text(of_fit(g, "fit_seen"), one);
    myn_number_text(restarts, two);
    tell_line(&g->t, MYN_STYLE_STRONG, WORD_SEG_SEEN, one, two);
    if (!isnan(of_fit(g, "fit_unseen"))) {
        chance_text(of_fit(g, "fit_unseen"), one);
        chance_text(of_fit(g, "fit_missed"), two);
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_CHANCE, one, two);
        if (of_fit(g, "fit_enough") == 0) tell_line(&g->t, MYN_STYLE_STRONG, WORD_SEG_UNSURE, NULL, NULL);
    }
    if (of_fit(g, "fit_recombined") > 0) {
        myn_number_text(of_fit(g, "fit_recombined"), one);
        myn_number_text(of_fit(g, "fit_recombined_seen"), two);
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_RECOMBINED, one, two);
    }
    myn_number_text(sample, one);
    if (sample > 0 && sample < of_fit(g, "fit_areas"))
        tell_line(&g->t, MYN_STYLE_FAINT, WORD_SEG_LIFTED, one, NULL);
}

static void put_squares(Tale *g)
{
    myn_buffer within = {0}, total = {0};
    if (isnan(of_fit(g, "fit_total"))) return;
    put_figure(&within, of_fit(g, "fit_within"));
    put_figure(&total, of_fit(g, "fit_total"));
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_EXPLAINED, within.at, total.at);
    myn_buffer_free(&within);
    myn_buffer_free(&total);
}

static void put_map(Tale *g)
{
    if (!*fact(g, "parts")) return;
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_MAP, fact(g, "parts"), fact(g, "islands"));
    if (strcmp(fact(g, "bridges"), "0"))
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_BRIDGES, fact(g, "bridges"), NULL);
    if (strcmp(fact(g, "below_floor"), "0"))
        tell_line(&g->t, MYN_STYLE_STRONG, WORD_SEG_FLOOR, fact(g, "below_floor"), NULL);
}

static double fact_number(const Tale *g, const char *name, char out[MYN_NUMBER_TEXT])
{
    double value = NAN;
    const char *text = fact(g, name);
    if (!myn_number_read(text, strlen(text), &value)) value = NAN;
    myn_fixed_text(value, 3, out);
    return value;
}

static void put_before(Tale *g)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    bool assigned = *fact(g, "drift_stability");
    if (assigned) {
        double moved = fact_number(g, "drift_stability", one), beyond = fact_number(g, "drift_beyond", two);
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_ASSIGNED, NULL, NULL);
        tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_DRIFT, one, two);
        if (moved > DRIFT_MUCH || beyond > BEYOND)
            tell_line(&g->t, MYN_STYLE_STRONG, WORD_SEG_DRIFTED, NULL, NULL);
        return;
    }
    if (isnan(fact_number(g, "adjusted_rand_before", one))) return;
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_BEFORE, one, fact(g, "areas_in_both"));
}

/* ---- how many ---- */

static const double *column(const Tale *g, const char *name)
{
    return segments_real(&g->k, name, g->k.tries);
}

static void put_try(Tale *g, myn_grid *grid, const double *const *of, const double *bar_of, size_t r,
                    size_t chosen)
{
    static const int places[] = {-2, 1, 3, 3, 3, 3, 0};
    double least = INFINITY, most = -INFINITY;
    myn_buffer bar = {0}, figure = {0};
    for (size_t i = 0; i < g->k.tries; i++) least = fmin(least, bar_of[i]), most = fmax(most, bar_of[i]);
    myn_grid_number(grid, g->k.tried[r], 0);
    for (int c = 0; c < 7; c++) {
        if (places[c] != -2) {
            myn_grid_number(grid, of[c][r], places[c]);
            continue;
        }
        put_figure(&figure, of[c][r]);
        myn_grid_text(grid, figure.at);
        myn_buffer_free(&figure);
    }
    ink_bar(most > least ? (bar_of[r] - fmin(0, least)) / (most - fmin(0, least)) : 1, 10, &bar);
    myn_grid_text(grid, bar.length ? bar.at : NULL);
    myn_buffer_free(&bar);
    myn_grid_text(grid, (size_t)g->k.tried[r] == chosen ? word(g, WORD_SEG_CHOSEN) : NULL);
}

static size_t first_tier(const Tale *g)
{
    size_t count = 0;
    for (size_t c = 0; c < g->k.segments; c++) count += g->k.tier[c] == 1;
    return count;
}

static void put_table(Tale *g)
{
    static const char *const names[] = {"within", "calinski_harabasz", "davies_bouldin", "mean_silhouette",
                                        "gap",    "agreement",         "unstable"};
    const double *of[7];
    const myn_grid_column columns[] = {{"k", true},
                                       {word(g, WORD_SEG_WITHIN), true},
                                       {word(g, WORD_SEG_CH), true},
                                       {word(g, WORD_SEG_DB), true},
                                       {word(g, WORD_SEG_SILHOUETTE), true},
                                       {word(g, WORD_SEG_GAP), true},
                                       {word(g, WORD_SEG_AGREEMENT), true},
                                       {word(g, WORD_SEG_UNSTABLE), true},
                                       {word(g, WORD_SEG_SILHOUETTE), false},
                                       {"", false}};
    myn_grid *grid = NULL;
    for (int c = 0; c < 7; c++)
        if (!(of[c] = column(g, names[c]))) return;
    blank_line(g);
    if (myn_grid_new(word(g, WORD_SEG_HOW_MANY), columns, 10, &grid) != MYN_OK) grid = NULL;
    for (size_t r = 0; grid && r < g->k.tries; r++)
        put_try(g, grid, of, of[3], r, g->k.tries > 1 ? first_tier(g) : SIZE_MAX);
    tell_grid(&g->t, grid);
}

/* ---- who ---- */

static void put_segment(Tale *g, myn_grid *grid, size_t c, double most)
{
    myn_buffer name = {0}, bar = {0}, share = {0};
    segments_name(&g->k, (int32_t)c, g->t.how->lang, &name);
    myn_grid_text(grid, name.at);
    if (g->k.tier[c] == 1) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_grid_number(grid, g->k.size[c], 0);
    myn_buffer_format(&share, "%.1f %%", 100 * g->k.share[c]);
    myn_grid_text(grid, share.at);
    myn_grid_number(grid, g->k.people[c], 0);
    myn_grid_number(grid, g->k.width[c], 3);
    myn_grid_number(grid, g->k.jaccard[c], 2);
    ink_bar(g->k.share[c] / most, 20, &bar);
    myn_grid_text(grid, bar.length ? bar.at : NULL);
    grid->failed |= name.failed | bar.failed | share.failed;
    myn_buffer_free(&name);
    myn_buffer_free(&bar);
    myn_buffer_free(&share);
}

static void put_segments(Tale *g)
{
    const myn_grid_column columns[] = {{word(g, WORD_SEGMENT), false},
                                       {word(g, WORD_SEG_HELD), true},
                                       {word(g, WORD_SHARE), true},
                                       {word(g, WORD_SEG_PEOPLE), true},
                                       {word(g, WORD_SEG_SILHOUETTE), true},
                                       {word(g, WORD_SEG_JACCARD), true},
                                       {"", false}};
    double most = 0;
    myn_buffer weak = {0};
    myn_grid *grid = NULL;
    for (size_t c = 0; c < g->k.segments; c++) {
        most = fmax(most, g->k.share[c]);
        if (g->k.jaccard[c] < MYN_SEGMENT_STABLE)
            myn_buffer_format(&weak, "%s%s", weak.length ? ", " : "", g->k.code[c]);
    }
    blank_line(g);
    if (myn_grid_new(NULL, columns, 7, &grid) != MYN_OK) grid = NULL;
    for (size_t c = 0; grid && c < g->k.segments; c++) put_segment(g, grid, c, most);
    tell_grid(&g->t, grid);
    if (weak.length) tell_line(&g->t, MYN_STYLE_STRONG, WORD_SEG_WEAK, weak.at, NULL);
    myn_buffer_free(&weak);
}

/* ---- portraits ---- */

/* "Income deprived people 523 people (index 245)". */
static void put_trait(Tale *g, size_t c, size_t j, myn_buffer *out)
{
    const Segments *k = &g->k;
    const char *unit = unit_of(g, j);
    double index = k->index[c * k->variables + j];
    myn_buffer_format(out, "%s%s ", out->length ? ", " : "", variable_name(g, j));
    put_figure(out, k->mean[c * k->variables + j]);
    if (unit) myn_buffer_format(out, " %s", unit);
    if (isnan(index))
        myn_buffer_format(out, " (%+.1f)", k->apart[c * k->variables + j]);
    else
        myn_buffer_format(out, " (%.0f)", index);
}

/* The variables farthest on the side of SIGN, farthest first. */
static void put_traits(Tale *g, size_t c, double sign, Word side, bool *any)
{
    const double *apart = g->k.apart + c * g->k.variables;
    myn_buffer traits = {0};
    double last = INFINITY;
    size_t last_at = 0;
    for (int i = 0; i < TRAITS; i++) {
        size_t best = MYN_NONE;
        for (size_t j = 0; j < g->k.variables; j++) {
            double off = sign * apart[j];
            bool after = off < last || (off == last && j > last_at);
            if (after && off >= FAR && (best == MYN_NONE || off > sign * apart[best])) best = j;
        }
        if (best == MYN_NONE) break;
        put_trait(g, c, best, &traits);
        last = sign * apart[best], last_at = best;
    }
    if (traits.length) tell_line(&g->t, MYN_STYLE_PLAIN, side, traits.at, NULL);
    *any |= traits.length > 0;
    myn_buffer_free(&traits);
}

static void put_typical(Tale *g, size_t c)
{
    const Segments *k = &g->k;
    myn_buffer near = {0}, edge = {0};
    size_t tier = (size_t)k->tier[c] - 1;
    for (size_t i = 0; i < k->places && i < TOLD; i++) {
        int32_t one = k->exemplar[c * k->places + i], other = k->marginal[c * k->places + i];
        if (one >= 0)
            myn_buffer_format(&near, "%s%s", i ? ", " : "",
                              myn_area_name(&k->labels->areas->at[one], g->t.how->lang));
        int32_t next = other >= 0 && tier < k->tiers ? k->runner_up[tier * k->areas + (size_t)other] : -1;
        if (next < 0) continue;
        if (edge.length) myn_buffer_put(&edge, ", ");
        word_fill(&edge, WORD_SEG_OR, g->t.how->lang,
                  myn_area_name(&k->labels->areas->at[other], g->t.how->lang), k->code[next]);
    }
    if (near.length) tell_line(&g->t, MYN_STYLE_FAINT, WORD_SEG_EXEMPLARS, near.at, NULL);
    if (edge.length) tell_line(&g->t, MYN_STYLE_FAINT, WORD_SEG_MARGINALS, edge.at, NULL);
    myn_buffer_free(&near);
    myn_buffer_free(&edge);
}

static void put_portraits(Tale *g)
{
    for (size_t c = 0; c < g->k.segments; c++) {
        myn_buffer name = {0};
        bool any = false;
        if (!g->k.size[c]) continue;
        blank_line(g);
        segments_name(&g->k, (int32_t)c, g->t.how->lang, &name);
        tell_buffer(&g->t, MYN_STYLE_STRONG, &name);
        put_traits(g, c, 1, WORD_SEG_ABOVE, &any);
        put_traits(g, c, -1, WORD_SEG_BELOW, &any);
        if (!any) tell_line(&g->t, MYN_STYLE_PLAIN, WORD_SEG_NEAR_MEAN, NULL, NULL);
        put_typical(g, c);
    }
    blank_line(g);
    tell_line(&g->t, MYN_STYLE_FAINT, WORD_SEG_INDEX_MEANS, NULL, NULL);
}

static void put_pairs(Tale *g)
{
    myn_buffer text = {0};
    char r[MYN_NUMBER_TEXT];
    for (size_t i = 0; i < g->k.pairs; i++) {
        if (i) myn_buffer_put(&text, "; ");
        word_fill(&text, WORD_SEG_PAIR, g->t.how->lang, variable_name(g, (size_t)g->k.pair_first[i]),
                  variable_name(g, (size_t)g->k.pair_second[i]));
        myn_fixed_text(g->k.pair_r[i], 2, r);
        myn_buffer_format(&text, " (%s)", r);
    }
    if (text.length) tell_line(&g->t, MYN_STYLE_FAINT, WORD_SEG_ALIKE, text.at, NULL);
    myn_buffer_free(&text);
}

static size_t edition_of(const Tale *g)
{
    for (size_t e = 0; e < g->k.labels->editions; e++)
        if (!strcmp(g->k.labels->edition[e].name, fact(g, "edition"))) return e;
    return 0;
}

myn_status myn_show_segments(myn_store *store, const myn_show_options *options, const myn_sink *sink)
{
    Tale g = {{myn_store_labels(store), options, page_to(sink)}, {0}};
    myn_buffer rest = {0};
    char count[MYN_NUMBER_TEXT];
    myn_status status = segments_open(store, &g.k);
    if (status) return status;
    myn_number_text((double)first_tier(&g), count);
    word_fill(&rest, WORD_SEGMENTS_OF, options->lang, fact(&g, "grouped"), count);
    tell_title(&g.t, edition_of(&g), &rest);
    put_method(&g);
    put_missing(&g);
    put_certificate(&g);
    put_squares(&g);
    put_map(&g);
    put_before(&g);
    put_table(&g);
    put_segments(&g);
    put_portraits(&g);
    put_pairs(&g);
    return page_close(&g.t.page);
}
