/* Formulas with their numbers put in, in as many digits as a reader can check by hand. */
#include "report/written.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

double six_digits(double value)
{
    if (!isfinite(value) || value == 0) return value;
    int places = 5 - (int)floor(log10(fabs(value)));
    return places < 0 ? myn_round(value, 0) : places > 15 ? value : myn_round(value, places);
}

/* A piece of a formula. */
typedef struct {
    const char *at, *end;
} Span;

typedef struct {
    const Numbers *numbers;
    size_t part; /* which part x, w and names that come once a part stand for; MYN_NONE: all */
    bool beside; /* a list is not alone in its parentheses: brackets around it */
    myn_buffer *out;
} Writer;

static void write_span(const Writer *w, Span span);

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool span_is(Span span, const char *text)
{
    size_t length = (size_t)(span.end - span.at);
    return strlen(text) == length && memcmp(span.at, text, length) == 0;
}

static void put_span(const Writer *w, Span span)
{
    myn_buffer_add(w->out, span.at, (size_t)(span.end - span.at));
}

/* Numbers below 0 stand in parentheses: "5 - (-2)". */
static void put_number(const Writer *w, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(six_digits(value), text);
    myn_buffer_format(w->out, isnan(value) ? "none" : signbit(value) ? "(%s)" : "%s", text);
}

/* A name that comes more than once is a list; PART says which (MYN_NONE: the first). */
static bool find_part(const Numbers *numbers, Span name, size_t part, double *value)
{
    size_t met = 0;
    for (size_t i = 0; i < numbers->givens; i++) {
        if (!span_is(name, numbers->given[i].name)) continue;
        if (met == 0 || met == part) *value = numbers->given[i].value;
        met++;
    }
    return met > 0;
}

static bool find_given(const Numbers *numbers, Span name, double *value)
{
    return find_part(numbers, name, MYN_NONE, value);
}

static const double *list_named(const Numbers *numbers, Span name)
{
    return span_is(name, "x") ? numbers->x : span_is(name, "w") ? numbers->w : NULL;
}

static void write_name(const Writer *w, Span name)
{
    double value;
    const double *list = list_named(w->numbers, name);
    if (list && w->part != MYN_NONE)
        put_number(w, list[w->part]);
    else if (list) {
        if (w->beside) myn_buffer_put(w->out, "[");
        for (size_t i = 0; i < w->numbers->count; i++) {
            if (i) myn_buffer_put(w->out, ", ");
            put_number(w, list[i]);
        }
        if (w->beside) myn_buffer_put(w->out, "]");
    } else if (find_part(w->numbers, name, w->part, &value))
        put_number(w, value);
    else
        put_span(w, name);
}

/* The parenthesis that closes the one at AT. */
static const char *closing(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        depth += *at == '(';
        depth -= *at == ')';
        if (depth == 0) return at;
    }
    return end;
}

/* Argument number I of a call whose arguments are INSIDE; empty where there are fewer. */
static Span argument(Span inside, size_t i)
{
    const char *start = inside.at;
    int depth = 0;
    for (const char *at = inside.at; at <= inside.end; at++) {
        bool last = at == inside.end;
        if (!last) depth += (*at == '(') - (*at == ')');
        if (!last && !(*at == ',' && depth == 0)) continue;
        if (i-- == 0) return (Span){start, at};
        start = at + 1 + (at + 1 < inside.end && at[1] == ' ');
    }
    return (Span){inside.end, inside.end};
}

static void write_grouped(const Writer *w, Span span)
{
    bool single = true;
    for (const char *at = span.at; at < span.end; at++) single &= is_name(*at);
    if (!single) myn_buffer_put(w->out, "(");
    write_span(w, span);
    if (!single) myn_buffer_put(w->out, ")");
}

/* The number that an argument is, where it is a name or digits. */
static bool number_of(const Writer *w, Span span, double *value)
{
    return find_given(w->numbers, span, value) ||
           myn_number_read(span.at, (size_t)(span.end - span.at), value);
}

/* How often the name comes that comes most. */
static size_t longest(const Numbers *numbers)
{
    size_t most = 0, run = 0;
    for (size_t i = 0; i < numbers->givens; i++) {
        bool again = i && strcmp(numbers->given[i].name, numbers->given[i - 1].name) == 0;
        run = again ? run + 1 : 1;
        if (run > most) most = run;
    }
    return most;
}

/* sum and prod over parts: "(2 * 5.3 + 1 * 4.2)". */
static bool write_over_parts(const Writer *w, Span name, Span inside)
{
    bool sum = span_is(name, "sum"), prod = span_is(name, "prod");
    size_t parts = w->numbers->x ? w->numbers->count : longest(w->numbers);
    if (!(sum || prod) || !parts || w->part != MYN_NONE) return false;
    Writer one = *w;
    myn_buffer_put(w->out, "(");
    for (one.part = 0; one.part < parts; one.part++) {
        if (one.part) myn_buffer_put(w->out, sum ? " + " : " * ");
        write_span(&one, inside);
    }
    myn_buffer_put(w->out, ")");
    return true;
}

/* Choices that the numbers make: pick, given, rounded to no less than it is, held between no ends. */
static bool write_choice(const Writer *w, Span name, Span inside)
{
    double number;
    Span first = argument(inside, 0), chosen;
    bool known = number_of(w, first, &number);
    if (span_is(name, "pick") && known && number >= 0)
        chosen = argument(inside, 1 + (size_t)number);
    else if (span_is(name, "given") && known)
        chosen = argument(inside, isnan(number) ? 2 : 1);
    else if (span_is(name, "rounded") && known && number == 0)
        chosen = argument(inside, 1);
    else if (span_is(name, "hold")) {
        double low, high;
        bool free = number_of(w, argument(inside, 1), &low) && number_of(w, argument(inside, 2), &high) &&
                    isnan(low) && isnan(high);
        if (!free) return false;
        chosen = first;
    } else
        return false;
    write_grouped(w, chosen);
    return true;
}

static void write_span(const Writer *w, Span span)
{
    for (const char *at = span.at; at < span.end;) {
        bool starts = isalpha((unsigned char)*at) || *at == '_';
        if (!starts) {
            while (at < span.end && isdigit((unsigned char)*at)) put_span(w, (Span){at, at + 1}), at++;
            if (at < span.end && !is_name(*at)) put_span(w, (Span){at, at + 1}), at++;
            continue;
        }
        Span name = {at, at};
        while (name.end < span.end && is_name(*name.end)) name.end++;
        at = name.end;
        if (at >= span.end || *at != '(') {
            write_name(w, name);
            continue;
        }
        const char *close = closing(at, span.end);
        Span inside = {at + 1, close};
        at = close < span.end ? close + 1 : close;
        if (write_over_parts(w, name, inside) || write_choice(w, name, inside)) continue;
        put_span(w, name);
        myn_buffer_put(w->out, "(");
        Writer within = *w;
        within.beside = argument(inside, 1).at < inside.end;
        write_span(&within, inside);
        myn_buffer_put(w->out, ")");
    }
}

void written_formula(const char *formula, const Numbers *numbers, myn_buffer *out)
{
    const Writer writer = {numbers, MYN_NONE, false, out};
    write_span(&writer, (Span){formula, formula + strlen(formula)});
}
