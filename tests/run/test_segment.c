/* Segments of invented areas on a plane, whose groups are plain to see; figures are derived here. */
#include "run/grouped.h"
#include "suite.h"

/* Five around (0, 0), four around (10, 0), three around (0, 10). */
static const Place plane[] = {{"A1", 0, 0, 100},  {"A2", 1, 0, 110},  {"A3", -1, 0, 120},
                              {"A4", 0, 1, 130},  {"A5", 0, -1, 140}, {"B1", 10, 0, 200},
                              {"B2", 12, 0, 210}, {"B3", 10, 2, 220}, {"B4", 8, -2, 230},
                              {"C1", 0, 10, 300}, {"C2", 1, 10, 310}, {"C3", -1, 10, 320}};
#define PLACES (sizeof plane / sizeof *plane)

/* The group's centre, worked out by hand: A (0, 0), B (10, 0), C (0, 10). */
static const double centre[3][2] = {{0, 0}, {10, 0}, {0, 10}};

static size_t group_of(const Place *p)
{
    return (size_t)(p->code[0] - 'A');
}

static double off(const Place *p, size_t group)
{
    return hypot(p->east - centre[group][0], p->north - centre[group][1]);
}

START_TEST(groups)
{
    grouped_build("in.h5", plane, PLACES);
    const myn_segment_options options = grouped_options("in.h5", "out.h5", "3");
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    double within[3] = {0}, people[3] = {0};
    ck_assert_uint_eq(f.segments, 3);
    for (size_t i = 0; i < PLACES; i++) {
        size_t g = group_of(&plane[i]), next = g ? 0 : off(&plane[i], 1) < off(&plane[i], 2) ? 1 : 2;
        if (g && off(&plane[i], 3 - g) < off(&plane[i], 0)) next = 3 - g;
        double own = off(&plane[i], g), second = off(&plane[i], next);
        ck_assert_int_eq(f.label[i], (int32_t)g); /* by size: A, B, C */
        ck_assert_double_eq_tol(figure(&f, "distance", i), own, 1e-12);
        ck_assert_double_eq_tol(figure(&f, "margin", i), (second - own) / second, 1e-12);
        within[g] += own * own;
        people[g] += plane[i].people;
    }
    for (size_t g = 0; g < 3; g++) {
        ck_assert_double_eq_tol(figure(&f, "segment_within", g), within[g], 1e-12);
        ck_assert_double_eq(figure(&f, "segment_population", g), people[g]);
        ck_assert_double_eq_tol(figure(&f, "centre", 2 * g), centre[g][0], 1e-12);
        ck_assert_double_eq_tol(figure(&f, "mean", 2 * g + 1), centre[g][1], 1e-12);
    }
    ck_assert_double_eq_tol(figure(&f, "fit_within", 0), within[0] + within[1] + within[2], 1e-12);
    ck_assert_double_eq(figure(&f, "fit_seen", 0), figure(&f, "fit_restarts", 0)); /* plain to see */
    ck_assert_double_eq(figure(&f, "segment_jaccard", 0), 1);
    ck_assert_double_eq_tol(figure(&f, "mean_of_all", 0), 40. / 12, 1e-12);
    ck_assert(isnan(figure(&f, "index", 0))); /* values below 0: an index has no meaning */
    ck_assert_int_eq(((const int32_t *)of(&f, "exemplar"))[0], 0);
    ck_assert_int_eq(((const int32_t *)of(&f, "exemplar"))[5], 5);
    grouped_close(&f);
}
END_TEST

/* (b - a) / max(a, b) by plain loops. */
static double silhouette(size_t i)
{
    double sum[3] = {0}, count[3] = {0};
    for (size_t j = 0; j < PLACES; j++) {
        if (j == i) continue;
        sum[group_of(&plane[j])] += hypot(plane[i].east - plane[j].east, plane[i].north - plane[j].north);
        count[group_of(&plane[j])]++;
    }
    size_t g = group_of(&plane[i]);
    double a = sum[g] / count[g], b = INFINITY;
    for (size_t o = 0; o < 3; o++)
        if (o != g) b = fmin(b, sum[o] / count[o]);
    return (b - a) / fmax(a, b);
}

