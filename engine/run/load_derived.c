/* Leaves that are made of several series, computed in every plane before an edition looks at them. */
#include "run/load.h"
#include <math.h>

/* What a derived cell is: without a value where a part has none (for that part's reason), else the most
 * doubtful part's kind. */
static uint8_t derived_cell(const uint8_t *const *part, size_t parts, size_t area, double value)
{
    uint8_t cell = MYN_CELL_OBSERVED;
    for (size_t p = 0; p < parts; p++) {
        uint8_t own = part[p][area];
        if (!myn_cell_valued(own)) return own;
        if (own != MYN_CELL_OBSERVED) cell = own;
    }
    return isnan(value) ? MYN_CELL_NOT_APPLICABLE : cell;
}

/* The rows that a derived leaf is made of, and room to point at them. */
typedef struct {
    const myn_node *leaf;
    size_t *row;
    const double **value;
    const uint8_t **cell;
} myn_recipe;

static void derive_row(const myn_panel *panel, const myn_plane *plane, const myn_recipe *recipe)
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
    myn_derive_values(&leaf->value, value, parts, out, areas);
    for (size_t a = 0; a < areas; a++)
        plane->cell[leaf->indicator * areas + a] = derived_cell(cell, parts, a, out[a]);
}

static void derive_panel(const myn_panel *panel, const myn_recipe *recipe)
{
    for (size_t t = 0; panel && t < panel->periods; t++) derive_row(panel, &panel->plane[t], recipe);
}

myn_status myn_load_derived(myn_loaded *loaded)
{
    for (size_t i = 0; i < loaded->index->leaves; i++) {
        const myn_node *leaf = &loaded->index->node[loaded->index->leaf[i]];
        if (!loaded->rows.derived[i]) continue;
        size_t parts = leaf->series_count;
        myn_recipe recipe = {leaf, myn_arena_zero(loaded->memory, parts, sizeof(size_t)),
                             myn_arena_zero(loaded->memory, parts, sizeof(double *)),
                             myn_arena_zero(loaded->memory, parts, sizeof(uint8_t *))};
        if (!recipe.row || !recipe.value || !recipe.cell) return MYN_ERR_MEMORY;
        for (size_t p = 0; p < parts; p++) recipe.row[p] = myn_rows_find(&loaded->rows, leaf->series[p]);
        derive_panel(loaded->panel, &recipe);
        derive_panel(loaded->parents, &recipe);
    }
    return MYN_OK;
}
