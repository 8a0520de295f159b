/* Writes the table of the synthetic data set data-maturity into a folder: the same bytes every time.
 *
 *     data-maturity-generate FOLDER
 *
 * A survey of the 22 councils of Wales as the Auditor General for Wales made one in 2018: six groups of
 * people are asked on which level, 1 to 3, their council stands in seven characteristics. How many people of
 * each group were invited and how many answered in all of Wales is as published; how they spread over the
 * councils and every answer is invented:
 *
 *     x = ease of the characteristic + view of the group + council + (council in it) + person + noise
 *     level 1 where x < -0.5, 2 where x < 0.8, else 3; one answer in so many is "do not know"
 *
 * A row gives the mean level of those who knew, and how many they were. */
#include <mynegai/stream.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNCILS = 22, GROUPS = 6, CHARACTERISTICS = 7 };
static const uint64_t seed = 20181206;

/* Each use of random numbers has streams of its own. */
enum { JOB_COUNCIL = 0, JOB_SIZE = 100, JOB_INVITED = 200, JOB_RESPONDED = 300, JOB_PERSON = 1000 };

static const char *const councils[COUNCILS] = {
    "W06000001", "W06000002", "W06000003", "W06000004", "W06000005", "W06000006", "W06000008", "W06000009",
    "W06000010", "W06000011", "W06000012", "W06000013", "W06000014", "W06000015", "W06000016", "W06000018",
    "W06000019", "W06000020", "W06000021", "W06000022", "W06000023", "W06000024"};

typedef struct {
    const char *name;
    int invited, responded; /* in all of Wales, as published */
    double view, unsure;    /* how favourably they see their council; share of answers "do not know" */
} respondents;

static const respondents groups[GROUPS] = {{"corporate management", 203, 94, 0.25, 0.04},
                                           {"elected members", 1259, 295, 0.15, 0.18},
                                           {"operational managers", 851, 434, -0.05, 0.08},
                                           {"information compliance", 22, 13, 0.1, 0.05},
                                           {"policy", 22, 14, -0.2, 0.05},
                                           {"ICT", 23, 14, -0.15, 0.05}};

static const struct {
    const char *name;
    double ease;
} characteristics[CHARACTERISTICS] = {
    {"leadership", 0.2},      {"corporate standards", -0.1}, {"integrated customer data", -0.45},
    {"data protection", 0.6}, {"data analytics", -0.3},      {"data-driven decisions", 0.0},
    {"open data", -0.6}};

typedef struct {
    int invited[GROUPS][COUNCILS], responded[GROUPS][COUNCILS];
    double standing[COUNCILS], own[CHARACTERISTICS][COUNCILS];
} survey;

/* The council that a uniform number falls on, COUNCILS being as many parts as SHARE says. */
static size_t pick(const double share[COUNCILS], double uniform)
{
    double sum = 0, reached = 0;
    for (size_t c = 0; c < COUNCILS; c++) sum += share[c];
    for (size_t c = 0; c < COUNCILS; c++) {
        reached += share[c];
        if (uniform * sum < reached) return c;
    }
    return COUNCILS - 1;
}

/* One person a council at least; the others by the council's size. */
static void invite(survey *out, size_t g)
{
    double size[COUNCILS];
    myn_stream sizes = myn_stream_at(seed, JOB_SIZE), draw = myn_stream_at(seed, JOB_INVITED + g);
    for (size_t c = 0; c < COUNCILS; c++) {
        size[c] = 1 + myn_stream_uniform(&sizes);
        out->invited[g][c] = 1;
    }
    for (int person = COUNCILS; person < groups[g].invited; person++)
        out->invited[g][pick(size, myn_stream_uniform(&draw))]++;
}

/* Each who answers is drawn from those who have not yet. */
static void respond(survey *out, size_t g)
{
    double left[COUNCILS];
    myn_stream draw = myn_stream_at(seed, JOB_RESPONDED + g);
    for (size_t c = 0; c < COUNCILS; c++) left[c] = out->invited[g][c];
    for (int person = 0; person < groups[g].responded; person++) {
        size_t c = pick(left, myn_stream_uniform(&draw));
        left[c]--;
        out->responded[g][c]++;
    }
}

static void draw_survey(survey *out)
{
    for (size_t c = 0; c < COUNCILS; c++) {
        myn_stream draw = myn_stream_at(seed, JOB_COUNCIL + c);
        out->standing[c] = 0.35 * myn_stream_normal(&draw);
        for (size_t k = 0; k < CHARACTERISTICS; k++) out->own[k][c] = 0.2 * myn_stream_normal(&draw);
    }
    for (size_t g = 0; g < GROUPS; g++) {
        invite(out, g);
        respond(out, g);
    }
}

/* The answer of one person, 0 where unsure. A person's draws are PERSON_DRAWS numbers of the council's and
 * group's stream: one for the person, two for each characteristic. */
static int answer(const survey *of, size_t c, size_t g, size_t k, int person)
{
    enum { PERSON_DRAWS = 1 + 2 * CHARACTERISTICS };
    myn_stream draw = myn_stream_at(seed, JOB_PERSON + c * GROUPS + g);
    draw.counter = (uint64_t)person * PERSON_DRAWS;
    double x = characteristics[k].ease + groups[g].view + of->standing[c] + of->own[k][c] +
               0.4 * myn_stream_normal(&draw);
    draw.counter = (uint64_t)person * PERSON_DRAWS + 1 + 2 * k;
    if (myn_stream_uniform(&draw) < groups[g].unsure) return 0;
    x += 0.6 * myn_stream_normal(&draw);
    return x < -0.5 ? 1 : x < 0.8 ? 2 : 3;
}

static void write_row(myn_buffer *to, const survey *of, size_t c, size_t g, size_t k)
{
    int sum = 0, answers = 0;
    for (int person = 0; person < of->responded[g][c]; person++) {
        int level = answer(of, c, g, k, person);
        sum += level;
        answers += level > 0;
    }
    myn_buffer_format(to, "%s,%s,%s,%d,%d,%d,", councils[c], groups[g].name, characteristics[k].name,
                      of->invited[g][c], of->responded[g][c], answers);
    if (answers) {
        char text[MYN_NUMBER_TEXT];
        myn_fixed_text((double)sum / answers, 3, text);
        myn_buffer_put(to, text);
    }
    myn_buffer_put(to, "\n");
}

static void write_answers(myn_buffer *to, const survey *of)
{
    myn_buffer_put(to, "area_code,group,characteristic,invited,responded,answers,mean_level\n");
    for (size_t c = 0; c < COUNCILS; c++)
        for (size_t g = 0; g < GROUPS; g++)
            for (size_t k = 0; k < CHARACTERISTICS; k++) write_row(to, of, c, g, k);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: data-maturity-generate FOLDER\n");
        return 2;
    }
    survey wales = {0};
    myn_buffer text = {0};
    draw_survey(&wales);
    write_answers(&text, &wales);
    char *path = myn_path_join(argv[1], "answers.csv");
    FILE *file = path ? fopen(path, "wb") : NULL;
    bool good = file && !text.failed && fwrite(text.at, 1, text.length, file) == text.length;
    if (file && fclose(file) != 0) good = false;
    if (!good) fprintf(stderr, "data-maturity-generate: cannot write answers.csv in %s\n", argv[1]);
    free(path);
    myn_buffer_free(&text);
    return good ? 0 : 3;
}
