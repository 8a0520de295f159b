/* Definitions that are wrong: every problem, at its line and column, and no other. Places are counted in the
 * texts below; HEAD has three lines. */
#include "make.h"

#define FINE HEAD "indicators: [zscore]\n" /* four lines */
#define TOP  "code,parent,weight,direction,label_en,label_cy,source\n"

static const Wrong nodes[] = {
    {FINE,
     TOP "all,,,,,,\na,all,0,+,,,s\nb,all,-1,+,,,t\nc,all,x,+,,,u\nd,all,inf,+,,,v\n",
     {"nodes.csv:3:3: error: weight of \"a\": expected a number above 0, found \"0\"",
      "nodes.csv:4:3: error: weight of \"b\": expected a number above 0, found \"-1\"",
      "nodes.csv:5:3: error: weight of \"c\"", "nodes.csv:6:3: error: weight of \"d\""}},
    {FINE,
     TOP "all,,,,,,\na,all,,up,,,s\nb,all,,,,,t\n",
     {"nodes.csv:3:4: error: direction of \"a\": expected + or -, found \"up\"",
      "nodes.csv:4:4: error: \"b\" has no direction"}},
    {FINE,
     TOP "all,,,,,,\na,all,,+,,,s\na,all,,+,,,t\n,all,,+,,,u\n",
     {"nodes.csv:4:1: error: the code \"a\" is given twice, first in line 3",
      "nodes.csv:5:1: error: expected the node's code"}},
    {FINE,
     TOP "all,,,,,,\nhealth,all,,,,,\na,helth,,+,,,s\nb,health,,+,,,t\nc,qqqqqq,,+,,,u\n",
     {"nodes.csv:4:2: error: \"a\" has an unknown parent \"helth\": did you mean \"health\"?",
      "nodes.csv:6:2: error: \"c\" has an unknown parent \"qqqqqq\": expected the code of another row"}},
    {FINE,
     TOP "all,,,,,,\na,all,,+,,,s\nb,d,,,,,\nc,b,,,,,\nd,c,,,,,\ne,e,,,,,\n",
     {"nodes.csv:4:2: error: the parents run in a circle: b -> d -> c -> b",
      "nodes.csv:7:2: error: the parents run in a circle: e -> e"}},
    {FINE,
     TOP "all,,,,,,\nmore,,,,,,\na,all,,+,,,s\nb,more,,+,,,t\n",
     {"nodes.csv:3:2: error: \"more\" has no parent, but the root is \"all\" (line 2): expected one root"}},
    {FINE,
     TOP "a,b,,,,,\nb,a,,,,,\n",
     {"nodes.csv:2:2: error: the parents run in a circle: a -> b -> a",
      "nodes.csv: error: no node is the root"}},
    {FINE,
     TOP "all,,,,,,s\na,all,,+,,,\nb,all,,+,,,t\n",
     {"nodes.csv:2:7: error: \"all\" has children and cannot have a source",
      "nodes.csv:3:7: error: \"a\" has no children and no source"}},
    {FINE, TOP "all,,,+,,,s\n", {"nodes.csv:2:1: error: the root \"all\" has no children"}},
    {FINE,
     "code,parent,wieght,direction,label_en,label_cy,source,colour\nall,,,,,,,\na,all,,+,,,s,\n",
     {"nodes.csv:1:3: error: unknown column \"wieght\": did you mean \"weight\"?",
      "nodes.csv:1:8: error: unknown column \"colour\": expected code, parent, weight",
      "nodes.csv:1: error: the column \"weight\" is missing"}},
    {FINE,
     "code,parent,weight,direction,label_en,label_cy,source,code\nall,,,,,,,\na,all,,+,,,s,\n",
     {"nodes.csv:1:8: error: the column \"code\" is given twice"}},
    {FINE,
     "decimals,code,parent,weight,direction,label_en,label_cy,source\n2,all,,,,,,\n16,a,all,,+,,,s\nx,b,all,,"
     "+,,,t\n",
     {"nodes.csv:3:1: error: decimals of \"a\": expected a whole number from 0 to 15, found \"16\"",
      "nodes.csv:4:1: error: decimals of \"b\""}},
};

