/* Rings that grow, and the boundaries made of them. */
#include "geography/outline.h"
#include <mynegai/names.h>
#include <stdlib.h>

struct Outline {
    myn_names *codes;
    const char **code;
    double *x, *y;
    size_t points, point_room;
    size_t *start;
    uint32_t *area;
    bool *hole;
    size_t rings, ring_room;
    myn_boundaries boundaries;
};

static bool grow(void *of_array, size_t room, size_t size)
{
    void **array = of_array, *larger = room > SIZE_MAX / size ? NULL : realloc(*array, room * size);
    if (larger) *array = larger;
    return larger != NULL;
}

myn_status outline_new(Outline **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&(*out)->codes);
    if (!status && !grow(&(*out)->start, 1, sizeof *(*out)->start)) status = MYN_ERR_MEMORY;
    if (!status) (*out)->start[0] = 0;
    return status;
}

void outline_free(Outline *o)
{
    if (!o) return;
    myn_names_free(o->codes);
    free(o->code);
    free(o->x);
    free(o->y);
    free(o->start);
    free(o->area);
    free(o->hole);
    free(o);
}

bool outline_area(Outline *o, const char *code, uint32_t *number)
{
    size_t at, length = 0;
    while (code[length]) length++;
    if (myn_names_add(o->codes, code, length, &at) != MYN_OK) return false;
    *number = (uint32_t)at;
    return true;
}

bool outline_point(Outline *o, double x, double y)
{
    if (o->points == o->point_room) {
        size_t room = o->point_room ? 2 * o->point_room : 1024;
        if (!grow(&o->x, room, sizeof *o->x) || !grow(&o->y, room, sizeof *o->y)) return false;
        o->point_room = room;
    }
    o->x[o->points] = x;
    o->y[o->points++] = y;
    return true;
}

bool outline_end_ring(Outline *o, uint32_t area, bool hole)
{
    if (o->rings == o->ring_room) {
        size_t room = o->ring_room ? 2 * o->ring_room : 64;
        if (!grow(&o->start, room + 1, sizeof *o->start) || !grow(&o->area, room, sizeof *o->area) ||
            !grow(&o->hole, room, sizeof *o->hole))
            return false;
        o->ring_room = room;
    }
    o->hole[o->rings] = hole;
    o->area[o->rings++] = area;
    o->start[o->rings] = o->points;
    return true;
}

myn_status outline_done(Outline *o, myn_boundaries **out)
{
    size_t count = myn_names_count(o->codes);
    if (!grow(&o->code, count + 1, sizeof *o->code)) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) o->code[i] = myn_names_at(o->codes, i);
    o->boundaries = (myn_boundaries){count, o->code, {o->x, o->y, o->start, o->area, o->rings}, o->hole, o};
    *out = &o->boundaries;
    return MYN_OK;
}

void myn_boundaries_free(myn_boundaries *boundaries)
{
    if (boundaries) outline_free(boundaries->memory);
}

myn_status myn_boundaries_cover(const myn_boundaries *boundaries, const char *name, const char *const *wanted,
                                size_t count, size_t *place, myn_diag *diag)
{
    const Outline *o = boundaries->memory;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        while (wanted[i][length]) length++;
        place[i] = myn_names_find(o->codes, wanted[i], length);
        if (place[i] != MYN_NONE) continue;
        myn_diag_add(diag, MYN_ERROR, (myn_place){name, 0, 0}, "area %s has no boundary here", wanted[i]);
        status = MYN_ERR_DATA;
    }
    return status;
}
