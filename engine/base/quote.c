/* Texts as CSV, JSON and YAML write them. */
#include "base/utf8.h"
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

void myn_buffer_csv(myn_buffer *buffer, const char *text)
{
    size_t length = strlen(text);
    bool blank_end = length && (is_blank(text[0]) || is_blank(text[length - 1]));
    if (!blank_end && text[strcspn(text, ",\"\r\n")] == '\0') {
        myn_buffer_add(buffer, text, length);
        return;
    }
    myn_buffer_put(buffer, "\"");
    for (size_t quote; text[quote = strcspn(text, "\"")]; text += quote + 1) {
        myn_buffer_add(buffer, text, quote + 1);
        myn_buffer_put(buffer, "\"");
    }
    myn_buffer_put(buffer, text);
    myn_buffer_put(buffer, "\"");
}

/* Characters that JSON or YAML do not take as they are, or that a reader of the file would not see. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
           c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static void put_escape(myn_buffer *buffer, uint32_t c)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
    const char *found = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (found)
        myn_buffer_format(buffer, "\\%c", letter[found - plain]);
    else
        myn_buffer_format(buffer, "\\u%04x", (unsigned)c);
}

/* A byte that is no UTF-8 becomes U+FFFD, so that the output is always valid. */
void myn_buffer_json(myn_buffer *buffer, const char *text)
{
    size_t left = strlen(text);
    myn_buffer_put(buffer, "\"");
    while (left) {
        uint32_t c;
        size_t size = utf8_next(text, left, &c);
        if (size == 0)
            myn_buffer_put(buffer, "\xef\xbf\xbd");
        else if (needs_escape(c))
            put_escape(buffer, c);
        else
            myn_buffer_add(buffer, text, size);
        size += size == 0;
        text += size;
        left -= size;
    }
    myn_buffer_put(buffer, "\"");
}

/* Words that a YAML reader, of version 1.1 too, takes for something else than text. */
static bool yaml_word(const char *text)
{
    static const char *const words[] = {"true", "false", "yes", "no",  "on", "off",
                                        "null", "y",     "n",   "nan", "inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i]) == 0) return true;
    return false;
}

/* Whether TEXT may stand as it is anywhere in YAML: it starts with a letter, and holds nothing that YAML
 * gives a meaning. Narrower than the grammar, so that a reader need not know it. */
static bool yaml_plain(const char *text)
{
    size_t left = strlen(text);
    if (left == 0 || text[left - 1] == ' ' || yaml_word(text)) return false;
    for (bool first = true; left; first = false) {
        uint32_t c;
        size_t size = utf8_next(text, left, &c);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 0xa0;
        bool other = (c >= '0' && c <= '9') || (c && c < 0x80 && strchr(" _-./%()+'&;=", (int)c));
        if (size == 0 || needs_escape(c) || !(letter || (other && !first))) return false;
        text += size;
        left -= size;
    }
    return true;
}

/* YAML's double-quoted scalar reads every JSON string. */
void myn_buffer_yaml(myn_buffer *buffer, const char *text)
{
    if (yaml_plain(text))
        myn_buffer_put(buffer, text);
    else
        myn_buffer_json(buffer, text);
}