static const Wrong head[] = {
    {"mynegai: 2\ndata: sets\nareas: councils\nindicators: [zscore]\n",
     NODES,
     {"index.yml:1:10: error: version 2 of the language is not known: expected 1"}},
    {"indicators: [zscore]\n",
     NODES,
     {"index.yml:1:1: error: expected `mynegai: 1`", "index.yml:1:1: error: expected `data`",
      "index.yml:1:1: error: expected `areas`"}},
    {FINE "titel: {en: x}\nqqqqqqqqqq: 1\n",
     NODES,
     {"index.yml:5:1: error: unknown key \"titel\" in index.yml: did you mean \"title\"?",
      "index.yml:6:1: error: unknown key \"qqqqqqqqqq\" in index.yml: expected one of"}},
    {"mynegai: 1\ndata: [../sets, a/b, .hid, ok, ok, {x: 1}]\nareas: [a]\nindicators: [zscore]\n",
     NODES,
     {"index.yml:2:8: error: data: expected a name of letters", "index.yml:2:17: error: data:",
      "index.yml:2:22: error: data:", "index.yml:2:32: error: the data set \"ok\" is named twice",
      "index.yml:2:36: error: expected a text, found a map", "index.yml:3:8: error: expected a map"}},
    {"mynegai: 1\ndata: sets\nareas: {at: 2024, levle: x}\nindicators: [zscore]\n",
     NODES,
     {"index.yml:3:8: error: areas: expected `list`", "index.yml:3:13: error: at: expected one day",
      "index.yml:3:19: error: unknown key \"levle\" in areas: did you mean \"level\"?"}},
    {FINE "profile: oced\ntitle: [x]\n",
     NODES,
     {"index.yml:5:10: error: expected one of oecd, imd, tpi, found \"oced\"",
      "index.yml:6:8: error: expected a map"}},
    {FINE "window: 0\neditions:\n  spring: {}\n  2019: {end: someday}\n  2020: {windw: 3, window: -1}\n",
     NODES,
     {"index.yml:5:9: error: window: expected a number of years above 0",
      "index.yml:7:3: error: edition \"spring\" is not named by a year",
      "index.yml:8:15: error: end: expected a date",
      "index.yml:9:10: error: unknown key \"windw\" in edition 2020", "index.yml:9:28: error: window:"}},
    {FINE "screen: {least: 90, of: all}\n",
     NODES,
     {"index.yml:5:21: error: unknown key \"of\" in screen",
      "index.yml:5:17: error: least of screen: expected a share from 0 to 1, found \"90\""}},
    {FINE "screen: most\n", NODES, {"index.yml:5:9: error: expected a map"}},
    {FINE "editions: [2019]\n", NODES, {"index.yml:5:11: error: editions: expected a map"}},
    {FINE
     "publish:\n  rank: {ties: mid, first: best}\n  quantiles: {groups: [1, 5, 5, 2.5, 256], rule: round}\n"
     "  decimals: 99\n",
     NODES,
     {"index.yml:6:16: error: expected one of min, max",
      "index.yml:6:28: error: expected one of highest, lowest",
      "index.yml:7:24: error: groups of quantiles: expected from 2 to 255, found 1",
      "index.yml:7:30: error: 5 groups are asked for twice", "index.yml:7:33: error: expected a whole number",
      "index.yml:7:38: error: groups of quantiles", "index.yml:7:50: error: expected one of ceil, floor",
      "index.yml:8:13: error: decimals: expected from 0 to 15, or none, found 99"}},
    {FINE "publish:\n  rank: {ties: average, on: rownded}\n",
     NODES,
     {"index.yml:6:16: error: a published rank is whole, which the average of tied ranks may not be: "
      "expected "
      "min or max",
      "index.yml:6:29: error: expected one of exact, rounded"}},
    {FINE "publish: {rank: {on: rounded}}\n",
     NODES,
     {"index.yml:5:22: error: ranks on rounded scores need decimals, and \"all\" has none: expected "
      "`decimals`"}},
    {FINE "publish: {rank: {on: rounded}}\n",
     "code,parent,weight,direction,label_en,label_cy,source,decimals\n"
     "all,,,,All,Oll,,0\n"
     "income,all,,-,Income,Incwm,poverty,\n",
     {"index.yml:5:22: error: ranks on rounded scores need decimals, and \"income\" has none"}},
    {FINE
     "publish:\n  bands: {ends: half, list: [{below: 3, en: a}, {below: 3, en: b}, {en: c}, {below: 9}]}\n",
     NODES,
     {"index.yml:6:17: error: expected one of open, closed",
      "index.yml:6:57: error: bands must rise: expected more than 3",
      "index.yml:6:68: error: expected `below`", "index.yml:6:77: error: a band needs a name",
      "index.yml:6:85: error: the last band is open"}},
    {FINE "publish: {bands: {list: [{en: a}]}, quantiles: {groups: [2,3,4,5,6,7,8,9,10]}, bans: 1}\n",
     NODES,
     {"index.yml:5:25: error: bands: expected from 2 to 32, found 1",
      "index.yml:5:57: error: quantiles: expected at most 8 groupings, found 9",
      "index.yml:5:80: error: unknown key \"bans\" in publish: did you mean \"bands\"?"}},
};

