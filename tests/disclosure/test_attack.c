/* Ten thousand random tables, protected and then attacked: by linear algebra, by bounds, by linear programs. Nothing of
 * the attackers is the library's: they see the published figures and write down their own equations. */
#include "suite.h"
#include <mynegai/disclosure.h>
#include <mynegai/stream.h>
#include <glpk.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { TABLES = 400 };
#else
enum { TABLES = 10000 };
#endif

enum { MOST_AREAS = 14, MOST_CLASSES = 9, MOST = MOST_AREAS * MOST_CLASSES, MOST_EQUATIONS = 2 * MOST };

typedef struct {
    size_t areas, classes;
    uint32_t area_parent[MOST_AREAS], class_parent[MOST_CLASSES];
    double count[MOST], denominator[MOST], published[MOST];
    uint8_t known[MOST];
    bool rates;
    /* what the attacker has */
    size_t equations, unknowns;
    double left[MOST_EQUATIONS][MOST + 1]; /* over cells that are withheld; last: the sum */
    int unknown[MOST];                     /* by cell; -1: published */
    double lower[MOST], upper[MOST];
} Table;

static size_t below(myn_stream *s, size_t n)
{
    return (size_t)(myn_stream_uniform(s) * (double)n);
}

/* N nodes: 0 the total, some of those after it parts of it, the rest parts of these; sometimes a flat list without
 * total, sometimes a total with a single part. */
static void draw_tree(myn_stream *s, size_t n, uint32_t *parent)
{
    size_t tops = n > 3 && below(s, 3) ? 1 + below(s, n / 2) : n - 1;
    bool total = below(s, 10) > 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0)
            parent[i] = MYN_NO_PARENT;
        else if (i <= tops)
            parent[i] = total ? 0 : MYN_NO_PARENT;
        else
            parent[i] = (uint32_t)(1 + below(s, tops));
    }
}

static bool is_leaf(const uint32_t *parent, size_t n, size_t i)
{
    for (size_t j = 0; j < n; j++)
        if (parent[j] == i) return false;
    return true;
}

/* Each leaf count is added to every pair of nodes above it, itself included. */
static void add_leaf(Table *t, size_t c, size_t a, double x, double of)
{
    for (uint32_t q = (uint32_t)c; q != MYN_NO_PARENT; q = t->class_parent[q])
        for (uint32_t p = (uint32_t)a; p != MYN_NO_PARENT; p = t->area_parent[p]) {
            t->count[q * t->areas + p] += x;
            t->denominator[q * t->areas + p] += of;
        }
}

/* A quarter of the leaves are 0, most of the others small. */
static void draw_table(uint64_t seed, Table *t)
{
    myn_stream s = myn_stream_at(20261122, seed);
    memset(t, 0, sizeof *t);
    t->areas = 2 + below(&s, MOST_AREAS - 1);
    t->classes = 1 + below(&s, MOST_CLASSES);
    draw_tree(&s, t->areas, t->area_parent);
    draw_tree(&s, t->classes, t->class_parent);
    static const double sizes[] = {6, 15, 40, 400};
    double size = sizes[below(&s, 4)];
    for (size_t c = 0; c < t->classes; c++)
        for (size_t a = 0; a < t->areas; a++) {
            double u = myn_stream_uniform(&s), x = u < 0.25 ? 0 : floor(size * u * u);
            double of = x + floor(3 * size * myn_stream_uniform(&s));
            if (is_leaf(t->class_parent, t->classes, c) && is_leaf(t->area_parent, t->areas, a))
                add_leaf(t, c, a, x, of);
        }
    t->rates = below(&s, 4) == 0;
    if (below(&s, 4) == 0) t->known[0] = 1; /* the grand total is in public */
    if (below(&s, 8) == 0)
        for (size_t a = 0; a < t->areas; a++) t->known[a] = 1; /* the first class too */
}

static myn_count_table as_input(const Table *t, const double *count)
{
    myn_count_table in = {
        {count, t->classes, t->areas, t->areas}, t->area_parent, t->class_parent, .known = t->known};
    if (t->rates) in.denominator = (myn_cmat){t->denominator, t->classes, t->areas, t->areas};
    return in;
}

