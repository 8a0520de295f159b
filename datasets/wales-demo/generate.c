/* Writes the tables of the synthetic data set wales-demo into a folder: the same bytes every time.
 *
 *     wales-demo-generate FOLDER
 *
 * A figure is   centre + drift t + scale (a prosperity + b green + c own + wobble noise),   c^2 = 1 - a^2 -
 * b^2, with t the years since 2018, prosperity and green two factors of the council, `own` the council's own
 * standing in that series and `noise` new every year, all of them standard normal. Where the series is marked
 * skewed the last term is an exponent, centre exp(scale (...)). Nothing in it comes from a real figure: only
 * codes and names of the councils are real.
 *
 * The tables have on purpose what real tables have: gaps, suppressed and unreliable cells, a slipped decimal
 * point, codes that were retired, a title above the header, Windows-1252. */
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNCILS = 22, YEARS = 6, FIRST_YEAR = 2018 };
static const uint64_t seed = 20180401;

/* Each use of random numbers has streams of its own, so that a new series moves no other. */
enum { JOB_COUNCIL = 0, JOB_SERIES = 100, JOB_GAPS = 200 };

typedef struct {
    const char *code, *retired; /* the code that the table of services still has until 2019, or NULL */
    const char *name_en, *name_cy, *name_windows;
} council;

static const council councils[COUNCILS] = {
    {"W06000001", NULL, "Isle of Anglesey", "Ynys Môn", "Ynys M\xf4n"},
    {"W06000002", NULL, "Gwynedd", "Gwynedd", NULL},
    {"W06000003", NULL, "Conwy", "Conwy", NULL},
    {"W06000004", NULL, "Denbighshire", "Sir Ddinbych", NULL},
    {"W06000005", NULL, "Flintshire", "Sir y Fflint", NULL},
    {"W06000006", NULL, "Wrexham", "Wrecsam", NULL},
    {"W06000008", NULL, "Ceredigion", "Ceredigion", NULL},
    {"W06000009", NULL, "Pembrokeshire", "Sir Benfro", NULL},
    {"W06000010", NULL, "Carmarthenshire", "Sir Gaerfyrddin", NULL},
    {"W06000011", NULL, "Swansea", "Abertawe", NULL},
    {"W06000012", NULL, "Neath Port Talbot", "Castell-nedd Port Talbot", NULL},
    {"W06000013", NULL, "Bridgend", "Pen-y-bont ar Ogwr", NULL},
    {"W06000014", NULL, "Vale of Glamorgan", "Bro Morgannwg", NULL},
    {"W06000015", NULL, "Cardiff", "Caerdydd", NULL},
    {"W06000016", NULL, "Rhondda Cynon Taf", "Rhondda Cynon Taf", NULL},
    {"W06000018", NULL, "Caerphilly", "Caerffili", NULL},
    {"W06000019", NULL, "Blaenau Gwent", "Blaenau Gwent", NULL},
    {"W06000020", NULL, "Torfaen", "Tor-faen", NULL},
    {"W06000021", NULL, "Monmouthshire", "Sir Fynwy", NULL},
    {"W06000022", NULL, "Newport", "Casnewydd", NULL},
    {"W06000023", "W06000007", "Powys", "Powys", NULL},
    {"W06000024", "W06000017", "Merthyr Tydfil", "Merthyr Tudful", NULL},
};

typedef enum { SURVEY, SERVICE, ECONOMY } table;

typedef struct {
    table in;
    const char *name, *measure; /* measure: surveys only */
    int decimals;
    double centre, scale, drift;      /* the last a year */
    double prosperity, green, wobble; /* loadings */
    double least, most;               /* what the figure can be */
    double error;                     /* surveys: standard error */
    bool skewed, biennial;
} series;

