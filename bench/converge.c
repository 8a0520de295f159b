/* How fast the indices of variance come near their true values: root mean square error against N, by design, as a table
 * and, with the name of a file, as a figure (docs/sensitivity-convergence.svg). Not timed. */
#include <math.h>
#include <mynegai/design.h>
#include <mynegai/sensitivity.h>
#include <stdio.h>
#include <stdlib.h>

enum { D = 3, SEEDS = 32, LEAST = 5, MOST = 13, STEPS = MOST - LEAST + 1, DESIGNS = 3, FUNCTIONS = 2 };

/* ---- functions whose indices are known ---- */

static double ishigami(const double *u)
{
    double x1 = M_PI * (2 * u[0] - 1), x2 = M_PI * (2 * u[1] - 1), x3 = M_PI * (2 * u[2] - 1);
    return sin(x1) + 7 * sin(x2) * sin(x2) + 0.1 * pow(x3, 4) * sin(x1);
}

static void ishigami_indices(double index[2 * D])
{
    double v1 = 0.5 * pow(1 + 0.1 * pow(M_PI, 4) / 5, 2), v2 = 49.0 / 8,
           v13 = 0.01 * pow(M_PI, 8) * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double all[2 * D] = {v1 / v, (v1 + v13) / v, v2 / v, v2 / v, 0, v13 / v};
    for (int k = 0; k < 2 * D; k++) index[k] = all[k];
}

static double linear(const double *u)
{
    return u[0] + 2 * u[1] + 3 * u[2];
}

static void linear_indices(double index[2 * D])
{
    for (int k = 0; k < 2 * D; k++) index[k] = (k / 2 + 1) * (k / 2 + 1) / 14.0;
}

static const struct {
    const char *name;
    double (*at)(const double *u);
    void (*indices)(double index[2 * D]);
} function[FUNCTIONS] = {{"Ishigami", ishigami, ishigami_indices},
                         {"x1 + 2 x2 + 3 x3", linear, linear_indices}};

static const struct {
    const char *name, *colour;
    myn_design_kind kind;
} design[DESIGNS] = {{"Monte Carlo", "#b5532a", MYN_DESIGN_MONTE_CARLO},
                     {"Latin hypercube", "#7a6a00", MYN_DESIGN_LATIN},
                     {"Sobol', scrambled", "#1f5fa8", MYN_DESIGN_SOBOL}};

/* ---- errors ---- */

/* Sum of squared errors of the 2 D indices of one sample. */
static myn_status squares_of(int f, int k, size_t n, uint64_t seed, myn_arena *arena, double *out)
{
    double point[D], room[2 * D], index[2 * D], *y = myn_arena_get(arena, n * (D + 2) * sizeof *y);
    myn_sensitivity_input input[D];
    myn_sensitivity found = {.input = input};
    myn_design made;
    const myn_saltelli rows = {&made, D, NULL};
    if (!y) return MYN_ERR_MEMORY;
    const myn_design_choice choice = {design[k].kind, seed, n, 2 * D};
    myn_status status = myn_design_new(&choice, arena, &made);
    for (uint64_t r = 0; r < n * (D + 2) && !status; r++) {
        myn_saltelli_point(&rows, r, point, room);
        y[r] = function[f].at(point);
    }
    if (!status) status = myn_sensitivity_of(y, &(myn_sensitivity_choice){.n = n, .d = D}, &found, arena);
    function[f].indices(index);
    for (int i = 0; i < D; i++)
        *out += pow(input[i].first.value - index[2 * i], 2) + pow(input[i].total.value - index[2 * i + 1], 2);
    myn_arena_rewind(arena, (myn_arena_mark){0});
    return status;
}

static myn_status measure(double error[FUNCTIONS][DESIGNS][STEPS], myn_arena *arena)
{
    myn_status status = MYN_OK;
    for (int f = 0; f < FUNCTIONS; f++)
        for (int k = 0; k < DESIGNS; k++)
            for (int s = 0; s < STEPS; s++) {
                double squares = 0;
                for (uint64_t seed = 1; seed <= SEEDS && !status; seed++)
                    status = squares_of(f, k, (size_t)1 << (LEAST + s), seed, arena, &squares);
                error[f][k][s] = sqrt(squares / SEEDS / (2 * D));
            }
    return status;
}

/* Slope of log error on log N by least squares, from N = 64 on. */
static double slope(const double *error)
{
    double x = 0, y = 0, xx = 0, xy = 0, n = 0;
    for (int s = 1; s < STEPS; s++) {
        double at = LEAST + s, value = log2(error[s]);
        n++;
        x += at;
        y += value;
        xx += at * at;
        xy += at * value;
    }
    return (n * xy - x * y) / (n * xx - x * x);
}

