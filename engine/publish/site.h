/* A release as the pages need it: who comes first, which class an area is of, what each page is called. */
#ifndef MYN_PUBLISH_SITE_H
#define MYN_PUBLISH_SITE_H
#include "publish/html.h"
#include "report/forecast_kept.h"
#include "report/segment_kept.h"
#include "report/uncertainty.h"
#include <mynegai/arena.h>
#include <mynegai/drawing.h>
#include <mynegai/publish.h>

#define CLASSES_MOST  6    /* of a map: what can be told apart */
#define WHOLE_MOST    2000 /* areas of which one page shows a map and all rows */
#define MAP_WIDTH     640  /* units of its viewBox */
#define RANKING_FIRST 100  /* rows where there are more areas than WHOLE_MOST */

/* An area that others lie in, from whatever list has it. */
typedef struct {
    const myn_area *area;
    size_t parent;  /* its number among the release's larger areas with figures; MYN_NONE: has none */
    size_t summary; /* among the areas of summary measures; MYN_NONE */
    size_t inside;  /* how many of the index's areas lie in it */
    double *mean;   /* nodes: of their scores; NaN where none has one */
    const char *page;
    size_t *member;   /* inside: their numbers */
    myn_drawing *map; /* of them; NULL: none is drawn */
} Larger;

struct Site {
    const myn_publication *of;
    const myn_release *release;
    const myn_labels *labels;
    const myn_edition *now; /* the edition that is published */
    myn_arena *arena;       /* of everything below */
    bool single;
    myn_lang lang[2];
    size_t langs;
    size_t areas, nodes, root;
    uint32_t *order; /* areas, first rank first */
    size_t *place;   /* areas: where in ORDER */
    double *mean;    /* nodes: of scores, of areas with one */
    double *least, *greatest;
    int *decimals;  /* nodes: in which scores are shown */
    size_t *ranked; /* editions x nodes: areas with a rank */
    const char **place_page, **node_page, **segment_page;
    Larger *larger;
    size_t largers;
    size_t *inside_of; /* areas: number in LARGER of what it lies in; MYN_NONE */
    int classes;       /* of a map: bands, or groups of ranks */
    bool by_band;
    size_t grouping; /* number of the grouping, MYN_NONE: fifths made here */
    Sureness sure;
    Kept kept;
    bool has_forecast;
    Segments segments;
    bool has_segments;
    myn_drawing *map;            /* of all areas; NULL where there are too many */
    bool tiles;                  /* it is one of tiles */
    const myn_data_files *files; /* data files, in the order of writing; NULL: none */
};

/* MYN_ERR_FORMAT where an annex is not of its form, MYN_ERR_MEMORY. */
myn_status site_open(const myn_publication *of, bool single, Site *out) MYN_CHECKED;
void site_close(Site *site);

/* "en", "cy". */
const char *site_lang(myn_lang lang);
/* Class 1 .. classes of AREA by NODE in edition E, the greatest scores in the last; 0: none. */
unsigned site_class(const Site *site, size_t e, size_t node, size_t area);
/* What class C (0 too) is called in LANG, into OUT; ENDS: with which end of the scale it is. */
void site_class_name(const Site *site, unsigned c, bool ends, myn_lang lang, myn_buffer *out);
/* How many areas have a rank by NODE in the published edition. */
size_t site_ranked(const Site *site, size_t node);
/* Whether NODE is an indicator. */
bool site_is_leaf(const Site *site, size_t node);
/* How deep NODE lies below the root. */
size_t site_depth(const Site *site, size_t node);
/* The first node after AFTER whose parent is PARENT; MYN_NONE. Start with AFTER = PARENT. */
size_t site_child(const Site *site, size_t parent, size_t after);
/* The period of indicator I that the published edition uses: its number, -1 none. */
int site_period(const Site *site, size_t indicator);
/* The values of X (n) that are there, least first, into OUT (n, may be X); how many there are. */
size_t site_sorted(const double *x, size_t n, double *out);
/* A file name that is safe for any CODE and its own. In ARENA; NULL without memory. */
const char *site_file_name(myn_arena *arena, const char *folder, const char *code);

#endif
