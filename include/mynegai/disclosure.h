/* Disclosure control of count tables: what may leave the office, and nothing else.
 *
 * A table has a row a class and a column an area, totals of both among them. Areas lie in larger areas and classes in
 * totals by their parents: a parent's count is the sum of its parts' counts. Cell (class c, area a) has the number
 * c * areas + a. docs/disclosure.md works an example by hand. */
#ifndef MYNEGAI_DISCLOSURE_H
#define MYNEGAI_DISCLOSURE_H
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/store.h>
#include <stdbool.h>
#include <stdint.h>

#define MYN_NO_PARENT UINT32_MAX

/* ---- the table ---- */

typedef struct {
    myn_cmat count;               /* classes x areas, finite, at least 0, additive */
    const uint32_t *area_parent;  /* by area; MYN_NO_PARENT: lies in none. NULL: none lies in another */
    const uint32_t *class_parent; /* by class; the same */
    myn_cmat denominator; /* of rates, at least the count; NaN: none of this cell. at NULL: no rates */
    const double
        *largest; /* by cell the LARGEST_EACH greatest contributions, falling; NaN: fewer. NULL: unknown */
    size_t largest_each;
    const uint8_t *known;     /* by cell, not 0: in public already, cannot be withheld. NULL: none */
    const uint8_t *sensitive; /* by cell, not 0: to be withheld whatever the rules say. NULL: none */
} myn_count_table;

/* ---- rules ---- */

typedef enum { MYN_ROUND_NONE, MYN_ROUND_NEAREST, MYN_ROUND_RANDOM } myn_rounding;
typedef enum { MYN_LOSE_FEW, MYN_LOSE_LITTLE } myn_loss; /* fewest cells; least sum of counts */

/* Which cells are sensitive, how far from its count an attacker must be kept, and what is given up for it. */
typedef struct {
    double below;             /* a count below this is sensitive; 0: no such rule */
    bool zeros_safe;          /* but not a count of 0 */
    double denominator_below; /* a rate on a denominator above 0 and below this is; 0: no such rule */
    double share_of,
        share;      /* (n, k): the n greatest contributions exceed k % of the cell; n 0: no such rule */
    double percent; /* p %: the second greatest contributor can tell the greatest to p %; 0: no such rule */
    double under;   /* an attacker must hold possible this much less than a small count (at most the count) */
    myn_loss loss;
    myn_rounding rounding; /* of what is published */
    double base;           /* 5 or 10, or another whole number from 2 */
    uint64_t seed;         /* of random rounding: the same for every release of the same table */
    size_t tidy; /* withheld cells are tried to be published again where this many attacks at most do it */
} myn_disclosure_rules;

/* The defaults: counts 1 to 4 and denominators below 30 are sensitive, 0 is not; no dominance rule; under 1; fewest
 * cells; no rounding, base 5; tidy 20,000. */
myn_disclosure_rules myn_disclosure_defaults(void);

/* X rounded to a multiple of BASE: to the nearest, halves up; or at random, up with probability (rest / base), so
 * that its expectation is X, by random stream (SEED, CELL). NaN stays. O(1). */
double myn_round_count(double x, double base, myn_rounding rounding, uint64_t seed, uint64_t cell);

/* word in the log */
#define MYN_WITHHELD_LIST(X)                                          \
    X(MYN_WITHHELD_NOT, "published")                                  \
    X(MYN_WITHHELD_GIVEN, "sensitive as given")                       \
    X(MYN_WITHHELD_SMALL, "small count")                              \
    X(MYN_WITHHELD_DENOMINATOR, "small denominator")                  \
    X(MYN_WITHHELD_COMPLEMENT, "small rest of the denominator")       \
    X(MYN_WITHHELD_SHARE, "dominated by its greatest contributions")  \
    X(MYN_WITHHELD_PERCENT, "greatest contribution too nearly known") \
    X(MYN_WITHHELD_SECONDARY, "withheld for another cell")            \
    X(MYN_WITHHELD_RATE, "numerator or denominator withheld")

#define MYN_WITHHELD_ENUM(name, word) name,
typedef enum { MYN_WITHHELD_LIST(MYN_WITHHELD_ENUM) MYN_WITHHELD_KINDS } myn_withheld;
#undef MYN_WITHHELD_ENUM

/* The words for WHY ("small count"), or "unknown". */
const char *myn_withheld_word(uint8_t why);

/* Which cells of TABLE are sensitive by RULES: WHY gets by cell a myn_withheld (the first rule of the list that
 * applies), UP and DOWN how far above and below the count an attacker's interval must reach (0 for others):
 *   small count x < n       up n - x, down min(x, under)
 *   denominator d small, given   up min(under, d - x), down min(x, under)
 *   rest d - x < n          up min(under, d - x), down min(x, n - (d - x)); a rest of 0 is safe where zeros are
 *   (n, k), S the n greatest  x < 100 S / k: up 100 S / k - x, down the same, at most x
 *   p %                     p / 100 x1 > x - x1 - x2: up p / 100 x1 - (x - x1 - x2), down the same, at most x
 * Where several rules apply, the widest of each. MYN_ERR_ARGUMENT: sizes or rules out of range (k 0, n more than
 * are given); MYN_ERR_DATA: a table that is not as myn_count_table says. O(cells). */
