/* The loops of kmeans_tile.c for registers of LANES floats, with the attribute MACHINE; names end in WIDTH.
 * Included once for each. */
#define JOIN2(a, b) a##b
#define JOIN(a, b)  JOIN2(a, b)
#define NAME(x)     JOIN(x, WIDTH)
#define PAIR        2 /* registers of points at a time: their loads are shared by all centres */

typedef float NAME(Floats) __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t NAME(Words) __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
#define Floats NAME(Floats)
#define Words  NAME(Words)
#define INLINE MACHINE static inline __attribute__((always_inline))

INLINE Floats NAME(choose)(Words mask, Floats yes, Floats no)
{
    return (Floats)(((Words)yes & mask) | ((Words)no & ~mask));
}

/* Scores of PAIR registers of points (from AT, tiles apart) against WIDE centres. */
INLINE void NAME(score)(const float *at, const float *centre, const float *half, size_t d, int wide,
                        Floats sum[PAIR][ABREAST])
{
#pragma GCC unroll 8
    for (int j = 0; j < wide; j++)
#pragma GCC unroll 2
        for (int v = 0; v < PAIR; v++) sum[v][j] = (Floats){0} + half[j];
    for (size_t l = 0; l < d; l++, at += TILE, centre += ABREAST) {
        Floats x = *(const Floats *)at, y = *(const Floats *)(at + LANES);
#pragma GCC unroll 8
        for (int j = 0; j < wide; j++) {
            sum[0][j] += x * centre[j];
            sum[1][j] += y * centre[j];
        }
    }
}

typedef struct {
    Floats own, other;
    Words which, label;
} NAME(Best);

INLINE void NAME(take)(NAME(Best) * best, Floats score, int32_t j)
{
    Words own = best->label == j;
    best->own = NAME(choose)(own, score, best->own);
    Words less = (score < best->other) & ~own;
    best->other = NAME(choose)(less, score, best->other);
    best->which = (best->which & ~less) | (((Words){0} + j) & less);
}

/* PAIR registers of points against WIDE centres from number FIRST. */
INLINE void NAME(strip)(const float *at, const Centres *c, size_t first, int wide, NAME(Best) best[PAIR])
{
    Floats sum[PAIR][ABREAST];
    NAME(score)(at, c->at + first * c->d, c->half + first, c->d, wide, sum);
#pragma GCC unroll 8
    for (int j = 0; j < wide; j++)
#pragma GCC unroll 2
        for (int v = 0; v < PAIR; v++) NAME(take)(&best[v], sum[v][j], (int32_t)first + j);
}

/* The last centres, fewer than eight. */
INLINE void NAME(rest)(const float *at, const Centres *c, size_t first, NAME(Best) best[PAIR])
{
    switch (c->k - first) {
    case 1: NAME(strip)(at, c, first, 1, best); break;
    case 2: NAME(strip)(at, c, first, 2, best); break;
    case 3: NAME(strip)(at, c, first, 3, best); break;
    case 4: NAME(strip)(at, c, first, 4, best); break;
    case 5: NAME(strip)(at, c, first, 5, best); break;
    case 6: NAME(strip)(at, c, first, 6, best); break;
    case 7: NAME(strip)(at, c, first, 7, best); break;
    default: break;
    }
}

/* Words of -1 where another is nearer than the point's own and its margin. */
INLINE Words NAME(nearer)(const NAME(Best) * best, const Margin *margin, int at)
{
    if (!margin) return best->other < best->own;
    Floats cost = *(const Floats *)(margin->norm + at) + 2 * (best->own + margin->error);
    cost = NAME(choose)(cost > 0, cost, (Floats){0});
    return best->other < best->own + (*(const Floats *)(margin->allow + at) * cost + margin->error);
}

MACHINE static bool NAME(nearest)(const float *tile, const Centres *c, const int32_t *label,
                                  const Margin *margin, Nearest *out)
{
    Words any = {0};
    for (int from = 0; from < TILE; from += PAIR * LANES) {
        NAME(Best) best[PAIR];
        for (int v = 0; v < PAIR; v++)
            best[v] = (NAME(Best)){(Floats){0} + __FLT_MAX__, (Floats){0} + __FLT_MAX__, (Words){0},
                                   *(const Words *)(label + from + v * LANES)};
        size_t first = 0;
        for (; first + ABREAST <= c->k; first += ABREAST) NAME(strip)(tile + from, c, first, ABREAST, best);
        NAME(rest)(tile + from, c, first, best);
        for (int v = 0; v < PAIR; v++) {
            *(Floats *)(out->own + from + v * LANES) = best[v].own;
            *(Floats *)(out->other + from + v * LANES) = best[v].other;
            *(Words *)(out->which + from + v * LANES) = best[v].which;
            Words nearer = NAME(nearer)(&best[v], margin, from + v * LANES);
            *(Words *)(out->nearer + from + v * LANES) = nearer;
            any |= nearer;
        }
    }
    int32_t all = 0;
    for (int i = 0; i < LANES; i++) all |= any[i];
    return all != 0;
}

