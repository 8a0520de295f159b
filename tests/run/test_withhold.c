/* Counts withheld before any score is made; every expected figure is derived here by hand. */
#include "run/towns.h"
#include "run/places.h"
#include "run/again.h"
#include "suite.h"
#include <math.h>
#include <mynegai/disclosure.h>

enum { Y2020, Y2021, YEARS };

/* ---- the store's figures ---- */

static myn_panel *cube(const built *b, myn_cube which)
{
    myn_panel *panel;
    ck_assert_int_eq(myn_store_panel(b->store, which, &panel), MYN_OK);
    return panel;
}

/* The number of an input, or of an indicator. */
static size_t row_of(const myn_item *item, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(item[i].code, code) == 0) return i;
    ck_abort_msg("no %s", code);
    return 0;
}

static void check_withheld(const myn_plane *plane, size_t row, size_t areas, const char *pattern)
{
    for (size_t a = 0; a < areas; a++) {
        size_t at = row * areas + a;
        ck_assert_msg((plane->cell[at] == MYN_CELL_SUPPRESSED) == (pattern[a] == 'x'), "cell %zu of %s", a,
                      pattern);
        if (pattern[a] != 'x') continue;
        ck_assert_double_nan(plane->value[at]);
        if (plane->lower) ck_assert_double_nan(plane->lower[at]);
        if (plane->upper) ck_assert_double_nan(plane->upper[at]);
    }
}

/* 2021: 3 is below 5; the county's 35 less 20 leaves 15 for it and one other, which is the smaller of 12 and 20. Then 3 may
 * be anything from 0 to 15. 2020: 2, and with it 8 of 8 and 9. */
START_TEST(what_is_withheld)
{
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS), *raw = cube(&b, MYN_CUBE_RAW),
              *larger = cube(&b, MYN_CUBE_PARENTS);
    size_t counts = row_of(b.labels->input, b.labels->inputs, "offences"),
           crime = row_of(b.labels->indicator, b.labels->indicators, "crime"),
           people_row = row_of(b.labels->input, b.labels->inputs, "people");
    for (size_t y = 0; y < YEARS; y++) {
        check_withheld(&inputs->plane[y], counts, TOWNS, "xx....");
        check_withheld(&inputs->plane[y], people_row, TOWNS, "......");
        check_withheld(&raw->plane[y], crime, TOWNS, "xx....");
        for (size_t t = 2; t < TOWNS; t++) {
            ck_assert_double_eq(inputs->plane[y].value[counts * TOWNS + t], offences[y][t]);
            ck_assert_double_eq_tol(raw->plane[y].value[crime * TOWNS + t], 1000 * offences[y][t] / people[t],
                                    1e-12);
        }
    }
    check_withheld(&larger->plane[0], crime, 3, "...");
    myn_panel_free(inputs), myn_panel_free(raw), myn_panel_free(larger);
    free_build(&b);
}
END_TEST

/* Without T1 and T2 crime goes from its least to its greatest rate of the other four; T1 and T2 have jobs alone. */
START_TEST(scores_by_hand)
{
    built b = build_index(small_folder, NULL);
    for (size_t y = 0; y < YEARS; y++) {
        myn_edition edition;
        ck_assert_int_eq(myn_store_edition(b.store, y, &edition), MYN_OK);
        double least = INFINITY, most = -INFINITY, rate[TOWNS];
        for (int t = 2; t < TOWNS; t++) {
            rate[t] = 1000 * offences[y][t] / people[t];
            least = fmin(least, rate[t]), most = fmax(most, rate[t]);
        }
        for (int t = 0; t < TOWNS; t++) {
            double work = 100 * (jobs[t] - 61) / (82 - 61),
                   safe = 100 - 100 * (rate[t] - least) / (most - least);
            double all = t < 2 ? work : (work + safe) / 2;
            ck_assert_double_eq_tol(edition.score[node_of(b.labels, "all") * TOWNS + (size_t)t], all, 1e-12);
        }
        myn_edition_free(&edition);
    }
    free_build(&b);
}
END_TEST

/* The whole of a file, as it lies on the disc. */
static size_t read_store(const built *b, unsigned char **out)
{
    FILE *in = fopen(b->path, "rb");
    ck_assert_ptr_nonnull(in);
    fseek(in, 0, SEEK_END);
    size_t size = (size_t)ftell(in);
    rewind(in);
    *out = malloc(size + 1);
    ck_assert_uint_eq(fread(*out, 1, size, in), size);
    fclose(in);
    return size;
}

