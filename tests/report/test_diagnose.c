/* A diagnosis as it is shown and written, where the cases of tests/cli do not come: figures that cannot be given, sums
 * of other kinds, many parts. Figures are those that tests/run/test_diagnose.c checks. */
#include "report/gather.h"
#include "run/diagnosed.h"
#include "suite.h"
#include <stdio.h>

static Ten ten;

static void setup(void)
{
    ten_make(&ten);
}

static void teardown(void)
{
    myn_areas_free(ten.areas);
}

static void tell(size_t node, myn_lang lang, myn_buffer *out)
{
    myn_diagnosis *d = ten_diagnose(&ten, node);
    myn_sink sink = gather_into(out);
    myn_show_options how = {.lang = lang};
    out->length = 0;
    ck_assert_int_eq(myn_show_diagnosis(d, &how, &sink), MYN_OK);
    myn_diagnosis_free(d);
}

static void rows(size_t node, myn_form form, myn_buffer *out)
{
    myn_diagnosis *d = ten_diagnose(&ten, node);
    myn_sink sink = gather_into(out);
    out->length = 0;
    ck_assert_int_eq(myn_diagnosis_rows(d, form, &sink), MYN_OK);
    myn_diagnosis_free(d);
}

#define HAS(text, piece)   ck_assert_msg(strstr((text).at, piece) != NULL, "no \"%s\" in\n%s", piece, (text).at)
#define LACKS(text, piece) ck_assert_msg(!strstr((text).at, piece), "\"%s\" in\n%s", piece, (text).at)

START_TEST(plain)
{
    myn_buffer text = {0};
    tell(A, MYN_LANG_EN, &text);
    HAS(text, "Ten · edition 2024\n\nFirst\nparts: 3 · every part has a value in 10 of 10 areas\n\n");
    HAS(text, "part  weight %  effective %  r with score  alpha without   KMO    VIF\n"
              "x1        25.0         29.4   0.99***               0.58  0.44  23.89\n");
    HAS(text, "3 x3           0.70*     0.42\n");
    HAS(text, "one  other            finding\n"
              "x1   x2      0.91***  above 0.9, redundant: they say the same\n");
    HAS(text, "Cronbach's alpha: 0.868; of standardised values: 0.863\n"
              "Kaiser-Meyer-Olkin measure: 0.399\n"
              "Bartlett's test of no correlation: chi-squared 24.12, df = 3, p < 0.001\n");
    LACKS(text, "used %");
    LACKS(text, "Synthetic");
    tell(A, MYN_LANG_CY, &text);
    HAS(text, "Deg · argraffiad 2024\n\nCyntaf\nrhannau: 3");
    HAS(text, "dros 0.9, diangen: maent yn dweud yr un peth");
    myn_buffer_free(&text);
}
END_TEST

START_TEST(other_sums)
{
    myn_buffer text = {0};
    ten.weight[X1] = 2;
    tell(A, MYN_LANG_EN, &text);
    HAS(text, "x1        40.0    25.0         29.4");
    HAS(text, "changed in a straight line on the way");
    for (size_t i = 0; i < TEN; i++) ten.score[ROOT][i] = sqrt(ten.score[A][i] * (10 - ten.score[B][i]));
    tell(ROOT, MYN_LANG_EN, &text);
    HAS(text, "closest sum, which explains 100.0 % of its variance");
    rows(ROOT, MYN_FORM_CSV, &text);
    HAS(text, ",root,r_squared,,,0.99966211675");
    HAS(text, ",closest\n");
    ten.score[X1][2] = NAN;
    tell(A, MYN_LANG_EN, &text);
    HAS(text, "for some areas lack a part.");
    myn_buffer_free(&text);
}
END_TEST

