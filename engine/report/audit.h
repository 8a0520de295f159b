/* The sections of an audit as grids, with names for people or (MACHINE) for programs. */
#ifndef MYN_REPORT_AUDIT_H
#define MYN_REPORT_AUDIT_H
#include "report/grid.h"

typedef struct {
    const myn_audit *audit;
    myn_lang lang;
    bool machine; /* names without blanks, nothing left out or shortened */
} Audit;

/* Each a new grid, or NULL without memory; a grid that could not be filled says so. */
myn_grid *audit_tables(const Audit *audit);
myn_grid *audit_files(const Audit *audit);
myn_grid *audit_whole_files(const Audit *audit); /* no digest shortened */
myn_grid *audit_codes(const Audit *audit);
myn_grid *audit_indicators(const Audit *audit);
/* For people: the areas that lack most. */
myn_grid *audit_areas(const Audit *audit);

/* Areas that lack an indicator. */
size_t audit_incomplete(const myn_audit *audit);

#define AUDIT_SHOWN 10 /* rows of codes and of areas for people */

#endif