static bool holds(const unsigned char *bytes, size_t size, double value)
{
    for (size_t i = 0; i + sizeof value <= size; i++)
        if (memcmp(bytes + i, &value, sizeof value) == 0) return true;
    return false;
}

/* No byte of a store depends on what is withheld: towns with 4 and 11 offences in place of 3 and 12 make the same file. */
START_TEST(nothing_depends_on_it)
{
    unsigned char *one, *other;
    built b = build_index(small_folder, NULL);
    size_t size = read_store(&b, &one);
    free_build(&b);
    edit(TOWN_VALUES, "s/^T1,offences,2021,3,1.5,6/T1,offences,2021,4,1.25,9.5/; "
                      "s/^T2,offences,2021,12,/T2,offences,2021,11,/");
    b = build_index(small_folder, NULL);
    ck_assert_uint_eq(read_store(&b, &other), size);
    ck_assert(memcmp(one, other, size) == 0);
    free_build(&b);
    free(one), free(other);
}
END_TEST

/* Rates, the second count and its limits are numbers that stand nowhere else; 82.6 is a public one that must be found. */
START_TEST(nowhere_in_the_file)
{
    unsigned char *bytes;
    edit(TOWN_VALUES,
         "s/^T1,offences,2021,3,1.5,6/T1,offences,2021,3.125,1.5625,6.25/; "
         "s/^T2,offences,2021,12,/T2,offences,2021,11.875,/; s/^T4,jobs,2021,82/T4,jobs,2021,82.6/");
    built b = build_index(small_folder, NULL);
    size_t size = read_store(&b, &bytes);
    ck_assert(holds(bytes, size, 82.6));
    const double secret[] = {3.125, 11.875, 1.5625, 6.25, 3.125 / 1237 * 1000, 11.875 / 1301 * 1000};
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++) ck_assert(!holds(bytes, size, secret[i]));
    ck_assert_ptr_null(memmem(bytes, size, "3.125", 5));
    free(bytes);
    free_build(&b);
}
END_TEST

/* ---- attacks ---- */

/* What a reader of the store knows of 2021: towns, counties and the nation as one table of one class. */
START_TEST(attacked_by_totals)
{
    enum { ALL = TOWNS + 3 };
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    size_t counts = row_of(b.labels->input, b.labels->inputs, "offences");
    double published[ALL] = {[TOWNS] = 35, 54, 89}, low[ALL], high[ALL];
    const uint32_t parent[ALL] = {6, 6, 6, 7, 7, 7, 8, 8, MYN_NO_PARENT};
    memcpy(published, inputs->plane[Y2021].value + counts * TOWNS, TOWNS * sizeof *published);
    myn_count_table table = {.count = {published, 1, ALL, ALL}, .area_parent = parent};
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    ck_assert_int_eq(myn_disclosure_intervals(&table, NULL, low, high, arena), MYN_OK);
    for (int t = 0; t < 2; t++) {
        ck_assert_double_eq_tol(low[t], 0, 1e-6);
        ck_assert_double_eq_tol(high[t], 15, 1e-6);
    }
    myn_arena_free(arena);
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

static double score_of(const myn_edition *edition, const myn_labels *labels, const char *node)
{
    return edition->score[node_of(labels, node) * TOWNS];
}

/* crime = 2 all - jobs: right of a store that withheld the part after the score was made, not of this one. */
START_TEST(attacked_by_scores)
{
    built b = build_index(small_folder, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, Y2021, &edition), MYN_OK);
    double solved = 2 * score_of(&edition, b.labels, "all") - score_of(&edition, b.labels, "jobs");
    ck_assert_double_nan(score_of(&edition, b.labels, "crime"));
    ck_assert_double_eq(solved, 0); /* T1 has the fewest jobs of all */
    myn_edition_free(&edition);
    free_build(&b);
    edit("index.yml", "/^disclosure/,$ d");
    b = build_index(small_folder, NULL);
    ck_assert_int_eq(myn_store_edition(b.store, Y2021, &edition), MYN_OK);
    solved = 2 * score_of(&edition, b.labels, "all") - score_of(&edition, b.labels, "jobs");
    double rate = 1000 * 3 / people[0], most = 1000 * 30 / people[5];
    ck_assert_double_eq_tol(solved, 100 - 100 * (rate - rate) / (most - rate), 1e-12);
    ck_assert_double_eq_tol(solved, score_of(&edition, b.labels, "crime"), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* ---- larger areas ---- */

/* What was said that has SAYS in it. */
static bool noted(const myn_diag *diag, const char *says)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strstr(myn_diag_at(diag, i)->text, says)) return true;
    print_problems(diag);
    return false;
}

