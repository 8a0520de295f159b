/* Order statistics of small whole numbers in a tile of columns, by halving: how many are at most the middle is counted
 * for all columns of the tile at once. Included once a width of KEY; no more than MYN_DRAWS_KEPT rows, so that a count
 * fits every KEY. */
#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define NAMED(name) JOIN(name, KEY_BITS)
#define KEY         JOIN(JOIN(uint, KEY_BITS), _t)

#define LANES (32 / sizeof(KEY))
typedef KEY NAMED(Keys) __attribute__((vector_size(32), aligned(sizeof(KEY)), may_alias));
#define KEYS NAMED(Keys)

/* How many rows of each column are at most AT. */
FOR_EACH_MACHINE
static void NAMED(count_at_most)(const KEY *tile, size_t rows, const KEY at[TILE], KEY count[TILE])
{
    for (size_t v = 0; v < TILE; v += LANES) {
        KEYS sum = {0}, most = *(const KEYS *)(at + v);
        for (size_t r = 0; r < rows; r++) sum -= (KEYS)(*(const KEYS *)(tile + r * TILE + v) <= most);
        *(KEYS *)(count + v) = sum;
    }
}

/* The least number above AT in each column; the greatest KEY where there is none. */
FOR_EACH_MACHINE
static void NAMED(least_above)(const KEY *tile, size_t rows, const KEY at[TILE], KEY next[TILE])
{
    for (size_t v = 0; v < TILE; v += LANES) {
        KEYS least = ~(KEYS){0}, floor = *(const KEYS *)(at + v);
        for (size_t r = 0; r < rows; r++) {
            KEYS x = *(const KEYS *)(tile + r * TILE + v);
            x |= (KEYS)(x <= floor);
            KEYS less = (KEYS)(x < least);
            least = (x & less) | (least & ~less);
        }
        *(KEYS *)(next + v) = least;
    }
}

FOR_EACH_MACHINE
static void NAMED(ends)(const KEY *tile, size_t rows, KEY low[TILE], KEY high[TILE])
{
    for (size_t v = 0; v < TILE; v += LANES) {
        KEYS least = ~(KEYS){0}, most = {0};
        for (size_t r = 0; r < rows; r++) {
            KEYS x = *(const KEYS *)(tile + r * TILE + v), less = (KEYS)(x < least), more = (KEYS)(x > most);
            least = (x & less) | (least & ~less);
            most = (x & more) | (most & ~more);
        }
        *(KEYS *)(low + v) = least;
        *(KEYS *)(high + v) = most;
    }
}

/* The WANT-th least (from 1) of each column into AT; COUNT gets how many are at most that. */
static void NAMED(halve)(const KEY *tile, size_t rows, const size_t want[TILE], KEY at[TILE], KEY count[TILE])
{
    KEY low[TILE], high[TILE];
    NAMED(ends)(tile, rows, low, high);
    memcpy(at, low, sizeof low);
    for (bool open = true; open;) {
        open = false;
        for (size_t c = 0; c < TILE; c++) at[c] = (KEY)(low[c] + (high[c] - low[c]) / 2);
        NAMED(count_at_most)(tile, rows, at, count);
        for (size_t c = 0; c < TILE; c++) {
            if (count[c] >= want[c])
                high[c] = at[c];
            else
                low[c] = (KEY)(at[c] + 1);
            open |= low[c] < high[c];
            at[c] = low[c];
        }
    }
    NAMED(count_at_most)(tile, rows, at, count);
}

/* Percentile P (0 .. 1) of the numbers above 0 of each column, less LESS; NaN where all are 0. */
static void NAMED(tile_percentile)(const KEY *tile, size_t rows, const KEY zero[TILE], Cut cut,
                                   double out[TILE])
{
    KEY at[TILE], count[TILE], next[TILE];
    size_t want[TILE];
    double part[TILE];
    for (size_t c = 0; c < TILE; c++) {
        size_t present = rows - zero[c], k;
        k = rank_below(present, cut.p, &part[c]);
        want[c] = present ? zero[c] + k + 1 : 1;
    }
    NAMED(halve)(tile, rows, want, at, count);
    NAMED(least_above)(tile, rows, at, next);
    for (size_t c = 0; c < TILE; c++) {
        double below = at[c], above = count[c] > want[c] ? at[c] : next[c];
        out[c] = rows == zero[c] ? NAN : between(below, above, part[c]) - cut.less;
    }
}

#undef KEYS
#undef LANES
#undef KEY
#undef NAMED
#undef JOIN
#undef JOIN_