static const Wrong steps[] = {
    {HEAD "indicators: [zscor, qqqqqqqqq, arithmetic, impute_mean]\n",
     NODES,
     {"index.yml:4:14: error: unknown step \"zscor\": did you mean \"zscore\"?",
      "index.yml:4:21: error: unknown step \"qqqqqqqqq\": expected the name of a method",
      "index.yml:4:32: error: \"arithmetic\" combines several nodes",
      "index.yml:4:44: error: \"impute_mean\" fills in missing values"}},
    {FINE "aggregate: zscore\nlevels: {}\n",
     NODES,
     {"index.yml:5:12: error: \"zscore\" works on one indicator and belongs in a list of steps: expected an "
      "aggregator"}},
    {FINE "aggregate: geometrc\n",
     NODES,
     {"index.yml:5:12: error: unknown aggregator \"geometrc\": did you mean \"geometric\"?"}},
    {HEAD "indicators:\n  - zscore: {dof: 0}\n  - zscore: {ddof: 3}\n  - zscore: {ddof: [1]}\n  - zscore: "
          "{ddof: {}}\n"
          "  - goalposts\n  - goalposts: {posts: [5, 1]}\n",
     NODES,
     {"index.yml:5:14: error: unknown parameter \"dof\" of zscore: did you mean \"ddof\"?",
      "index.yml:6:20: error: ddof of zscore: expected a whole number from 0 to 1, found \"3\"",
      "index.yml:7:20: error: ddof of zscore: expected a whole number from 0 to 1, found \"[1]\"",
      "index.yml:8:20: error: ddof of zscore: expected a whole number from 0 to 1, found a list or a map",
      "index.yml:9:5: error: goalposts needs posts: expected [low, high]",
      "index.yml:10:24: error: posts of goalposts: expected [low, high]"}},
    {HEAD "indicators:\n  - sqrt: 2\n  - sqrt: {x: 2}\n  - {log: 1, sqrt: {}}\n  - [log]\n  - floor_cap: "
          "{low: 5, high: 2}\n",
     NODES,
     {"index.yml:5:11: error: sqrt has no parameters",
      "index.yml:6:12: error: unknown parameter \"x\": sqrt has none",
      "index.yml:7:14: error: expected a step for one indicator, one an item of the list, found \"log\" and "
      "\"sqrt\" in one",
      "index.yml:8:5: error: expected a step for one indicator: a name, or {name:",
      "index.yml:9:5: error: floor_cap: "}},
    {HEAD "editions: {2019: {}, 2020: {}}\nindicators:\n  - zscore: {reference: {edition: 2021, aeras: x}}\n"
          "  - rank: {reference: {edition: 2019}}\n  - affine: {centre: 1, per_sd: 1, weighted_by: p}\n",
     NODES,
     {"index.yml:6:5: error: the reference edition \"2021\" is not among `editions`: did you mean \"2020\"?",
      "index.yml:6:41: error: unknown key \"aeras\" in reference: did you mean \"areas\"?",
      "index.yml:7:12: error: rank is not fitted on values: it takes no reference",
      "index.yml:8:36: error: affine is not fitted on values: it takes no weighted_by"}},
    {HEAD "indicators: [{zscore: {reference: {edition: 2021}}}]\n",
     NODES,
     {"index.yml:4:14: error: the reference edition \"2021\" is not among `editions`: none are declared"}},
    {FINE "missing: [carry, {carry: 0}, {carry: {widow: 3}}, {group_mean: {by: region}}, {mean: 3}, maen, "
          "spline]\n",
     NODES,
     {"index.yml:5:11: error: carry needs its window", "index.yml:5:26: error: window of carry",
      "index.yml:5:39: error: unknown key \"widow\" in carry: did you mean \"window\"?",
      "index.yml:5:30: error: carry needs its window", "index.yml:5:69: error: expected one of parent",
      "index.yml:5:86: error: mean has no parameters",
      "index.yml:5:90: error: unknown way to fill \"maen\": expected carry",
      "index.yml:5:96: error: unknown way to fill \"spline\": expected carry"}},
    {FINE "missing: [nearest, {nearest: 1001}, {within: 2}, drop]\n",
     NODES,
     {"index.yml:5:11: error: nearest needs its window", "index.yml:5:30: error: window of nearest",
      "index.yml:5:46: error: within has no parameters",
      "index.yml:5:50: error: within fills in after the steps, drop before them"}},
    {FINE "coverage: {least: 1.5, by: area}\nmissing: {}\n",
     NODES,
     {"index.yml:5:19: error: least of coverage: expected a share from 0 to 1, found \"1.5\"",
      "index.yml:5:28: error: expected one of count, weight",
      "index.yml:6:10: error: expected a way to fill"}},
};

