/* What must hold for every method of the catalogue, whatever it computes. */
#include "use.h"
#include <mynegai/stream.h>

enum { N = 500, CHILDREN = 5 };

/* Parameters that have no default. */
static void set_required(Use *use)
{
    static const struct {
        const char *name, *value;
    } given[] = {{"power", "2"},       {"value", "3"}, {"centre", "100"}, {"per_sd", "10"},
                 {"posts", "[0, 10]"}, {"p", "2"},     {"low", "0.5"},    {"target", "5"}};
    for (size_t k = 0; k < sizeof given / sizeof *given; k++)
        for (size_t i = 0; i < use->method->params; i++)
            if (strcmp(use->method->param[i].name, given[k].name) == 0 &&
                (!use->method->param[i].fallback || strcmp(use->method->param[i].fallback, "none") == 0))
                use_param(use, given[k].name, given[k].value);
}

static const myn_method *method_at(int i)
{
    return myn_methods()[i];
}

/* Positive values that every method takes; every SEVENTH missing where GAPS. */
static void fill(double *x, size_t n, uint64_t job, bool gaps)
{
    myn_stream stream = myn_stream_at(7, job);
    for (size_t i = 0; i < n; i++) {
        x[i] = 1 + 8 * myn_stream_uniform(&stream);
        if (gaps && i % 7 == 3) x[i] = NAN;
    }
}

/* A reference that stands between the ends, whatever the order or the direction. */
static double middle(const double *x, size_t n)
{
    double least = NAN, greatest = NAN;
    for (size_t i = 0; i < n; i++) {
        least = fmin(least, x[i]);
        greatest = fmax(greatest, x[i]);
    }
    return (least + greatest) / 2;
}

static myn_status run_row(Use *use, const double *in, double *out, size_t n, double direction,
                          const char **why)
{
    myn_basis basis = {in, NULL, n, direction, middle(in, n)};
    myn_values values = {.in = in, .out = out, .n = n, .direction = direction, .fitted = use->fitted};
    *why = NULL;
    myn_status status = use->method->fit ? use->method->fit(use->param, &basis, use->fitted, use->arena, why)
                                         : MYN_OK;
    return status == MYN_OK ? use->method->apply(use->param, &values, use->arena) : status;
}

static myn_status run_parts(Use *use, double x[CHILDREN][N], size_t n, double *out)
{
    const double *child[CHILDREN];
    double weight[CHILDREN] = {1, 2, .5, 1, 3};
    for (int c = 0; c < CHILDREN; c++) child[c] = x[c];
    return use->method->combine(use->param, &(myn_parts){child, weight, CHILDREN, n, out, NULL}, use->arena);
}

static myn_status run_weigh(Use *use, double x[CHILDREN][N], double *out)
{
    const double *child[CHILDREN];
    double weight[CHILDREN] = {1, 1, 1, 1, 1};
    const char *why;
    for (int c = 0; c < CHILDREN; c++) child[c] = x[c];
    myn_parts parts = {child, weight, CHILDREN, N, NULL, NULL};
    return use->method->weigh(use->param, &parts, out, use->arena, &why);
}

START_TEST(texts)
{
    const myn_method *m = method_at(_i);
    ck_assert(m->summary && *m->summary && m->formula && *m->formula && m->reference && *m->reference);
    ck_assert_msg(strstr(m->reference, "doi") || strstr(m->reference, "ISBN") || strstr(m->reference, "http"),
                  "%s: %s", m->name, m->reference);
    ck_assert_ptr_eq(myn_method_find(m->name), m);
    ck_assert_str_ne(myn_kind_word(m->kind), "unknown");
    ck_assert((m->kind == MYN_KIND_AGGREGATE) == (m->combine != NULL));
    ck_assert((m->kind == MYN_KIND_WEIGH) == (m->weigh != NULL));
    ck_assert((m->kind == MYN_KIND_SUMMARISE) == (m->summarise != NULL));
    ck_assert(!m->apply + !m->combine + !m->weigh + !m->summarise == 3);
    ck_assert(!m->fits_reference || m->fit);
    if (_i == 0) return;
    const myn_method *before = method_at(_i - 1);
    ck_assert(before->kind < m->kind || (before->kind == m->kind && strcmp(before->name, m->name) < 0));
}
END_TEST

/* Each default reads, stands in its own slots, and is written back as it was. */
START_TEST(defaults)
{
    const myn_method *m = method_at(_i);
    double p[MYN_PARAMS_MOST];
    myn_method_defaults(m, p);
    ck_assert_uint_le(myn_param_slot(m, m->params), MYN_PARAMS_MOST);
    for (size_t i = 0; i < m->params; i++) {
        char text[100], expected[200];
        ck_assert(m->param[i].summary && *m->param[i].summary);
        if (!m->param[i].fallback) {
            ck_assert(isnan(p[myn_param_slot(m, i)]));
            continue;
        }
        ck_assert(myn_param_read(m, i, m->param[i].fallback, p, expected, sizeof expected));
        myn_param_text(m, i, p, text, sizeof text);
        ck_assert_str_eq(text, m->param[i].fallback);
    }
}
END_TEST

