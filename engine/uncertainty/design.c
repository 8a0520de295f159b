/* Points of a design: Monte Carlo, Latin hypercube, Sobol' sequence; Saltelli's rows made of them. */
#include "uncertainty/design_latin.h"
#include "uncertainty/design_sobol.h"
#include <mynegai/design.h>
#include <mynegai/stream.h>
#include <stdbool.h>

#define POINTS_MOST ((uint64_t)1 << 32)

/* Streams by use: scrambling and keys are numbered by dimension, points by their own number. */
#define STREAM_POINTS (MYN_DESIGN_STREAM | (uint64_t)1 << 40)

static myn_status new_sobol(myn_design *design, myn_arena *arena)
{
    size_t d = design->choice.dimensions;
    uint64_t *v = myn_arena_get(arena, SOBOL_BITS * d * sizeof *v),
             *shift = myn_arena_zero(arena, d, sizeof *shift);
    if (!v || !shift) return MYN_ERR_MEMORY;
    sobol_directions(d, v);
    if (design->choice.kind == MYN_DESIGN_SOBOL) sobol_scramble(design->choice.seed, d, v, shift);
    design->direction = v;
    design->shift = shift;
    return MYN_OK;
}

static myn_status new_latin(myn_design *design, myn_arena *arena)
{
    size_t d = design->choice.dimensions;
    uint64_t *key = myn_arena_zero(arena, d, sizeof *key);
    if (!key) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < d; j++) {
        myn_stream stream = myn_stream_at(design->choice.seed, MYN_DESIGN_STREAM + j);
        key[j] = myn_stream_bits(&stream);
    }
    design->key = key;
    return MYN_OK;
}

myn_status myn_design_new(const myn_design_choice *choice, myn_arena *arena, myn_design *out)
{
    bool sobol = choice->kind == MYN_DESIGN_SOBOL || choice->kind == MYN_DESIGN_SOBOL_PLAIN;
    *out = (myn_design){.choice = *choice};
    if (!choice->points || choice->points > POINTS_MOST || !choice->dimensions) return MYN_ERR_ARGUMENT;
    if (sobol && choice->dimensions > MYN_SOBOL_DIMENSIONS) return MYN_ERR_ARGUMENT;
    if (sobol) return new_sobol(out, arena);
    return choice->kind == MYN_DESIGN_LATIN ? new_latin(out, arena) : MYN_OK;
}

static void sobol_point(const myn_design *design, uint64_t i, double *point)
{
    size_t d = design->choice.dimensions;
    uint64_t gray = i ^ i >> 1;
    bool plain = design->choice.kind == MYN_DESIGN_SOBOL_PLAIN;
    for (size_t j = 0; j < d; j++) {
        uint64_t digits = design->shift[j];
        for (uint64_t rest = gray; rest; rest &= rest - 1)
            digits ^= design->direction[(size_t)__builtin_ctzll(rest) * d + j];
        point[j] = plain ? (double)digits * 0x1p-32 : ((double)digits + 0.5) * 0x1p-52;
    }
}

/* The part of N in which input J lies, and a random place within it. */
static void latin_point(const myn_design *design, uint64_t i, double *point)
{
    double n = (double)design->choice.points;
    myn_stream stream = myn_stream_at(design->choice.seed, STREAM_POINTS + i);
    for (size_t j = 0; j < design->choice.dimensions; j++) {
        double part = (double)latin_place(i, design->choice.points, design->key[j]);
        double at = (part + myn_stream_uniform(&stream)) / n;
        point[j] = at < 1 ? at : 1 - 0x1p-53;
    }
}

void myn_design_point(const myn_design *design, uint64_t i, double *point)
{
    if (design->direction) {
        sobol_point(design, i, point);
        return;
    }
    if (design->key) {
        latin_point(design, i, point);
        return;
    }
    myn_stream stream = myn_stream_at(design->choice.seed, STREAM_POINTS + i);
    for (size_t j = 0; j < design->choice.dimensions; j++) point[j] = myn_stream_uniform(&stream);
}

uint64_t myn_saltelli_runs(uint64_t n, size_t d)
{
    return n * (d + 2);
}

void myn_saltelli_point(const myn_saltelli *rows, uint64_t r, double *point, double *room)
{
    uint64_t row;
    size_t c = rows->design->choice.dimensions / 2,
           block = myn_saltelli_block(r, rows->design->choice.points, &row);
    size_t from = 0, to = block == 1 ? c : 0;
    if (block >= 2) {
        from = rows->first ? rows->first[block - 2] : block - 2;
        to = rows->first ? rows->first[block - 1] : block - 1;
    }
    myn_design_point(rows->design, row, room);
    for (size_t j = 0; j < c; j++) point[j] = room[j >= from && j < to ? c + j : j];
}