START_TEST(totals_that_are_sums)
{
    built b = build_index(small_folder, NULL);
    ck_assert(noted(b.diag, "'offences': 4 figures withheld, 2 of them for others; 3 totals of larger areas "
                            "that the data do not have, the first of P, are taken for sums"));
    free_build(&b);
}
END_TEST

/* A county of one town, with 3: the county goes too. Then the nation less the other counties would tell it; one figure is
 * enough, and that is the nation's own. */
START_TEST(a_larger_area_is_withheld)
{
    edit("datasets/towns/towns.csv", "s/^T2,Bryn,P/T2,Bryn,R/; s/^T3,Cwm,P/T3,Cwm,R/; $ a R,Rshire,N,county");
    edit(TOWN_VALUES, "s/^P,offences,2021.*/P,offences,2021,3,,/; $ a R,offences,2021,32,,");
    built b = build_index(small_folder, NULL);
    myn_panel *larger = cube(&b, MYN_CUBE_PARENTS), *inputs = cube(&b, MYN_CUBE_INPUTS);
    size_t counts = row_of(b.labels->input, b.labels->inputs, "offences");
    check_withheld(&inputs->plane[Y2021], counts, TOWNS, "x.....");
    check_withheld(&larger->plane[larger->periods - 1],
                   row_of(b.labels->indicator, b.labels->indicators, "crime"), 4, "x.x."); /* P, Q, N, R */
    myn_panel_free(larger), myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* Where the nation's figure is in public, two others go: R with T2, the smaller of R with T2 and Q with T4 (33 x 13 < 55 x
 * 10, by whose logarithms cells of equal number are told apart). */
START_TEST(public_areas)
{
    edit("datasets/towns/towns.csv", "s/^T2,Bryn,P/T2,Bryn,R/; s/^T3,Cwm,P/T3,Cwm,R/; $ a R,Rshire,N,county");
    edit(TOWN_VALUES, "s/^P,offences,2021.*/P,offences,2021,3,,/; $ a R,offences,2021,32,,");
    append("index.yml", "    public_areas: [N]\n");
    built b = build_index(small_folder, NULL);
    myn_panel *larger = cube(&b, MYN_CUBE_PARENTS), *inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], row_of(b.labels->input, b.labels->inputs, "offences"), TOWNS,
                   "xx....");
    check_withheld(&larger->plane[larger->periods - 1],
                   row_of(b.labels->indicator, b.labels->indicators, "crime"), 4, "x..x"); /* P, Q, N, R */
    myn_panel_free(larger), myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* ---- what is refused ---- */

static void refused(const char *says)
{
    char path[128], log[128];
    myn_diag *diag;
    myn_built summary;
    snprintf(path, sizeof path, "%s/no.h5", small_folder);
    snprintf(log, sizeof log, "%s/no.csv", small_folder);
    myn_run_options options = {.index = small_folder, .out = path, .withheld_log = log};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert(noted(diag, says));
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_ne(access(log, F_OK), 0);
    myn_diag_free(diag);
}

/* P's 3 is in public and two of its towns have none: the third has 3. */
START_TEST(cannot_be_protected)
{
    edit(TOWN_VALUES,
         "s/^T2,offences,2021,12,6,24/T2,offences,2021,0,,/; s/^T3,offences,2021,20,10,40/"
         "T3,offences,2021,0,,/; s/^P,offences,2021,35/P,offences,2021,3/; s/^N,offences,2021,89/"
         "N,offences,2021,57/");
    append("index.yml", "    public: [larger_areas]\n");
    refused("of 2021 cannot be protected with what may be withheld, the first 'offences' of T1");
}
END_TEST

START_TEST(does_not_add_up)
{
    edit(TOWN_VALUES, "s/^P,offences,2021,35/P,offences,2021,36/");
    refused("'offences' of P in 2021: its areas do not add up to its own figure");
}
END_TEST

START_TEST(no_counts)
{
    edit(TOWN_VALUES, "s/^T3,offences,2020,9,/T3,offences,2020,-9,/");
    refused("'offences' of T3 in 2020: expected a count from 0");
}
END_TEST

