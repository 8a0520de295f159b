/* Parts of a sensitivity analysis. Private to the room. */
#ifndef MYN_RUN_SENSITIVITY_H
#define MYN_RUN_SENSITIVITY_H
#include <mynegai/run_sensitivity.h>

/* The output of one draw, or of the published build: rows of ROW'th node in DRAWN against the ranks PUBLISHED of the same
 * node (areas). Missing where the area has none. */
double sensitivity_output(const myn_sensitivity_output *output, const myn_drawn *drawn, size_t row,
                          const uint32_t *published);

/* Add FOUND to the store as group /sensitivity. */
myn_status sensitivity_store(const myn_sensitivity_options *options, const myn_sensitivity_found *found,
                             myn_diag *diag) MYN_CHECKED;

#endif
