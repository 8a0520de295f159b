/* All files of a site, one after the other, with their checksums. */
#include "publish/assets.h"
#include "publish/boundary_files.h"
#include "publish/pages.h"
#include "publish/script.h"
#include <mynegai/publish.h>
#include <mynegai/team.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Site site;
    myn_publish_take take;
    void *ctx;
    myn_data_files all_files; /* for their checksums */
    myn_data_files data;      /* those to download */
    size_t done, all;         /* pages, for progress */
    myn_published *out;
} Writer;

/* ---- one file ---- */

static myn_status give(void *ctx, const char *path, const char *bytes, size_t size)
{
    Writer *w = ctx;
    myn_status status = myn_data_files_add(&w->all_files, path, bytes, size, NULL, (myn_label){NULL, NULL});
    if (!status) status = w->take(w->ctx, path, bytes, size);
    w->out->files++, w->out->bytes += size;
    return status;
}

static myn_status give_buffer(Writer *w, const char *path, const myn_buffer *text)
{
    return text->failed ? MYN_ERR_MEMORY : give(w, path, text->at ? text->at : "", text->length);
}

/* ---- pages ---- */

/* One page of one language: of the navigation, or one of many. */
typedef struct {
    PageKind kind;
    size_t number;
} Job;

static void write_top(Html *h, PageKind kind)
{
    static void (*const pages[PAGE_TOPS])(Html *) = {
        [PAGE_INDEX] = page_index,         [PAGE_COMPARE] = page_compare,       [PAGE_NODES] = page_nodes,
        [PAGE_LARGERS] = page_larger_list, [PAGE_SEGMENTS] = page_segment_list, [PAGE_METHOD] = page_method,
        [PAGE_DATA] = page_data,           [PAGE_ACCESS] = page_access};
    pages[kind](h);
}

static const char *path_of(const Site *site, Job job)
{
    switch (job.kind) {
    case PAGE_PLACE: return site->place_page[job.number];
    case PAGE_NODE: return site->node_page[job.number];
    case PAGE_LARGER: return site->larger[job.number].page;
    case PAGE_SEGMENT: return site->segment_page[job.number];
    default: return page_path(job.kind);
    }
}

static void write_page(Html *h, Job job)
{
    switch (job.kind) {
    case PAGE_PLACE: page_place(h, job.number); break;
    case PAGE_NODE: page_node(h, job.number); break;
    case PAGE_LARGER: page_larger(h, job.number); break;
    case PAGE_SEGMENT: page_segment(h, job.number); break;
    default: write_top(h, job.kind); break;
    }
}

/* Every page of a language, in the order in which they are written. */
static size_t list_jobs(const Site *site, Job *job)
{
    size_t n = 0;
    for (int k = 0; k < PAGE_TOPS; k++)
        if (page_there(site, (PageKind)k)) job[n++] = (Job){(PageKind)k, 0};
    for (size_t i = 0; i < site->nodes; i++) job[n++] = (Job){PAGE_NODE, i};
    for (size_t i = 0; i < site->largers; i++) job[n++] = (Job){PAGE_LARGER, i};
    for (size_t i = 0; site->has_segments && i < site->segments.segments; i++)
        job[n++] = (Job){PAGE_SEGMENT, i};
    for (size_t i = 0; i < site->areas; i++) job[n++] = (Job){PAGE_PLACE, i};
    return n;
}

static size_t most_jobs(const Site *site)
{
    return PAGE_TOPS + site->nodes + site->largers + (site->has_segments ? site->segments.segments : 0) +
           site->areas;
}

/* ---- many at once ---- */

#define BATCH 64

typedef struct {
    const Site *site;
    myn_lang lang;
    const Job *job;
    Html page[BATCH];
} Batch;

static myn_status make_page(void *ctx, size_t i, myn_arena *scratch)
{
    Batch *batch = ctx;
    Html *h = &batch->page[i];
    *h = (Html){.site = batch->site,
                .lang = batch->lang,
                .path = path_of(batch->site, batch->job[i]),
                .scratch = scratch};
    write_page(h, batch->job[i]);
    return h->text.failed ? MYN_ERR_MEMORY : MYN_OK;
}

static bool may_go_on(Writer *w)
{
    const myn_progress *progress = w->site.of->progress;
    return !progress || progress->step(progress->ctx, "pages", (double)w->done, (double)w->all);
}

static myn_status give_page(Writer *w, const Html *h, myn_buffer *single)
{
    char *path = NULL;
    w->done++, w->out->pages++;
    if (single) {
        myn_buffer_add(single, h->text.at, h->text.length);
        return single->failed ? MYN_ERR_MEMORY : MYN_OK;
    }
    path = myn_path_join(site_lang(h->lang), h->path);
    myn_status status = path ? give_buffer(w, path, &h->text) : MYN_ERR_MEMORY;
    free(path);
    return status;
}

/* The pages of LANG; where SINGLE is given they go there instead. */
static myn_status write_pages(Writer *w, myn_team *team, myn_lang lang, myn_buffer *single)
{
    Job *job = calloc(most_jobs(&w->site), sizeof *job);
    Batch *batch = calloc(1, sizeof *batch);
    size_t jobs = job ? list_jobs(&w->site, job) : 0;
    myn_status status = job && batch ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t from = 0; from < jobs && !status; from += BATCH) {
        size_t count = jobs - from < BATCH ? jobs - from : BATCH;
        *batch = (Batch){.site = &w->site, .lang = lang, .job = job + from};
        status = myn_team_map(team, count, make_page, batch);
        for (size_t i = 0; i < count; i++) {
            if (!status) status = give_page(w, &batch->page[i], single);
            myn_buffer_free(&batch->page[i].text);
        }
        if (!status && !may_go_on(w)) status = MYN_ERR_INTERRUPTED;
    }
    free(batch);
    free(job);
    return status;
}

