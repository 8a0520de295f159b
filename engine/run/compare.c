/* Two stores side by side: which areas both have, what moved, and why. */
#include "run/compare.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t find_node(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->nodes; i++)
        if (code ? strcmp(labels->node[i].code, code) == 0 : labels->node[i].parent == MYN_NONE) return i;
    return MYN_NONE;
}

static myn_status refuse(const Comparer *c, const char *why)
{
    myn_diag_add(c->diag, MYN_ERROR, (myn_place){0}, "%s and %s %s", c->choice->old_path, c->choice->new_path,
                 why);
    return MYN_ERR_NOT_FOUND;
}

/* The node to compare by: the same code in both, or both roots. */
static myn_status match_nodes(Comparer *c)
{
    myn_comparison *out = c->out;
    out->old_node = find_node(c->old_labels, c->choice->node);
    out->new_node = find_node(c->new_labels, c->choice->node);
    if (out->old_node == MYN_NONE || out->new_node == MYN_NONE)
        return refuse(c, "do not both have this node");
    out->node = c->new_labels->node[out->new_node].code;
    return MYN_OK;
}

static myn_status match_areas(Comparer *c)
{
    const myn_areas *old = c->old_labels->areas, *fresh = c->new_labels->areas;
    c->to_new = calloc(old->count + 1, sizeof *c->to_new);
    if (!c->to_new) return MYN_ERR_MEMORY;
    size_t common = 0;
    for (size_t a = 0; a < old->count; a++) {
        const char *code = old->at[a].code;
        bool beside = a < fresh->count && strcmp(fresh->at[a].code, code) == 0;
        c->to_new[a] = beside ? a : myn_areas_find(fresh, code, strlen(code));
        common += c->to_new[a] != MYN_NONE;
    }
    c->out->gone = old->count - common;
    c->out->came = fresh->count - common;
    return common ? MYN_OK : refuse(c, "have no area in common: nothing can be compared");
}

/* ---- moves ---- */

static void fill_move(const Comparer *c, size_t a, myn_move *move)
{
    const myn_comparison *out = c->out;
    size_t b = c->to_new[a], old = out->old_node * c->old_labels->areas->count + a,
           fresh = out->new_node * c->new_labels->areas->count + b;
    *move = (myn_move){.before = a,
                       .after = b,
                       .old_score = c->old_data.score[old],
                       .new_score = c->new_data.score[fresh],
                       .old_rank = c->old_data.rank[old],
                       .new_rank = c->new_data.rank[fresh],
                       .old_band = c->old_data.band ? c->old_data.band[old] : 0,
                       .new_band = c->new_data.band ? c->new_data.band[fresh] : 0,
                       .data = NAN,
                       .normalisation = NAN,
                       .method = NAN};
}

static myn_status list_moves(Comparer *c)
{
    size_t areas = c->old_labels->areas->count;
    myn_move *move = myn_arena_zero(c->memory, areas + 1, sizeof *move);
    if (!move) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < areas; a++)
        if (c->to_new[a] != MYN_NONE) fill_move(c, a, &move[c->out->moves++]);
    c->out->move = move;
    return MYN_OK;
}

/* The three parts: the last takes what the first two leave, so that they make the change whatever rounding does. Equal
 * counterfactuals are no change at all, not a small one. */
static void attribute(const Comparer *c, const Counterfactual *made, myn_move *move)
{
    size_t areas = c->old_labels->areas->count, others = c->new_labels->areas->count, node = c->out->old_node;
    double again = made->again[node * areas + move->before], data = made->data[node * areas + move->before],
           all = made->others[node * others + move->after], change = move->new_score - move->old_score;
    if (isnan(change) || isnan(again)) return;
    move->joined = isnan(data) || isnan(all);
    if (isnan(data)) data = isnan(all) ? again : all;
    if (isnan(all)) all = data;
    move->data = data - again;
    move->normalisation = all - data;
    bool same = move->new_score == all && again == move->old_score;
    move->method = same ? 0 : change - move->data - move->normalisation;
}

/* Without the stores' definitions, or where the old one cannot be computed on the new data, figures still stand side by
 * side. */
static myn_status take_parts(Comparer *c)
{
    Counterfactual made = {0};
    myn_diag *quiet = NULL;
    myn_status status = myn_diag_new(&quiet);
    if (status) return status;
    status = compare_counterfactual(c, quiet, &made);
    c->out->attributed = status == MYN_OK;
    for (size_t i = 0; i < c->out->moves && !status; i++) attribute(c, &made, (myn_move *)&c->out->move[i]);
    if (status == MYN_ERR_DATA || status == MYN_ERR_FORMAT) {
        const char *why = "the old definition cannot be computed on the new data";
        for (size_t i = myn_diag_kept(quiet); i-- > 0;)
            if (myn_diag_at(quiet, i)->severity == MYN_ERROR) why = myn_diag_at(quiet, i)->text;
        c->out->why_not = myn_arena_text(c->memory, why, strlen(why));
        status = c->out->why_not ? MYN_OK : MYN_ERR_MEMORY;
    }
    compare_free_counterfactual(&made);
    myn_diag_free(quiet);
    return status;
}

