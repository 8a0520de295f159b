/* Every include in engine/ against engine/LAYERS: who may know whom. */
#include "suite.h"
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROOMS = 32, MOST_NAME = 64 };

typedef struct {
    char name[MOST_NAME];
    bool may[MOST_ROOMS]; /* include from which */
} Room;

static Room rooms[MOST_ROOMS];
static int room_count;

static int room_named(const char *name)
{
    for (int i = 0; i < room_count; i++)
        if (strcmp(rooms[i].name, name) == 0) return i;
    return -1;
}

/* "room: other other". A room may list only those above it, so that there can be no cycle. */
static void read_layer(char *line)
{
    char *rest, *name = strtok_r(line, ": \n", &rest);
    if (!name || *name == '#') return;
    ck_assert_int_lt(room_count, MOST_ROOMS);
    ck_assert_msg(room_named(name) < 0, "engine/LAYERS: %s is there twice", name);
    Room *room = &rooms[room_count];
    for (char *other; (other = strtok_r(NULL, " \n", &rest));) {
        int of = room_named(other);
        ck_assert_msg(of >= 0, "engine/LAYERS: %s lists %s, which is not above it", name, other);
        room->may[of] = true;
    }
    snprintf(room->name, sizeof room->name, "%s", name);
    room->may[room_count++] = true;
}

static void read_layers(void)
{
    FILE *file = fopen(MYN_SOURCE "/engine/LAYERS", "r");
    ck_assert_ptr_nonnull(file);
    char line[512];
    room_count = 0;
    memset(rooms, 0, sizeof rooms);
    while (fgets(line, sizeof line, file)) read_layer(line);
    fclose(file);
}

/* The room that a public header belongs to: that of its own name, but for these; run_*.h to run, report_*.h to
 * report, publish_*.h to publish. */
static const char *room_of_header(const char *header)
{
    /* clang-format off */
    static const char *const base[] = {"status", "diag", "arena", "cell", "names", "period", "sum", "order",
        "team", "folder", "text", "mat", "digest", "stream", "label", "output", "rings"};
    static const char *const other[][2] = {
        {"store", "panel"},
        {"annex", "panel"},
        {"reconcile", "forecast"},
        {"breaks", "forecast"},
        {"outlook_tree", "forecast"},
        {"index", "definition"},
        {"dataset", "table"},
        {"csv", "table"},
        {"areas", "geography"},
        {"lookup", "geography"},
        {"explain", "run"},
        {"compare", "run"},
        {"linkage", "segment"},
        {"mixture", "segment"},
        {"regions", "segment"},
        {"agreement", "segment"},
        {"segment_input", "segment"},
        {"segment_choice", "segment"},
        {"neighbours", "segment"},
        {"boundaries", "geography"},
        {"release", "disclosure"},
        {"drawing", "geography"},
        {"topology", "geography"},
        {"kmeans", "segment"},
        {"medoids", "segment"},
        {"validity", "segment"},
        {"design", "uncertainty"},
        {"sensitivity", "uncertainty"},
        {"significance", "uncertainty"},
        {"outlook", "forecast"},
        {"segment_members", "segment"}};
    /* clang-format on */
    if (strncmp(header, "run_", 4) == 0) return "run";
    if (strncmp(header, "report_", 7) == 0) return "report";
    if (strncmp(header, "publish_", 8) == 0) return "publish";
    for (size_t i = 0; i < sizeof base / sizeof *base; i++)
        if (strcmp(header, base[i]) == 0) return "base";
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(header, other[i][0]) == 0) return other[i][1];
    return header;
}

/* Libraries that one room alone may know, or the few: then ROOM itself where it is of them. */
static const char *only_room(const char *room, const char *header)
{
    static const char *const owned[][2] = {
        {"hdf5.h", "panel"},        {"hdf5_hl.h", "panel"},      {"libfyaml.h", "yaml"},
        {"csv.h", "table"},         {"jansson.h", "geography"},  {"gdal.h", "geography"},
        {"ogr_api.h", "geography"}, {"xlsxwriter.h", "publish"}, {"mpi.h", "mpi"}};
    if (strncmp(header, "gsl/", 4) == 0) return "linalg";
    /* Two rooms that may not know each other solve linear programs, under linalg's guard. */
    if (strcmp(header, "glpk.h") == 0)
        return strcmp(room, "disclosure") == 0 || strcmp(room, "method") == 0 ? room : "linalg";
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (strcmp(header, owned[i][0]) == 0) return owned[i][1];
    return NULL;
}

