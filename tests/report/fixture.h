/* A small index of the 22 councils of Wales with invented figures: 3 domains, 9 indicators, 2 editions, 5
 * bands and fifths, some cells suppressed, missing, imputed; one council below the coverage of a domain.
 * Scores are weighted means, so that a reader can check them by hand. Codes and names are those of the Office
 * for National Statistics. */
#ifndef MYN_TEST_FIXTURE_H
#define MYN_TEST_FIXTURE_H
#include <math.h>
#include <mynegai/store.h>
#include <stdlib.h>
#include <string.h>

#define COUNCILS   22
#define LEAVES     9
#define NODES      13
#define EDITIONS   2
#define ROOT_GROUP 5

static const myn_area council_list[COUNCILS] = {
    {"W06000001", "Isle of Anglesey", "Ynys Môn", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000002", "Gwynedd", "Gwynedd", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000003", "Conwy", "Conwy", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000004", "Denbighshire", "Sir Ddinbych", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000005", "Flintshire", "Sir y Fflint", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000006", "Wrexham", "Wrecsam", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000008", "Ceredigion", "Ceredigion", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000009", "Pembrokeshire", "Sir Benfro", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000010", "Carmarthenshire", "Sir Gaerfyrddin", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000011", "Swansea", "Abertawe", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000012", "Neath Port Talbot", "Castell-nedd Port Talbot", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000013", "Bridgend", "Pen-y-bont ar Ogwr", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000014", "Vale of Glamorgan", "Bro Morgannwg", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000015", "Cardiff", "Caerdydd", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000016", "Rhondda Cynon Taf", "Rhondda Cynon Taf", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000018", "Caerphilly", "Caerffili", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000019", "Blaenau Gwent", "Blaenau Gwent", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000020", "Torfaen", "Tor-faen", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000021", "Monmouthshire", "Sir Fynwy", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000022", "Newport", "Casnewydd", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000023", "Powys", "Powys", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"W06000024", "Merthyr Tydfil", "Merthyr Tudful", NULL, NULL, NULL, INT32_MIN, INT32_MAX}};

#define LEAF(code, en, cy, parent, number, weight, direction)                    \
    {                                                                            \
        code, {en, cy}, NULL, "indicator", parent, number, weight, direction, -1 \
    }
#define BRANCH(code, en, cy, level, parent, weight)                 \
    {                                                               \
        code, {en, cy}, NULL, level, parent, MYN_NONE, weight, 1, 2 \
    }
static const myn_item council_nodes[NODES] = {
    BRANCH("overall", "Overall", "Cyffredinol", NULL, MYN_NONE, 1),
    BRANCH("people", "People", "Pobl", "domain", 0, 2),
    LEAF("happiness", "Happiness", "Hapusrwydd", 1, 0, 1, 1),
    LEAF("life_expectancy", "Healthy life expectancy", "Disgwyliad oes iach", 1, 1, 2, 1),
    LEAF("qualified", "Adults with a qualification", "Oedolion â chymhwyster", 1, 2, 1, 1),
    BRANCH("place", "Place", "Lle", "domain", 0, 1),
    LEAF("green", "Green space within 300 metres", "Man gwyrdd o fewn 300 metr", 5, 3, 1, 1),
    LEAF("crime", "Recorded crime", "Troseddau a gofnodwyd", 5, 4, 1, -1),
    LEAF("homes", "Homes in good repair, all tenures and all ages of dwelling",
         "Cartrefi mewn cyflwr da, pob deiliadaeth ac oedran", 5, 5, 1, 1),
    BRANCH("planet", "Planet", "Planed", "domain", 0, 1),
    LEAF("carbon", "Carbon dioxide a head", "Carbon deuocsid y pen", 9, 6, 3, -1),
    LEAF("recycling", "Waste recycled", "Gwastraff a ailgylchwyd", 9, 7, 1, 1),
    LEAF("buses", "Journeys by bus", "Teithiau bws", 9, 8, 1, 1)};
static const char *const council_units[LEAVES] = {"score", "years",  "%", "%",     "per 1000",
                                                  "%",     "tonnes", "%", "a head"};

/* Larger areas, invented too: councils by halves of the list. The third has none. */
enum { REGIONS = 3, MEASURES = 2 };
static const myn_area region_list[REGIONS] = {
    {"R1", "North", "Gogledd", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"R2", "South", "De", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"R3", "Nowhere, at all", NULL, NULL, NULL, NULL, INT32_MIN, INT32_MAX}};
static const myn_measure_label region_measures[MEASURES] = {
    {"average_rank", {"Average rank", "Safle cymedrig"}, "average_rank", "overall", NULL, NULL},
    {"people_top", {NULL, NULL}, "proportion", "people", "residents", NULL}};

/* 10.5 and 12.25 in the first edition, a quarter more in the second; then a half and three quarters. */
static inline double region_value(size_t measure, size_t region, size_t edition)
{
    if (region == 2) return NAN;
    if (measure == 1) return region ? 0.75 : 0.5;
    return (region ? 12.25 : 10.5) + 0.25 * (double)edition;
}

