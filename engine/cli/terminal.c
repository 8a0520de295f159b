/* The terminal: its width, whether it takes colour, progress on it, signals from it. */
#include "cli.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

bool out_is_terminal(void)
{
    return isatty(STDOUT_FILENO);
}

static size_t width_of(int file)
{
    const char *named = getenv("COLUMNS");
    double columns;
    struct winsize size;
    if (named && myn_number_read(named, strlen(named), &columns) && columns >= 20 && columns < 10000)
        return (size_t)columns;
    if (!isatty(file)) return 0;
    return ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

static bool colour_wanted(const Cli *cli)
{
    const char *no = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (cli->set.colour != COLOUR_AUTO) return cli->set.colour == COLOUR_ALWAYS;
    return out_is_terminal() && !(no && *no) && !(kind && !strcmp(kind, "dumb"));
}

myn_terminal terminal_of(const Cli *cli)
{
    return (myn_terminal){colour_wanted(cli), width_of(STDOUT_FILENO)};
}

/* ---- signals ---- */

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

/* The first asks for a clean end, a second one ends at once. */
void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool was_interrupted(void)
{
    return interrupted;
}

/* ---- progress ---- */

#define BAR 24

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* Time left, once there is something to judge it by. */
static void time_left(const Meter *meter, double share, char out[40])
{
    double gone = now() - meter->started, left = gone * (1 - share) / share;
    *out = '\0';
    if (!(share > 0.01) || gone < 2) return;
    if (left < 100)
        snprintf(out, 40, ", %.0f s left", left);
    else
        snprintf(out, 40, ", %.0f min left", left / 60);
}

static void draw(Meter *meter, const char *what, double share)
{
    char bar[BAR + 1], left[40], text[100];
    time_left(meter, share, left);
    snprintf(text, sizeof text, "%.50s%s", what ? what : "", left);
    int full = (int)(share * BAR), room = (int)width_of(STDERR_FILENO) - BAR - 10;
    memset(bar, '-', BAR);
    memset(bar, '#', (size_t)full);
    bar[BAR] = '\0';
    fprintf(stderr, "\r\033[K%s %3d%% %.*s", bar, (int)(share * 100), room > 0 ? room : 0, text);
    fflush(stderr);
    meter->drawn = true;
}

static bool step(void *ctx, const char *what, double done, double all)
{
    Meter *meter = ctx;
    if (interrupted) return false;
    if (meter->silent) return true;
    double at = now();
    if (at - meter->started < 1 || at - meter->last < 0.1) return true;
    meter->last = at;
    draw(meter, what, !(all > 0) || done < 0 ? 0 : done > all ? 1 : done / all);
    return true;
}

void meter_start(Meter *meter, const Cli *cli)
{
    *meter = (Meter){.silent = cli->set.quiet || cli->set.log || !isatty(STDERR_FILENO), .started = now()};
    meter->progress = (myn_progress){step, meter};
}

void meter_end(Meter *meter)
{
    if (meter->drawn) fputs("\r\033[K", stderr);
    meter->drawn = false;
}
