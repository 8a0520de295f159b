/* Built-up areas of Wales, and figures carried to the small areas of 2021: every small area accounted for, worked out from
 * the lookups' own rows. */
#include "method/golden.h"
#include "run/places.h"

#define SMALL 1909

static char geography[512];

static myn_panel *panel_of(const built *b, myn_cube which)
{
    myn_panel *panel;
    ck_assert_int_eq(myn_store_panel(b->store, which, &panel), MYN_OK);
    return panel;
}

static size_t input_of(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->inputs; i++)
        if (strcmp(labels->input[i].code, code) == 0) return i;
    ck_abort_msg("no input %s", code);
    return 0;
}

/* ---- places ---- */

/* 1,469 of 1,909 areas in 195 places, 130 of them of 2,000 people or more, 440 in none: as the data's own README has it. */
START_TEST(built_up_areas)
{
    built b = build_index(MYN_SOURCE "/indices/profiling-places-wales", test_data());
    const myn_annex *annex;
    ck_assert_int_eq(myn_store_annex(b.store, "built_from", &annex), MYN_OK);
    ck_assert_uint_eq(myn_annex_axis(annex, "small_area")->size, SMALL);
    const double *people = myn_annex_find(annex, "population")->at,
                 *share = myn_annex_find(annex, "link_share")->at;
    const int32_t *from = myn_annex_find(annex, "link_small_area")->at,
                  *to = myn_annex_find(annex, "link_area")->at;
    const char *const *into = myn_annex_find(annex, "link_into")->at;
    double sum[256] = {0}, left = 0, none = 0, all = 0;
    size_t inside = 0, outside = 0;
    ck_assert_uint_eq(b.labels->areas->count, 130);
    for (size_t i = 0; i < myn_annex_axis(annex, "link")->size; i++) {
        double part = share[i] * people[from[i]];
        inside += *into[i] != '\0';
        outside += *into[i] == '\0';
        *(to[i] >= 0 ? &sum[to[i]] : *into[i] ? &left : &none) += part;
        all += people[from[i]];
    }
    ck_assert_uint_eq(inside, 1469);
    ck_assert_uint_eq(outside, 440);
    ck_assert(all == 3152879); /* mid-2019 estimate of Wales, Office for National Statistics */
    myn_panel *inputs = panel_of(&b, MYN_CUBE_INPUTS);
    size_t row = input_of(b.labels, "population");
    double inhabited = 0;
    for (size_t k = 0; k < 130; k++) {
        ck_assert(inputs->plane[0].value[row * 130 + k] == sum[k]);
        ck_assert(sum[k] >= 2000);
        inhabited += sum[k];
    }
    ck_assert(inhabited + left + none == all);
    myn_panel_free(inputs);
    free_build(&b);
}
END_TEST

/* ---- 2011 to 2021 ---- */

typedef struct {
    Golden table, income;
    size_t old, into, kind;
} Change;

/* The income score of a small area of 2011. */
static double income_of(const Change *c, const char *code)
{
    for (size_t r = 0; r < c->income.rows; r++)
        if (strcmp(golden_text(&c->income, r, golden_col(&c->income, "lsoa11_code")), code) == 0)
            return golden_number(&c->income, r, golden_col(&c->income, "Income_score"));
    return NAN;
}

START_TEST(carried_to_2021)
{
    built b = build_index(MYN_SOURCE "/tests/run/small-areas-2021", test_data());
    char *folder = myn_path_join(test_data(), "wimd-2019");
    Change c = {.table = golden_open(geography, "lsoa11_to_lsoa21.csv"),
                .income = golden_open(folder, "domains.csv")};
    free(folder);
    c.old = golden_col(&c.table, "lsoa11_code");
    c.into = golden_col(&c.table, "lsoa21_code");
    c.kind = golden_col(&c.table, "change_code");
    Golden people = golden_open(geography, "population_2019_lsoa11.csv");
    myn_panel *raw = panel_of(&b, MYN_CUBE_RAW);
    const myn_areas *areas = b.labels->areas;
    double total = 0, untouched = 0, split = 0;
    ck_assert_uint_eq(areas->count, 1917); /* small areas of Wales in 2021 */
    for (size_t a = 0; a < areas->count; a++) total += raw->plane[0].value[areas->count + a];
    ck_assert(total == 3152879);
    for (size_t r = 0; r < c.table.rows; r++) {
        const char *old = golden_text(&c.table, r, c.old), *into = golden_text(&c.table, r, c.into);
        if (strncmp(old, "W01", 3) != 0) continue;
        size_t a = myn_areas_find(areas, into, strlen(into));
        double count = golden_number(&people, golden_row(&people, old), 2);
        ck_assert(a != MYN_NONE);
        if (strcmp(golden_text(&c.table, r, c.kind), "U") == 0) {
            ck_assert(raw->plane[0].value[areas->count + a] == count);
            ck_assert(raw->plane[0].value[a] == income_of(&c, old));
            untouched++;
        }
        if (strcmp(golden_text(&c.table, r, c.kind), "S") == 0) {
            ck_assert(raw->plane[0].value[a] == income_of(&c, old)); /* parts have the rate of the whole */
            split += raw->plane[0].value[areas->count + a];
        }
    }
    ck_assert(untouched == 1837);
    ck_assert(split > 0);
    myn_panel_free(raw);
    golden_free(&people);
    golden_free(&c.table);
    golden_free(&c.income);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(geography, sizeof geography, "%s/geography", test_data());
    test_needs(geography);
    Suite *out = suite_create("places, real");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 120);
    tcase_add_test(all, built_up_areas);
    tcase_add_test(all, carried_to_2021);
    suite_add_tcase(out, all);
    return out;
}
