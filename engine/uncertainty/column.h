/* Order statistics of small whole numbers in a column, by counting how many are at most a guess. Included once a width of
 * KEY. A column's numbers are a multiple of COLUMN_STEP; 0 is none. No more than MYN_DRAWS_KEPT and a step, so that a
 * count fits every KEY. */
#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define NAMED(name) JOIN(name, KEY_BITS)
#define KEY         JOIN(JOIN(uint, KEY_BITS), _t)

#define LANES (32 / sizeof(KEY))
#define SIDES 4 /* vectors side by side, so that none waits for the one before */
typedef KEY NAMED(Keys) __attribute__((vector_size(32), aligned(sizeof(KEY)), may_alias));
#define KEYS NAMED(Keys)

/* COUNT further rows of a tile, of which WIDTH columns are there. */
FOR_EACH_MACHINE
static void NAMED(keep)(const uint32_t *restrict rank, size_t stride, size_t count, size_t width,
                        KEY *restrict to)
{
    for (size_t r = 0; r < count; r++, rank += stride, to += TILE) {
        if (width == TILE)
            for (size_t c = 0; c < TILE; c++) to[c] = (KEY)rank[c];
        else
            for (size_t c = 0; c < TILE; c++) to[c] = (KEY)(c < width ? rank[c] : 0);
    }
}

/* How many are at most AT. */
FOR_EACH_MACHINE
static size_t NAMED(count_at_most)(const KEY *column, size_t length, KEY at)
{
    KEYS sum[SIDES], most = (KEYS){0} + at;
    size_t count = 0;
    for (size_t k = 0; k < SIDES; k++) sum[k] = (KEYS){0};
    for (size_t r = 0; r < length; r += SIDES * LANES)
        for (size_t k = 0; k < SIDES; k++) sum[k] -= (KEYS)(*(const KEYS *)(column + r + k * LANES) <= most);
    for (size_t k = 1; k < SIDES; k++) sum[0] += sum[k];
    for (size_t l = 0; l < LANES; l++) count += sum[0][l];
    return count;
}

/* The greatest number that is at most AT (0 where there is none), and the least above (the greatest KEY). Differences of
 * numbers on the other side go round to greater ones. */
FOR_EACH_MACHINE
static void NAMED(beside)(const KEY *column, size_t length, KEY at, KEY *below, KEY *above)
{
    KEY down = (KEY) ~(KEY)0, up = down, room = (KEY)(down - at);
    for (size_t r = 0; r < length; r++) {
        KEY under = (KEY)(at - column[r]), over = (KEY)(column[r] - at - 1);
        down = under < down ? under : down;
        up = over < up ? over : up;
    }
    *below = (KEY)(down <= at ? at - down : 0);
    *above = (KEY)(up < room ? at + 1 + up : (KEY) ~(KEY)0);
}

/* A number that exactly WANT are at most, or the least that more are; *COUNT are at most it. Guesses go by the slope of a
 * normal distribution, the later ones by halves. */
static KEY NAMED(search)(const KEY *column, size_t length, Guess guess, size_t want, size_t *count)
{
    KEY low = 0, high = (KEY) ~(KEY)0, at;
    for (int tries = 0; low < high; tries++) {
        bool inside = guess.at >= (double)low && guess.at < (double)high && tries < GUESSES;
        at = inside ? (KEY)guess.at : (KEY)(low + (high - low) / 2);
        *count = NAMED(count_at_most)(column, length, at);
        if (*count == want) return at;
        if (*count > want)
            high = at;
        else
            low = (KEY)(at + 1);
        guess.at = (double)at + ((double)want - (double)*count) * guess.slope;
    }
    *count = NAMED(count_at_most)(column, length, low);
    return low;
}

/* A percentile of the numbers above 0; NaN where there are none. */
static double NAMED(percentile)(const KEY *column, const Sums *of, const Cut *cut)
{
    size_t present = present_of(of), count;
    double part;
    if (!present) return NAN;
    if (is_constant(&of->moments)) return of->moments.around;
    size_t want = of->none + rank_below(present, cut->p, &part) + 1;
    KEY below, above,
        at = NAMED(search)(column, of->length, first_guess(&of->moments, present, cut), want, &count);
    NAMED(beside)(column, of->length, at, &below, &above);
    return between(below, count > want ? below : above, part);
}

/* |rank - WAS|, one too large, 0 none. */
FOR_EACH_MACHINE
static void NAMED(turn_to_shifts)(const KEY *column, size_t length, KEY was, KEY *shift)
{
    for (size_t r = 0; r < length; r++) {
        KEY now = column[r], by = (KEY)(now > was ? now - was : was - now);
        shift[r] = (KEY)(now ? by + 1 : 0);
    }
}

/* X: the column; SHIFT: room for one. */
static void NAMED(ranks_of_column)(myn_spread *s, size_t column, const KEY *x, KEY *shift)
{
    size_t length = s->length, columns = s->plan.columns;
    int32_t was = s->plan.published ? s->plan.published[column] : 0;
    Sums of = NAMED(sums)(x, length, NAMED(count_at_most)(x, length, 0));
    put_moments(s, column, &of);
    for (size_t p = 0; p < s->plan.percentiles; p++)
        s->result.rank_percentile[p * columns + column] = NAMED(percentile)(x, &of, &s->cut[p]);
    s->result.shift[column] = NAN;
    if (was <= 0) return;
    NAMED(turn_to_shifts)(x, length, (KEY)was, shift);
    of = NAMED(sums)(shift, length, of.none);
    s->result.shift[column] = NAMED(percentile)(shift, &of, &s->median) - 1;
}

static myn_status NAMED(ranks_of_tile)(myn_spread *s, size_t i, myn_arena *scratch)
{
    size_t rows = s->plan.draws;
    KEY *x = myn_arena_get(scratch, (TILE + 1) * s->length * sizeof *x);
    if (!x) return MYN_ERR_MEMORY;
    NAMED(turn)((const KEY *)s->rank + i * rows * TILE, rows, s->length, x);
    for (size_t c = 0; c < width_of(s, i); c++)
        NAMED(ranks_of_column)(s, i * TILE + c, x + c * s->length, x + TILE * s->length);
    return MYN_OK;
}

#undef KEYS
#undef SIDES
#undef LANES
#undef KEY
#undef NAMED
#undef JOIN
#undef JOIN_