static myn_status reload_both(Comparer *c)
{
    const myn_compare_choice *choice = c->choice;
    myn_diag *quiet = NULL;
    if (strcmp(c->old_labels->index, c->new_labels->index) != 0) {
        c->out->why_not = "the stores are of two different indices";
        return MYN_OK;
    }
    myn_status status = myn_diag_new(&quiet);
    if (!status)
        status = myn_again_open(choice->old_store, choice->old_path, choice->threads, quiet, &c->before);
    if (!status)
        status = myn_again_open(choice->new_store, choice->new_path, choice->threads, quiet, &c->after);
    c->reloaded = status == MYN_OK;
    if (status == MYN_ERR_FORMAT || status == MYN_ERR_DATA) {
        const char *why = "a store's definition cannot be read";
        if (quiet && myn_diag_kept(quiet)) why = myn_diag_at(quiet, myn_diag_kept(quiet) - 1)->text;
        c->out->why_not = myn_arena_text(c->memory, why, strlen(why));
        status = c->out->why_not ? MYN_OK : MYN_ERR_MEMORY;
    }
    myn_diag_free(quiet);
    return status;
}

/* ---- order and sums ---- */

static int places(const myn_move *m)
{
    return m->old_rank > 0 && m->new_rank > 0 ? abs(m->new_rank - m->old_rank) : -1;
}

static double change_of(const myn_move *m)
{
    double change = fabs(m->new_score - m->old_score);
    return isnan(change) ? -1 : change;
}

static int by_size(const void *a, const void *b)
{
    const myn_move *one = a, *other = b;
    if (places(one) != places(other)) return places(one) < places(other) ? 1 : -1;
    if (change_of(one) != change_of(other)) return change_of(one) < change_of(other) ? 1 : -1;
    return one->before < other->before ? -1 : one->before > other->before;
}

static void sum_up(myn_comparison *out)
{
    double sum = 0;
    size_t both = 0;
    for (size_t i = 0; i < out->moves; i++) {
        const myn_move *m = &out->move[i];
        if (m->old_rank > 0 && m->new_rank > 0) {
            out->risen += m->new_rank < m->old_rank;
            out->fallen += m->new_rank > m->old_rank;
        }
        out->crossed += m->old_band && m->new_band && m->old_band != m->new_band;
        if (isnan(m->old_score) || isnan(m->new_score)) continue;
        sum += fabs(m->new_score - m->old_score);
        both++;
    }
    out->mean_change = both ? sum / (double)both : NAN;
    qsort((myn_move *)out->move, out->moves, sizeof *out->move, by_size);
}

static myn_status run(Comparer *c)
{
    const myn_compare_choice *choice = c->choice;
    c->out->old_labels = c->old_labels;
    c->out->new_labels = c->new_labels;
    c->out->old_edition = c->old_labels->edition[choice->old_edition].name;
    c->out->new_edition = c->new_labels->edition[choice->new_edition].name;
    myn_status status = match_nodes(c);
    if (!status) status = match_areas(c);
    if (!status) status = myn_store_edition(choice->old_store, choice->old_edition, &c->old_data);
    if (!status) status = myn_store_edition(choice->new_store, choice->new_edition, &c->new_data);
    if (!status) status = list_moves(c);
    if (!status) status = reload_both(c);
    if (!status) status = compare_definitions(c);
    if (!status && c->reloaded) status = take_parts(c);
    if (!status) sum_up(c->out);
    return status;
}

/* What a comparison keeps. */
typedef struct {
    myn_comparison face; /* first */
    Comparer comparer;
} Kept;

myn_status myn_compare(const myn_compare_choice *choice, myn_diag *diag, myn_comparison **out)
{
    *out = NULL;
    Kept *kept = calloc(1, sizeof *kept);
    if (!kept) return MYN_ERR_MEMORY;
    Comparer *c = &kept->comparer;
    *c = (Comparer){.choice = choice,
                    .diag = diag,
                    .old_labels = myn_store_labels(choice->old_store),
                    .new_labels = myn_store_labels(choice->new_store),
                    .out = &kept->face};
    kept->face.memory = kept;
    bool there = choice->old_edition < c->old_labels->editions &&
                 choice->new_edition < c->new_labels->editions;
    myn_status status = there ? myn_arena_new(&c->memory) : MYN_ERR_ARGUMENT;
    if (!status) status = run(c);
    if (status)
        myn_comparison_free(&kept->face);
    else
        *out = &kept->face;
    return status;
}

void myn_comparison_free(myn_comparison *comparison)
{
    if (!comparison) return;
    Kept *kept = comparison->memory;
    Comparer *c = &kept->comparer;
    myn_edition_free(&c->old_data);
    myn_edition_free(&c->new_data);
    myn_again_free(&c->before);
    myn_again_free(&c->after);
    free(c->to_new);
    myn_arena_free(c->memory);
    free(kept);
}
