/* Weights by pairwise comparison: {ahp: {matrix: FILE}}. The table lies beside index.yml; its header and its
 * first column name the parts of one branch, and a cell says how many times more its row's part counts than
 * its column's. */
#include "definition/definition.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PARTS_MOST  100 /* more cannot be compared pair by pair */
#define TABLE_MOST  ((size_t)1 << 24)
#define RECIPROCAL  0.02 /* 0.33 will do for 1/3 */
#define RATIO_MOST  0.1  /* Saaty 1980 */
#define NODES_NAMED (sizeof "nodes.csv" - 1)

/* ---- index.yml ---- */

bool def_is_ahp(const myn_yaml *node)
{
    if (!node || node->null) return false;
    if (node->kind == MYN_YAML_SCALAR) return strcmp(node->text, "ahp") == 0;
    return node->kind == MYN_YAML_MAP && node->count == 1 && strcmp(node->item[0].key, "ahp") == 0;
}

void def_read_ahp(Definition *d, const myn_yaml *node, Settings *out)
{
    static const char *const keys[] = {"matrix", NULL};
    const myn_yaml *said = node->kind == MYN_YAML_MAP ? &node->item[0] : NULL;
    bool map = said && said->kind == MYN_YAML_MAP;
    out->weights.set = true; /* with an empty list: what Row.weight says */
    if (map) myn_yaml_known(said, "ahp", keys, d->diag);
    const myn_yaml *file = map ? myn_yaml_get(said, "matrix") : said;
    if (!file || file->null) {
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "ahp needs its comparisons: {ahp: {matrix: FILE.csv}}, beside index.yml");
        return;
    }
    const char *name = NULL;
    if (!myn_yaml_text(file, d->diag, &name)) return;
    if (myn_path_local(name))
        out->ahp = (Ahp){.file = name, .at = file->at, .ratio = NAN};
    else
        myn_diag_add(d->diag, MYN_ERROR, file->at,
                     "matrix of ahp: expected a file in the index's own folder, found \"%.80s\"", name);
}

/* ---- the table ---- */

/* Comparisons as they are read; parts are numbered in the order of their rows in nodes.csv. */
typedef struct {
    Definition *d;
    const char *path, *branch;
    const char **code; /* of the parts, ends in NULL */
    size_t *row;       /* of the parts, in nodes.csv */
    size_t parts;
    double *value;                /* parts x parts */
    size_t *line;                 /* of each part's row in the table; 0: none */
    size_t *column;               /* the same, of columns */
    size_t header, fields, *part; /* the header's line; by field of it, its part or MYN_NONE */
} Table;

static size_t find_part(const Table *t, const char *code)
{
    for (size_t i = 0; i < t->parts; i++)
        if (strcmp(t->code[i], code) == 0) return i;
    return MYN_NONE;
}

static const char *text_of(Definition *d, myn_field field)
{
    const char *at = field.at;
    size_t length = field.length;
    while (length && (*at == ' ' || *at == '\t')) at++, length--;
    while (length && (at[length - 1] == ' ' || at[length - 1] == '\t')) length--;
    const char *copy = myn_arena_text(d->arena, at, length);
    if (!copy) d->failed = true;
    return copy ? copy : "";
}

