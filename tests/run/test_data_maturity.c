/* The data-maturity index against the same means computed here from answers.csv, and that file against the
 * published numbers of people. */
#include "run/built.h"
#include "run/published.h"
#include "suite.h"

enum { AREAS = 22, GROUPS = 6, CHARACTERISTICS = 7 };

/* Auditor General for Wales (2018), The maturity of local government in use of data: invited, responded. */
static const struct {
    const char *name;
    double invited, responded;
} group[GROUPS] = {{"corporate management", 203, 94},
                   {"elected members", 1259, 295},
                   {"operational managers", 851, 434},
                   {"information compliance", 22, 13},
                   {"policy", 22, 14},
                   {"ICT", 23, 14}};

static const struct {
    const char *node, *name;
} characteristic[CHARACTERISTICS] = {{"leadership", "leadership"},
                                     {"standards", "corporate standards"},
                                     {"customer_data", "integrated customer data"},
                                     {"protection", "data protection"},
                                     {"analytics", "data analytics"},
                                     {"decisions", "data-driven decisions"},
                                     {"open_data", "open data"}};

enum { AREA, GROUP, CHARACTERISTIC, INVITED, RESPONDED, ANSWERS, LEVEL };

static published answers(void)
{
    return read_published(MYN_SOURCE "/datasets/data-maturity/answers.csv");
}

static double number(const published *p, size_t row, size_t column)
{
    const char *text = p->cell[row][column];
    return *text ? strtod(text, NULL) : NAN;
}

/* Sum of weight x mean level over the groups with an answer, by the sum of their weights. */
static double level(const published *p, const char *area, const char *name)
{
    double sum = 0, weight = 0;
    for (size_t r = 0; r < p->rows; r++) {
        if (strcmp(p->cell[r][AREA], area) || strcmp(p->cell[r][CHARACTERISTIC], name)) continue;
        for (size_t g = 0; g < GROUPS; g++) {
            if (strcmp(p->cell[r][GROUP], group[g].name) || isnan(number(p, r, LEVEL))) continue;
            sum += group[g].invited * number(p, r, LEVEL);
            weight += group[g].invited;
        }
    }
    return sum / weight;
}

START_TEST(weighted_for_response)
{
    built b = build_index(MYN_SOURCE "/indices/data-maturity", NULL);
    published truth = answers();
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_uint_eq(b.labels->areas->count, AREAS);
    ck_assert(b.labels->synthetic);
    for (size_t a = 0; a < AREAS; a++) {
        double sum = 0;
        for (size_t k = 0; k < CHARACTERISTICS; k++) {
            double expected = level(&truth, b.labels->areas->at[a].code, characteristic[k].name);
            size_t node = node_of(b.labels, characteristic[k].node);
            ck_assert_double_eq_tol(edition.score[node * AREAS + a], expected, 1e-12);
            sum += expected;
        }
        ck_assert_double_eq_tol(edition.score[a], sum / CHARACTERISTICS, 1e-12);
    }
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(people_as_published)
{
    published truth = answers();
    ck_assert_uint_eq(truth.rows, AREAS * GROUPS * CHARACTERISTICS);
    for (size_t g = 0; g < GROUPS; g++) {
        double invited = 0, responded = 0;
        for (size_t r = 0; r < truth.rows; r++) {
            if (strcmp(truth.cell[r][GROUP], group[g].name)) continue;
            ck_assert(number(&truth, r, ANSWERS) <= number(&truth, r, RESPONDED));
            ck_assert(number(&truth, r, RESPONDED) <= number(&truth, r, INVITED));
            invited += number(&truth, r, INVITED) / CHARACTERISTICS;
            responded += number(&truth, r, RESPONDED) / CHARACTERISTICS;
        }
        ck_assert_double_eq_tol(invited, group[g].invited, 1e-9);
        ck_assert_double_eq_tol(responded, group[g].responded, 1e-9);
    }
    free_published(&truth);
}
END_TEST

/* A group's weight in nodes.csv is the number invited, in every characteristic. */
START_TEST(weights_are_people)
{
    static const char *const end[GROUPS] = {"corporate",  "members", "managers",
                                            "compliance", "policy",  "ict"};
    published nodes = read_published(MYN_SOURCE "/indices/data-maturity/nodes.csv");
    size_t weight = published_column(&nodes, "weight");
    for (size_t k = 0; k < CHARACTERISTICS; k++)
        for (size_t g = 0; g < GROUPS; g++) {
            char code[64];
            snprintf(code, sizeof code, "%s_%s", characteristic[k].node, end[g]);
            ck_assert_double_eq(published_number(&nodes, 0, code, weight), group[g].invited);
        }
    free_published(&nodes);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("data-maturity");
    TCase *c = tcase_create("answers");
    tcase_add_test(c, weighted_for_response);
    tcase_add_test(c, people_as_published);
    tcase_add_test(c, weights_are_people);
    suite_add_tcase(s, c);
    return s;
}
