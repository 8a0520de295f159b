/* Dwellings by council-tax band: the revaluation of 1 April 2005 is suggested, in the first count after it; forecasts of bands,
 * councils and Wales add up; the last five years, held out, say what that is worth, with the break marked and without. */
#include "suite.h"
#include <math.h>
#include <mynegai/csv.h>
#include <mynegai/run_forecast.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AREAS = 23, YEARS = 31, BANDS = 10, LEAVES = 7, HELD = 5, NODES = 1 + 22 * (1 + LEAVES) };

static const char *const band_word[BANDS] = {"all_properties", "band_a", "band_b", "band_c", "band_d",
                                             "band_e",         "band_f", "band_g", "band_h", "band_i"};

typedef struct {
    char code[AREAS][16];
    double n[AREAS][BANDS][YEARS]; /* NaN: not given */
    size_t areas;
    bool headed;
} Stock;

static char data[512], folder[64], table[128], tree_file[128];
static bool coherent; /* intervals of the next forecasts */

static bool is(const myn_field *f, const char *text)
{
    return f->length == strlen(text) && !memcmp(f->at, text, f->length);
}

static myn_status take(void *ctx, const myn_csv_line *line)
{
    Stock *s = ctx;
    size_t area = 0, band = 0;
    double year;
    if (!s->headed) {
        s->headed = true;
        return MYN_OK;
    }
    while (area < s->areas && !is(&line->field[0], s->code[area])) area++;
    ck_assert_uint_lt(area, AREAS);
    if (area == s->areas) memcpy(s->code[s->areas++], line->field[0].at, line->field[0].length);
    while (band < BANDS && !is(&line->field[3], band_word[band])) band++;
    ck_assert_uint_lt(band, BANDS);
    ck_assert(myn_number_read(line->field[2].at, 4, &year));
    if (!myn_number_read(line->field[4].at, line->field[4].length, &s->n[area][band][(size_t)year - 1993]))
        s->n[area][band][(size_t)year - 1993] = NAN;
    return MYN_OK;
}

static void read_stock(Stock *s)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    memset(s, 0, sizeof *s);
    ck_assert_int_eq(myn_csv_read(data, data, &dialect, take, s, NULL, NULL, &info), MYN_OK);
    ck_assert_uint_eq(s->areas, AREAS);
}

/* Bands A to F, and G and above as what is left of the whole: band I began in 2005, and few dwellings in H are withheld. */
static double leaf(const Stock *s, size_t a, size_t b, size_t t)
{
    double left = s->n[a][0][t];
    if (b < 6) return s->n[a][1 + b][t];
    for (size_t i = 0; i < 6; i++) left -= s->n[a][1 + i][t];
    return fmax(left, 0);
}

static double value(const Stock *s, size_t a, size_t b, size_t t)
{
    return b ? leaf(s, a, b - 1, t) : s->n[a][0][t];
}

/* The years up to the last LEAVE_OUT as a table, and the tree: bands in councils in Wales. */
static void write_files(const Stock *s, size_t leave_out)
{
    FILE *f = fopen(table, "w"), *g = fopen(tree_file, "w");
    ck_assert(f && g);
    fprintf(f, "area,band,year,n\n");
    fprintf(g, "node,parent\n");
    for (size_t a = 0; a < AREAS; a++) {
        bool wales = !strncmp(s->code[a], "W92", 3);
        for (size_t b = 0; b < (wales ? 1 : 1 + LEAVES); b++) {
            for (size_t t = 0; t + leave_out < YEARS; t++)
                fprintf(f, "%s,%zu,%zu,%.0f\n", s->code[a], b, 1993 + t, value(s, a, b, t));
            if (b)
                fprintf(g, "\"%s,%zu\",\"%s,0\"\n", s->code[a], b, s->code[a]);
            else if (!wales)
                fprintf(g, "\"%s,0\",\"W92000004,0\"\n", s->code[a]);
        }
    }
    fclose(f);
    fclose(g);
}

