/* Count tables made fit for publication: areas in councils in Wales, by classes with a total. The limit is a copy of
 * the counts. */
#include "bench.h"
#include <mynegai/disclosure.h>
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    size_t councils, each, classes, areas;
    myn_mat count, copy;
    uint32_t *area_parent, *class_parent;
    myn_disclosure_rules rules;
    myn_disclosure_figures figures;
} Table;

static myn_status protect(void *ctx)
{
    Table *t = ctx;
    myn_count_table in = {
        .count = myn_const(t->count), .area_parent = t->area_parent, .class_parent = t->class_parent};
    myn_protected *out;
    myn_status status = myn_disclose(&in, &t->rules, &out, &t->figures);
    myn_protected_free(out);
    return status;
}

static myn_status limit(void *ctx)
{
    const Table *t = ctx;
    bench_copy(t->count, t->copy);
    return MYN_OK;
}

/* Area 0 is Wales, then councils, then areas in turn; class 0 is all. */
static void draw(Table *t)
{
    for (size_t a = 0; a < t->areas; a++)
        t->area_parent[a] = a == 0             ? MYN_NO_PARENT
                            : a <= t->councils ? 0
                                               : (uint32_t)(1 + (a - 1 - t->councils) % t->councils);
    for (size_t c = 0; c < t->classes; c++) t->class_parent[c] = c ? 0 : MYN_NO_PARENT;
    for (size_t i = 0; i < t->classes * t->areas; i++) t->count.at[i] = 0;
    myn_stream s = myn_stream_at(1, t->areas);
    for (size_t c = 1; c < t->classes; c++)
        for (size_t a = 1 + (t->each ? t->councils : 0); a < t->areas; a++) {
            double u = myn_stream_uniform(&s), x = (double)(int)(120 * u * u);
            for (uint32_t at = (uint32_t)a; at != MYN_NO_PARENT; at = t->area_parent[at])
                t->count.at[at] += x, t->count.at[c * t->areas + at] += x;
        }
}

static int measure(size_t councils, size_t each, size_t classes, int runs)
{
    size_t areas = 1 + councils * (1 + each);
    Table t = {councils,
               each,
               classes,
               areas,
               bench_matrix(classes, areas, 0),
               bench_matrix(classes, areas, 0),
               malloc(areas * sizeof(uint32_t)),
               malloc(classes * sizeof(uint32_t)),
               myn_disclosure_defaults(),
               {0}};
    BenchJob job = {protect, limit, &t, runs, false};
    int answer;
    if (!t.count.at || !t.copy.at || !t.area_parent || !t.class_parent)
        answer = bench_exit("disclosure", MYN_ERR_MEMORY);
    else {
        draw(&t);
        answer = bench_matrix_job("disclosure", &job, classes, areas);
        fprintf(stderr, "disclosure: %zu x %zu: %zu sensitive, %zu secondary, %zu spared, %zu programs\n",
                areas, classes, t.figures.sensitive, t.figures.secondary, t.figures.spared,
                t.figures.attacks);
    }
    free(t.count.at), free(t.copy.at), free(t.area_parent), free(t.class_parent);
    return answer;
}

int main(int argc, char **argv)
{
    if (argc == 4)
        return measure(strtoul(argv[1], NULL, 10), strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10), 1);
    return measure(22, 0, 7, 5) | measure(22, 4, 7, 3);
}
