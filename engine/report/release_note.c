/* The revisions note of a release: the figures of a comparison in the words of both languages. */
#include "report/compare.h"
#include <math.h>
#include <string.h>

#define NOTE_MOVERS 10

static const struct {
    const char *what;
    Section section;
    Word word;
} kinds[] = {{"index", IN_RUN, WORD_KIND_INDEX},
             {"version", IN_RUN, WORD_KIND_VERSION},
             {"command", IN_RUN, WORD_KIND_COMMAND},
             {"edition", IN_RUN, WORD_KIND_EDITION},
             {"window", IN_RUN, WORD_KIND_WINDOW},
             {"areas", IN_AREAS, WORD_KIND_AREAS},
             {"area", IN_AREAS, WORD_AREA},
             {"indicator", IN_INDICATORS, WORD_INDICATOR},
             {"branch", IN_INDICATORS, WORD_KIND_BRANCH},
             {"source", IN_INDICATORS, WORD_KIND_SOURCE},
             {"parent", IN_INDICATORS, WORD_KIND_PARENT},
             {"weight", IN_METHODS, WORD_WEIGHT},
             {"direction", IN_METHODS, WORD_KIND_DIRECTION},
             {"steps", IN_METHODS, WORD_KIND_STEPS},
             {"missing", IN_METHODS, WORD_KIND_MISSING},
             {"aggregate", IN_METHODS, WORD_KIND_AGGREGATE},
             {"weights", IN_METHODS, WORD_KIND_WEIGHTS},
             {"coverage", IN_METHODS, WORD_KIND_COVERAGE},
             {"coverage by", IN_METHODS, WORD_KIND_COVERAGE_BY},
             {"after", IN_METHODS, WORD_KIND_AFTER},
             {"into_parent", IN_METHODS, WORD_KIND_INTO_PARENT},
             {"publish", IN_METHODS, WORD_KIND_PUBLISH},
             {"file", IN_INPUTS, WORD_KIND_FILE}};

Section compared_section(const char *what)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].what, what) == 0) return kinds[i].section;
    return IN_RUN;
}

const char *compared_what(const char *what, myn_lang lang)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].what, what) == 0) return word_text(kinds[i].word, lang);
    return what;
}

/* ---- Markdown ---- */

typedef struct {
    Compared compared;
    size_t first;
    Page *page;
} Note;

static void put_word(const Note *note, Word word, const char *one, const char *two)
{
    word_fill(&note->page->text, word, note->compared.lang, one, two);
    page_put(note->page, "\n");
}

/* An item of a list. */
static void put_counts(const Note *note, Word word, size_t one, size_t two)
{
    char a[MYN_NUMBER_TEXT], b[MYN_NUMBER_TEXT];
    myn_number_text((double)one, a);
    myn_number_text((double)two, b);
    page_put(note->page, "- ");
    put_word(note, word, a, b);
}

static void put_grid(const Note *note, myn_grid *grid)
{
    if (grid && !grid->failed)
        grid_markdown(grid, note->page);
    else
        note->page->text.failed = true;
    myn_grid_free(grid);
}

static const char *there(const Note *note, const char *text)
{
    return text && strcmp(text, "there") == 0 ? word_text(WORD_NOTE_THERE, note->compared.lang) : text;
}

static myn_grid *section_grid(const Note *note, Section section)
{
    myn_lang lang = note->compared.lang;
    const myn_comparison *of = note->compared.of;
    const myn_grid_column column[] = {{word_text(WORD_WHAT, lang), false},
                                      {word_text(WORD_OF_WHAT, lang), false},
                                      {word_text(WORD_BEFORE, lang), false},
                                      {word_text(WORD_AFTER, lang), false}};
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, 4, &grid)) return NULL;
    for (size_t i = 0; i < of->differences; i++) {
        const myn_difference *d = &of->difference[i];
        if (compared_section(d->what) != section) continue;
        myn_grid_text(grid, compared_what(d->what, lang));
        myn_grid_text(grid, d->of);
        myn_grid_text(grid, there(note, d->before));
        myn_grid_text(grid, there(note, d->after));
    }
    return grid;
}

static void put_section(const Note *note, Word title, Section section)
{
    myn_grid *grid = section_grid(note, section);
    page_put(note->page, "\n");
    put_word(note, title, NULL, NULL);
    page_put(note->page, "\n");
    if (grid && grid->rows == 0) {
        put_word(note, WORD_NOTE_NONE, NULL, NULL);
        myn_grid_free(grid);
    } else
        put_grid(note, grid);
}

static void put_summary(const Note *note)
{
    const myn_comparison *of = note->compared.of;
    char mean[MYN_NUMBER_TEXT];
    page_put(note->page, "\n");
    put_word(note, WORD_NOTE_SUMMARY, NULL, NULL);
    page_put(note->page, "\n");
    put_counts(note, WORD_IN_BOTH, of->moves, of->crossed);
    if (of->gone || of->came) put_counts(note, WORD_GONE_CAME, of->gone, of->came);
    put_counts(note, WORD_MOVED, of->risen, of->fallen);
    if (isnan(of->mean_change)) return;
    myn_fixed_text(of->mean_change, note->compared.decimals, mean);
    page_put(note->page, "- ");
    put_word(note, WORD_MEAN_CHANGE, mean, NULL);
}

static void put_movers(const Note *note)
{
    const myn_comparison *of = note->compared.of;
    page_put(note->page, "\n");
    put_word(note, WORD_NOTE_MOVERS, NULL, NULL);
    page_put(note->page, "\n");
    put_grid(note, compared_moves(&note->compared, note->first));
    page_put(note->page, "\n");
    if (of->attributed)
        put_word(note, WORD_PARTS_MEAN, NULL, NULL);
    else
        put_word(note, WORD_NO_PARTS, of->why_not, NULL);
}