START_TEST(more_than_people)
{
    append("index.yml", "    denominator: people\n");
    edit(TOWN_VALUES, "s/^T3,people,2020,.*/T3,people,2020,7,,/");
    refused("'offences' of T3 in 2020: it is more than its denominator");
}
END_TEST

START_TEST(no_such_area)
{
    append("index.yml", "    public_areas: [N, W92]\n");
    refused("public_areas: no area or larger area of this index has the code \"W92\"");
}
END_TEST

START_TEST(areas_in_a_ring)
{
    edit("datasets/towns/towns.csv", "s/^N,Nation,,/N,Nation,P,/");
    refused("lies in itself by the code lists");
}
END_TEST

/* ---- gaps ---- */

/* The publisher withheld T5: Q's 54 less 9 and 30 would tell it, so that T4 goes, the smaller of the two. */
START_TEST(gaps_of_the_publisher)
{
    edit(TOWN_VALUES, "s/^T5,offences,2021,15,7.5,30/T5,offences,2021,[c],,/");
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], row_of(b.labels->input, b.labels->inputs, "offences"), TOWNS,
                   "xx.xx.");
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* A town without any row is no secret: what Q has besides the others is 15. */
START_TEST(gaps_without_a_row)
{
    edit(TOWN_VALUES, "/^T5,offences,2021/d");
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], row_of(b.labels->input, b.labels->inputs, "offences"), TOWNS,
                   "xx....");
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* A rate is suppressed where either part is, also where the other is missing. */
START_TEST(parts_that_are_suppressed)
{
    edit("index.yml", "/^disclosure/,$ d");
    edit(TOWN_VALUES,
         "s/^T2,people,2021,.*/T2,people,2021,[c],,/; s/^T2,offences,2021,.*/T2,offences,2021,,,/; "
         "s/^T3,people,2021,.*/T3,people,2021,,,/");
    built b = build_index(small_folder, NULL);
    myn_panel *raw = cube(&b, MYN_CUBE_RAW);
    const uint8_t *cell = raw->plane[Y2021].cell +
                          row_of(b.labels->indicator, b.labels->indicators, "crime") * TOWNS;
    ck_assert_int_eq(cell[1], MYN_CELL_SUPPRESSED);
    ck_assert_int_eq(cell[2], MYN_CELL_MISSING);
    myn_panel_free(raw);
    free_build(&b);
}
END_TEST

/* ---- classes, rounding, rates ---- */

/* Offences are thefts and others; thefts of T4 are 2 of 9. In rows and columns: T4 with another town of Q, thefts with others. */
START_TEST(classes_of_a_table)
{
    edit("index.yml", "s/counts: .offences./counts: [theft, other]\\n    total: offences/");
    edit("datasets/towns/dataset.yml",
         "s/^      jobs/      theft: {key: [theft]}\\n      other: {key: [other]}\\n"
         "      jobs/");
    edit(TOWN_VALUES, "/,offences,2020/d; s/^T1,offences,2021,3,1.5,6/T1,offences,2021,20,,/; "
                      "/^[PQN],offences/d");
    static const int theft[TOWNS] = {7, 6, 11, 2, 8, 14}, all[TOWNS] = {20, 12, 20, 9, 15, 30};
    for (int t = 0; t < TOWNS; t++) {
        char line[128];
        snprintf(line, sizeof line, "T%d,theft,2021,%d,,\nT%d,other,2021,%d,,\n", t + 1, theft[t], t + 1,
                 all[t] - theft[t]);
        append(TOWN_VALUES, line);
    }
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    const myn_plane *plane = &inputs->plane[inputs->periods - 1];
    check_withheld(plane, row_of(b.labels->input, b.labels->inputs, "theft"), TOWNS, "...xx.");
    check_withheld(plane, row_of(b.labels->input, b.labels->inputs, "other"), TOWNS, "...xx.");
    check_withheld(plane, row_of(b.labels->input, b.labels->inputs, "offences"), TOWNS, "......");
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

START_TEST(some_classes_lack)
{
    edit("index.yml", "s/counts: .offences./counts: [jobs, people]\\n    total: offences/");
    refused("'people' of Q in 2021: it has no figure while other counts of the table have");
}
END_TEST

/* Fives: 20 9 15 30 become 20 10 15 30 (9 is nearer 10); rates are of these; limits are gone. */
START_TEST(rounded_to_the_nearest)
{
    append("index.yml", "    round: 5\n");
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS), *raw = cube(&b, MYN_CUBE_RAW);
    size_t at = row_of(b.labels->input, b.labels->inputs, "offences") * TOWNS;
    const double expected[TOWNS] = {NAN, NAN, 20, 10, 15, 30};
    for (size_t t = 2; t < TOWNS; t++) {
        ck_assert_double_eq(inputs->plane[Y2021].value[at + t], expected[t]);
        ck_assert_double_eq_tol(raw->plane[Y2021].value[t], 1000 * expected[t] / people[t], 1e-12);
        if (inputs->plane[Y2021].lower) ck_assert_double_nan(inputs->plane[Y2021].lower[at + t]);
    }
    myn_panel_free(inputs), myn_panel_free(raw);
    free_build(&b);
}
END_TEST

