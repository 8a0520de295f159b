/* All data files of a publication, one after the other. */
#include "publish/data.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define FOLDER     "data/"
#define XLSX_MEDIA "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

typedef struct {
    const myn_release *release;
    myn_publish_take take;
    void *ctx;
    myn_data_files *files;
} Writing;

/* Give the file NAME with BYTES away, note it, and empty BYTES. */
static myn_status give(const Writing *w, const char *name, const char *media, myn_label what,
                       myn_buffer *bytes)
{
    myn_buffer path = {0};
    myn_buffer_format(&path, FOLDER "%s", name);
    myn_status status = path.failed || bytes->failed ? MYN_ERR_MEMORY : MYN_OK;
    const char *at = bytes->at ? bytes->at : "";
    if (!status) status = w->take(w->ctx, path.at, at, bytes->length);
    if (!status) status = myn_data_files_add(w->files, path.at, at, bytes->length, media, what);
    myn_buffer_free(&path);
    myn_buffer_free(bytes);
    return status;
}

/* A store may call its index anything: of it, what a file may be called everywhere. */
static void put_name(myn_buffer *out, const char *index)
{
    for (const char *at = index; *at; at++) {
        bool plain = isalnum((unsigned char)*at) || *at == '-' || *at == '_';
        myn_buffer_add(out, plain ? at : "_", 1);
    }
}

static const char *lang_code(myn_lang lang)
{
    return lang == MYN_LANG_CY ? "cy" : "en";
}

static myn_status give_language(const Writing *w, myn_lang lang)
{
    myn_buffer bytes = {0}, name = {0};
    bool welsh = lang == MYN_LANG_CY;
    myn_status status = myn_data_workbook(w->release, lang, &bytes);
    put_name(&name, w->release->labels->index);
    myn_buffer_format(&name, "-%s.xlsx", lang_code(lang));
    if (name.failed) status = MYN_ERR_MEMORY;
    if (!status)
        status = give(w, name.at, XLSX_MEDIA,
                      data_label(welsh ? WORD_DATA_WORKBOOK_CY : WORD_DATA_WORKBOOK_EN), &bytes);
    if (!status) status = myn_data_jsonstat(w->release, lang, &bytes);
    if (!status) {
        memcpy(name.at + name.length - 4, "json", 4);
        status = give(w, name.at, "application/json",
                      data_label(welsh ? WORD_DATA_JSONSTAT_CY : WORD_DATA_JSONSTAT_EN), &bytes);
    }
    myn_buffer_free(&name);
    myn_buffer_free(&bytes);
    return status;
}

/* A table that the release does not have is no error. */
static myn_status give_table(const Writing *w, myn_data_table table, myn_label title)
{
    char name[64], metadata[96];
    myn_buffer bytes = {0};
    snprintf(name, sizeof name, "%s.csv", myn_data_name(table));
    snprintf(metadata, sizeof metadata, "%s-metadata.json", name);
    myn_status status = myn_data_csv(w->release, table, &bytes);
    if (status == MYN_ERR_NOT_FOUND) return MYN_OK;
    if (!status) status = give(w, name, "text/csv", title, &bytes);
    if (!status) status = myn_data_csvw(w->release, table, name, &bytes);
    if (!status) status = give(w, metadata, "application/csvm+json", data_label(WORD_DATA_METADATA), &bytes);
    myn_buffer_free(&bytes);
    return status;
}

static myn_status give_list(const Writing *w)
{
    myn_buffer bytes = {0};
    myn_status status = myn_data_record(w->release, w->files, FOLDER, &bytes);
    if (!status) status = give(w, "dcat.jsonld", "application/ld+json", data_label(WORD_DATA_RECORD), &bytes);
    if (!status) status = myn_data_sums(w->files, FOLDER, &bytes);
    if (!status) status = give(w, "SHA256SUMS", "text/plain", data_label(WORD_DATA_SUMS), &bytes);
    myn_buffer_free(&bytes);
    return status;
}

myn_status myn_publish_data(const myn_release *release, const myn_lang *lang, size_t langs,
                            myn_publish_take take, void *ctx, myn_data_files *out)
{
    static const myn_lang both[] = {MYN_LANG_EN, MYN_LANG_CY};
    myn_data_files own = {0};
    const Writing w = {release, take, ctx, out ? out : &own};
    myn_status status = MYN_OK;
    *w.files = (myn_data_files){0};
    if (!langs) lang = both, langs = 2;
    for (size_t i = 0; i < langs && !status; i++) status = give_language(&w, lang[i]);
    for (myn_data_table t = 0; t < MYN_DATA_KINDS && !status; t++) status = give_table(&w, t, data_title(t));
    if (!status) status = give_list(&w);
    myn_data_files_free(&own);
    return status;
}
