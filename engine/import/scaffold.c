/* The folder of an import: all of its files, or what was there before. */
#include "import/plan.h"
#include <dirent.h>
#include <errno.h>
#include <mynegai/output.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TABLE_MOST ((size_t)1 << 30)

/* Folders and files that were not there before, to be taken away again after a failure. */
typedef struct {
    const char *out;
    myn_diag *diag;
    char **made;
    size_t count;
} Made;

static myn_status say(const Made *made, const char *path, const char *why)
{
    myn_diag_add(made->diag, MYN_ERROR, (myn_place){path, 0, 0}, "%s", why);
    return MYN_ERR_IO;
}

/* What was made, in order, so that a failure can take it away again. */
static bool remember(Made *made, const char *path)
{
    char **more = reallocarray(made->made, made->count + 1, sizeof *more);
    if (!more) return false;
    made->made = more;
    more[made->count] = strdup(path);
    return more[made->count] && ++made->count;
}

static void forget(Made *made, bool undo)
{
    while (made->count) {
        char *path = made->made[--made->count];
        if (undo) (void)!remove(path); /* a folder that has got other files stays */
        free(path);
    }
    free(made->made);
}

/* The folder PATH, with those above it. */
static myn_status make_folder(Made *made, const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0) return S_ISDIR(found.st_mode) ? MYN_OK : say(made, path, "is not a folder");
    const char *slash = strrchr(path, '/');
    if (slash && slash != path) {
        char *above = strndup(path, (size_t)(slash - path));
        myn_status status = above ? make_folder(made, above) : MYN_ERR_MEMORY;
        free(above);
        if (status) return status;
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) return say(made, path, strerror(errno));
    return remember(made, path) ? MYN_OK : MYN_ERR_MEMORY;
}

/* Only a new or an empty folder, unless it is forced. */
static myn_status check_free(const Made *made, bool force)
{
    DIR *folder = force ? NULL : opendir(made->out);
    size_t entries = 0;
    if (!folder) return MYN_OK; /* absent; or a file, which making the folder says */
    while (readdir(folder)) entries++;
    closedir(folder);
    if (entries <= 2) return MYN_OK; /* "." and ".." */
    return say(made, made->out,
               "is there already: expected a new folder, or --force to write over its files");
}

/* One file: BETWEEN is a folder below out ("" none). The text is freed. */
typedef struct {
    const char *between, *name;
} Path;

static char *path_of(const Made *made, Path file, size_t *folder)
{
    myn_buffer path = {0};
    myn_buffer_format(&path, "%s%s%s", made->out, *file.between ? "/" : "", file.between);
    *folder = path.length;
    myn_buffer_format(&path, "/%s", file.name);
    if (!path.failed) return path.at;
    myn_buffer_free(&path);
    return NULL;
}

static myn_status write_bytes(const Made *made, const char *path, const myn_buffer *text)
{
    myn_output *output = NULL;
    myn_status status = myn_output_open(path, made->diag, &output);
    if (status) return status;
    status = myn_output_write(output, text->at ? text->at : "", text->length);
    if (!status) status = myn_output_commit(output);
    if (status == MYN_ERR_IO) (void)say(made, path, strerror(errno));
    myn_output_free(output);
    return status;
}

/* Each file is whole or not there; folders are made as they are needed. */
static myn_status put(Made *made, Path file, myn_buffer *text)
{
    size_t length = 0;
    char *path = text->failed ? NULL : path_of(made, file, &length);
    myn_status status = path ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) {
        path[length] = '\0';
        status = make_folder(made, path);
        path[length] = '/';
    }
    bool there = path && access(path, F_OK) == 0;
    if (!status) status = write_bytes(made, path, text);
    if (!status && !there && !remember(made, path)) {
        (void)!unlink(path);
        status = MYN_ERR_MEMORY;
    }
    free(path);
    myn_buffer_free(text);
    return status;
}

static myn_status put_table(Made *made, const Plan *plan, const char *between)
{
    myn_buffer bytes = {0};
    const char *slash = strrchr(plan->sheet->path, '/');
    myn_status status = myn_file_read(plan->sheet->path, TABLE_MOST, &bytes);
    if (status == MYN_ERR_IO) (void)say(made, plan->sheet->path, strerror(errno));
    if (!status) status = put(made, (Path){between, slash ? slash + 1 : plan->sheet->path}, &bytes);
    myn_buffer_free(&bytes);
    return status;
}

/* index.yml comes last: without it a folder is no index. */
static myn_status put_all(Made *made, Plan *plan, const myn_import_options *options)
{
    myn_buffer text = {0};
    const char *set = plan_text(plan, "datasets/%s", plan->name),
               *areas = plan_text(plan, "datasets/%s-areas", plan->name),
               *file = plan_text(plan, "%s-areas.csv", plan->name);
    if (plan->failed) return MYN_ERR_MEMORY;
    write_dataset(plan, options, &text);
    myn_status status = put(made, (Path){set, "dataset.yml"}, &text);
    if (!status && options->copy) status = put_table(made, plan, set);
    if (!status && plan->place) {
        write_areas(plan, &text);
        status = put(made, (Path){areas, file}, &text);
    }
    if (!status && plan->place) {
        write_areas_dataset(plan, &text);
        status = put(made, (Path){areas, "dataset.yml"}, &text);
    }
    if (!status) {
        write_nodes(plan, &text);
        status = put(made, (Path){"", "nodes.csv"}, &text);
    }
    if (!status) {
        write_index(plan, &text);
        status = put(made, (Path){"", "index.yml"}, &text);
    }
    return status;
}

/* What was taken outlives the table. */
static myn_status tell(const Plan *plan, const myn_import_options *options, myn_imported *out)
{
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    if (status) return status;
    out->memory = memory;
    myn_taken *taken = myn_arena_zero(memory, plan->taken_count + 1, sizeof *taken);
    bool failed = !taken;
    for (size_t i = 0; i < plan->taken_count && !failed; i++) {
        taken[i].what = plan->taken[i].what;
        taken[i].text = myn_arena_text(memory, plan->taken[i].text, strlen(plan->taken[i].text));
        failed = !taken[i].text;
    }
    const char *path = plan->sheet->path, *slash = strrchr(path, '/');
    if (!options->copy && !failed) {
        out->data = slash ? myn_arena_text(memory, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
        failed = !out->data;
    }
    out->taken = taken;
    out->count = plan->taken_count;
    return failed ? MYN_ERR_MEMORY : MYN_OK;
}

myn_status plan_write(Plan *plan, const myn_import_options *options, myn_diag *diag, myn_imported *out)
{
    size_t end = strlen(options->out);
    while (end > 1 && options->out[end - 1] == '/') end--;
    char *folder = strndup(options->out, end);
    Made made = {.out = folder, .diag = diag};
    myn_status status = folder && !plan->failed ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) status = check_free(&made, options->force);
    if (!status) status = tell(plan, options, out);
    if (!status) status = put_all(&made, plan, options);
    if (status) myn_imported_free(out);
    forget(&made, status != MYN_OK);
    free(folder);
    return status;
}

void myn_imported_free(myn_imported *imported)
{
    if (!imported) return;
    myn_arena_free(imported->memory);
    *imported = (myn_imported){0};
}
