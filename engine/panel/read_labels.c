/* Names of rows and columns out of a store. Every number is held against its range before it is used. */
#include "edition.h"
#include "reading.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

/* Texts into one field of COUNT structs: "" stands for none, except in a code. */
static myn_status spread(myn_store *store, int variable, size_t count, char *first, size_t stride)
{
    const char **text;
    myn_status status = myn_read_texts(store, variable, &text);
    if (status != MYN_OK) return status;
    const myn_variable *v = &myn_store_variable[variable];
    bool code = v->rank == 1 && myn_store_dimension[v->dim[0]].coordinate == variable;
    for (size_t i = 0; i < count; i++)
        *(const char **)(first + i * stride) = code || *text[i] ? text[i] : NULL;
    return MYN_OK;
}

/* How many there are: what its coordinate has. */
static myn_status measure(myn_store *store, int dimension, size_t *count)
{
    hid_t data;
    myn_status status = myn_read_open(store, myn_store_dimension[dimension].coordinate, NULL, &data);
    if (status != MYN_OK) return status;
    myn_h5_close_data(&data);
    *count = store->size[dimension];
    return MYN_OK;
}

/* Held against the same rules as areas that are to be written, before anything is looked up in them. */
static myn_status read_areas(myn_store *store, int dimension, const myn_text_field *field, myn_areas **out)
{
    size_t count = 0;
    void *room = NULL;
    const char *list = NULL;
    myn_status status = measure(store, dimension, &count);
    if (status == MYN_OK) status = myn_read_room(store, count, sizeof(myn_area), &room);
    myn_area *area = room;
    for (size_t i = 0; status == MYN_OK && i < MYN_AREA_FIELDS; i++)
        status = spread(store, field[i].variable, count, (char *)area + field[i].offset, sizeof *area);
    for (size_t i = 0; status == MYN_OK && i < count; i++) {
        area[i].valid_from = INT32_MIN;
        area[i].valid_to = INT32_MAX;
    }
    hid_t data = H5I_INVALID_HID;
    if (status == MYN_OK) status = myn_read_open(store, field[0].variable, NULL, &data);
    if (status == MYN_OK) status = myn_read_attribute(store, data, "list", &list);
    myn_h5_close_data(&data);
    const myn_areas view = {.name = list, .count = count, .at = area};
    char why[sizeof store->why];
    const myn_labels alone = {.areas = &view};
    if (status == MYN_OK && !myn_labels_sound(&alone, why, sizeof why)) status = myn_refuse(store, "%s", why);
    if (status != MYN_OK) return status;
    return myn_areas_make(list ? list : "", area, count, out);
}

static myn_status read_items(myn_store *store, int dimension, const myn_text_field *field, myn_item **out,
                             size_t *count)
{
    void *room = NULL;
    myn_status status = measure(store, dimension, count);
    if (status == MYN_OK) status = myn_read_room(store, *count, sizeof(myn_item), &room);
    myn_item *item = *out = room;
    for (size_t i = 0; status == MYN_OK && i < MYN_ITEM_FIELDS; i++)
        status = spread(store, field[i].variable, *count, (char *)item + field[i].offset, sizeof *item);
    for (size_t i = 0; status == MYN_OK && i < *count; i++) {
        item[i].parent = item[i].indicator = MYN_NONE;
        item[i].decimals = -1;
    }
    return status;
}

/* ---- the tree ---- */

static size_t place_of(int32_t number)
{
    return number == -1 ? MYN_NONE : (size_t)(uint32_t)number;
}

/* Held against their ranges later, with all other labels. */
static myn_status read_node_numbers(myn_store *store, myn_item *node, size_t count)
{
    static const int variable[] = {VAR_NODE_PARENT, VAR_NODE_INDICATOR, VAR_NODE_DIRECTION, VAR_NODE_DECIMALS,
                                   VAR_NODE_WEIGHT};
    void *column[5];
    for (size_t i = 0; i < 5; i++) {
        myn_status status = myn_read_whole(store, variable[i], &column[i]);
        if (status != MYN_OK) return status;
    }
    for (size_t i = 0; i < count; i++) {
        node[i].parent = place_of(((int32_t *)column[0])[i]);
        node[i].indicator = place_of(((int32_t *)column[1])[i]);
        node[i].direction = ((int32_t *)column[2])[i];
        node[i].decimals = ((int32_t *)column[3])[i];
        node[i].weight = ((double *)column[4])[i];
    }
    return MYN_OK;
}

/* ---- times ---- */

