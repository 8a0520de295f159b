/* Neighbours from the boundaries of Wales: 22 councils and 1,909 small areas. */
#include "segment/segment_golden.h"
#include <mynegai/boundaries.h>
#include <mynegai/regions.h>

static myn_boundaries *read_map(const char *file, const char *property)
{
    myn_diag *diag;
    myn_boundaries *got;
    char path[512];
    snprintf(path, sizeof path, "%s/geography/%s", test_data(), file);
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(myn_boundaries_read(path, file, property, diag, &got) == MYN_OK);
    myn_diag_free(diag);
    return got;
}

static bool beside(const myn_boundaries *b, const myn_contiguity *map, const char *p, const char *q)
{
    size_t at[2] = {SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < b->count; i++) {
        if (strcmp(b->code[i], p) == 0) at[0] = i;
        if (strcmp(b->code[i], q) == 0) at[1] = i;
    }
    ck_assert(at[0] != SIZE_MAX && at[1] != SIZE_MAX);
    for (size_t e = map->start[at[0]]; e < map->start[at[0] + 1]; e++)
        if (map->to[e] == at[1]) return true;
    return false;
}

/* Anglesey is an island and touches nobody; Gwynedd touches Conwy, Powys and Ceredigion; Cardiff the Vale. */
START_TEST(councils)
{
    myn_boundaries *b = read_map("councils_2024.geojson", "ltla24_code");
    myn_contiguity map;
    uint32_t part[22];
    myn_arena *arena = arena_new();
    ck_assert_uint_eq(b->count, 22);
    ck_assert(myn_contiguity_rings(&b->rings, b->count, MYN_ROOK, 0, &map, arena) == MYN_OK);
    ck_assert(beside(b, &map, "W06000002", "W06000003") && beside(b, &map, "W06000002", "W06000023"));
    ck_assert(beside(b, &map, "W06000002", "W06000008") && beside(b, &map, "W06000015", "W06000014"));
    ck_assert(!beside(b, &map, "W06000001", "W06000002") && !beside(b, &map, "W06000015", "W06000023"));
    ck_assert_uint_eq(myn_contiguity_parts(&map, part), 2);
    ck_assert(part[0] != part[1]);
    myn_arena_free(arena);
    myn_boundaries_free(b);
}
END_TEST

/* Sides are corners too, so that rook neighbours are queen neighbours; nearly all of Wales hangs together. */
START_TEST(small_areas)
{
    myn_boundaries *b = read_map("lsoa11.geojson", NULL);
    myn_contiguity rook, queen;
    uint32_t part[1909];
    myn_arena *arena = arena_new();
    ck_assert_uint_eq(b->count, 1909);
    ck_assert(myn_contiguity_rings(&b->rings, b->count, MYN_ROOK, 0, &rook, arena) == MYN_OK);
    ck_assert(myn_contiguity_rings(&b->rings, b->count, MYN_QUEEN, 0, &queen, arena) == MYN_OK);
    for (size_t i = 0; i < 1909; i++)
        for (size_t e = rook.start[i]; e < rook.start[i + 1]; e++)
            ck_assert(beside(b, &queen, b->code[i], b->code[rook.to[e]]));
    double mean = (double)rook.start[1909] / 1909;
    ck_assert_msg(mean > 4.5 && mean < 6, "%g sides an area; a map of the plane has fewer than six", mean);
    ck_assert(queen.start[1909] > rook.start[1909]);
    /* Anglesey, and Holy Island beside it: their 44 areas, and no others, are not of the mainland. */
    ck_assert_uint_eq(myn_contiguity_parts(&rook, part), 3);
    for (size_t i = 0; i < 1909; i++)
        ck_assert_msg((part[i] != part[1908]) == (strcmp(b->code[i], "W01000044") <= 0), "%s", b->code[i]);
    myn_arena_free(arena);
    myn_boundaries_free(b);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_data(), "geography"));
    Suite *s = suite_create("boundaries data");
    TCase *c = tcase_create("boundaries data");
    tcase_add_test(c, councils);
    tcase_add_test(c, small_areas);
    suite_add_tcase(s, c);
    return s;
}
