/* People by age and rates by age, out of their tables: every area, sex, age and year there once. */
#include "run/demand.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers of a row ---- */

static bool read_whole(const char *text, long least, long most, long *out)
{
    double value;
    if (!text || !myn_number_read(text, strlen(text), &value)) return false;
    if (value != floor(value) || !(value >= (double)least) || !(value <= (double)most)) return false;
    *out = (long)value;
    return true;
}

static bool read_positive(const char *text, double *out)
{
    return text && myn_number_read(text, strlen(text), out) && isfinite(*out) && *out >= 0;
}

/* ---- people ---- */

typedef struct {
    uint32_t variant, area, sex;
    long age, year;
    double people;
    size_t line;
} PeopleRow;

typedef struct {
    const Plan *plan;
    const myn_areas *areas;
    People *out;
    PeopleRow *row;
    size_t rows, room, wrong;
    myn_diag *diag;
    myn_place last;
} PeopleReading;

static void wrong_text(size_t *wrong, myn_diag *diag, myn_place at, const char *text, const char *expected)
{
    myn_diag_add(diag, MYN_ERROR, at, "'%s' is no %s", text ? text : "", expected);
    (*wrong)++;
}

static myn_status keep_row(PeopleReading *r, const PeopleRow *row)
{
    if (r->rows == r->room) {
        size_t room = 2 * r->room + 4096;
        PeopleRow *grown = reallocarray(r->row, room, sizeof *grown);
        if (!grown) return MYN_ERR_MEMORY;
        r->row = grown;
        r->room = room;
    }
    r->row[r->rows++] = *row;
    return MYN_OK;
}

static myn_status take_people(void *reading, const char *const *field, myn_place at)
{
    PeopleReading *r = reading;
    PeopleRow row = {.line = at.line};
    size_t number, area = myn_areas_find(r->areas, field[0], strlen(field[0])), before = r->wrong;
    r->last = at;
    if (area == MYN_NONE) {
        myn_diag_add(r->diag, MYN_ERROR, at, "the store has no area %s", field[0]);
        r->wrong++;
    }
    if (!read_whole(field[2], 0, AGES - 1, &row.age))
        wrong_text(&r->wrong, r->diag, at, field[2], "age from 0 to 129");
    if (!read_whole(field[3], 1800, 2300, &row.year)) wrong_text(&r->wrong, r->diag, at, field[3], "year");
    if (!read_positive(field[4], &row.people))
        wrong_text(&r->wrong, r->diag, at, field[4], "number of people of at least 0");
    if (r->wrong > before) return MYN_OK;
    const char *variant = field[5] && *field[5]      ? field[5]
                          : r->plan->population.base ? r->plan->population.base
                                                     : "";
    myn_status status = myn_names_add(r->out->variant, variant, strlen(variant), &number);
    row.variant = (uint32_t)number;
    if (!status) status = myn_names_add(r->out->sex, field[1], strlen(field[1]), &number);
    row.sex = (uint32_t)number;
    row.area = (uint32_t)area;
    return status ? status : keep_row(r, &row);
}

static void measure(PeopleReading *r)
{
    People *p = r->out;
    p->first_year = r->row[0].year;
    p->last_year = r->row[0].year;
    for (size_t i = 0; i < r->rows; i++) {
        if (r->row[i].year < p->first_year) p->first_year = r->row[i].year;
        if (r->row[i].year > p->last_year) p->last_year = r->row[i].year;
        if ((size_t)r->row[i].age >= p->ages) p->ages = (size_t)r->row[i].age + 1;
    }
    p->variants = myn_names_count(p->variant);
    p->sexes = myn_names_count(p->sex);
    p->years = (size_t)(p->last_year - p->first_year) + 1;
    p->areas = r->areas->count;
}

static myn_status spread_rows(PeopleReading *r, myn_arena *memory)
{
    People *p = r->out;
    size_t cells = p->variants * p->years * p->areas * p->sexes * p->ages;
    p->at = myn_arena_get(memory, cells * sizeof *p->at);
    if (!p->at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < cells; i++) p->at[i] = NAN;
    for (size_t i = 0; i < r->rows; i++) {
        const PeopleRow *row = &r->row[i];
        double *cell = people_at(p, row->variant, (size_t)(row->year - p->first_year), row->area, row->sex) +
                       row->age;
        if (!isnan(*cell)) {
            myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->last.file, row->line, 0},
                         "%s, %s, age %ld, %ld is there twice; expected one row for each",
                         r->areas->at[row->area].code, myn_names_at(p->sex, row->sex), row->age, row->year);
            r->wrong++;
        }
        *cell = row->people;
    }
    return MYN_OK;
}

