/* Text for a terminal. */
#include "report/ink.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Orange to blue through grey: told apart by readers who see no red or green, legible on dark and light. */
static const char *const ink[] = {"",
                                  "\033[1m",
                                  "\033[2m",
                                  "\033[38;5;166m",
                                  "\033[38;5;172m",
                                  "\033[38;5;244m",
                                  "\033[38;5;67m",
                                  "\033[38;5;32m"};

static bool is_control(const char *at, size_t bytes)
{
    unsigned char first = (unsigned char)at[0];
    return bytes == 1 ? first < 0x20 || first == 0x7f
                      : first == 0xc2 && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] < 0xa0;
}

/* The bytes of the character that AT starts with (a stray byte counts as one). */
static size_t character(const char *at)
{
    unsigned char first = (unsigned char)*at;
    size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1, n = 1;
    while (n < bytes && ((unsigned char)at[n] & 0xc0) == 0x80) n++;
    return n;
}

static size_t columns_of(const char *at, size_t bytes)
{
    char one[5] = {0};
    memcpy(one, at, bytes);
    return is_control(at, bytes) ? 1 : myn_text_width(one);
}

size_t ink_width(const char *text)
{
    size_t width = 0;
    for (size_t n; *text; text += n) width += columns_of(text, n = character(text));
    return width;
}

size_t ink_text(Page *page, const myn_terminal *how, unsigned style, const char *text, size_t width)
{
    bool set = how->colour && style > 0 &&
               style<sizeof ink / sizeof *ink && * text, cut = ink_width(text)> width;
    size_t room = cut && width ? width - 1 : width, used = 0;
    if (set) page_put(page, ink[style]);
    for (size_t n; *text; text += n) {
        n = character(text);
        size_t columns = columns_of(text, n);
        if (used + columns > room) break;
        myn_buffer_add(&page->text, is_control(text, n) ? " " : text, is_control(text, n) ? 1 : n);
        used += columns;
    }
    if (cut && width) {
        page_put(page, "…");
        used++;
    }
    if (set) page_put(page, "\033[0m");
    return used;
}

/* Bytes of TEXT, ended at a blank, that fit into WIDTH columns; one word at least. */
static size_t words_within(const char *text, size_t width)
{
    size_t fits = 0, used = 0, at = 0;
    while (text[at]) {
        size_t n = character(text + at);
        used += columns_of(text + at, n);
        at += n;
        bool word_ends = text[at] == ' ' || text[at] == '\0';
        if (word_ends && (used <= width || fits == 0)) fits = at;
        if (used > width && fits) break;
    }
    return fits;
}

void ink_line(Page *page, const myn_terminal *how, unsigned style, const char *text, size_t indent)
{
    size_t room = !how->width ? SIZE_MAX : how->width > indent ? how->width - indent : 1;
    char line[512];
    do {
        size_t n = words_within(text, room);
        if (n >= sizeof line) n = sizeof line - 1;
        memcpy(line, text, n);
        line[n] = '\0';
        ink_text(page, how, style, line, SIZE_MAX);
        page_put(page, "\n");
        text += n;
        while (*text == ' ') text++;
        if (*text) page_pad(page, indent);
    } while (*text);
}

static const char *const eighth[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

void ink_bar(double share, size_t width, myn_buffer *out)
{
    out->length = 0;
    if (isnan(share)) return;
    share = fmin(fmax(share, 0), 1);
    size_t parts = (size_t)lround(share * 8 * (double)width);
    if (parts == 0 && share > 0) parts = 1; /* something is not nothing */
    for (; parts >= 8; parts -= 8) myn_buffer_put(out, "█");
    myn_buffer_put(out, eighth[parts]);
}

void ink_two_sided(double share, size_t width, myn_buffer *out)
{
    out->length = 0;
    if (isnan(share)) return;
    share = fmin(fmax(share, -1), 1);
    size_t marks = (size_t)lround(fabs(share) * (double)width);
    for (size_t i = 0; i < width; i++) myn_buffer_put(out, share < 0 && i >= width - marks ? "━" : " ");
    myn_buffer_put(out, "│");
    for (size_t i = 0; share > 0 && i < marks; i++) myn_buffer_put(out, "━");
}

unsigned ink_step(size_t i, size_t count)
{
    size_t step = count > 1 ? (i * (MYN_STYLE_STEPS - 1) + (count - 1) / 2) / (count - 1)
                            : MYN_STYLE_STEPS / 2;
    return MYN_STYLE_STEP + (unsigned)(step < MYN_STYLE_STEPS ? step : MYN_STYLE_STEPS - 1);
}