// clang-format off
static const series all_series[] = {
    {SURVEY, "happiness", "Mean", 2, 7.45, 0.14, -0.01, 0.5, 0.4, 0.5, 0, 10, 0.09, false, false},
    {SURVEY, "anxiety", "Mean", 2, 3.0, 0.18, 0.04, -0.4, -0.4, 0.5, 0, 10, 0.12, false, false},
    {SURVEY, "satisfaction", "Mean", 2, 7.6, 0.13, -0.02, 0.6, 0.3, 0.4, 0, 10, 0.08, false, false},
    {SURVEY, "worthwhile", "Mean", 2, 7.8, 0.12, -0.01, 0.5, 0.4, 0.4, 0, 10, 0.08, false, false},
    {SURVEY, "loneliness", "Per cent", 1, 15.5, 2.2, -0.3, -0.6, -0.2, 0.4, 0, 100, 1.2, false, true},
    {SURVEY, "volunteering", "Per cent", 1, 28, 3.5, 0.2, 0.4, 0.5, 0.3, 0, 100, 1.6, false, true},
    {SURVEY, "area_satisfaction", "Per cent", 1, 85, 4.5, -0.3, 0.6, 0.5, 0.3, 0, 100, 1.5, false, false},
    {SURVEY, "physical_activity", "Per cent", 1, 54, 3.4, 0.4, 0.6, 0.3, 0.4, 0, 100, 1.8, false, false},
    {SURVEY, "smoking", "Per cent", 1, 17, 2.1, -0.7, -0.7, -0.2, 0.4, 0, 100, 1.3, false, false},
    {SURVEY, "damp_homes", "Per cent", 1, 8.5, 1.6, -0.1, -0.6, 0.2, 0.3, 0, 100, 0.9, false, false},
    {SURVEY, "active_travel", "Per cent", 1, 56, 4.0, 0.5, 0.2, -0.6, 0.3, 0, 100, 1.9, false, false},
    {SURVEY, "employment_rate", "Per cent", 1, 73.5, 2.8, 0.1, 0.7, 0.1, 0.5, 0, 100, 1.4, false, false},
    {SURVEY, "unemployment", "Per cent", 1, 4.3, 0.7, -0.08, -0.7, -0.3, 0.4, 0, 100, 0.6, false, false},
    {SURVEY, "no_qualifications", "Per cent", 1, 8.5, 2.0, -0.25, -0.8, -0.2, 0.3, 0, 100, 0.9, false, false},
    {SURVEY, "level_3", "Per cent", 1, 60, 5.0, 0.6, 0.8, 0, 0.3, 0, 100, 2.0, false, false},
    {SERVICE, "green_space", NULL, 1, 62, 8, 0.2, 0.1, 0.8, 0.05, 0, 100, 0, false, false},
    {SERVICE, "air_quality", NULL, 2, 7.1, 0.9, -0.22, 0.1, -0.8, 0.2, 0, 30, 0, false, false},
    {SERVICE, "clean_streets", NULL, 1, 94.5, 2.0, 0.1, 0.3, 0.5, 0.4, 0, 100, 0, false, false},
    {SERVICE, "new_homes", NULL, 1, 4.3, 1.5, -0.1, 0.4, -0.1, 0.6, 0, 30, 0, false, false},
    {SERVICE, "healthy_weight", NULL, 1, 72.5, 3.0, -0.3, 0.7, 0.2, 0.3, 0, 100, 0, false, false},
    {SERVICE, "attendance", NULL, 1, 93.4, 0.8, -0.15, 0.7, 0.2, 0.3, 0, 100, 0, false, false},
    {SERVICE, "attainment", NULL, 1, 355, 14, 1.2, 0.8, 0.1, 0.3, 0, 600, 0, false, false},
    {SERVICE, "adult_learners", NULL, 1, 45, 8, -1.5, -0.2, -0.1, 0.3, 0, 200, 0, false, false},
    {SERVICE, "neet", NULL, 1, 2.3, 0.6, 0.02, -0.7, -0.2, 0.4, 0, 100, 0, false, false},
    {SERVICE, "recycling", NULL, 1, 62.5, 3.5, 0.7, 0.2, 0.5, 0.3, 0, 100, 0, false, false},
    {SERVICE, "residual_waste", NULL, 0, 190, 24, -4.5, -0.1, -0.5, 0.3, 40, 1000, 0, false, false},
    {SERVICE, "efficient_homes", NULL, 1, 36, 5, 1.6, 0.3, -0.6, 0.1, 0, 100, 0, false, false},
    {SERVICE, "healthy_life_female", NULL, 1, 61.6, 2.6, -0.2, 0.75, 0.3, 0.2, 40, 90, 0, false, false},
    {SERVICE, "healthy_life_male", NULL, 1, 61.0, 2.5, -0.15, 0.75, 0.2, 0.2, 40, 90, 0, false, false},
    {SERVICE, "child_poverty", NULL, 1, 21.5, 3.4, 0.3, -0.85, 0, 0.15, 0, 100, 0, false, false},
    {ECONOMY, "affordability", NULL, 2, 5.6, 0.9, 0.08, 0.6, 0.4, 0.2, 1, 30, 0, false, false},
    {ECONOMY, "weekly_pay", NULL, 1, 560, 36, 2.5, 0.75, -0.2, 0.3, 100, 2000, 0, false, false},
    {ECONOMY, "household_income", NULL, 0, 17900, 1500, 60, 0.85, 0.2, 0.1, 1000, 90000, 0, false, false},
    {ECONOMY, "business_births", NULL, 1, 11.2, 1.5, -0.2, 0.3, -0.3, 0.4, 0, 100, 0, false, false},
    {ECONOMY, "business_survival", NULL, 1, 57, 4.0, -0.2, 0.5, 0.4, 0.5, 0, 100, 0, false, false},
    {ECONOMY, "output_per_hour", NULL, 2, 32, 3.6, 0.3, 0.6, -0.3, 0.15, 5, 200, 0, false, false},
    {ECONOMY, "greenhouse_gases", NULL, 2, 5.6, 0.38, -0.15, -0.2, -0.1, 0.05, 0.5, 80, 0, true, false},
    {ECONOMY, "electricity_use", NULL, 0, 3150, 240, -55, 0.3, 0.5, 0.1, 500, 9000, 0, false, false},
};
// clang-format on
enum { SERIES = sizeof all_series / sizeof *all_series };