myn_status myn_disclosure_sensitive(const myn_count_table *table, const myn_disclosure_rules *rules,
                                    uint8_t *why, double *up, double *down, myn_arena *scratch) MYN_CHECKED;

/* ---- attack ---- */

/* What an attacker can work out: LOWER and UPPER (by cell) get the least and greatest count of each withheld cell that
 * agrees with all published totals, no count being below 0 or above its denominator; by linear programming
 * (exact up to rounding of 1e-7; upper infinite where nothing bounds it). PUBLISHED is a table whose withheld counts
 * are NaN; largest, known, sensitive are not looked at. WANTED (by cell; NULL: all) says which are worked out, others
 * withheld are left NaN; a published cell has its count twice. MYN_ERR_DATA where no counts agree with what is
 * published. Two linear programs a cell, of as many unknowns as cells are withheld. */
myn_status myn_disclosure_intervals(const myn_count_table *published, const uint8_t *wanted, double *lower,
                                    double *upper, myn_arena *scratch) MYN_CHECKED;

/* ---- protection ---- */

/* A table that has passed: made by this room only, and holding no withheld figure. */
typedef struct myn_protected myn_protected;

/* Why a cell is withheld; nothing of its count. For the office: published, it would tell which cells are small. */
typedef struct {
    uint32_t class_at, area;
    myn_withheld why;
    uint32_t for_class,
        for_area; /* MYN_WITHHELD_SECONDARY: the first cell it protects; else the cell itself */
} myn_withheld_note;

typedef struct {
    size_t sensitive, secondary; /* cells withheld */
    size_t spared;               /* secondary cells that turned out not to be needed and are published */
    size_t attacks;              /* linear programs solved */
    size_t unprotected;          /* sensitive cells that cannot be protected with what may be withheld */
    uint32_t class_at, area;     /* the first of these, MYN_NO_PARENT: none */
} myn_disclosure_figures;

/* TABLE made fit for publication by RULES: sensitive cells withheld; then others so that for each sensitive cell the
 * published totals allow every count from x - down to x + up (see myn_disclosure_sensitive), chosen cell by cell by
 * linear programs that move the sensitive count and pay for every published cell that moves with it (Kelly, Golden
 * and Assad 1992, doi:10.1002/net.3230220407; Fischetti and Salazar 2001, doi:10.1198/016214501753209040); what
 * turned out superfluous published again; the result attacked by myn_disclosure_intervals; what is left rounded.
 * Fails closed: MYN_ERR_DATA and *OUT NULL where a cell stays unprotected (*FIGURES counts them) or the table is not as
 * it should be; MYN_ERR_ARGUMENT for sizes and rules. FIGURES may be NULL. An empty table is protected. */
myn_status myn_disclose(const myn_count_table *table, const myn_disclosure_rules *rules, myn_protected **out,
                        myn_disclosure_figures *figures) MYN_CHECKED;

/* Rates SCALE * numerator / denominator of two protected tables of one shape, from the figures as published (rounded
 * where they are): withheld where either is, since each of the three tells the third; missing where the denominator is
 * 0. MYN_ERR_ARGUMENT where shapes differ or SCALE is not above 0. O(cells). */
myn_status myn_disclose_rates(const myn_protected *numerator, const myn_protected *denominator, double scale,
                              myn_protected **out) MYN_CHECKED;

/* Give back a protected table. Accepts NULL. */
void myn_protected_free(myn_protected *table);

/* The published figures, classes x areas; NaN where withheld. Valid until TABLE is freed. */
myn_cmat myn_protected_values(const myn_protected *table);

/* The myn_cell of a cell: MYN_CELL_OBSERVED, MYN_CELL_SUPPRESSED (sensitive and secondary look alike), MYN_CELL_MISSING
 * (a rate without denominator). The cell must lie inside the table. */
uint8_t myn_protected_status(const myn_protected *table, size_t class_at, size_t area);

/* How many cells are withheld: the length of the log. */
size_t myn_protected_log_count(const myn_protected *table);

/* Note I of the log, in order of cells; I < myn_protected_log_count. */
myn_withheld_note myn_protected_log(const myn_protected *table, size_t i);

/* ---- scores ---- */

/* Which scores rest on withheld figures: OUT (LABELS->nodes x areas) gets 1 where the node's indicator, or one below the node,
 * is MYN_CELL_SUPPRESSED in RAW in the period that EDITION used, whether it was then filled in from elsewhere or left out;
 * else 0. RAW has a row an indicator and may have others after them; an indicator that is made of several series is
 * suppressed where any of them is. An indicator that EDITION does not use rests on nothing. O(nodes x areas). */
void myn_rests_on_suppressed(const myn_labels *labels, const myn_edition *edition, const myn_panel *raw,
                             uint8_t *out);

#endif
