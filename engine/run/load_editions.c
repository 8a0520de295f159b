/* Which editions to compute: those declared, the one asked for, or one of all there is. */
#include "run/load.h"
#include <stdlib.h>
#include <string.h>

/* The one edition of an index that declares none: everything up to the end of the latest period in the data.
 */
static myn_status latest_edition(myn_diag *diag, myn_loaded *loaded)
{
    const myn_panel *panel = loaded->panel;
    char text[MYN_PERIOD_TEXT];
    if (!panel->periods) {
        myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "no value for any area of the index in the data");
        return MYN_ERR_DATA;
    }
    myn_period latest = panel->plane[panel->periods - 1].period;
    myn_period_text(latest, text);
    const char *name = myn_arena_text(loaded->memory, text, strlen(text));
    if (!name) return MYN_ERR_MEMORY;
    double window = loaded->index->window_years;
    int32_t start = window > 0 ? myn_day_add_months(latest.end, -(int)(window * 12 + 0.5)) : INT32_MIN;
    loaded->edition[loaded->editions++] = (myn_edition_rule){.name = name, .period = {start, latest.end}};
    return MYN_OK;
}

static myn_status no_edition(const myn_run_options *options, const myn_loaded *loaded, myn_diag *diag)
{
    myn_buffer known = {0};
    for (size_t e = 0; e < loaded->index->editions; e++)
        myn_buffer_format(&known, "%s%s", e ? ", " : "", loaded->index->edition[e].name);
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "no edition '%s'; expected one of %s", options->edition,
                 known.at ? known.at : "none declared");
    myn_buffer_free(&known);
    return MYN_ERR_ARGUMENT;
}

myn_status myn_load_editions(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_index *index = loaded->index;
    loaded->edition = calloc(index->editions + 1, sizeof *loaded->edition);
    if (!loaded->edition) return MYN_ERR_MEMORY;
    if (!index->editions) {
        myn_status status = latest_edition(diag, loaded);
        if (status) return status;
        if (options->edition && strcmp(options->edition, loaded->edition[0].name) != 0)
            return no_edition(options, loaded, diag);
        return MYN_OK;
    }
    for (size_t e = 0; e < index->editions; e++)
        if (!options->edition || strcmp(options->edition, index->edition[e].name) == 0)
            loaded->edition[loaded->editions++] = index->edition[e];
    return loaded->editions ? MYN_OK : no_edition(options, loaded, diag);
}
