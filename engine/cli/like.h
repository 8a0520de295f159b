/* What neighbours and benchmark share: which families. */
#ifndef MYN_CLI_LIKE_H
#define MYN_CLI_LIKE_H
#include "cli.h"

/* The families that the options ask for, AREA's entrants with them. */
myn_status find_families(Cli *cli, myn_store *store, size_t area, myn_families **out);

/* The area that TEXT names, or a problem with the nearest. */
myn_status find_area_or_say(Cli *cli, const myn_labels *labels, const char *text, size_t *out);

#endif