static const Wrong blocks[] = {
    {FINE "nodes:\n  helth: {}\n  zzzzzzzz: {}\nlevels:\n  domain: {}\n",
     NODES,
     {"index.yml:6:3: error: nodes.csv has no node \"helth\": did you mean \"health\"?",
      "index.yml:7:3: error: nodes.csv has no node \"zzzzzzzz\"",
      "index.yml:9:3: error: nodes.csv has no node of level \"domain\""}},
    {FINE "levels: {domian: {}}\n",
     "code,parent,weight,direction,label_en,label_cy,source,level\nall,,,,,,,domain\na,all,,+,,,s,\n",
     {"index.yml:5:10: error: nodes.csv has no node of level \"domian\": did you mean \"domain\"?"}},
    {FINE "nodes:\n  health: {before: [log]}\n  life: {aggregate: sum}\n  all: {weight: 3}\n  income: 5\n",
     NODES,
     {"index.yml:6:3: error: \"health\" has children: `before` is for nodes without",
      "index.yml:7:3: error: \"life\" has no children: `aggregate` is for nodes with",
      "index.yml:8:9: error: unknown key \"weight\" in node all",
      "index.yml:9:11: error: expected a map ({key: value}) for node income"}},
    {FINE "nodes: [a]\nlevels: x\n",
     NODES,
     {"index.yml:5:8: error: expected a map ({name: {...}}) for nodes",
      "index.yml:6:9: error: expected a map ({name: {...}}) for levels"}},
    {FINE "nodes:\n  life: {value: {sum: [a, b]}}\n",
     NODES,
     {"index.yml:6:17: error: \"life\" has a source in nodes.csv (line 5) and a value here"}},
    {FINE "nodes:\n  a: {value: {shrunk_rate: [x], per: -1, absolute: true}}\n",
     TOP "all,,,,,,\na,all,,+,,,\n",
     {"index.yml:6:28: error: shrunk_rate: expected two series, found 1",
      "index.yml:6:38: error: per: expected a number above 0",
      "index.yml:6:42: error: absolute belongs to a difference"}},
    {FINE "nodes:\n  a: {value: {ratio: [x], per: 0}}\n  b: {value: {sum: [x, y], ratio: [x, y], absolute: "
          "true}}\n"
          "  c: {value: {rate: [x, y]}}\n  d: {value: {difference: [p, q], per: 5}}\n",
     TOP "all,,,,,,\na,all,,+,,,\nb,all,,+,,,\nc,all,,+,,,\nd,all,,+,,,\n",
     {"index.yml:6:22: error: ratio: expected two series, found 1",
      "index.yml:6:32: error: per: expected a number above 0",
      "index.yml:7:14: error: value: expected one of ratio, difference, sum, spread, shrunk_rate, found "
      "several",
      "index.yml:7:43: error: absolute belongs to a difference",
      "index.yml:8:14: error: value: expected one of ratio, difference, sum, spread, shrunk_rate, found none",
      "index.yml:8:15: error: unknown key \"rate\" in value: expected one of",
      "index.yml:9:35: error: per belongs to a ratio"}},
    /* both files at once */
    {HEAD "indicators: [zscor]\n",
     TOP "all,,,,,,\na,all,-1,+,,,s\n",
     {"index.yml:4:14: error: unknown step", "nodes.csv:3:3: error: weight of \"a\""}},
    {"a: [\n",
     TOP "all,,,,,,\na,all,-1,+,,,s\n",
     {"index.yml:2:1: error: this is not YAML", "nodes.csv:3:3: error: weight of \"a\""}},
};

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

