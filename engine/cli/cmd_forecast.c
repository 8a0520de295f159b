/* mynegai forecast OUT.h5|SERIES.csv -o OUT */
#include "cli.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <stdio.h>
#include <string.h>

#define ORIGINS_USUAL 5
#define COHERENT      3 /* of interval_words */

/* ---- options ---- */

/* A whole number from LEAST to MOST. */
static myn_status take_number(Cli *cli, const char *name, const char *text, double least, double most,
                              size_t *out)
{
    double value;
    if (!myn_number_read(text, strlen(text), &value) || !(value >= least) || value > most ||
        value != floor(value))
        return usage_error(cli, "--%s: expected a whole number from %g to %g, not \"%s\"", name, least, most,
                           text);
    *out = (size_t)value;
    return MYN_OK;
}

/* Numbers with commas between into OUT, MOST at most; how many, 0 where one is none. */
static size_t take_list(const char *text, double *out, size_t most)
{
    size_t count = 0;
    for (const char *at = text; at; count++) {
        const char *comma = strchr(at, ',');
        size_t length = comma ? (size_t)(comma - at) : strlen(at);
        if (count == most || !myn_number_read(at, length, &out[count])) return 0;
        at = comma ? comma + 1 : NULL;
    }
    return count;
}

static myn_status take_levels(Cli *cli, const char *text, myn_forecast_options *out)
{
    out->levels = take_list(text, out->level, MYN_LEVELS_MOST);
    bool good = out->levels > 0;
    for (size_t l = 0; l < out->levels; l++) {
        out->level[l] /= 100;
        good &= out->level[l] > (l ? out->level[l - 1] : 0) && out->level[l] < 1;
    }
    if (good) return MYN_OK;
    return usage_error(cli,
                       "--levels: expected at most %d rising numbers between 0 and 100 (80,95), not \"%s\"",
                       MYN_LEVELS_MOST, text);
}

static myn_status take_bounds(Cli *cli, myn_forecast_options *out)
{
    const Settings *set = &cli->set;
    double bound[2];
    out->low = out->high = NAN;
    if (set->positive || set->counts) out->low = 0, out->high = INFINITY;
    if (!set->bounds) return MYN_OK;
    if (!strcmp(set->bounds, "none")) {
        out->low = -INFINITY, out->high = INFINITY;
        return MYN_OK;
    }
    if (take_list(set->bounds, bound, 2) != 2 || !(bound[0] < bound[1]))
        return usage_error(cli, "--bounds: expected LOW,HIGH (0,100) or none, not \"%s\"", set->bounds);
    out->low = set->positive || set->counts ? fmax(bound[0], 0) : bound[0];
    out->high = bound[1];
    return MYN_OK;
}

static myn_status take_until(Cli *cli, const char *text)
{
    myn_period period;
    if (!myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &period)) return MYN_OK;
    return usage_error(cli, "--until: expected a period such as 2030, 2030-Q2 or 2030-06, not \"%s\"", text);
}

static myn_status take_method(Cli *cli, const char *text)
{
    char why[256];
    if (!myn_outlook_refuse(text, why, sizeof why)) return MYN_OK;
    return usage_error(
        cli, "--method: %s; expected auto, thorough, a method, mean(A,B), median(A,B,C) or weighted(A,B)",
        why);
}

static const myn_add_kind add_kinds[] = {MYN_ADD_STRUCTURAL, MYN_ADD_NONE, MYN_ADD_BOTTOM_UP,
                                         MYN_ADD_TOP_DOWN,   MYN_ADD_OLS,  MYN_ADD_VARIANCE,
                                         MYN_ADD_MINT};