START_TEST(how_many)
{
    grouped_build("in.h5", plane, PLACES);
    const myn_segment_options options = grouped_options("in.h5", "out.h5", "2..5");
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    double mean = 0;
    ck_assert_uint_eq(f.segments, 3);
    for (size_t i = 0; i < PLACES; i++) {
        ck_assert_double_eq_tol(figure(&f, "silhouette", i), silhouette(i), 1e-12);
        mean += silhouette(i) / PLACES;
    }
    const double *tried = myn_annex_axis(f.annex, "tried")->number;
    for (size_t r = 0; r < 4; r++) ck_assert_double_eq(tried[r], (double)r + 2);
    ck_assert_double_eq_tol(figure(&f, "mean_silhouette", 1), mean, 1e-12);
    ck_assert_double_eq_tol(figure(&f, "within", 1), 4 + 16 + 2, 1e-12);
    ck_assert(figure(&f, "agreement", 1) > 0.9);
    ck_assert_double_eq(figure(&f, "unstable", 1), 0);
    ck_assert(figure(&f, "gap", 1) > figure(&f, "gap", 0));
    grouped_close(&f);
}
END_TEST

/* Every method sees what is plain to see. */
START_TEST(methods)
{
    static const char *const method[] = {"kmeans", "kmedoids", "ward", "complete", "average"};
    grouped_build("in.h5", plane, PLACES);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "3");
    options.given[MYN_SEGMENT_METHOD] = method[_i];
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    for (size_t i = 0; i < PLACES; i++) ck_assert_int_eq(f.label[i], (int32_t)group_of(&plane[i]));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "method"), method[_i]);
    grouped_close(&f);
}
END_TEST

START_TEST(mixtures)
{
    grouped_build("in.h5", plane, PLACES);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "3");
    options.given[MYN_SEGMENT_METHOD] = "mixture";
    options.given[MYN_SEGMENT_MODEL] = "EII";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    for (size_t i = 0; i < PLACES; i++) ck_assert_int_eq(f.label[i], (int32_t)group_of(&plane[i]));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "model"), "EII");
    grouped_close(&f);
}
END_TEST

/* ---- numbers and names that stay ---- */

/* C has grown: by size it would be the first; A2 and A3 are gone, B4 has gone over to A. */
static const Place later[] = {{"A1", 0, 0, 100},  {"A4", 0, 1, 130},   {"A5", 0, -1, 140}, {"B1", 10, 0, 200},
                              {"B2", 12, 0, 210}, {"B3", 10, 2, 220},  {"B4", 1, 0, 230},  {"C1", 0, 10, 300},
                              {"C2", 1, 10, 310}, {"C3", -1, 10, 320}, {"C4", 0, 11, 330}, {"C5", 0, 9, 340}};

START_TEST(numbers_stay)
{
    char last[256];
    grouped_build("in.h5", plane, PLACES);
    grouped_put("names.csv", "segment,name_en,name_cy\n1,Middle,Canol\n2,East,Dwyrain\n3,North,Gogledd\n");
    myn_segment_options options = grouped_options("in.h5", "last.h5", "3");
    char names[256];
    snprintf(names, sizeof names, "%s", grouped_path("names.csv"));
    options.given[MYN_SEGMENT_NAMES] = names;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    snprintf(last, sizeof last, "%s", grouped_path("last.h5"));
    grouped_build("now.h5", later, sizeof later / sizeof *later);
    options = grouped_options("now.h5", "out.h5", "3");
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_str_eq(segment_of(&f, 0, "C1"), "1"); /* without LIKE, by size */
    grouped_close(&f);
    options.given[MYN_SEGMENT_LIKE] = last;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    f = grouped_open(options.out);
    ck_assert_str_eq(segment_of(&f, 0, "A1"), "1");
    ck_assert_str_eq(segment_of(&f, 0, "B1"), "2");
    ck_assert_str_eq(segment_of(&f, 0, "B4"), "1");
    ck_assert_str_eq(segment_of(&f, 0, "C4"), "3");
    ck_assert_str_eq(((const char *const *)of(&f, "name_cy"))[2], "Gogledd");
    ck_assert_double_eq(figure(&f, "segment_kept", 0), 1); /* all of A that are still there */
    ck_assert_double_eq(figure(&f, "segment_kept", 1), 0.75);
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "areas_in_both"), "10");
    grouped_close(&f);
}
END_TEST

