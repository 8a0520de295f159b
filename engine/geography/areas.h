/* Making a list of areas, one by one. Private to the room. */
#ifndef MYN_GEOGRAPHY_AREAS_H
#define MYN_GEOGRAPHY_AREAS_H
#include <mynegai/areas.h>
#include <mynegai/arena.h>

/* What a list owns: its areas and their texts. */
typedef struct {
    myn_areas *areas;
    myn_area *area;
    size_t room;
    myn_arena *arena;
} AreasBuilder;

/* Zero-initialise; after a failure free with builder_free. */
myn_status builder_begin(AreasBuilder *builder, const char *name) MYN_CHECKED;
/* Add a copy of AREA. *TWICE: its code is there already, and it was not added. */
myn_status builder_add(AreasBuilder *builder, const myn_area *area, bool *twice) MYN_CHECKED;
/* The area CODE that was added. */
const myn_area *builder_find(const AreasBuilder *builder, const char *code);
myn_areas *builder_done(AreasBuilder *builder);
void builder_free(AreasBuilder *builder);

#endif
