/* The model of a store: both ways to draw it, the same bytes, draws by definition, plans that are wrong. An index of forty
 * invented areas, two branches (one taken turned), some values missing, confidence limits of all. */
#include "run/built.h"
#include "suite.h"
#include <math.h>
#include <mynegai/run_uncertainty.h>
#include <mynegai/stream.h>
#include <sys/stat.h>

enum { AREAS = 40, LEAVES = 6 };

static char folder[64];
static built b;

static void same_bytes(const void *a, const void *c, size_t bytes, const char *what)
{
    ck_assert_msg(memcmp(a, c, bytes) == 0, "%s differ", what);
}

static FILE *open_file(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    return out;
}

static void write_text(const char *name, const char *text)
{
    FILE *out = open_file(name);
    fputs(text, out);
    fclose(out);
}

static void make_folder(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(mkdir(path, 0700), 0);
}

/* A share between 20 and 80 with limits of 1.96 standard errors of 1.5; none for some. */
static void write_values(void)
{
    FILE *areas = open_file("datasets/some/areas.csv"), *values = open_file("datasets/some/values.csv");
    fputs("code,name\n", areas);
    fputs("area,indicator,year,value,lower,upper\n", values);
    myn_stream stream = myn_stream_at(11, 0);
    for (int a = 0; a < AREAS; a++) {
        fprintf(areas, "A%02d,Area %d\n", a, a);
        for (int i = 0; i < LEAVES; i++) {
            double x = 20 + 60 * myn_stream_uniform(&stream);
            if (i == a % 9 && a % 2) continue;
            fprintf(values, "A%02d,x%d,2020,%.4f,%.4f,%.4f\n", a, i, x, x - 2.94, x + 2.94);
            fprintf(values, "A%02d,x%d,2019,%.4f,%.4f,%.4f\n", a, i, x / 2, x / 2 - 2.94, x / 2 + 2.94);
        }
    }
    fclose(areas);
    fclose(values);
}

static const char *const definition =
    "mynegai: 1\ntitle: {en: Some}\ndata: some\nareas: some\neditions: {2019: "
    "{}, 2020: {}}\nindicators: [zscore: {ddof: 1}]\n"
    "aggregate: arithmetic\ncoverage: {least: 0, by: count}\n"
    "publish: {rank: {ties: min}, quantiles: {groups: [4], rule: ceil}, "
    "bands: {ends: open, list: [{below: 0, en: low, cy: "
    "isel}, {en: high, cy: uchel}]}}\n";

