/* A topology as TopoJSON. */
#include <math.h>
#include <mynegai/arena.h>
#include <mynegai/topology.h>
#include <stdint.h>

#define STEPS      100000
#define STEPS_MOST ((size_t)1 << 31)
#define NONE       UINT32_MAX

/* One axis: what is at STEP steps lies at from + step * scale. */
typedef struct {
    double from, to, scale;
} Axis;

typedef struct {
    const myn_topology *of;
    const myn_topojson *how;
    size_t count;        /* areas to be written */
    uint32_t *number;    /* by arc: its number in the file, or NONE */
    uint32_t *arc, arcs; /* those to be written, in order */
    Axis x, y;
    myn_buffer *out;
} Write;

static size_t area_at(const Write *w, size_t i)
{
    return w->how->only ? w->how->only[i] : i;
}

/* ---- what is to be written ---- */

static void widen(Axis *axis, double value)
{
    axis->from = fmin(axis->from, value);
    axis->to = fmax(axis->to, value);
}

static void take_arc(Write *w, size_t arc)
{
    if (w->number[arc] != NONE) return;
    w->number[arc] = w->arcs;
    w->arc[w->arcs++] = (uint32_t)arc;
    for (size_t i = w->of->start[arc]; i < w->of->start[arc + 1]; i++) {
        widen(&w->x, w->of->x[i]);
        widen(&w->y, w->of->y[i]);
    }
}

static void take_area(Write *w, size_t area)
{
    const myn_topology *t = w->of;
    for (size_t u = t->begin[t->part[area]]; u < t->begin[t->part[area + 1]]; u++)
        take_arc(w, (size_t)(t->use[u] < 0 ? ~t->use[u] : t->use[u]));
}

static void scale(Axis *axis, size_t steps)
{
    if (!(axis->from <= axis->to)) axis->from = axis->to = 0; /* nothing there */
    axis->scale = (axis->to - axis->from) / (double)(steps - 1);
    if (!(axis->scale > 0)) axis->scale = 1;
}

/* ---- geometries ---- */

static void put_number(myn_buffer *out, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_buffer_add(out, text, myn_number_text(value, text));
}

static void put_ring(Write *w, size_t ring)
{
    const myn_topology *t = w->of;
    for (size_t u = t->begin[ring]; u < t->begin[ring + 1]; u++) {
        bool back = t->use[u] < 0;
        long number = (long)w->number[back ? ~t->use[u] : t->use[u]];
        myn_buffer_format(w->out, "%s%ld", u > t->begin[ring] ? "," : "[", back ? ~number : number);
    }
    myn_buffer_put(w->out, "]");
}

/* Polygons, each an array of rings with the holes after the ring they are cut out of. */
static void put_polygons(Write *w, size_t area)
{
    const myn_topology *t = w->of;
    size_t polygons = 0;
    for (size_t r = t->part[area]; r < t->part[area + 1]; r++) polygons += !t->hole[r];
    if (!polygons) {
        myn_buffer_put(w->out, "\"type\":null");
        return;
    }
    myn_buffer_format(w->out, "\"type\":\"%s\",\"arcs\":", polygons > 1 ? "MultiPolygon" : "Polygon");
    myn_buffer_put(w->out, polygons > 1 ? "[" : "");
    for (size_t r = t->part[area]; r < t->part[area + 1]; r++) {
        bool first = r == t->part[area];
        myn_buffer_put(w->out, first ? "[" : t->hole[r] ? "," : "],[");
        put_ring(w, r);
    }
    myn_buffer_put(w->out, polygons > 1 ? "]]" : "]");
}

static void put_property(myn_buffer *out, const char *name, const char *text)
{
    if (!text) return;
    myn_buffer_format(out, ",\"%s\":", name);
    myn_buffer_json(out, text);
}