/* Who did what is for people to write. */
static void put_signatures(const Note *note)
{
    static const Word who[] = {WORD_NOTE_PREPARED, WORD_NOTE_CHECKED, WORD_NOTE_APPROVED};
    myn_lang lang = note->compared.lang;
    const myn_grid_column column[] = {{word_text(WORD_NOTE_ROLE, lang), false},
                                      {word_text(WORD_NOTE_NAME, lang), false},
                                      {word_text(WORD_NOTE_DATE, lang), false}};
    myn_grid *grid = NULL;
    page_put(note->page, "\n");
    put_word(note, WORD_NOTE_SIGN, NULL, NULL);
    page_put(note->page, "\n");
    myn_status status = myn_grid_new(NULL, column, 3, &grid);
    for (size_t i = 0; !status && i < 3; i++) {
        myn_grid_text(grid, word_text(who[i], lang));
        myn_grid_text(grid, NULL);
        myn_grid_text(grid, NULL);
    }
    put_grid(note, grid);
}

static void put_note(const Note *note)
{
    const myn_comparison *of = note->compared.of;
    const myn_labels *labels = of->new_labels;
    const myn_item *node = &labels->node[of->new_node];
    myn_lang lang = note->compared.lang;
    put_word(note, WORD_NOTE_TITLE, myn_label_text(labels->title, lang, labels->index ? labels->index : ""),
             NULL);
    page_put(note->page, "\n");
    put_word(note, WORD_NOTE_EDITIONS, of->old_edition, of->new_edition);
    put_word(note, WORD_NOTE_NODE, myn_label_text(node->label, lang, node->code), NULL);
    if (labels->synthetic) put_word(note, WORD_SYNTHETIC, NULL, NULL);
    put_summary(note);
    put_section(note, WORD_NOTE_AREAS, IN_AREAS);
    put_section(note, WORD_NOTE_INDICATORS, IN_INDICATORS);
    put_section(note, WORD_NOTE_METHODS, IN_METHODS);
    put_section(note, WORD_NOTE_INPUTS, IN_INPUTS);
    put_section(note, WORD_NOTE_RUN, IN_RUN);
    put_movers(note);
    put_signatures(note);
}

myn_status myn_release_note(const myn_comparison *comparison, size_t first, const myn_sink *sink)
{
    Page page = page_to(sink);
    for (int lang = MYN_LANG_EN; lang <= MYN_LANG_CY; lang++) {
        const Note note = {compared_of(comparison, (myn_lang)lang, false), first ? first : NOTE_MOVERS,
                           &page};
        if (lang != MYN_LANG_EN) page_put(&page, "\n---\n\n");
        put_note(&note);
    }
    return page_close(&page);
}

/* ---- CSV ---- */

static void csv_row(myn_grid *grid, const char *section, const char *what, const char *of)
{
    myn_grid_text(grid, section);
    myn_grid_text(grid, compared_what(what, MYN_LANG_EN));
    myn_grid_text(grid, compared_what(what, MYN_LANG_CY));
    myn_grid_text(grid, of);
}

static void csv_nothing(myn_grid *grid, size_t columns)
{
    while (columns--) myn_grid_text(grid, NULL);
}

static void csv_differences(myn_grid *grid, const myn_comparison *of)
{
    static const char *const names[] = {"run", "areas", "indicators", "methods", "inputs"};
    for (Section s = 0; s < SECTIONS; s++)
        for (size_t i = 0; i < of->differences; i++) {
            const myn_difference *d = &of->difference[i];
            if (compared_section(d->what) != s) continue;
            csv_row(grid, names[s], d->what, d->of);
            myn_grid_text(grid, d->before);
            myn_grid_text(grid, d->after);
            csv_nothing(grid, 4);
        }
}

static void csv_movers(myn_grid *grid, const myn_comparison *of, size_t first)
{
    for (size_t i = 0; i < of->moves && (!first || i < first); i++) {
        const myn_move *m = &of->move[i];
        const char *code = of->new_labels->areas->at[m->after].code;
        myn_grid_text(grid, "movers");
        myn_grid_text(grid, word_text(WORD_RANK, MYN_LANG_EN));
        myn_grid_text(grid, word_text(WORD_RANK, MYN_LANG_CY));
        myn_grid_text(grid, code);
        myn_grid_number(grid, m->old_rank > 0 ? m->old_rank : NAN, -1);
        myn_grid_number(grid, m->new_rank > 0 ? m->new_rank : NAN, -1);
        csv_nothing(grid, 4);
        myn_grid_text(grid, "movers");
        myn_grid_text(grid, word_text(WORD_SCORE, MYN_LANG_EN));
        myn_grid_text(grid, word_text(WORD_SCORE, MYN_LANG_CY));
        myn_grid_text(grid, code);
        myn_grid_number(grid, m->old_score, -1);
        myn_grid_number(grid, m->new_score, -1);
        myn_grid_number(grid, m->new_score - m->old_score, -1);
        myn_grid_number(grid, m->data, -1);
        myn_grid_number(grid, m->normalisation, -1);
        myn_grid_number(grid, m->method, -1);
    }
}

myn_status myn_release_note_csv(const myn_comparison *comparison, size_t first, const myn_sink *sink)
{
    static const myn_grid_column column[] = {{"section", false}, {"what_en", false}, {"what_cy", false},
                                             {"of", false},      {"before", false},  {"after", false},
                                             {"change", true},   {"data", true},     {"normalisation", true},
                                             {"method", true}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    if (status) return status;
    csv_differences(grid, comparison);
    csv_movers(grid, comparison, first);
    status = grid->failed ? MYN_ERR_MEMORY : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