static myn_forecasts *forecast(myn_add_kind add, const char *breaks, size_t threads)
{
    myn_forecasts *out = NULL;
    myn_diag *diag = NULL;
    const myn_forecast_options options = {.horizon = HELD,
                                          .origins = 5,
                                          .low = 0,
                                          .high = INFINITY,
                                          .counts = true,
                                          .threads = threads,
                                          .id = "area,band",
                                          .time = "year",
                                          .value = "n",
                                          .breaks = breaks,
                                          .coherent = coherent,
                                          .add = add,
                                          .tree = tree_file};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    myn_status status = myn_forecast_table(table, &options, diag, &out);
    ck_assert_msg(!status, "%s", myn_diag_kept(diag) ? myn_diag_at(diag, 0)->text : "failed");
    ck_assert_uint_eq(myn_diag_kept(diag), 0); /* councils and bands are the whole, to rounding */
    myn_diag_free(diag);
    ck_assert_uint_eq(out->count, NODES);
    return out;
}

static const myn_series_outlook *outlook_of(const myn_forecasts *f, const char *code, size_t band)
{
    char id[32];
    snprintf(id, sizeof id, "%s,%zu", code, band);
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->series[i].id, id)) return f->series[i].outlook;
    ck_abort_msg("no series %s", id);
    return NULL;
}

/* The revaluation stands in the count of 31 March 2006, and nowhere else as often. */
START_TEST(revaluation_is_suggested)
{
    Stock s;
    read_stock(&s);
    write_files(&s, 0);
    myn_forecasts *f = forecast(MYN_ADD_STRUCTURAL, NULL, 1),
                  *marked = forecast(MYN_ADD_STRUCTURAL, "2006", 1);
    ck_assert_str_eq(f->usual_break, "2006");
    ck_assert_uint_ge(f->usual, 100);
    ck_assert_str_ne(marked->usual_break, "2006");
    ck_assert_uint_lt(marked->suggested, f->suggested / 2);
    printf("of %zu series a break is suggested in %zu, in 2006 in %zu; once that is marked in %zu\n",
           f->count, f->suggested, f->usual, marked->suggested);
    fflush(stdout);
    myn_forecasts_free(f);
    myn_forecasts_free(marked);
}
END_TEST

/* Mean absolute errors, in dwellings, of the years held out: [depth][before, after]. */
static void errors(const Stock *s, const myn_forecasts *f, double out[3][2])
{
    double n[3] = {0};
    memset(out, 0, 6 * sizeof(double));
    for (size_t a = 0; a < AREAS; a++) {
        bool wales = !strncmp(s->code[a], "W92", 3);
        for (size_t b = 0; b < (wales ? 1 : 1 + LEAVES); b++) {
            const myn_series_outlook *o = outlook_of(f, s->code[a], b);
            size_t depth = wales ? 0 : b ? 2 : 1;
            for (size_t h = 0; h < HELD; h++) {
                double y = value(s, a, b, YEARS - HELD + h);
                out[depth][0] += fabs(o->base_mean[h] - y), out[depth][1] += fabs(o->mean[h] - y);
                n[depth]++;
            }
        }
    }
    for (size_t d = 0; d < 3; d++) out[d][0] /= n[d], out[d][1] /= n[d];
}

static void adds_up(const Stock *s, const myn_forecasts *f)
{
    for (size_t h = 0; h < HELD; h++) {
        double all = 0;
        for (size_t a = 0; a < AREAS; a++) {
            double sum = 0, whole = outlook_of(f, s->code[a], 0)->mean[h];
            if (!strncmp(s->code[a], "W92", 3)) continue;
            for (size_t b = 1; b <= LEAVES; b++) {
                double x = outlook_of(f, s->code[a], b)->mean[h];
                ck_assert(x >= 0);
                sum += x;
            }
            ck_assert_double_eq_tol(sum, whole, 1e-9 * whole);
            all += whole;
        }
        ck_assert_double_eq_tol(all, outlook_of(f, "W92000004", 0)->mean[h], 1e-9 * all);
    }
}

START_TEST(held_out_years)
{
    static const char *const marked[] = {NULL, "2006", "2006=start"};
    Stock s;
    read_stock(&s);
    write_files(&s, HELD);
    printf("mean absolute error in dwellings, 2019-23 from 1993-2018, before / after reconciling\n");
    for (size_t m = 0; m < 3; m++)
        for (int how = MYN_ADD_BOTTOM_UP; how < MYN_ADDS; how++) {
            double e[3][2];
            myn_forecasts *f = forecast((myn_add_kind)how, marked[m], 1);
            adds_up(&s, f);
            errors(&s, f, e);
            printf("%-10s %-10s Wales %6.0f %6.0f, councils %5.0f %5.0f, bands %5.1f %5.1f\n",
                   marked[m] ? marked[m] : "unmarked", f->add, e[0][0], e[0][1], e[1][0], e[1][1], e[2][0],
                   e[2][1]);
            fflush(stdout);
            bool projected = how == MYN_ADD_STRUCTURAL || how == MYN_ADD_MINT; /* better at each depth */
            for (size_t d = 0; m == 1 && projected && d < 3; d++) ck_assert(e[d][1] < e[d][0]);
            myn_forecasts_free(f);
        }
}
END_TEST