/* ---- attackers ---- */

static void put_term(Table *t, size_t cell, double sign)
{
    double *row = t->left[t->equations];
    if (t->unknown[cell] >= 0)
        row[t->unknown[cell]] += sign;
    else
        row[MOST] -= sign * t->published[cell];
}

/* "parts less total is 0" for node I of one of the two trees, STEP cells apart, at BASE. */
static void put_sum(Table *t, const uint32_t *parent, size_t n, size_t i, size_t base, size_t step)
{
    if (is_leaf(parent, n, i)) return;
    memset(t->left[t->equations], 0, sizeof t->left[0]);
    put_term(t, base + i * step, -1);
    for (size_t j = 0; j < n; j++)
        if (parent[j] == i) put_term(t, base + j * step, 1);
    t->equations++;
}

static void write_equations(Table *t)
{
    t->unknowns = t->equations = 0;
    for (size_t i = 0; i < t->areas * t->classes; i++)
        t->unknown[i] = isnan(t->published[i]) ? (int)t->unknowns++ : -1;
    for (size_t c = 0; c < t->classes; c++)
        for (size_t a = 0; a < t->areas; a++) put_sum(t, t->area_parent, t->areas, a, c * t->areas, 1);
    for (size_t a = 0; a < t->areas; a++)
        for (size_t c = 0; c < t->classes; c++) put_sum(t, t->class_parent, t->classes, c, a, t->areas);
}

/* Gauss and Jordan: an unknown is determined where its row of the reduced equations names no other. */
static void by_algebra(const Table *t, bool *determined)
{
    static double m[MOST_EQUATIONS][MOST];
    size_t rank = 0;
    for (size_t e = 0; e < t->equations; e++) memcpy(m[e], t->left[e], sizeof m[e]);
    memset(determined, 0, MOST * sizeof *determined);
    int pivot[MOST_EQUATIONS];
    for (size_t j = 0; j < t->unknowns && rank < t->equations; j++) {
        size_t best = rank;
        for (size_t e = rank; e < t->equations; e++)
            if (fabs(m[e][j]) > fabs(m[best][j])) best = e;
        if (fabs(m[best][j]) < 1e-9) continue;
        for (size_t k = 0; k < t->unknowns; k++) {
            double swap = m[rank][k];
            m[rank][k] = m[best][k], m[best][k] = swap;
        }
        double by = m[rank][j];
        for (size_t k = 0; k < t->unknowns; k++) m[rank][k] /= by;
        for (size_t e = 0; e < t->equations; e++) {
            double times = m[e][j];
            if (e == rank || fabs(times) < 1e-12) continue;
            for (size_t k = 0; k < t->unknowns; k++) m[e][k] -= times * m[rank][k];
        }
        pivot[rank++] = (int)j;
    }
    for (size_t r = 0; r < rank; r++) {
        size_t named = 0;
        for (size_t k = 0; k < t->unknowns; k++) named += fabs(m[r][k]) > 1e-9;
        determined[pivot[r]] = named == 1;
    }
}

/* What an equation leaves for unknown K when the others are at their ends; true where that is news. */
static bool narrow(Table *t, const double *row, size_t k)
{
    double least = row[MOST], most = row[MOST];
    for (size_t j = 0; j < t->unknowns; j++) {
        if (j == k || row[j] == 0) continue;
        least -= row[j] > 0 ? t->upper[j] * row[j] : t->lower[j] * row[j];
        most -= row[j] > 0 ? t->lower[j] * row[j] : t->upper[j] * row[j];
    }
    double from = row[k] > 0 ? least : -most, to = row[k] > 0 ? most : -least;
    bool news = from > t->lower[k] + 1e-9 || to < t->upper[k] - 1e-9;
    t->lower[k] = fmax(t->lower[k], from);
    t->upper[k] = fmin(t->upper[k], to);
    return news;
}