/* Estimates stand under the base variant; each variant has every year after them, every age of every area. */
static void find_gaps(PeopleReading *r)
{
    const People *p = r->out;
    size_t lacking = 0;
    for (size_t v = 0; v < p->variants; v++)
        for (size_t y = 0; y < p->years; y++) {
            long year = p->first_year + (long)y;
            bool estimate = year <= r->plan->population.estimates_to;
            if (v && estimate) continue;
            for (size_t a = 0; a < p->areas; a++)
                for (size_t s = 0; s < p->sexes; s++)
                    for (size_t age = 0; age < p->ages; age++) {
                        if (!isnan(people_at(p, v, y, a, s)[age])) continue;
                        if (lacking++ < 20)
                            myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->last.file, 0, 0},
                                         "there are no people of %s, %s, age %zu, %ld%s%s; expected every "
                                         "age of every area "
                                         "and year",
                                         r->areas->at[a].code, myn_names_at(p->sex, s), age, year,
                                         p->variants > 1 ? ", variant " : "",
                                         p->variants > 1 ? myn_names_at(p->variant, v) : "");
                    }
        }
    if (lacking > 20)
        myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->last.file, 0, 0}, "and %zu more", lacking - 20);
    r->wrong += lacking;
}

static void check_years(PeopleReading *r)
{
    const People *p = r->out;
    const Plan *plan = r->plan;
    if (plan->first_year >= p->first_year && plan->last_year <= p->last_year) return;
    myn_diag_add(r->diag, MYN_ERROR, plan->population.at,
                 "the plan asks for %ld to %ld, and the table has %ld to %ld", plan->first_year,
                 plan->last_year, p->first_year, p->last_year);
    r->wrong++;
}

static void check_variants(PeopleReading *r)
{
    for (size_t i = 1; i < r->plan->scenarios; i++) {
        const ScenarioPlan *scenario = &r->plan->scenario[i];
        if (!scenario->variant ||
            myn_names_find(r->out->variant, scenario->variant, strlen(scenario->variant)) != MYN_NONE)
            continue;
        myn_diag_add(r->diag, MYN_ERROR, scenario->at, "the population has no variant \"%s\"",
                     scenario->variant);
        r->wrong++;
    }
}

myn_status myn_demand_people(const Plan *plan, const char *folder, const myn_areas *areas, myn_arena *memory,
                             myn_diag *diag, People *out)
{
    const PopulationPlan *how = &plan->population;
    const char *const column[] = {how->area, how->sex, how->age, how->year, how->value, how->variant};
    const myn_source_file source = {.file = how->file, .at = how->at, .dialect = myn_dialect_default()};
    *out = (People){0};
    PeopleReading r = {plan, areas, out, NULL, 0, 0, 0, diag, how->at};
    size_t base;
    myn_status status = myn_names_new(&out->variant);
    if (!status) status = myn_names_new(&out->sex);
    if (!status)
        status = myn_names_add(out->variant, how->base ? how->base : "", how->base ? strlen(how->base) : 0,
                               &base);
    if (!status)
        status = myn_source_records(&source, folder, column, 6, take_people, &r, diag, &out->account);
    r.last.file = how->file;
    if (!status && r.rows) {
        measure(&r);
        status = spread_rows(&r, memory);
        if (!status) find_gaps(&r);
        if (!status) check_years(&r);
        if (!status) check_variants(&r);
    }
    free(r.row);
    return status ? status : r.wrong || !r.rows ? MYN_ERR_DATA : MYN_OK;
}

/* ---- rates ---- */

typedef struct {
    const Plan *plan;
    const People *people;
    Rates *out;
    size_t wrong;
    myn_diag *diag;
    myn_place last;
} RatesReading;

