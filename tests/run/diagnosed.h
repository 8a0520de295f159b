/* Ten invented areas: two branches, five indicators; the second branch is taken turned. */
#ifndef MYN_TEST_DIAGNOSED_H
#define MYN_TEST_DIAGNOSED_H
#include <check.h>
#include <math.h>
#include <mynegai/run.h>
#include <string.h>

enum { TEN = 10, ROOT = 0, A, X1, X2, X3, B, X4, X5, ALL_NODES };

static const myn_item ten_nodes[ALL_NODES] = {
    {"root", {"All", "Y cyfan"}, NULL, NULL, MYN_NONE, MYN_NONE, 1, 1, -1},
    {"a", {"First", "Cyntaf"}, NULL, NULL, ROOT, MYN_NONE, 3, 1, -1},
    {"x1", {"x1", NULL}, NULL, NULL, A, 0, 1, 1, -1},
    {"x2", {"x2", NULL}, NULL, NULL, A, 1, 2, 1, -1},
    {"x3", {"x3", NULL}, NULL, NULL, A, 2, 1, 1, -1},
    {"b", {"Second", "Ail"}, NULL, NULL, ROOT, MYN_NONE, 1, -1, -1},
    {"x4", {"x4", NULL}, NULL, NULL, B, 3, 1, 1, -1},
    {"x5", {"x5", NULL}, NULL, NULL, B, 4, 1, -1, -1}};

static const double ten_values[5][TEN] = {{4.1, 5.2, 6.8, 3.9, 7.4, 5.5, 6.1, 4.7, 8.2, 5.0},
                                          {3.8, 5.9, 6.1, 4.4, 7.9, 5.1, 6.6, 4.2, 7.5, 5.6},
                                          {5.0, 4.4, 7.1, 4.9, 6.2, 6.3, 5.7, 5.8, 7.0, 3.6},
                                          {6.2, 4.8, 3.9, 7.1, 2.5, 5.5, 4.1, 6.6, 3.0, 5.2},
                                          {2.9, 6.4, 4.7, 5.1, 6.0, 3.3, 5.8, 4.0, 4.9, 7.2}};

typedef struct {
    double score[ALL_NODES][TEN], weight[ALL_NODES];
    myn_areas *areas;
    myn_edition_label edition;
    myn_labels labels;
    myn_edition data;
} Ten;

/* Scores of branches are weighted means; the root takes B turned. */
static void ten_combine(Ten *t)
{
    for (size_t i = 0; i < TEN; i++) {
        t->score[A][i] = (t->score[X1][i] + 2 * t->score[X2][i] + t->score[X3][i]) / 4;
        t->score[B][i] = (t->score[X4][i] + t->score[X5][i]) / 2;
        t->score[ROOT][i] = (3 * t->score[A][i] - t->score[B][i]) / 4;
    }
}

static void ten_make(Ten *t)
{
    static const myn_area some[TEN] = {{.code = "1"}, {.code = "2"}, {.code = "3"}, {.code = "4"},
                                       {.code = "5"}, {.code = "6"}, {.code = "7"}, {.code = "8"},
                                       {.code = "9"}, {.code = "10"}};
    *t = (Ten){.edition = {"2024", {0, 1}}};
    ck_assert_int_eq(myn_areas_make("ten", some, TEN, &t->areas), MYN_OK);
    for (size_t i = 0; i < ALL_NODES; i++) {
        t->weight[i] = ten_nodes[i].weight;
        if (ten_nodes[i].indicator != MYN_NONE)
            memcpy(t->score[i], ten_values[ten_nodes[i].indicator], sizeof t->score[i]);
    }
    ten_combine(t);
    t->labels = (myn_labels){.index = "ten",
                             .title = {"Ten", "Deg"},
                             .areas = t->areas,
                             .node = ten_nodes,
                             .nodes = ALL_NODES,
                             .indicators = 5,
                             .edition = &t->edition,
                             .editions = 1};
    t->data = (myn_edition){.score = t->score[0], .weight = t->weight};
}

static myn_diagnosis *ten_diagnose(const Ten *t, size_t node)
{
    myn_diagnosis *out = NULL;
    ck_assert_int_eq(myn_diagnose(&t->labels, &t->data, 0, node, MYN_CORR_PEARSON, &out), MYN_OK);
    return out;
}

#endif
