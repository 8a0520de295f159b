/* Builds the tree from what the parser meets, one event after another: no recursion, so that no input can
 * exhaust the stack. */
#ifndef MYN_YAML_BUILD_H
#define MYN_YAML_BUILD_H
#include <mynegai/arena.h>
#include <mynegai/yaml.h>

#define MYN_YAML_DEEPEST 32

/* A list or map that is still open. Its items are gathered in memory that is used again by the next container
 * of the same depth, then copied to the arena in one piece. */
typedef struct {
    myn_yaml self;
    myn_yaml *item;
    size_t count, room;
    bool keyed;      /* a map whose next value has its key */
    const char *key; /* NULL where the key was refused */
    myn_place key_at;
} myn_yaml_frame;

typedef struct {
    myn_arena *arena;
    myn_diag *diag;
    const char *file;
    bool wrong; /* a problem was reported */
    myn_yaml root;
    bool rooted;
    size_t depth;
    myn_yaml_frame frame[MYN_YAML_DEEPEST];
} myn_yaml_builder;

/* Report a problem of the file. */
void myn_yaml_refuse(myn_yaml_builder *builder, myn_place at, const char *what);

/* A list or map begins; a scalar stands (its text already in the arena); the innermost container ends.
 * MYN_ERR_DATA stops the parsing: nested too deeply. */
myn_status myn_yaml_open(myn_yaml_builder *builder, myn_yaml_kind kind, myn_place at) MYN_CHECKED;
myn_status myn_yaml_scalar(myn_yaml_builder *builder, myn_yaml scalar) MYN_CHECKED;
myn_status myn_yaml_close(myn_yaml_builder *builder) MYN_CHECKED;

/* The place where a value without text of its own is: its key, or the list around it. */
myn_place myn_yaml_here(const myn_yaml_builder *builder);

void myn_yaml_builder_clear(myn_yaml_builder *builder);

/* Feed the LENGTH bytes of TEXT to BUILDER through libfyaml. MYN_ERR_MEMORY; MYN_ERR_DATA where parsing
 * stopped with a problem. Further problems are only marked in the builder. */
myn_status myn_yaml_parse(myn_yaml_builder *builder, const char *text, size_t length) MYN_CHECKED;

#endif
