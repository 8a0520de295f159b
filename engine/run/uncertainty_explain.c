/* Section `uncertainty` of a definition again, every default written out. */
#include "run/uncertainty.h"
#include <string.h>

/* What a setting of a source is where nothing is said; VALUE NULL: the whole index. WHERE: only there. */
typedef struct {
    const char *kind, *key, *value;
    bool (*where)(const myn_yaml *said);
} Usual;

static const char *word_of(const myn_yaml *said, const char *key, const char *usual)
{
    const myn_yaml *at = myn_yaml_get(said, key);
    return at && !at->null ? at->text : usual;
}

static bool is_counted(const myn_yaml *said)
{
    const char *law = word_of(said, "law", "normal");
    return strcmp(law, "poisson") == 0 || strcmp(law, "binomial") == 0;
}

static bool is_logit(const myn_yaml *said)
{
    return strcmp(word_of(said, "law", "normal"), "logit") == 0;
}

/* No other way is said to know how wrong values are. */
static bool is_by_limits(const myn_yaml *said)
{
    return !is_counted(said) && !myn_yaml_get(said, "standard_error") &&
           !myn_yaml_get(said, "relative_error") && !myn_yaml_get(said, "standard_errors");
}

static const Usual usual[] = {{"uniform", "each", "false", NULL},
                              {"dirichlet", "each", "false", NULL},
                              {"sets", "as_built", "true", NULL},
                              {"sampling", "of", NULL, NULL},
                              {"sampling", "law", "normal", NULL},
                              {"sampling", "limits", "95", is_by_limits},
                              {"sampling", "out_of", "100", is_logit},
                              {"sampling", "per", "1", is_counted},
                              {"sampling", "around", "mean", NULL},
                              {"sampling", "periods", "0", NULL},
                              {"rounding", "of", NULL, NULL},
                              {"imputed", "of", NULL, NULL},
                              {"leave_one_out", "among", "indicators", NULL},
                              {"leave_one_out", "none", "true", NULL}};
#define USUAL (sizeof usual / sizeof *usual)

typedef struct {
    const myn_index *index;
    const myn_yaml *section;
    myn_buffer *out;
} Writer;

/* "  KEY: value", as it is said or USUAL. */
static void write_line(const Writer *w, const char *key, const char *value)
{
    const myn_yaml *said = myn_yaml_get(w->section, key);
    bool given = said && !said->null;
    myn_buffer_format(w->out, "  %s: ", key);
    if (given)
        plan_flow(said, w->out);
    else
        myn_buffer_put(w->out, value);
    myn_buffer_put(w->out, given ? " # index.yml\n" : " # default\n");
}

static bool is_missing(const myn_yaml *said, const Usual *setting)
{
    return strcmp(setting->kind, said->key) == 0 && !myn_yaml_get(said, setting->key) &&
           (!setting->where || setting->where(said));
}

/* "    - uniform: {of: wimd, percent: 25, each: false} # index.yml; each: default" */
static void write_source(const Writer *w, const myn_yaml *said)
{
    const char *between = "";
    myn_buffer_format(w->out, "    - %s: {", said->key);
    for (size_t i = 0; i < said->count; i++, between = ", ") {
        myn_buffer_format(w->out, "%s%s: ", between, said->item[i].key);
        plan_flow(&said->item[i], w->out);
    }
    for (size_t u = 0; u < USUAL; u++) {
        if (!is_missing(said, &usual[u])) continue;
        myn_buffer_format(w->out, "%s%s: ", between, usual[u].key);
        if (usual[u].value)
            myn_buffer_put(w->out, usual[u].value);
        else
            myn_buffer_yaml(w->out, w->index->node[0].code);
        between = ", ";
    }
    myn_buffer_put(w->out, "} # index.yml");
    for (size_t u = 0; u < USUAL; u++)
        if (is_missing(said, &usual[u])) myn_buffer_format(w->out, "; %s: default", usual[u].key);
    myn_buffer_put(w->out, "\n");
}

static void write_sources(const Writer *w, const char *key)
{
    const myn_yaml *list = myn_yaml_get(w->section, key);
    size_t count = myn_yaml_count(list);
    myn_buffer_format(w->out, count ? "  %s:\n" : "  %s: [] # default\n", key);
    for (size_t i = 0; i < count; i++) write_source(w, &myn_yaml_item(list, i)->item[0]);
}

static void write_section(const Writer *w)
{
    static const char *const kinds[] = {"weights", "methods", "data", "structure"};
    myn_buffer_put(w->out, "uncertainty:\n");
    write_line(w, "draws", "1000");
    write_line(w, "seed", "1");
    write_line(w, "percentiles", "[5, 25, 50, 75, 95]");
    write_line(w, "nodes", "branches");
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) write_sources(w, kinds[k]);
    write_line(w, "pairs", "[]");
}

/* Read first, so that what is written is known to be a plan. */
myn_status myn_uncertainty_explain(const myn_index *index, const myn_change *change, size_t changes,
                                   myn_diag *diag, myn_buffer *out)
{
    const PlanFrame frame = {.index = index, .change = change, .changes = changes};
    myn_yaml_doc *doc = NULL;
    myn_status status = myn_plan_check(index, change, changes, diag);
    if (!status) status = plan_open(&frame, diag, &doc);
    const Writer w = {index, status ? NULL : myn_yaml_get(myn_yaml_root(doc), "uncertainty"), out};
    if (w.section) write_section(&w);
    myn_yaml_free(doc);
    return status ? status : out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
