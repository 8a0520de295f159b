/* From data to score, from the definition: every indicator, every part, every method used; and where the data come from. */
#include "publish/pages.h"
#include <mynegai/dataset.h>
#include <string.h>
#include <unistd.h>

/* ---- indicators and parts ---- */

static void put_said(Html *h, myn_buffer *text)
{
    html_put(h, "<td lang=\"en\">");
    html_text(h, text->at);
    html_put(h, "</td>");
    h->text.failed |= text->failed;
    text->length = 0;
}

static void leaf_row(Html *h, size_t node)
{
    const myn_node *own = &h->site->of->definition->node[node];
    myn_buffer text = {0};
    html_put(h, "<tr>");
    td_link(h, h->site->node_page[node], own->label, own->code);
    myn_recipe_text(own, &text);
    put_said(h, &text);
    myn_steps_text(own->step, own->steps, &text);
    put_said(h, &text);
    myn_fills_text(own, &text);
    put_said(h, &text);
    html_put(h, "</tr>\n");
    myn_buffer_free(&text);
}

static void branch_row(Html *h, size_t node)
{
    const myn_node *own = &h->site->of->definition->node[node];
    myn_buffer text = {0};
    html_put(h, "<tr>");
    td_link(h, h->site->node_page[node], own->label, own->code);
    myn_steps_text(&own->aggregate, 1, &text);
    put_said(h, &text);
    if (own->weights.method)
        myn_steps_text(&own->weights, 1, &text);
    else
        myn_buffer_put(&text, "as given");
    put_said(h, &text);
    if (own->afters) myn_steps_text(own->after, own->afters, &text);
    put_said(h, &text);
    html_put(h, "</tr>\n");
    myn_buffer_free(&text);
}

static void put_rows(Html *h, bool leaves)
{
    page_heading(h, leaves ? SAY_STEPS_LEAF : SAY_STEPS_BRANCH);
    table_begin(h, NULL, NULL, say_text(leaves ? SAY_STEPS_LEAF : SAY_STEPS_BRANCH, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, leaves ? SAY_INDICATOR_HEAD : SAY_PART, false);
    table_head(h, leaves ? SAY_SOURCE : SAY_MADE_BY, false);
    table_head(h, leaves ? SAY_STEPS_OF : SAY_WEIGHT, false);
    table_head(h, leaves ? SAY_MISSING : SAY_STEPS_OF, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = 0; n < h->site->nodes; n++) {
        if (site_is_leaf(h->site, n) != leaves) continue;
        if (leaves)
            leaf_row(h, n);
        else
            branch_row(h, n);
    }
    table_end(h);
}

/* ---- methods ---- */

static bool among(const myn_step *step, size_t steps, const myn_method *method)
{
    for (size_t s = 0; s < steps; s++)
        if (step[s].method == method) return true;
    return false;
}

static bool is_used(const myn_index *index, const myn_method *method)
{
    for (size_t n = 0; n < index->nodes; n++) {
        const myn_node *own = &index->node[n];
        if (own->children && (own->aggregate.method == method || own->weights.method == method)) return true;
        if (among(own->step, own->steps, method) || among(own->after, own->afters, method) ||
            among(own->into_parent, own->into_parents, method))
            return true;
    }
    return false;
}

static void put_method(Html *h, const myn_method *method)
{
    html_put(h, "<dt><code>");
    html_text(h, method->name);
    html_put(h, "</code> <span lang=\"en\">");
    html_text(h, method->summary);
    html_put(h, "</span></dt><dd>");
    html_say(h, SAY_FORMULA);
    html_put(h, ": <span lang=\"en\">");
    html_text(h, method->formula);
    html_put(h, "</span>");
    if (method->reference) {
        html_put(h, "<br>");
        html_say(h, SAY_REFERENCE);
        html_put(h, ": <span lang=\"en\">");
        html_text(h, method->reference);
        html_put(h, "</span>");
    }
    html_put(h, "</dd>\n");
}

void method_steps(Html *h)
{
    page_heading(h, SAY_STEPS);
    html_put(h, "<p>");
    html_say(h, SAY_STEPS_ARE);
    html_put(h, "</p>\n");
    put_rows(h, true);
    put_rows(h, false);
    page_heading(h, SAY_METHODS_USED);
    html_put(h, "<dl class=\"methods\">\n");
    for (const myn_method *const *m = myn_methods(); *m; m++)
        if (is_used(h->site->of->definition, *m)) put_method(h, *m);
    html_put(h, "</dl>\n");
}

/* ---- sources ---- */

/* The data set whose dataset.yml TEXT is; NULL where it cannot be read. */
static myn_dataset *described(const char *text)
{
    char path[MYN_TEXT_PATH];
    int file = -1;
    myn_dataset *set = NULL;
    if (myn_text_as_file(text, strlen(text), path, &file)) return NULL;
    if (myn_dataset_read(path, NULL, &set)) set = NULL;
    close(file);
    return set;
}

static bool is_dataset(const char *name)
{
    return strncmp(name, "datasets/", 9) == 0 && strcmp(myn_path_last(name), "dataset.yml") == 0;
}

static void source_row(Html *h, const char *text)
{
    myn_dataset *set = described(text);
    if (!set) return;
    html_put(h, "<tr><th scope=\"row\">");
    html_label(h, set->title, set->name);
    html_put(h, "</th><td>");
    html_text(h, set->source);
    html_put(h, "</td><td>");
    html_text(h, set->licence);
    html_put(h, "</td></tr>\n");
    myn_dataset_free(set);
}

static void put_files(Html *h)
{
    const myn_provenance *from = h->site->release->provenance;
    table_begin(h, NULL, NULL, say_text(SAY_FILE, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_FILE, false);
    table_head(h, SAY_ROWS, true);
    html_put(h, "<th scope=\"col\">SHA-256</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < from->files; i++) {
        html_put(h, "<tr><th scope=\"row\">");
        html_text(h, from->file[i].name);
        html_put(h, "</th>");
        td_number(h, (double)from->file[i].rows, 0, NULL);
        html_put(h, "<td class=\"digest\"><code>");
        html_text(h, from->file[i].sha256);
        html_put(h, "</code></td></tr>\n");
    }
    table_end(h);
}

void method_sources(Html *h)
{
    const myn_provenance *from = h->site->release->provenance;
    page_heading(h, SAY_SOURCES);
    table_begin(h, NULL, NULL, say_text(SAY_SOURCES, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_DATASET, false);
    table_head(h, SAY_SOURCE, false);
    table_head(h, SAY_LICENCE, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < from->texts; i++)
        if (is_dataset(from->text[i].name)) source_row(h, from->text[i].text);
    table_end(h);
    if (from->files) put_files(h);
}
