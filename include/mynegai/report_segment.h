/* Segments, for people and for machines. */
#ifndef MYNEGAI_REPORT_SEGMENT_H
#define MYNEGAI_REPORT_SEGMENT_H
#include <mynegai/report.h>

/* The segments that STORE holds, with all that speaks for them: of OPTIONS lang and terminal are used.
 * MYN_ERR_NOT_FOUND where it holds none, MYN_ERR_FORMAT where they are not of the shape docs/store.md says; so with the
 * other. */
myn_status myn_show_segments(myn_store *store, const myn_show_options *options,
                             const myn_sink *sink) MYN_CHECKED;

/* A row an area and tier: area,area_name_en,area_name_cy,tier,segment,segment_name_en,segment_name_cy,distance,runner_up,
 * margin,silhouette. */
myn_status myn_segments_rows(myn_store *store, myn_form form, const myn_sink *sink) MYN_CHECKED;

#endif
