/* Runs tests/cases/METHOD.csv, a row a case: method, params ("k=23; ties=min", and direction, weight,
 * weights, groups, which are no parameters but inputs), input (values in order; children of an aggregate
 * parted by "|"), expected (values, or "error" with what the fit must say), tolerance, and where the expected
 * values come from. Summaries take their input as rank, score and series at once; population, groups and,
 * where there are fewer or more, larger (how many larger areas) and ranked (N) are inputs too. */
#include "golden.h"
#include "use.h"

#define CASES MYN_SOURCE "/tests/cases"
enum { MOST = 128 };

typedef struct {
    double in[MOST], want[MOST], weight[MOST];
    uint32_t group[MOST];
    size_t n, wanted, weights, groups, children, larger, ranked;
    double direction, unit;
    const char *error, *where;
    double tolerance;
} Case;

static double number(const char *text, size_t length)
{
    double value = NAN;
    if (length == 3 && memcmp(text, "inf", 3) == 0) return INFINITY;
    if (length == 4 && memcmp(text, "-inf", 4) == 0) return -INFINITY;
    if (length == 2 && memcmp(text, "NA", 2) == 0) return NAN;
    ck_assert_msg(myn_number_read(text, length, &value), "%.*s", (int)length, text);
    return value;
}

/* Numbers parted by blanks; BARS gets how many "|" stood among them. */
static size_t numbers(const char *text, double *out, size_t *bars)
{
    size_t n = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (length == 1 && *text == '|')
            ++*bars;
        else if (length > 0)
            out[n++] = number(text, length);
        ck_assert_uint_lt(n, MOST);
        text += length + (text[length] == ' ');
    }
    return n;
}

/* Whether NAME is one of the inputs rather than a parameter. */
static bool take_input(Case *c, const char *name, const char *value)
{
    size_t bars = 0;
    double group[MOST];
    if (strcmp(name, "direction") == 0) {
        c->direction = *value == '-' ? -1 : 1;
    } else if (strcmp(name, "unit") == 0) {
        c->unit = number(value, strlen(value));
    } else if (strcmp(name, "weight") == 0 || strcmp(name, "weights") == 0) {
        c->weights = numbers(value, c->weight, &bars);
    } else if (strcmp(name, "population") == 0) {
        c->weights = numbers(value, c->weight, &bars);
    } else if (strcmp(name, "larger") == 0) {
        c->larger = (size_t)number(value, strlen(value));
    } else if (strcmp(name, "ranked") == 0) {
        c->ranked = (size_t)number(value, strlen(value));
    } else if (strcmp(name, "of") == 0) {
        size_t n = numbers(value, group, &bars);
        for (size_t i = 0; i < n; i++) c->group[i] = isnan(group[i]) ? UINT32_MAX : (uint32_t)group[i];
    } else if (strcmp(name, "groups") == 0 && !c->larger) {
        size_t n = numbers(value, group, &bars);
        for (size_t i = 0; i < n; i++) c->group[i] = (uint32_t)group[i];
        c->groups = 3; /* 0, 1, 2; others are no group */
    } else {
        return false;
    }
    return true;
}

static void check_values(const Case *c, const double *got, size_t n)
{
    ck_assert_msg(c->wanted == n, "%s: %zu expected for %zu", c->where, c->wanted, n);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(close_to(got[i], c->want[i], c->tolerance), "%s, value %zu: %.17g, expected %.17g",
                      c->where, i + 1, got[i], c->want[i]);
}

static void run_row(const Case *c, Use *use)
{
    double out[MOST];
    uint8_t touched[MOST] = {0};
    const char *why = NULL;
    const myn_method *m = use->method;
    myn_basis basis = {c->in, c->weights ? c->weight : NULL, c->n, c->direction, c->unit};
    myn_values values = {
        c->in,  out, c->n, c->direction, use->fitted, c->groups ? c->group : NULL, (uint32_t)c->groups,
        touched};
    ck_assert_msg(!m->refuse || !m->refuse(use->param), "%s", c->where);
    myn_status status = m->fit ? m->fit(use->param, &basis, use->fitted, use->arena, &why) : MYN_OK;
    if (c->error) {
        ck_assert_msg(status == MYN_ERR_DATA, "%s: no error", c->where);
        ck_assert_msg(why && strcmp(why, c->error) == 0, "%s: says %s", c->where, why);
        return;
    }
    ck_assert_msg(status == MYN_OK, "%s: %s", c->where, why);
    ck_assert_msg(m->apply(use->param, &values, use->arena) == MYN_OK, "%s", c->where);
    check_values(c, out, c->n);
    for (size_t i = 0; i < c->n; i++) {
        bool changes = m->kind == MYN_KIND_IMPUTE || strcmp(m->name, "winsorise") == 0;
        bool changed = !close_to(out[i], c->in[i], 0);
        if (changes) ck_assert_msg(touched[i] == changed, "%s: mark %zu", c->where, i + 1);
    }
}

