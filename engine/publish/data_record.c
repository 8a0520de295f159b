/* What the files are: a DCAT record, checksums. */
#include "publish/data_json.h"
#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

static myn_status make_room(myn_data_files *files)
{
    if (files->count < files->room) return MYN_OK;
    size_t room = files->room ? 2 * files->room : 64;
    myn_data_file *more = realloc(files->file, room * sizeof *more);
    if (!more) return MYN_ERR_MEMORY;
    files->file = more, files->room = room;
    return MYN_OK;
}

myn_status myn_data_files_add(myn_data_files *files, const char *path, const char *bytes, size_t size,
                              const char *media, myn_label what)
{
    myn_status status = make_room(files);
    if (status) return status;
    myn_data_file *file = &files->file[files->count];
    *file = (myn_data_file){.path = strdup(path), .size = size, .media = media, .what = what};
    status = file->path ? myn_digest_of(bytes, size, file->sha256) : MYN_ERR_MEMORY;
    if (status)
        free(file->path);
    else
        files->count++;
    return status;
}

void myn_data_files_free(myn_data_files *files)
{
    if (!files) return;
    for (size_t i = 0; i < files->count; i++) free(files->file[i].path);
    free(files->file);
    *files = (myn_data_files){0};
}

/* PATH as it is called from inside FOLDER. */
static const char *within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 ? path + length : path;
}

/* ---- checksums ---- */

static void put_escaped(myn_buffer *out, const char *path)
{
    for (; *path; path++)
        if (*path == '\\')
            myn_buffer_put(out, "\\\\");
        else if (*path == '\n')
            myn_buffer_put(out, "\\n");
        else if (*path == '\r')
            myn_buffer_put(out, "\\r");
        else
            myn_buffer_add(out, path, 1);
}

myn_status myn_data_sums(const myn_data_files *files, const char *folder, myn_buffer *out)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *path = within(files->file[i].path, folder);
        myn_buffer_format(out, "%s%s  ", strpbrk(path, "\\\n\r") ? "\\" : "", files->file[i].sha256);
        put_escaped(out, path);
        myn_buffer_put(out, "\n");
    }
    return out->failed ? MYN_ERR_MEMORY : MYN_OK;
}

/* ---- the record ---- */

#define CONTEXT                                                                                        \
    "{\n  \"@context\": {\"dcat\": \"http://www.w3.org/ns/dcat#\", \"dct\": "                          \
    "\"http://purl.org/dc/terms/\",\n"                                                                 \
    "    \"spdx\": \"http://spdx.org/rdf/terms#\", \"xsd\": \"http://www.w3.org/2001/XMLSchema#\"},\n" \
    "  \"@type\": \"dcat:Dataset\",\n"
#define LANGUAGES                                                                                          \
    "  \"dct:language\": [{\"@id\": \"http://publications.europa.eu/resource/authority/language/ENG\"},\n" \
    "    {\"@id\": \"http://publications.europa.eu/resource/authority/language/CYM\"}],\n"

/* Title and description, with their slots filled in both languages. */
static void put_filled(myn_buffer *out, DataWord word, const char *const one[2], const char *two)
{
    myn_buffer text[2] = {{0}, {0}};
    for (int lang = 0; lang < 2; lang++) data_fill(&text[lang], word, (myn_lang)lang, one[lang], two);
    json_label_items(out, (myn_label){text[0].at, text[1].at});
    for (int lang = 0; lang < 2; lang++) {
        out->failed |= text[lang].failed;
        myn_buffer_free(&text[lang]);
    }
}

static void put_times(const Source *source, myn_buffer *out)
{
    const myn_edition_label *edition = &source->labels->edition[source->release->edition];
    char start[DAY_TEXT], end[DAY_TEXT];
    day_text(edition->period.start, start);
    day_text(edition->period.end - 1, end);
    myn_buffer_put(out, "  \"dcat:version\": ");
    myn_buffer_json(out, edition->name);
    myn_buffer_format(out,
                      ",\n  \"dct:temporal\": {\"@type\": \"dct:PeriodOfTime\",\n"
                      "    \"dcat:startDate\": {\"@type\": \"xsd:date\", \"@value\": \"%s\"},\n"
                      "    \"dcat:endDate\": {\"@type\": \"xsd:date\", \"@value\": \"%s\"}},\n",
                      start, end);
}

