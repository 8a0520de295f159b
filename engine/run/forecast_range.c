/* Declared ranges, out of the definition and the data sets that a store keeps. */
#include "run/forecast_range.h"
#include "run/reload.h"
#include <math.h>
#include <mynegai/text.h>
#include <string.h>
#include <unistd.h>

static myn_status read_dataset(const char *text, myn_dataset **out)
{
    char path[MYN_TEXT_PATH];
    int file;
    *out = NULL;
    myn_status status = myn_text_as_file(text, strlen(text), path, &file);
    if (status) return status;
    status = myn_dataset_read(path, NULL, out);
    close(file);
    return status == MYN_ERR_DATA ? MYN_OK : status; /* what this version cannot read declares nothing */
}

/* Take what SET declares of INDEX's leaves that are series as they come. */
static void take_ranges(const myn_index *index, const myn_dataset *set, ForecastRange *range)
{
    for (size_t i = 0; set && i < index->leaves; i++) {
        const myn_node *node = &index->node[index->leaf[i]];
        if (node->value.form != MYN_DERIVE_PLAIN || node->series_count != 1) continue;
        const myn_described_series *series = myn_dataset_series(set, node->series[0]);
        if (series) range[i].low = series->low, range[i].high = series->high;
    }
}

static bool is_dataset(const char *name)
{
    static const char begin[] = "datasets/";
    return !strncmp(name, begin, sizeof begin - 1);
}

static myn_status from_texts(const myn_store *store, const char *path, ForecastRange *range,
                             myn_diag *unheard)
{
    const myn_provenance *kept = myn_store_provenance(store);
    myn_loaded loaded = {0};
    myn_status status = myn_arena_new(&loaded.memory);
    if (!status) status = myn_reload_definition(store, path, unheard, &loaded);
    for (size_t i = 0; !status && i < loaded.index->leaves; i++)
        range[i].form = loaded.index->node[loaded.index->leaf[i]].value.form;
    for (size_t i = 0; !status && i < kept->texts; i++) {
        myn_dataset *set = NULL;
        if (!is_dataset(kept->text[i].name)) continue;
        status = read_dataset(kept->text[i].text, &set);
        if (!status) take_ranges(loaded.index, set, range);
        myn_dataset_free(set);
    }
    myn_loaded_free(&loaded);
    return status == MYN_ERR_MEMORY || status == MYN_ERR_IO ? status : MYN_OK;
}

myn_status forecast_ranges(const myn_store *store, const char *path, ForecastRange **out, myn_arena *memory)
{
    size_t count = myn_store_labels(store)->indicators;
    myn_diag *unheard = NULL;
    *out = myn_arena_get(memory, (count + 1) * sizeof **out);
    myn_status status = *out ? myn_diag_new(&unheard) : MYN_ERR_MEMORY;
    for (size_t i = 0; !status && i < count; i++)
        (*out)[i] = (ForecastRange){-INFINITY, INFINITY, MYN_DERIVE_PLAIN};
    if (!status) status = from_texts(store, path, *out, unheard);
    myn_diag_free(unheard);
    return status;
}
