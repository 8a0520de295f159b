/* Paths in tenths, written relative to the position before. */
#include "geography/sketch.h"
#include <stdlib.h>

#define WIDTH_LEAST 10
#define WIDTH_MOST  1e6

myn_status sketch_new(size_t count, double width, Sketch **out)
{
    *out = NULL;
    if (!(width >= WIDTH_LEAST && width <= WIDTH_MOST)) return MYN_ERR_ARGUMENT;
    Sketch *s = calloc(1, sizeof *s);
    if (!s) return MYN_ERR_MEMORY;
    s->path = calloc(count + 1, sizeof *s->path);
    s->begin = calloc(count + 1, sizeof *s->begin);
    s->x = calloc(count + 1, sizeof *s->x);
    s->y = calloc(count + 1, sizeof *s->y);
    s->drawing = (myn_drawing){width, 0, count, s->path, s->x, s->y, s};
    *out = s;
    if (s->path && s->begin && s->x && s->y) return MYN_OK;
    sketch_free(s);
    *out = NULL;
    return MYN_ERR_MEMORY;
}

void sketch_free(Sketch *s)
{
    if (!s) return;
    free(s->path);
    free(s->begin);
    free(s->x);
    free(s->y);
    myn_buffer_free(&s->text);
    free(s);
}

void myn_drawing_free(myn_drawing *drawing)
{
    if (drawing) sketch_free(drawing->memory);
}

void sketch_area(Sketch *s, size_t area, double x, double y)
{
    if (area) myn_buffer_add(&s->text, "", 1);
    s->begin[area] = s->text.length;
    s->x[area] = x;
    s->y[area] = y;
}

/* TENTHS as a number, after a blank where it would run into the one before. */
static void put(myn_buffer *text, int64_t tenths, bool first)
{
    const char *before = tenths < 0 ? "-" : first ? "" : " ";
    long long whole = llabs((long long)tenths) / 10, rest = llabs((long long)tenths) % 10;
    if (!rest)
        myn_buffer_format(text, "%s%lld", before, whole);
    else if (whole)
        myn_buffer_format(text, "%s%lld.%lld", before, whole, rest);
    else
        myn_buffer_format(text, "%s.%lld", before, rest);
}

void sketch_ring(Sketch *s, const Spot *spot, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Spot from = i ? spot[i - 1] : (Spot){0, 0};
        if (i < 2) myn_buffer_put(&s->text, i ? "l" : "M");
        put(&s->text, spot[i].x - from.x, i < 2);
        put(&s->text, spot[i].y - from.y, false);
    }
    if (count) myn_buffer_put(&s->text, "z");
}

myn_status sketch_done(Sketch *s, double height, myn_drawing **out)
{
    myn_buffer_add(&s->text, "", 1);
    if (s->text.failed) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < s->drawing.count; i++) s->path[i] = s->text.at + s->begin[i];
    s->drawing.height = height;
    *out = &s->drawing;
    return MYN_OK;
}
