/* A needs assessment as a committee reads it: a table a service, scenarios beside each other in a few years. */
#include "report/telling.h"
#include <math.h>
#include <mynegai/report_demand.h>
#include <string.h>

#define STEP 5 /* years between those that are shown */

typedef struct {
    Teller t;
    const myn_annex *annex;
    size_t scenarios, services, years, places, place;
} Telling;

static const char *word(const Telling *g, Word word)
{
    return word_text(word, g->t.how->lang);
}

static const void *values(const Telling *g, const char *name)
{
    const myn_annex_array *array = myn_annex_find(g->annex, name);
    return array ? array->at : NULL;
}

/* NAME_label_en or _cy of number I. */
static const char *label(const Telling *g, const char *name, size_t i)
{
    myn_buffer full = {0};
    myn_buffer_format(&full, "%s_%s", name, g->t.how->lang == MYN_LANG_CY ? "cy" : "en");
    const char *const *text = full.failed ? NULL : values(g, full.at);
    myn_buffer_free(&full);
    return text ? text[i] : "";
}

static double figure(const Telling *g, const char *name, size_t scenario, size_t service, size_t year)
{
    const double *at = values(g, name);
    return at[((scenario * g->services + service) * g->years + year) * g->places + g->place];
}

static bool is_shown(const Telling *g, size_t year)
{
    return year % STEP == 0 || year + 1 == g->years;
}

static void put_row(const Telling *g, myn_grid *grid, size_t scenario, size_t service, size_t year)
{
    const double *calendar = myn_annex_axis(g->annex, "year")->number;
    const double *people = values(g, "people");
    myn_grid_text(grid, label(g, "scenario_label", scenario));
    if (scenario == 0) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_grid_count(grid, (size_t)calendar[year]);
    myn_grid_number(grid, people[(scenario * g->years + year) * g->places + g->place], 0);
    myn_grid_number(grid, figure(g, "need", scenario, service, year), 0);
    tell_interval(grid, figure(g, "need_lower", scenario, service, year),
                  figure(g, "need_upper", scenario, service, year), 0);
    myn_grid_number(grid, figure(g, "demand", scenario, service, year), 0);
    myn_grid_number(grid, figure(g, "cost", scenario, service, year), 0);
    tell_interval(grid, figure(g, "cost_lower", scenario, service, year),
                  figure(g, "cost_upper", scenario, service, year), 0);
}

static void put_shelf(Telling *g, size_t service)
{
    const int32_t *shelf = values(g, "shelf_life");
    char years[MYN_NUMBER_TEXT];
    myn_number_text((double)shelf[service], years);
    if (shelf[service] < 0)
        tell_line(&g->t, MYN_STYLE_FAINT, WORD_NO_SHELF, NULL, NULL);
    else
        tell_line(&g->t, MYN_STYLE_FAINT, WORD_SHELF, years, NULL);
}

static void put_service(Telling *g, size_t service)
{
    const myn_grid_column column[] = {{word(g, WORD_SCENARIO), false},   {word(g, WORD_YEAR), true},
                                      {word(g, WORD_PEOPLE), true},      {word(g, WORD_NEED), true},
                                      {word(g, WORD_LIMITS_NEED), true}, {word(g, WORD_DEMANDED), true},
                                      {word(g, WORD_COST), true},        {word(g, WORD_LIMITS_NEED), true}};
    myn_grid *grid = NULL;
    myn_buffer title = {0};
    page_put(&g->t.page, "\n");
    myn_buffer_put(&title, label(g, "service_label", service));
    tell_buffer(&g->t, MYN_STYLE_STRONG, &title);
    if (myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid) != MYN_OK) grid = NULL;
    for (size_t scenario = 0; grid && scenario < g->scenarios; scenario++)
        for (size_t year = 0; year < g->years; year++)
            if (is_shown(g, year)) put_row(g, grid, scenario, service, year);
    tell_grid(&g->t, grid);
    put_shelf(g, service);
}

/* The place by its code or either name. */
static size_t find_place(const Telling *g, const char *wanted)
{
    const char *const *code = myn_annex_axis(g->annex, "place")->text;
    const char *const *en = values(g, "place_name_en"), *const *cy = values(g, "place_name_cy");
    for (size_t i = 0; i < g->places; i++)
        if (!strcmp(code[i], wanted) || !strcmp(en[i], wanted) || !strcmp(cy[i], wanted)) return i;
    return MYN_NONE;
}

/* Everything that the pages read is there, with the shape that they take for granted. */
static bool sound(const myn_annex *annex)
{
    static const char *const names[] = {"need", "need_lower", "need_upper", "demand",
                                        "cost", "cost_lower", "cost_upper"};
    static const char *const rest[] = {
        "people",           "shelf_life",       "scenario_label_en", "scenario_label_cy",
        "service_label_en", "service_label_cy", "place_name_en",     "place_name_cy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const myn_annex_array *array = myn_annex_find(annex, names[i]);
        if (!array || array->rank != 4 || array->as != MYN_AS_REAL || strcmp(array->dim[3], "place") != 0)
            return false;
    }
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (!myn_annex_find(annex, rest[i])) return false;
    return myn_annex_axis(annex, "year")->number && myn_annex_axis(annex, "place")->text;
}

myn_status myn_show_demand(myn_store *store, const char *place, const myn_show_options *options,
                           const myn_sink *sink)
{
    const myn_annex *annex;
    myn_status status = myn_store_annex(store, "demand", &annex);
    if (status) return status;
    if (!sound(annex)) return MYN_ERR_FORMAT;
    Telling g = {{myn_store_labels(store), options, page_to(sink)},
                 annex,
                 myn_annex_axis(annex, "scenario")->size,
                 myn_annex_axis(annex, "service")->size,
                 myn_annex_axis(annex, "year")->size,
                 myn_annex_axis(annex, "place")->size,
                 0};
    g.place = place ? find_place(&g, place) : g.places - 1;
    if (g.place == MYN_NONE) return MYN_ERR_ARGUMENT;
    myn_buffer title = {0};
    myn_buffer_format(&title, "%s · ", myn_label_text(g.t.labels->title, options->lang, g.t.labels->index));
    word_fill(&title, WORD_NEEDS_OF, options->lang, label(&g, "place_name", g.place), NULL);
    tell_buffer(&g.t, MYN_STYLE_STRONG, &title);
    if (g.t.labels->synthetic) tell_line(&g.t, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
    for (size_t s = 0; s < g.services && page_turn(&g.t.page); s++) put_service(&g, s);
    page_put(&g.t.page, "\n");
    tell_line(&g.t, MYN_STYLE_FAINT, WORD_DEMAND_MEANS, NULL, NULL);
    return page_close(&g.t.page);
}
