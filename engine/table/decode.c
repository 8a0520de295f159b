/* Most tables are ASCII from end to end and are passed on as they are. At the first byte that is not, the
 * rest of the file is looked at once: only the whole file shows whether it is UTF-8, and no row must be read
 * in one encoding and the next in another. */
#include "table/decode.h"
#include "table/blocks.h"
#include <errno.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AHEAD ((size_t)256 * 1024)

Decoder decoder_of(myn_encoding asked, const char *name, int file)
{
    return (Decoder){.asked = asked, .name = name, .file = file};
}

void decoder_free(Decoder *decoder)
{
    free(decoder->text);
}

const char *encoding_name(myn_encoding encoding)
{
    return encoding == MYN_ENCODING_WINDOWS_1252 ? "Windows-1252" : "UTF-8";
}

/* A plain loop that the compiler turns into vector instructions. */
static bool is_ascii(const char *at, size_t size)
{
    unsigned char any = 0;
    for (size_t i = 0; i < size; i++) any |= (unsigned char)at[i];
    return any < 0x80;
}

static myn_status read_at(int file, char *to, size_t size, size_t offset, size_t *got)
{
    ssize_t some;
    do some = pread(file, to, size, (off_t)offset);
    while (some < 0 && errno == EINTR);
    *got = some < 0 ? 0 : (size_t)some;
    return some < 0 ? MYN_ERR_IO : MYN_OK;
}

/* Whether FILE is UTF-8 from FROM, a character's start, to its end; *BAD is the offset of the first bad byte.
 * A character may be cut by the end of the buffer: its first bytes are then moved to the front. */
static myn_status look_ahead(int file, size_t from, bool *valid, size_t *bad)
{
    char *buffer = malloc(AHEAD);
    if (!buffer) return MYN_ERR_MEMORY;
    size_t kept = 0, got = 0, wrong = 0;
    myn_status status;
    *valid = true;
    while ((status = read_at(file, buffer + kept, AHEAD - kept, from + kept, &got)) == MYN_OK) {
        size_t size = kept + got;
        if (myn_utf8_valid(buffer, size, &wrong)) wrong = size;
        bool cut = got > 0 && size - wrong < 4;
        if (wrong < size && !cut) {
            *valid = false;
            *bad = from + wrong;
            break;
        }
        kept = size - wrong;
        memmove(buffer, buffer + wrong, kept);
        from += wrong;
        if (got == 0) break;
    }
    free(buffer);
    return status;
}

/* The line of the byte at OFFSET, for a message. */
static size_t line_of(int file, size_t offset)
{
    char buffer[4096];
    size_t line = 1, got = 0;
    for (size_t at = 0; at < offset; at += got) {
        size_t want = offset - at < sizeof buffer ? offset - at : sizeof buffer;
        if (read_at(file, buffer, want, at, &got) != MYN_OK || got == 0) break;
        for (size_t i = 0; i < got; i++) line += buffer[i] == '\n';
    }
    return line;
}

/* Decide what the encoding is, at the first block that is not ASCII. */
static myn_status settle(Decoder *decoder, myn_diag *diag)
{
    decoder->is = decoder->asked;
    if (decoder->asked == MYN_ENCODING_WINDOWS_1252) return MYN_OK;
    bool valid;
    size_t bad = 0;
    myn_status status = look_ahead(decoder->file, decoder->before, &valid, &bad);
    if (status != MYN_OK) return status;
    if (valid || decoder->asked == MYN_ENCODING_UTF8) {
        decoder->is = MYN_ENCODING_UTF8;
        decoder->careful |= !valid;
        return MYN_OK;
    }
    decoder->is = MYN_ENCODING_WINDOWS_1252;
    myn_diag_add(
        diag, MYN_NOTE, (myn_place){decoder->name, line_of(decoder->file, bad), 0},
        "not UTF-8 from here; the whole file is read as Windows-1252 (`encoding: windows-1252` settles it)");
    return MYN_OK;
}

/* Windows-1252 (the Unicode Consortium's table CP1252.TXT) 80 to 9f; 0: no character. a0 to ff are U+00A0 to
 * U+00FF. */
static const uint16_t high[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

/* One byte into at most three at TO. A byte that is no character is kept: alone it is no UTF-8 either, and is
 * found as such when its row is looked at. */
static size_t put_1252(unsigned char byte, char *to, bool *careful)
{
    unsigned code = byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
    if (code == 0 && byte) {
        *careful = true;
        *to = (char)byte;
        return 1;
    }
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xc0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    to[0] = (char)(0xe0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3f));
    to[2] = (char)(0x80 | (code & 0x3f));
    return 3;
}

static myn_status from_1252(Decoder *decoder, const char **at, size_t *size)
{
    if (!decoder->text) decoder->text = malloc(3 * BLOCK_SIZE);
    if (!decoder->text) return MYN_ERR_MEMORY;
    size_t length = 0;
    for (size_t i = 0; i < *size; i++)
        length += put_1252((unsigned char)(*at)[i], decoder->text + length, &decoder->careful);
    *at = decoder->text;
    *size = length;
    return MYN_OK;
}

/* Text in UTF-16 has a NUL in every second place as long as it is ASCII. */
static bool looks_like_utf16(const char *at, size_t size)
{
    bool mark = size >= 2 && (memcmp(at, "\xff\xfe", 2) == 0 || memcmp(at, "\xfe\xff", 2) == 0);
    size_t seen = size < 64 ? size : 64, nul[2] = {0, 0};
    for (size_t i = 0; i < seen; i++) nul[i & 1] += at[i] == '\0';
    return mark || (seen >= 4 && nul[0] + nul[1] >= seen / 2 - 1 && (nul[0] == 0 || nul[1] == 0));
}

static myn_status begin(Decoder *decoder, const char **at, size_t *size, myn_diag *diag)
{
    decoder->begun = true;
    if (looks_like_utf16(*at, *size)) {
        myn_diag_add(diag, MYN_ERROR, (myn_place){decoder->name, 1, 0},
                     "the file is UTF-16 (as spreadsheets write \"Unicode text\"); save it as CSV UTF-8");
        return MYN_ERR_DATA;
    }
    if (*size >= 3 && memcmp(*at, "\xef\xbb\xbf", 3) == 0) {
        decoder->asked = MYN_ENCODING_UTF8; /* the file itself says so */
        *at += 3;
        *size -= 3;
    }
    return MYN_OK;
}

myn_status decode(Decoder *decoder, const char **at, size_t *size, myn_diag *diag)
{
    size_t raw = *size;
    myn_status status = decoder->begun ? MYN_OK : begin(decoder, at, size, diag);
    decoder->before += raw - *size; /* a byte-order mark */
    raw = *size;
    if (status == MYN_OK && memchr(*at, '\0', *size)) decoder->careful = true;
    if (status == MYN_OK && !is_ascii(*at, *size)) {
        if (decoder->is == MYN_ENCODING_AUTO) status = settle(decoder, diag);
        if (status == MYN_OK && decoder->is == MYN_ENCODING_WINDOWS_1252)
            status = from_1252(decoder, at, size);
    }
    decoder->before += raw;
    return status;
}
