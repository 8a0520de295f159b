/* Ranks of one draw. Scores are laid on a line of equal parts, some forty an area, with a bit for each that says whether an
 * area lies there: its rank is the number of bits from its own up, told by sums over words and the bits of one word. Areas
 * of a word in which some share a part are put in order by their scores. A draw in which many do (a few scores far away
 * from all others, or many that are tied) is ranked by the general sort. */
#include "uncertainty/ranks.h"
#include "base/machine.h"
#include "uncertainty/lanes.h"
#include <math.h>

#define WORDS_LEAST  64
#define WORDS_MOST   ((size_t)1 << 25)
#define COUNT_SMALL  17 /* low bits of a word that serve UINT16_MAX areas, */
#define COUNT_LARGE  32 /* and as many as there may be */
#define GROUP_MOST   64 /* areas of a word that are compared with each other */
#define SAMPLED      16 /* scores, of every SAMPLE_EVERY where there are many, tell where all are */
#define SAMPLE_EVERY 256
#define CENTRE       2. /* standard deviations */
#define MORE_MOST    1e6
#define SLACK        8 /* numbers that wide steps may write beyond a list's end */

typedef struct {
    const RankSteps *steps;
    const double *score;
    Line line;
    uint32_t *place;
    uint64_t *word;
    uint32_t *rank;
    size_t n; /* areas */
    bool lowest_first;
    int ties;
} Ranker;

/* ---- where the scores are ---- */

typedef struct {
    double least, greatest, from, to; /* most are between the last two */
} Range;

/* Sums are of differences from AROUND. */
typedef struct {
    Lanes least, greatest, sum, squares, count;
    double around;
} Sample;

static inline void see(Sample *s, const Lanes *at)
{
    Lanes v = *at, zero = {0};
    Marks there = v == v;
    Lanes d = CHOOSE(there, v - s->around, zero);
    s->least = CHOOSE(v < s->least, v, s->least);
    s->greatest = CHOOSE(v > s->greatest, v, s->greatest);
    s->sum += d;
    s->squares += d * d;
    s->count -= __builtin_convertvector(there, Lanes);
}

/* All of few scores; of many SAMPLED in every SAMPLE_EVERY. */
FOR_EACH_MACHINE
static void see_some(Sample *into, const double *x, size_t n)
{
    Sample s = *into;
    size_t every = SAMPLED, i = 0;
    while (every < SAMPLE_EVERY && n > every * 64) every *= 2;
    for (; i + SAMPLED <= n; i += every)
        for (size_t k = 0; k < SAMPLED; k += LANES) see(&s, (const Lanes *)(x + i + k));
    for (; i < n; i++) {
        Lanes same = {x[i], x[i], x[i], x[i]};
        see(&s, &same);
    }
    *into = s;
}

static double total(const Lanes *x)
{
    return (*x)[0] + (*x)[1] + (*x)[2] + (*x)[3];
}

/* About the range of the scores, and CENTRE standard deviations around their mean. */
static Range range_about(const double *x, size_t n)
{
    Lanes none = {0};
    Sample s = {none + INFINITY, none - INFINITY, none, none, none, n && isfinite(x[0]) ? x[0] : 0};
    see_some(&s, x, n);
    Range r = {INFINITY, -INFINITY, 0, 0};
    for (size_t l = 0; l < LANES; l++) {
        r.least = fmin(r.least, s.least[l]);
        r.greatest = fmax(r.greatest, s.greatest[l]);
    }
    double more = n > SAMPLED * 64 ? (r.greatest - r.least) / 16 : 0, count = total(&s.count);
    double mean = total(&s.sum) / count, sd = sqrt(fmax(total(&s.squares) / count - mean * mean, 0));
    r.least -= more;
    r.greatest += more;
    r.from = fmax(r.least, s.around + mean - CENTRE * sd);
    r.to = fmin(r.greatest, s.around + mean + CENTRE * sd);
    return r;
}

/* Three quarters of the line for those in the middle, beside what they have of the rest. */
static Laying laying_of(const Range *r, size_t words, bool lowest_first)
{
    double whole = r->greatest - r->least, middle = r->to - r->from;
    bool has_middle = middle > 0 && 3 * whole / middle < MORE_MOST;
    double scale = (double)words / whole / (has_middle ? 4 : 1);
    Laying by = {.origin = r->least, .scale = scale};
    if (lowest_first) by = (Laying){.origin = r->greatest, .scale = -scale};
    if (!has_middle) return by;
    double a = (r->from - by.origin) * by.scale, b = (r->to - by.origin) * by.scale;
    by.from = fmin(a, b);
    by.to = fmax(a, b);
    by.more = 3 * whole / middle;
    return by;
}

