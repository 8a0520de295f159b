/* What is explained reads back to the same index. */
#include "make.h"
#include <math.h>
#include <mynegai/yaml.h>

static void same_text(const char *a, const char *b)
{
    ck_assert_str_eq(a ? a : "(none)", b ? b : "(none)");
}

static void same_number(double a, double b)
{
    ck_assert(a == b || (isnan(a) && isnan(b)));
}

static void same_steps(const myn_step *a, size_t count, const myn_step *b, size_t other)
{
    ck_assert_uint_eq(count, other);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_eq(a[i].method, b[i].method);
        for (size_t p = 0; p < MYN_PARAMS_MOST; p++) same_number(a[i].param[p], b[i].param[p]);
        same_text(a[i].weighted_by, b[i].weighted_by);
        same_text(a[i].reference_edition, b[i].reference_edition);
        same_text(a[i].reference_areas, b[i].reference_areas);
    }
}

static void same_node(const myn_node *a, const myn_node *b)
{
    ck_assert_str_eq(a->code, b->code);
    ck_assert_int_eq(a->decimals, b->decimals);
    same_steps(a->step, a->steps, b->step, b->steps);
    same_steps(a->after, a->afters, b->after, b->afters);
    same_steps(a->into_parent, a->into_parents, b->into_parent, b->into_parents);
    if (a->children) same_steps(&a->aggregate, 1, &b->aggregate, 1);
    same_steps(&a->weights, 1, &b->weights, 1); /* both without a method where as given */
    same_number(a->coverage.least, b->coverage.least);
    ck_assert(a->coverage.by_weight == b->coverage.by_weight);
    ck_assert_uint_eq(a->fills, b->fills);
    for (size_t i = 0; i < a->fills; i++) {
        ck_assert_int_eq(a->fill[i].kind, b->fill[i].kind);
        same_number(a->fill[i].window_years, b->fill[i].window_years);
        same_text(a->fill[i].by, b->fill[i].by);
    }
    ck_assert_int_eq(a->value.form, b->value.form);
    same_number(a->value.per, b->value.per);
    ck_assert(a->value.absolute == b->value.absolute);
    ck_assert_uint_eq(a->series_count, b->series_count);
    for (size_t i = 0; i < a->series_count; i++) same_text(a->series[i], b->series[i]);
}

static void same_publish(const myn_index *a, const myn_index *b)
{
    ck_assert(a->ties == b->ties && a->lowest_first == b->lowest_first && a->rank_rounded == b->rank_rounded);
    ck_assert_uint_eq(a->quantiles, b->quantiles);
    for (size_t i = 0; i < a->quantiles; i++) ck_assert_int_eq(a->quantile[i], b->quantile[i]);
    ck_assert(a->quantile_rule == b->quantile_rule && a->bands_closed_above == b->bands_closed_above);
    ck_assert_uint_eq(a->bands, b->bands);
    for (size_t i = 0; i < a->bands; i++) {
        same_number(a->band[i].below, b->band[i].below);
        same_text(a->band[i].label.en, b->band[i].label.en);
        same_text(a->band[i].label.cy, b->band[i].label.cy);
    }
}

static void same_areas(myn_area_choice a, myn_area_choice b)
{
    same_text(a.list, b.list);
    same_text(a.level, b.level);
    ck_assert_int_eq(a.day, b.day);
}

static void same_summaries(const myn_index *a, const myn_index *b)
{
    same_areas(a->summary_areas, b->summary_areas);
    ck_assert_uint_eq(a->measures, b->measures);
    for (size_t i = 0; i < a->measures; i++) {
        const myn_measure *x = &a->measure[i], *y = &b->measure[i];
        same_text(x->code, y->code);
        same_text(x->label.en, y->label.en);
        same_text(x->label.cy, y->label.cy);
        ck_assert_ptr_eq(x->method, y->method);
        for (size_t p = 0; p < MYN_PARAMS_MOST; p++) same_number(x->param[p], y->param[p]);
        same_text(x->population, y->population);
        same_text(x->series, y->series);
        ck_assert_uint_eq(x->node, y->node);
    }
}

static void same_index(const myn_index *a, const myn_index *b)
{
    same_text(a->title.en, b->title.en);
    same_text(a->title.cy, b->title.cy);
    same_text(a->high_means.en, b->high_means.en);
    same_text(a->high_means.cy, b->high_means.cy);
    same_text(a->profile, b->profile);
    same_number(a->window_years, b->window_years);
    same_number(a->screen, b->screen);
    same_areas(a->areas, b->areas);
    same_areas(a->larger_areas, b->larger_areas);
    ck_assert_uint_eq(a->data_count, b->data_count);
    for (size_t i = 0; i < a->data_count; i++) same_text(a->data[i], b->data[i]);
    ck_assert_uint_eq(a->editions, b->editions);
    for (size_t i = 0; i < a->editions; i++) {
        same_text(a->edition[i].name, b->edition[i].name);
        ck_assert(myn_period_equal(a->edition[i].period, b->edition[i].period));
    }
    ck_assert_uint_eq(a->nodes, b->nodes);
    for (size_t i = 0; i < a->nodes; i++) same_node(&a->node[i], &b->node[i]);
    same_publish(a, b);
    same_summaries(a, b);
}

/* Explain MADE, read that in its place, compare; explaining it again says the same but for the comments. */
static void back_again(void)
{
    myn_buffer text = {0};
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    make_file("index.yml", text.at);
    make_file("nodes.csv", made->nodes_text);
    myn_index *again = NULL;
    myn_status status = myn_index_read(folder, diag, &again);
    if (status != MYN_OK) fprintf(stderr, "%s%s\n", text.at, problem(0));
    ck_assert_int_eq(status, MYN_OK);
    same_index(made, again);
    myn_index_free(again);
    myn_buffer_free(&text);
}