typedef struct {
    myn_labels labels;
    myn_areas *areas, *regions;
    myn_item indicator[LEAVES];
    myn_edition_label edition_label[EDITIONS];
    myn_edition edition[EDITIONS];
    myn_panel *raw;
} Fixture;

/* Invented and even: a hash of the three numbers, 2.00 to 8.00 in hundredths. */
static inline double fixture_number(size_t leaf, size_t area, size_t edition)
{
    uint32_t h = (uint32_t)(leaf * 2654435761u + area * 40503u + 97u) * 2246822519u;
    h ^= h >> 15;
    return 2 + (h % 601) / 100.0 + (edition && h % 3 == 0 ? 0.25 : 0);
}

static inline uint8_t fixture_cell(size_t leaf, size_t area)
{
    if (leaf == 0 && area == 16) return MYN_CELL_SUPPRESSED;
    if (leaf == 4 && area == 3) return MYN_CELL_SUPPRESSED;
    if (leaf >= 6 && area == 21) return leaf == 6 ? MYN_CELL_MISSING : MYN_CELL_ABSENT;
    if (leaf == 2 && area == 5) return MYN_CELL_IMPUTED;
    return MYN_CELL_OBSERVED;
}

static inline void fixture_score(Fixture *f, myn_edition *e, size_t node, size_t area)
{
    const myn_item *item = &council_nodes[node];
    size_t at = node * COUNCILS + area;
    double sum = 0, weight = 0, all = 0;
    (void)f;
    if (item->indicator != MYN_NONE) {
        e->score[at] = e->normalised[item->indicator * COUNCILS + area];
        e->score_cell[at] = e->normalised_cell[item->indicator * COUNCILS + area];
        return;
    }
    for (size_t n = node + 1; n < NODES; n++) {
        if (council_nodes[n].parent != node) continue;
        double x = e->score[n * COUNCILS + area];
        all += council_nodes[n].weight;
        if (isnan(x)) continue;
        sum += council_nodes[n].weight * x;
        weight += council_nodes[n].weight;
    }
    e->score[at] = weight > 0 ? sum / weight : NAN;
    e->score_cell[at] = weight == 0    ? MYN_CELL_BELOW_COVERAGE
                        : weight < all ? MYN_CELL_PARTIAL
                                       : MYN_CELL_OBSERVED;
}

static inline void fixture_rank(myn_edition *e, size_t node)
{
    const double *score = e->score + node * COUNCILS, ends[] = {4, 4.5, 5, 5.5, INFINITY};
    int ranked = 0;
    for (size_t i = 0; i < COUNCILS; i++) ranked += !isnan(score[i]);
    for (size_t i = 0; i < COUNCILS; i++) {
        size_t at = node * COUNCILS + i;
        if (isnan(score[i])) continue;
        e->rank[at] = 1;
        for (size_t j = 0; j < COUNCILS; j++) e->rank[at] += score[j] > score[i];
        e->quantile[0][at] = (uint8_t)((e->rank[at] * ROOT_GROUP + ranked - 1) / ranked);
        for (uint8_t b = 0; b < 5 && !e->band[at]; b++)
            if (score[i] < ends[b]) e->band[at] = (uint8_t)(b + 1);
    }
}

static inline void fixture_edition(Fixture *f, size_t number)
{
    myn_edition *e = &f->edition[number];
    e->normalised = calloc(LEAVES * COUNCILS, sizeof(double));
    e->normalised_cell = calloc(LEAVES * COUNCILS, 1);
    e->used_period = calloc(LEAVES, sizeof(int32_t));
    e->score = calloc(NODES * COUNCILS, sizeof(double));
    e->score_cell = calloc(NODES * COUNCILS, 1);
    e->rank = calloc(NODES * COUNCILS, sizeof(int32_t));
    e->quantile[0] = calloc(NODES * COUNCILS, 1);
    e->band = calloc(NODES * COUNCILS, 1);
    e->weight = calloc(NODES, sizeof(double));
    for (size_t i = 0; i < NODES; i++) e->weight[i] = f->labels.node[i].weight;
    e->fitted = calloc(LEAVES * MYN_STORE_FITTED, sizeof(double));
    for (size_t i = 0; i < LEAVES * MYN_STORE_FITTED; i++) e->fitted[i] = NAN;
    for (size_t l = 0; l < LEAVES; l++) {
        e->used_period[l] = (int32_t)number;
        for (size_t a = 0; a < COUNCILS; a++) {
            e->normalised_cell[l * COUNCILS + a] = fixture_cell(l, a);
            e->normalised[l * COUNCILS + a] = myn_cell_valued(fixture_cell(l, a))
                                                  ? fixture_number(l, a, number)
                                                  : NAN;
        }
    }
    for (size_t n = NODES; n-- > 0;)
        for (size_t a = 0; a < COUNCILS; a++) fixture_score(f, e, n, a);
    for (size_t n = 0; n < NODES; n++) fixture_rank(e, n);
    e->summary = calloc(MEASURES * REGIONS, sizeof(double));
    e->summary_rank = calloc(MEASURES * REGIONS, sizeof(int32_t));
    for (size_t i = 0; i < MEASURES * REGIONS; i++) {
        e->summary[i] = region_value(i / REGIONS, i % REGIONS, number);
        e->summary_rank[i] = i % REGIONS == 2 ? 0 : i % REGIONS ? 1 : 2;
    }
}