/* One segment less: the others keep their numbers, and the one that went leaves a gap. */
START_TEST(a_number_goes)
{
    char last[256];
    grouped_build("in.h5", plane, PLACES);
    myn_segment_options options = grouped_options("in.h5", "last.h5", "3");
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    snprintf(last, sizeof last, "%s", grouped_path("last.h5"));
    static const Place two[] = {
        {"A1", 0, 0, 1}, {"A2", 1, 0, 1}, {"C1", 0, 10, 1}, {"C2", 1, 10, 1}, {"C3", 2, 10, 1}};
    grouped_build("now.h5", two, 5);
    options = grouped_options("now.h5", "out.h5", "2");
    options.given[MYN_SEGMENT_LIKE] = last;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_uint_eq(f.segments, 2);
    ck_assert_str_eq(segment_of(&f, 0, "A2"), "1");
    ck_assert_str_eq(segment_of(&f, 0, "C2"), "3");
    grouped_close(&f);
}
END_TEST

/* ---- an earlier model ---- */

START_TEST(assigned)
{
    char model[256];
    grouped_build("in.h5", plane, PLACES);
    myn_segment_options options = grouped_options("in.h5", "model.h5", "3");
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    snprintf(model, sizeof model, "%s", grouped_path("model.h5"));
    static const Place now[] = {{"N1", 6, 0, 1}, {"N2", 0, 4, 1}, {"N3", 11, 1, 1}, {"A1", 0, 9, 1}};
    grouped_build("now.h5", now, 4);
    options = grouped_options("now.h5", "out.h5", NULL);
    memset(options.given, 0, sizeof options.given);
    options.assign = model;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_str_eq(segment_of(&f, 0, "N1"), "2"); /* 4 from B, 6 from A */
    ck_assert_str_eq(segment_of(&f, 0, "N2"), "1");
    ck_assert_str_eq(segment_of(&f, 0, "N3"), "2");
    ck_assert_str_eq(segment_of(&f, 0, "A1"), "3");
    ck_assert_double_eq_tol(figure(&f, "distance", 0), 4, 1e-12);
    ck_assert_double_eq_tol(figure(&f, "margin", 0), (6. - 4) / 6, 1e-12);
    ck_assert_int_eq(((const int32_t *)of(&f, "runner_up"))[1], 2); /* N2: 6 from C, 10.8 from B */
    /* shares then 5, 4, 3 of 12, now 1, 2, 1 of 4 */
    double p[] = {5. / 12, 4. / 12, 3. / 12}, q[] = {.25, .5, .25}, stability = 0;
    for (int g = 0; g < 3; g++) stability += (q[g] - p[g]) * log(q[g] / p[g]);
    ck_assert_double_eq_tol(strtod(myn_annex_fact_of(f.annex, "drift_stability"), NULL), stability, 1e-12);
    /* N1 (4 > 2.83) and N2 (4 > 1) are farther out than any member was; N3 (1.41) and A1 (1) are not */
    ck_assert_double_eq_tol(strtod(myn_annex_fact_of(f.annex, "drift_beyond"), NULL), .5, 1e-12);
    grouped_close(&f);
}
END_TEST

START_TEST(tiers)
{
    grouped_build("in.h5", plane, PLACES);
    myn_segment_options options = grouped_options("in.h5", "out.h5", NULL);
    options.given[MYN_SEGMENT_TIERS] = "3,2";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    const int32_t *parent = of(&f, "segment_parent");
    ck_assert_uint_eq(f.segments, 9);
    for (size_t i = 0; i < PLACES; i++) {
        int32_t child = f.label[f.areas + i];
        ck_assert_int_eq(parent[child], f.label[i]);
        ck_assert(strncmp(f.code[child], f.code[f.label[i]], strlen(f.code[f.label[i]])) == 0);
    }
    ck_assert_str_eq(f.code[3], "1.1");
    grouped_close(&f);
}
END_TEST

