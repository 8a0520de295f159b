/* The data sets of an index: where they are, and whether they declare what the index needs. */
#include "definition/definition.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* FOLDER/BETWEEN/NAME/dataset.yml where there is such a file, to be freed; *FAILED without memory. */
static char *look_in(const char *folder, const char *between, const char *name, bool *failed)
{
    myn_buffer path = {0};
    myn_buffer_format(&path, "%s/%s%s/dataset.yml", folder, between, name);
    if (path.failed) *failed = true;
    if (!path.failed && access(path.at, F_OK) == 0) return path.at;
    myn_buffer_free(&path);
    return NULL;
}

/* Where the last two names of FOLDER begin; MYN_NONE where one of them is dots or there are not two. */
static size_t last_two(const char *folder)
{
    size_t length = strlen(folder);
    for (int up = 0; up < 2; up++) {
        while (length && folder[length - 1] == '/') length--;
        size_t end = length;
        while (length && folder[length - 1] != '/') length--;
        if (length == end || folder[length] == '.') return MYN_NONE;
    }
    return length;
}

static bool same_folder(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_ino == other.st_ino &&
           one.st_dev == other.st_dev;
}

/* FOLDER/../../datasets, as a person would write it where that is the same folder. To be freed. */
static char *beside(const char *folder)
{
    char *dotted = myn_path_join(folder, "../../datasets"), *plain = NULL;
    size_t start = last_two(folder);
    if (!dotted || start == MYN_NONE) return dotted;
    if (asprintf(&plain, "%.*sdatasets", (int)start, folder) < 0) return dotted;
    bool same = same_folder(dotted, plain);
    free(same ? dotted : plain);
    return same ? plain : dotted;
}

static char *look_beside(const myn_index *index, const char *name, bool *failed)
{
    char *folder = beside(index->folder);
    if (!folder) *failed = true;
    char *found = folder ? look_in(folder, "", name, failed) : NULL;
    free(folder);
    return found;
}

static char *find_dataset(const myn_index *index, const char *name, const char *const *share, bool *failed)
{
    char *found = look_in(index->folder, "datasets/", name, failed);
    if (!found) found = look_beside(index, name, failed);
    for (size_t i = 0; !found && share && share[i]; i++) {
        found = look_in(share[i], "", name, failed);
        if (!found) found = look_in(share[i], "datasets/", name, failed);
    }
    return found;
}

/* Where was looked is said in full: the wrong folder is the usual reason. */
static void not_found(const myn_index *index, size_t i, const char *const *share, myn_diag *diag)
{
    myn_buffer where = {0};
    myn_buffer_format(&where, "%s/datasets, %s/../../datasets", index->folder, index->folder);
    for (size_t k = 0; share && share[k]; k++) myn_buffer_format(&where, ", %s", share[k]);
    myn_diag_add(diag, MYN_ERROR, index->data_at[i],
                 "there is no data set \"%s\": looked for %s/dataset.yml in %s", index->data[i],
                 index->data[i], where.failed ? "the usual folders" : where.at);
    myn_buffer_free(&where);
}

/* ---- series ---- */

typedef struct {
    const myn_index *index;
    const myn_datasets *sets;
    myn_diag *diag;
    myn_names *known; /* every declared series */
    bool open;        /* a data set may have more */
} Search;

/* All names that are declared, for "did you mean". */
static myn_status collect(Search *search)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < search->sets->count; i++) {
        const myn_dataset *set = search->sets->dataset[i];
        search->open = search->open || myn_dataset_open_ended(set);
        for (size_t k = 0; k < set->series_count && status == MYN_OK; k++) {
            size_t number;
            status = myn_names_add(search->known, set->series[k].name, strlen(set->series[k].name), &number);
        }
    }
    return status;
}

/* A series must have one owner: two data sets that declare it would both write to its cells. */
static void need(const Search *search, const char *series, myn_place at, const char *for_what)
{
    const myn_dataset *first = NULL;
    for (size_t i = 0; i < search->sets->count; i++) {
        const myn_dataset *set = search->sets->dataset[i];
        if (!myn_dataset_series(set, series)) continue;
        if (first)
            myn_diag_add(search->diag, MYN_ERROR, at,
                         "the series \"%s\" is declared by two data sets, %s and %s: expected one", series,
                         first->name, set->name);
        else
            first = set;
    }
    if (first || search->open) return;
    size_t near = myn_names_nearest(search->known, series);
    const char *name = near == MYN_NONE ? NULL : myn_names_at(search->known, near);
    myn_diag_add(search->diag, MYN_ERROR, at,
                 "%s needs the series \"%.80s\", which no data set declares%s%s%s", for_what, series,
                 name ? ": did you mean \"" : "", name ? name : "", name ? "\"?" : "");
}

static void need_weights(const Search *search, const myn_step *step, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (step[i].weighted_by) need(search, step[i].weighted_by, step[i].at, code);
}

