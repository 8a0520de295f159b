/* UTF-8 checked byte by byte where it is not plain ASCII, eight bytes at a time where it is. */
#include "base/utf8.h"
#include "base/utf8_width.h"
#include <mynegai/text.h>
#include <string.h>

/* For each lead byte the least and greatest second byte: this alone excludes overlong forms (e0, f0),
 * surrogates (ed) and codes beyond U+10FFFF (f4); see the Unicode Standard, table 3-7. */
size_t utf8_next(const char *text, size_t length, uint32_t *code)
{
    const uint8_t *at = (const uint8_t *)text;
    uint8_t lead = at[0];
    *code = lead;
    if (lead < 0x80) return 1;
    size_t size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size == 0 || size > length) return 0;
    uint8_t least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (at[1] < least || at[1] > most) return 0;
    *code = lead & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80) return 0;
        *code = *code << 6 | (at[i] & 0x3f);
    }
    return size;
}

/* Bytes up to the first that is not ASCII, eight at a time. */
static size_t ascii_prefix(const char *text, size_t length)
{
    size_t i = 0;
    for (uint64_t word; i + 8 <= length; i += 8) {
        memcpy(&word, text + i, sizeof word);
        if (word & 0x8080808080808080u) break;
    }
    while (i < length && !(text[i] & 0x80)) i++;
    return i;
}

bool myn_utf8_valid(const char *text, size_t length, size_t *bad)
{
    for (size_t i = ascii_prefix(text, length); i < length; i += ascii_prefix(text + i, length - i)) {
        uint32_t code;
        size_t size = utf8_next(text + i, length - i, &code);
        if (size == 0) {
            if (bad) *bad = i;
            return false;
        }
        i += size;
    }
    return true;
}

static bool among(const Range *ranges, size_t count, uint32_t code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ranges[low].first <= code;
}

static size_t columns(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
    if (code < 0x300) return 1;
    if (among(no_column, sizeof no_column / sizeof *no_column, code)) return 0;
    return among(two_columns, sizeof two_columns / sizeof *two_columns, code) ? 2 : 1;
}

/* A byte that is no UTF-8 counts as one column: a terminal shows a replacement there. */
size_t myn_text_width(const char *text)
{
    size_t width = 0;
    for (size_t left = strlen(text); left;) {
        uint32_t code;
        size_t size = utf8_next(text, left, &code);
        width += size ? columns(code) : 1;
        size += size == 0;
        text += size;
        left -= size;
    }
    return width;
}
