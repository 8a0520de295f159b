/* Primary rules: which counts would say too much of few people, or of one. */
#include "disclosure/relations.h"
#include <math.h>
#include <string.h>

myn_disclosure_rules myn_disclosure_defaults(void)
{
    return (myn_disclosure_rules){
        .below = 5, .zeros_safe = true, .denominator_below = 30, .under = 1, .base = 5, .tidy = 20000};
}

const char *myn_withheld_word(uint8_t why)
{
#define WORD(name, word) word,
    static const char *const words[] = {MYN_WITHHELD_LIST(WORD)};
#undef WORD
    return why < MYN_WITHHELD_KINDS ? words[why] : "unknown";
}

/* What is found of one cell: the first rule that applies, the widest of each need. */
typedef struct {
    uint8_t why;
    double up, down;
} Finding;

static void find(Finding *f, myn_withheld why, double up, double down)
{
    if (f->why == MYN_WITHHELD_NOT) f->why = (uint8_t)why;
    f->up = fmax(f->up, up);
    f->down = fmax(f->down, down);
}

static void look_at_count(const myn_disclosure_rules *r, double x, double most, Finding *f)
{
    double rest = most - x, little = fmin(r->under, rest);
    if (x < r->below && (x > 0 || !r->zeros_safe))
        find(f, MYN_WITHHELD_SMALL, fmin(r->below - x, rest), fmin(x, r->under));
    if (!isfinite(most) || !(most > 0)) return;
    if (most < r->denominator_below) find(f, MYN_WITHHELD_DENOMINATOR, little, fmin(x, r->under));
    if (rest < r->below && (rest > 0 || !r->zeros_safe))
        find(f, MYN_WITHHELD_COMPLEMENT, little, fmin(x, r->below - rest));
}

/* LARGEST falling, NaN after the last. */
static void look_at_largest(const myn_disclosure_rules *r, const double *largest, size_t each, double x,
                            Finding *f)
{
    double sum = 0, first = each && largest[0] > 0 ? largest[0] : 0,
           second = each > 1 && largest[1] > 0 ? largest[1] : 0;
    for (size_t i = 0; i < each && (double)i < r->share_of && largest[i] > 0; i++) sum += largest[i];
    double over = r->share_of > 0 ? 100 * sum / r->share - x : 0;
    if (over > 0) find(f, MYN_WITHHELD_SHARE, over, fmin(x, over));
    over = r->percent / 100 * first - (x - first - second);
    if (r->percent > 0 && first > 0 && over > 0) find(f, MYN_WITHHELD_PERCENT, over, fmin(x, over));
}

static bool rules_sound(const myn_count_table *t, const myn_disclosure_rules *r)
{
    bool numbers = r->below >= 0 && r->denominator_below >= 0 && r->share_of >= 0 && r->percent >= 0 &&
                   r->under >= 1 && isfinite(r->below + r->percent + r->under + r->denominator_below);
    bool rounding = r->rounding == MYN_ROUND_NONE || (r->base >= 2 && r->base == floor(r->base));
    bool shares = r->share_of == 0 ||
                  (r->share > 0 && r->share <= 100 && r->share_of <= (double)t->largest_each);
    bool percents = r->percent == 0 || t->largest_each >= 2;
    return numbers && rounding && shares && percents && (t->largest || (r->share_of == 0 && r->percent == 0));
}

/* Contributions at least 0 and falling, together at most the count. */
static bool largest_sound(const double *largest, size_t each, double x)
{
    double sum = 0;
    for (size_t i = 0; i < each && !isnan(largest[i]); i++) {
        if (largest[i] < 0 || (i && largest[i] > largest[i - 1])) return false;
        sum += largest[i];
    }
    return sum <= x + 1e-9 * fmax(1, x);
}

static Finding look_at(const myn_count_table *t, const myn_disclosure_rules *r, size_t i)
{
    Finding f = {MYN_WITHHELD_NOT, 0, 0};
    double x = count_at(t, i), most = most_at(t, i);
    if (t->sensitive && t->sensitive[i])
        find(&f, MYN_WITHHELD_GIVEN, fmin(r->under, most - x), fmin(x, r->under));
    look_at_count(r, x, most, &f);
    if (t->largest) look_at_largest(r, t->largest + i * t->largest_each, t->largest_each, x, &f);
    return f;
}

myn_status myn_disclosure_sensitive(const myn_count_table *table, const myn_disclosure_rules *rules,
                                    uint8_t *why, double *up, double *down, myn_arena *scratch)
{
    if (!rules_sound(table, rules)) return MYN_ERR_ARGUMENT;
    Relations relations;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = relations_of(table, &relations, scratch);
    if (!status) status = table_sound(table, &relations);
    for (size_t i = 0; i < cells_of(table) && !status; i++) {
        if (table->largest &&
            !largest_sound(table->largest + i * table->largest_each, table->largest_each, count_at(table, i)))
            status = MYN_ERR_DATA;
        Finding f = look_at(table, rules, i);
        why[i] = f.why, up[i] = f.up, down[i] = f.down;
    }
    myn_arena_rewind(scratch, mark);
    return status;
}