static void by_bounds(Table *t)
{
    for (size_t i = 0; i < t->areas * t->classes; i++)
        if (t->unknown[i] >= 0) {
            t->lower[t->unknown[i]] = 0;
            t->upper[t->unknown[i]] = t->rates ? t->denominator[i] : INFINITY;
        }
    bool news = true;
    for (int round = 0; news && round < 200; round++) {
        news = false;
        for (size_t e = 0; e < t->equations; e++)
            for (size_t k = 0; k < t->unknowns; k++)
                if (t->left[e][k] != 0) news |= narrow(t, t->left[e], k);
    }
}

static glp_prob *as_programme(const Table *t)
{
    glp_prob *lp = glp_create_prob();
    glp_add_cols(lp, (int)t->unknowns);
    for (size_t i = 0; i < t->areas * t->classes; i++) {
        if (t->unknown[i] < 0) continue;
        double most = t->rates ? t->denominator[i] : 0;
        glp_set_col_bnds(lp, t->unknown[i] + 1, !t->rates ? GLP_LO : most > 0 ? GLP_DB : GLP_FX, 0, most);
    }
    for (size_t e = 0; e < t->equations; e++) {
        int index[MOST + 1], length = 0;
        double value[MOST + 1];
        for (size_t k = 0; k < t->unknowns; k++)
            if (t->left[e][k] != 0) index[++length] = (int)k + 1, value[length] = t->left[e][k];
        if (!length) continue;
        int row = glp_add_rows(lp, 1);
        glp_set_row_bnds(lp, row, GLP_FX, t->left[e][MOST], t->left[e][MOST]);
        glp_set_mat_row(lp, row, length, index, value);
    }
    return lp;
}

static double end_of(glp_prob *lp, int unknown, int direction)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(lp, direction);
    glp_set_obj_coef(lp, unknown + 1, 1);
    ck_assert_int_eq(glp_simplex(lp, &how), 0);
    int status = glp_get_status(lp);
    ck_assert(status == GLP_OPT || status == GLP_UNBND);
    double end = status == GLP_OPT ? glp_get_col_prim(lp, unknown + 1) : INFINITY;
    glp_set_obj_coef(lp, unknown + 1, 0);
    return end;
}

/* ---- what must stay hidden ---- */

typedef struct {
    double least, most; /* what must stay possible */
    bool sensitive;
} Secret;

/* The default rules, once more: counts 1 to 4; denominators 1 to 29; rests 1 to 4. */
static Secret secret_of(const Table *t, size_t i)
{
    double x = t->count[i], d = t->rates ? t->denominator[i] : INFINITY, rest = d - x;
    Secret s = {x, x, false};
    if (x >= 1 && x <= 4) s = (Secret){x - 1, fmin(5, d), true};
    if (d >= 1 && d <= 29) s = (Secret){fmin(s.least, fmax(0, x - 1)), fmax(s.most, fmin(d, x + 1)), true};
    if (rest >= 1 && rest <= 4)
        s = (Secret){fmin(s.least, fmax(0, x - (5 - rest))), fmax(s.most, x + 1), true};
    return s;
}

typedef struct {
    size_t tables, sensitive, withheld, determined, bounded, programmed, refused, without_need, spared,
        attacks;
} Tally;

static void attack_cell(const Table *t, size_t i, const bool *determined, glp_prob *lp, Tally *tally)
{
    Secret s = secret_of(t, i);
    int k = t->unknown[i];
    if (!s.sensitive) return;
    tally->sensitive++;
    ck_assert_int_ge(k, 0);
    tally->determined += determined[k];
    tally->bounded += t->lower[k] > s.least + 1e-5 || t->upper[k] < s.most - 1e-5;
    tally->programmed += end_of(lp, k, GLP_MIN) > s.least + 1e-5 || end_of(lp, k, GLP_MAX) < s.most - 1e-5;
}

static void attack(Table *t, Tally *tally)
{
    bool determined[MOST];
    write_equations(t);
    tally->tables++;
    tally->withheld += t->unknowns;
    if (!t->unknowns) return;
    by_algebra(t, determined);
    by_bounds(t);
    glp_prob *lp = as_programme(t);
    for (size_t i = 0; i < t->areas * t->classes; i++) attack_cell(t, i, determined, lp, tally);
    glp_delete_prob(lp);
}

/* A table that was refused: is there a sensitive cell in public, or one that is found out even with all withheld that
 * may be? */
