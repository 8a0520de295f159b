/* Names of rows and columns into a store. */
#include "writing.h"
#include <stdlib.h>

bool myn_write_whole(myn_writer *writer, int variable, const void *values)
{
    hid_t data;
    bool written = myn_write_define(writer, variable, NULL, &data) &&
                   myn_h5_write(data, NULL, myn_store_variable[variable].as, values);
    return myn_h5_close_data(&data) && written;
}

bool myn_write_texts(myn_writer *writer, int variable, size_t count, const void *first, size_t stride)
{
    const char **text = calloc(count + 1, sizeof *text);
    if (!text) return false;
    for (size_t i = 0; i < count; i++) {
        text[i] = *(const char *const *)((const char *)first + i * stride);
        if (!text[i]) text[i] = "";
    }
    bool written = myn_write_whole(writer, variable, text);
    free(text);
    return written;
}

/* The label, the first day and the ends of each period: label and day for people and programs that know no
 * intervals, the ends for those that do. */
bool myn_write_times(myn_writer *writer, const myn_time_variables *as, const myn_period *period, size_t count)
{
    double *start = calloc(count + 1, sizeof *start), *ends = calloc(2 * count + 1, sizeof *ends);
    bool written = start && ends;
    for (size_t i = 0; written && i < count; i++) {
        start[i] = ends[2 * i] = period[i].start;
        ends[2 * i + 1] = period[i].end;
    }
    if (written) written = myn_write_whole(writer, as->time, start);
    if (written) written = myn_write_whole(writer, as->bounds, ends);
    free(start);
    free(ends);
    return written;
}

typedef struct {
    const myn_text_field *field;
    size_t fields, count, stride;
    const void *first;
} text_table;

static bool put_table(myn_writer *writer, int dimension, const text_table *table)
{
    bool written = myn_write_dimension(writer, dimension, table->count);
    for (size_t i = 0; written && i < table->fields; i++) {
        const char *first = table->first;
        if (first) first += table->field[i].offset;
        written = myn_write_texts(writer, table->field[i].variable, table->count, first, table->stride);
    }
    return written;
}

static bool put_areas(myn_writer *writer, int dimension, const myn_text_field *field, const myn_areas *areas)
{
    const text_table table = {field, MYN_AREA_FIELDS, areas->count, sizeof(myn_area), areas->at};
    return put_table(writer, dimension, &table) &&
           myn_h5_put_text(writer->scale[dimension], "list", areas->name);
}

static bool put_items(myn_writer *writer, int dimension, const myn_text_field *field, const myn_item *item,
                      size_t count)
{
    const text_table table = {field, MYN_ITEM_FIELDS, count, sizeof(myn_item), item};
    return put_table(writer, dimension, &table);
}

static int32_t number_of(size_t at)
{
    return at == MYN_NONE ? -1 : (int32_t)at;
}

static bool put_node_numbers(myn_writer *writer)
{
    size_t count = writer->labels->nodes;
    const myn_item *node = writer->labels->node;
    int32_t *columns = calloc(4 * count + 1, sizeof *columns);
    double *weight = calloc(count + 1, sizeof *weight);
    bool written = columns && weight;
    for (size_t i = 0; written && i < count; i++) {
        columns[i] = number_of(node[i].parent);
        columns[count + i] = number_of(node[i].indicator);
        columns[2 * count + i] = node[i].direction;
        columns[3 * count + i] = node[i].decimals;
        weight[i] = node[i].weight;
    }
    static const int variable[] = {VAR_NODE_PARENT, VAR_NODE_INDICATOR, VAR_NODE_DIRECTION,
                                   VAR_NODE_DECIMALS};
    for (size_t i = 0; written && i < 4; i++)
        written = myn_write_whole(writer, variable[i], columns + i * count);
    if (written) written = myn_write_whole(writer, VAR_NODE_WEIGHT, weight);
    free(columns);
    free(weight);
    return written;
}

static bool put_editions(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    const myn_time_variables as = {VAR_EDITION, VAR_EDITION_TIME, VAR_EDITION_TIME_BNDS};
    myn_period *period = calloc(labels->editions + 1, sizeof *period);
    if (!period) return false;
    for (size_t i = 0; i < labels->editions; i++) period[i] = labels->edition[i].period;
    const char *first = labels->edition ? (const char *)labels->edition + offsetof(myn_edition_label, name)
                                        : NULL;
    bool written = myn_write_dimension(writer, DIM_EDITION, labels->editions) &&
                   myn_write_texts(writer, as.label, labels->editions, first, sizeof *labels->edition) &&
                   myn_write_times(writer, &as, period, labels->editions);
    free(period);
    return written;
}

