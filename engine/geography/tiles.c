/* Maps of tiles: hexagons for the councils of Wales, squares in rows for everything else. */
#include "geography/sketch.h"
#include <math.h>
#include <string.h>

/* Columns are half a hexagon wide, rows three quarters of one high: what is two columns off in its row, or one
 * column in the row above or below, is beside. */
typedef struct {
    char code[10];
    int column, row;
} Place;

static const Place wales[] = {
    {"W06000001", 3, 0},  /* Isle of Anglesey */
    {"W06000002", 4, 1},  /* Gwynedd */
    {"W06000003", 5, 0},  /* Conwy */
    {"W06000004", 6, 1},  /* Denbighshire */
    {"W06000005", 7, 0},  /* Flintshire */
    {"W06000006", 8, 1},  /* Wrexham */
    {"W06000008", 3, 2},  /* Ceredigion */
    {"W06000009", 0, 3},  /* Pembrokeshire */
    {"W06000010", 2, 3},  /* Carmarthenshire */
    {"W06000011", 1, 4},  /* Swansea */
    {"W06000012", 3, 4},  /* Neath Port Talbot */
    {"W06000013", 4, 5},  /* Bridgend */
    {"W06000014", 6, 5},  /* Vale of Glamorgan */
    {"W06000015", 8, 5},  /* Cardiff */
    {"W06000016", 5, 4},  /* Rhondda Cynon Taf */
    {"W06000018", 7, 4},  /* Caerphilly */
    {"W06000019", 6, 3},  /* Blaenau Gwent */
    {"W06000020", 9, 4},  /* Torfaen */
    {"W06000021", 8, 3},  /* Monmouthshire */
    {"W06000022", 10, 5}, /* Newport */
    {"W06000023", 5, 2},  /* Powys */
    {"W06000024", 4, 3},  /* Merthyr Tydfil */
};

enum { WALES = sizeof wales / sizeof *wales, COLUMNS = 12, ROWS = 19 }; /* of half widths, of half sides */

static const Place *place_of(const char *code)
{
    for (size_t i = 0; i < WALES; i++)
        if (strcmp(wales[i].code, code) == 0) return &wales[i];
    return NULL;
}

static Spot spot_at(double x, double y)
{
    return (Spot){llround(10 * x), llround(10 * y)};
}

static double draw_hexagons(Sketch *s, const char *const *code)
{
    static const int corner[6][2] = {{0, -2}, {1, -1}, {1, 1}, {0, 2}, {-1, 1}, {-1, -1}};
    double across = s->drawing.width / COLUMNS, down = across / sqrt(3);
    for (size_t i = 0; i < s->drawing.count; i++) {
        const Place *place = place_of(code[i]);
        int x = 1 + place->column, y = 2 + 3 * place->row;
        Spot spot[6];
        for (size_t k = 0; k < 6; k++)
            spot[k] = spot_at(across * (x + corner[k][0]), down * (y + corner[k][1]));
        sketch_area(s, i, across * x, down * y);
        sketch_ring(s, spot, 6);
    }
    return down * ROWS;
}

static double draw_squares(Sketch *s)
{
    size_t count = s->drawing.count, columns = (size_t)ceil(sqrt((double)count));
    double side = s->drawing.width / (double)(columns ? columns : 1);
    for (size_t i = 0; i < count; i++) {
        double x = (double)(i % columns), y = (double)(i / columns);
        Spot spot[4] = {spot_at(side * x, side * y), spot_at(side * (x + 1), side * y),
                        spot_at(side * (x + 1), side * (y + 1)), spot_at(side * x, side * (y + 1))};
        sketch_area(s, i, side * (x + 0.5), side * (y + 0.5));
        sketch_ring(s, spot, 4);
    }
    return count ? side * ceil((double)count / (double)columns) : 0;
}

myn_status myn_drawing_tiles(const char *const *code, size_t count, double width, myn_drawing **out)
{
    Sketch *s;
    *out = NULL;
    myn_status status = sketch_new(count, width, &s);
    if (status) return status;
    bool all = count > 0;
    for (size_t i = 0; i < count && all; i++) all = place_of(code[i]) != NULL;
    status = sketch_done(s, all ? draw_hexagons(s, code) : draw_squares(s), out);
    if (status) sketch_free(s);
    return status;
}