START_TEST(not_given)
{
    myn_buffer text = {0};
    tell(B, MYN_LANG_EN, &text);
    HAS(text, "Kaiser-Meyer-Olkin measure: not given, it takes 3 parts (here: 2).\n");
    rows(B, MYN_FORM_CSV, &text);
    HAS(text, "2024,b,kmo,,,,,,it takes 3 parts (here: 2)\n");
    HAS(text, "2024,b,alpha_without,x4,,,,,it takes 3 parts (here: 2)\n");
    memcpy(ten.score[X3], ten.score[X1], sizeof ten.score[X3]);
    ten_combine(&ten);
    tell(A, MYN_LANG_EN, &text);
    HAS(text, "Bartlett's test and VIF: not given, x1 and x3 are correlated perfectly (singular matrix).\n");
    for (size_t i = 0; i < TEN; i++) {
        ten.score[X3][i] = ten.score[X1][i] + ten.score[X2][i];
        ten.score[A][i] = ten.score[X1][i] * ten.score[X2][i];
    }
    tell(MYN_NONE, MYN_LANG_EN, &text);
    HAS(text, "Effective weights: not given, some parts determine another (singular matrix).\n");
    HAS(text, "Effective weights below First: not given, some parts determine another (singular matrix).\n");
    rows(ROOT, MYN_FORM_CSV, &text);
    HAS(text, "2024,root,indicator_weight_effective,x1,,,,,some parts determine another (singular matrix)\n");
    for (size_t i = 0; i < TEN; i++) ten.score[X2][i] = 1;
    tell(A, MYN_LANG_CY, &text);
    HAS(text, "Prif gydrannau: heb ei roi, mae x2 yr un fath ym mhob ardal.\n");
    rows(A, MYN_FORM_CSV, &text);
    HAS(text, "2024,a,eigenvalue,,,,,,x2 is the same in every area\n");
    for (size_t i = 2; i < TEN; i++) ten.score[X1][i] = NAN;
    tell(A, MYN_LANG_EN, &text);
    HAS(text, "Cronbach's alpha: not given, it takes 3 areas with a value of every part (here: 2).\n");
    myn_buffer_free(&text);
}
END_TEST

/* One node with 13 parts, each the negative of the one before it. */
START_TEST(many_parts)
{
    enum { MANY = 14 };
    static double score[MANY][TEN], weight[MANY];
    static char code[MANY][8];
    myn_item node[MANY] = {{.code = "all", .parent = MYN_NONE, .indicator = MYN_NONE, .direction = 1}};
    for (size_t i = 1; i < MANY; i++) {
        snprintf(code[i], sizeof code[i], "i%zu", i);
        node[i] = (myn_item){.code = code[i], .indicator = i - 1, .direction = 1};
        weight[i] = 1;
        for (size_t a = 0; a < TEN; a++) {
            score[i][a] = i % 2 ? ten_values[0][a] : -ten_values[0][a];
            score[0][a] += score[i][a] / (MANY - 1);
        }
    }
    ten.labels.node = node;
    ten.labels.nodes = MANY;
    ten.labels.indicators = MANY - 1;
    ten.data = (myn_edition){.score = score[0], .weight = weight};
    myn_buffer text = {0};
    tell(0, MYN_LANG_EN, &text);
    HAS(text, "Correlations of 13 parts: --format csv has them.\n");
    HAS(text, "and 58 more (--format csv has them all)\n"); /* all 13 x 12 / 2 pairs but 20 */
    HAS(text,
        "Kaiser-Meyer-Olkin measure: not given, it takes 14 areas with a value of every part (here: 10).\n");
    rows(0, MYN_FORM_JSON, &text);
    HAS(text, "\"figure\": \"correlation\", \"part\": \"i1\", \"other\": \"i2\", \"value\": -1, \"p\": 0, "
              "\"n\": 10, "
              "\"note\": \"negative\"}");
    HAS(text, "\"other\": \"i3\", \"value\": 1, \"p\": 0, \"n\": 10, \"note\": \"redundant\"}");
    myn_buffer_free(&text);
}
END_TEST

START_TEST(nobody_reads)
{
    myn_diagnosis *d = ten_diagnose(&ten, MYN_NONE);
    myn_show_options how = {.lang = MYN_LANG_EN};
    ck_assert_int_eq(myn_show_diagnosis(d, &how, &refusing), MYN_ERR_IO);
    ck_assert_int_eq(myn_diagnosis_rows(d, MYN_FORM_CSV, &refusing), MYN_ERR_IO);
    myn_diagnosis_free(d);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("diagnose");
    TCase *t = tcase_create("ten areas");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, plain);
    tcase_add_test(t, other_sums);
    tcase_add_test(t, not_given);
    tcase_add_test(t, many_parts);
    tcase_add_test(t, nobody_reads);
    suite_add_tcase(s, t);
    return s;
}
