/* The boundaries of a site as TopoJSON files. */
#ifndef MYN_PUBLISH_BOUNDARY_FILES_H
#define MYN_PUBLISH_BOUNDARY_FILES_H
#include "publish/site.h"

/* To TAKE: data/boundaries.topojson; of more than WHOLE_MOST areas a file for each larger area instead,
 * data/boundaries/CODE.topojson. Each is added to FILES. Nothing without boundaries. */
myn_status write_boundaries(const Site *site, myn_publish_take take, void *ctx,
                            myn_data_files *files) MYN_CHECKED;

#endif
