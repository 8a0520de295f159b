/* The command: what is asked for, points, segments, what is told of them, the store with it. */
#include "run/clock.h"
#include "run/segment.h"
#include <math.h>
#include <string.h>

static bool go_on(const Seg *s, const char *what)
{
    const myn_progress *p = s->options->progress;
    return !p || p->step(p->ctx, what, 0, 0);
}

static myn_status open_values(Seg *s)
{
    myn_status status = myn_store_edition(s->store, s->options->edition, &s->edition);
    if (!status) status = myn_store_panel(s->store, MYN_CUBE_RAW, &s->raw);
    if (!status && s->labels->inputs) status = myn_store_panel(s->store, MYN_CUBE_INPUTS, &s->inputs);
    return status;
}

static myn_status check(const Seg *s, myn_status status)
{
    if (status) return status;
    if (!go_on(s, "grouping")) return MYN_ERR_INTERRUPTED;
    return myn_diag_count(s->diag, MYN_ERROR) ? MYN_ERR_DATA : MYN_OK;
}

/* Everything that can be wrong is looked at before anything is grouped. */
static myn_status make_anew(Seg *s)
{
    Earlier before = {0};
    size_t k = 0;
    myn_status status = seg_gather(s), earlier = MYN_OK;
    if (!status) status = seg_map(s);
    if (status && status != MYN_ERR_DATA) return status;
    if (s->asked.like) earlier = seg_open_earlier(s, s->asked.like, &before);
    status = check(s, status ? status : earlier);
    if (!status) status = seg_choose(s, &k);
    if (!status) status = seg_fit(s, k, before.store ? &before : NULL);
    if (!status && before.store) status = seg_compare(s, &before);
    if (!status) status = seg_name(s, before.store ? &before : NULL);
    seg_close_earlier(&before);
    return status;
}

static myn_status segment(Seg *s)
{
    myn_status status = myn_team_new(s->options->threads, &s->team);
    if (!status) status = open_values(s);
    if (!status) status = seg_read(s);
    if (status) return status;
    if (s->options->assign) {
        status = check(s, MYN_OK);
        if (!status) status = seg_assign(s);
        if (!status) status = seg_name(s, NULL);
    } else {
        status = make_anew(s);
    }
    if (!status && !go_on(s, "describing")) status = MYN_ERR_INTERRUPTED;
    if (!status) status = seg_describe(s);
    if (!status && !go_on(s, "writing")) status = MYN_ERR_INTERRUPTED;
    return status ? status : seg_write(s);
}

myn_status myn_segment(myn_store *store, const myn_segment_options *options, myn_diag *diag,
                       myn_segment_done *out)
{
    Seg s = {.options = options,
             .diag = diag,
             .store = store,
             .labels = myn_store_labels(store),
             .mixture_model = -1,
             .agreement = NAN};
    double start = seconds_now();
    *out = (myn_segment_done){0};
    if (options->edition >= s.labels->editions) return MYN_ERR_ARGUMENT;
    s.areas = s.labels->areas->count;
    myn_status status = myn_arena_new(&s.memory);
    if (!status) status = segment(&s);
    if (!status)
        *out = (myn_segment_done){.areas = s.points.rows,
                                  .variables = s.d,
                                  .segments = s.segments,
                                  .seconds = seconds_now() - start};
    myn_panel_free(s.raw);
    myn_panel_free(s.inputs);
    if (s.edition.score) myn_edition_free(&s.edition);
    myn_team_free(s.team);
    myn_arena_free(s.memory);
    return status;
}
