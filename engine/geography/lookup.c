/* Lookups from their files. */
#include <math.h>
#include <mynegai/arena.h>
#include <mynegai/lookup.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row of the file that speaks of an area that is wanted. */
typedef struct {
    uint32_t area, into;
    double weight;
} Row;

typedef struct {
    const myn_lookup_file *file;
    const myn_names *codes;
    myn_lookup *out;
    Row *row;
    size_t rows, room, wrong;
    myn_diag *diag;
    myn_place last; /* where the reading is */
} Reading;

/* ---- rows ---- */

/* A row whose share cannot be read is told and kept, so that its area is not told to be lacking too. */
static void read_weight(Reading *r, const char *text, myn_place at, double *out)
{
    *out = 1;
    if (!r->file->share_column) return;
    if (text && myn_number_read(text, strlen(text), out) && *out >= 0 && isfinite(*out)) return;
    *out = 1;
    myn_diag_add(r->diag, MYN_ERROR, at, "'%s' in %s is no %s; expected a number of at least 0",
                 text ? text : "", r->file->share_column,
                 r->file->share == MYN_SHARE_WEIGHT ? "share" : "count");
    r->wrong++;
}

static myn_status take_row(void *of_reading, const char *const *field, myn_place at)
{
    Reading *r = of_reading;
    size_t area = myn_names_find(r->codes, field[0], strlen(field[0])), into = MYN_NOWHERE;
    double weight;
    if (area == MYN_NONE) return MYN_OK;
    read_weight(r, field[2], at, &weight);
    if (*field[1]) {
        myn_status status = myn_names_add(r->out->codes, field[1], strlen(field[1]), &into);
        if (status != MYN_OK) return status;
    }
    if (r->rows == r->room) {
        size_t room = 2 * r->room + 1024;
        Row *grown = reallocarray(r->row, room, sizeof *grown);
        if (!grown) return MYN_ERR_MEMORY;
        r->row = grown;
        r->room = room;
    }
    r->row[r->rows++] = (Row){(uint32_t)area, (uint32_t)into, weight};
    r->last = at;
    return MYN_OK;
}

/* ---- links ---- */

static size_t find_link(const myn_lookup *out, size_t from, size_t end, uint32_t into)
{
    while (from < end && out->link[from].into != into) from++;
    return from;
}

/* The links of one area, from rows FROM to END of ORDER; what is there twice is added up, or where there are no shares
 * counted once. */
static void put_links(Reading *r, const uint32_t *order, size_t from, size_t end, size_t *count)
{
    size_t start = *count;
    for (size_t i = from; i < end; i++) {
        const Row *row = &r->row[order[i]];
        size_t at = find_link(r->out, start, *count, row->into);
        if (at == *count)
            r->out->link[(*count)++] = (myn_link){row->into, row->weight};
        else if (r->file->share_column)
            r->out->link[at].share += row->weight;
    }
}

static const char *code_of(const myn_lookup *lookup, uint32_t into)
{
    return into == MYN_NOWHERE ? "none" : myn_names_at(lookup->codes, into);
}

static void say(Reading *r, size_t area, const char *what)
{
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->last.file, 0, 0}, "%s %s", myn_names_at(r->codes, area),
                 what);
    r->wrong++;
}

/* Weights to shares of 1. */
static void share_out(Reading *r, size_t area, myn_link *link, size_t count)
{
    double sum = 0;
    char text[600], number[MYN_NUMBER_TEXT];
    for (size_t i = 0; i < count; i++) sum += link[i].share;
    if (count > 1) r->out->split[r->file->share]++;
    if (count > 1 && r->file->share == MYN_SHARE_NONE) {
        snprintf(text, sizeof text,
                 "lies in %s and in %s without shares; expected one, or `share:` in the lookup '%s'",
                 code_of(r->out, link[0].into), code_of(r->out, link[1].into), r->file->name);
        say(r, area, text);
    }
    if (r->file->share == MYN_SHARE_WEIGHT && fabs(sum - 1) > 1e-6) {
        myn_number_text(sum, number);
        snprintf(text, sizeof text, "has shares that sum to %s; expected 1", number);
        say(r, area, text);
    }
    bool equal = sum == 0;
    if (equal) r->out->empty++;
    for (size_t i = 0; i < count; i++) link[i].share = equal ? 1.0 / (double)count : link[i].share / sum;
}

/* A share of nothing is no link. */
static size_t drop_nothing(myn_link *link, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (link[i].share > 0) link[kept++] = link[i];
    return kept;
}

/* Rows in the order of their areas, as the file has them: area a's are ORDER[START[a]] to ORDER[START[a + 1] - 1].
 * START has room for areas + 2, and is 0. */
static void sort_rows(const Reading *r, size_t *start, uint32_t *order)
{
    for (size_t i = 0; i < r->rows; i++) start[r->row[i].area + 2]++;
    for (size_t a = 0; a < r->out->areas; a++) start[a + 2] += start[a + 1];
    for (size_t i = 0; i < r->rows; i++) order[start[r->row[i].area + 1]++] = (uint32_t)i;
}

/* Codes of another year are the usual reason, so that one message with their number says more than each. */
static void say_lacking(Reading *r, size_t lacking, size_t first)
{
    if (!lacking) return;
    myn_diag_add(
        r->diag, MYN_ERROR, r->file->at,
        "%zu of %zu areas are not in the lookup '%s', the first is %s; expected a lookup from codes of the "
        "same year that has every area, with a blank for one that lies in none",
        lacking, r->out->areas, r->file->name, myn_names_at(r->codes, first));
    r->wrong++;
}

