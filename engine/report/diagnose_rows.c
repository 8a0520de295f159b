/* A diagnosis for machines: a row a figure. */
#include "report/diagnose.h"
#include "report/grid.h"
#include <math.h>
#include <stdio.h>

typedef struct {
    const myn_diagnosis *all;
    const myn_diagnosed *branch;
    Calling calling;
    myn_grid *grid;
} Rows;

/* What a row says beside its branch; 0 and NULL: nothing. */
typedef struct {
    const char *figure;
    size_t part, other; /* node + 1; other: of a component, its number, with COMPONENT */
    bool component;
    double value, p;
    size_t n;
    const char *note;
} Row;

static void put_row(Rows *rows, const Row *row)
{
    const myn_labels *labels = rows->all->labels;
    char number[32];
    myn_grid_text(rows->grid, labels->edition[rows->all->edition].name);
    myn_grid_text(rows->grid, labels->node[rows->branch->node].code);
    myn_grid_text(rows->grid, row->figure);
    myn_grid_text(rows->grid, row->part ? labels->node[row->part - 1].code : NULL);
    snprintf(number, sizeof number, "%zu", row->other);
    myn_grid_text(rows->grid, !row->other      ? NULL
                              : row->component ? number
                                               : labels->node[row->other - 1].code);
    myn_grid_number(rows->grid, row->value, -1);
    myn_grid_number(rows->grid, row->p, -1);
    if (row->n)
        myn_grid_count(rows->grid, row->n);
    else
        myn_grid_text(rows->grid, NULL);
    myn_grid_text(rows->grid, row->note);
}

/* A figure of the branch, or of PART (node + 1), or why there is none. */
static void put_figure(Rows *rows, const char *figure, size_t part, double value, const myn_lack *lack)
{
    myn_buffer why = {0};
    if (lack && lack->kind) diagnose_lack(&why, &rows->calling, lack);
    rows->grid->failed |= why.failed;
    put_row(rows, &(Row){.figure = figure, .part = part, .value = value, .p = NAN, .note = why.at});
    myn_buffer_free(&why);
}

static const char *form_word(const Rows *rows)
{
    static const char *const words[] = {
        [MYN_SUM_WEIGHTED] = "weighted", [MYN_SUM_OTHER] = "other", [MYN_SUM_CLOSEST] = "closest"};
    return rows->all->no_slope[rows->branch->node].kind ? NULL : words[rows->branch->form];
}

static void put_branch(Rows *rows)
{
    const myn_diagnosed *b = rows->branch;
    put_figure(rows, "areas_scored", 0, (double)b->scored, NULL);
    put_figure(rows, "areas_complete", 0, (double)b->complete, NULL);
    put_figure(rows, "alpha", 0, b->alpha, &b->no_alpha);
    put_figure(rows, "alpha_standardised", 0, b->alpha_standardised, &b->no_alpha);
    put_figure(rows, "kmo", 0, b->kmo, &b->no_kmo);
    if (b->no_inverse.kind)
        put_figure(rows, "bartlett_chi2", 0, NAN, &b->no_inverse);
    else
        put_row(rows, &(Row){.figure = "bartlett_chi2",
                             .value = b->bartlett.chi2,
                             .p = b->bartlett.p,
                             .n = b->complete});
    put_figure(rows, "bartlett_df", 0, b->bartlett.df, &b->no_inverse);
    if (rows->all->no_slope[b->node].kind)
        put_figure(rows, "r_squared", 0, NAN, &rows->all->no_slope[b->node]);
    else
        put_row(rows,
                &(Row){.figure = "r_squared", .value = b->r_squared, .p = NAN, .note = form_word(rows)});
}

/* Weights of a part, or of an indicator anywhere below. */
static void put_weights(Rows *rows, const myn_diagnosed_part *part, bool direct)
{
    const myn_lack *lack = part->stopped_by == MYN_NONE ? NULL : &rows->all->no_slope[part->stopped_by];
    put_figure(rows, direct ? "weight" : "indicator_weight", part->node + 1, part->nominal, NULL);
    if (direct) put_figure(rows, "weight_used", part->node + 1, part->used, lack);
    put_figure(rows, direct ? "weight_effective" : "indicator_weight_effective", part->node + 1,
               part->effective, lack);
    put_row(rows, &(Row){.figure = direct ? "with_score" : "indicator_with_score",
                         .part = part->node + 1,
                         .value = part->correlation,
                         .p = part->p,
                         .n = part->n});
}

