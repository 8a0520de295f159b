/* publish: ranks, quantiles, bands, decimals. Each key by itself comes from the strongest source that has it.
 */
#include "definition/definition.h"
#include <math.h>
#include <string.h>

/* The average is a way to share ranks in a step only: a place in a published list is a whole number. */
static void read_ties(Definition *d)
{
    static const char *const words[] = {"min", "max", NULL};
    const myn_yaml *node = def_find(d, "publish", "rank", "ties", NULL);
    int choice = 0;
    if (node->kind == MYN_YAML_SCALAR && strcmp(node->text, "average") == 0)
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "a published rank is whole, which the average of tied ranks may not be: expected min or "
                     "max");
    else
        (void)myn_yaml_choice(node, words, d->diag, &choice);
    d->index.ties = choice ? MYN_TIES_MAX : MYN_TIES_MIN;
}

static void read_rank(Definition *d)
{
    static const char *const firsts[] = {"highest", "lowest", NULL}, *const ons[] = {"exact", "rounded",
                                                                                     NULL};
    int first = 0, on = 0;
    read_ties(d);
    (void)myn_yaml_choice(def_find(d, "publish", "rank", "first", NULL), firsts, d->diag, &first);
    (void)myn_yaml_choice(def_find(d, "publish", "rank", "on", NULL), ons, d->diag, &on);
    d->index.lowest_first = first == 1;
    d->index.rank_rounded = on == 1;
}

/* Up to 255, as a group is stored as a byte. */
static void read_groups(Definition *d, const myn_yaml *item)
{
    myn_index *index = &d->index;
    long groups = 0;
    if (!myn_yaml_whole(item, d->diag, &groups)) return;
    if (groups < 2 || groups > 255) {
        myn_diag_add(d->diag, MYN_ERROR, item->at, "groups of quantiles: expected from 2 to 255, found %ld",
                     groups);
        return;
    }
    for (size_t i = 0; i < index->quantiles; i++)
        if (index->quantile[i] == groups) {
            myn_diag_add(d->diag, MYN_ERROR, item->at, "%ld groups are asked for twice", groups);
            return;
        }
    index->quantile[index->quantiles++] = (int)groups;
}

static void read_quantiles(Definition *d)
{
    static const char *const rules[] = {"ceil", "floor", "cuts", NULL}; /* as myn_quantile_rule */
    const myn_yaml *list = def_find(d, "publish", "quantiles", "groups", NULL);
    size_t count = myn_yaml_count(list);
    int rule = 0;
    if (count > MYN_QUANTILES_MOST)
        myn_diag_add(d->diag, MYN_ERROR, list->at, "quantiles: expected at most %d groupings, found %zu",
                     MYN_QUANTILES_MOST, count);
    for (size_t i = 0; i < count && i < MYN_QUANTILES_MOST; i++) read_groups(d, myn_yaml_item(list, i));
    (void)myn_yaml_choice(def_find(d, "publish", "quantiles", "rule", NULL), rules, d->diag, &rule);
    d->index.quantile_rule = (myn_quantile_rule)rule;
}

/* Bands rise and the last is open, so that every score is in exactly one. */
static void read_band(Definition *d, const myn_yaml *item, bool last)
{
    static const char *const keys[] = {"below", "en", "cy", NULL};
    myn_index *index = &d->index;
    myn_band_label *band = &index->band[index->bands];
    *band = (myn_band_label){.below = INFINITY};
    myn_yaml_known(item, "a band", keys, d->diag);
    if (item->kind != MYN_YAML_MAP) return;
    const myn_yaml *below = myn_yaml_get(item, "below");
    bool ended = myn_yaml_real(below, d->diag, &band->below), given = below && !below->null;
    (void)myn_yaml_text(myn_yaml_get(item, "en"), d->diag, &band->label.en);
    (void)myn_yaml_text(myn_yaml_get(item, "cy"), d->diag, &band->label.cy);
    if (!band->label.en && !band->label.cy)
        myn_diag_add(d->diag, MYN_ERROR, item->at, "a band needs a name: expected en, cy or both");
    if (last && given)
        myn_diag_add(d->diag, MYN_ERROR, below->at, "the last band is open: expected no `below`");
    if (!last && !given)
        myn_diag_add(d->diag, MYN_ERROR, item->at,
                     "expected `below`, the band's upper end; only the last has none");
    if (!last && ended && index->bands && !(band->below > index->band[index->bands - 1].below))
        myn_diag_add(d->diag, MYN_ERROR, below->at, "bands must rise: expected more than %g, found \"%s\"",
                     index->band[index->bands - 1].below, below->text);
    index->bands++;
}

static void read_bands(Definition *d)
{
    static const char *const ends[] = {"open", "closed", NULL};
    const myn_yaml *list = def_find(d, "publish", "bands", "list", NULL);
    size_t count = myn_yaml_count(list);
    int closed = 0;
    if (count == 1 || count > MYN_BANDS_MOST)
        myn_diag_add(d->diag, MYN_ERROR, list->at, "bands: expected from 2 to %d, found %zu", MYN_BANDS_MOST,
                     count);
    for (size_t i = 0; i < count && i < MYN_BANDS_MOST; i++)
        read_band(d, myn_yaml_item(list, i), i + 1 == count);
    (void)myn_yaml_choice(def_find(d, "publish", "bands", "ends", NULL), ends, d->diag, &closed);
    d->index.bands_closed_above = closed == 1;
}

static void read_decimals(Definition *d)
{
    const myn_yaml *node = def_find(d, NULL, "publish", "decimals", NULL);
    long places = -1;
    d->decimals = -1;
    if (node->kind == MYN_YAML_SCALAR && strcmp(node->text, "none") == 0) return;
    if (!myn_yaml_whole(node, d->diag, &places)) return;
    if (places >= 0 && places <= 15)
        d->decimals = (int)places;
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at, "decimals: expected from 0 to 15, or none, found %ld",
                     places);
}

/* Only what the file says is checked: profiles are our own. */
static void check_keys(Definition *d)
{
    static const char *const keys[] = {"rank", "quantiles", "bands", "decimals", NULL};
    static const char *const rank[] = {"ties", "first", "on", NULL},
                             *const quantiles[] = {"groups", "rule", NULL},
                             *const bands[] = {"ends", "list", NULL};
    const myn_yaml *publish = myn_yaml_get(d->root[FROM_FILE], "publish");
    myn_yaml_known(publish, "publish", keys, d->diag);
    myn_yaml_known(myn_yaml_get(publish, "rank"), "rank", rank, d->diag);
    myn_yaml_known(myn_yaml_get(publish, "quantiles"), "quantiles", quantiles, d->diag);
    myn_yaml_known(myn_yaml_get(publish, "bands"), "bands", bands, d->diag);
}

void def_read_publish(Definition *d)
{
    check_keys(d);
    read_rank(d);
    read_quantiles(d);
    read_bands(d);
    read_decimals(d);
}