START_TEST(wrong_nodes)
{
    refuses(&nodes[_i]);
}
END_TEST

START_TEST(wrong_head)
{
    refuses(&head[_i]);
}
END_TEST

START_TEST(wrong_steps)
{
    refuses(&steps[_i]);
}
END_TEST

START_TEST(wrong_blocks)
{
    refuses(&blocks[_i]);
}
END_TEST

START_TEST(what_is_only_odd)
{
    static const char *const yaml = HEAD
        "missing: [drop, mean]\nnodes:\n  all: {into_parent: [rank]}\n  c: {value: {sum: [x, y]}}\n"
        "  d: {value: {sum: [x, y]}}\n";
    ck_assert_int_eq(
        make_index(yaml, TOP "all,,,,,,\na,all,,+,,,s\nb,all,,+,,,s\nc,all,,+,,,\nd,all,,+,,,\n"), MYN_OK);
    says("index.yml:4:17: warning: nothing is left to fill after drop");
    says("index.yml:6:3: warning: \"all\" is the root: its `into_parent` is never used");
    says("nodes.csv:4:7: warning: \"b\" is made of the same series as \"a\" (line 3): s");
    says("index.yml:8:14: warning: \"d\" is made of the same series as \"c\" (line 5)");
    says("index.yml:1:1: warning: neither `indicators` nor a profile");
    ck_assert_uint_eq(myn_diag_kept(diag), 5);
}
END_TEST

START_TEST(a_bad_csv)
{
    ck_assert_int_eq(make_index(FINE, TOP "all,,,,,,\n\"open,all,,+,,,s\n"), MYN_ERR_DATA);
    ck_assert_int_eq(make_index(FINE, ""), MYN_ERR_DATA);
    ck_assert_int_eq(make_index(FINE, TOP), MYN_ERR_DATA);
    ck_assert_uint_ge(myn_diag_count(diag, MYN_ERROR), 3);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("wrong");
    TCase *group = tcase_create("wrong");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_loop_test(group, wrong_nodes, 0, COUNT(nodes));
    tcase_add_loop_test(group, wrong_head, 0, COUNT(head));
    tcase_add_loop_test(group, wrong_steps, 0, COUNT(steps));
    tcase_add_loop_test(group, wrong_blocks, 0, COUNT(blocks));
    tcase_add_test(group, what_is_only_odd);
    tcase_add_test(group, a_bad_csv);
    suite_add_tcase(all, group);
    return all;
}