/* What measures share is asked once. */
static void check_measures(const Search *search)
{
    const char *common = NULL;
    for (size_t i = 0; i < search->index->measures; i++) {
        const myn_measure *measure = &search->index->measure[i];
        const char *population = measure->population;
        if (population && population != common)
            need(search, population, measure->population_at, measure->code);
        if (population) common = population;
        if (measure->series) need(search, measure->series, measure->series_at, measure->code);
    }
}

static void check_disclosure(const Search *search)
{
    for (size_t i = 0; i < search->index->confidentials; i++) {
        const myn_confidential *table = &search->index->confidential[i];
        for (size_t c = 0; c < table->counts; c++)
            need(search, table->count[c], table->count_at[c], "disclosure");
        if (table->total) need(search, table->total, table->total_at, "disclosure");
        if (table->denominator) need(search, table->denominator, table->denominator_at, "disclosure");
    }
}

static bool has_lookup(const Search *search, const char *name)
{
    for (size_t i = 0; i < search->sets->count; i++)
        for (size_t k = 0; k < search->sets->dataset[i]->lookups; k++)
            if (strcmp(search->sets->dataset[i]->lookup[k].name, name) == 0) return true;
    return false;
}

static void check_built_from(const Search *search)
{
    const myn_built_from *built = &search->index->built_from;
    if (built->population) need(search, built->population, built->population_at, "built_from");
    for (size_t i = 0; i < built->sums; i++) need(search, built->sum[i], built->sum_at[i], "built_from");
    for (size_t i = 0; i < built->lookups; i++)
        if (!has_lookup(search, built->lookup[i]))
            myn_diag_add(search->diag, MYN_ERROR, built->lookup_at[i],
                         "no data set of this index has a lookup '%s' under `lookups:`; expected one that "
                         "`data:` names",
                         built->lookup[i]);
}

/* Leaves, weights of steps and measures all name series. */
static void check_series(const Search *search)
{
    const myn_index *index = search->index;
    const Definition *d = index->memory;
    const myn_step *common = NULL; /* leaves that share a list are asked once */
    for (size_t n = 0; n < index->nodes; n++) {
        const myn_node *node = &index->node[n];
        for (size_t i = 0; i < node->series_count; i++)
            need(search, node->series[i], d->series_at[n], node->code);
        if (node->step != common) need_weights(search, node->step, node->steps, node->code);
        if (node->steps) common = node->step;
        need_weights(search, node->after, node->afters, node->code);
        need_weights(search, node->into_parent, node->into_parents, node->code);
    }
    check_measures(search);
    check_disclosure(search);
    check_built_from(search);
}

static myn_status search_series(const myn_index *index, const myn_datasets *sets, myn_diag *diag)
{
    Search search = {.index = index, .sets = sets, .diag = diag};
    myn_status status = myn_names_new(&search.known);
    if (status == MYN_OK) status = collect(&search);
    if (status == MYN_OK) check_series(&search);
    myn_names_free(search.known);
    return status;
}

/* ---- reading ---- */

static bool is_hard(myn_status status)
{
    return status != MYN_OK && status != MYN_ERR_DATA && status != MYN_ERR_IO;
}

/* Read each; those not found or not sound are left out. */
static myn_status read_sets(const myn_index *index, const char *const *share, myn_diag *diag,
                            myn_datasets *out)
{
    myn_status worst = MYN_OK;
    for (size_t i = 0; i < index->data_count; i++) {
        bool failed = false;
        char *path = find_dataset(index, index->data[i], share, &failed);
        if (failed) return MYN_ERR_MEMORY;
        myn_status status = MYN_ERR_DATA;
        if (path)
            status = myn_dataset_read(path, diag, &out->dataset[out->count]);
        else
            not_found(index, i, share, diag);
        free(path);
        if (is_hard(status)) return status;
        if (status == MYN_OK)
            out->count++;
        else if (worst != MYN_ERR_IO)
            worst = status;
    }
    return worst;
}

myn_status myn_index_datasets(const myn_index *index, const char *const *share, myn_diag *diag,
                              myn_datasets *out)
{
    *out = (myn_datasets){0};
    myn_diag *own = NULL;
    out->dataset = calloc(index->data_count ? index->data_count : 1, sizeof(myn_dataset *));
    myn_status status = out->dataset ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK && !diag) status = myn_diag_new(&own);
    if (own) diag = own;
    size_t errors = myn_diag_count(diag, MYN_ERROR);
    if (status == MYN_OK) status = read_sets(index, share, diag, out);
    /* with a data set missing, its series would all be reported too */
    if (status == MYN_OK) status = search_series(index, out, diag);
    if (status == MYN_OK && myn_diag_count(diag, MYN_ERROR) > errors) status = MYN_ERR_DATA;
    if (status != MYN_OK) myn_datasets_free(out);
    myn_diag_free(own);
    return status;
}

void myn_datasets_free(myn_datasets *datasets)
{
    if (!datasets) return;
    for (size_t i = 0; i < datasets->count; i++) myn_dataset_free(datasets->dataset[i]);
    free(datasets->dataset);
    *datasets = (myn_datasets){0};
}