/* NAME up to END. */
static void stem(const char *name, char end, char out[MOST_NAME])
{
    size_t length = strcspn(name, (char[]){end, '\0'});
    if (length >= MOST_NAME) length = MOST_NAME - 1;
    memcpy(out, name, length);
    out[length] = '\0';
}

static bool may_include(const char *room, const char *other)
{
    if (strcmp(room, "cli") == 0) return true;
    int from = room_named(room), to = room_named(other);
    return from >= 0 && to >= 0 && rooms[from].may[to];
}

static const char *judge_system(const char *room, const char *header)
{
    const char *owner = only_room(room, header);
    if (owner) return strcmp(owner, room) == 0 ? NULL : "another room alone may include this library";
    if (strcmp(header, "mynegai.h") == 0)
        return strcmp(room, "cli") == 0 ? NULL : "a room includes the headers it needs, not all of them";
    if (strncmp(header, "mynegai/", 8) != 0) return NULL;
    char name[MOST_NAME];
    stem(header + 8, '.', name);
    const char *owner_room = room_of_header(name);
    if (room_named(owner_room) < 0) return "this public header belongs to no room of engine/LAYERS";
    return may_include(room, owner_room) ? NULL : "engine/LAYERS does not allow this room";
}

static const char *judge_own(const char *room, const char *header)
{
    char other[MOST_NAME];
    stem(header, '/', other);
    if (strcmp(room, "cli") == 0)
        return !strchr(header, '/') || strcmp(other, "cli") == 0 ? NULL
                                                                 : "the program includes public headers only";
    if (strcmp(other, "disclosure") == 0 && strchr(header, '/') && strcmp(room, other) != 0)
        return "the public header alone: what is protected is made in that room only";
    if (strcmp(other, "..") == 0) return "a room is named by its name, not by a way to it";
    if (!strchr(header, '/') || strcmp(other, room) == 0) return NULL;
    return may_include(room, other) ? NULL : "engine/LAYERS does not allow this room";
}

/* Why LINE, of a file in ROOM, is not allowed; NULL where it is, or is no include. */
static const char *judge(const char *room, const char *line)
{
    char open, header[256];
    if (sscanf(line, " # include %c%255[^\">]", &open, header) != 2) return NULL;
    return open == '<'   ? judge_system(room, header)
           : open == '"' ? judge_own(room, header)
                         : "an include by macro";
}

static int judge_file(const char *path, const char *room)
{
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    char line[1024];
    int wrong = 0;
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        const char *why = judge(room, line);
        if (!why) continue;
        line[strcspn(line, "\n")] = '\0';
        printf("%s:%d: error: %s: %s\n", path + strlen(MYN_SOURCE) + 1, number, line, why);
        wrong++;
    }
    fclose(file);
    return wrong;
}

START_TEST(every_include_is_allowed)
{
    glob_t found;
    read_layers();
    ck_assert_int_eq(glob(MYN_SOURCE "/engine/*/*.c", 0, NULL, &found), 0);
    glob(MYN_SOURCE "/engine/*/*.h", GLOB_APPEND, NULL, &found);
    int wrong = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char room[MOST_NAME];
        stem(found.gl_pathv[i] + strlen(MYN_SOURCE "/engine/"), '/', room);
        if (room_named(room) < 0 && strcmp(room, "cli") != 0 && strcmp(room, "mpi") != 0) {
            printf("%s:1: error: its room is not in engine/LAYERS\n", found.gl_pathv[i]);
            wrong++;
        }
        wrong += judge_file(found.gl_pathv[i], room);
    }
    globfree(&found);
    ck_assert_int_eq(wrong, 0);
}
END_TEST

/* A public header may be included by those above its room too: it must not draw in a room that they may not
 * know. */
