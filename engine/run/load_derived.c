/* Leaves that are made of several series, computed in every plane before an edition looks at them. */
#include "run/load.h"
#include <math.h>

/* What a derived cell is: without a value where a part has none (suppressed where any is, else for the first such part's
 * reason), else the most doubtful part's kind. */
static uint8_t derived_cell(const uint8_t *const *part, size_t parts, size_t area, double value)
{
    uint8_t cell = MYN_CELL_OBSERVED, lacking = MYN_CELL_OBSERVED;
    for (size_t p = 0; p < parts; p++) {
        uint8_t own = part[p][area];
        if (own == MYN_CELL_SUPPRESSED) return own;
        if (!myn_cell_valued(own) && lacking == MYN_CELL_OBSERVED) lacking = own;
        if (own != MYN_CELL_OBSERVED) cell = own;
    }
    return lacking != MYN_CELL_OBSERVED ? lacking : isnan(value) ? MYN_CELL_NOT_APPLICABLE : cell;
}

/* The rows that a derived leaf is made of, and room to point at them. */
typedef struct {
    const myn_node *leaf;
    size_t *row;
    const double **value;
    const uint8_t **cell;
    const myn_loaded *loaded;
    myn_parents by_parent; /* shrunk rates only */
    myn_diag *diag;
} myn_recipe;

/* Rates are drawn towards those of larger areas, whose own stay as they are. */
static bool is_shrunk(const myn_panel *panel, const myn_recipe *recipe)
{
    return recipe->leaf->value.form == MYN_DERIVE_SHRUNK_RATE && panel == recipe->loaded->panel;
}

static myn_status derive_row(const myn_panel *panel, const myn_plane *plane, const myn_recipe *recipe)
{
    const myn_node *leaf = recipe->leaf;
    const double **value = recipe->value;
    const uint8_t **cell = recipe->cell;
    size_t areas = panel->areas, parts = leaf->series_count;
    for (size_t p = 0; p < parts; p++) {
        value[p] = plane->value + recipe->row[p] * areas;
        cell[p] = plane->cell + recipe->row[p] * areas;
    }
    double *out = plane->value + leaf->indicator * areas;
    myn_status status = MYN_OK;
    myn_shrunk shrunk = {recipe->loaded, leaf, plane, recipe->by_parent, recipe->diag};
    if (is_shrunk(panel, recipe))
        status = myn_shrunk_rates(&shrunk, value, out);
    else
        myn_derive_values(&leaf->value, value, parts, out, areas);
    for (size_t a = 0; a < areas; a++)
        plane->cell[leaf->indicator * areas + a] = derived_cell(cell, parts, a, out[a]);
    return status;
}

/* Every plane, though one cannot be done, so that all that is wrong is told. */
static myn_status derive_panel(const myn_panel *panel, const myn_recipe *recipe)
{
    myn_status worst = MYN_OK;
    for (size_t t = 0; panel && t < panel->periods; t++) {
        myn_status status = derive_row(panel, &panel->plane[t], recipe);
        if (status && status != MYN_ERR_DATA) return status;
        if (status) worst = status;
    }
    return worst;
}

myn_status myn_load_derived(myn_diag *diag, myn_loaded *loaded)
{
    myn_status worst = MYN_OK;
    for (size_t i = 0; i < loaded->index->leaves; i++) {
        const myn_node *leaf = &loaded->index->node[loaded->index->leaf[i]];
        if (!loaded->rows.derived[i]) continue;
        size_t parts = leaf->series_count;
        myn_recipe recipe = {leaf,
                             myn_arena_zero(loaded->memory, parts, sizeof(size_t)),
                             myn_arena_zero(loaded->memory, parts, sizeof(double *)),
                             myn_arena_zero(loaded->memory, parts, sizeof(uint8_t *)),
                             loaded,
                             {0},
                             diag};
        if (!recipe.row || !recipe.value || !recipe.cell) return MYN_ERR_MEMORY;
        for (size_t p = 0; p < parts; p++) recipe.row[p] = myn_rows_find(&loaded->rows, leaf->series[p]);
        myn_status status = MYN_OK;
        if (leaf->value.form == MYN_DERIVE_SHRUNK_RATE)
            status = myn_shrunk_parents(loaded, leaf, diag, &recipe.by_parent);
        if (!status) status = derive_panel(loaded->panel, &recipe);
        if (!status) status = derive_panel(loaded->parents, &recipe);
        if (status && status != MYN_ERR_DATA) return status;
        if (status) worst = status;
    }
    return worst;
}
