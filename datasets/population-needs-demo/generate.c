/* Writes the tables of the synthetic needs assessment: the same bytes every time.
 *
 *     population-needs-demo-generate FOLDER
 *
 * Invented people of four invented places, by sex and single year of age: a population of 2010 is moved on year by year, each
 * age one older less those who die (Gompertz: h = a exp(b age)), plus births (a rate a woman of 20 to 39) and people who move
 * in or out (by age, a share of the place). The variants differ in migration after 2024: principal, high, low. Nothing
 * in it comes from a real figure. */
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 4, SEXES = 2, AGES = 91, FIRST = 2010, ESTIMATES_TO = 2024, LAST = 2044, VARIANTS = 3 };

typedef struct {
    const char *code, *name_en, *name_cy;
    double people, old; /* in 2010; how much older than the others */
    double move;        /* who move in, net, a year and person */
} place;

static const place places[PLACES] = {
    {"S01", "Northport (synthetic)", "Porth y Gogledd (synthetig)", 9000, .02, .002},
    {"S02", "Middleham (synthetic)", "Y Canol (synthetig)", 15000, .0, .004},
    {"S03", "Easthill (synthetic)", "Bryn y Dwyrain (synthetig)", 6000, -.012, .006},
    {"S04", "Southbay (synthetic)", "Bae'r De (synthetig)", 4000, .035, -.001}};
static const char *const variants[VARIANTS] = {"principal", "high", "low"};
static const double extra[VARIANTS] = {0, .004, -.004};
static const char *const sexes[SEXES] = {"F", "M"};

typedef double people[SEXES][AGES];

/* The chance of dying within a year. */
static double mortality(size_t sex, size_t age)
{
    double hazard = (sex ? 3.2e-5 : 2.0e-5) * exp(.098 * (double)age);
    return 1 - exp(-fmin(hazard, 2));
}

static void begin(const place *of, people out)
{
    double sum = 0;
    for (size_t s = 0; s < SEXES; s++)
        for (size_t a = 0; a < AGES; a++) {
            double alive = exp(-(s ? 3.2e-5 : 2.0e-5) * (exp(.098 * (double)a) - 1) / .098);
            double boom = 1 + .45 * exp(-pow(((double)a - 47) / 11, 2)); /* many were born around 1963 */
            out[s][a] = alive * boom * exp((of->old - .006) * ((double)a - 40));
            sum += out[s][a];
        }
    for (size_t s = 0; s < SEXES; s++)
        for (size_t a = 0; a < AGES; a++) out[s][a] *= of->people / sum;
}

/* Young adults move most. */
static double moves(size_t age)
{
    return .3 + 2 * exp(-pow(((double)age - 27) / 9, 2));
}

static void move_on(double net, myn_stream *chance, people now)
{
    people next = {{0}};
    double births = 0;
    for (size_t s = 0; s < SEXES; s++)
        for (size_t a = 0; a < AGES; a++) {
            size_t to = a + 1 < AGES ? a + 1 : a;
            next[s][to] += now[s][a] * (1 - mortality(s, a)) * (1 + net * moves(a));
            if (s == 0 && a >= 20 && a < 40) births += .086 * now[s][a];
        }
    births *= 1 + .04 * myn_stream_normal(chance);
    next[0][0] = .488 * births;
    next[1][0] = .512 * births;
    memcpy(now, next, sizeof next);
}

static void put_year(myn_buffer *to, const place *of, const char *variant, int year, people now)
{
    for (size_t s = 0; s < SEXES; s++)
        for (size_t a = 0; a < AGES; a++)
            myn_buffer_format(to, "%s,%s,%zu,%d,%s,%ld\n", of->code, sexes[s], a, year, variant,
                              lround(now[s][a]));
}

static long total(people now, size_t from, size_t to)
{
    long sum = 0;
    for (size_t s = 0; s < SEXES; s++)
        for (size_t a = from; a <= to && a < AGES; a++) sum += lround(now[s][a]);
    return sum;
}