/* The part that FIELD names, entered into PLACES (lines or columns) as WHERE; MYN_NONE with a problem. */
static size_t take_code(Table *t, myn_field field, myn_place at, size_t *places, size_t where)
{
    const char *code = text_of(t->d, field);
    size_t part = find_part(t, code);
    if (part == MYN_NONE) {
        const char *near = def_nearest(t->code, code);
        myn_diag_add(t->d->diag, MYN_ERROR, at, "\"%.80s\" is not a part of \"%s\"%s%s%s", code, t->branch,
                     near ? ": did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    } else if (places[part]) {
        myn_diag_add(t->d->diag, MYN_ERROR, at, "\"%s\" is given twice", code);
        return MYN_NONE;
    } else {
        places[part] = where;
    }
    return part;
}

static void take_header(Table *t, const myn_csv_line *line)
{
    t->header = line->line;
    t->fields = line->count;
    t->part = def_get(t->d, line->count, sizeof *t->part);
    for (size_t i = 1; t->part && i < line->count; i++)
        t->part[i] = take_code(t, line->field[i], (myn_place){t->path, line->line, i + 1}, t->column, i + 1);
    for (size_t i = 0; i < t->parts; i++)
        if (!t->column[i])
            myn_diag_add(t->d->diag, MYN_ERROR, (myn_place){t->path, line->line, 0},
                         "there is no column for \"%s\", a part of \"%s\"", t->code[i], t->branch);
}

/* 3, 0.333 or 1/3; false where it is none of these or not above 0. */
static bool read_times(const char *text, double *out)
{
    double over = 1;
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : strlen(text);
    if (!myn_number_read(text, length, out)) return false;
    if (slash && !myn_number_read(slash + 1, strlen(slash + 1), &over)) return false;
    *out /= over;
    return *out > 0 && over > 0 && isfinite(*out);
}

static void take_row(Table *t, const myn_csv_line *line)
{
    size_t part = take_code(t, line->field[0], (myn_place){t->path, line->line, 1}, t->line, line->line);
    for (size_t i = 1; part != MYN_NONE && i < line->count && i < t->fields; i++) {
        if (t->part[i] == MYN_NONE) continue;
        const char *text = text_of(t->d, line->field[i]);
        double *times = &t->value[part * t->parts + t->part[i]];
        if (!read_times(text, times))
            myn_diag_add(t->d->diag, MYN_ERROR, (myn_place){t->path, line->line, i + 1},
                         "\"%s\" against \"%s\": expected a number above 0, or a fraction such as 1/3, found "
                         "\"%.80s\"",
                         t->code[part], t->code[t->part[i]], text);
    }
}

static myn_status take_line(void *ctx, const myn_csv_line *line)
{
    Table *t = ctx;
    if (t->header)
        take_row(t, line);
    else
        take_header(t, line);
    return t->d->failed ? MYN_ERR_MEMORY : MYN_OK;
}

/* ---- what it says ---- */

/* The later of the two cells that compare I and J is blamed. */
static void check_pair(const Table *t, size_t i, size_t j)
{
    double one = t->value[i * t->parts + j], other = t->value[j * t->parts + i];
    if (fabs(one * other - 1) <= RECIPROCAL) return;
    size_t late = t->line[i] > t->line[j] ? i : j, early = late == i ? j : i;
    double said = late == i ? other : one, found = late == i ? one : other;
    char a[MYN_NUMBER_TEXT], b[MYN_NUMBER_TEXT], c[MYN_NUMBER_TEXT];
    myn_number_text(found, a);
    myn_number_text(said, b);
    myn_fixed_text(1 / said, 4, c);
    myn_diag_add(t->d->diag, MYN_ERROR, (myn_place){t->path, t->line[late], t->column[early]},
                 "\"%s\" against \"%s\" is %s, but the other way round it is %s (line %zu): expected %s",
                 t->code[late], t->code[early], a, b, t->line[early], c);
}

static void check_table(const Table *t)
{
    for (size_t i = 0; i < t->parts; i++) {
        if (!t->line[i])
            myn_diag_add(t->d->diag, MYN_ERROR, (myn_place){t->path, 0, 0},
                         "there is no row for \"%s\", a part of \"%s\"", t->code[i], t->branch);
        else if (t->column[i] && t->value[i * t->parts + i] != 1)
            myn_diag_add(t->d->diag, MYN_ERROR, (myn_place){t->path, t->line[i], t->column[i]},
                         "\"%s\" against itself: expected 1", t->code[i]);
        for (size_t j = 0; j < i; j++)
            if (t->line[i] && t->line[j] && t->column[i] && t->column[j]) check_pair(t, j, i);
    }
}

/* The parts' weights, in place of those of nodes.csv. */
static void weigh(const Table *t, Ahp *ahp)
{
    Definition *d = t->d;
    double *weight = def_get(d, t->parts, sizeof *weight);
    myn_consistency found;
    const char *why = NULL;
    if (!weight) return;
    myn_cmat table = {t->value, t->parts, t->parts, t->parts};
    myn_status status = myn_compare_pairwise(table, weight, &found, &why, d->arena);
    if (status == MYN_ERR_DATA)
        myn_diag_add(d->diag, MYN_ERROR, (myn_place){t->path, 0, 0}, "%s", why);
    else if (status)
        d->failed = true;
    if (status) return;
    for (size_t i = 0; i < t->parts; i++) d->row[t->row[i]].weight = weight[i];
    ahp->ratio = found.ratio;
    if (found.ratio > RATIO_MOST)
        myn_diag_add(d->diag, MYN_WARNING, (myn_place){t->path, 0, 0},
                     "the comparisons of the parts of \"%s\" contradict each other: consistency ratio %.3f, "
                     "expected at most %g",
                     t->branch, found.ratio, RATIO_MOST);
}

static void read_table(Table *t, Ahp *ahp)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    size_t errors = myn_diag_count(t->d->diag, MYN_ERROR);
    myn_status status = myn_csv_read(t->path, t->path, &dialect, take_line, t, NULL, t->d->diag, &info);
    if (status == MYN_ERR_MEMORY) t->d->failed = true;
    if (status != MYN_OK || t->d->failed) return;
    if (myn_diag_count(t->d->diag, MYN_ERROR) == errors) check_table(t);
    if (myn_diag_count(t->d->diag, MYN_ERROR) == errors) weigh(t, ahp);
}