START_TEST(fixtures_back_again)
{
    static const char *const name[] = {"small-places", "small-deprivation"};
    char path[300];
    snprintf(path, sizeof path, "%s/tests/definition/fixtures/%s", MYN_SOURCE, name[_i]);
    ck_assert_int_eq(myn_index_read(path, diag, &made), MYN_OK);
    back_again();
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
}
END_TEST

static const char *const yaml[] = {
    HEAD,
    HEAD "profile: oecd\n",
    HEAD "profile: imd\n",
    HEAD "profile: tpi\n",
    HEAD "profile: tpi\nindicators: []\npublish: {bands: {list: []}, decimals: 3}\n",
    HEAD "title: 'A \"title\": with # marks, and [more]'\nhigh_means: {cy: \"null\"}\nwindow: 0.1\neditions: "
         "{'null': {end: 2020}}\n",
    HEAD "missing: [{carry: 0.3}, {group_mean: parent}, interpolate, mean, zero]\nnodes: {health: {}, life: "
         "{missing: []}, illness: {missing: [{nearest: 2.5}, within, zero]}}\n",
    HEAD "publish: {bands: {ends: closed, list: [{below: -1.5e-7, en: 'yes'}, {below: 0, cy: '~'}, {en: "
         "'3.5'}]}}\n",
    HEAD "indicators: [{floor_cap: {low: none, high: 5}}, {treat: {then: none}}, {minmax: [0.1, "
         "0.30000000000000004]}]\n"
         "nodes: {all: {coverage: {by: weight}}, health: {coverage: {least: 0}, into_parent: [rank], after: "
         "[]}}\n",
    HEAD "screen: {least: 0.9}\n",
    HEAD "publish: {rank: {ties: max, on: rounded}, decimals: 3}\n",
    HEAD
    "publish: {quantiles: {rule: floor}}\nsummaries:\n  of: {list: regions, level: region, at: 2020-01-01}\n"
    "  population: 'a: b'\n  measures:\n    - average_rank\n    - proportion\n"
    "    - proportion: {groups: 5, first: 2, rule: ceil, code: p5, label: 'Two: fifths', population: "
    "adults}\n"
    "    - extent: {full: 5, node: life, population: none, fall: [0.1, 0.9]}\n"
    "    - local_concentration: {share: 33.3, label: {cy: Crynodiad}}\n    - total: {series: 'null'}\n",
    HEAD "summaries: {of: regions, measures: [average_score]}\n",
    HEAD "weights: pca\n",
    HEAD "weights: given\nnodes: {health: {weights: equal}}\n",
    HEAD "editions: {'2019': {}}\n"
         "weights: {one_factor: {form: score, most: 0.3, reference: {edition: '2019'}}}\n"
         "nodes: {health: {weights: given}}\n",
    HEAD
    "weights: {factor_analysis: {keep: cumulative, threshold: 0.6, digits: 2, stop: r, scale: kept, missing: "
    "zero}}\nnodes: {all: {weights: {balanced: {missing: complete}}}}\n",
    HEAD "larger_areas: nations\nnodes: {life: {before: [{log: {offset: 1}}], steps: []}}\n",
};

START_TEST(small_ones_back_again)
{
    ck_assert_int_eq(make_index(yaml[_i], NODES), MYN_OK);
    back_again();
}
END_TEST

START_TEST(shrunk_rate_back_again)
{
    sound(HEAD "indicators: [zscore]\nnodes: {a: {value: {shrunk_rate: ['a: b', people], per: 1000}}}\n",
          "code,parent,weight,direction,label_en,label_cy,source\nall,,,,,,\na,all,,+,,,\n");
    const myn_node *a = &made->node[1];
    ck_assert(a->value.form == MYN_DERIVE_SHRUNK_RATE && a->value.per == 1000 && a->series_count == 2);
    back_again();
}
END_TEST

START_TEST(where_it_came_from)
{
    static const char *const lines[] = {
        "\nprofile: oecd # index.yml\n",
        "\nwindow: none # default\n",
        "\nscreen: {least: 0} # default\n",
        "\n  - {zscore: {ddof: 1}} # index.yml; default: ddof\n",
        "\nmissing: [] # default\n",
        "\ncoverage: {least: 0.66, by: weight} # least: profile oecd; by: index.yml\n",
        "\naggregate: arithmetic # profile oecd\n",
        "\nweights: {pca: {form: squared, missing: complete, most: 1}} # index.yml; default: missing, most\n",
        "    weights: given # index.yml\n",
        "\n  rank: {ties: max, first: highest, on: exact} # ties: index.yml; first: default; on: default\n",
        "\n  decimals: none # default\n"};
    sound(HEAD "profile: oecd\nindicators: [zscore]\ncoverage: {by: weight}\npublish: {rank: {ties: max}}\n"
               "weights: {pca: squared}\nnodes: {health: {weights: given}}\n",
          NODES);
    myn_buffer text = {0};
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ck_assert_msg(strstr(text.at, lines[i]), "not there: %s in %s", lines[i], text.at);
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("explain");
    TCase *group = tcase_create("explain");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_loop_test(group, fixtures_back_again, 0, 2);
    tcase_add_loop_test(group, small_ones_back_again, 0, (int)(sizeof yaml / sizeof *yaml));
    tcase_add_test(group, shrunk_rate_back_again);
    tcase_add_test(group, where_it_came_from);
    suite_add_tcase(all, group);
    return all;
}