START_TEST(public_headers_keep_to_the_layers)
{
    glob_t found;
    read_layers();
    ck_assert_int_eq(glob(MYN_SOURCE "/include/mynegai/*.h", 0, NULL, &found), 0);
    int wrong = 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char name[MOST_NAME];
        stem(strrchr(found.gl_pathv[i], '/') + 1, '.', name);
        wrong += judge_file(found.gl_pathv[i], room_of_header(name));
    }
    globfree(&found);
    ck_assert_int_eq(wrong, 0);
}
END_TEST

static bool includes(const char *path, const char *header)
{
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    char line[1024], found[256];
    bool does = false;
    while (fgets(line, sizeof line, file))
        does |= sscanf(line, " # include <%255[^>]", found) == 1 && strcmp(found, header) == 0;
    fclose(file);
    return does;
}

/* Of a room that may know a library, one file. */
START_TEST(one_file_writes_workbooks)
{
    glob_t found;
    ck_assert_int_eq(glob(MYN_SOURCE "/engine/publish/*.[ch]", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        ck_assert_msg(!includes(found.gl_pathv[i], "xlsxwriter.h") ||
                          strcmp(strrchr(found.gl_pathv[i], '/'), "/data_xlsx.c") == 0,
                      "%s", found.gl_pathv[i]);
    globfree(&found);
}
END_TEST

static void check_judged(const char *room, const char *line, bool allowed)
{
    ck_assert_msg(!judge(room, line) == allowed, "%s: %s", room, line);
}

/* The judge itself: lines that must and must not pass, whatever engine/ holds today. */
START_TEST(the_judge)
{
    read_layers();
    check_judged("table", "#include \"base/utf8.h\"", true);
    check_judged("table", "#include \"table/rows.h\"", true);
    check_judged("base", "#include \"table/rows.h\"", false);
    check_judged("method", "# include \"panel/x.h\"", false);
    check_judged("method", "  #include <mynegai/names.h>", true);
    check_judged("method", "#include <mynegai/store.h>", false);
    check_judged("run", "#include <mynegai/store.h>", true);
    check_judged("geography", "#include <mynegai/csv.h>", true);
    check_judged("panel", "#include <mynegai/index.h>", false);
    check_judged("run", "#include <mynegai/nobody.h>", false);
    check_judged("run", "#include <mynegai.h>", false);
    check_judged("cli", "#include <mynegai.h>", true);
    check_judged("cli", "#include <mynegai/run.h>", true);
    check_judged("cli", "#include \"cli/options.h\"", true);
    check_judged("cli", "#include \"base/utf8.h\"", false);
    check_judged("panel", "#include <hdf5.h>", true);
    check_judged("run", "#include <hdf5.h>", false);
    check_judged("yaml", "#include <libfyaml.h>", true);
    check_judged("definition", "#include <libfyaml.h>", false);
    check_judged("table", "#include <csv.h>", true);
    check_judged("cli", "#include <csv.h>", false);
    check_judged("linalg", "#include <gsl/gsl_eigen.h>", true);
    check_judged("method", "#include <gsl/gsl_eigen.h>", false);
    check_judged("method", "#include <mynegai/linalg.h>", true);
    check_judged("linalg", "#include <mynegai/method.h>", false);
    check_judged("base", "#include \"../table/rows.h\"", false);
    check_judged("publish", "#include <mynegai/disclosure.h>", true);
    check_judged("publish", "#include \"disclosure/protected.h\"", false);
    check_judged("disclosure", "#include \"disclosure/protected.h\"", true);
    check_judged("disclosure", "#include <mynegai/method.h>", false);
    check_judged("disclosure", "#include <glpk.h>", true);
    check_judged("run", "#include <glpk.h>", false);
    check_judged("publish", "#include <xlsxwriter.h>", true);
    check_judged("cli", "#include <xlsxwriter.h>", false);
    check_judged("base", "#include <stdio.h>", true);
    check_judged("base", "/* #include \"table/rows.h\" */", true);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("layers");
    TCase *c = tcase_create("layers");
    tcase_add_test(c, every_include_is_allowed);
    tcase_add_test(c, public_headers_keep_to_the_layers);
    tcase_add_test(c, one_file_writes_workbooks);
    tcase_add_test(c, the_judge);
    suite_add_tcase(s, c);
    return s;
}
