/* An index in a folder of its own, made of two texts. */
#ifndef MYN_TEST_MAKE_H
#define MYN_TEST_MAKE_H
#include "suite.h"
#include <mynegai/index.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static myn_diag *diag;
static myn_index *made;

/* A tree of four nodes: a root over one leaf and a domain over two. */
#define NODES                                                 \
    "code,parent,weight,direction,label_en,label_cy,source\n" \
    "all,,,,All,Oll,\n"                                       \
    "income,all,2,-,Income,Incwm,poverty\n"                   \
    "health,all,,,Health,Iechyd,\n"                           \
    "life,health,0.5,+,Life,Bywyd,life_years\n"               \
    "illness,health,,-,Illness,Salwch,ill\n"
#define HEAD "mynegai: 1\ndata: sets\nareas: councils\n" /* three lines */

static inline void make_begin(void)
{
    strcpy(folder, "/tmp/mynegai-index-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    made = NULL;
}

static inline void make_finish(void)
{
    char command[100];
    myn_index_free(made);
    myn_diag_free(diag);
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static inline void make_file(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), out), strlen(text));
    fclose(out);
}

static inline myn_status make_index(const char *yaml, const char *nodes)
{
    make_file("index.yml", yaml);
    make_file("nodes.csv", nodes);
    myn_index_free(made);
    made = NULL;
    return myn_index_read(folder, diag, &made);
}

/* Problem number I as a line, without the folder. */
static inline const char *problem(size_t i)
{
    static char line[1000];
    if (i >= myn_diag_kept(diag)) return "(no such problem)";
    myn_problem_text(myn_diag_at(diag, i), line, sizeof line);
    size_t before = strlen(folder);
    return strncmp(line, folder, before) == 0 ? line + before + 1 : line;
}

/* Some problem begins with SAYS. */
static inline void says(const char *text)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strncmp(problem(i), text, strlen(text)) == 0) return;
    for (size_t i = 0; i < myn_diag_kept(diag); i++) fprintf(stderr, "  %s\n", problem(i));
    ck_abort_msg("not said: %s", text);
}

/* An index that is fine, without any problem. */
static inline const myn_index *sound(const char *yaml, const char *nodes)
{
    myn_status status = make_index(yaml, nodes);
    ck_assert_str_eq(myn_diag_kept(diag) ? problem(0) : "", "");
    ck_assert_int_eq(status, MYN_OK);
    return made;
}

/* One wrong definition and what must be said of it, and nothing else. */
typedef struct {
    const char *yaml, *nodes;
    const char *says[8];
} Wrong;

static inline void refuses(const Wrong *wrong)
{
    ck_assert_int_eq(make_index(wrong->yaml, wrong->nodes), MYN_ERR_DATA);
    ck_assert_ptr_null(made);
    size_t count = 0;
    while (count < 8 && wrong->says[count]) says(wrong->says[count++]);
    if (myn_diag_kept(diag) != count)
        for (size_t i = 0; i < myn_diag_kept(diag); i++) fprintf(stderr, "  %s\n", problem(i));
    ck_assert_uint_eq(myn_diag_kept(diag), count);
}

#endif
