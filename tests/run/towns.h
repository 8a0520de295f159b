/* An index of six towns in two counties with counts of people, in a folder of its own, to be edited by a test. */
#ifndef MYN_TEST_TOWNS_H
#define MYN_TEST_TOWNS_H
#include "run/small.h"

/* Offences and people by town; P holds the first three, Q the others; N both. The counties' and the nation's own figures
 * are given for 2021 alone. */
enum { TOWNS = 6 };
static const double offences[2][TOWNS] = {{2, 8, 9, 11, 14, 31}, {3, 12, 20, 9, 15, 30}};
static const double people[TOWNS] = {1237, 1301, 1409, 1511, 1601, 1709};
static const double jobs[TOWNS] = {61, 73, 68, 82, 79, 64};

static void write_text(const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static void write_values(void)
{
    char line[512];
    write_text("datasets/towns/values.csv", "area,what,year,value,low,high\n");
    for (int year = 0; year < 2; year++)
        for (int t = 0; t < TOWNS; t++) {
            snprintf(line, sizeof line, "T%d,offences,%d,%g,%g,%g\nT%d,people,%d,%g,,\nT%d,jobs,%d,%g,,\n",
                     t + 1, 2020 + year, offences[year][t], offences[year][t] / 2, offences[year][t] * 2,
                     t + 1, 2020 + year, people[t], t + 1, 2020 + year, jobs[t]);
            append("datasets/towns/values.csv", line);
        }
    append("datasets/towns/values.csv",
           "P,offences,2021,35,,\nQ,offences,2021,54,,\nN,offences,2021,89,,\nP,people,2021,3947,,\n");
}

static inline void towns_setup(void)
{
    strcpy(small_folder, "/tmp/mynegai-towns-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small_folder));
    char line[128];
    snprintf(line, sizeof line, "mkdir -p %s/datasets/towns", small_folder);
    shell(line);
    write_text("index.yml", "mynegai: 1\ndata: towns\nareas: {list: towns, level: town}\n"
                            "larger_areas: towns\neditions: {2020: {}, 2021: {}}\nwindow: 1\n"
                            "indicators: [minmax]\naggregate: arithmetic\n"
                            "nodes: {crime: {value: {ratio: [offences, people], per: 1000}}}\n"
                            "disclosure:\n  - counts: [offences]\n");
    write_text("nodes.csv", "code,parent,weight,direction,label_en,label_cy,source\nall,,,,All,Oll,\n"
                            "crime,all,1,-,Crime,Troseddu,\njobs,all,1,+,Jobs,Swyddi,jobs\n");
    write_text(
        "datasets/towns/dataset.yml",
        "mynegai: 1\ndataset: towns\ntitle: {en: Towns, cy: Trefi}\nsource: invented\nlicence: CC0-1.0\n"
        "areas:\n  towns: {file: towns.csv, code: code, name_en: name, parent: parent, level: level}\n"
        "tables:\n  - file: values.csv\n    layout: long\n    area: area\n    period: {column: year}\n"
        "    key: [what]\n    value: value\n    lower: low\n    upper: high\n"
        "    markers: {\"\": missing, \"[c]\": suppressed}\n    series:\n"
        "      offences: {key: [offences]}\n      people: {key: [people]}\n      jobs: {key: [jobs]}\n");
    write_text(
        "datasets/towns/towns.csv",
        "code,name,parent,level\nT1,Aber,P,town\nT2,Bryn,P,town\nT3,Cwm,P,town\nT4,Dre,Q,town\n"
        "T5,Eglwys,Q,town\nT6,Ffordd,Q,town\nP,Pshire,N,county\nQ,Qshire,N,county\nN,Nation,,nation\n");
    write_values();
}
#define TOWN_VALUES "datasets/towns/values.csv"

#endif