static myn_status take_options(Cli *cli, myn_forecast_options *out)
{
    const Settings *set = &cli->set;
    *out = (myn_forecast_options){.method = set->method,
                                  .until = set->until,
                                  .origins = ORIGINS_USUAL,
                                  .least = set->least,
                                  .shape = (myn_reshape_kind)set->shape,
                                  .intervals = set->intervals == COHERENT ? MYN_INTERVALS_CONFORMAL
                                                                          : (myn_intervals)set->intervals,
                                  .coherent = set->intervals == COHERENT,
                                  .counts = set->counts,
                                  .threads = set->threads,
                                  .indicator = set->indicator,
                                  .area = set->area,
                                  .id = set->id,
                                  .time = set->time,
                                  .value = set->value,
                                  .group = set->group,
                                  .drivers = set->drivers,
                                  .frequency = set->frequency,
                                  .shocks = set->shock,
                                  .breaks = set->breaks,
                                  .suggest = set->suggest,
                                  .add = add_kinds[set->add],
                                  .tree = set->tree,
                                  .scenarios = set->scenarios};
    myn_status status = take_bounds(cli, out);
    if (set->horizon && set->until) status = usage_error(cli, "--horizon and --until say the same: give one");
    if (!status && set->horizon) status = take_number(cli, "horizon", set->horizon, 1, 1000, &out->horizon);
    if (!status && set->backtest)
        status = take_number(cli, "backtest", set->backtest, 0, MYN_ORIGINS_MOST, &out->origins);
    if (!status && set->levels) status = take_levels(cli, set->levels, out);
    if (!status && set->until) status = take_until(cli, set->until);
    if (!status && set->method) status = take_method(cli, set->method);
    if (!status && out->coherent && (!set->tree || out->add == MYN_ADD_TOP_DOWN || out->add == MYN_ADD_NONE))
        status = usage_error(
            cli, "--intervals coherent takes --tree, reconciled in another way than top-down or none");
    if (!status && set->add && !set->tree)
        status = usage_error(cli, "--reconcile takes --tree, which says what is part of what");
    return status;
}

/* ---- what is said of all ---- */

static void say_breaks(Cli *cli, const myn_forecasts *f)
{
    char text[240];
    if (!f->suggested) return;
    snprintf(text, sizeof text,
             "%zu of %zu series seem to break, most often in %s (%zu); %s, --break or --shock marks one",
             f->suggested, f->count, f->usual_break, f->usual,
             f->told ? "suggested says where" : "--suggest says where");
    say_note(cli, text);
}

static const char *verdict(double before, double after)
{
    if (fabs(after - before) <= 1e-6 * before) return "the same";
    return after < before ? "better" : "not better";
}

/* How good forecasts were in the back-test, before and after they were made to add up. */
static void say_added(Cli *cli, const myn_forecasts *f)
{
    for (size_t d = 0; f->add && d < f->depths; d++) {
        const myn_forecast_depth *at = &f->depth[d];
        char text[240];
        int used = snprintf(text, sizeof text, "reconciled (%s), %s%sdepth %zu, %zu series: ", f->add,
                            at->tree ? at->tree : "", at->tree ? ", " : "", at->depth, at->series);
        char *rest = text + used;
        size_t room = sizeof text - (size_t)used;
        if (isnan(at->mase[0]) || isnan(at->mase[1]))
            snprintf(rest, room, "not back-tested");
        else
            snprintf(rest, room, "back-test MASE %.4f before, %.4f after; RMSSE %.4f, %.4f: %s", at->mase[0],
                     at->mase[1], at->rmsse[0], at->rmsse[1], verdict(at->mase[0], at->mase[1]));
        say_note(cli, text);
    }
}

/* ---- a table ---- */

static myn_status write_rows(void *ctx, const myn_sink *sink)
{
    return myn_forecast_rows(ctx, NULL, sink);
}

static void say_failed(Cli *cli, const myn_forecasts *f)
{
    char text[160];
    if (!f->failed) return;
    snprintf(text, sizeof text, "%zu of %zu series %s not forecast; the column problem says why", f->failed,
             f->count, f->failed == 1 ? "is" : "are");
    say_note(cli, text);
}

static myn_status forecast_table(Cli *cli, const myn_forecast_options *options)
{
    myn_forecasts *made = NULL;
    if (!options->id || !options->time || !options->value)
        return usage_error(cli, "a table takes --id, --time and --value, the columns that hold them");
    if (options->indicator || options->area)
        return usage_error(cli, "--indicator and --area are for a store");
    myn_status status = myn_forecast_table(cli->set.input[0], options, cli->diag, &made);
    if (!status) status = write_result(cli, write_rows, made);
    if (!status) say_failed(cli, made), say_breaks(cli, made), say_added(cli, made);
    myn_forecasts_free(made);
    return status;
}

