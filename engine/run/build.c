/* A build from definition to store. Editions are computed and written one at a time, so that memory holds
 * one. */
#include "run/clock.h"
#include "run/labels.h"
#include "run/pipeline.h"
#include "run/places_made.h"
#include <mynegai/run_uncertainty.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A build under way. */
typedef struct {
    const myn_run_options *options;
    myn_diag *diag;
    myn_loaded loaded;
    myn_pipeline pipeline;
    myn_labels labels;
    myn_edition edition; /* one at a time */
    myn_writer *writer;
    myn_output *log; /* of what is withheld, or NULL */
} myn_builder;

static bool go_on(const myn_builder *b, const char *what, double done, double all)
{
    const myn_progress *progress = b->options->progress;
    return !progress || progress->step(progress->ctx, what, done, all);
}

/* A leaf that has no value in any period of the data is a mistake, not a gap. */
static myn_status refuse_empty_leaves(const myn_builder *b)
{
    const myn_index *index = b->loaded.index;
    for (size_t i = 0; i < index->leaves; i++) {
        const myn_node *leaf = &index->node[index->leaf[i]];
        if (b->pipeline.periods[i].count == 0)
            myn_diag_add(b->diag, MYN_ERROR, leaf->at,
                         "%s has no value for any area in any period of the data", leaf->code);
    }
    return myn_diag_status(b->diag);
}

static myn_status prepare(myn_builder *b)
{
    myn_status status = myn_pipeline_new(&b->loaded, b->options->threads, &b->pipeline);
    if (!status) status = refuse_empty_leaves(b);
    if (!status) status = myn_labels_of(&b->loaded, &b->labels);
    if (!status) status = myn_edition_new(&b->labels, b->loaded.areas->count, &b->edition);
    return status ? status : myn_pipeline_ready(&b->pipeline, b->diag, &b->edition);
}

/* One at a time: memory holds one edition, however many there are. */
static myn_status write_editions(myn_builder *b)
{
    size_t editions = b->loaded.editions;
    myn_status status = MYN_OK;
    for (size_t e = 0; e < editions && !status; e++) {
        if (!go_on(b, "computing editions", (double)e, (double)editions)) return MYN_ERR_INTERRUPTED;
        status = myn_pipeline_edition(&b->pipeline, &b->loaded.edition[e], b->diag, &b->edition);
        if (!status) status = myn_summaries_run(&b->pipeline, &b->loaded.edition[e], b->diag, &b->edition);
        if (!status) status = myn_writer_edition(b->writer, e, &b->edition);
    }
    return status;
}

static myn_status write_annexes(const myn_builder *b)
{
    myn_annex made_of;
    if (!b->loaded.built.lookup) return MYN_OK;
    myn_status status = myn_places_annex(&b->loaded, b->loaded.memory, &made_of);
    return status ? status : myn_writer_annex(b->writer, &made_of);
}

/* Provenance comes last, as the store is whole only then. */
static myn_status fill_store(myn_builder *b)
{
    myn_buffer explained = {0};
    myn_provenance provenance;
    myn_status status = myn_writer_raw(b->writer, b->loaded.panel, b->loaded.parents);
    if (!status) status = write_editions(b);
    if (!status) status = write_annexes(b);
    if (!status) status = myn_index_explain(b->loaded.index, &explained);
    if (!status)
        status = myn_uncertainty_explain(b->loaded.index, b->options->change, b->options->changes, b->diag,
                                         &explained);
    if (!status) status = myn_provenance_of(&b->loaded, b->options, explained.at, &provenance);
    if (!status && !go_on(b, "writing", 0, 0)) status = MYN_ERR_INTERRUPTED;
    if (!status) status = myn_writer_commit(b->writer, &provenance);
    myn_buffer_free(&explained);
    return status;
}

/* Beside the store and before it: a log that cannot be written must not leave a store without one. */
static myn_status write_log(myn_builder *b)
{
    myn_buffer text = {0};
    if (!b->options->withheld_log) return MYN_OK;
    myn_status status = myn_output_open(b->options->withheld_log, b->diag, &b->log);
    if (status) return status;
    myn_withheld_text(&b->loaded, &text);
    status = text.failed ? MYN_ERR_MEMORY : myn_output_write(b->log, text.at, text.length);
    myn_buffer_free(&text);
    return status;
}

/* The lock is taken once everything was read: a wrong table is told also while another run holds the
 * output. */
static myn_status write_store(myn_builder *b)
{
    myn_status status = myn_writer_open(b->options->out, &b->labels, b->diag, &b->writer);
    if (status) return status;
    status = fill_store(b);
    if (!status && b->log) status = myn_output_commit(b->log);
    if (status == MYN_ERR_IO)
        myn_diag_add(b->diag, MYN_ERROR, (myn_place){b->options->out, 0, 0}, "cannot be written: %s",
                     strerror(errno));
    return status;
}

static char *copy(const char *text)
{
    return text ? strdup(text) : NULL;
}

/* In figures; B->edition holds the last edition. */
static void summarise(const myn_builder *b, myn_built *out)
{
    out->title = copy(myn_label_text(b->labels.title, MYN_LANG_EN, b->labels.index));
    out->title_cy = copy(myn_label_text(b->labels.title, MYN_LANG_CY, b->labels.index));
    out->areas = b->loaded.areas->count;
    out->indicators = b->labels.indicators;
    out->nodes = b->labels.nodes;
    out->editions = b->labels.editions;
    out->periods = b->loaded.panel->periods;
    for (size_t t = 0; t < b->loaded.tables; t++) out->rows += b->loaded.table[t].account.info.rows;
    out->confidential = b->loaded.index->confidentials > 0;
    out->withheld = b->loaded.withheld_rows;
    out->withheld_secondary = b->loaded.withheld_secondary;
    for (size_t a = 0; a < out->areas; a++) out->scored += !isnan(b->edition.score[a]);
}

myn_status myn_build(const myn_run_options *options, myn_diag *diag, myn_built *out)
{
    myn_builder b = {.options = options, .diag = diag};
    double start = seconds_now();
    *out = (myn_built){0};
    myn_status status = myn_load(options, diag, &b.loaded);
    out->seconds_read = seconds_now() - start;
    if (!status) status = prepare(&b);
    if (!status) status = write_log(&b);
    if (!status) status = write_store(&b);
    if (!status) summarise(&b, out);
    out->seconds_all = seconds_now() - start;
    myn_writer_free(b.writer);
    myn_output_free(b.log);
    myn_edition_free(&b.edition);
    myn_pipeline_free(&b.pipeline);
    myn_loaded_free(&b.loaded);
    return status;
}

void myn_built_free(myn_built *built)
{
    free(built->title);
    free(built->title_cy);
    *built = (myn_built){0};
}
