/* Everything that is read before anything is computed. */
#include "run/load.h"
#include "run/machine.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool has_file(const char *folder, const char *file)
{
    struct stat found;
    char *path = myn_path_join(folder, file);
    bool there = path && stat(path, &found) == 0;
    free(path);
    return there;
}

static bool holds_any(const char *folder, const myn_dataset *set)
{
    bool any = false;
    for (size_t t = 0; t < set->tables; t++) any |= has_file(folder, set->table[t].from.file);
    for (size_t l = 0; l < set->lists; l++) any |= has_file(folder, set->list[l].from.file);
    for (size_t l = 0; l < set->lookups; l++) any |= has_file(folder, set->lookup[l].from.file);
    return any;
}

/* A set of which some files are there is meant to be read: what it lacks is then an error. */
static bool own_files(const myn_dataset *set)
{
    return set->tables + set->lists + set->lookups == 0 || holds_any(set->folder, set);
}

/* DATA/FOLDER of a data folder that has a folder for each set; NULL where it has none with its files. */
static const char *own_folder(const myn_loaded *loaded, const char *data, const myn_dataset *set)
{
    char *path = myn_path_join(data, set->within);
    const char *kept = path && holds_any(path, set) ? myn_arena_text(loaded->memory, path, strlen(path))
                                                    : NULL;
    free(path);
    return kept;
}

/* A data folder given by the user serves every data set of which it holds a file; the others (code lists that
 * ship with the program) keep their own. Where it holds none of the only set's files it is still the one
 * meant, so that the error names it. */
const char *myn_loaded_folder(const myn_loaded *loaded, const myn_run_options *options, size_t i)
{
    const myn_dataset *set = loaded->sets.dataset[i];
    if (!options->data) return set->folder;
    const char *own = own_folder(loaded, options->data, set);
    if (own) return own;
    return set->tables || holds_any(options->data, set) ? options->data : set->folder;
}

/* Three quarters: the rest is for the edition and for the system, which swapping would bring to a halt. */
static size_t memory_limit(const myn_run_options *options)
{
    if (options->memory) return options->memory;
    return machine_memory() / 4 * 3;
}

static myn_status new_panels(const myn_run_options *options, myn_loaded *loaded)
{
    size_t limit = memory_limit(options);
    myn_status status = myn_panel_new(loaded->rows.rows, loaded->areas->count, limit, &loaded->panel);
    if (!status && loaded->larger)
        status = myn_panel_new(loaded->rows.rows, loaded->larger->count, limit, &loaded->parents);
    loaded->out_of_range = calloc(loaded->rows.rows + 1, sizeof *loaded->out_of_range);
    return status ? status : loaded->out_of_range ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status load_definition(const myn_run_options *options, myn_diag *diag, myn_loaded *out)
{
    myn_status status = myn_arena_new(&out->memory);
    const myn_index_source source = {
        .path = options->index, .change = options->change, .changes = options->changes};
    if (!status) status = myn_index_read_from(&source, diag, &out->index);
    if (!status) status = myn_plan_check(out->index, options->change, options->changes, diag);
    if (!status) status = myn_index_datasets(out->index, options->share, diag, &out->sets);
    return status;
}

/* What is read before any data: a problem here leaves nothing that the data could be held against. */
static myn_status load_frame(const myn_run_options *options, myn_diag *diag, myn_loaded *out)
{
    myn_status status = load_definition(options, diag, out);
    if (!status) status = myn_rows_plan(out->index, &out->rows);
    if (!status) status = myn_load_areas(options, diag, out);
    if (!status) status = new_panels(options, out);
    return status;
}

myn_status myn_load(const myn_run_options *options, myn_diag *diag, myn_loaded *out)
{
    *out = (myn_loaded){0};
    myn_status status = load_frame(options, diag, out);
    if (status) return status;
    status = myn_load_tables(options, diag, out);
    if (status && status != MYN_ERR_DATA) return status;
    myn_status places = myn_load_places(options, diag, out);
    if (!places) places = myn_load_summary_areas(options, diag, out);
    if (places) return places;
    if (!status) status = myn_withhold(options, diag, out);
    if (status && status != MYN_ERR_DATA) return status;
    myn_status derived = myn_load_derived(diag, out);
    if (derived && derived != MYN_ERR_DATA) return derived;
    myn_status editions = myn_load_editions(options, diag, out);
    if (!status) status = derived;
    return status ? status : editions;
}

void myn_loaded_free(myn_loaded *loaded)
{
    myn_built_places_free(&loaded->built);
    myn_panel_free(loaded->panel);
    myn_panel_free(loaded->parents);
    myn_rows_free(&loaded->rows);
    myn_areas_free(loaded->areas);
    myn_areas_free(loaded->larger);
    myn_areas_free(loaded->listed);
    myn_areas_free(loaded->listed_larger);
    myn_areas_free(loaded->summary);
    myn_areas_free(loaded->listed_summary);
    free(loaded->summary_of);
    myn_names_free(loaded->stray_codes);
    free(loaded->stray);
    free(loaded->table);
    free(loaded->out_of_range);
    free(loaded->withheld);
    free(loaded->edition);
    myn_datasets_free(&loaded->sets);
    myn_index_free(loaded->index);
    myn_arena_free(loaded->memory);
    *loaded = (myn_loaded){0};
}

bool myn_data_at_hand(const myn_run_options *options)
{
    myn_loaded loaded = {0};
    bool at_hand = options->data != NULL;
    if (!at_hand && load_definition(options, NULL, &loaded) == MYN_OK) {
        at_hand = true;
        for (size_t d = 0; d < loaded.sets.count; d++) at_hand &= own_files(loaded.sets.dataset[d]);
    }
    myn_loaded_free(&loaded);
    return at_hand;
}

myn_status myn_check_definition(const myn_run_options *options, myn_diag *diag)
{
    myn_loaded loaded = {0};
    myn_status status = load_definition(options, diag, &loaded);
    myn_loaded_free(&loaded);
    return status;
}