/* ---- regions ---- */

START_TEST(regions)
{
    char table[256];
    grouped_build("in.h5", plane, PLACES);
    /* A's chain, B's chain tied to A, C1 tied to C2; C3 an island */
    grouped_put("beside.csv", "a,b\nA1,A2\nA1,A3\nA1,A4\nA1,A5\nA2,B4\nB4,B1\nB1,B2\nB1,B3\nC1,C2\n");
    snprintf(table, sizeof table, "%s", grouped_path("beside.csv"));
    myn_segment_options options = grouped_options("in.h5", "out.h5", "4");
    options.given[MYN_SEGMENT_METHOD] = _i ? "ward-regions" : "skater";
    options.given[MYN_SEGMENT_CONTIGUITY] = table;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_uint_eq(f.segments, 4); /* A, B, C1 with C2, C3 alone */
    ck_assert_str_eq(segment_of(&f, 0, "A2"), segment_of(&f, 0, "A5"));
    ck_assert_str_eq(segment_of(&f, 0, "B2"), segment_of(&f, 0, "B4"));
    ck_assert_str_ne(segment_of(&f, 0, "C3"), segment_of(&f, 0, "C1"));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "parts"), "3");
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "islands"), "1");
    grouped_close(&f);
}
END_TEST

/* Four squares in a row and one apart: a row of values 0, 1, 5, 6, and 9 on the island. */
static void put_squares(void)
{
    static const double west[] = {0, 1, 2, 3, 10};
    FILE *out = grouped_file("map.geojson");
    fputs("{\"type\": \"FeatureCollection\", \"features\": [", out);
    for (int i = 0; i < 5; i++)
        fprintf(out,
                "%s{\"type\": \"Feature\", \"properties\": {\"id\": \"Q%d\"}, \"geometry\": {\"type\": "
                "\"Polygon\", \"coordinates\": [[[%g, 0], [%g, 0], [%g, 1], [%g, 1], [%g, 0]]]}}",
                i ? "," : "", i + 1, west[i], west[i] + 1, west[i] + 1, west[i], west[i]);
    fputs("]}", out);
    fclose(out);
}

START_TEST(boundaries)
{
    static const Place row[] = {
        {"Q1", 0, 0, 10}, {"Q2", 1, 0, 10}, {"Q3", 5, 0, 10}, {"Q4", 6, 0, 10}, {"Q5", 9, 1, 5}};
    char map[256];
    grouped_build("in.h5", row, 5);
    put_squares();
    snprintf(map, sizeof map, "%s", grouped_path("map.geojson"));
    myn_segment_options options = grouped_options("in.h5", "out.h5", "3");
    options.given[MYN_SEGMENT_METHOD] = "ward-regions";
    options.given[MYN_SEGMENT_BOUNDARIES] = map;
    options.given[MYN_SEGMENT_PROPERTY] = "id";
    options.given[MYN_SEGMENT_TOUCH] = "rook";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_uint_eq(f.segments, 3); /* Q1 Q2, Q3 Q4, and the island */
    ck_assert_str_eq(segment_of(&f, 0, "Q1"), segment_of(&f, 0, "Q2"));
    ck_assert_str_eq(segment_of(&f, 0, "Q3"), segment_of(&f, 0, "Q4"));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "islands"), "1");
    grouped_close(&f);
    options.given[MYN_SEGMENT_FLOOR] = "15"; /* which the island has only with Q4, over the bridge */
    options.given[MYN_SEGMENT_ISLANDS] = "join";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    f = grouped_open(options.out);
    ck_assert_uint_eq(f.segments, 2);
    ck_assert_str_eq(segment_of(&f, 0, "Q5"), segment_of(&f, 0, "Q4"));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "bridges"), "1");
    for (size_t c = 0; c < 2; c++) ck_assert_double_ge(figure(&f, "segment_population", c), 15);
    grouped_close(&f);
}
END_TEST