/* ---- the site ---- */

static myn_status write_assets(Writer *w)
{
    myn_buffer data = {0};
    myn_status status = give(w, "assets/site.css", myn_site_css, myn_site_css_size);
    if (!status) status = give(w, "assets/site.js", myn_site_js, myn_site_js_size);
    if (!status && w->site.areas <= WHOLE_MOST) {
        script_data(&w->site, &data);
        status = give_buffer(w, "data/site.js", &data);
    }
    myn_buffer_free(&data);
    return status;
}

static myn_status write_data(Writer *w)
{
    myn_status status = myn_publish_data(w->site.release, w->site.lang, w->site.langs, give, w, &w->data);
    if (!status) status = write_boundaries(&w->site, give, w, &w->data);
    w->site.files = &w->data;
    return status;
}

static myn_status write_home(Writer *w)
{
    Html h = {.site = &w->site, .path = "index.html"};
    page_home(&h);
    myn_status status = give_buffer(w, "index.html", &h.text);
    w->out->pages++;
    myn_buffer_free(&h.text);
    return status;
}

static myn_status write_sums(Writer *w)
{
    myn_buffer text = {0};
    myn_status status = myn_data_sums(&w->all_files, "", &text);
    if (!status) status = give_buffer(w, "SHA256SUMS", &text);
    myn_buffer_free(&text);
    return status;
}

static myn_status open_writer(const myn_publication *publication, bool single, myn_publish_take take,
                              void *ctx, myn_published *out, Writer *w)
{
    *out = (myn_published){0};
    *w = (Writer){.take = take, .ctx = ctx, .out = out};
    myn_status status = site_open(publication, single, &w->site);
    if (status) return status;
    for (size_t l = 0; l < w->site.langs; l++) out->one_form += count_one_form(&w->site, w->site.lang[l]);
    w->all = w->site.langs * most_jobs(&w->site);
    return MYN_OK;
}

static void close_writer(Writer *w)
{
    myn_data_files_free(&w->all_files);
    myn_data_files_free(&w->data);
    site_close(&w->site);
}

myn_status myn_publish_site(const myn_publication *publication, myn_publish_take take, void *ctx,
                            myn_diag *diag, myn_published *out)
{
    Writer w;
    myn_team *team = NULL;
    (void)diag;
    myn_status status = open_writer(publication, false, take, ctx, out, &w);
    if (!status) status = myn_team_new(publication->threads, &team);
    if (!status) status = write_assets(&w);
    if (!status) status = write_data(&w);
    for (size_t l = 0; l < w.site.langs && !status; l++) status = write_pages(&w, team, w.site.lang[l], NULL);
    if (!status) status = write_home(&w);
    if (!status) status = write_sums(&w);
    myn_team_free(team);
    close_writer(&w);
    return status;
}

/* ---- all in one page ---- */

static void begin_single(const Site *site, myn_buffer *out)
{
    Html h = {.site = site, .lang = site->lang[0], .path = ""};
    html_format(&h, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                site_lang(h.lang));
    html_put(&h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    html_text(&h, myn_label_text(site->labels->title, h.lang, site->labels->index));
    html_put(&h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    html_put(&h, myn_site_css);
    html_put(&h, "</style>\n</head>\n<body class=\"single\">\n");
    out->failed |= h.text.failed;
    myn_buffer_add(out, h.text.at, h.text.length);
    myn_buffer_free(&h.text);
}

static void end_single(const Site *site, myn_buffer *out)
{
    Html h = {.site = site, .path = "index.html"};
    page_home(&h);
    for (size_t l = 0; l < site->langs; l++) {
        h.lang = site->lang[l];
        html_format(&h, "<script type=\"application/json\" id=\"words-%s\">", site_lang(h.lang));
        script_words(&h);
        html_put(&h, "</script>\n");
    }
    html_put(&h, "<script>");
    script_data(site, &h.text);
    html_put(&h, "</script>\n<script>");
    html_put(&h, myn_site_js);
    html_put(&h, "</script>\n</body>\n</html>\n");
    out->failed |= h.text.failed;
    myn_buffer_add(out, h.text.at, h.text.length);
    myn_buffer_free(&h.text);
}

myn_status myn_publish_single(const myn_publication *publication, myn_publish_take take, void *ctx,
                              myn_diag *diag, myn_published *out)
{
    Writer w;
    myn_team *team = NULL;
    myn_buffer text = {0};
    size_t areas = publication->release->labels->areas->count;
    *out = (myn_published){0};
    if (areas > MYN_SINGLE_MOST) {
        myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "a single file is for at most %d areas; there are %zu",
                     MYN_SINGLE_MOST, areas);
        return MYN_ERR_LIMIT;
    }
    myn_status status = open_writer(publication, true, take, ctx, out, &w);
    if (!status) status = myn_team_new(publication->threads, &team);
    if (!status) begin_single(&w.site, &text);
    for (size_t l = 0; l < w.site.langs && !status; l++)
        status = write_pages(&w, team, w.site.lang[l], &text);
    if (!status) end_single(&w.site, &text);
    if (!status) status = give_buffer(&w, "index.html", &text);
    myn_buffer_free(&text);
    myn_team_free(team);
    close_writer(&w);
    return status;
}