static myn_status link_up(Reading *r)
{
    myn_lookup *out = r->out;
    out->areas = myn_names_count(r->codes);
    size_t *start = calloc(out->areas + 2, sizeof *start), count = 0, lacking = 0, first = 0;
    uint32_t *order = calloc(r->rows + 1, sizeof *order);
    out->first = calloc(out->areas + 1, sizeof *out->first);
    out->link = calloc(r->rows + 1, sizeof *out->link);
    myn_status status = start && order && out->first && out->link ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK) sort_rows(r, start, order);
    for (size_t a = 0; status == MYN_OK && a < out->areas; a++) {
        size_t from = out->first[a] = count;
        put_links(r, order, start[a], start[a + 1], &count);
        if (count == from && !lacking++) first = a;
        if (count > from) share_out(r, a, out->link + from, count - from);
        count = from + drop_nothing(out->link + from, count - from);
    }
    if (status == MYN_OK) out->first[out->areas] = count;
    say_lacking(r, lacking, first);
    free(order);
    free(start);
    return status != MYN_OK ? status : r->wrong ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_lookup_read(const myn_lookup_file *file, const char *folder, const myn_names *codes,
                           myn_diag *diag, myn_lookup **out, myn_account *account)
{
    const char *const column[] = {file->area, file->into, file->share_column};
    Reading r = {
        .file = file, .codes = codes, .out = calloc(1, sizeof *r.out), .diag = diag, .last = file->at};
    *out = NULL;
    *account = (myn_account){0};
    myn_status status = r.out ? myn_names_new(&r.out->codes) : MYN_ERR_MEMORY;
    if (status == MYN_OK)
        status = myn_source_records(&file->from, folder, column, 3, take_row, &r, diag, account);
    r.last.file = file->from.file;
    if (status == MYN_OK) status = link_up(&r);
    free(r.row);
    if (status == MYN_OK)
        *out = r.out;
    else
        myn_lookup_free(r.out);
    return status;
}

void myn_lookup_free(myn_lookup *lookup)
{
    if (!lookup) return;
    myn_names_free(lookup->codes);
    free(lookup->first);
    free(lookup->link);
    free(lookup);
}

/* ---- chains ---- */

/* All that area A leads to by way of FIRST's links, into OUT from *COUNT on. */
static void follow(const myn_lookup *first, const myn_lookup *second, size_t a, myn_lookup *out,
                   size_t *count)
{
    size_t from = out->first[a] = *count;
    for (size_t i = first->first[a]; i < first->first[a + 1]; i++) {
        const myn_link *way = &first->link[i];
        const myn_link nowhere = {MYN_NOWHERE, 1};
        bool ends = way->into == MYN_NOWHERE;
        size_t start = ends ? 0 : second->first[way->into], end = ends ? 1 : second->first[way->into + 1];
        for (size_t k = start; k < end; k++) {
            const myn_link *to = ends ? &nowhere : &second->link[k];
            size_t at = find_link(out, from, *count, to->into);
            if (at == *count) out->link[(*count)++] = (myn_link){to->into, 0};
            out->link[at].share += way->share * to->share;
        }
    }
}

static size_t ways(const myn_lookup *first, const myn_lookup *second)
{
    size_t most = 0;
    for (size_t i = 0; i < first->first[first->areas]; i++) {
        uint32_t by = first->link[i].into;
        most += by == MYN_NOWHERE ? 1 : second->first[by + 1] - second->first[by];
    }
    return most;
}

static myn_status copy_codes(const myn_names *from, myn_names *to)
{
    myn_status status = MYN_OK;
    for (size_t i = 0, number; status == MYN_OK && i < myn_names_count(from); i++)
        status = myn_names_add(to, myn_names_at(from, i), myn_names_length(from, i), &number);
    return status;
}

myn_status myn_lookup_chain(const myn_lookup *first, const myn_lookup *second, myn_lookup **out)
{
    size_t count = 0;
    myn_lookup *made = calloc(1, sizeof *made);
    *out = NULL;
    myn_status status = made ? myn_names_new(&made->codes) : MYN_ERR_MEMORY;
    if (status == MYN_OK) status = copy_codes(second->codes, made->codes);
    if (status == MYN_OK) {
        made->areas = first->areas;
        made->first = calloc(first->areas + 1, sizeof *made->first);
        made->link = calloc(ways(first, second) + 1, sizeof *made->link);
        if (!made->first || !made->link) status = MYN_ERR_MEMORY;
    }
    for (size_t a = 0; status == MYN_OK && a < first->areas; a++) follow(first, second, a, made, &count);
    if (status == MYN_OK) {
        made->first[first->areas] = count;
        for (int kind = 0; kind < 4; kind++) made->split[kind] = first->split[kind] + second->split[kind];
        made->empty = first->empty + second->empty;
        *out = made;
    } else {
        myn_lookup_free(made);
    }
    return status;
}

void myn_lookup_best_fit(myn_lookup *lookup)
{
    size_t count = 0;
    for (size_t a = 0, from = 0; a < lookup->areas; a++) {
        size_t end = lookup->first[a + 1];
        myn_link best = {MYN_NOWHERE, 1};
        double most = .5 - 1e-9;
        for (size_t i = from; i < end; i++) {
            if (lookup->link[i].into == MYN_NOWHERE || lookup->link[i].share <= most) continue;
            most = lookup->link[i].share + 1e-9;
            best.into = lookup->link[i].into;
        }
        from = end;
        lookup->first[a] = count;
        lookup->link[count++] = best;
    }
    lookup->first[lookup->areas] = count;
}