static bool list_parts(Table *t, const Row *row)
{
    Definition *d = t->d;
    t->parts = row->children;
    t->code = def_get(d, t->parts + 1, sizeof *t->code);
    t->row = def_get(d, t->parts, sizeof *t->row);
    t->value = def_get(d, t->parts * t->parts, sizeof *t->value);
    t->line = def_get(d, t->parts, sizeof *t->line);
    t->column = def_get(d, t->parts, sizeof *t->column);
    if (d->failed) return false;
    size_t i = 0;
    for (size_t c = row->first; c != MYN_NONE && i < t->parts; c = d->row[c].next, i++) {
        t->row[i] = c;
        t->code[i] = def_code(&d->row[c]);
    }
    return true;
}

/* The table lies where nodes.csv does. */
static const char *path_of(Definition *d, const char *file)
{
    size_t before = strlen(d->nodes_path) - NODES_NAMED, size = before + strlen(file) + 1;
    char *path = def_get(d, size, 1);
    if (!path) return NULL;
    memcpy(path, d->nodes_path, before);
    memcpy(path + before, file, strlen(file));
    return path;
}

/* The table is kept as it was read: what is computed again from a store needs it. */
static void keep_table(Definition *d, const char *name, const char *text, size_t length)
{
    myn_index_table *more = def_get(d, d->index.tables + 1, sizeof *more);
    const char *kept = myn_arena_text(d->arena, text, length);
    for (size_t i = 0; i < d->index.tables; i++)
        if (strcmp(d->index.table[i].name, name) == 0) return;
    if (!more || !kept) {
        d->failed = true;
        return;
    }
    if (d->index.tables) memcpy(more, d->index.table, d->index.tables * sizeof *more);
    more[d->index.tables++] = (myn_index_table){name, kept};
    d->index.table = more;
}

/* Out of a store: the reader of tables reads files. */
static void compare_kept(Table *table, Settings *own)
{
    const myn_index_source *source = table->d->source;
    const char *text = NULL;
    char path[MYN_TEXT_PATH];
    int file;
    for (size_t i = 0; i < source->tables; i++)
        if (strcmp(source->table[i].name, own->ahp.file) == 0) text = source->table[i].text;
    if (!text) {
        myn_diag_add(table->d->diag, MYN_ERROR, own->ahp.at, "there is no table \"%.80s\"", own->ahp.file);
        return;
    }
    keep_table(table->d, own->ahp.file, text, strlen(text));
    if (myn_text_as_file(text, strlen(text), path, &file)) {
        table->d->failed = true;
        return;
    }
    table->path = path;
    read_table(table, &own->ahp);
    close(file);
}

static void compare_file(Table *table, Settings *own)
{
    myn_buffer text = {0};
    read_table(table, &own->ahp);
    myn_status status = myn_file_read(table->path, TABLE_MOST, &text);
    if (status == MYN_ERR_MEMORY) table->d->failed = true;
    if (!status) keep_table(table->d, own->ahp.file, text.at ? text.at : "", text.length);
    myn_buffer_free(&text);
}

static void compare(Definition *d, Settings *own, const Row *row)
{
    Table table = {.d = d, .path = path_of(d, own->ahp.file), .branch = def_code(row)};
    if (!table.path) return;
    char *there = realpath(table.path, NULL);
    bool outside = there && !myn_path_inside(d->index.folder, table.path);
    free(there);
    if (outside)
        myn_diag_add(d->diag, MYN_ERROR, own->ahp.at, "%s leads out of the index's folder", table.path);
    else if (row->children > PARTS_MOST)
        myn_diag_add(d->diag, MYN_ERROR, own->ahp.at,
                     "\"%s\" has %zu parts: expected at most %d to compare pair by pair", table.branch,
                     row->children, PARTS_MOST);
    else if (list_parts(&table, row))
        (d->source->path ? compare_file : compare_kept)(&table, own);
}

void def_compare_parts(Definition *d)
{
    for (size_t i = 0; i < d->nodes && !d->failed; i++) {
        Settings *own = &d->node[i];
        size_t row = own->ahp.file ? myn_names_find(d->codes, own->name, strlen(own->name)) : MYN_NONE;
        if (row != MYN_NONE && d->row[row].children) compare(d, own, &d->row[row]);
    }
}
