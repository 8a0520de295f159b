/* Small things about fields. */
#ifndef MYN_TABLE_FIELD_H
#define MYN_TABLE_FIELD_H
#include <mynegai/csv.h>
#include <stdint.h>
#include <string.h>

/* The text from FROM to TO without blanks (space, tab) at its ends. */
static inline bool is_blank(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\t');
}

static inline myn_field field_between(const char *from, const char *to)
{
    while (from < to && is_blank(*from)) from++;
    while (from < to && is_blank(to[-1])) to--;
    return (myn_field){from, (size_t)(to - from)};
}

static inline myn_field field_trimmed(myn_field field)
{
    return field_between(field.at, field.at + field.length);
}

/* The first and the last word of a text, overlapping where it is short: no loop and no call. */
typedef struct {
    uint64_t first, last;
} Ends;

static inline Ends ends_of(const char *text, size_t length)
{
    Ends ends = {0, 0};
    uint32_t first, last;
    if (length >= 8) {
        memcpy(&ends.first, text, 8);
        memcpy(&ends.last, text + length - 8, 8);
    } else if (length >= 4) {
        memcpy(&first, text, 4);
        memcpy(&last, text + length - 4, 4);
        ends = (Ends){first, last};
    } else if (length) {
        ends.first = (uint8_t)text[0];
        ends.last = (uint64_t)(uint8_t)text[length / 2] << 8 | (uint8_t)text[length - 1];
    }
    return ends;
}

/* Whether LENGTH bytes are the same; quick where they are at most 16, as codes and periods are. */
static inline bool text_same(const char *a, const char *b, size_t length)
{
    if (length > 16) return memcmp(a, b, length) == 0;
    Ends one = ends_of(a, length), other = ends_of(b, length);
    return one.first == other.first && one.last == other.last;
}

/* Whether FIELD is TEXT. */
static inline bool field_is(myn_field field, const char *text)
{
    return field.length == strlen(text) && memcmp(field.at, text, field.length) == 0;
}

#endif