static void put_part(Rows *rows, const myn_diagnosed_part *part)
{
    const myn_diagnosed *b = rows->branch;
    const myn_lack third = {MYN_LACK_PARTS, 3, b->parts, MYN_NONE, MYN_NONE};
    bool pair = b->parts < 3 && !b->no_alpha.kind;
    put_weights(rows, part, true);
    put_figure(rows, "item_total", part->node + 1, part->item_total, &b->no_alpha);
    put_figure(rows, "alpha_without", part->node + 1, part->alpha_without, pair ? &third : &b->no_alpha);
    put_figure(rows, "kmo", part->node + 1, part->kmo, &b->no_kmo);
    put_figure(rows, "vif", part->node + 1, part->vif, &b->no_inverse);
}

static void put_correlations(Rows *rows)
{
    static const char *const figure[] = {[MYN_CORR_PEARSON] = "correlation",
                                         [MYN_CORR_SPEARMAN] = "correlation_spearman",
                                         [MYN_CORR_KENDALL] = "correlation_kendall"};
    const myn_diagnosed *b = rows->branch;
    for (size_t i = 0; i < b->parts; i++)
        for (size_t j = i + 1; j < b->parts; j++) {
            double r = myn_row(b->pair.r, i)[j];
            put_row(rows, &(Row){.figure = figure[rows->all->correlation],
                                 .part = b->part[i].node + 1,
                                 .other = b->part[j].node + 1,
                                 .value = r,
                                 .p = myn_row(b->pair.p, i)[j],
                                 .n = (size_t)myn_row(b->pair.n, i)[j],
                                 .note = r > MYN_REDUNDANT ? "redundant"
                                         : r < 0           ? "negative"
                                                           : NULL});
        }
}

static void put_components(Rows *rows)
{
    const myn_diagnosed *b = rows->branch;
    if (b->no_pca.kind) {
        put_figure(rows, "eigenvalue", 0, NAN, &b->no_pca);
        return;
    }
    for (size_t k = 0; k < b->parts; k++) {
        Row row = {
            .figure = "eigenvalue", .other = k + 1, .component = true, .value = b->pca.value[k], .p = NAN};
        put_row(rows, &row);
        row.figure = "variance_share";
        row.value = b->pca.share[k];
        put_row(rows, &row);
        row.figure = "loading";
        for (size_t i = 0; i < b->parts; i++) {
            row.part = b->part[i].node + 1;
            row.value = myn_row(b->pca.loading, i)[k];
            put_row(rows, &row);
        }
    }
}

myn_status myn_diagnosis_rows(const myn_diagnosis *diagnosis, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {{"edition", false}, {"node", false},  {"figure", false},
                                             {"part", false},    {"other", false}, {"value", true},
                                             {"p", true},        {"n", true},      {"note", false}};
    Rows rows = {.all = diagnosis, .calling = {diagnosis->labels, MYN_LANG_EN, true}};
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &rows.grid);
    for (size_t i = 0; i < diagnosis->branches && !status; i++) {
        rows.branch = &diagnosis->branch[i];
        put_branch(&rows);
        for (size_t k = 0; k < rows.branch->parts; k++) put_part(&rows, &rows.branch->part[k]);
        put_correlations(&rows);
        put_components(&rows);
        for (size_t k = 0; k < rows.branch->indicators; k++)
            put_weights(&rows, &rows.branch->indicator[k], false);
    }
    if (!status && rows.grid->failed) status = MYN_ERR_MEMORY;
    if (!status)
        status = form == MYN_FORM_JSON ? myn_grid_json(rows.grid, sink) : myn_grid_csv(rows.grid, sink);
    myn_grid_free(rows.grid);
    return status;
}
