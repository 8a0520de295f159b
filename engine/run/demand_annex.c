/* A needs assessment into a store. */
#include <mynegai/run_demand.h>
#include <string.h>

enum { DIMENSIONS = 4, ARRAYS = 7 + 3 * MYN_DEMAND_FIGURES + 2 };

static const char *const figure_name[MYN_DEMAND_FIGURES] = {"need", "demand", "cost"};
static const char *const figure_says[MYN_DEMAND_FIGURES] = {"people in need", "people served",
                                                            "cost of serving them"};

typedef struct {
    const myn_demand *d;
    myn_arena *memory;
    myn_annex_array *array;
    size_t arrays;
    bool failed;
} Making;

static void add(Making *m, myn_annex_array array)
{
    m->array[m->arrays++] = array;
}

static const char *joined(Making *m, const char *a, const char *b)
{
    size_t length = strlen(a) + strlen(b);
    char *text = myn_arena_get(m->memory, length + 1);
    m->failed |= !text;
    if (text) stpcpy(stpcpy(text, a), b);
    return text;
}

static const char **texts(Making *m, size_t count)
{
    const char **text = myn_arena_zero(m->memory, count, sizeof *text);
    m->failed |= !text;
    return text;
}

static void add_labels(Making *m, const char *dim, const myn_demand_name *name, size_t count)
{
    const char **en = texts(m, count), **cy = texts(m, count);
    for (size_t i = 0; !m->failed && i < count; i++) {
        en[i] = myn_label_text(name[i].label, MYN_LANG_EN, name[i].code);
        cy[i] = myn_label_text(name[i].label, MYN_LANG_CY, name[i].code);
    }
    add(m, (myn_annex_array){
               .name = joined(m, dim, "_label_en"), .dim = {dim}, .rank = 1, .as = MYN_AS_TEXT, .at = en});
    add(m, (myn_annex_array){
               .name = joined(m, dim, "_label_cy"), .dim = {dim}, .rank = 1, .as = MYN_AS_TEXT, .at = cy});
}

static void add_figures(Making *m)
{
    static const char *const bound[] = {"", "_lower", "_upper"};
    for (size_t k = 0; k < MYN_DEMAND_FIGURES; k++) {
        const double *at[] = {m->d->mean[k], m->d->lower[k], m->d->upper[k]};
        for (size_t b = 0; b < 3; b++)
            add(m, (myn_annex_array){.name = joined(m, figure_name[k], bound[b]),
                                     .dim = {"scenario", "service", "year", "place"},
                                     .rank = 4,
                                     .as = MYN_AS_REAL,
                                     .at = at[b],
                                     .long_name = figure_says[k]});
    }
}

/* Own areas, then the larger ones. */
static void add_places(Making *m, const char **code)
{
    const myn_demand *d = m->d;
    const char **en = texts(m, d->areas), **cy = texts(m, d->areas);
    size_t own = d->labels->areas->count;
    for (size_t i = 0; !m->failed && i < d->areas; i++) {
        const myn_area *area = i < own ? &d->labels->areas->at[i]
                                       : &d->labels->parents->at[d->larger[i - own]];
        code[i] = area->code;
        en[i] = myn_area_name(area, MYN_LANG_EN);
        cy[i] = myn_area_name(area, MYN_LANG_CY);
    }
    add(m,
        (myn_annex_array){.name = "place_name_en", .dim = {"place"}, .rank = 1, .as = MYN_AS_TEXT, .at = en});
    add(m,
        (myn_annex_array){.name = "place_name_cy", .dim = {"place"}, .rank = 1, .as = MYN_AS_TEXT, .at = cy});
}

static void add_rest(Making *m)
{
    const myn_demand *d = m->d;
    int32_t *shelf = myn_arena_zero(m->memory, d->services, sizeof *shelf);
    m->failed |= !shelf;
    for (size_t i = 0; shelf && i < d->services; i++) shelf[i] = (int32_t)d->shelf[i];
    add(m,
        (myn_annex_array){.name = "shelf_life",
                          .dim = {"service"},
                          .rank = 1,
                          .as = MYN_AS_WHOLE,
                          .at = shelf,
                          .long_name = "years ahead at which 80 % of areas were within 10 % in a back-test",
                          .missing = -1,
                          .may_lack = true});
    add(m, (myn_annex_array){.name = "people",
                             .dim = {"scenario", "year", "place"},
                             .rank = 3,
                             .as = MYN_AS_REAL,
                             .at = d->people,
                             .long_name = "people of all ages"});
    add(m, (myn_annex_array){.name = "people_spread",
                             .dim = {"year"},
                             .rank = 1,
                             .as = MYN_AS_REAL,
                             .at = d->spread,
                             .long_name = "standard deviation of the logarithm of an area's people"});
}

myn_status myn_demand_add(const myn_demand *d, const char *in, const char *out, const char *command,
                          myn_diag *diag)
{
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    if (status) return status;
    Making m = {d, memory, myn_arena_zero(memory, ARRAYS, sizeof(myn_annex_array)), 0, false};
    const char **scenario = texts(&m, d->scenarios), **service = texts(&m, d->services),
               **place = texts(&m, d->areas);
    double *year = myn_arena_zero(memory, d->years, sizeof *year);
    m.failed |= !m.array || !year;
    if (!m.failed) {
        for (size_t i = 0; i < d->scenarios; i++) scenario[i] = d->scenario[i].code;
        for (size_t i = 0; i < d->services; i++) service[i] = d->service[i].code;
        for (size_t i = 0; i < d->years; i++) year[i] = (double)(d->first_year + (long)i);
        add_labels(&m, "scenario", d->scenario, d->scenarios);
        add_labels(&m, "service", d->service, d->services);
        add_places(&m, place);
        add_figures(&m);
        add_rest(&m);
    }
    const myn_annex_dimension dimension[DIMENSIONS] = {
        {"scenario", d->scenarios, scenario, NULL, "scenario, baseline first"},
        {"service", d->services, service, NULL, NULL},
        {"year", d->years, NULL, year, NULL},
        {"place", d->areas, place, NULL, "areas, then the larger ones they sum to"}};
    const myn_provenance_text text = {"demand.yml", d->plan_text};
    const myn_annex annex = {.group = "demand",
                             .long_name = "needs assessment: people by age times rates by age",
                             .dimension = dimension,
                             .dimensions = DIMENSIONS,
                             .array = m.array,
                             .arrays = m.arrays};
    const myn_annex_source source = {command, &text, 1, d->file, d->files};
    status = m.failed ? MYN_ERR_MEMORY : myn_store_add(in, out, &annex, 1, &source, diag);
    myn_arena_free(memory);
    return status;
}