static void run_parts(const Case *c, Use *use)
{
    size_t n = c->n / c->children;
    double out[MOST];
    const double *child[MOST];
    ck_assert_uint_eq(c->children, c->weights);
    for (size_t k = 0; k < c->children; k++) child[k] = c->in + k * n;
    myn_parts parts = {child, c->weight, c->children, n, out, NULL};
    myn_status status = use->method->combine(use->param, &parts, use->arena);
    if (c->error) {
        ck_assert_msg(status == MYN_ERR_DATA, "%s: no error", c->where);
        return;
    }
    ck_assert_msg(status == MYN_OK, "%s", c->where);
    check_values(c, out, n);
}

static void run_weigh(const Case *c, Use *use)
{
    double out[MOST];
    const double *child[MOST];
    const char *why = "";
    ck_assert_uint_eq(c->children, c->weights);
    for (size_t k = 0; k < c->children; k++) child[k] = c->in + k * (c->n / c->children);
    myn_parts parts = {child, c->weight, c->children, c->n / c->children, NULL, NULL};
    ck_assert_msg(!use->method->refuse || !use->method->refuse(use->param), "%s", c->where);
    myn_status status = use->method->weigh(use->param, &parts, out, use->arena, &why);
    if (c->error) {
        ck_assert_msg(status == MYN_ERR_DATA, "%s: no error", c->where);
        ck_assert_msg(why && strcmp(why, c->error) == 0, "%s: says %s", c->where, why);
        return;
    }
    ck_assert_msg(status == MYN_OK && !why, "%s: %s", c->where, why);
    check_values(c, out, c->children);
}

static void run_members(const Case *c, Use *use)
{
    double out[MOST];
    const double *series = use->method->takes_series ? c->in : NULL;
    myn_members members = {c->in,     c->in,     series, c->weights ? c->weight : NULL, c->group, c->n,
                           c->larger, c->ranked, out};
    for (size_t i = 0; i < c->n && !c->ranked; i++) members.ranked += !isnan(c->in[i]);
    ck_assert_msg(!use->method->refuse || !use->method->refuse(use->param), "%s", c->where);
    myn_status status = use->method->summarise(use->param, &members, use->arena);
    if (c->error) {
        ck_assert_msg(status == MYN_ERR_DATA, "%s: no error", c->where);
        return;
    }
    ck_assert_msg(status == MYN_OK, "%s", c->where);
    check_values(c, out, c->larger);
}

static void run(const Golden *g, size_t row)
{
    char where[400], name[64], value[256];
    snprintf(where, sizeof where, "%s, row %zu (%s)", golden_text(g, row, 0), row + 1,
             golden_text(g, row, 5));
    Case c = {.direction = 1, .unit = NAN, .where = where, .tolerance = golden_number(g, row, 4)};
    Use use = use_method(golden_text(g, row, 0), "");
    const char *params = golden_text(g, row, 1), *expected = golden_text(g, row, 3);
    while (use_next(&params, name, value))
        if (!take_input(&c, name, value)) use_param(&use, name, value);
    c.n = numbers(golden_text(g, row, 2), c.in, &c.children);
    c.children++;
    if (strncmp(expected, "error", 5) == 0)
        c.error = expected[5] ? expected + 7 : expected;
    else
        c.wanted = numbers(expected, c.want, &(size_t){0});
    if (use.method->summarise)
        run_members(&c, &use);
    else
        (use.method->weigh ? run_weigh : use.method->combine ? run_parts : run_row)(&c, &use);
    use_free(&use);
}

/* Every method has cases, and they hold. */
START_TEST(cases)
{
    char file[100];
    const myn_method *m = myn_methods()[_i];
    snprintf(file, sizeof file, "%s.csv", m->name);
    Golden g = golden_open(CASES, file);
    ck_assert_uint_eq(g.cols, 6);
    for (size_t r = 0; r < g.rows; r++) {
        ck_assert_str_eq(golden_text(&g, r, 0), m->name);
        ck_assert_msg(*golden_text(&g, r, 5), "%s, row %zu: no source", m->name, r + 1);
        run(&g, r);
    }
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    int methods = 0;
    while (myn_methods()[methods]) methods++;
    Suite *s = suite_create("cases");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, cases, 0, methods);
    suite_add_tcase(s, c);
    return s;
}
