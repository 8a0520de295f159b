/* The forecasts that a store holds, as a tidy table. */
#include "report/forecast_kept.h"
#include "report/page.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <string.h>

static void put_header(const Kept *k, Page *page)
{
    char level[MYN_NUMBER_TEXT];
    page_put(page, "area,area_name_en,area_name_cy,indicator,period,mean");
    for (size_t l = 0; l < k->levels; l++) {
        myn_number_text(myn_round(100 * k->level[l], 6), level);
        myn_buffer_format(&page->text, ",%s%%_lower,%s%%_upper", level, level);
    }
    for (size_t i = 0; i < k->scenarios; i++)
        kept_scenario_columns(page, k->scenario[i], k->level[k->levels - 1]);
    if (k->base_mean) page_put(page, ",base_mean");
    page_put(page, ",flags,model,why,mase,mase_naive");
    if (k->base_mase) page_put(page, ",base_mase");
    page_put(page, ",marks,suggested,problem\n");
}

static void put_area(const myn_area *area, const char *series, Page *page)
{
    myn_buffer_csv(&page->text, area->code);
    page_text(page, area->name_en);
    page_text(page, area->name_cy);
    page_text(page, series);
}

/* What K has in CELL of its CELLS at STEP of PERIOD; k->steps for a series without a forecast. */
static void put_cell(const Kept *k, size_t cell, size_t cells, size_t period, size_t step, Page *page)
{
    bool good = step < k->steps;
    char flags[160];
    page_text(page, good ? k->period[period * k->steps + step] : NULL);
    page_number(page, good ? k->mean[cell * k->steps + step] : NAN);
    for (size_t l = 0; l < k->levels; l++) {
        page_number(page, good ? k->lower[(l * cells + cell) * k->steps + step] : NAN);
        page_number(page, good ? k->upper[(l * cells + cell) * k->steps + step] : NAN);
    }
    for (size_t i = 0; i < k->scenarios; i++) {
        size_t at = (i * cells + cell) * k->steps + step;
        page_number(page, good ? k->scenario_mean[at] : NAN);
        page_number(page, good ? k->scenario_lower[at] : NAN);
        page_number(page, good ? k->scenario_upper[at] : NAN);
    }
    if (k->base_mean) page_number(page, good ? k->base_mean[cell * k->steps + step] : NAN);
    myn_forecast_flag_words((unsigned)k->flags[cell], flags, sizeof flags);
    page_text(page, flags);
    page_text(page, k->model[cell]);
    page_text(page, k->why[cell]);
    page_number(page, k->mase[cell]);
    page_number(page, k->mase_naive[cell]);
    if (k->base_mase) page_number(page, k->base_mase[cell]);
    page_text(page, k->marks ? k->marks[cell] : NULL);
    page_text(page, k->suggested ? k->suggested[cell] : NULL);
    page_text(page, k->problem ? k->problem[cell] : NULL);
    page_put(page, "\n");
}

static void put_series(const Kept *k, size_t indicator, size_t area, Page *page)
{
    size_t cells = k->indicators * k->areas, cell = indicator * k->areas + area, rows = 0;
    const myn_area *at = &k->labels->areas->at[area];
    const char *code = k->labels->indicator[indicator].code;
    for (size_t h = 0; h < k->steps; h++) {
        if (isnan(k->mean[cell * k->steps + h])) continue;
        put_area(at, code, page);
        put_cell(k, cell, cells, indicator, h, page);
        rows++;
    }
    if (rows || !k->problem[cell] || !*k->problem[cell]) return;
    put_area(at, code, page);
    put_cell(k, cell, cells, indicator, k->steps, page);
}

/* ---- trees ---- */

static bool is_indicator(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->indicators; i++)
        if (!strcmp(labels->indicator[i].code, code)) return true;
    return false;
}

/* A node that the rows of the store's own areas and indicators do not have already. */
static void put_node(const KeptTree *t, size_t node, Page *page)
{
    const Kept *k = &t->kept;
    const myn_labels *labels = k->labels;
    const char *code = t->area[node];
    size_t own = myn_areas_find(labels->areas, code, strlen(code));
    size_t larger = labels->parents ? myn_areas_find(labels->parents, code, strlen(code)) : MYN_NONE;
    if (own != MYN_NONE && is_indicator(labels, t->series[node])) return;
    const myn_area unknown = {.code = code};
    const myn_area *area = own != MYN_NONE      ? &labels->areas->at[own]
                           : larger != MYN_NONE ? &labels->parents->at[larger]
                                                : &unknown;
    for (size_t h = 0; h < k->steps; h++) {
        if (isnan(k->mean[node * k->steps + h])) continue;
        put_area(area, t->series[node], page);
        put_cell(k, node, k->indicators, node, h, page);
    }
}

static myn_status put_trees(myn_store *store, Page *page)
{
    KeptTree t;
    myn_status status = kept_tree_open(store, &t);
    for (size_t i = 0; !status && i < t.kept.indicators && page_turn(page); i++) put_node(&t, i, page);
    return status == MYN_ERR_NOT_FOUND ? MYN_OK : status;
}

myn_status myn_export_forecast(myn_store *store, const myn_sink *sink)
{
    Kept k;
    Page page = page_to(sink);
    myn_status status = kept_open(store, &k);
    if (status) return status;
    put_header(&k, &page);
    for (size_t i = 0; i < k.indicators; i++)
        for (size_t a = 0; a < k.areas && page_turn(&page); a++) put_series(&k, i, a, &page);
    status = put_trees(store, &page);
    myn_status closed = page_close(&page);
    return status ? status : closed;
}