/* ---- values that are missing ---- */

START_TEST(missing)
{
    static const Place gaps[] = {{"A1", 0, 0, 1},  {"A2", 1, NAN, 1}, {"A3", 2, 0, 1},
                                 {"B1", 20, 5, 1}, {"B2", 21, 7, 1},  {"B3", 22, 9, 1}};
    grouped_build("in.h5", gaps, 6);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "2");
    options.given[MYN_SEGMENT_MISSING] = "drop";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_str_eq(segment_of(&f, 0, "A2"), "-");
    ck_assert(isnan(figure(&f, "distance", 1)));
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "dropped"), "1");
    grouped_close(&f);
    options.given[MYN_SEGMENT_MISSING] = "median";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    f = grouped_open(options.out);
    ck_assert_double_eq(figure(&f, "fill", 1), 5); /* of 0, 0, 5, 7, 9 */
    ck_assert_double_eq(figure(&f, "missing", 1), 1);
    ck_assert_str_eq(segment_of(&f, 0, "A2"), segment_of(&f, 0, "A1"));
    grouped_close(&f);
}
END_TEST

/* ---- what cannot be done ---- */

static void expect(const myn_segment_options *options, const char *const *part)
{
    myn_diag *diag;
    ck_assert_int_eq(grouped_run(options, &diag), MYN_ERR_DATA);
    for (size_t i = 0; part[i]; i++)
        if (!said(diag, part[i])) {
            print_problems(diag);
            ck_abort_msg("not said: %s", part[i]);
        }
    ck_assert_int_ne(access(options->out, F_OK), 0);
    myn_diag_free(diag);
}

START_TEST(refused)
{
    static const Place same[] = {{"A1", 1, 0, 1}, {"A2", 1, 0, 1}, {"A3", 1, 5, 1}};
    grouped_build("in.h5", same, 3);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "7");
    options.given[MYN_SEGMENT_WITHOUT] = "people,nowhere";
    options.given[MYN_SEGMENT_METHOD] = "kmean";
    options.given[MYN_SEGMENT_NODE] = "alll";
    options.given[MYN_SEGMENT_BOUNDARIES] = "a.geojson";
    options.given[MYN_SEGMENT_POPULATION] = "souls";
    expect(&options, (const char *const[]){"found \"kmean\"", "did you mean \"all\"", "no node \"nowhere\"",
                                           "east cannot be used: the same everywhere", "\"souls\"",
                                           "is for skater", NULL});
    options = grouped_options("in.h5", "out.h5", "3");
    options.given[MYN_SEGMENT_WITHOUT] = "people,east";
    expect(&options, (const char *const[]){"only 2 areas differ", NULL});
    options.given[MYN_SEGMENT_K] = "4";
    expect(&options, (const char *const[]){"4 segments of 3 areas", NULL});
    options.given[MYN_SEGMENT_K] = "2";
    options.given[MYN_SEGMENT_LEAST] = "3";
    options.given[MYN_SEGMENT_MOST] = "1";
    expect(&options, (const char *const[]){"above most", "take more than the 3", "do not hold the 3", NULL});
}
END_TEST

START_TEST(one_area)
{
    grouped_build("in.h5", plane, 1);
    const myn_segment_options options = grouped_options("in.h5", "out.h5", "1");
    expect(&options, (const char *const[]){"there is one area", NULL});
}
END_TEST

START_TEST(all_missing)
{
    static const Place empty[] = {{"A1", 0, NAN, 1}, {"A2", 1, NAN, 1}, {"A3", 3, 1, 1}};
    Place place[3];
    memcpy(place, empty, sizeof place);
    grouped_build("in.h5", place, 3);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "2");
    options.given[MYN_SEGMENT_MISSING] = "error";
    expect(&options, (const char *const[]){"north cannot be used", NULL});
}
END_TEST