typedef struct {
    double prosperity[COUNCILS], green[COUNCILS];
    double cars[COUNCILS], electric_share[COUNCILS]; /* in 2018; cars also stand for size */
    double figure[SERIES][COUNCILS][YEARS];
} country;

static double clamp(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

static void draw_councils(country *out)
{
    for (size_t c = 0; c < COUNCILS; c++) {
        myn_stream draw = myn_stream_at(seed, JOB_COUNCIL + c);
        out->prosperity[c] = myn_stream_normal(&draw);
        out->green[c] = myn_stream_normal(&draw);
        out->cars[c] = 30000 + 140000 * myn_stream_uniform(&draw) * myn_stream_uniform(&draw);
        out->electric_share[c] = 0.003 * (1 + 0.2 * out->prosperity[c] + 0.15 * myn_stream_normal(&draw));
        if (out->electric_share[c] < 0.001) out->electric_share[c] = 0.001;
    }
}

static void draw_series(country *out, size_t s)
{
    const series *how = &all_series[s];
    double rest = sqrt(1 - how->prosperity * how->prosperity - how->green * how->green);
    myn_stream draw = myn_stream_at(seed, JOB_SERIES + s);
    for (size_t c = 0; c < COUNCILS; c++) {
        double standing = how->prosperity * out->prosperity[c] + how->green * out->green[c] +
                          rest * myn_stream_normal(&draw);
        for (size_t t = 0; t < YEARS; t++) {
            double now = how->scale * (standing + how->wobble * myn_stream_normal(&draw));
            double level = how->centre + how->drift * (double)t;
            out->figure[s][c][t] = clamp(how->skewed ? level * exp(now) : level + now, how->least, how->most);
        }
    }
}

/* A draw of its own for the question whether this cell is a gap. */
static double chance(size_t s, size_t c, size_t t)
{
    myn_stream draw = myn_stream_at(seed, JOB_GAPS + s);
    draw.counter = c * YEARS + t;
    return myn_stream_uniform(&draw);
}

static bool is(size_t s, const char *name)
{
    return strcmp(all_series[s].name, name) == 0;
}

/* What stands instead of the figure, or NULL. Years count from 2018. */
static const char *gap(const country *of, size_t s, size_t c, size_t t)
{
    bool small = of->cars[c] < 50000;
    if (is(s, "clean_streets") && t == 2) return "";
    if (is(s, "attainment") && (t == 2 || t == 3)) return "[x]";
    if ((is(s, "neet") || is(s, "adult_learners")) && small && chance(s, c, t) < 0.3) return "[c]";
    if (is(s, "no_qualifications") && small && chance(s, c, t) < 0.2) return "[u]";
    if (all_series[s].in == SURVEY && chance(s, c, t) < 0.015) return "[x]";
    return NULL;
}

/* Residual waste in Ceredigion in 2021: the decimal point slipped by one place. */
static double as_published(const country *of, size_t s, size_t c, size_t t)
{
    double slip = is(s, "residual_waste") && c == 6 && t == 3 ? 10 : 1;
    return of->figure[s][c][t] * slip;
}

static void put_number(myn_buffer *to, double value, int decimals)
{
    char text[MYN_NUMBER_TEXT];
    myn_fixed_text(value, decimals, text);
    myn_buffer_put(to, text);
}

/* ---- surveys.csv: long, with confidence limits and the figure for Wales ---- */

static void survey_start(myn_buffer *to, size_t s, size_t t, const char *code, const char *name)
{
    size_t start = FIRST_YEAR - 1 + t;
    myn_buffer_format(to, "%s,%s,%s,%s,%zu-%02zu,", code, name, all_series[s].name, all_series[s].measure,
                      start, (start + 1) % 100);
}

static void survey_council(myn_buffer *to, const country *of, size_t s, size_t c, size_t t)
{
    const series *how = &all_series[s];
    double value = of->figure[s][c][t], reach = 1.96 * how->error;
    const char *instead = gap(of, s, c, t);
    survey_start(to, s, t, councils[c].code, councils[c].name_en);
    if (instead) {
        myn_buffer_format(to, "%s,,,\n", instead);
        return;
    }
    put_number(to, value, how->decimals);
    myn_buffer_put(to, ",");
    put_number(to, clamp(value - reach, how->least, how->most), how->decimals);
    myn_buffer_put(to, ",");
    put_number(to, clamp(value + reach, how->least, how->most), how->decimals);
    myn_buffer_put(to, t == YEARS - 1 ? ",p\n" : ",\n");
}

static void survey_wales(myn_buffer *to, const country *of, size_t s, size_t t)
{
    double sum = 0, cars = 0;
    for (size_t c = 0; c < COUNCILS; c++) {
        sum += of->cars[c] * of->figure[s][c][t];
        cars += of->cars[c];
    }
    survey_start(to, s, t, "W92000004", "Wales");
    put_number(to, sum / cars, all_series[s].decimals);
    myn_buffer_put(to, t == YEARS - 1 ? ",,,p\n" : ",,,\n");
}

static void write_surveys(myn_buffer *to, const country *of)
{
    myn_buffer_put(to, "area_code,area_name,indicator,measure,period,value,lower,upper,status\n");
    for (size_t s = 0; s < SERIES; s++) {
        if (all_series[s].in != SURVEY) continue;
        for (size_t t = 0; t < YEARS; t += all_series[s].biennial ? 2 : 1) {
            for (size_t c = 0; c < COUNCILS; c++) survey_council(to, of, s, c, t);
            survey_wales(to, of, s, t);
        }
    }
}

/* ---- services.csv: wide, a row a council and year; codes retired by 2020 ---- */

static void service_row(myn_buffer *to, const country *of, size_t c, size_t t)
{
    const char *code = councils[c].retired && t < 2 ? councils[c].retired : councils[c].code;
    double cars = round(of->cars[c] * (1 + 0.008 * (double)t)), share = of->electric_share[c];
    for (size_t year = 0; year < t; year++) share *= 1.6 + 0.05 * of->prosperity[c];
    myn_buffer_format(to, "%s,%zu", code, FIRST_YEAR + t);
    for (size_t s = 0; s < SERIES; s++) {
        if (all_series[s].in != SERVICE) continue;
        const char *instead = gap(of, s, c, t);
        myn_buffer_put(to, ",");
        if (instead)
            myn_buffer_put(to, instead);
        else
            put_number(to, as_published(of, s, c, t), all_series[s].decimals);
    }
    myn_buffer_put(to, ",");
    put_number(to, cars * share, 0);
    myn_buffer_put(to, ",");
    put_number(to, cars, 0);
    myn_buffer_put(to, "\n");
}

static void write_services(myn_buffer *to, const country *of)
{
    myn_buffer_put(to, "area_code,year");
    for (size_t s = 0; s < SERIES; s++)
        if (all_series[s].in == SERVICE) myn_buffer_format(to, ",%s", all_series[s].name);
    myn_buffer_put(to, ",electric_cars,all_cars\n");
    for (size_t t = 0; t < YEARS; t++)
        for (size_t c = 0; c < COUNCILS; c++) service_row(to, of, c, t);
}

/* ---- economy.csv: wide, a column a series and year; Windows-1252, a title above, 17,900 for 17900 ---- */

static void put_thousands(myn_buffer *to, double value, int decimals)
{
    char text[MYN_NUMBER_TEXT];
    size_t length = myn_fixed_text(value, decimals, text), whole = strcspn(text, ".");
    bool grouped = whole > 3;
    if (grouped) myn_buffer_put(to, "\"");
    for (size_t i = 0; i < length; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) myn_buffer_put(to, ",");
        myn_buffer_add(to, text + i, 1);
    }
    if (grouped) myn_buffer_put(to, "\"");
}