static size_t find_code(const Plan *plan, const char *code)
{
    for (size_t i = 0; i < plan->services; i++)
        if (strcmp(plan->service[i].code, code) == 0) return i;
    return MYN_NONE;
}

/* The limits as a standard deviation of the logarithm. */
static bool read_spread(const char *const *field, double rate, double *out)
{
    double lower, upper;
    *out = 0;
    if (!field[5] || !*field[5] || !field[6] || !*field[6]) return true;
    if (!read_positive(field[5], &lower) || !read_positive(field[6], &upper)) return false;
    if (!(lower > 0) || lower > rate || upper < rate) return rate == 0;
    *out = log(upper / lower) / (2 * 1.959963984540054);
    return true;
}

static myn_status take_rate(void *reading, const char *const *field, myn_place at)
{
    RatesReading *r = reading;
    Rate rate = {.service = find_code(r->plan, field[0]), .sex = SIZE_MAX, .to = AGES - 1};
    size_t before = r->wrong;
    r->last = at;
    if (rate.service == MYN_NONE) wrong_text(&r->wrong, r->diag, at, field[0], "service of the plan");
    if (*field[1]) rate.sex = myn_names_find(r->people->sex, field[1], strlen(field[1]));
    if (*field[1] && rate.sex == MYN_NONE)
        wrong_text(&r->wrong, r->diag, at, field[1], "sex that the population has (blank: both)");
    if (!read_whole(field[2], 0, AGES - 1, &rate.from))
        wrong_text(&r->wrong, r->diag, at, field[2], "age from 0 to 129");
    if (*field[3] && !read_whole(field[3], rate.from, AGES - 1, &rate.to))
        wrong_text(&r->wrong, r->diag, at, field[3], "age from the band's first to 129 (blank: and over)");
    if (!read_positive(field[4], &rate.rate))
        wrong_text(&r->wrong, r->diag, at, field[4], "rate of at least 0");
    if (r->wrong == before && !read_spread(field, rate.rate, &rate.spread))
        wrong_text(&r->wrong, r->diag, at, field[4], "rate between its limits, both above 0");
    if (r->wrong > before) return MYN_OK;
    rate.rate /= r->plan->rates.per;
    if (r->out->rates == r->out->room) {
        size_t room = 2 * r->out->room + 64;
        Rate *grown = reallocarray(r->out->rate, room, sizeof *grown);
        if (!grown) return MYN_ERR_MEMORY;
        r->out->rate = grown;
        r->out->room = room;
    }
    r->out->rate[r->out->rates++] = rate;
    return MYN_OK;
}

/* Each age of each sex has one rate of each service. */
static void check_bands(RatesReading *r)
{
    for (size_t s = 0; s < r->plan->services; s++)
        for (size_t x = 0; x < r->people->sexes; x++)
            for (size_t age = 0; age < r->people->ages; age++) {
                size_t count = 0;
                for (size_t i = 0; i < r->out->rates; i++) {
                    const Rate *rate = &r->out->rate[i];
                    count += rate->service == s && (rate->sex == SIZE_MAX || rate->sex == x) &&
                             rate->from <= (long)age && (long)age <= rate->to;
                }
                if (count == 1) continue;
                myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->plan->rates.file, 0, 0},
                             "%s, %s: age %zu has %s; expected bands that meet without a gap or an overlap",
                             r->plan->service[s].code, myn_names_at(r->people->sex, x), age,
                             count ? "more than one rate" : "no rate");
                r->wrong++;
                break;
            }
}

myn_status myn_demand_rates(const Plan *plan, const char *folder, const People *people, myn_arena *memory,
                            myn_diag *diag, Rates *out)
{
    const RatesPlan *how = &plan->rates;
    const char *const column[] = {how->service, how->sex,   how->from, how->to,
                                  how->rate,    how->lower, how->upper};
    const myn_source_file source = {.file = how->file, .at = how->at, .dialect = myn_dialect_default()};
    (void)memory;
    *out = (Rates){0};
    RatesReading r = {plan, people, out, 0, diag, how->at};
    myn_status status = myn_source_records(&source, folder, column, 7, take_rate, &r, diag, &out->account);
    if (!status && !r.wrong) check_bands(&r);
    return status ? status : r.wrong ? MYN_ERR_DATA : MYN_OK;
}