/* By chance, but of one seed: the same bytes twice, each figure one of its two neighbours, and no trace of the seed. */
START_TEST(rounded_at_random)
{
    append("index.yml", "    round: {to: 10, how: random, seed_file: office.seed}\n");
    refused("office.seed cannot be read or is empty");
    write_text("office.seed", "not to be given out 5f81c3");
    unsigned char *one, *other;
    built b = build_index(small_folder, NULL);
    size_t size = read_store(&b, &one), at = row_of(b.labels->input, b.labels->inputs, "offences") * TOWNS;
    ck_assert_ptr_null(memmem(one, size, "5f81c3", 6));
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    for (size_t t = 2; t < TOWNS; t++) {
        double x = inputs->plane[Y2021].value[at + t];
        ck_assert(fmod(x, 10) == 0 && fabs(x - offences[Y2021][t]) < 10);
    }
    myn_panel_free(inputs);
    same_again(&b);
    free_build(&b);
    b = build_index(small_folder, NULL);
    ck_assert_uint_eq(read_store(&b, &other), size);
    ck_assert(memcmp(one, other, size) == 0);
    free_build(&b);
    free(one), free(other);
}
END_TEST

/* 25 people live in T6: its 12 offences go, and with them T4's 9, the least of Q. */
START_TEST(few_people)
{
    append("index.yml", "    denominator: people\n");
    edit(TOWN_VALUES,
         "s/^T6,people,2021,.*/T6,people,2021,25,,/; s/^T6,offences,2021,30,15,60/T6,offences,2021,12,,/; "
         "s/^Q,offences,2021,54/Q,offences,2021,36/; s/^N,offences,2021,89/N,offences,2021,71/");
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], row_of(b.labels->input, b.labels->inputs, "offences"), TOWNS,
                   "xx.x.x");
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* ---- the whole ---- */

START_TEST(computed_again)
{
    append("index.yml", "missing: [mean]\n");
    built b = build_index(small_folder, NULL);
    same_again(&b);
    myn_panel *raw = cube(&b, MYN_CUBE_RAW);
    myn_edition edition;
    uint8_t rests[3 * TOWNS];
    ck_assert_int_eq(myn_store_edition(b.store, Y2021, &edition), MYN_OK);
    myn_rests_on_suppressed(b.labels, &edition, raw, rests);
    const uint8_t expected[3 * TOWNS] = {1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0};
    ck_assert(memcmp(rests, expected, sizeof rests) == 0);
    ck_assert_int_eq(edition.score_cell[node_of(b.labels, "crime") * TOWNS], MYN_CELL_IMPUTED);
    myn_edition_free(&edition);
    myn_panel_free(raw);
    free_build(&b);
}
END_TEST

START_TEST(provenance_without_a_digest)
{
    built b = build_index(small_folder, NULL);
    const myn_provenance *provenance = myn_store_provenance(b.store);
    ck_assert_uint_eq(provenance->files, 1);
    ck_assert(!provenance->file[0].sha256 || !*provenance->file[0].sha256);
    ck_assert_uint_eq(provenance->file[0].bytes, 0);
    ck_assert_ptr_nonnull(strstr(provenance->explained, "disclosure:"));
    free_build(&b);
}
END_TEST

