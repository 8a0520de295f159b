/* Arcs from rings: positions get numbers, those where borders meet or part are ends, and what lies between two
 * ends is looked up among the arcs found before, in both directions. */
#include <math.h>
#include <mynegai/arena.h>
#include <mynegai/names.h>
#include <mynegai/topology.h>
#include <string.h>

#define NONE       UINT32_MAX
#define POINT_MOST ((size_t)1 << 30)

typedef struct {
    const myn_boundaries *from;
    myn_arena *scratch, *keep;
    myn_topology *out;
    uint32_t *area;  /* by area of the boundaries: its number in out, or NONE */
    uint32_t *id;    /* by point of the boundaries: its position */
    uint32_t *point; /* by position: a point that stands for it */
    size_t positions;
    uint32_t *line;     /* rings without repeats and without the closing point, one after another */
    size_t *line_start; /* rings + 1 */
    bool *end;          /* by position: arcs end here */
    uint32_t *arc;      /* positions of arcs, one after another, as out->start says */
    uint64_t *sum;      /* by arc: hash that is the same in both directions */
    uint32_t *slot;     /* table of arcs */
    size_t mask;
    uint32_t *way; /* positions of the arc at hand */
} Cut;

/* ---- positions ---- */

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdU;
    h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53U;
    return h ^ h >> 33;
}

static uint64_t hash_position(double x, double y)
{
    uint64_t bits[2];
    x += 0.0, y += 0.0; /* -0 is 0 */
    memcpy(&bits[0], &x, sizeof x);
    memcpy(&bits[1], &y, sizeof y);
    return mix(bits[0] + mix(bits[1]));
}

static size_t table_size(size_t entries)
{
    size_t size = 16;
    while (size < 2 * entries) size *= 2;
    return size;
}

static myn_status number_positions(Cut *c)
{
    const double *x = c->from->rings.x, *y = c->from->rings.y;
    size_t points = c->from->rings.start[c->from->rings.rings], size = table_size(points);
    myn_arena_mark here = myn_arena_here(c->scratch);
    uint32_t *slot = myn_arena_get(c->scratch, size * sizeof *slot);
    if (!slot) return MYN_ERR_MEMORY;
    memset(slot, 0xff, size * sizeof *slot);
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) return MYN_ERR_DATA;
        size_t at = hash_position(x[i], y[i]) & (size - 1);
        while (slot[at] != NONE && (x[c->point[slot[at]]] != x[i] || y[c->point[slot[at]]] != y[i]))
            at = (at + 1) & (size - 1);
        if (slot[at] == NONE) {
            slot[at] = (uint32_t)c->positions;
            c->point[c->positions++] = (uint32_t)i;
        }
        c->id[i] = slot[at];
    }
    myn_arena_rewind(c->scratch, here);
    return MYN_OK;
}

/* ---- rings ---- */

/* The numbers of the boundaries' areas, and the codes. */
/* What out is to hold of each area of the boundaries; a code that is there again has nothing. */
static myn_status take_codes(Cut *c, const char *const *code, myn_names *names)
{
    uint32_t *first = myn_arena_get(c->scratch, c->out->count * sizeof *first);
    if (!first) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < c->out->count; i++) {
        size_t at, before = myn_names_count(names), length = strlen(code[i]);
        myn_status status = myn_names_add(names, code[i], length, &at);
        if (status) return status;
        if (at == before) first[at] = (uint32_t)i;
        c->out->code[i] = myn_arena_text(c->keep, code[i], length);
        if (!c->out->code[i]) return MYN_ERR_MEMORY;
    }
    for (size_t i = 0; i < c->from->count; i++) {
        size_t at = myn_names_find(names, c->from->code[i], strlen(c->from->code[i]));
        c->area[i] = at == MYN_NONE ? NONE : first[at];
    }
    return MYN_OK;
}

/* Rings by area, else in the order of the boundaries; then part[i + 1] is where those of area i end. */
static void sort_rings(Cut *c, size_t *ring)
{
    const myn_rings *from = &c->from->rings;
    size_t *part = c->out->part; /* part[i + 1] counts, then is where the next ring of area i goes */
    for (size_t r = 0; r < from->rings; r++)
        if (c->area[from->area[r]] != NONE) part[c->area[from->area[r]] + 1]++;
    for (size_t i = 0; i < c->out->count; i++) part[i + 1] += part[i];
    for (size_t i = c->out->count; i > 0; i--) part[i] = part[i - 1];
    for (size_t r = 0; r < from->rings; r++)
        if (c->area[from->area[r]] != NONE) ring[part[c->area[from->area[r]] + 1]++] = r;
}

