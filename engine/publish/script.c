/* Words and figures for the script: JSON in which no text can end its element. */
#include "publish/script.h"
#include <math.h>
#include <string.h>

/* key, English, Welsh. {0}, {1}, {2} are filled in by the script. */
// clang-format off
#define SCRIPT_WORDS(X) \
    X("search", "Search by name or code", "Chwilio yn ôl enw neu god") \
    X("found", "{0} of {1} shown", "Dangosir {0} o {1}") \
    X("sorted_up", "Sorted by {0}, lowest or first at the top", "Trefnwyd yn ôl {0}, yr isaf neu'r cyntaf ar y brig") \
    X("sorted_down", "Sorted by {0}, highest or last at the top", "Trefnwyd yn ôl {0}, yr uchaf neu'r olaf ar y brig") \
    X("node", "What to show", "Beth i'w ddangos") \
    X("edition", "Edition", "Argraffiad") \
    X("shown", "{0}, {1}", "{0}, {1}") \
    X("value", "{0}: {1}, {2}", "{0}: {1}, {2}") \
    X("no_value", "no value", "dim gwerth") \
    X("group", "group {0} of {1}", "grŵp {0} o {1}") \
    X("zoom_in", "Zoom in", "Chwyddo i mewn") \
    X("zoom_out", "Zoom out", "Chwyddo allan") \
    X("zoom_all", "Whole map", "Y map cyfan") \
    X("add_place", "Add a place", "Ychwanegu lle") \
    X("add", "Add", "Ychwanegu") \
    X("remove", "Remove {0}", "Tynnu {0}") \
    X("no_place", "No place of that name", "Nid oes lle o'r enw hwnnw") \
    X("place_full", "Four places at most: remove one first", "Pedwar lle ar y mwyaf: tynnwch un yn gyntaf") \
    X("added", "{0} added", "Ychwanegwyd {0}") \
    X("removed", "{0} removed", "Tynnwyd {0}") \
    X("measure", "Measure", "Mesur") \
    X("compared", "Places side by side, {0}", "Lleoedd ochr yn ochr, {0}") \
    X("rank", "rank {0}", "safle {0}")
// clang-format on

#define IN_BOTH(key, en, cy) \
    _Static_assert(sizeof(en) > 1 && sizeof(cy) > 1, "a word of the script is missing in a language");
SCRIPT_WORDS(IN_BOTH)
#undef IN_BOTH

#define TRIPLE(key, en, cy) {key, en, cy},
static const struct {
    const char *key, *en, *cy;
} words[] = {SCRIPT_WORDS(TRIPLE)};
#undef TRIPLE

/* A JSON string that may stand in a script element: "<" would begin its end. NULL is null. */
static void put_json(myn_buffer *out, const char *text)
{
    if (!text) {
        myn_buffer_put(out, "null");
        return;
    }
    myn_buffer json = {0};
    myn_buffer_json(&json, text);
    for (size_t i = 0; i < json.length; i++)
        if (json.at[i] == '<')
            myn_buffer_put(out, "\\u003c");
        else
            myn_buffer_add(out, json.at + i, 1);
    out->failed |= json.failed;
    myn_buffer_free(&json);
}

void script_words(Html *h)
{
    html_put(h, "{");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        html_put(h, i ? "," : "");
        put_json(&h->text, words[i].key);
        html_put(h, ":");
        put_json(&h->text, h->lang == MYN_LANG_CY ? words[i].cy : words[i].en);
    }
    html_put(h, "}");
}

/* ---- figures ---- */

static void put_member(myn_buffer *out, const char *name, const char *text)
{
    myn_buffer_format(out, "\"%s\":", name);
    put_json(out, text);
}

/* {"code":...,"en":...,"cy":... without its end. */
static void put_label(myn_buffer *out, const char *code, myn_label label)
{
    myn_buffer_put(out, "{");
    put_member(out, "code", code);
    myn_buffer_put(out, ",");
    put_member(out, "en", myn_label_text(label, MYN_LANG_EN, code));
    myn_buffer_put(out, ",");
    put_member(out, "cy", myn_label_text(label, MYN_LANG_CY, code));
}