static void put_dataset(const Source *source, myn_buffer *out)
{
    const myn_labels *labels = source->labels;
    char areas[MYN_NUMBER_TEXT];
    const char *const title[2] = {myn_label_text(labels->title, MYN_LANG_EN, labels->index),
                                  myn_label_text(labels->title, MYN_LANG_CY, labels->index)};
    const char *const count[2] = {areas, areas};
    myn_number_text((double)source->areas, areas);
    myn_buffer_put(out, CONTEXT "  \"dct:identifier\": ");
    myn_buffer_json(out, labels->index);
    myn_buffer_put(out, ",\n  \"dct:title\": [");
    put_filled(out, WORD_DATA_TITLE_OF, title, labels->edition[source->release->edition].name);
    myn_buffer_put(out, "],\n  \"dct:description\": [");
    put_filled(out, WORD_DATA_ABOUT, count, NULL);
    if (labels->synthetic) {
        myn_buffer_put(out, ", ");
        json_label_items(out, data_label(WORD_DATA_SYNTHETIC));
    }
    myn_buffer_put(out, "],\n" LANGUAGES);
    put_times(source, out);
    if (labels->source) {
        myn_buffer_put(
            out, "  \"dct:provenance\": {\"@type\": \"dct:ProvenanceStatement\", \"dct:description\": ");
        myn_buffer_json(out, labels->source);
        myn_buffer_put(out, "},\n");
    }
}

/* A path as a relative address: what may not stand in one is escaped. */
static void put_address(myn_buffer *out, const char *path)
{
    myn_buffer_put(out, "{\"@id\": \"");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr("-._~/", c) != NULL;
        if (plain)
            myn_buffer_add(out, path, 1);
        else
            myn_buffer_format(out, "%%%02X", c);
    }
    myn_buffer_put(out, "\"}");
}

static void put_distribution(const Source *source, const myn_data_file *file, const char *folder,
                             myn_buffer *out)
{
    myn_buffer_put(out, "    {\"@type\": \"dcat:Distribution\", \"dct:title\": [");
    json_label_items(out, file->what);
    myn_buffer_put(out, "],\n     \"dcat:downloadURL\": ");
    put_address(out, within(file->path, folder));
    myn_buffer_format(
        out,
        ", \"dcat:mediaType\": {\"@id\": \"https://www.iana.org/assignments/media-types/%s\"},\n"
        "     \"dcat:byteSize\": {\"@type\": \"xsd:nonNegativeInteger\", \"@value\": \"%zu\"},\n",
        file->media, file->size);
    if (source->labels->licence) {
        myn_buffer_put(out, "     \"dct:license\": ");
        json_licences(out, source->labels->licence);
        myn_buffer_put(out, ",\n");
    }
    myn_buffer_format(out,
                      "     \"spdx:checksum\": {\"@type\": \"spdx:Checksum\",\n"
                      "       \"spdx:algorithm\": {\"@id\": \"spdx:checksumAlgorithm_sha256\"},\n"
                      "       \"spdx:checksumValue\": {\"@type\": \"xsd:hexBinary\", \"@value\": \"%s\"}}}",
                      file->sha256);
}

myn_status myn_data_record(const myn_release *release, const myn_data_files *files, const char *folder,
                           myn_buffer *out)
{
    const Source source = {
        .release = release, .labels = release->labels, .areas = release->labels->areas->count};
    put_dataset(&source, out);
    if (source.labels->licence) {
        myn_buffer_put(out, "  \"dct:license\": ");
        json_licences(out, source.labels->licence);
        myn_buffer_put(out, ",\n");
    }
    myn_buffer_put(out, "  \"dcat:distribution\": [\n");
    for (size_t i = 0; i < files->count; i++) {
        put_distribution(&source, &files->file[i], folder, out);
        myn_buffer_put(out, i + 1 < files->count ? ",\n" : "\n");
    }
    myn_buffer_put(out, "  ]\n}\n");
    return out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