START_TEST(categories)
{
    Place place[40];
    char code[40][16];
    for (int i = 0; i < 40; i++) {
        snprintf(code[i], sizeof code[i], "P%d", i);
        place[i] = (Place){code[i], i % 3 + 1, i * 0.37, 5};
    }
    grouped_build("in.h5", place, 40);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "2");
    expect(&options, (const char *const[]){"east has only 3 different values", NULL});
    options.given[MYN_SEGMENT_NUMERIC] = "east";
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
}
END_TEST

START_TEST(plans)
{
    char plan[256];
    grouped_build("in.h5", plane, PLACES);
    grouped_put("plan.yml", "k: 2\nmethd: ward\ntransform: asinsh\nstarts: none\nwithout: [people]\n");
    snprintf(plan, sizeof plan, "%s", grouped_path("plan.yml"));
    myn_segment_options options = grouped_options("in.h5", "out.h5", NULL);
    memset(options.given, 0, sizeof options.given);
    options.plan = plan;
    expect(&options, (const char *const[]){"methd", "asinsh", "expected a whole number", NULL});
    grouped_put("plan.yml", "segment:\n  k: 2\n  method: ward\n  without: [people]\n  scale: none\n");
    options.given[MYN_SEGMENT_K] = "3"; /* options win */
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(options.out);
    ck_assert_uint_eq(f.segments, 3);
    ck_assert_str_eq(myn_annex_fact_of(f.annex, "method"), "ward");
    grouped_close(&f);
}
END_TEST

static bool stop(void *ctx, const char *what, double done, double all)
{
    int *calls = ctx;
    (void)what, (void)done, (void)all;
    return --*calls > 0;
}

START_TEST(interrupted)
{
    grouped_build("in.h5", plane, PLACES);
    for (int after = 1; after <= 3; after++) {
        int calls = after;
        const myn_progress progress = {stop, &calls};
        myn_segment_options options = grouped_options("in.h5", "out.h5", "2..4");
        options.progress = &progress;
        ck_assert_int_eq(grouped_run(&options, NULL), MYN_ERR_INTERRUPTED);
        ck_assert_int_ne(access(options.out, F_OK), 0);
    }
}
END_TEST

static void read_bytes(const char *path, myn_buffer *out)
{
    ck_assert_int_eq(myn_file_read(path, 1 << 26, out), MYN_OK);
}

START_TEST(same_bytes)
{
    Place place[200];
    char code[200][16];
    myn_buffer one = {0}, four = {0};
    for (int i = 0; i < 200; i++) {
        snprintf(code[i], sizeof code[i], "P%d", i);
        place[i] = (Place){code[i], sin(i * 1.7) * 5 + i % 4, cos(i * 2.3) * 5 + i % 3, i};
    }
    grouped_build("in.h5", place, 200);
    myn_segment_options options = grouped_options("in.h5", "out.h5", "2..5");
    options.threads = 1;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    read_bytes(options.out, &one);
    options.threads = 4;
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    read_bytes(options.out, &four);
    ck_assert_uint_eq(one.length, four.length);
    ck_assert_mem_eq(one.at, four.at, one.length);
    myn_buffer_free(&one);
    myn_buffer_free(&four);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("run/segment");
    TCase *t = tcase_create("segments");
    tcase_add_checked_fixture(t, grouped_setup, grouped_teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, groups);
    tcase_add_test(t, how_many);
    tcase_add_loop_test(t, methods, 0, 5);
    tcase_add_test(t, mixtures);
    tcase_add_test(t, numbers_stay);
    tcase_add_test(t, a_number_goes);
    tcase_add_test(t, assigned);
    tcase_add_test(t, tiers);
    tcase_add_loop_test(t, regions, 0, 2);
    tcase_add_test(t, boundaries);
    tcase_add_test(t, missing);
    tcase_add_test(t, refused);
    tcase_add_test(t, one_area);
    tcase_add_test(t, all_missing);
    tcase_add_test(t, categories);
    tcase_add_test(t, plans);
    tcase_add_test(t, interrupted);
    tcase_add_test(t, same_bytes);
    suite_add_tcase(s, t);
    return s;
}