static void print_table(double error[FUNCTIONS][DESIGNS][STEPS])
{
    for (int f = 0; f < FUNCTIONS; f++) {
        printf("%s: root mean square error of %d indices over %d seeds\n%8s", function[f].name, 2 * D, SEEDS,
               "N");
        for (int k = 0; k < DESIGNS; k++) printf("  %18s", design[k].name);
        for (int s = 0; s < STEPS; s++) {
            printf("\n%8d", 1 << (LEAST + s));
            for (int k = 0; k < DESIGNS; k++) printf("  %18.6f", error[f][k][s]);
        }
        printf("\n%8s", "N^");
        for (int k = 0; k < DESIGNS; k++) printf("  %18.2f", slope(error[f][k]));
        printf("\n\n");
    }
}

/* ---- the figure ---- */

enum { WIDTH = 420, HEIGHT = 340, LEFT = 62, TOP = 54, RIGHT = 26, BOTTOM = 58 };

static double x_at(double log2_n)
{
    return LEFT + (log2_n - LEAST) / (MOST - LEAST) * (WIDTH - LEFT - RIGHT);
}

/* From 1 at the top down to 10^-5. */
static double y_at(double error)
{
    return TOP - log10(error) / 5 * (HEIGHT - TOP - BOTTOM);
}

static void draw_axes(FILE *out, int f)
{
    fprintf(out, "<text x='%d' y='%d' font-weight='bold' font-size='14'>%s</text>\n", LEFT, TOP - 16,
            function[f].name);
    for (int e = 0; e >= -5; e--) {
        double y = y_at(pow(10, e));
        fprintf(out, "<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, y, WIDTH - RIGHT);
        fprintf(out,
                "<text x='%d' y='%.1f' text-anchor='end'>10<tspan dy='-5' font-size='9'>%d</tspan></text>\n",
                LEFT - 8, y + 4, e);
    }
    for (int s = LEAST; s <= MOST; s += 2)
        fprintf(out, "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>\n", x_at(s), HEIGHT - BOTTOM + 18,
                1 << s);
    fprintf(out, "<text x='%d' y='%d' text-anchor='middle'>base points N (runs: 5 N)</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 40);
}

/* A dashed line of slope -1/2 or -1 through the first error of the design that it is to be held against. */
static void draw_guide(FILE *out, double from, double power, const char *name, int below)
{
    double to = from * pow(2, power * (MOST - LEAST));
    fprintf(out, "<path d='M%.1f %.1fL%.1f %.1f' stroke='#888' stroke-dasharray='4 4' fill='none'/>",
            x_at(LEAST), y_at(from), x_at(MOST), y_at(to));
    fprintf(out,
            "<text x='%.1f' y='%.1f' text-anchor='end' fill='#666'>N<tspan dy='-5' "
            "font-size='9'>%s</tspan></text>\n",
            x_at(MOST) - 2, y_at(to) + below, name);
}

static void draw_design(FILE *out, const double *error, int k)
{
    fprintf(out, "<path d='");
    for (int s = 0; s < STEPS; s++)
        fprintf(out, "%c%.1f %.1f", s ? 'L' : 'M', x_at(LEAST + s), y_at(error[s]));
    fprintf(out, "' stroke='%s' stroke-width='2' fill='none'/>\n", design[k].colour);
    for (int s = 0; s < STEPS; s++)
        fprintf(out, "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x_at(LEAST + s), y_at(error[s]),
                design[k].colour);
    fprintf(out, "<text x='%d' y='%d' fill='%s'>%s: N<tspan dy='-5' font-size='9'>%.2f</tspan></text>\n",
            LEFT + 10, HEIGHT - BOTTOM - 44 + 16 * k, design[k].colour, design[k].name, slope(error));
}

static int draw(const char *path, double error[FUNCTIONS][DESIGNS][STEPS])
{
    FILE *out = fopen(path, "w");
    if (!out) return 3;
    fprintf(
        out,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12' "
        "role='img'>\n<title>Error of first-order and total indices against the number of base "
        "points</title>\n"
        "<rect width='%d' height='%d' fill='white'/>\n",
        FUNCTIONS * WIDTH, HEIGHT, FUNCTIONS * WIDTH, HEIGHT);
    fprintf(out, "<text x='%d' y='18'>Root mean square error of all indices, %d seeds</text>\n", LEFT, SEEDS);
    for (int f = 0; f < FUNCTIONS; f++) {
        fprintf(out, "<g transform='translate(%d 0)'>\n", f * WIDTH);
        draw_axes(out, f);
        draw_guide(out, error[f][0][0], -0.5, "-1/2", -14);
        draw_guide(out, error[f][2][0], -1, "-1", 18);
        for (int k = 0; k < DESIGNS; k++) draw_design(out, error[f][k], k);
        fprintf(out, "</g>\n");
    }
    fprintf(out, "</svg>\n");
    return fclose(out) ? 3 : 0;
}

int main(int count, char **argument)
{
    static double error[FUNCTIONS][DESIGNS][STEPS];
    myn_arena *arena = NULL;
    myn_status status = myn_arena_new(&arena);
    if (!status) status = measure(error, arena);
    myn_arena_free(arena);
    if (status) {
        fprintf(stderr, "converge: %s\n", myn_status_text(status));
        return 3;
    }
    print_table(error);
    return count > 1 ? draw(argument[1], error) : 0;
}