/* Period, series, area, rule, and for a secondary cell which it protects: no value anywhere. */
START_TEST(the_log)
{
    char path[128], log[128];
    myn_diag *diag;
    myn_built summary;
    snprintf(path, sizeof path, "%s/out.h5", small_folder);
    snprintf(log, sizeof log, "%s/log.csv", small_folder);
    myn_run_options options = {.index = small_folder, .out = path, .withheld_log = log};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_OK);
    ck_assert(summary.confidential && summary.withheld == 4 && summary.withheld_secondary == 2);
    myn_buffer text = {0};
    ck_assert_int_eq(myn_file_read(log, 1 << 20, &text), MYN_OK);
    ck_assert_str_eq(text.at, "period,series,area,why,for_series,for_area\n"
                              "2020,offences,T1,small count,offences,T1\n"
                              "2020,offences,T2,withheld for another cell,offences,T1\n"
                              "2021,offences,T1,small count,offences,T1\n"
                              "2021,offences,T2,withheld for another cell,offences,T1\n");
    myn_buffer_free(&text);
    myn_built_free(&summary);
    myn_diag_free(diag);
}
END_TEST

/* All counts 0: nothing is sensitive where zeros are safe; all is where they are not. */
START_TEST(zeros)
{
    edit(TOWN_VALUES, "s/^\\([A-Z0-9]*,offences,20..\\),.*/\\1,0,,/");
    edit("nodes.csv", "/^crime/d");
    edit("index.yml", "/^nodes/d");
    built b = build_index(small_folder, NULL);
    myn_panel *inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], 0, TOWNS, "......");
    myn_panel_free(inputs);
    free_build(&b);
    append("index.yml", "    zeros: sensitive\n");
    b = build_index(small_folder, NULL);
    inputs = cube(&b, MYN_CUBE_INPUTS);
    check_withheld(&inputs->plane[Y2021], 0, TOWNS, "xxxxxx");
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* ---- places made of small areas ---- */

/* Children: Aber 7 + 11 + 5 / 4 = 19.25, Bala 7.5, Dolau 4, which is below 5. Aber lies in the same council, whose 23.25
 * less 19.25 would tell it. The council's own figure would do too and is the greater. */
START_TEST(places)
{
    append("index.yml", "disclosure:\n  - counts: [children]\n");
    built b = build_index(small_folder, NULL);
    myn_panel *raw = cube(&b, MYN_CUBE_RAW);
    ck_assert_uint_eq(raw->areas, 3);
    check_withheld(&raw->plane[0], row_of(b.labels->indicator, b.labels->indicators, "children"), 3, "x.x");
    check_withheld(&raw->plane[0], row_of(b.labels->indicator, b.labels->indicators, "rate"), 3, "...");
    myn_panel_free(raw);
    same_again(&b);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("run/withhold");
    TCase *tests = tcase_create("withhold");
    tcase_add_checked_fixture(tests, towns_setup, small_teardown);
    tcase_add_test(tests, what_is_withheld);
    tcase_add_test(tests, scores_by_hand);
    tcase_add_test(tests, nothing_depends_on_it);
    tcase_add_test(tests, nowhere_in_the_file);
    tcase_add_test(tests, attacked_by_totals);
    tcase_add_test(tests, attacked_by_scores);
    tcase_add_test(tests, totals_that_are_sums);
    tcase_add_test(tests, a_larger_area_is_withheld);
    tcase_add_test(tests, public_areas);
    tcase_add_test(tests, no_such_area);
    tcase_add_test(tests, cannot_be_protected);
    tcase_add_test(tests, does_not_add_up);
    tcase_add_test(tests, no_counts);
    tcase_add_test(tests, more_than_people);
    tcase_add_test(tests, areas_in_a_ring);
    tcase_add_test(tests, gaps_of_the_publisher);
    tcase_add_test(tests, gaps_without_a_row);
    tcase_add_test(tests, parts_that_are_suppressed);
    tcase_add_test(tests, classes_of_a_table);
    tcase_add_test(tests, some_classes_lack);
    tcase_add_test(tests, rounded_to_the_nearest);
    tcase_add_test(tests, rounded_at_random);
    tcase_add_test(tests, few_people);
    tcase_add_test(tests, computed_again);
    tcase_add_test(tests, provenance_without_a_digest);
    tcase_add_test(tests, the_log);
    tcase_add_test(tests, zeros);
    suite_add_tcase(suite, tests);
    tests = tcase_create("places");
    tcase_add_checked_fixture(tests, places_setup, small_teardown);
    tcase_add_test(tests, places);
    suite_add_tcase(suite, tests);
    return suite;
}
