/* A result goes to standard output, or whole to the file that -o names. */
#include "cli.h"
#include <errno.h>
#include <string.h>

typedef struct {
    myn_output *output;
    myn_status status;
} File;

static bool write_file(void *ctx, const char *bytes, size_t size)
{
    File *file = ctx;
    file->status = was_interrupted() ? MYN_ERR_INTERRUPTED : myn_output_write(file->output, bytes, size);
    return !file->status;
}

myn_status write_result(Cli *cli, Writing what, void *ctx)
{
    File file = {0};
    const myn_sink sink = {write_file, &file};
    if (!cli->set.out) return what(ctx, &cli->out);
    myn_status status = myn_output_open(cli->set.out, cli->diag, &file.output);
    if (!status) status = what(ctx, &sink);
    if (file.status) status = file.status;
    if (!status) status = myn_output_commit(file.output);
    if (status == MYN_ERR_IO && file.output)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){cli->set.out, 0, 0}, "cannot be written: %s",
                     strerror(errno));
    myn_output_free(file.output);
    return status;
}
