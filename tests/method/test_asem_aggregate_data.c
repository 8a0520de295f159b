/* Aggregators on the ASEM data, 49 indicators in 8 groups in 2 in 1, against COINr 1.1.14 (README of the
 * reference values, section 1 b). */
#include "golden.h"
#include "use.h"
#include <mynegai/cell.h>

static const char *folder;

enum { LEVELS = 4, MOST = 64 };

/* A reference table and what it takes to compute it again. */
typedef struct {
    Golden lineage, weights, want;
    double *column[LEVELS][MOST]; /* scores of each level, by number of name */
    const char *name[LEVELS][MOST];
    size_t count[LEVELS], n;
} Tree;

static size_t find_name(Tree *tree, size_t level, const char *name)
{
    for (size_t i = 0; i < tree->count[level]; i++)
        if (strcmp(tree->name[level][i], name) == 0) return i;
    tree->name[level][tree->count[level]] = name;
    return tree->count[level]++;
}

static double weight_of(const Tree *tree, const char *name)
{
    size_t row = golden_row(&tree->weights, name);
    return golden_number(&tree->weights, row, golden_col(&tree->weights, "Weight"));
}

/* Whether CHILD (of level - 1) belongs to PARENT. */
static bool belongs(const Tree *tree, size_t level, const char *child, const char *parent)
{
    for (size_t r = 0; r < tree->lineage.rows; r++)
        if (strcmp(golden_text(&tree->lineage, r, level - 1), child) == 0)
            return strcmp(golden_text(&tree->lineage, r, level), parent) == 0;
    return false;
}

static void combine_one(Tree *tree, size_t level, size_t node, Use *use, double least)
{
    const double *child[MOST];
    double weight[MOST];
    myn_parts parts = {child, weight, 0, tree->n, tree->column[level][node], NULL};
    for (size_t i = 0; i < tree->count[level - 1]; i++) {
        const char *name = tree->name[level - 1][i];
        if (!belongs(tree, level, name, tree->name[level][node])) continue;
        child[parts.children] = tree->column[level - 1][i];
        weight[parts.children++] = weight_of(tree, name);
    }
    ck_assert(parts.children > 0);
    myn_coverage coverage = {least, false};
    ck_assert(myn_aggregate(use->method, use->param, &parts, coverage, NULL, use->arena) == MYN_OK);
}

static void check_node(const Tree *tree, size_t level, size_t node)
{
    const char *name = tree->name[level][node];
    for (size_t r = 0; r < tree->n; r++) {
        double got = tree->column[level][node][r],
               want = golden_number(&tree->want, r, golden_col(&tree->want, name));
        ck_assert_msg(close_to(got, want, 1e-9), "%s %zu: %.17g, expected %.17g", name, r, got, want);
    }
}

static Tree open_tree(const char *input, const char *weights, const char *expected)
{
    Tree tree = {.lineage = golden_open(folder, "asem_lineage.csv"),
                 .weights = golden_open(folder, weights),
                 .want = golden_open(folder, expected)};
    Golden in = golden_open(folder, input);
    tree.n = in.rows;
    ck_assert_uint_eq(tree.want.rows, tree.n);
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t r = 0; r < tree.lineage.rows; r++)
            (void)find_name(&tree, level, golden_text(&tree.lineage, r, level));
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < tree.count[level]; i++)
            tree.column[level][i] = level ? calloc(tree.n, sizeof(double))
                                          : golden_column(&in, tree.name[0][i]);
    golden_free(&in);
    return tree;
}

static void close_tree(Tree *tree)
{
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 0; i < tree->count[level]; i++) free(tree->column[level][i]);
    golden_free(&tree->lineage);
    golden_free(&tree->weights);
    golden_free(&tree->want);
}

typedef struct {
    const char *file, *method[LEVELS]; /* of levels 1 to 3 */
    const char *params;
    double least;
    const char *input;
} Case;

