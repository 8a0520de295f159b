/* One character of UTF-8. */
#ifndef MYN_BASE_UTF8_H
#define MYN_BASE_UTF8_H
#include <stddef.h>
#include <stdint.h>

/* The bytes (1-4) of the character that TEXT, of LENGTH bytes and not empty, starts with, and its code; 0
 * where it is not valid (overlong forms, surrogates, beyond U+10FFFF, cut off). */
size_t utf8_next(const char *text, size_t length, uint32_t *code);

#endif