/* What POINTS lanes would cost with centre J added, given their scores. */
INLINE Floats NAME(with)(Floats score, const float *const point[3], int at)
{
    Floats norm = *(const Floats *)(point[0] + at), near = *(const Floats *)(point[1] + at);
    Floats off = norm + 2 * score;
    off = NAME(choose)(off > 0, off, (Floats){0});
    return *(const Floats *)(point[2] + at) * NAME(choose)(off < near, off, near);
}

INLINE double NAME(total)(Floats x)
{
    double total = 0;
    for (int i = 0; i < LANES; i++) total += (double)x[i];
    return total;
}

MACHINE static void NAME(potential)(const float *tile, const Centres *c, const float *const point[3],
                                    double *gain)
{
    Floats sum[PAIR][ABREAST], cost[ABREAST];
    for (size_t j = 0; j < ABREAST; j++) cost[j] = (Floats){0};
    for (int from = 0; from < TILE; from += PAIR * LANES) {
        NAME(score)(tile + from, c->at, c->half, c->d, ABREAST, sum);
        for (int j = 0; j < ABREAST; j++)
            for (int v = 0; v < PAIR; v++) cost[j] += NAME(with)(sum[v][j], point, from + v * LANES);
    }
    for (size_t j = 0; j < c->k; j++) gain[j] += NAME(total)(cost[j]);
}

MACHINE static void NAME(shift)(const float *row, double w, size_t d, double *from, double *to)
{
    if (from)
        for (size_t l = 0; l < d; l++) {
            double x = w * (double)row[l];
            to[l] += x;
            from[l] -= x;
        }
    else
        for (size_t l = 0; l < d; l++) to[l] += w * (double)row[l];
}

MACHINE static void NAME(shift_exact)(const double *x, const double *mean, const double w[2], size_t d,
                                      double *from, double *to)
{
    for (size_t l = 0; l < d; l++) {
        double z = w[0] * ((x[l] - mean[l]) * w[1]);
        to[l] += z;
        if (from) from[l] -= z;
    }
}

/* Squared distances of PAIR registers of points to ABREAST others, from differences. */
INLINE void NAME(differences)(const float *at, const float *other, size_t d, Floats sum[PAIR][ABREAST])
{
    for (int j = 0; j < ABREAST; j++) sum[0][j] = sum[1][j] = (Floats){0};
    for (size_t l = 0; l < d; l++, at += TILE, other += ABREAST) {
        Floats x = *(const Floats *)at, y = *(const Floats *)(at + LANES);
#pragma GCC unroll 8
        for (int j = 0; j < ABREAST; j++) {
            Floats a = x + other[j], b = y + other[j];
            sum[0][j] += a * a;
            sum[1][j] += b * b;
        }
    }
}

/* The same from norms and products; TOO_NEAR ones are noted in *NEAR. */
INLINE void NAME(products)(const float *at, const Centres *other, const Sides *s, int from,
                           Floats sum[PAIR][ABREAST], Words *near)
{
    NAME(score)(at, other->at, other->half, other->d, ABREAST, sum);
    for (int v = 0; v < PAIR; v++) {
        Floats norm = *(const Floats *)(s->norm + from + v * LANES);
        Floats low = *(const Floats *)(s->low + from + v * LANES);
#pragma GCC unroll 8
        for (int j = 0; j < ABREAST; j++) {
            Floats off = (norm + 2 * sum[v][j]) + (low + s->other_low[j]);
            *near |= off < TOO_NEAR * (norm + s->other_norm[j]);
            sum[v][j] = NAME(choose)(off > 0, off, (Floats){0});
        }
    }
}

MACHINE static bool NAME(roots)(const float *tile, const Centres *other, const Sides *s, bool differences,
                                Roots *out)
{
    Words near = {0};
    Floats sum[PAIR][ABREAST];
    for (int from = 0; from < TILE; from += PAIR * LANES) {
        if (differences)
            NAME(differences)(tile + from, other->at, other->d, sum);
        else
            NAME(products)(tile + from, other, s, from, sum, &near);
        for (int j = 0; j < ABREAST; j++)
            for (int v = 0; v < PAIR; v++) *(Floats *)(out->to[j] + from + v * LANES) = sum[v][j];
    }
    for (int j = 0; j < ABREAST; j++) ROOTS(out->to[j]);
    for (int from = 0; from < TILE; from += LANES) {
        Floats row = {0}, share = *(const Floats *)(s->share + from);
        for (int j = 0; j < ABREAST; j++) {
            Floats off = *(const Floats *)(out->to[j] + from);
            row += s->other_share[j] * off;
            *(Floats *)(out->col[j] + from) += share * off;
        }
        *(Floats *)(out->row + from) = row;
    }
    int32_t any = 0;
    for (int i = 0; i < LANES; i++) any |= near[i];
    return any != 0;
}

static const TileLoops NAME(loops) = {NAME(nearest), NAME(potential), NAME(shift), NAME(roots),
                                      NAME(shift_exact)};

#undef JOIN2
#undef JOIN
#undef NAME
#undef PAIR
#undef Floats
#undef Words
#undef INLINE
#undef LANES
#undef WIDTH
#undef MACHINE
#undef ROOTS