static bool put_bands(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    const myn_band_label *band = labels->band;
    int32_t number[MYN_BANDS_MOST];
    double below[MYN_BANDS_MOST];
    if (labels->bands == 0) return true;
    for (size_t i = 0; i < labels->bands; i++) {
        number[i] = (int32_t)i + 1;
        below[i] = band[i].below;
    }
    return myn_write_dimension(writer, DIM_BAND, labels->bands) &&
           myn_write_whole(writer, VAR_BAND_NUMBER, number) &&
           myn_write_texts(writer, VAR_BAND_LABEL_EN, labels->bands, &band->label.en, sizeof *band) &&
           myn_write_texts(writer, VAR_BAND_LABEL_CY, labels->bands, &band->label.cy, sizeof *band) &&
           myn_write_whole(writer, VAR_BAND_BELOW, below);
}

static bool put_head(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    hid_t root = writer->file;
    const struct {
        const char *name, *text;
    } head[] = {
        {"Conventions", "CF-1.8"},
        {"title", labels->title.en},
        {"title_cy", labels->title.cy},
        {"source", labels->source},
        {"licence", labels->licence},
        {"index", labels->index},
        {"high_means", labels->high_means.en},
        {"high_means_cy", labels->high_means.cy},
        {"mynegai_version", labels->version},
    };
    int32_t groups[MYN_QUANTILES_MOST];
    for (size_t i = 0; i < labels->quantiles; i++) groups[i] = labels->quantile[i];
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (!myn_h5_put_text(root, head[i].name, head[i].text)) return false;
    if (labels->quantiles && !myn_h5_put_numbers(root, "quantiles", AS_WHOLE, labels->quantiles, groups))
        return false;
    return myn_h5_put_whole(root, "synthetic", labels->synthetic) &&
           myn_h5_put_whole(root, "mynegai_store", MYN_STORE_FORM);
}

static bool put_branch_steps(myn_writer *writer)
{
    size_t count = writer->labels->branch_steps;
    int32_t *number = malloc((count + 1) * sizeof *number);
    for (size_t i = 0; number && i < count; i++) number[i] = (int32_t)i + 1;
    bool put = number && myn_write_dimension(writer, DIM_BRANCH_STEP, count) &&
               myn_write_whole(writer, VAR_BRANCH_STEP, number);
    free(number);
    return put;
}

static bool put_model(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    int32_t number[MYN_STORE_FITTED];
    for (int i = 0; i < MYN_STORE_FITTED; i++) number[i] = i + 1;
    if (labels->steps == 0 && labels->branch_steps == 0) return true;
    bool put = myn_write_group(writer, IN_MODEL);
    if (put && labels->steps)
        put = myn_write_dimension(writer, DIM_STEP, labels->steps) &&
              myn_write_texts(writer, VAR_STEP, labels->steps, labels->step, sizeof *labels->step);
    put = put && myn_write_dimension(writer, DIM_PARAMETER, MYN_STORE_FITTED) &&
          myn_write_whole(writer, VAR_PARAMETER, number);
    return put && (labels->branch_steps == 0 || put_branch_steps(writer));
}

static bool put_summaries(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    const text_table table = {myn_measure_field, MYN_MEASURE_FIELDS, labels->measures,
                              sizeof *labels->measure, labels->measure};
    if (labels->measures == 0) return true;
    return myn_write_group(writer, IN_SUMMARIES) &&
           put_areas(writer, DIM_SUMMARY_AREA, myn_summary_field, labels->summary_areas) &&
           put_table(writer, DIM_MEASURE, &table);
}

bool myn_write_labels(myn_writer *writer)
{
    const myn_labels *labels = writer->labels;
    return put_head(writer) && put_areas(writer, DIM_AREA, myn_area_field, labels->areas) &&
           put_items(writer, DIM_INDICATOR, myn_indicator_field, labels->indicator, labels->indicators) &&
           put_items(writer, DIM_NODE, myn_node_field, labels->node, labels->nodes) &&
           put_node_numbers(writer) && myn_write_dimension(writer, DIM_BOUND, 2) && put_editions(writer) &&
           put_bands(writer) && put_model(writer) && put_summaries(writer);
}

bool myn_write_larger(myn_writer *writer)
{
    return myn_write_group(writer, IN_PARENTS) &&
           put_areas(writer, DIM_PARENT_AREA, myn_parent_field, writer->labels->parents);
}

bool myn_write_inputs(myn_writer *writer)
{
    return myn_write_group(writer, IN_INPUTS) &&
           put_items(writer, DIM_INPUT, myn_input_field, writer->labels->input, writer->labels->inputs);
}
