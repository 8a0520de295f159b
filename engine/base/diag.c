/* Problems in the order they were found. Those beyond a number are only counted: nobody reads the
 * thousandth, and a wrong column of a long table must not fill the memory. */
#include <mynegai/arena.h>
#include <mynegai/diag.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEVERITIES (MYN_ERROR + 1)

/* The list has its full size from the start, so that adding cannot fail; only texts may be lost. */
struct myn_diag {
    myn_arena *texts;
    size_t added[SEVERITIES], kept;
    myn_problem problems[SEVERITIES * MYN_DIAG_KEEP];
};

myn_status myn_diag_new(myn_diag **out)
{
    *out = NULL;
    myn_diag *diag = calloc(1, sizeof *diag);
    if (!diag) return MYN_ERR_MEMORY;
    myn_status status = myn_arena_new(&diag->texts);
    if (status == MYN_OK)
        *out = diag;
    else
        free(diag);
    return status;
}

void myn_diag_free(myn_diag *diag)
{
    if (!diag) return;
    myn_arena_free(diag->texts);
    free(diag);
}

/* Problems come file by file, so the last one's copy of the name mostly serves again. */
static const char *keep_file(myn_diag *diag, const char *file)
{
    if (!file) return NULL;
    const char *last = diag->kept ? diag->problems[diag->kept - 1].place.file : NULL;
    if (last && strcmp(last, file) == 0) return last;
    return myn_arena_text(diag->texts, file, strlen(file));
}

MYN_PRINTF(2, 0)
static const char *keep_text(myn_diag *diag, const char *format, va_list values)
{
    static const char lost[] = "(its text was lost: out of memory)";
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : myn_arena_get(diag->texts, (size_t)length + 1);
    if (!text) return lost;
    vsnprintf(text, (size_t)length + 1, format, values);
    return text;
}

void myn_diag_add(myn_diag *diag, myn_severity severity, myn_place place, const char *format, ...)
{
    if (!diag) return;
    if (severity < MYN_NOTE || severity > MYN_ERROR) severity = MYN_ERROR;
    if (diag->added[severity]++ >= MYN_DIAG_KEEP) return;
    place.file = keep_file(diag, place.file);
    va_list values;
    va_start(values, format);
    const char *text = keep_text(diag, format, values);
    va_end(values);
    diag->problems[diag->kept++] = (myn_problem){severity, place, text};
}

size_t myn_diag_kept(const myn_diag *diag)
{
    return diag ? diag->kept : 0;
}

const myn_problem *myn_diag_at(const myn_diag *diag, size_t i)
{
    return diag && i < diag->kept ? &diag->problems[i] : NULL;
}

size_t myn_diag_count(const myn_diag *diag, myn_severity severity)
{
    return diag && severity >= MYN_NOTE && severity <= MYN_ERROR ? diag->added[severity] : 0;
}

myn_status myn_diag_status(const myn_diag *diag)
{
    return myn_diag_count(diag, MYN_ERROR) ? MYN_ERR_DATA : MYN_OK;
}

size_t myn_problem_text(const myn_problem *problem, char *out, size_t size)
{
    static const char *const words[SEVERITIES] = {"note", "warning", "error"};
    char line[24] = "", column[24] = "";
    myn_place place = problem->place;
    if (place.file && place.line) snprintf(line, sizeof line, ":%zu", place.line);
    if (place.file && place.line && place.column) snprintf(column, sizeof column, ":%zu", place.column);
    int length = snprintf(out, size, "%s%s%s%s%s: %s", place.file ? place.file : "", line, column,
                          place.file ? ": " : "", words[problem->severity], problem->text);
    return length < 0 ? 0 : (size_t)length;
}
