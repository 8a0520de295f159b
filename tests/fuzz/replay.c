/* Runs a fuzz target over every file of the folders that are named: the corpus as a test, with any compiler.
 */
#include "fuzz/target.h"
#include <dirent.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>

static size_t replay(const char *folder)
{
    size_t files = 0;
    DIR *listing = opendir(folder);
    if (!listing) return 0;
    for (const struct dirent *entry; (entry = readdir(listing));) {
        if (entry->d_name[0] == '.') continue;
        char *path = myn_path_join(folder, entry->d_name);
        myn_buffer text = {0};
        if (!path || myn_file_read(path, (size_t)1 << 24, &text) != MYN_OK) {
            fprintf(stderr, "%s cannot be read\n", path ? path : folder);
            exit(EXIT_FAILURE);
        }
        LLVMFuzzerTestOneInput((const uint8_t *)text.at, text.length);
        files++;
        myn_buffer_free(&text);
        free(path);
    }
    closedir(listing);
    return files;
}

int main(int count, char **folder)
{
    size_t files = 0;
    for (int i = 1; i < count; i++) files += replay(folder[i]);
    printf("%zu files\n", files);
    return files ? EXIT_SUCCESS : EXIT_FAILURE;
}