START_TEST(missing_stays_missing)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[N], y[N];
    const char *why;
    set_required(&use);
    fill(x, N, 1, true);
    if (use.method->apply) {
        ck_assert_msg(run_row(&use, x, y, N, 1, &why) == MYN_OK, "%s: %s", use.method->name, why ? why : "");
        for (size_t i = 0; i < N; i++) {
            bool imputes = use.method->kind == MYN_KIND_IMPUTE;
            ck_assert_msg(isnan(y[i]) == (!imputes && isnan(x[i])), "%s %zu", use.method->name, i);
        }
    }
    use_free(&use);
}
END_TEST

/* A missing child is left out; where all are missing the area is. */
START_TEST(missing_parts)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[CHILDREN][N], out[N];
    set_required(&use);
    for (int c = 0; c < CHILDREN; c++) {
        fill(x[c], N, (uint64_t)c, false);
        for (size_t i = 0; i < N; i++)
            if (i % 11 == 0 || (i + (size_t)c) % 5 == 0) x[c][i] = NAN;
    }
    if (use.method->combine) {
        ck_assert(run_parts(&use, x, N, out) == MYN_OK);
        for (size_t i = 0; i < N; i++) ck_assert(isnan(out[i]) == (i % 11 == 0));
        ck_assert(run_parts(&use, x, 0, out) == MYN_OK);
    }
    use_free(&use);
}
END_TEST

START_TEST(in_place)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[N], y[N];
    const char *why;
    set_required(&use);
    fill(x, N, 2, true);
    for (double direction = -1; use.method->apply && direction <= 1; direction += 2) {
        double z[N];
        memcpy(z, x, sizeof z);
        ck_assert(run_row(&use, x, y, N, direction, &why) == MYN_OK);
        ck_assert(run_row(&use, z, z, N, direction, &why) == MYN_OK);
        for (size_t i = 0; i < N; i++) ck_assert(close_to(z[i], y[i], 0));
    }
    use_free(&use);
}
END_TEST

/* Areas in another order get the same results, up to the rounding of sums. */
START_TEST(order_of_areas)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[CHILDREN][N], turned[CHILDREN][N], common[N], y[N], z[N];
    const char *why;
    set_required(&use);
    fill(common, N, 19, false);
    for (int c = 0; c < CHILDREN; c++) {
        fill(x[c], N, 20 + (uint64_t)c, true);
        for (size_t i = 0; i < N && use.method->weigh; i++) x[c][i] += 2 * common[i];
        for (size_t i = 0; i < N; i++) turned[c][i] = x[c][(i * 211 + 17) % N]; /* 211 has no factor of 500 */
    }
    if (use.method->weigh) {
        ck_assert(run_weigh(&use, x, y) == MYN_OK && run_weigh(&use, turned, z) == MYN_OK);
        for (size_t c = 0; c < CHILDREN; c++) ck_assert(close_to(z[c], y[c], 1e-9));
        use_free(&use);
        return;
    }
    if (use.method->combine) {
        ck_assert(run_parts(&use, x, N, y) == MYN_OK && run_parts(&use, turned, N, z) == MYN_OK);
    } else if (use.method->apply) {
        ck_assert(run_row(&use, x[0], y, N, 1, &why) == MYN_OK);
        ck_assert(run_row(&use, turned[0], z, N, 1, &why) == MYN_OK);
    }
    for (size_t i = 0; i < N && !use.method->summarise; i++)
        ck_assert(close_to(z[i], y[(i * 211 + 17) % N], 1e-13));
    use_free(&use);
}
END_TEST

/* A normaliser turns with the direction, and high comes out as good. */
START_TEST(direction)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[] = {2, 9, 4, 7}, up[4], down[4];
    const char *why;
    set_required(&use);
    bool classes = strcmp(use.method->name, "above_below_mean") == 0; /* high, low and about the mean only */
    if (use.method->kind == MYN_KIND_NORMALISE) {
        ck_assert(run_row(&use, x, up, 4, 1, &why) == MYN_OK &&
                  run_row(&use, x, down, 4, -1, &why) == MYN_OK);
        ck_assert_msg(up[0] < up[1] && down[0] > down[1], "%s", use.method->name);
        bool strict = up[0] < up[2] && up[2] < up[3] && up[3] < up[1];
        strict = strict && down[0] > down[2] && down[2] > down[3] && down[3] > down[1];
        ck_assert_msg(strict || classes, "%s", use.method->name);
    }
    use_free(&use);
}
END_TEST

