/* A small index of places made of areas, in a folder of its own, to be edited by a test. */
#ifndef MYN_TEST_PLACES_H
#define MYN_TEST_PLACES_H
#include "run/small.h"
#include <math.h>
#include <mynegai/annex.h>

static inline void put(const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

/* Eight areas of two councils: A, B whole in Aber; C a quarter in Aber, half in Bala, a quarter in none; D, E in Bala; F
 * in Cwm, which is small; G in none; H alone in Dolau. */
static inline void places_setup(void)
{
    strcpy(small_folder, "/tmp/mynegai-places-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small_folder));
    char line[256];
    snprintf(line, sizeof line, "mkdir -p %s/datasets/d", small_folder);
    shell(line);
    put("nodes.csv",
        "code,parent,weight,direction,label_en,label_cy,source\n"
        "all,,,,All,Popeth,\nrate,all,1,+,Rate,Cyfradd,rate\nchildren,all,1,+,Children,Plant,children\n");
    put("index.yml", "mynegai: 1\ndata: d\nareas: places\nbuilt_from:\n  areas: small\n  lookup: into\n"
                     "  population: people\n  sums: [children]\n  coverage: 0.5\n"
                     "  floor: {population: 50, below: drop}\n");
    put("datasets/d/dataset.yml",
        "mynegai: 1\ndataset: d\ntitle: {en: D}\nsource: made up\nlicence: GPL-3.0-or-later\nsynthetic: "
        "true\n"
        "areas:\n  places: {file: places.csv, code: code, name_en: name}\n"
        "  small: {file: small.csv, code: code, parent: council}\n"
        "lookups:\n  into: {file: into.csv, area: code, into: place, share: {weight: share}}\n"
        "tables:\n  - file: figures.csv\n    layout: long\n    area: code\n    period: {value: 2020}\n"
        "    key: series\n    value: value\n    lower: low\n    upper: high\n    markers: {\"[c]\": "
        "suppressed}\n"
        "    series: all\n");
    put("datasets/d/places.csv", "code,name\nPA,Aber\nPB,Bala\nPC,Cwm\nPD,Dolau\n");
    put("datasets/d/small.csv", "code,council\nA,X\nB,X\nC,X\nD,Y\nE,Y\nF,Y\nG,Y\nH,X\n");
    put("datasets/d/into.csv", "code,place,share\nA,PA,1\nB,PA,1\nC,PA,0.25\nC,PB,0.5\nC,,0.25\nD,PB,1\nE,PB,"
                               "1\nF,PC,1\nG,,1\nH,PD,1\nZ,PA,1\n");
    put("datasets/d/figures.csv", "code,series,value,low,high\n"
                                  "A,people,100,,\nB,people,300,,\nC,people,200,,\nD,people,100,,\nE,people,"
                                  "50,,\nF,people,20,,\nG,people,70,,\nH,people,77,,\n"
                                  "A,rate,10,8,12\nB,rate,20,17,24\nC,rate,40,36,44\nD,rate,30,29,31\nE,rate,"
                                  "[c],,\nF,rate,5,,\nG,rate,6,,\nH,rate,0.1,,\n"
                                  "A,children,7,,\nB,children,11,,\nC,children,5,,\nD,children,3,,\nE,"
                                  "children,2,,\nF,children,1,,\nG,children,9,,\nH,children,4,,\n");
}

#endif
