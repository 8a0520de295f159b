/* The methods by name; catalogue.c lists them. */
#ifndef MYN_FORECAST_CATALOGUE_H
#define MYN_FORECAST_CATALOGUE_H
#include <mynegai/forecast.h>

extern const myn_forecaster myn_forecaster_naive;
extern const myn_forecaster myn_forecaster_seasonal_naive;
extern const myn_forecaster myn_forecaster_drift;
extern const myn_forecaster myn_forecaster_mean;
extern const myn_forecaster myn_forecaster_ses;
extern const myn_forecaster myn_forecaster_holt;
extern const myn_forecaster myn_forecaster_damped;
extern const myn_forecaster myn_forecaster_ets;
extern const myn_forecaster myn_forecaster_theta;
extern const myn_forecaster myn_forecaster_optimised_theta;
extern const myn_forecaster myn_forecaster_dynamic_theta;
extern const myn_forecaster myn_forecaster_rdot;
extern const myn_forecaster myn_forecaster_arima;
extern const myn_forecaster myn_forecaster_regression;
extern const myn_forecaster myn_forecaster_croston;
extern const myn_forecaster myn_forecaster_sba;
extern const myn_forecaster myn_forecaster_croston_optimised;
extern const myn_forecaster myn_forecaster_tsb;
extern const myn_forecaster myn_forecaster_adida;
extern const myn_forecaster myn_forecaster_imapa;

#endif
