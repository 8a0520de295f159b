/* Forecasts in words, tables and pictures. */
#ifndef MYNEGAI_REPORT_FORECAST_H
#define MYNEGAI_REPORT_FORECAST_H
#include <mynegai/report.h>
#include <mynegai/run_forecast.h>

/* A row a point as CSV: the table's id columns and time (of a store, with its LABELS: area, its names, indicator,
 * period), .model (the method asked for), mean, lower and upper bounds of each level named as R's fable names them
 * (80%_lower), flags, model, parameters, why, origins, back-tested mase, mase_naive, mase_snaive, rmsse, smape, owa
 * (against the naive forecast), bias, coverage and msis of each level; where forecasts were made to add up, base_mean, base_mase
 * and base_rmsse as they were before; where breaks were marked or asked for, marks and suggested; problem. A series that was not forecast has
 * one row, with its problem. LABELS is NULL for a table's. */
myn_status myn_forecast_rows(const myn_forecasts *forecasts, const myn_labels *labels,
                             const myn_sink *sink) MYN_CHECKED;

/* The forecasts that STORE holds (group /forecast), a row a point: area, its names, indicator, period, mean, bounds of
 * each level, flags, model, why, mase, mase_naive, marks, suggested, problem; base_mean and base_mase where forecasts were made to add
 * up, and then the nodes that are no indicator of the store's own areas: inputs, larger areas. MYN_ERR_NOT_FOUND where
 * it holds none. */
myn_status myn_export_forecast(myn_store *store, const myn_sink *sink) MYN_CHECKED;

/* One series with its fan on a terminal: history, mean, intervals, and a table of the forecast, its model, back-test,
 * marks and suggestions in words. PLAIN: ASCII only.
 * MYN_ERR_NOT_FOUND where STORE holds no forecasts, MYN_ERR_ARGUMENT where none of this area and indicator. */
myn_status myn_show_forecast(myn_store *store, size_t area, size_t indicator, const myn_show_options *options,
                             bool plain, const myn_sink *sink) MYN_CHECKED;

/* The same of a node of a tree: SERIES (code of an input or indicator) in AREA (code or name of an area or larger area).
 * MYN_ERR_NOT_FOUND where forecasts add up along no tree, MYN_ERR_ARGUMENT where this is no node. */
myn_status myn_show_forecast_node(myn_store *store, const char *area, const char *series,
                                  const myn_show_options *options, bool plain,
                                  const myn_sink *sink) MYN_CHECKED;

#endif