/* ---- a store ---- */

static void put_option(myn_buffer *out, const char *name, const char *value)
{
    if (value) myn_buffer_format(out, " --%s %s", name, value);
}

/* What can change a number, for the provenance. */
static void command_line(const Cli *cli, myn_buffer *out)
{
    static const char *const kinds[] = {"conformal", "model", "both", "coherent"};
    const Settings *set = &cli->set;
    myn_buffer_put(out, "forecast");
    put_option(out, "indicator", set->indicator);
    put_option(out, "area", set->area);
    put_option(out, "horizon", set->horizon);
    put_option(out, "until", set->until);
    put_option(out, "method", set->method);
    put_option(out, "levels", set->levels);
    put_option(out, "backtest", set->backtest);
    put_option(out, "bounds", set->bounds);
    if (set->positive) myn_buffer_put(out, " --positive");
    if (set->counts) myn_buffer_put(out, " --counts");
    if (set->least) myn_buffer_format(out, " --least %zu", set->least);
    if (set->shape) put_option(out, "transform", myn_reshape_word((myn_reshape_kind)set->shape));
    put_option(out, "shock", set->shock);
    put_option(out, "break", set->breaks);
    put_option(out, "tree", set->tree);
    if (set->scenarios) myn_buffer_put(out, " --scenarios scenarios.yml"); /* as it is kept beside */
    if (set->tree) put_option(out, "reconcile", myn_add_word(add_kinds[set->add]));
    if (set->intervals) put_option(out, "intervals", kinds[set->intervals]);
}

static myn_status say_done(Cli *cli, const myn_forecasts *f)
{
    myn_buffer text = {0};
    if (cli->set.quiet) return MYN_OK;
    myn_buffer_format(&text, "Wrote %s: %zu series forecast", cli->set.out, f->forecast);
    if (f->failed) myn_buffer_format(&text, ", %zu not (array problem says why)", f->failed);
    myn_buffer_put(&text, "\n");
    return say_buffer(cli, &text);
}

static myn_status forecast_store(Cli *cli, myn_forecast_options *options)
{
    myn_forecasts *made = NULL;
    myn_store *store = NULL;
    myn_buffer command = {0};
    if (options->id || options->time || options->value || options->group || options->drivers ||
        options->frequency)
        return usage_error(cli, "--id, --time, --value, --group, --drivers and --frequency are for a table");
    if (options->tree && options->area)
        return usage_error(cli, "--area is one area alone, and --tree takes all that add up");
    if (!cli->set.out) return usage_error(cli, "a store takes -o OUT.h5, the store to write");
    command_line(cli, &command);
    options->command = command.at;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status) status = myn_forecast_store(store, cli->set.input[0], options, cli->diag, &made);
    if (!status) status = myn_forecast_write(made, cli->set.input[0], cli->set.out, options, cli->diag);
    if (!status) status = say_done(cli, made);
    if (!status) say_breaks(cli, made), say_added(cli, made);
    myn_forecasts_free(made);
    myn_store_free(store);
    myn_buffer_free(&command);
    return status;
}

/* Whether PATH begins as an HDF5 file does. */
static bool is_store(const char *path)
{
    static const char mark[] = "\211HDF\r\n\032\n";
    char begin[8] = "";
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(begin, 1, sizeof begin, file) : 0;
    if (file) fclose(file);
    return got == sizeof begin && !memcmp(begin, mark, sizeof begin);
}

myn_status cmd_forecast(Cli *cli)
{
    myn_forecast_options options;
    Meter meter;
    myn_status status = take_options(cli, &options);
    if (status) return status;
    meter_start(&meter, cli);
    options.progress = &meter.progress;
    status = is_store(cli->set.input[0]) ? forecast_store(cli, &options) : forecast_table(cli, &options);
    meter_end(&meter);
    return status;
}
