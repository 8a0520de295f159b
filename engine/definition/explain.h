/* Writing a definition: what its two files share. */
#ifndef MYN_DEFINITION_EXPLAIN_H
#define MYN_DEFINITION_EXPLAIN_H
#include "definition/definition.h"

typedef struct {
    const Definition *d;
    myn_buffer *out;
} Writer;

/* "index.yml", "profile oecd", "default"; ROOM serves for the text. */
const char *def_source_word(const Writer *w, Source from, char *room, size_t size);

/* " # SOURCE" and the end of the line. */
void def_end_line(const Writer *w, Source from);

void def_write_number(const Writer *w, double value);

/* "key: text" where there is a text, after a comma where *ANY was written before. */
void def_write_entry(const Writer *w, const char *key, const char *text, bool *any);

/* indicators, missing, coverage, aggregate; then levels and nodes. */
void def_write_settings(const Writer *w);

#endif