/* Ring R without repeats, after what is in line; returns how many positions. */
static size_t clean_ring(const Cut *c, size_t r, uint32_t *line)
{
    size_t count = 0;
    for (size_t i = c->from->rings.start[r]; i < c->from->rings.start[r + 1]; i++)
        if (!count || line[count - 1] != c->id[i]) line[count++] = c->id[i];
    while (count > 1 && line[count - 1] == line[0]) count--;
    return count;
}

static void clean_rings(Cut *c, const size_t *ring)
{
    size_t kept = 0, next = 0;
    bool lost = false; /* the ring that holes are cut out of */
    for (size_t i = 0; i < c->out->count; i++) {
        size_t begin = kept, end = c->out->part[i + 1];
        for (; next < end; next++) {
            bool hole = c->from->hole[ring[next]] && (lost || kept > begin);
            size_t count = clean_ring(c, ring[next], c->line + c->line_start[kept]);
            if (!hole) lost = count < 3;
            if (lost || count < 3) continue;
            c->out->hole[kept] = hole;
            c->line_start[kept + 1] = c->line_start[kept] + count;
            kept++;
        }
        c->out->part[i] = begin;
        lost = false;
    }
    c->out->part[c->out->count] = c->out->rings = kept;
}

/* ---- ends ---- */

typedef struct {
    uint32_t a, b;
} Beside; /* the positions beside one, the lower number first */

static bool find_ends(Cut *c)
{
    myn_arena_mark here = myn_arena_here(c->scratch);
    Beside *beside = myn_arena_get(c->scratch, c->positions * sizeof *beside);
    if (!beside) return false;
    memset(beside, 0xff, c->positions * sizeof *beside);
    for (size_t r = 0; r < c->out->rings; r++) {
        const uint32_t *line = c->line + c->line_start[r];
        size_t count = c->line_start[r + 1] - c->line_start[r];
        for (size_t i = 0; i < count; i++) {
            uint32_t before = line[i ? i - 1 : count - 1], after = line[i + 1 < count ? i + 1 : 0];
            Beside now = before < after ? (Beside){before, after} : (Beside){after, before};
            Beside *first = &beside[line[i]];
            if (first->a == NONE)
                *first = now;
            else if (first->a != now.a || first->b != now.b)
                c->end[line[i]] = true;
        }
    }
    myn_arena_rewind(c->scratch, here);
    return true;
}

/* ---- arcs ---- */

static bool same_forward(const uint32_t *p, const uint32_t *q, size_t count)
{
    return memcmp(p, q, count * sizeof *p) == 0;
}

static bool same_backward(const uint32_t *p, const uint32_t *q, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (p[i] != q[count - 1 - i]) return false;
    return true;
}

/* The arc of COUNT positions WAY, known or new, as out->use has it. */
static int32_t arc_of(Cut *c, size_t count)
{
    uint64_t sum = count;
    for (size_t i = 0; i < count; i++) sum += mix(c->way[i] + 1);
    size_t at = mix(sum) & c->mask;
    for (; c->slot[at] != NONE; at = (at + 1) & c->mask) {
        size_t a = c->slot[at], start = c->out->start[a];
        if (c->sum[a] != sum || c->out->start[a + 1] - start != count) continue;
        if (same_forward(c->arc + start, c->way, count)) return (int32_t)a;
        if (same_backward(c->arc + start, c->way, count)) return ~(int32_t)a;
    }
    size_t a = c->out->arcs++;
    c->slot[at] = (uint32_t)a;
    c->sum[a] = sum;
    memcpy(c->arc + c->out->start[a], c->way, count * sizeof *c->way);
    c->out->start[a + 1] = c->out->start[a] + count;
    return (int32_t)a;
}

static bool lower(const Cut *c, uint32_t p, uint32_t q)
{
    const double *x = c->from->rings.x, *y = c->from->rings.y;
    size_t a = c->point[p], b = c->point[q];
    return x[a] < x[b] || (x[a] == x[b] && y[a] < y[b]);
}

/* Where the first arc of a ring begins: at its first end, or at its lowest position. */
static size_t beginning(const Cut *c, const uint32_t *line, size_t count)
{
    size_t low = 0;
    for (size_t i = 0; i < count; i++) {
        if (c->end[line[i]]) return i;
        if (lower(c, line[i], line[low])) low = i;
    }
    return low;
}

