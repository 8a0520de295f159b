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

/* "{en: ..., cy: ...}" */
void def_write_label(const Writer *w, myn_label text);

/* A line "KEY: {list: ...}"; nothing where there is no list. */
void def_write_areas(const Writer *w, const char *key, const myn_area_choice *choice);
void def_write_built_from(const Writer *w);

/* A line "KEY: [text, ...]". */
void def_write_texts(const Writer *w, const char *key, const char *const *text, size_t count);

/* Parameter I of METHOD with the value of PARAM: "name: value". */
void def_write_param(const Writer *w, const myn_method *method, size_t i, const double *param);

/* " # SOURCE; default: names of the parameters of METHOD that were not GIVEN" and the end of the line. */
void def_end_given(const Writer *w, const myn_method *method, unsigned given, Source from);

/* summaries, where there are any. */
void def_write_summaries(const Writer *w);

/* disclosure, where there is any. */
void def_write_disclosure(const Writer *w);

/* indicators, missing, coverage, aggregate; then levels and nodes. */
void def_write_settings(const Writer *w);

#endif