static bool is_beyond_help(Table *t)
{
    Tally tally = {0};
    size_t n = t->areas * t->classes;
    for (size_t i = 0; i < n; i++) {
        if (t->known[i] && secret_of(t, i).sensitive) return true;
        t->published[i] = t->known[i] ? t->count[i] : NAN;
    }
    attack(t, &tally);
    return tally.programmed > 0;
}

static void protect_and_attack(uint64_t seed, Tally *tally)
{
    static Table t;
    draw_table(seed, &t);
    myn_count_table in = as_input(&t, t.count);
    myn_disclosure_rules rules = myn_disclosure_defaults();
    rules.loss = seed % 2 ? MYN_LOSE_FEW : MYN_LOSE_LITTLE;
    myn_disclosure_figures figures;
    myn_protected *out;
    myn_status status = myn_disclose(&in, &rules, &out, &figures);
    tally->spared += figures.spared;
    tally->attacks += figures.attacks;
    if (status == MYN_ERR_DATA) {
        ck_assert(!out && figures.unprotected > 0);
        tally->refused++;
        tally->without_need += !is_beyond_help(&t);
        return;
    }
    ck_assert_int_eq(status, MYN_OK);
    myn_cmat values = myn_protected_values(out);
    for (size_t i = 0; i < t.areas * t.classes; i++) {
        t.published[i] = values.at[i];
        ck_assert(isnan(t.published[i]) ? !t.known[i] : t.published[i] == t.count[i]);
    }
    size_t before = tally->withheld;
    attack(&t, tally);
    ck_assert_uint_eq(tally->withheld - before, figures.sensitive + figures.secondary);
    myn_protected_free(out);
}

START_TEST(nothing_is_recovered)
{
    Tally tally = {0};
    glp_term_out(GLP_OFF);
    for (uint64_t seed = 0; tally.tables < TABLES; seed++) protect_and_attack(seed, &tally);
    printf("%zu tables attacked (%zu refused): %zu cells withheld, %zu of them sensitive; %zu spared; %zu "
           "programs; "
           "found out %zu by algebra, %zu by bounds, %zu by programs\n",
           tally.tables, tally.refused, tally.withheld, tally.sensitive, tally.spared, tally.attacks,
           tally.determined, tally.bounded, tally.programmed);
    ck_assert_uint_gt(tally.sensitive, TABLES);
    ck_assert_uint_eq(tally.determined, 0);
    ck_assert_uint_eq(tally.bounded, 0);
    ck_assert_uint_eq(tally.programmed, 0);
    ck_assert_uint_eq(tally.without_need, 0);
    glp_free_env();
}
END_TEST

/* The attackers themselves: with the sensitive cells alone withheld they find most of them. */
START_TEST(without_complements_much_is_recovered)
{
    Tally tally = {0};
    glp_term_out(GLP_OFF);
    for (uint64_t seed = 0; seed < TABLES / 20; seed++) {
        static Table t;
        draw_table(seed, &t);
        for (size_t i = 0; i < t.areas * t.classes; i++)
            t.published[i] = secret_of(&t, i).sensitive ? NAN : t.count[i];
        attack(&t, &tally);
    }
    printf("%zu tables without complements: %zu sensitive, found out %zu by algebra, %zu by bounds, %zu by "
           "programs\n",
           tally.tables, tally.sensitive, tally.determined, tally.bounded, tally.programmed);
    ck_assert_uint_gt(tally.determined, tally.sensitive / 10);
    ck_assert_uint_gt(tally.bounded, tally.sensitive / 10);
    ck_assert_uint_gt(tally.programmed, tally.determined);
    glp_free_env();
}
END_TEST