static void build_some(const char *more)
{
    strcpy(folder, "/tmp/mynegai-uncertain-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    make_folder("datasets");
    make_folder("datasets/some");
    write_values();
    write_text(
        "datasets/some/dataset.yml",
        "mynegai: 1\ndataset: some\ntitle: {en: Some}\nsource: invented\nlicence: CC0-1.0\nsynthetic: true\n"
        "areas: {some: {file: areas.csv, code: code, name_en: name}}\n"
        "tables:\n  - {file: values.csv, layout: long, area: area, period: {column: year}, key: "
        "[indicator],\n"
        "     value: value, lower: lower, upper: upper,\n"
        "     series: {x0: {key: [x0]}, x1: {key: [x1]}, x2: {key: [x2]}, x3: {key: [x3]}, x4: {key: [x4]},"
        " x5: {key: [x5]}}}\n");
    write_text("nodes.csv", "code,parent,weight,direction,label_en,label_cy,source\nall,,,,All,,\n"
                            "one,all,2,,One,,\ntwo,all,1,-,Two,,\nx0,one,1,+,x0,,x0\nx1,one,2,+,x1,,x1\n"
                            "x2,one,1,-,x2,,x2\nx3,two,1,+,x3,,x3\nx4,two,3,+,x4,,x4\nx5,two,1,+,x5,,x5\n");
    FILE *out = open_file("index.yml");
    fprintf(out, "%s%s", definition, more);
    fclose(out);
    b = build_index(folder, NULL);
}

static void start(void)
{
    build_some("");
}

static void finish(void)
{
    char line[128];
    free_build(&b);
    snprintf(line, sizeof line, "rm -rf %s", folder);
    ck_assert_int_eq(system(line), 0);
}

/* ---- draws ---- */

typedef struct {
    double *score;
    uint32_t *rank;
    size_t cells;
} All;

static myn_status keep(void *ctx, size_t from, size_t count, const myn_drawn *drawn)
{
    All *all = ctx;
    all->cells = drawn->nodes * drawn->areas;
    memcpy(all->score + from * all->cells, drawn->score, count * all->cells * sizeof(double));
    memcpy(all->rank + from * all->cells, drawn->rank, count * all->cells * sizeof(uint32_t));
    return MYN_OK;
}

static myn_uncertain *open_model(const char *plan, size_t threads, bool general)
{
    static char path[200];
    write_text("plan.yml", plan);
    snprintf(path, sizeof path, "%s/plan.yml", folder);
    const myn_uncertain_choice choice = {
        .store = b.store, .path = b.path, .plan = path, .edition = 1, .threads = threads, .general = general};
    myn_uncertain *model = NULL;
    myn_status status = myn_uncertain_open(&choice, b.diag, &model);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    return model;
}

static All run(myn_uncertain *model, size_t first, size_t n, void (*point)(void *, size_t, double *))
{
    All all = {calloc(n * 9 * AREAS, sizeof(double)), calloc(n * 9 * AREAS, sizeof(uint32_t)), 0};
    All shifted = all;
    shifted.cells = myn_uncertain_published(model).nodes * AREAS;
    shifted.score -= first * shifted.cells;
    shifted.rank -= first * shifted.cells;
    const myn_uncertain_runs runs = {
        .first = first, .n = n, .point = point, .take = keep, .ctx = &shifted, .ranks = true};
    ck_assert_int_eq(myn_uncertain_run(model, &runs, b.diag), MYN_OK);
    all.cells = shifted.cells;
    return all;
}

static All draw(const char *plan, size_t threads, bool general, size_t n)
{
    myn_uncertain *model = open_model(plan, threads, general);
    All all = run(model, 0, n, NULL);
    myn_uncertain_free(model);
    return all;
}

static void free_all(All *all)
{
    free(all->score);
    free(all->rank);
}

static const char *const weights_only[] = {
    ("nodes: all\nweights:\n  - uniform: {of: all, percent: 40}\n  - dirichlet: {of: one, concentration: "
     "20}\n"),
    ("weights:\n  - sets: {list: [{x0: 3, two: 2}, {one: 0.5}]}\n  - uniform: {of: two, percent: 90}\n"),
    ("weights:\n  - drop_one: {of: one}\nstructure:\n  - leave_one_out: {of: all}\n"),
};

/* Effective weights and the pipeline itself agree to rounding: 1e-13 of a score of about 1. */
START_TEST(fast_as_general)
{
    myn_uncertain *model = open_model(weights_only[_i], 2, false);
    ck_assert(myn_uncertain_is_fast(model));
    myn_uncertain_free(model);
    All fast = draw(weights_only[_i], 2, false, 100), general = draw(weights_only[_i], 2, true, 100);
    ck_assert_uint_eq(fast.cells, general.cells);
    for (size_t i = 0; i < 100 * fast.cells; i++) {
        ck_assert_int_eq(isnan(fast.score[i]), isnan(general.score[i]));
        ck_assert(isnan(fast.score[i]) || fabs(fast.score[i] - general.score[i]) < 1e-13);
        ck_assert_uint_eq(fast.rank[i], general.rank[i]);
    }
    free_all(&fast);
    free_all(&general);
}
END_TEST

static const char *const everything =
    "nodes: all\nweights:\n  - uniform: {of: all, percent: 40}\nmethods:\n"
    "  - normalise: {at: one, choices: [as_built, minmax, rank]}\n  - missing: {at: two, choices: [as_built, "
    "[mean]]}\n"
    "data:\n  - sampling: {of: one}\n  - rounding: {of: x3, to: 0.5}\nstructure:\n"
    "  - leave_one_out: {of: two, among: parts}\n";

static void same_all(const All *one, const All *other, size_t n)
{
    same_bytes(one->score, other->score, n * one->cells * sizeof(double), "scores");
    same_bytes(one->rank, other->rank, n * one->cells * sizeof(uint32_t), "ranks");
}

START_TEST(same_bytes_at_any_threads)
{
    const char *plan = _i ? everything : weights_only[0];
    All one = draw(plan, 1, false, 70), three = draw(plan, 3, false, 70);
    same_all(&one, &three, 70);
    free_all(&one);
    free_all(&three);
}
END_TEST

START_TEST(a_late_draw_needs_none_before)
{
    myn_uncertain *model = open_model(everything, 2, false);
    All alone = run(model, 1000000, 1, NULL), walk = run(model, 999990, 20, NULL);
    same_bytes(alone.score, walk.score + 10 * walk.cells, alone.cells * sizeof(double), "draw 1,000,000");
    myn_uncertain_free(model);
    free_all(&alone);
    free_all(&walk);
}
END_TEST

/* ---- by hand ---- */

static void middle(void *ctx, size_t at, double *x)
{
    (void)ctx, (void)at;
    for (int i = 0; i < 8; i++) x[i] = 0.5;
}

/* At the middle of the cube uniform weights are as built, and so is everything. */
START_TEST(middle_is_as_published)
{
    myn_uncertain *model = open_model("nodes: all\nweights: [uniform: {of: all, percent: 40}]\n", 1, _i);
    ck_assert_uint_eq(myn_uncertain_coordinates(model), 2);
    All all = run(model, 0, 1, middle);
    const myn_drawn published = myn_uncertain_published(model);
    for (size_t i = 0; i < all.cells; i++) {
        ck_assert_uint_eq(all.rank[i], published.rank[i]);
        ck_assert(isnan(published.score[i]) || fabs(all.score[i] - published.score[i]) < 1e-14);
    }
    free_all(&all);
    myn_uncertain_free(model);
}
END_TEST

static void corner(void *ctx, size_t at, double *x)
{
    (void)ctx, (void)at;
    x[0] = 0.75, x[1] = 0.25;
}

/* x = (3/4, 1/4) of +-40 %: weights 2 x 1.2 and 1 x 0.8; two is taken turned. */
START_TEST(weights_by_hand)
{
    myn_uncertain *model = open_model("nodes: all\nweights: [uniform: {of: all, percent: 40}]\n", 1, _i);
    All all = run(model, 0, 1, corner);
    const double *top = all.score, *one = all.score + AREAS, *two = all.score + 5 * AREAS;
    for (size_t a = 0; a < AREAS; a++)
        ck_assert_double_eq_tol(top[a], (2.4 * one[a] - 0.8 * two[a]) / 3.2, 1e-14);
    free_all(&all);
    myn_uncertain_free(model);
}
END_TEST

/* Around the observed values a leaf's draws have the standard error that the limits say: 2.94 / 1.96. */
START_TEST(sampling_has_its_standard_error)
{
    enum { N = 4000 };
    const char *plan =
        "nodes: [x3]\nmethods: [normalise: {at: x3, choices: [goalposts: {posts: [0, 100], to: [0, 100]}, "
        "goalposts: {posts: [0, 100], to: [0, 100]}]}]\n"
        "data: [sampling: {of: x3, around: observed}]\n";
    All all = draw(plan, 2, false, N);
    double sum = 0, squares = 0;
    for (size_t d = 0; d < N; d++) sum += all.score[d * AREAS];
    for (size_t d = 0; d < N; d++) squares += pow(all.score[d * AREAS] - sum / N, 2);
    ck_assert_double_eq_tol(sqrt(squares / (N - 1)), 2.94 / myn_normal_quantile(0.975), 0.05);
    free_all(&all);
}
END_TEST

/* ---- plans that are wrong ---- */

typedef struct {
    const char *plan, *says;
} Wrong;
static const Wrong wrong[] = {
    {"weights: [uniform: {of: al, percent: 5}]\n", "no node \"al\""},
    {"weights: [uniform: {of: x0, percent: 5}]\n", "is an indicator"},
    {"weights: [uniform: {of: all, percent: 100}]\n", "at most 99.999"},
    {"weights: [uniform: {of: all}]\n", "expected `percent`"},
    {"weights: [uniform: {of: all, percent: 5}, dirichlet: {of: all, concentration: 3}]\n", "varies already"},
    {"weights: [sets: {list: [{x0: 3}]}, uniform: {of: one, percent: 9}]\n", "varies already"},
    {"methods: [normalise: {at: all, choices: [zscor, rank]}]\n", "did you mean \"zscore\""},
    {"methods: [aggregate: {at: all, choices: [geometric, arithmetic]}]\n", "needs values above 0"},
    {"methods: [aggregate: {at: all, choices: [arithmetic]}]\n", "at least two"},
    {"data: [sampling: {of: x0, law: logit, out_of: 50}]\n", "between 0 and `out_of`"},
    {"data: [sampling: {of: x0, law: binomial}]\n", "expected `among`"},
    {"data: [sampling: {of: x0, standard_errors: none_such}]\n", "does not hold the series"},
    {"data: [sampling: {of: x0, limits: 95, relative_error: 4}]\n", "given already"},
    {"structure: [leave_one_out: {of: all, among: areas}]\n", "expected one of"},
    {"pairs: [[A01, B]]\nweights: [uniform: {of: all, percent: 5}]\n", "no area \"B\""},
    {"draws: 1\nweights: [uniform: {of: all, percent: 5}]\n", "from 2 to"},
    {"draws: 100\n", "nothing varies"},
};

START_TEST(refused)
{
    char path[200];
    write_text("plan.yml", wrong[_i].plan);
    snprintf(path, sizeof path, "%s/plan.yml", folder);
    const myn_uncertain_choice choice = {.store = b.store, .path = b.path, .plan = path, .edition = 1};
    myn_uncertain *model = NULL;
    myn_diag *diag = NULL;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_uncertain_open(&choice, diag, &model), MYN_ERR_DATA);
    ck_assert_ptr_null(model);
    bool said = false;
    for (size_t i = 0; i < myn_diag_kept(diag); i++) {
        const myn_problem *problem = myn_diag_at(diag, i);
        said |= strstr(problem->text, wrong[_i].says) && strcmp(problem->place.file, path) == 0 &&
                problem->place.line;
    }
    if (!said) print_problems(diag);
    ck_assert_msg(said, "expected: %s", wrong[_i].says);
    myn_diag_free(diag);
}
END_TEST