static bool whole_day(double at)
{
    return at >= INT32_MIN && at <= INT32_MAX && at == floor(at);
}

static myn_status read_ends(myn_store *store, int variable, size_t count, myn_period **out)
{
    void *ends, *room = NULL;
    myn_status status = myn_read_whole(store, variable, &ends);
    if (status == MYN_OK) status = myn_read_room(store, count, sizeof **out, &room);
    *out = room;
    for (size_t i = 0; status == MYN_OK && i < count; i++) {
        double start = ((double *)ends)[2 * i], end = ((double *)ends)[2 * i + 1];
        if (whole_day(start) && whole_day(end) && start <= end)
            (*out)[i] = (myn_period){(int32_t)start, (int32_t)end};
        else
            status = myn_refuse(store, "%s holds what is no time", myn_store_variable[variable].name);
    }
    return status;
}

/* Periods in order are what finding the latest one rests on. */
static myn_status read_periods(myn_store *store, int dimension, int bounds, myn_period **out)
{
    size_t count = 0;
    myn_status status = measure(store, dimension, &count);
    if (status == MYN_OK) status = read_ends(store, bounds, count, out);
    for (size_t i = 1; status == MYN_OK && i < count; i++)
        if (myn_period_compare((*out)[i - 1], (*out)[i]) >= 0)
            status = myn_refuse(store, "its periods are not in order");
    return status;
}

static myn_status read_editions(myn_store *store)
{
    size_t count = 0;
    myn_period *period = NULL;
    void *room = NULL;
    myn_status status = measure(store, DIM_EDITION, &count);
    if (status == MYN_OK) status = read_ends(store, VAR_EDITION_TIME_BNDS, count, &period);
    if (status == MYN_OK) status = myn_read_room(store, count, sizeof(myn_edition_label), &room);
    if (status != MYN_OK) return status;
    myn_edition_label *edition = room;
    for (size_t i = 0; i < count; i++) edition[i].period = period[i];
    store->labels.edition = edition;
    store->labels.editions = count;
    return spread(store, VAR_EDITION, count, (char *)edition + offsetof(myn_edition_label, name),
                  sizeof *edition);
}

/* ---- the rest ---- */

/* The form comes first: a store of another form is told as such, not as damaged. */
static myn_status read_head(myn_store *store)
{
    myn_labels *labels = &store->labels;
    int32_t form[1] = {0}, synthetic[1] = {0}, groups[MYN_QUANTILES_MOST];
    size_t count, forms;
    const struct {
        const char *name, **text;
    } head[] = {
        {"title", &labels->title.en},
        {"title_cy", &labels->title.cy},
        {"source", &labels->source},
        {"licence", &labels->licence},
        {"index", &labels->index},
        {"high_means", &labels->high_means.en},
        {"high_means_cy", &labels->high_means.cy},
        {"mynegai_version", &labels->version},
    };
    hid_t root = store->group[IN_ROOT];
    myn_status status = myn_read_numbers(store, root, "mynegai_store", 1, form, &forms);
    if (status == MYN_OK && forms == 0) return myn_refuse(store, "it is HDF5, but not a Mynegai store");
    if (status == MYN_OK && form[0] != MYN_STORE_FORM)
        return myn_refuse(store, "it has form %d of a Mynegai store; this program knows form %d",
                          (int)form[0], MYN_STORE_FORM);
    for (size_t i = 0; status == MYN_OK && i < sizeof head / sizeof *head; i++)
        status = myn_read_attribute(store, root, head[i].name, head[i].text);
    if (status == MYN_OK) status = myn_read_numbers(store, root, "synthetic", 1, synthetic, &count);
    if (status == MYN_OK)
        status = myn_read_numbers(store, root, "quantiles", MYN_QUANTILES_MOST, groups, &labels->quantiles);
    if (status != MYN_OK) return status;
    labels->synthetic = synthetic[0] != 0;
    for (size_t i = 0; i < labels->quantiles; i++) labels->quantile[i] = groups[i];
    return MYN_OK;
}

static myn_status read_bands(myn_store *store)
{
    myn_labels *labels = &store->labels;
    void *below;
    if (!myn_read_has(store, IN_ROOT, "band_number")) return MYN_OK;
    myn_status status = measure(store, DIM_BAND, &labels->bands);
    if (status != MYN_OK) return status;
    if (labels->bands == 0 || labels->bands > MYN_BANDS_MOST)
        return myn_refuse(store, "it has too many bands");
    myn_band_label *band = labels->band;
    status = spread(store, VAR_BAND_LABEL_EN, labels->bands, (char *)&band->label.en, sizeof *band);
    if (status == MYN_OK)
        status = spread(store, VAR_BAND_LABEL_CY, labels->bands, (char *)&band->label.cy, sizeof *band);
    if (status == MYN_OK) status = myn_read_whole(store, VAR_BAND_BELOW, &below);
    for (size_t i = 0; status == MYN_OK && i < labels->bands; i++) band[i].below = ((double *)below)[i];
    return status;
}