static void check_case(const Case *c, const char *weights, const char *ending)
{
    char expected[100];
    snprintf(expected, sizeof expected, "asem_agg_%s%s.csv", c->file, ending);
    Tree tree = open_tree(c->input ? c->input : "asem_norm_treated_minmax_1_100.csv", weights, expected);
    for (size_t level = 1; level < LEVELS; level++) {
        Use use = use_method(c->method[level - 1], c->params);
        for (size_t node = 0; node < tree.count[level]; node++) {
            combine_one(&tree, level, node, &use, c->least);
            check_node(&tree, level, node);
        }
        use_free(&use);
    }
    close_tree(&tree);
}

#define THRICE(name)           \
    {                          \
        (name), (name), (name) \
    }
static const Case complete[] = {
    {"amean", THRICE("arithmetic"), "", 0, NULL},
    {"gmean", THRICE("geometric"), "", 0, NULL},
    {"hmean", THRICE("harmonic"), "", 0, NULL},
    {"genmean_p-1", THRICE("power"), "p=-1", 0, NULL},
    {"genmean_p0.5", THRICE("power"), "p=0.5", 0, NULL},
    {"genmean_p2", THRICE("power"), "p=2", 0, NULL},
    {"genmean_p3", THRICE("power"), "p=3", 0, NULL},
    {"mixed_am_gm_hm", {"arithmetic", "geometric", "harmonic"}, "", 0, NULL},
    {"copeland", THRICE("copeland"), "", 0, NULL},
};

START_TEST(means)
{
    check_case(&complete[_i], "asem_weights_original.csv", "_orig");
    check_case(&complete[_i], "asem_weights_unequal.csv", "_unequal");
}
END_TEST

#define RAW "asem_norm_raw_minmax_1_100.csv"
static const Case holes[] = {
    {"amean_NA_thresh_none", THRICE("arithmetic"), "", 0, RAW},
    {"amean_NA_thresh_0.5", THRICE("arithmetic"), "", 0.5, RAW},
    {"amean_NA_thresh_0.75", THRICE("arithmetic"), "", 0.75, RAW},
    {"amean_NA_thresh_0.9", THRICE("arithmetic"), "", 0.9, RAW},
    {"amean_NA_thresh_1", THRICE("arithmetic"), "", 1, RAW},
    {"gmean_NA_thresh_none", THRICE("geometric"), "", 0, RAW},
};

START_TEST(missing)
{
    check_case(&holes[_i], "asem_weights_original.csv", "");
}
END_TEST

/* asem_agg_mpi_pillars.csv: M -/+ S^2 / M by group on z-scores of 100 + 10 z; with n - 1 also Compind's
 * ci_mpi. */
START_TEST(mazziotta_pareto)
{
    static const char *const variant[][2] = {{"minus_ddof1", "penalty=minus; ddof=1"},
                                             {"plus_ddof1", "penalty=plus; ddof=1"},
                                             {"minus_ddof0", "penalty=minus; ddof=0"},
                                             {"plus_ddof0", "penalty=plus; ddof=0"}};
    Tree tree = open_tree("asem_norm_treated_z100_10.csv", "asem_weights_original.csv",
                          "asem_agg_mpi_pillars.csv");
    Use use = use_method("mazziotta_pareto", variant[_i][1]);
    for (size_t node = 0; node < tree.count[1]; node++) {
        char name[100];
        const char *group = tree.name[1][node];
        combine_one(&tree, 1, node, &use, 0);
        snprintf(name, sizeof name, "%s_mpi_%s", group, variant[_i][0]);
        tree.name[1][node] = name;
        check_node(&tree, 1, node);
        tree.name[1][node] = group;
    }
    use_free(&use);
    close_tree(&tree);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "asem");
    test_needs(folder);
    Suite *s = suite_create("aggregators on ASEM");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, means, 0, (int)(sizeof complete / sizeof *complete));
    tcase_add_loop_test(c, missing, 0, (int)(sizeof holes / sizeof *holes));
    tcase_add_loop_test(c, mazziotta_pareto, 0, 4);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