/* ---- the whole ---- */

static bool stop(void *ctx, const char *what, double done, double all)
{
    (void)what, (void)all;
    *(double *)ctx = done;
    return done < 200;
}

static myn_status analyse(const char *out, const myn_progress *progress, size_t memory, size_t threads)
{
    myn_uncertainty_done done;
    const myn_uncertainty_options options = {.choice = {.store = b.store,
                                                        .path = b.path,
                                                        .edition = 1,
                                                        .threads = threads,
                                                        .draws = 600,
                                                        .seed_given = true,
                                                        .seed = 5},
                                             .out = out,
                                             .progress = progress,
                                             .memory = memory};
    myn_status status = myn_uncertainty(&options, b.diag, &done);
    if (status == MYN_ERR_DATA) print_problems(b.diag);
    myn_uncertainty_done_free(&done);
    return status;
}

static void start_with_section(void)
{
    build_some("uncertainty:\n  weights: [uniform: {of: all, percent: 60}]\n  pairs: [[A00, A01]]\n");
}

START_TEST(interrupted_writes_nothing)
{
    char out[200];
    double done = 0;
    const myn_progress progress = {stop, &done};
    snprintf(out, sizeof out, "%s/out.h5", folder);
    ck_assert_int_eq(analyse(out, &progress, 0, 2), MYN_ERR_INTERRUPTED);
    ck_assert_double_gt(done, 0);
    ck_assert_int_ne(access(out, F_OK), 0);
}
END_TEST