static void put_area(Write *w, size_t area)
{
    const char *const *en = w->how->name_en, *const *cy = w->how->name_cy;
    myn_buffer_put(w->out, "{");
    put_polygons(w, area);
    put_property(w->out, "id", w->of->code[area]);
    myn_buffer_put(w->out, ",\"properties\":{\"code\":");
    myn_buffer_json(w->out, w->of->code[area]);
    put_property(w->out, "name_en", en ? en[area] : NULL);
    put_property(w->out, "name_cy", cy ? cy[area] : NULL);
    myn_buffer_put(w->out, "}}");
}

/* ---- arcs ---- */

static long long step_of(const Axis *axis, double value)
{
    return llround((value - axis->from) / axis->scale);
}

static void put_arc(Write *w, size_t arc)
{
    long long x = 0, y = 0;
    for (size_t i = w->of->start[arc]; i < w->of->start[arc + 1]; i++) {
        long long now_x = step_of(&w->x, w->of->x[i]), now_y = step_of(&w->y, w->of->y[i]);
        myn_buffer_format(w->out, "%s[%lld,%lld]", i > w->of->start[arc] ? "," : "[", now_x - x, now_y - y);
        x = now_x;
        y = now_y;
    }
    myn_buffer_put(w->out, "]");
}

static void put_four(myn_buffer *out, const char *const between[5], const double value[4])
{
    for (size_t i = 0; i < 4; i++) {
        myn_buffer_put(out, between[i]);
        put_number(out, value[i]);
    }
    myn_buffer_put(out, between[4]);
}

static void put_all(Write *w)
{
    static const char *const box[5] = {",\n\"bbox\":[", ",", ",", ",", "]"};
    static const char *const transform[5] = {",\n\"transform\":{\"scale\":[", ",", "],\"translate\":[", ",",
                                             "]}"};
    myn_buffer_put(w->out, "{\"type\":\"Topology\"");
    put_four(w->out, box, (double[]){w->x.from, w->y.from, w->x.to, w->y.to});
    put_four(w->out, transform, (double[]){w->x.scale, w->y.scale, w->x.from, w->y.from});
    myn_buffer_put(w->out, ",\n\"objects\":{");
    myn_buffer_json(w->out, w->how->object ? w->how->object : "areas");
    myn_buffer_put(w->out, ":{\"type\":\"GeometryCollection\",\"geometries\":[");
    for (size_t i = 0; i < w->count; i++) {
        myn_buffer_put(w->out, i ? ",\n" : "\n");
        put_area(w, area_at(w, i));
    }
    myn_buffer_put(w->out, "]}},\n\"arcs\":[");
    for (size_t i = 0; i < w->arcs; i++) {
        myn_buffer_put(w->out, i ? ",\n" : "\n");
        put_arc(w, w->arc[i]);
    }
    myn_buffer_put(w->out, "]}\n");
}

myn_status myn_topology_json(const myn_topology *topology, const myn_topojson *how, myn_buffer *out)
{
    size_t steps = how->steps ? how->steps : STEPS;
    Write w = {.of = topology, .how = how, .count = how->only ? how->count : topology->count, .out = out};
    if (steps < 2 || steps > STEPS_MOST) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < w.count; i++)
        if (area_at(&w, i) >= topology->count) return MYN_ERR_ARGUMENT;
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    w.number = myn_arena_get(scratch, topology->arcs * sizeof *w.number);
    w.arc = myn_arena_get(scratch, topology->arcs * sizeof *w.arc);
    w.x = w.y = (Axis){INFINITY, -INFINITY, 0};
    if (w.number && w.arc) {
        for (size_t a = 0; a < topology->arcs; a++) w.number[a] = NONE;
        for (size_t i = 0; i < w.count; i++) take_area(&w, area_at(&w, i));
        scale(&w.x, steps);
        scale(&w.y, steps);
        put_all(&w);
    }
    status = w.number && w.arc && !out->failed ? MYN_OK : MYN_ERR_MEMORY;
    myn_arena_free(scratch);
    return status;
}
