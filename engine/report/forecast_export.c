/* The forecasts that a store holds, as a tidy table. */
#include "report/forecast_kept.h"
#include "report/page.h"
#include <math.h>
#include <mynegai/report_forecast.h>

static void put_header(const Kept *k, Page *page)
{
    char level[MYN_NUMBER_TEXT];
    page_put(page, "area,area_name_en,area_name_cy,indicator,period,mean");
    for (size_t l = 0; l < k->levels; l++) {
        myn_number_text(myn_round(100 * k->level[l], 6), level);
        myn_buffer_format(&page->text, ",%s%%_lower,%s%%_upper", level, level);
    }
    page_put(page, ",flags,model,why,mase,mase_naive,problem\n");
}

/* STEP is k->steps for a series without a forecast. */
static void put_row(const Kept *k, size_t indicator, size_t area, size_t step, Page *page)
{
    const myn_area *a = &k->labels->areas->at[area];
    size_t cell = indicator * k->areas + area, cells = k->indicators * k->areas;
    bool good = step < k->steps;
    char flags[160];
    myn_buffer_csv(&page->text, a->code);
    page_text(page, a->name_en);
    page_text(page, a->name_cy);
    page_text(page, k->labels->indicator[indicator].code);
    page_text(page, good ? k->period[indicator * k->steps + step] : NULL);
    page_number(page, good ? k->mean[cell * k->steps + step] : NAN);
    for (size_t l = 0; l < k->levels; l++) {
        page_number(page, good ? k->lower[(l * cells + cell) * k->steps + step] : NAN);
        page_number(page, good ? k->upper[(l * cells + cell) * k->steps + step] : NAN);
    }
    myn_forecast_flag_words((unsigned)k->flags[cell], flags, sizeof flags);
    page_text(page, flags);
    page_text(page, k->model[cell]);
    page_text(page, k->why[cell]);
    page_number(page, k->mase[cell]);
    page_number(page, k->mase_naive[cell]);
    page_text(page, k->problem[cell]);
    page_put(page, "\n");
}

static void put_series(const Kept *k, size_t indicator, size_t area, Page *page)
{
    size_t cell = indicator * k->areas + area, rows = 0;
    for (size_t h = 0; h < k->steps; h++) {
        if (isnan(k->mean[cell * k->steps + h])) continue;
        put_row(k, indicator, area, h, page);
        rows++;
    }
    if (!rows && k->problem[cell] && *k->problem[cell]) put_row(k, indicator, area, k->steps, page);
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
    return page_close(&page);
}