static char *read_all(const char *name)
{
    myn_buffer text = {0};
    ck_assert_int_eq(myn_file_read(name, (size_t)1 << 28, &text), MYN_OK);
    return text.at;
}

static size_t size_of(const char *name)
{
    struct stat found;
    ck_assert_int_eq(stat(name, &found), 0);
    return (size_t)found.st_size;
}

/* Less memory (for a column at a time, parts of a node, a node, two of three) means more sweeps, not other figures. */
START_TEST(same_store_in_little_memory)
{
    static const size_t memory[] = {1, 100000, 300000, 600000};
    char one[200], other[200];
    snprintf(one, sizeof one, "%s/one.h5", folder);
    snprintf(other, sizeof other, "%s/other.h5", folder);
    ck_assert_int_eq(analyse(one, NULL, 0, 1), MYN_OK);
    ck_assert_int_eq(analyse(other, NULL, memory[_i], 3), MYN_OK);
    ck_assert_uint_eq(size_of(one), size_of(other));
    char *a = read_all(one), *c = read_all(other);
    same_bytes(a, c, size_of(one), "stores");
    free(a);
    free(c);
}
END_TEST

/* ---- imputed cells ---- */

static void start_within(void)
{
    build_some("missing: [within]\n");
}

static void start_regression(void)
{
    build_some("nodes:\n  x0: {steps: [affine: {centre: 0, per_sd: 1}], missing: [regression: {on: [x1]}]}\n"
               "  x1: {steps: [affine: {centre: 0, per_sd: 1}]}\n");
}

