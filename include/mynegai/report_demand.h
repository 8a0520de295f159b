/* Needs assessments in words and tables. */
#ifndef MYNEGAI_REPORT_DEMAND_H
#define MYNEGAI_REPORT_DEMAND_H
#include <mynegai/annex.h>
#include <mynegai/report.h>

/* The needs assessment that STORE holds (group /demand) of PLACE, by code or name (NULL: the last, the largest): a table a
 * service, every scenario in every fifth year and the last. MYN_ERR_NOT_FOUND where it holds none, MYN_ERR_ARGUMENT where
 * there is no such place, MYN_ERR_FORMAT where the group is not as `demand` writes it. */
myn_status myn_show_demand(myn_store *store, const char *place, const myn_show_options *options,
                           const myn_sink *sink) MYN_CHECKED;

#endif