static void put_nodes(const Site *site, myn_buffer *out)
{
    myn_buffer_put(out, ",\n\"nodes\":[");
    for (size_t n = 0; n < site->nodes; n++) {
        const myn_item *item = &site->labels->node[n];
        myn_buffer_put(out, n ? ",\n" : "");
        put_label(out, item->code, item->label);
        if (item->parent == MYN_NONE)
            myn_buffer_put(out, ",\"parent\":null");
        else
            myn_buffer_format(out, ",\"parent\":%zu", item->parent);
        myn_buffer_format(out, ",\"level\":%zu,\"decimals\":%d,\"leaf\":%s}", site_depth(site, n),
                          site->decimals[n], site_is_leaf(site, n) ? "true" : "false");
    }
    myn_buffer_put(out, "]");
}

static void put_areas(const Site *site, myn_buffer *out)
{
    myn_buffer_put(out, ",\n\"areas\":[");
    for (size_t a = 0; a < site->areas; a++) {
        const myn_area *area = &site->labels->areas->at[a];
        myn_buffer_put(out, a ? ",\n" : "");
        put_label(out, area->code, (myn_label){area->name_en, area->name_cy});
        myn_buffer_put(out, ",");
        put_member(out, "parent", area->parent);
        myn_buffer_put(out, "}");
    }
    myn_buffer_put(out, "]");
}

/* Names of the classes of a map, in both languages. */
static void put_classes(const Site *site, myn_buffer *out)
{
    myn_buffer_format(out, ",\n\"classes\":%d,\"bands\":[", site->classes);
    for (int c = 1; c <= site->classes; c++) {
        myn_buffer en = {0}, cy = {0};
        site_class_name(site, (unsigned)c, false, MYN_LANG_EN, &en);
        site_class_name(site, (unsigned)c, false, MYN_LANG_CY, &cy);
        myn_buffer_put(out, c > 1 ? ",{" : "{");
        put_member(out, "en", en.at);
        myn_buffer_put(out, ",");
        put_member(out, "cy", cy.at);
        myn_buffer_put(out, "}");
        out->failed |= en.failed || cy.failed;
        myn_buffer_free(&en);
        myn_buffer_free(&cy);
    }
    myn_buffer_put(out, "]");
}

typedef void (*PutFigure)(const Site *site, size_t e, size_t node, size_t area, myn_buffer *out);

static void put_score(const Site *site, size_t e, size_t node, size_t area, myn_buffer *out)
{
    char text[MYN_NUMBER_TEXT];
    double value = site->release->data[e].score[node * site->areas + area];
    myn_fixed_text(value, site->decimals[node], text);
    myn_buffer_put(out, isnan(value) ? "null" : text);
}

static void put_rank(const Site *site, size_t e, size_t node, size_t area, myn_buffer *out)
{
    int32_t rank = site->release->data[e].rank[node * site->areas + area];
    if (rank > 0)
        myn_buffer_format(out, "%d", (int)rank);
    else
        myn_buffer_put(out, "null");
}

static void put_class(const Site *site, size_t e, size_t node, size_t area, myn_buffer *out)
{
    myn_buffer_format(out, "%u", site_class(site, e, node, area));
}

/* [edition][node][area] */
static void put_cube(const Site *site, const char *name, PutFigure put, myn_buffer *out)
{
    myn_buffer_format(out, ",\n\"%s\":[", name);
    for (size_t e = 0; e <= site->release->edition; e++) {
        myn_buffer_put(out, e ? ",\n[" : "[");
        for (size_t n = 0; n < site->nodes; n++) {
            myn_buffer_put(out, n ? ",\n[" : "[");
            for (size_t a = 0; a < site->areas; a++) {
                if (a) myn_buffer_put(out, ",");
                put(site, e, n, a, out);
            }
            myn_buffer_put(out, "]");
        }
        myn_buffer_put(out, "]");
    }
    myn_buffer_put(out, "]");
}

void script_data(const Site *site, myn_buffer *out)
{
    const myn_labels *labels = site->labels;
    myn_buffer_put(out, "window.mynegai={\"title\":");
    put_label(out, labels->index, labels->title);
    myn_buffer_put(out, "},\n\"editions\":[");
    for (size_t e = 0; e <= site->release->edition; e++) {
        myn_buffer_put(out, e ? "," : "");
        put_json(out, labels->edition[e].name);
    }
    myn_buffer_put(out, "]");
    put_nodes(site, out);
    put_areas(site, out);
    put_classes(site, out);
    put_cube(site, "score", put_score, out);
    put_cube(site, "rank", put_rank, out);
    put_cube(site, "cls", put_class, out);
    myn_buffer_put(out, "};\n");
}
