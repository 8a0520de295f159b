/* Scores as a JSON-stat 2.0 data set: editions x nodes x areas, areas side by side. */
#include "publish/data_json.h"
#include "report/words.h"
#include <math.h>
#include <stdio.h>

typedef struct {
    const Source *source;
    myn_lang lang;
    size_t editions, cells; /* cells: of one edition */
} Set;

typedef const char *(*CodeOf)(const Set *set, size_t i);

static const char *edition_code(const Set *set, size_t i)
{
    return set->source->labels->edition[i].name;
}

static const char *node_code(const Set *set, size_t i)
{
    return set->source->labels->node[i].code;
}

static const char *node_label(const Set *set, size_t i)
{
    const myn_item *node = &set->source->labels->node[i];
    return myn_label_text(node->label, set->lang, node->code);
}

static const char *area_code(const Set *set, size_t i)
{
    return set->source->labels->areas->at[i].code;
}

static const char *area_label(const Set *set, size_t i)
{
    return myn_area_name(&set->source->labels->areas->at[i], set->lang);
}

/* ---- dimensions ---- */

/* The categories of nodes form the index's own tree. */
static void put_children(const Set *set, myn_buffer *out)
{
    const myn_labels *labels = set->source->labels;
    bool any = false;
    myn_buffer_put(out, ", \"child\": {");
    for (size_t n = 0; n < labels->nodes; n++) {
        bool open = false;
        for (size_t c = n + 1; c < labels->nodes; c++) {
            if (labels->node[c].parent != n) continue;
            if (!open) {
                myn_buffer_put(out, any ? ", " : "");
                myn_buffer_json(out, labels->node[n].code);
            }
            myn_buffer_put(out, open ? ", " : ": [");
            myn_buffer_json(out, labels->node[c].code);
            any = open = true;
        }
        if (open) myn_buffer_put(out, "]");
    }
    myn_buffer_put(out, "}");
}

static void put_dimension(const Set *set, const char *name, DataWord title, size_t count, CodeOf code,
                          CodeOf label, myn_buffer *out)
{
    myn_buffer_format(out, "    \"%s\": {\"label\": ", name);
    myn_buffer_json(out, data_word(title, set->lang));
    myn_buffer_put(out, ", \"category\": {\"index\": [");
    for (size_t i = 0; i < count; i++) {
        if (i) myn_buffer_put(out, ", ");
        myn_buffer_json(out, code(set, i));
    }
    myn_buffer_put(out, "], \"label\": {");
    for (size_t i = 0; i < count; i++) {
        if (i) myn_buffer_put(out, ", ");
        myn_buffer_json(out, code(set, i));
        myn_buffer_put(out, ": ");
        myn_buffer_json(out, label(set, i));
    }
    myn_buffer_put(out, "}");
    if (code == node_code) put_children(set, out);
    myn_buffer_put(out, "}}");
}

static void put_dimensions(const Set *set, myn_buffer *out)
{
    const Source *s = set->source;
    myn_buffer_format(out, "  \"id\": [\"edition\", \"node\", \"area\"],\n  \"size\": [%zu, %zu, %zu],\n",
                      set->editions, s->nodes, s->areas);
    myn_buffer_put(out, "  \"role\": {\"time\": [\"edition\"], \"geo\": [\"area\"]},\n  \"dimension\": {\n");
    put_dimension(set, "edition", WORD_DATA_EDITION, set->editions, edition_code, edition_code, out);
    myn_buffer_put(out, ",\n");
    put_dimension(set, "node", WORD_DATA_NODE, s->nodes, node_code, node_label, out);
    myn_buffer_put(out, ",\n");
    put_dimension(set, "area", WORD_DATA_AREA_NAME, s->areas, area_code, area_label, out);
    myn_buffer_put(out, "\n  },\n");
}

/* ---- values ---- */

static void put_values(const Set *set, myn_buffer *out)
{
    char text[MYN_NUMBER_TEXT];
    myn_buffer_put(out, "  \"value\": [");
    for (size_t i = 0; i < set->editions * set->cells && !out->failed; i++) {
        Cell cell = cell_score(set->source, i / set->cells, i % set->cells);
        if (i) myn_buffer_put(out, ",");
        if (cell_there(&cell))
            myn_buffer_add(out, text, myn_number_text(cell.number, text));
        else
            myn_buffer_put(out, "null");
    }
    myn_buffer_put(out, "],\n");
}

static void put_status(const Set *set, myn_buffer *out)
{
    bool any = false;
    myn_buffer_put(out, "  \"status\": {");
    for (size_t i = 0; i < set->editions * set->cells && !out->failed; i++) {
        uint8_t why = set->source->release->data[i / set->cells].score_cell[i % set->cells];
        if (why == MYN_CELL_OBSERVED) continue;
        myn_buffer_format(out, "%s\"%zu\": \"%s\"", any ? ", " : "", i, myn_cell_word(why));
        any = true;
    }
    myn_buffer_put(out, "},\n");
}

/* What the words of status mean; the places of scores that rest on withheld figures. */
static void put_extension(const Set *set, myn_buffer *out)
{
    bool any = false;
    myn_buffer_put(out, "  \"extension\": {\n    \"status\": {\"label\": {");
    for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++) {
        myn_buffer_format(out, "%s\"%s\": ", cell ? ", " : "", myn_cell_word(cell));
        myn_buffer_json(out, word_cell(cell, set->lang));
    }
    myn_buffer_put(out, "}},\n    \"rests_on_withheld\": [");
    for (size_t i = 0; i < set->editions * set->cells; i++) {
        if (!set->source->rests[i / set->cells][i % set->cells]) continue;
        myn_buffer_format(out, "%s%zu", any ? ", " : "", i);
        any = true;
    }
    myn_buffer_put(out, "]\n  }\n");
}

static void put_head(const Set *set, myn_buffer *out)
{
    const myn_labels *labels = set->source->labels;
    myn_buffer title = {0};
    data_fill(&title, WORD_DATA_TITLE_OF, set->lang, myn_label_text(labels->title, set->lang, labels->index),
              edition_code(set, set->editions - 1));
    myn_buffer_put(out, "{\n  \"version\": \"2.0\",\n  \"class\": \"dataset\",\n  \"label\": ");
    myn_buffer_json(out, title.at ? title.at : "");
    out->failed |= title.failed;
    myn_buffer_free(&title);
    if (labels->source) {
        myn_buffer_put(out, ",\n  \"source\": ");
        myn_buffer_json(out, labels->source);
    }
    myn_buffer_put(out, ",\n  \"note\": [");
    myn_buffer_json(out, data_word(WORD_DATA_ABOUT_SCORES, set->lang));
    if (labels->synthetic) {
        myn_buffer_put(out, ", ");
        myn_buffer_json(out, data_word(WORD_DATA_SYNTHETIC, set->lang));
    }
    myn_buffer_put(out, "],\n");
}

myn_status myn_data_jsonstat(const myn_release *release, myn_lang lang, myn_buffer *out)
{
    Source source;
    myn_status status = source_open(release, &source);
    if (!status) {
        const Set set = {&source, lang, release->edition + 1, source.nodes * source.areas};
        put_head(&set, out);
        put_dimensions(&set, out);
        put_values(&set, out);
        put_status(&set, out);
        put_extension(&set, out);
        myn_buffer_put(out, "}\n");
    }
    source_close(&source);
    return status ? status : out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
