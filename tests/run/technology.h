/* The technology achievement index with other steps, aggregator or weights, in a folder of its own. */
#ifndef MYN_TEST_TECHNOLOGY_H
#define MYN_TEST_TECHNOLOGY_H
#include "run/built.h"

enum { COUNTRIES = 23, INDICATORS = 8 };
#define TECHNOLOGY MYN_SOURCE "/indices/technology-achievement"

static const char *const technology_dimension[] = {"creation", "recent", "old", "skills"};
static const char *const technology_indicator[INDICATORS] = {
    "patents", "royalties", "internet", "exports", "telephones", "electricity", "schooling", "university"};

/* OECD and JRC (2008), Handbook on Constructing Composite Indicators, Table 22: budget allocation. */
static const double equal_weights[INDICATORS] = {1, 1, 1, 1, 1, 1, 1, 1};
static const double budget_weights[INDICATORS] = {.11, .11, .11, .18, .10, .06, .15, .18};

#define TECHNOLOGY_HEAD "mynegai: 1\ndata: technology-achievement\nareas: technology-countries\n"
/* Logarithms to base 10, as in the handbook. */
#define TECHNOLOGY_LOGS                                                          \
    "nodes:\n  telephones: {before: [log, {scale: {by: 0.4342944819032518}}]}\n" \
    "  electricity: {before: [log, {scale: {by: 0.4342944819032518}}]}\n"

static inline FILE *open_part(const char *folder, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    return file;
}

static inline void write_nodes(const char *folder, const double weight[INDICATORS])
{
    FILE *file = open_part(folder, "nodes.csv");
    fprintf(file, "code,parent,weight,direction,label_en,label_cy,source\ntechnology_achievement,,,,,,\n");
    for (size_t d = 0; d < 4; d++)
        fprintf(file, "%s,technology_achievement,%.17g,,,,\n", technology_dimension[d],
                weight[2 * d] + weight[2 * d + 1]);
    for (size_t i = 0; i < INDICATORS; i++)
        fprintf(file, "%s,%s,%.17g,+,,,%s\n", technology_indicator[i], technology_dimension[i / 2], weight[i],
                technology_indicator[i]);
    fclose(file);
}

/* YAML NULL: the index's own. */
static inline built build_variant(const char *yaml, const double weight[INDICATORS])
{
    char folder[] = "/tmp/mynegai-technology-XXXXXX", line[256];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    write_nodes(folder, weight);
    if (yaml) {
        FILE *file = open_part(folder, "index.yml");
        fputs(yaml, file);
        fclose(file);
    } else {
        snprintf(line, sizeof line, "cp " TECHNOLOGY "/index.yml %s", folder);
        ck_assert_int_eq(system(line), 0);
    }
    built b = build_index(folder, NULL);
    snprintf(line, sizeof line, "rm -r %s", folder);
    ck_assert_int_eq(system(line), 0);
    ck_assert_uint_eq(b.labels->areas->count, COUNTRIES);
    return b;
}

#endif