/* ---- the steps in plain C ---- */

FOR_EACH_MACHINE
static size_t lay(const double *restrict x, size_t n, Laying by, Line line, uint32_t *restrict place)
{
    uint32_t missing = 0, none = no_place(line), low = (uint32_t)line.low;
    double last = last_place(line), parts = parts_of_word(line);
    for (size_t i = 0; i < n; i++) {
        double at = (x[i] - by.origin) * by.scale, in = at > by.from ? at : by.from;
        at += ((in < by.to ? in : by.to) - by.from) * by.more;
        at = at > 0 ? at : 0;
        at = at < last ? at : last;
        int32_t word = (int32_t)at, part = (int32_t)((at - (double)word) * parts);
        uint32_t is_none = x[i] != x[i], mask = 0 - is_none;
        place[i] = (((uint32_t)(word * WORD + part) + low) & ~mask) | (none & mask);
        missing += is_none;
    }
    return n - missing;
}

FOR_EACH_MACHINE
static size_t sum_above(uint64_t *word, Line line)
{
    uint64_t flag = flag_of(line), sum = 0, all_after = 0;
    for (size_t w = line.words; w-- > 0;) {
        uint64_t after = word[w] & (flag - 1), bits = word[w] >> line.low;
        word[w] = sum | (after ? flag : bits << line.low);
        sum += after + (uint64_t)__builtin_popcountll(bits);
        all_after += after;
    }
    return (size_t)all_after;
}

FOR_EACH_MACHINE
static size_t give(const uint32_t *restrict place, size_t n, const uint64_t *restrict word, Line line,
                   uint32_t *restrict rank, uint32_t *restrict list)
{
    uint64_t flag = flag_of(line);
    uint32_t none = no_place(line);
    size_t listed = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t here = word[place[i] / WORD];
        uint32_t at = (uint32_t)(here & (flag - 1)) + (uint32_t)__builtin_popcountll(here >> place[i] % WORD);
        bool is_there = place[i] < none;
        rank[i] = is_there ? at : 0;
        list[listed] = (uint32_t)i;
        listed += is_there && here & flag;
    }
    return listed;
}

/* How many of a word's COUNT scores are greater than X, and how many are X. Reads a whole number of LANES. */
typedef struct {
    uint32_t greater, equal;
} Standing;

static inline Standing stand(const double *score, size_t count, double x)
{
    Marks greater = {0}, equal = {0}, at = {0, 1, 2, 3};
    size_t i = 0;
    do
        for (int k = 0; k < 2; k++, i += LANES, at += LANES) {
            Lanes v = *(const Lanes *)(score + i);
            Marks within = at < (int64_t)count;
            greater -= (v > x) & within;
            equal -= (v == x) & within;
        }
    while (i < count);
    return (Standing){(uint32_t)(greater[0] + greater[1] + greater[2] + greater[3]),
                      (uint32_t)(equal[0] + equal[1] + equal[2] + equal[3])};
}

FOR_EACH_MACHINE
static void put_right(const Shared *s, Line line, uint32_t *rank)
{
    uint64_t flag = flag_of(line);
    for (size_t k = 0; k < s->listed; k++) {
        uint64_t word = s->word[s->of[k]], above = word & (flag - 1);
        Standing at = stand(s->beside + above, word >> line.low, s->own[k]);
        rank[s->list[k]] = rank_among(s->ties, (uint32_t)above, at.greater, at.equal);
    }
}

const RankSteps *plain_rank_steps(void)
{
    static const RankSteps steps = {lay, sum_above, give, put_right};
    return &steps;
}

/* ---- a draw ---- */

/* Sets the bit of every area; the low bits of a word count those that come to a part after another. */
FOR_EACH_MACHINE
static void mark(const uint32_t *restrict place, size_t n, uint64_t *restrict word)
{
#pragma GCC unroll 4
    for (size_t i = 0; i < n; i++) {
        uint64_t was = word[place[i] / WORD];
        unsigned at = place[i] % WORD;
        word[place[i] / WORD] = (was | (uint64_t)1 << at) + (was >> at & 1);
    }
}

/* The scores of the listed, and side by side from where their words' ranks begin; a word's upper bits count them. False
 * where a word has too many. */
