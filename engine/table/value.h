/* The text of a value cell: a number, or a marker that says why there is none. */
#ifndef MYN_TABLE_VALUE_H
#define MYN_TABLE_VALUE_H
#include <mynegai/dataset.h>

typedef struct {
    const myn_table *table;
    bool plain;         /* numbers as C writes them: no other decimal sign, no thousands, no percent */
    bool markers_first; /* a marker looks like a number (-999) */
    bool quick;         /* digits with a point are what they seem */
} Values;

Values values_of(const myn_table *table);

/* The value of FIELD and its kind (observed where a number stands there); false where it is neither number
 * nor marker. */
bool value_read(const Values *values, myn_field field, double *value, uint8_t *cell);

/* Say why FIELD could not be read. */
void value_say(const Values *values, myn_field field, myn_place at, myn_diag *diag);

/* The kind that a word in a status column gives: blank is observed; -1 where it is none. */
int status_read(const myn_table *table, myn_field field);

#endif
