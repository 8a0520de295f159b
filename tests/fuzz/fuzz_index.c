/* Any bytes as a definition: index.yml, and after a line "%%" nodes.csv. What is sound is explained and read
 * again. */
#include <mynegai/index.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* As in fuzz_yaml.c. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static char folder[] = "/tmp/mynegai-fuzz-XXXXXX";

static void put(const char *name, const void *bytes, size_t size)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(bytes, 1, size, out) != size || fclose(out)) abort();
}

static void tidy_up(void)
{
    char path[100];
    static const char *const names[] = {"index.yml", "nodes.csv"};
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void make_folder(void)
{
    static bool made;
    if (made) return;
    if (!mkdtemp(folder) || atexit(tidy_up) != 0) abort();
    made = true;
}

static void read_again(const myn_index *index, myn_diag *diag)
{
    myn_buffer text = {0};
    myn_index *again = NULL;
    if (myn_index_explain(index, &text) != MYN_OK) abort();
    put("index.yml", text.at, text.length);
    if (myn_index_read(folder, diag, &again) != MYN_OK || again->nodes != index->nodes) abort();
    myn_index_free(again);
    myn_buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char cut[] = "\n%%\n";
    make_folder();
    const uint8_t *at = memmem(bytes, size, cut, sizeof cut - 1);
    size_t first = at ? (size_t)(at - bytes) : size;
    put("index.yml", bytes, first);
    put("nodes.csv", at ? at + sizeof cut - 1 : bytes, at ? size - first - (sizeof cut - 1) : 0);
    myn_diag *diag = NULL;
    myn_index *index = NULL;
    if (myn_diag_new(&diag) != MYN_OK) return 0;
    myn_status status = myn_index_read(folder, diag, &index);
    if (status == MYN_ERR_DATA && myn_diag_count(diag, MYN_ERROR) == 0) abort();
    if (status == MYN_OK) read_again(index, diag);
    myn_index_free(index);
    myn_diag_free(diag);
    return 0;
}