static inline bool fixture_raw(Fixture *f)
{
    myn_put put;
    size_t plane;
    if (myn_panel_new(LEAVES, COUNCILS, 0, &f->raw)) return false;
    for (size_t e = 0; e < EDITIONS; e++) {
        myn_period year = {myn_day(2021 + 2 * (int)e, 1, 1), myn_day(2022 + 2 * (int)e, 1, 1)};
        if (myn_panel_plane(f->raw, year, &plane)) return false;
        for (size_t l = 0; l < LEAVES; l++)
            for (size_t a = 0; a < COUNCILS; a++) {
                uint8_t cell = fixture_cell(l, a) == MYN_CELL_IMPUTED ? MYN_CELL_MISSING : fixture_cell(l, a);
                if (cell == MYN_CELL_ABSENT) continue;
                double x = myn_cell_valued(cell) ? 10 * fixture_number(l, a, e) + (double)l : NAN;
                myn_entry entry = {l, a, x, NAN, NAN, cell};
                if (myn_panel_put(f->raw, plane, &entry, &put)) return false;
            }
    }
    return true;
}

static inline bool fixture_make(Fixture *f)
{
    static const myn_band_label band[] = {{{"low", "isel"}, 4},
                                          {{"medium low", "canolig isel"}, 4.5},
                                          {{"medium", "canolig"}, 5},
                                          {{"medium high", "canolig uchel"}, 5.5},
                                          {{"high", "uchel"}, INFINITY}};
    *f = (Fixture){0};
    if (myn_areas_make("councils", council_list, COUNCILS, &f->areas) || !fixture_raw(f)) return false;
    if (myn_areas_make("regions", region_list, REGIONS, &f->regions)) return false;
    for (size_t n = 0; n < NODES; n++) {
        if (council_nodes[n].indicator == MYN_NONE) continue;
        f->indicator[council_nodes[n].indicator] = council_nodes[n];
        f->indicator[council_nodes[n].indicator].unit = council_units[council_nodes[n].indicator];
    }
    f->edition_label[0] = (myn_edition_label){"2021", f->raw->plane[0].period};
    f->edition_label[1] = (myn_edition_label){"2023", f->raw->plane[1].period};
    f->labels = (myn_labels){.index = "councils",
                             .version = MYN_VERSION,
                             .title = {"Example Index of Councils", "Mynegai Enghreifftiol y Cynghorau"},
                             .high_means = {"thriving", "ffynnu"},
                             .synthetic = true,
                             .licence = "CC0-1.0",
                             .source = "Invented",
                             .areas = f->areas,
                             .indicator = f->indicator,
                             .node = council_nodes,
                             .indicators = LEAVES,
                             .nodes = NODES,
                             .edition = f->edition_label,
                             .editions = EDITIONS,
                             .quantile = {ROOT_GROUP},
                             .quantiles = 1,
                             .bands = 5,
                             .summary_areas = f->regions,
                             .measure = region_measures,
                             .measures = MEASURES};
    memcpy(f->labels.band, band, sizeof band);
    static const char *const step[] = {"zscore"};
    f->labels.step = step, f->labels.steps = 1;
    for (size_t e = 0; e < EDITIONS; e++) fixture_edition(f, e);
    return true;
}

static inline void fixture_free(Fixture *f)
{
    for (size_t e = 0; e < EDITIONS; e++) {
        myn_edition *d = &f->edition[e];
        void *all[] = {d->normalised,  d->normalised_cell, d->used_period, d->score,  d->score_cell,
                       d->rank,        d->quantile[0],     d->band,        d->fitted, d->summary,
                       d->summary_rank, d->weight};
        for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
    }
    myn_panel_free(f->raw);
    myn_areas_free(f->areas);
    myn_areas_free(f->regions);
}

/* Write the fixture as a store. */
static inline myn_status fixture_write(const Fixture *f, const char *path, myn_diag *diag)
{
    static const myn_provenance_text text = {"index.yml", "mynegai: 1\n"};
    static const myn_provenance_file file = {
        "indicators.csv", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 396, 0};
    const myn_provenance provenance = {"build", &text, 1, &file, 1, "mynegai: 1\n"};
    myn_writer *writer = NULL;
    myn_status status = myn_writer_open(path, &f->labels, diag, &writer);
    if (!status) status = myn_writer_raw(writer, f->raw, NULL);
    for (size_t e = 0; !status && e < EDITIONS; e++) status = myn_writer_edition(writer, e, &f->edition[e]);
    if (!status) status = myn_writer_commit(writer, &provenance);
    myn_writer_free(writer);
    return status;
}

#endif
