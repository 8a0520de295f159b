/* The line on which the scores of a draw are laid to be ranked. Private to the room.
 *
 * The line is cut into words of 64 bits. The upper bits of a word are as many equal parts of the line, the higher the
 * better; a part's bit says that an area lies there. The lower bits first count the areas that came to a part after another,
 * then the areas in the words above, below a flag that says whether areas of the word share a part. */
#ifndef MYN_UNCERTAINTY_RANKS_H
#define MYN_UNCERTAINTY_RANKS_H
#include <mynegai/order.h>
#include <mynegai/uncertainty.h>

#define WORD 64 /* bits */

/* A word's LOW bits: a flag on top, below it a count. */
typedef struct {
    size_t words; /* a multiple of 8; one more, beyond the last, is for areas without a score */
    int low;
} Line;

static inline uint64_t flag_of(Line line)
{
    return (uint64_t)1 << (line.low - 1);
}

/* Every area's place: the word's number times WORD, and the bit. At this one and above it is none. */
static inline uint32_t no_place(Line line)
{
    return (uint32_t)(line.words * WORD);
}

/* How many parts a word has, and the last place (in words), both a little less, so that a score just below the next word
 * stays in its own. */
static inline double parts_of_word(Line line)
{
    return (WORD - line.low) * (1 - 0x1p-20);
}

static inline double last_place(Line line)
{
    return (double)line.words * (1 - 0x1p-40);
}

/* How scores come to the line, in words: (x - origin) scale, and of that what lies between FROM and TO, where most scores
 * are, MORE times again. Rounding keeps the order. */
typedef struct {
    double origin, scale, from, to, more;
} Laying;

/* Areas of words in which some share a part. Their scores are the greater the better. */
typedef struct {
    uint32_t *list, *of; /* areas, their words */
    double *own;         /* their scores, */
    double *beside; /* and those again, side by side from where a word's ranks begin, with room for 8 more */
    const uint64_t *word;
    size_t listed;
    int ties;
} Shared;

/* The steps that wide registers do better: the ranks are the same. */
typedef struct {
    /* The places of N scores; how many have a score. */
    size_t (*lay)(const double *x, size_t n, Laying by, Line line, uint32_t *place);
    /* From bits and counts to how many areas are in the words above; a word with a count gets the flag and loses its bits.
     * How many came after another. */
    size_t (*sum_above)(uint64_t *word, Line line);
    /* Ranks of areas whose word has no flag; LIST (room for N and 8 more) gets the others, their number is the answer. */
    size_t (*give)(const uint32_t *place, size_t n, const uint64_t *word, Line line, uint32_t *rank,
                   uint32_t *list);
    /* Ranks of the listed. */
    void (*put_right)(const Shared *shared, Line line, uint32_t *rank);
} RankSteps;

/* Those of plain C, and those of wide registers: NULL where this machine has none. */
const RankSteps *plain_rank_steps(void);
const RankSteps *wide_rank_steps(void);

/* myn_draw_ranks by STEPS. */
myn_status draw_ranks_by(const RankSteps *steps, const double *score, size_t n, myn_rank_rule rule,
                         uint32_t *rank, size_t *ranked, myn_arena *scratch) MYN_CHECKED;

/* The rank of an area with ABOVE before its word, GREATER before it in the word, and EQUAL, itself with them, beside it. */
static inline uint32_t rank_among(int ties, uint32_t above, uint32_t greater, uint32_t equal)
{
    uint32_t low = above + greater + 1, high = above + greater + equal;
    return ties == MYN_TIES_MIN ? low : ties == MYN_TIES_MAX ? high : (low + high) / 2;
}

#endif