static void write_economy(myn_buffer *to, const country *of)
{
    myn_buffer_put(to, "Economi a charbon: ffigurau gwneud / Economy and carbon: invented figures\n\n");
    myn_buffer_put(to, "Area code,Enw,Name");
    for (size_t s = 0; s < SERIES; s++)
        for (size_t t = 0; t < YEARS && all_series[s].in == ECONOMY; t++)
            myn_buffer_format(to, ",%s %zu", all_series[s].name, FIRST_YEAR + t);
    myn_buffer_put(to, "\n");
    for (size_t c = 0; c < COUNCILS; c++) {
        const char *welsh = councils[c].name_windows ? councils[c].name_windows : councils[c].name_cy;
        myn_buffer_format(to, "%s,%s,%s", councils[c].code, welsh, councils[c].name_en);
        for (size_t s = 0; s < SERIES; s++)
            for (size_t t = 0; t < YEARS && all_series[s].in == ECONOMY; t++) {
                myn_buffer_put(to, ",");
                put_thousands(to, of->figure[s][c][t], all_series[s].decimals);
            }
        myn_buffer_put(to, "\n");
    }
}

static bool write_file(const char *folder, const char *name, void (*write)(myn_buffer *, const country *),
                       const country *of)
{
    myn_buffer text = {0};
    char *path = myn_path_join(folder, name);
    FILE *file = path ? fopen(path, "wb") : NULL;
    write(&text, of);
    bool good = file && !text.failed && fwrite(text.at, 1, text.length, file) == text.length;
    if (file && fclose(file) != 0) good = false;
    if (!good) fprintf(stderr, "wales-demo-generate: cannot write %s in %s\n", name, folder);
    free(path);
    myn_buffer_free(&text);
    return good;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: wales-demo-generate FOLDER\n");
        return 2;
    }
    country *wales = calloc(1, sizeof *wales);
    if (!wales) return 3;
    draw_councils(wales);
    for (size_t s = 0; s < SERIES; s++) draw_series(wales, s);
    bool good = write_file(argv[1], "surveys.csv", write_surveys, wales);
    good = write_file(argv[1], "services.csv", write_services, wales) && good;
    good = write_file(argv[1], "economy.csv", write_economy, wales) && good;
    free(wales);
    return good ? 0 : 3;
}
