/* Small things about fields. */
#ifndef MYN_TABLE_FIELD_H
#define MYN_TABLE_FIELD_H
#include <mynegai/csv.h>
#include <string.h>

/* The text from FROM to TO without blanks (space, tab) at its ends. */
static inline myn_field field_between(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t')) from++;
    while (from < to && (to[-1] == ' ' || to[-1] == '\t')) to--;
    return (myn_field){from, (size_t)(to - from)};
}

static inline myn_field field_trimmed(myn_field field)
{
    return field_between(field.at, field.at + field.length);
}

static inline bool field_same(myn_field a, myn_field b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* Whether FIELD is TEXT. */
static inline bool field_is(myn_field field, const char *text)
{
    return field.length == strlen(text) && memcmp(field.at, text, field.length) == 0;
}

#endif