static void start_zero(void)
{
    build_some("missing: [zero]\n");
}

/* What `within` says of leaf C of three in an area, from the others' places between their least and greatest value. */
static double from_others(double *const x[3], const double low[3], const double high[3], int c, int area)
{
    double place = 0, n = 0;
    for (int i = 0; i < 3; i++) {
        if (i == c || isnan(x[i][area])) continue;
        place += (x[i][area] - low[i]) / (high[i] - low[i]);
        n++;
    }
    return n > 0 ? low[c] + place / n * (high[c] - low[c]) : NAN;
}

/* Root mean square of its error where the value is known. */
static double error_within(double *const x[3], int c)
{
    double low[3], high[3], squares = 0, n = 0;
    for (int i = 0; i < 3; i++) {
        low[i] = INFINITY, high[i] = -INFINITY;
        for (int a = 0; a < AREAS; a++) low[i] = fmin(low[i], x[i][a]), high[i] = fmax(high[i], x[i][a]);
    }
    for (int a = 0; a < AREAS; a++) {
        double off = from_others(x, low, high, c, a) - x[c][a];
        if (!isnan(off)) squares += off * off, n++;
    }
    return sqrt(squares / n);
}

/* Scores of branch `one` as published, what was filled in taken out. */
static void observed_leaves(double x[3][AREAS])
{
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    for (int i = 0; i < 3; i++)
        for (int a = 0; a < AREAS; a++) {
            bool filled = edition.normalised_cell[i * AREAS + a] == MYN_CELL_IMPUTED;
            x[i][a] = filled ? NAN : edition.normalised[i * AREAS + a];
        }
    myn_edition_free(&edition);
}

/* Mean and standard deviation of column AT of N draws. */
static void moments(const All *all, size_t at, size_t n, double *mean, double *sd)
{
    double squares = 0;
    *mean = 0;
    for (size_t d = 0; d < n; d++) *mean += all->score[d * all->cells + at] / (double)n;
    for (size_t d = 0; d < n; d++) squares += pow(all->score[d * all->cells + at] - *mean, 2);
    *sd = sqrt(squares / (double)(n - 1));
}

START_TEST(within_has_its_own_error)
{
    enum { DRAWN = 4000 };
    static double x[3][AREAS];
    double *const row[] = {x[0], x[1], x[2]};
    int seen = 0;
    observed_leaves(x);
    myn_uncertain *model = open_model("nodes: [x0, x1, x2]\ndata: [imputed: {}]\n", 2, false);
    All all = run(model, 0, DRAWN, NULL);
    const myn_drawn published = myn_uncertain_published(model);
    for (int i = 0; i < 3; i++)
        for (int a = 0; a < AREAS; a++) {
            double mean, sd, error = error_within(row, i), was = published.score[i * AREAS + a];
            moments(&all, (size_t)(i * AREAS + a), DRAWN, &mean, &sd);
            seen += isnan(x[i][a]);
            ck_assert_double_eq_tol(mean, was, isnan(x[i][a]) ? 4 * error / sqrt(DRAWN) : 1e-12);
            ck_assert_double_eq_tol(sd, isnan(x[i][a]) ? error : 0, isnan(x[i][a]) ? 0.05 * error : 1e-12);
        }
    ck_assert_int_gt(seen, 3);
    free_all(&all);
    myn_uncertain_free(model);
}
END_TEST

