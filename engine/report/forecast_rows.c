/* Forecasts as a tidy table: a row a point, what is known of the series repeated, columns named as R's fable has them. */
#include "report/forecast_kept.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <stdio.h>

/* ---- pieces of a row ---- */

static void put_level(Page *page, double level, const char *what)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(myn_round(100 * level, 6), text);
    myn_buffer_format(&page->text, ",%s%%_%s", text, what);
}

static void put_short(Page *page, double value)
{
    char text[MYN_NUMBER_TEXT];
    snprintf(text, sizeof text, "%.6g", value);
    page_put(page, ",");
    if (!isnan(value)) page_put(page, text);
}

/* ---- the header ---- */

static void put_levels(const myn_forecasts *f, Page *page, bool own)
{
    const myn_outlook *o = &f->outlook;
    for (size_t l = 0; l < o->levels; l++) {
        put_level(page, o->level[l], own ? "model_lower" : "lower");
        put_level(page, o->level[l], own ? "model_upper" : "upper");
    }
}

static double widest(const myn_forecasts *f)
{
    return f->outlook.level[f->outlook.levels - 1];
}

static void put_header(const myn_forecasts *f, const myn_labels *labels, Page *page)
{
    for (size_t i = 0; f->id_column && f->id_column[i]; i++) {
        if (i) page_put(page, ",");
        myn_buffer_csv(&page->text, f->id_column[i]);
    }
    if (labels) page_put(page, "area,area_name_en,area_name_cy,indicator");
    page_text(page, labels ? "period" : f->time_column);
    page_put(page, ",.model,mean");
    put_levels(f, page, false);
    if (f->intervals == MYN_INTERVALS_BOTH) put_levels(f, page, true);
    for (size_t k = 0; k < f->scenarios; k++) kept_scenario_columns(page, f->scenario[k].code, widest(f));
    page_put(page, ",flags,model,parameters,why,origins,mase,mase_naive,mase_snaive,rmsse,smape,owa,bias");
    for (size_t l = 0; l < f->outlook.levels; l++) {
        put_level(page, f->outlook.level[l], "coverage");
        put_level(page, f->outlook.level[l], "msis");
    }
    if (f->add) page_put(page, ",base_mean,base_mase,base_rmsse");
    if (f->told) page_put(page, ",marks,suggested");
    page_put(page, ",problem\n");
}

/* ---- rows ---- */

static void put_id(const myn_forecasts *f, const myn_labels *labels, const myn_forecast_series *s, Page *page)
{
    (void)f;
    if (!labels) {
        page_put(page, s->id);
        return;
    }
    const myn_area *area = &labels->areas->at[s->area];
    myn_buffer_csv(&page->text, area->code);
    page_text(page, area->name_en);
    page_text(page, area->name_cy);
    page_text(page, labels->indicator[s->indicator].code);
}

/* HORIZON is that of the arrays. */
static void put_bounds(const myn_forecasts *f, const double *lower, const double *upper, size_t horizon,
                       size_t h, Page *page)
{
    for (size_t l = 0; l < f->outlook.levels; l++) {
        page_number(page, lower ? lower[l * horizon + h] : NAN);
        page_number(page, upper ? upper[l * horizon + h] : NAN);
    }
}

/* What is said of the whole series. */
static void put_series(const myn_forecasts *f, const myn_series_outlook *o, Page *page)
{
    static const myn_series_outlook none = {.accuracy = {.mase = NAN}};
    bool tested = o && o->origins;
    const myn_accuracy *a = tested ? &o->accuracy : &none.accuracy;
    char flags[160];
    myn_forecast_flag_words(o ? o->flags : 0, flags, sizeof flags);
    page_text(page, flags);
    page_text(page, o && !o->status ? o->model : NULL);
    page_text(page, o ? o->parameters : NULL);
    page_text(page, o ? o->why : NULL);
    page_number(page, o ? (double)o->origins : NAN);
    put_short(page, tested ? a->mase : NAN);
    put_short(page, tested ? o->benchmark[0].mase : NAN);
    put_short(page, tested ? o->benchmark[1].mase : NAN);
    put_short(page, tested ? a->rmsse : NAN);
    put_short(page, tested ? a->smape : NAN);
    put_short(page, tested ? myn_owa(a, &o->benchmark[0]) : NAN);
    put_short(page, tested ? a->bias : NAN);
    for (size_t l = 0; l < f->outlook.levels; l++) {
        put_short(page, tested ? a->coverage[l] : NAN);
        put_short(page, tested ? a->msis[l] : NAN);
    }
}

/* What was before its mean was made to add up. */
static void put_base(const myn_series_outlook *o, size_t h, Page *page)
{
    bool made = o && !o->status && o->reconciled;
    page_number(page, made ? o->base_mean[h] : NAN);
    put_short(page, made && o->origins ? o->base.mase : NAN);
    put_short(page, made && o->origins ? o->base.rmsse : NAN);
}

static void put_scenarios(const myn_forecasts *f, size_t i, size_t h, bool good, Page *page)
{
    for (size_t k = 0; k < f->scenarios; k++) {
        const myn_forecast_scenario *s = &f->scenario[k];
        page_number(page, good ? s->mean[i][h] : NAN);
        page_number(page, good ? s->lower[i][h] : NAN);
        page_number(page, good ? s->upper[i][h] : NAN);
    }
}

static void put_row(const myn_forecasts *f, const myn_labels *labels, size_t i, size_t h, Page *page)
{
    const myn_forecast_series *s = &f->series[i];
    const myn_series_outlook *o = f->series[i].outlook;
    bool good = o && !o->status;
    char time[MYN_PERIOD_TEXT] = "";
    const char *problem = myn_forecast_problem(s);
    if (good) myn_timeline_text(&s->line, (long)(s->first + h), time);
    put_id(f, labels, s, page);
    page_text(page, time);
    page_text(page, f->method);
    page_number(page, good ? o->mean[h] : NAN);
    put_bounds(f, good ? o->lower : NULL, good ? o->upper : NULL, s->horizon, h, page);
    if (f->intervals == MYN_INTERVALS_BOTH)
        put_bounds(f, good ? o->own_lower : NULL, good ? o->own_upper : NULL, s->horizon, h, page);
    put_scenarios(f, i, h, good, page);
    put_series(f, o, page);
    if (f->add) put_base(o, h, page);
    if (f->told) page_text(page, s->marks), page_text(page, s->suggested);
    page_text(page, problem);
    page_put(page, "\n");
}

myn_status myn_forecast_rows(const myn_forecasts *f, const myn_labels *labels, const myn_sink *sink)
{
    Page page = page_to(sink);
    put_header(f, labels, &page);
    for (size_t i = 0; i < f->count; i++) {
        const myn_series_outlook *o = f->series[i].outlook;
        size_t steps = o && !o->status ? f->series[i].steps : 1;
        for (size_t h = 0; h < steps && page_turn(&page); h++) put_row(f, labels, i, h, &page);
    }
    return page_close(&page);
}