static myn_status read_steps(myn_store *store)
{
    const char **step;
    myn_status status = MYN_OK;
    if (store->group[IN_MODEL] < 0) return MYN_OK;
    bool branches = myn_read_has(store, IN_MODEL, "branch_step");
    if (!branches || myn_read_has(store, IN_MODEL, "step")) {
        status = measure(store, DIM_STEP, &store->labels.steps);
        if (status == MYN_OK) status = myn_read_texts(store, VAR_STEP, &step);
        if (status != MYN_OK) return status;
        store->labels.step = step;
    }
    size_t parameters;
    if (branches) status = measure(store, DIM_BRANCH_STEP, &store->labels.branch_steps);
    if (status == MYN_OK) status = measure(store, DIM_PARAMETER, &parameters);
    if (status == MYN_OK && parameters != MYN_STORE_FITTED)
        status = myn_refuse(store, "it has %zu fitted parameters a step", parameters);
    return status;
}

static myn_status read_larger(myn_store *store)
{
    if (store->group[IN_PARENTS] < 0) return MYN_OK;
    myn_status status = read_areas(store, DIM_PARENT_AREA, myn_parent_field, &store->parents);
    store->labels.parents = store->parents;
    if (status == MYN_OK)
        status = read_periods(store, DIM_PARENT_PERIOD, VAR_PARENT_TIME_BNDS, &store->period[1]);
    return status;
}

static myn_status read_summaries(myn_store *store)
{
    myn_labels *labels = &store->labels;
    void *room = NULL;
    if (store->group[IN_SUMMARIES] < 0) return MYN_OK;
    myn_status status = read_areas(store, DIM_SUMMARY_AREA, myn_summary_field, &store->summary_areas);
    if (status == MYN_OK) status = measure(store, DIM_MEASURE, &labels->measures);
    if (status == MYN_OK && labels->measures == 0) return myn_refuse(store, "it has summaries of no measure");
    if (status == MYN_OK) status = myn_read_room(store, labels->measures, sizeof *labels->measure, &room);
    for (size_t i = 0; status == MYN_OK && i < MYN_MEASURE_FIELDS; i++)
        status = spread(store, myn_measure_field[i].variable, labels->measures,
                        (char *)room + myn_measure_field[i].offset, sizeof *labels->measure);
    labels->measure = room;
    labels->summary_areas = store->summary_areas;
    return status;
}

static myn_status read_rows(myn_store *store)
{
    myn_labels *labels = &store->labels;
    myn_item *item = NULL;
    myn_status status = read_items(store, DIM_INDICATOR, myn_indicator_field, &item, &labels->indicators);
    labels->indicator = item;
    if (status == MYN_OK) status = read_items(store, DIM_NODE, myn_node_field, &item, &labels->nodes);
    if (status == MYN_OK) status = read_node_numbers(store, item, labels->nodes);
    labels->node = item;
    if (status == MYN_OK && store->group[IN_INPUTS] >= 0) {
        status = read_items(store, DIM_INPUT, myn_input_field, &item, &labels->inputs);
        labels->input = item;
    }
    return status;
}

myn_status myn_read_labels(myn_store *store)
{
    char why[sizeof store->why];
    store->known[DIM_BOUND] = true;
    store->size[DIM_BOUND] = 2;
    myn_status status = read_head(store);
    if (status == MYN_OK) status = read_areas(store, DIM_AREA, myn_area_field, &store->areas);
    store->labels.areas = store->areas;
    if (status == MYN_OK) status = read_rows(store);
    if (status == MYN_OK) status = read_editions(store);
    if (status == MYN_OK) status = read_bands(store);
    if (status == MYN_OK) status = read_periods(store, DIM_PERIOD, VAR_TIME_BNDS, &store->period[0]);
    if (status == MYN_OK) status = read_larger(store);
    if (status == MYN_OK) status = read_steps(store);
    if (status == MYN_OK) status = read_summaries(store);
    if (status == MYN_OK && !myn_labels_sound(&store->labels, why, sizeof why))
        status = myn_refuse(store, "%s", why);
    return status;
}