static bool gather(const Ranker *r, Shared *s)
{
    uint64_t above = flag_of(r->line) - 1, most = 0;
    for (size_t k = 0; k < s->listed; k++) {
        uint32_t i = s->list[k], of = r->place[i] / WORD;
        uint64_t word = r->word[of], at = word >> r->line.low;
        double score = r->lowest_first ? -r->score[i] : r->score[i];
        r->word[of] = word + ((uint64_t)1 << r->line.low);
        s->of[k] = of;
        s->own[k] = s->beside[(word & above) + at] = score;
        if (at > most) most = at;
    }
    return most < GROUP_MOST;
}

static bool room_for_shared(Shared *s, size_t n, myn_arena *scratch)
{
    s->beside = myn_arena_get(scratch, (n + SLACK) * sizeof *s->beside);
    s->own = myn_arena_get(scratch, (n + 1) * sizeof *s->own);
    s->of = myn_arena_get(scratch, (n + 1) * sizeof *s->of);
    s->list = myn_arena_get(scratch, (n + SLACK) * sizeof *s->list);
    return s->beside && s->own && s->of && s->list;
}

/* Not *DONE where too many areas share parts. */
static myn_status give_ranks(Ranker *r, bool *done, myn_arena *scratch)
{
    Shared shared = {.ties = r->ties};
    shared.word = r->word = myn_arena_zero(scratch, r->line.words + 1, sizeof *r->word);
    if (!r->word || !room_for_shared(&shared, r->n, scratch)) return MYN_ERR_MEMORY;
    mark(r->place, r->n, r->word);
    *done = r->steps->sum_above(r->word, r->line) <= r->n / 4;
    if (!*done) return MYN_OK;
    shared.listed = r->steps->give(r->place, r->n, r->word, r->line, r->rank, shared.list);
    *done = gather(r, &shared);
    if (*done) r->steps->put_right(&shared, r->line, r->rank);
    return MYN_OK;
}

/* Any scores at all, by the sort that knows nothing of them. */
static myn_status rank_generally(const Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    double *rank = myn_arena_get(scratch, (n + 1) * sizeof *rank);
    if (!rank) return MYN_ERR_MEMORY;
    myn_status status = myn_rank(r->score, rank, n, (myn_ties)r->ties, !r->lowest_first, ranked, scratch);
    for (size_t i = 0; !status && i < n; i++) r->rank[i] = isnan(rank[i]) ? 0 : (uint32_t)rank[i];
    return status;
}

/* About a word an area: the least power of two that has three for every four. */
static Line line_for(size_t n)
{
    Line line = {WORDS_LEAST, n > UINT16_MAX ? COUNT_LARGE : COUNT_SMALL};
    while (line.words < WORDS_MOST && line.words < n - n / 4) line.words *= 2;
    return line;
}

static myn_status rank_draw(Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    bool done = false;
    if (n > INT32_MAX) return MYN_ERR_ARGUMENT;
    Range range = range_about(r->score, n);
    r->n = n;
    r->line = line_for(n);
    Laying by = laying_of(&range, r->line.words, r->lowest_first);
    if (!isfinite(by.scale) || by.scale == 0) return rank_generally(r, n, ranked, scratch);
    r->place = myn_arena_get(scratch, (n + 1) * sizeof *r->place);
    if (!r->place) return MYN_ERR_MEMORY;
    *ranked = r->steps->lay(r->score, n, by, r->line, r->place);
    myn_status status = give_ranks(r, &done, scratch);
    return status || done ? status : rank_generally(r, n, ranked, scratch);
}

myn_status draw_ranks_by(const RankSteps *steps, const double *score, size_t n, myn_rank_rule rule,
                         uint32_t *rank, size_t *ranked, myn_arena *scratch)
{
    Ranker r = {
        .steps = steps, .score = score, .rank = rank, .lowest_first = rule.lowest_first, .ties = rule.ties};
    *ranked = 0;
    if (rule.ties < MYN_TIES_MIN || rule.ties > MYN_TIES_AVERAGE) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = rank_draw(&r, n, ranked, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status myn_draw_ranks(const double *score, size_t n, myn_rank_rule rule, uint32_t *rank, size_t *ranked,
                          myn_arena *scratch)
{
    const RankSteps *wide = wide_rank_steps();
    return draw_ranks_by(wide ? wide : plain_rank_steps(), score, n, rule, rank, ranked, scratch);
}