/* No values at all, one, all equal, all missing, an infinite one: a result without NaN, or a phrase. */
START_TEST(edges)
{
    static const struct {
        size_t n;
        double x[3];
    } edge[] = {{0, {0}},
                {1, {4}},
                {1, {NAN}},
                {3, {4, 4, 4}},
                {3, {NAN, NAN, NAN}},
                {3, {1, INFINITY, 2}},
                {3, {-INFINITY, 2, 3}},
                {3, {-1, 0, 1}},
                {3, {1e308, -1e308, 1e-308}}};
    Use use = use_method(method_at(_i)->name, "");
    set_required(&use);
    for (size_t k = 0; use.method->apply && k < sizeof edge / sizeof *edge; k++) {
        double y[3];
        const char *why;
        bool infinite = false;
        myn_status status = run_row(&use, edge[k].x, y, edge[k].n, 1, &why);
        for (size_t i = 0; i < edge[k].n; i++) infinite |= isinf(edge[k].x[i]);
        ck_assert(status == MYN_OK || status == MYN_ERR_DATA);
        ck_assert_msg((status == MYN_ERR_DATA) == (why != NULL), "%s, edge %zu", use.method->name, k);
        if (infinite && use.method->fit) ck_assert_str_eq(why, "a value is infinite");
        for (size_t i = 0; status == MYN_OK && i < edge[k].n; i++)
            ck_assert_msg(!isnan(y[i]) || isnan(edge[k].x[i]), "%s, edge %zu: %g", use.method->name, k, y[i]);
    }
    use_free(&use);
}
END_TEST

/* needs_positive and gives_positive are true to the functions. */
START_TEST(positive)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[N], y[N], negative[CHILDREN][N], out[N];
    const char *why;
    set_required(&use);
    fill(x, N, 3, false);
    for (int c = 0; c < CHILDREN; c++)
        for (size_t i = 0; i < N; i++) negative[c][i] = -1 - (double)c;
    if (use.method->needs_positive && use.method->combine)
        ck_assert(run_parts(&use, negative, N, out) == MYN_ERR_DATA);
    if (use.method->needs_positive && use.method->apply)
        ck_assert(run_row(&use, negative[0], y, N, 1, &why) == MYN_ERR_DATA);
    if (use.method->gives_positive && use.method->apply) {
        ck_assert(run_row(&use, x, y, N, -1, &why) == MYN_OK);
        for (size_t i = 0; i < N; i++) ck_assert_msg(y[i] >= 0, "%s: %g", use.method->name, y[i]);
    }
    use_free(&use);
}
END_TEST

/* Fitted on one set, applied to another: the fit alone decides the scale. */
START_TEST(reference)
{
    Use use = use_method(method_at(_i)->name, "");
    double x[N], y[N], all[N];
    const char *why = NULL;
    set_required(&use);
    fill(x, N, 4, false);
    if (use.method->fits_reference) {
        myn_basis half = {x, NULL, N / 2, 1, x[1]};
        ck_assert(use.method->fit(use.param, &half, use.fitted, use.arena, &why) == MYN_OK);
        myn_values whole = {.in = x, .out = all, .n = N, .direction = 1, .fitted = use.fitted};
        myn_values one = {.in = x + N - 1, .out = y, .n = 1, .direction = 1, .fitted = use.fitted};
        ck_assert(use.method->apply(use.param, &whole, use.arena) == MYN_OK);
        ck_assert(use.method->apply(use.param, &one, use.arena) == MYN_OK);
        ck_assert(y[0] == all[N - 1]);
    }
    use_free(&use);
}
END_TEST

START_TEST(unknown)
{
    ck_assert_ptr_null(myn_method_find("zscores"));
    ck_assert_ptr_null(myn_method_find(""));
    ck_assert_str_eq(myn_kind_word((myn_kind)9), "unknown");
    ck_assert_str_eq(myn_kind_word(MYN_KIND_NORMALISE), "normalise");
}
END_TEST

Suite *suite(void)
{
    int methods = 0;
    while (myn_methods()[methods]) methods++;
    Suite *s = suite_create("catalogue");
    TCase *c = tcase_create("every method");
    tcase_add_loop_test(c, texts, 0, methods);
    tcase_add_loop_test(c, defaults, 0, methods);
    tcase_add_loop_test(c, missing_stays_missing, 0, methods);
    tcase_add_loop_test(c, missing_parts, 0, methods);
    tcase_add_loop_test(c, in_place, 0, methods);
    tcase_add_loop_test(c, order_of_areas, 0, methods);
    tcase_add_loop_test(c, direction, 0, methods);
    tcase_add_loop_test(c, edges, 0, methods);
    tcase_add_loop_test(c, positive, 0, methods);
    tcase_add_loop_test(c, reference, 0, methods);
    tcase_add_test(c, unknown);
    suite_add_tcase(s, c);
    return s;
}
