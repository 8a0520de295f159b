/* A recipe: one method or a few combined, seasons taken out before where a method does not know them. */
#ifndef MYN_FORECAST_RECIPE_H
#define MYN_FORECAST_RECIPE_H
#include <mynegai/outlook.h>
#include <mynegai/text.h>

#define PARTS_MOST 6

typedef enum { COMBINE_MEAN, COMBINE_MEDIAN, COMBINE_WEIGHTED } Combine;

typedef struct {
    const myn_forecaster *method[PARTS_MOST];
    bool adjust[PARTS_MOST]; /* seasons out before, back after */
    size_t parts;
    Combine combine;
} Recipe;

/* What a recipe made of a series. Arrays belong to the caller. */
typedef struct {
    double *mean;           /* horizon */
    double *lower, *upper;  /* levels x horizon, the models' own; NULL: not wanted */
    myn_buffer *parameters; /* or NULL: not wanted */
    char model[MYN_MODEL_TEXT];
    double sigma2;
    unsigned flags;
} Dish;

/* TEXT as a recipe; false with what is wrong with it in WHY (SIZE bytes). */
bool recipe_read(const char *text, Recipe *out, char *why, size_t size);

/* Add the method NAME, adjusted or not; nothing where there is no such method. */
void recipe_add(Recipe *recipe, const char *name, bool adjust);

/* A recipe of the single method NAME, its seasons taken out where it does not know them. */
Recipe recipe_of(const char *name);

/* Forecast SERIES (its first and last values are there, at least one) as RECIPE says; methods that ask for more values
 * give way to the last value. MYN_ERR_MEMORY only. */
myn_status recipe_forecast(const Recipe *recipe, const myn_series *series, const myn_outlook *outlook,
                           Dish *out, myn_arena *scratch);

#endif
