/* mynegai export --format xlsx|csvw|jsonstat: data files as they are published, made from a release alone. */
#include "cli.h"
#include "export_protected.h"
#include <mynegai/publish_data.h>
#include <errno.h>
#include <string.h>

/* The table that each word of --what names in a file of tables; -1: none. */
static const int table_of_what[] = {
    MYN_DATA_SCORES,    MYN_DATA_RANKS,       MYN_DATA_QUANTILES, MYN_DATA_BANDS,   -1, MYN_DATA_VALUES, -1,
    MYN_DATA_SUMMARIES, MYN_DATA_UNCERTAINTY, MYN_DATA_FORECASTS, MYN_DATA_SEGMENTS};

/* Why these options cannot work together, or NULL. */
static const char *refused(const Settings *set)
{
    if (set->wide || set->rounded) return "--wide and --rounded are for --format csv and json";
    if (set->format == EXPORT_CSVW && table_of_what[set->what] < 0)
        return "--format csvw holds published figures: not --what normalised or all";
    if (set->format != EXPORT_CSVW && set->what)
        return "--what is for --format csv, json and csvw: xlsx holds all figures, jsonstat the scores";
    if (set->format != EXPORT_JSONSTAT && !set->out) return "--format xlsx and csvw need -o OUT";
    return NULL;
}

/* ---- one file ---- */

static myn_status write_bytes(void *ctx, const myn_sink *sink)
{
    const myn_buffer *bytes = ctx;
    return sink->write(sink->ctx, bytes->at, bytes->length) ? MYN_OK : MYN_ERR_IO;
}

static myn_status write_one(Cli *cli, const myn_release *release)
{
    myn_buffer bytes = {0};
    myn_lang lang = (myn_lang)cli->set.lang;
    myn_status status = cli->set.format == EXPORT_XLSX ? myn_data_workbook(release, lang, &bytes)
                                                       : myn_data_jsonstat(release, lang, &bytes);
    if (!status) status = write_result(cli, write_bytes, &bytes);
    myn_buffer_free(&bytes);
    return status;
}

/* ---- a table and what describes it ---- */

typedef struct {
    myn_buffer path, bytes;
    myn_output *output;
} Part;

static myn_status open_part(Cli *cli, Part *part)
{
    if (part->path.failed || part->bytes.failed) return MYN_ERR_MEMORY;
    myn_status status = myn_output_open(part->path.at, cli->diag, &part->output);
    if (status) return status;
    status = myn_output_write(part->output, part->bytes.at, part->bytes.length);
    if (status)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){part->path.at, 0, 0}, "cannot be written: %s",
                     strerror(errno));
    return status;
}

static void free_part(Part *part)
{
    myn_output_free(part->output);
    myn_buffer_free(&part->path);
    myn_buffer_free(&part->bytes);
}

/* OUT.csv and OUT.csv-metadata.json; OUT may end in .csv already. */
static void name_parts(const char *out, Part part[2])
{
    size_t length = strlen(out);
    if (length > 4 && strcmp(out + length - 4, ".csv") == 0) length -= 4;
    for (int i = 0; i < 2; i++) {
        myn_buffer_add(&part[i].path, out, length);
        myn_buffer_put(&part[i].path, i ? ".csv-metadata.json" : ".csv");
    }
}

/* Neither file is put in its place before both are whole. */
static myn_status write_pair(Cli *cli, const myn_release *release)
{
    Part part[2] = {0};
    myn_data_table table = (myn_data_table)table_of_what[cli->set.what];
    name_parts(cli->set.out, part);
    myn_status status = myn_data_csv(release, table, &part[0].bytes);
    if (!status) status = myn_data_csvw(release, table, myn_path_last(part[0].path.at), &part[1].bytes);
    if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no %s to publish", cli->set.input[0],
                     myn_data_name(table));
    for (int i = 0; i < 2 && !status; i++) status = open_part(cli, &part[i]);
    for (int i = 0; i < 2 && !status; i++) status = myn_output_commit(part[i].output);
    for (int i = 0; i < 2; i++) free_part(&part[i]);
    return status;
}

myn_status export_protected(Cli *cli)
{
    const char *path = cli->set.input[0], *why = refused(&cli->set);
    myn_store *store = NULL;
    myn_release *release = NULL;
    size_t edition = 0;
    if (why) return usage_error(cli, "%s", why);
    myn_status status = myn_store_open(path, 0, cli->diag, &store);
    if (!status) status = find_edition(cli, path, myn_store_labels(store), cli->set.edition, &edition);
    if (!status) status = myn_release_make(store, path, edition, cli->diag, &release);
    if (!status) status = cli->set.format == EXPORT_CSVW ? write_pair(cli, release) : write_one(cli, release);
    myn_release_free(release);
    myn_store_free(store);
    return status;
}
