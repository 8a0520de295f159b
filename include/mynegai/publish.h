/* What leaves the office: a folder of pages, tables and open data, made from a release (release.h) and nothing else. */
#ifndef MYNEGAI_PUBLISH_H
#define MYNEGAI_PUBLISH_H
#include <mynegai/boundaries.h>
#include <mynegai/compare.h>
#include <mynegai/index.h>
#include <mynegai/publish_data.h>
#include <mynegai/release.h>
#include <mynegai/report.h>
#include <mynegai/run_neighbours.h>

/* What is published, and how. Everything but RELEASE may be 0. */
typedef struct {
    const myn_release *release;
    const myn_lang *lang; /* languages of the pages, the first the default; none: English and Welsh */
    size_t langs;
    const myn_boundaries
        *boundaries; /* of the index's areas, and of larger ones where it has them; NULL: tiles */
    const myn_index
        *definition; /* what the figures were computed with; NULL: the method is not told step by step */
    const myn_comparison *revision; /* with the release before; NULL: nothing is said of revisions */
    const myn_families *families;   /* areas and their like; NULL: none */
    size_t threads;
    const myn_progress *progress; /* or NULL */
} myn_publication;

/* What was written. */
typedef struct {
    size_t files, pages, bytes;
    size_t
        one_form; /* places and labels without a name in one of the languages: listed on the page about the data */
} myn_published;

/* Every file of the site to TAKE (publish_data.h): pages, data, TopoJSON of the boundaries, SHA256SUMS of all. The same
 * publication gives the same bytes. MYN_ERR_MEMORY, MYN_ERR_INTERRUPTED, or what
 * TAKE answered. O(areas x nodes) for each language. */
myn_status myn_publish_site(const myn_publication *publication, myn_publish_take take, void *ctx,
                            myn_diag *diag, myn_published *out) MYN_CHECKED;

#define MYN_SINGLE_MOST 2000

/* The same site as one page that needs nothing else, to TAKE as "index.html"; for up to MYN_SINGLE_MOST areas, else
 * MYN_ERR_LIMIT with the reason in DIAG. */
myn_status myn_publish_single(const myn_publication *publication, myn_publish_take take, void *ctx,
                              myn_diag *diag, myn_published *out) MYN_CHECKED;

#endif