static void cut_ring(Cut *c, size_t r, size_t *uses)
{
    const uint32_t *line = c->line + c->line_start[r];
    size_t count = c->line_start[r + 1] - c->line_start[r], from = beginning(c, line, count), length = 1;
    c->way[0] = line[from];
    for (size_t i = 1; i <= count; i++) {
        uint32_t position = line[(from + i) % count];
        c->way[length++] = position;
        if (i < count && !c->end[position]) continue;
        c->out->use[(*uses)++] = arc_of(c, length);
        c->way[0] = position;
        length = 1;
    }
    c->out->begin[r + 1] = *uses;
}

/* ---- all of it ---- */

static bool get_memory(Cut *c)
{
    const myn_rings *from = &c->from->rings;
    size_t points = from->start[from->rings], slots = table_size(points);
    myn_topology *out = c->out;
    c->area = myn_arena_get(c->scratch, c->from->count * sizeof *c->area);
    c->id = myn_arena_get(c->scratch, points * sizeof *c->id);
    c->point = myn_arena_get(c->scratch, points * sizeof *c->point);
    c->line = myn_arena_get(c->scratch, points * sizeof *c->line);
    c->line_start = myn_arena_zero(c->scratch, from->rings + 1, sizeof *c->line_start);
    c->end = myn_arena_zero(c->scratch, points, sizeof *c->end);
    c->arc = myn_arena_get(c->scratch, 2 * points * sizeof *c->arc);
    c->sum = myn_arena_get(c->scratch, points * sizeof *c->sum);
    c->way = myn_arena_get(c->scratch, (points + 1) * sizeof *c->way);
    c->slot = myn_arena_get(c->scratch, slots * sizeof *c->slot);
    c->mask = slots - 1;
    out->code = myn_arena_zero(c->keep, out->count, sizeof *out->code);
    out->part = myn_arena_zero(c->keep, out->count + 1, sizeof *out->part);
    out->hole = myn_arena_zero(c->keep, from->rings, sizeof *out->hole);
    out->begin = myn_arena_zero(c->keep, from->rings + 1, sizeof *out->begin);
    out->use = myn_arena_get(c->keep, points * sizeof *out->use);
    out->start = myn_arena_zero(c->keep, points + 1, sizeof *out->start);
    bool good = c->area && c->id && c->point && c->line && c->line_start && c->end && c->arc && c->sum &&
                c->way && c->slot && out->code && out->part && out->hole && out->begin && out->use &&
                out->start;
    if (good) memset(c->slot, 0xff, slots * sizeof *c->slot);
    return good;
}

static bool place_arcs(Cut *c)
{
    myn_topology *out = c->out;
    size_t points = out->start[out->arcs];
    out->x = myn_arena_get(c->keep, points * sizeof *out->x);
    out->y = myn_arena_get(c->keep, points * sizeof *out->y);
    if (!out->x || !out->y) return false;
    for (size_t i = 0; i < points; i++) {
        out->x[i] = c->from->rings.x[c->point[c->arc[i]]] + 0.0;
        out->y[i] = c->from->rings.y[c->point[c->arc[i]]] + 0.0;
    }
    return true;
}

static myn_status cut(Cut *c, const char *const *code)
{
    myn_names *names = NULL;
    size_t uses = 0, *ring = myn_arena_get(c->scratch, c->from->rings.rings * sizeof *ring);
    if (!ring || !get_memory(c)) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&names);
    if (!status) status = take_codes(c, code, names);
    myn_names_free(names);
    if (!status) status = number_positions(c);
    if (status) return status;
    sort_rings(c, ring);
    clean_rings(c, ring);
    if (!find_ends(c)) return MYN_ERR_MEMORY;
    for (size_t r = 0; r < c->out->rings; r++) cut_ring(c, r, &uses);
    return place_arcs(c) ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status myn_topology_make(const myn_boundaries *boundaries, const char *const *code, size_t count,
                             myn_topology **out)
{
    Cut c = {.from = boundaries};
    *out = NULL;
    if (!code) code = boundaries->code, count = boundaries->count;
    if (boundaries->rings.start[boundaries->rings.rings] >= POINT_MOST) return MYN_ERR_LIMIT;
    myn_status status = myn_arena_new(&c.keep);
    if (status) return status;
    status = myn_arena_new(&c.scratch);
    c.out = status ? NULL : myn_arena_zero(c.keep, 1, sizeof *c.out);
    if (!status && !c.out) status = MYN_ERR_MEMORY;
    if (!status) {
        c.out->count = count;
        c.out->memory = c.keep;
        status = cut(&c, code);
    }
    myn_arena_free(c.scratch);
    if (status)
        myn_arena_free(c.keep);
    else
        *out = c.out;
    return status;
}

void myn_topology_free(myn_topology *topology)
{
    if (topology) myn_arena_free(topology->memory);
}