/* Coverage of the LEVEL-th interval in the years held out, and its mean width in dwellings, by depth. */
static void cover(const Stock *s, const myn_forecasts *f, size_t level, double share[3], double width[3])
{
    double n[3] = {0};
    memset(share, 0, 3 * sizeof *share);
    memset(width, 0, 3 * sizeof *width);
    for (size_t a = 0; a < AREAS; a++) {
        bool wales = !strncmp(s->code[a], "W92", 3);
        for (size_t b = 0; b < (wales ? 1 : 1 + LEAVES); b++) {
            const myn_series_outlook *o = outlook_of(f, s->code[a], b);
            size_t depth = wales ? 0 : b ? 2 : 1;
            for (size_t h = 0; h < HELD; h++) {
                double y = value(s, a, b, YEARS - HELD + h), low = o->lower[level * HELD + h],
                       high = o->upper[level * HELD + h];
                ck_assert(0 <= low && low <= high);
                share[depth] += y >= low && y <= high, width[depth] += high - low;
                n[depth]++;
            }
        }
    }
    for (size_t d = 0; d < 3; d++) share[d] /= n[d], width[d] /= n[d];
}

/* Intervals node by node beside those of paths that add up: neither is to be far from what it says for bands. */
START_TEST(held_out_intervals)
{
    static const char *const marked[] = {NULL, "2006"};
    static const myn_add_kind how[] = {MYN_ADD_STRUCTURAL, MYN_ADD_MINT};
    Stock s;
    double share[3], width[3];
    read_stock(&s);
    write_files(&s, HELD);
    printf("80 and 95 %% intervals, 2019-23 from 1993-2018: coverage and mean width of Wales, councils, "
           "bands\n");
    for (size_t m = 0; m < 2; m++)
        for (size_t k = 0; k < 4; k++) {
            coherent = k % 2;
            myn_forecasts *f = forecast(how[k / 2], marked[m], 1);
            for (size_t level = 0; level < 2; level++) {
                cover(&s, f, level, share, width);
                printf("%-10s %-10s %-10s %zu %% %.2f %6.0f, %.2f %5.0f, %.2f %5.0f\n",
                       marked[m] ? marked[m] : "unmarked", f->add, coherent ? "coherent" : "conformal",
                       level ? (size_t)95 : 80, share[0], width[0], share[1], width[1], share[2], width[2]);
                ck_assert(share[2] > (level ? .85 : .6));
            }
            fflush(stdout);
            myn_forecasts_free(f);
        }
    coherent = false;
}
END_TEST

START_TEST(any_number_of_threads)
{
    Stock s;
    read_stock(&s);
    write_files(&s, 0);
    coherent = true;
    myn_forecasts *one = forecast(MYN_ADD_MINT, "2006", 1), *many = forecast(MYN_ADD_MINT, "2006", 3);
    for (size_t i = 0; i < one->count; i++) {
        ck_assert(
            !memcmp(one->series[i].outlook->mean, many->series[i].outlook->mean, HELD * sizeof(double)));
        ck_assert(!memcmp(one->series[i].outlook->lower, many->series[i].outlook->lower,
                          2 * HELD * sizeof(double)));
    }
    myn_forecasts_free(one);
    myn_forecasts_free(many);
}
END_TEST

static void setup(void)
{
    strcpy(folder, "/tmp/mynegai-tree.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(table, sizeof table, "%s/homes.csv", folder);
    snprintf(tree_file, sizeof tree_file, "%s/tree.csv", folder);
}

static void teardown(void)
{
    unlink(table);
    unlink(tree_file);
    rmdir(folder);
}

Suite *suite(void)
{
    snprintf(data, sizeof data, "%s/wales-councils/council_tax_stock.csv", test_data());
    test_needs(data);
    Suite *s = suite_create("forecasts of dwellings");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, revaluation_is_suggested);
    tcase_add_test(c, held_out_years);
    tcase_add_test(c, held_out_intervals);
    tcase_add_test(c, any_number_of_threads);
    tcase_set_timeout(c, 240);
    suite_add_tcase(s, c);
    return s;
}
