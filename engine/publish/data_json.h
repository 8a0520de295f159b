/* Pieces of JSON-LD that several of the data files have. */
#ifndef MYN_PUBLISH_DATA_JSON_H
#define MYN_PUBLISH_DATA_JSON_H
#include "publish/data.h"

/* {"@value": ..., "@language": "en"}, ... for each language that LABEL has. */
void json_label_items(myn_buffer *out, myn_label label);

/* A store's licences ("A; B"): an array of addresses where they are known, else of texts. */
void json_licences(myn_buffer *out, const char *licences);

/* "2019-01-01/2019-12-31": the days that the edition speaks of, both included. */
void json_edition_period(myn_buffer *out, const Source *source);

/* A day as "2019-12-31". */
#define DAY_TEXT 32
void day_text(int32_t day, char out[DAY_TEXT]);

/* The index's title, its code where it has none. */
myn_label index_title(const Source *source);

/* The address of a licence by its short name (LENGTH bytes); NULL where it is not known. */
const char *licence_address(const char *name, size_t length);

#endif
