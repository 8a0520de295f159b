/* Any bytes as YAML: a tree, or problems with places that lie in the text. */
#include <mynegai/yaml.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* libfyaml 0.7.12 loses a kilobyte where a quoted text of many pieces does not end. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static size_t count_nodes(const myn_yaml *node)
{
    size_t nodes = 1;
    if (node->kind == MYN_YAML_SCALAR && !node->text) abort();
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == MYN_YAML_MAP && !node->item[i].key) abort();
        nodes += count_nodes(&node->item[i]);
    }
    return nodes;
}

static void check_places(const myn_diag *diag, size_t lines)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (myn_diag_at(diag, i)->place.line > lines + 1) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    myn_diag *diag = NULL;
    myn_yaml_doc *doc = NULL;
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) lines += bytes[i] == '\n' || bytes[i] == '\r';
    if (myn_diag_new(&diag) != MYN_OK) return 0;
    myn_status status = myn_yaml_read_text((const char *)bytes, size, "fuzz.yml", diag, &doc);
    if (status == MYN_OK && count_nodes(myn_yaml_root(doc)) > 2 * size + 2) abort();
    if (status == MYN_ERR_DATA && myn_diag_count(diag, MYN_ERROR) == 0) abort();
    check_places(diag, lines);
    myn_yaml_free(doc);
    myn_diag_free(diag);
    return 0;
}