/* Of y on x over the areas that have both: standard error of a new y at X0, s sqrt(1 + 1/n + (x0 - mx)^2 / sum (x - mx)^2). */
static double error_of_line(const double *x, const double *y, double x0)
{
    double n = 0, mx = 0, my = 0, xx = 0, xy = 0, left = 0;
    for (int a = 0; a < AREAS; a++)
        if (!isnan(x[a] + y[a])) n++, mx += x[a], my += y[a];
    mx /= n, my /= n;
    for (int a = 0; a < AREAS; a++)
        if (!isnan(x[a] + y[a])) xx += (x[a] - mx) * (x[a] - mx), xy += (x[a] - mx) * (y[a] - my);
    for (int a = 0; a < AREAS; a++)
        if (!isnan(x[a] + y[a])) left += pow(y[a] - my - xy / xx * (x[a] - mx), 2);
    return sqrt(left / (n - 2) * (1 + 1 / n + (x0 - mx) * (x0 - mx) / xx));
}

START_TEST(a_line_has_the_error_of_its_prediction)
{
    enum { DRAWN = 4000 };
    static double x[3][AREAS];
    int seen = 0;
    observed_leaves(x);
    myn_uncertain *model = open_model("nodes: [x0, x1]\ndata: [imputed: {of: x0}]\n", 2, false);
    All all = run(model, 0, DRAWN, NULL);
    const myn_drawn published = myn_uncertain_published(model);
    for (int a = 0; a < AREAS; a++) {
        double mean, sd, error = isnan(x[0][a]) ? error_of_line(x[1], x[0], x[1][a]) : 0;
        moments(&all, (size_t)a, DRAWN, &mean, &sd);
        seen += error > 0;
        ck_assert_double_eq_tol(mean, published.score[a], 4 * error / sqrt(DRAWN) + 1e-10);
        ck_assert_double_eq_tol(sd, error, 0.05 * error + 1e-10);
    }
    ck_assert_int_gt(seen, 1);
    free_all(&all);
    myn_uncertain_free(model);
}
END_TEST

START_TEST(zero_is_refused)
{
    char path[200];
    write_text("plan.yml", "data: [imputed: {of: [x0, x1]}]\n");
    snprintf(path, sizeof path, "%s/plan.yml", folder);
    const myn_uncertain_choice choice = {.store = b.store, .path = b.path, .plan = path, .edition = 1};
    myn_uncertain *model = NULL;
    ck_assert_int_eq(myn_uncertain_open(&choice, b.diag, &model), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_count(b.diag, MYN_ERROR), 2);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(b.diag, 0)->text, "x0: what `zero` fills in (2 areas) has no"));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("uncertainty");
    TCase *model = tcase_create("model"), *whole = tcase_create("whole");
    tcase_add_unchecked_fixture(model, start, finish);
    tcase_add_loop_test(model, fast_as_general, 0, 3);
    tcase_add_loop_test(model, same_bytes_at_any_threads, 0, 2);
    tcase_add_test(model, a_late_draw_needs_none_before);
    tcase_add_loop_test(model, middle_is_as_published, 0, 2);
    tcase_add_loop_test(model, weights_by_hand, 0, 2);
    tcase_add_test(model, sampling_has_its_standard_error);
    tcase_add_loop_test(model, refused, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_set_timeout(model, 120);
    tcase_add_unchecked_fixture(whole, start_with_section, finish);
    tcase_add_test(whole, interrupted_writes_nothing);
    tcase_add_loop_test(whole, same_store_in_little_memory, 0, 4);
    TCase *within = tcase_create("within"), *zero = tcase_create("zero");
    tcase_add_unchecked_fixture(within, start_within, finish);
    tcase_add_test(within, within_has_its_own_error);
    TCase *line = tcase_create("line");
    tcase_add_unchecked_fixture(line, start_regression, finish);
    tcase_add_test(line, a_line_has_the_error_of_its_prediction);
    suite_add_tcase(s, line);
    tcase_add_unchecked_fixture(zero, start_zero, finish);
    tcase_add_test(zero, zero_is_refused);
    suite_add_tcase(s, within);
    suite_add_tcase(s, zero);
    suite_add_tcase(s, model);
    suite_add_tcase(s, whole);
    return s;
}