/* The library's auditor against the programs written here, on withheld cells drawn at random. */
START_TEST(the_auditor_sees_what_an_attacker_sees)
{
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    glp_term_out(GLP_OFF);
    size_t compared = 0;
    for (uint64_t seed = 0; seed < TABLES / 50; seed++) {
        static Table t;
        static double lower[MOST], upper[MOST];
        draw_table(seed, &t);
        myn_stream s = myn_stream_at(3, seed);
        for (size_t i = 0; i < t.areas * t.classes; i++)
            t.published[i] = myn_stream_uniform(&s) < 0.5 ? NAN : t.count[i];
        write_equations(&t);
        myn_count_table in = as_input(&t, t.published);
        ck_assert(myn_disclosure_intervals(&in, NULL, lower, upper, arena) == MYN_OK);
        if (!t.unknowns) continue;
        glp_prob *lp = as_programme(&t);
        for (size_t i = 0; i < t.areas * t.classes; i++, compared++) {
            double least = t.count[i], most = t.count[i];
            if (t.unknown[i] >= 0)
                least = end_of(lp, t.unknown[i], GLP_MIN), most = end_of(lp, t.unknown[i], GLP_MAX);
            ck_assert_double_eq_tol(lower[i], least, 1e-5);
            ck_assert(isinf(most) ? isinf(upper[i]) : fabs(upper[i] - most) < 1e-5);
            ck_assert(lower[i] < t.count[i] + 1e-5 && upper[i] > t.count[i] - 1e-5);
        }
        glp_delete_prob(lp);
    }
    ck_assert_uint_gt(compared, TABLES / 50);
    glp_free_env();
    myn_arena_free(arena);
}
END_TEST

/* ---- how many cells are withheld beside the fewest that do ---- */

enum { SEARCHED = 13 }; /* cells of tables that are searched through */

static bool is_protected(Table *t)
{
    bool fine = true;
    write_equations(t);
    glp_prob *lp = as_programme(t);
    for (size_t i = 0; i < t->areas * t->classes && fine; i++) {
        Secret s = secret_of(t, i);
        if (s.sensitive)
            fine = end_of(lp, t->unknown[i], GLP_MIN) <= s.least + 1e-5 &&
                   end_of(lp, t->unknown[i], GLP_MAX) >= s.most - 1e-5;
    }
    glp_delete_prob(lp);
    return fine;
}

/* The least number of complements, by trying all sets of them. */
static size_t fewest(Table *t, size_t most)
{
    size_t offer[SEARCHED], offers = 0;
    for (size_t i = 0; i < t->areas * t->classes; i++)
        if (!t->known[i] && !secret_of(t, i).sensitive) offer[offers++] = i;
    for (unsigned set = 0; set < 1U << offers; set++) {
        size_t size = (size_t)__builtin_popcount(set);
        if (size >= most) continue;
        for (size_t i = 0; i < t->areas * t->classes; i++)
            t->published[i] = secret_of(t, i).sensitive ? NAN : t->count[i];
        for (size_t k = 0; k < offers; k++)
            if (set >> k & 1) t->published[offer[k]] = NAN;
        if (is_protected(t)) most = size;
    }
    return most;
}

START_TEST(few_more_than_the_fewest)
{
    size_t tables = 0, as_few = 0, ours = 0, least = 0;
    glp_term_out(GLP_OFF);
    for (uint64_t seed = 0; tables < (TABLES < 10000 ? 10 : 200); seed++) {
        static Table t;
        draw_table(seed, &t);
        if (t.areas * t.classes > SEARCHED) continue;
        myn_count_table in = as_input(&t, t.count);
        myn_disclosure_rules rules = myn_disclosure_defaults();
        myn_disclosure_figures figures;
        myn_protected *out;
        myn_status status = myn_disclose(&in, &rules, &out, &figures);
        myn_protected_free(out);
        if (status || !figures.secondary) continue;
        size_t best = fewest(&t, figures.secondary);
        tables++, as_few += best == figures.secondary, ours += figures.secondary, least += best;
    }
    printf("%zu small tables: %zu complements where %zu would do; the fewest in %zu\n", tables, ours, least,
           as_few);
    ck_assert_uint_le(ours * 10, least * 12);
    glp_free_env();
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("attack");
    TCase *c = tcase_create("all");
    tcase_add_test(c, nothing_is_recovered);
    tcase_add_test(c, without_complements_much_is_recovered);
    tcase_add_test(c, few_more_than_the_fewest);
    tcase_add_test(c, the_auditor_sees_what_an_attacker_sees);
    tcase_set_timeout(c, 280);
    suite_add_tcase(s, c);
    return s;
}
