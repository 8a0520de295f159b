/* A text that grows, and remembers by itself that it could not: callers check once, at the end. */
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for MORE bytes and a final zero; doubles, so that appending is O(1) a byte. */
static bool make_room(myn_buffer *buffer, size_t more)
{
    if (buffer->failed) return false;
    size_t need;
    buffer->failed = __builtin_add_overflow(buffer->length, more, &need) || need > PTRDIFF_MAX / 2;
    if (buffer->failed || need < buffer->room) return !buffer->failed;
    size_t room = need < 32 ? 64 : 2 * need;
    char *moved = realloc(buffer->at, room);
    buffer->failed = !moved;
    if (!moved) return false;
    buffer->at = moved;
    buffer->room = room;
    return true;
}

void myn_buffer_add(myn_buffer *buffer, const char *text, size_t length)
{
    if (!make_room(buffer, length)) return;
    if (length) memcpy(buffer->at + buffer->length, text, length);
    buffer->length += length;
    buffer->at[buffer->length] = '\0';
}

void myn_buffer_put(myn_buffer *buffer, const char *text)
{
    myn_buffer_add(buffer, text, strlen(text));
}

void myn_buffer_format(myn_buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) buffer->failed = true;
    if (make_room(buffer, length < 0 ? 0 : (size_t)length)) {
        vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, values);
        buffer->length += (size_t)length;
    }
    va_end(values);
}

void myn_buffer_free(myn_buffer *buffer)
{
    if (!buffer) return;
    free(buffer->at);
    *buffer = (myn_buffer){0};
}