/* History once, under the first variant; then each variant on its own from there. */
static void put_place(myn_buffer *to, myn_buffer *ages, size_t p)
{
    people now, then;
    begin(&places[p], now);
    myn_stream chance = myn_stream_at(2024, p);
    for (int year = FIRST; year <= ESTIMATES_TO; year++) {
        double net = places[p].move + .002 * myn_stream_normal(&chance);
        if (year > FIRST) move_on(net, &chance, now);
        put_year(to, &places[p], variants[0], year, now);
        myn_buffer_format(ages, "%s,%d,%ld,%ld,%ld,%ld\n", places[p].code, year, total(now, 0, AGES - 1),
                          total(now, 0, 15), total(now, 65, AGES - 1), total(now, 85, AGES - 1));
    }
    for (size_t v = 0; v < VARIANTS; v++) {
        myn_stream same = myn_stream_at(2025, p);
        memcpy(then, now, sizeof then);
        for (int year = ESTIMATES_TO + 1; year <= LAST; year++) {
            move_on(places[p].move + extra[v], &same, then);
            put_year(to, &places[p], variants[v], year, then);
        }
    }
}

static int put_file(const char *folder, const char *name, const char *text)
{
    char *path = myn_path_join(folder, name);
    FILE *file = path ? fopen(path, "w") : NULL;
    int failed = !file || fputs(text, file) < 0;
    if (file && fclose(file) != 0) failed = 1;
    if (failed) fprintf(stderr, "%s cannot be written\n", path ? path : name);
    free(path);
    return failed;
}

/* Rates by 1,000, with 95 % limits; invented. */
static const char rates[] =
    "service,sex,age_from,age_to,rate,lower,upper\n"
    "dementia,,0,64,0.5,0.3,0.8\ndementia,F,65,74,22,18,27\ndementia,M,65,74,24,19,30\n"
    "dementia,F,75,84,95,85,106\ndementia,M,75,84,85,74,98\ndementia,F,85,,290,262,321\ndementia,M,85,,225,"
    "196,258\n"
    "home_care,,0,17,2,1.4,2.9\nhome_care,,18,64,6,5,7.2\nhome_care,,65,74,35,30,41\n"
    "home_care,,75,84,120,109,132\nhome_care,,85,,330,305,357\n"
    "school_places,,0,3,0,,\nschool_places,,4,10,985,,\nschool_places,,11,15,960,,\nschool_places,,16,17,480,"
    ",\n"
    "school_places,,18,,0,,\n";

int main(int count, char **argument)
{
    myn_buffer population = {0}, ages = {0}, areas = {0};
    if (count != 2) {
        fprintf(stderr, "usage: population-needs-demo-generate FOLDER\n");
        return 2;
    }
    myn_buffer_put(&population, "area,sex,age,year,variant,people\n");
    myn_buffer_put(&ages, "area,year,people,children,over_65,over_85\n");
    myn_buffer_put(&areas, "code,name_en,name_cy,parent,level\n");
    for (size_t p = 0; p < PLACES; p++) {
        put_place(&population, &ages, p);
        myn_buffer_format(&areas, "%s,%s,%s,S,place\n", places[p].code, places[p].name_en, places[p].name_cy);
    }
    myn_buffer_put(&areas, "S,All four (synthetic),Y pedwar (synthetig),,county\n");
    int failed = population.failed || ages.failed || areas.failed;
    if (!failed)
        failed = put_file(argument[1], "population.csv", population.at) |
                 put_file(argument[1], "ages.csv", ages.at) | put_file(argument[1], "areas.csv", areas.at) |
                 put_file(argument[1], "rates.csv", rates);
    myn_buffer_free(&areas);
    myn_buffer_free(&ages);
    myn_buffer_free(&population);
    return failed ? 3 : 0;
}
