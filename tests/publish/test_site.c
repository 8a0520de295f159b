/* A site as a whole: every link leads somewhere, every page is well formed and in both languages, nothing withheld is in
 * it, the same bytes come each time. */
#include "publish/published.h"
#include "suite.h"
#include <mynegai/digest.h>

static myn_release *release;
static Shelf shelf;

static void setup(void)
{
    open_store();
    release = release_of(store);
}

static void teardown(void)
{
    shelf_free(&shelf);
    myn_release_free(release);
    close_store();
}

static void publish(const myn_publication *how, Shelf *into)
{
    myn_published done;
    ck_assert_int_eq(myn_publish_site(how, shelve, into, NULL, &done), MYN_OK);
    ck_assert_uint_eq(done.files, into->count);
}

static void publish_plain(void)
{
    const myn_publication how = {.release = release, .threads = 1};
    publish(&how, &shelf);
}

/* ---- links ---- */

/* The path in the site that TO of the page FROM leads to. */
static void resolve(const char *from, const char *to, char out[512])
{
    snprintf(out, 512, "%s", from);
    char *slash = strrchr(out, '/');
    slash = slash ? slash + 1 : out;
    *slash = '\0';
    for (; strncmp(to, "../", 3) == 0; to += 3) {
        ck_assert_msg(slash > out, "%s: %s leaves the site", from, to);
        slash[-1] = '\0';
        char *before = strrchr(out, '/');
        slash = before ? before + 1 : out;
        *slash = '\0';
    }
    snprintf(slash, 512 - (size_t)(slash - out), "%s", to);
}

static void follow(const char *page, const char *attribute)
{
    const char *html = file_of(&shelf, page);
    char name[16];
    snprintf(name, sizeof name, " %s=\"", attribute);
    for (const char *at = html; (at = strstr(at, name));) {
        char to[512], path[512];
        at += strlen(name);
        snprintf(to, sizeof to, "%.*s", (int)strcspn(at, "\""), at);
        if (*to == '#' || strncmp(to, "data:", 5) == 0) continue;
        ck_assert_msg(!strstr(to, "//"), "%s: %s asks another host", page, to);
        resolve(page, to, path);
        if (!*path || path[strlen(path) - 1] == '/') continue; /* data-root */
        ck_assert_msg(file_of(&shelf, path) != NULL, "%s leads to %s, which is not there", page, to);
    }
}

START_TEST(every_link_leads_somewhere)
{
    publish_plain();
    for (size_t i = 0; i < shelf.count; i++) {
        if (!ends_in(shelf.path[i], ".html")) continue;
        follow(shelf.path[i], "href");
        follow(shelf.path[i], "src");
    }
}
END_TEST

START_TEST(there_is_a_page_for_everything)
{
    publish_plain();
    char path[128];
    for (size_t a = 0; a < COUNCILS; a++) {
        snprintf(path, sizeof path, "cy/place/%s.html", council_list[a].code);
        ck_assert_ptr_nonnull(file_of(&shelf, path));
    }
    for (size_t n = 0; n < NODES; n++) {
        snprintf(path, sizeof path, "en/node/%s.html", council_nodes[n].code);
        ck_assert_ptr_nonnull(file_of(&shelf, path));
    }
    for (size_t r = 0; r < REGIONS; r++) {
        snprintf(path, sizeof path, "en/larger/%s.html", region_list[r].code);
        ck_assert_ptr_nonnull(file_of(&shelf, path));
    }
    ck_assert_ptr_nonnull(file_of(&shelf, "index.html"));
    ck_assert_ptr_null(file_of(&shelf, "en/segments.html")); /* the store has none */
}
END_TEST

START_TEST(every_page_has_its_counterpart)
{
    publish_plain();
    for (size_t i = 0; i < shelf.count; i++) {
        char other[512], link[600];
        if (!ends_in(shelf.path[i], ".html") || strncmp(shelf.path[i], "en/", 3) != 0) continue;
        snprintf(other, sizeof other, "cy/%s", shelf.path[i] + 3);
        ck_assert_msg(file_of(&shelf, other) != NULL, "%s is in English only", shelf.path[i]);
        snprintf(link, sizeof link, "cy/%s\">Cymraeg</a>", shelf.path[i] + 3);
        ck_assert_msg(strstr(shelf.bytes[i], link) != NULL, "%s does not lead to its counterpart",
                      shelf.path[i]);
        ck_assert_ptr_nonnull(strstr(shelf.bytes[i], "<html lang=\"en\">"));
        ck_assert_ptr_nonnull(strstr(file_of(&shelf, other), "<html lang=\"cy\">"));
    }
}
END_TEST

/* ---- well formed ---- */

static bool is_void(const char *tag)
{
    static const char *const names[] = {"meta", "link", "br", "hr", "img", "input", "!doctype"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(tag, names[i]) == 0) return true;
    return false;
}

/* Elements close in the order in which they opened. */
static void check_form(const char *path, const char *html)
{
    static char open[64][32];
    size_t depth = 0;
    for (const char *at = html; (at = strchr(at, '<')); at++) {
        const char *end = strchr(at, '>');
        char tag[32];
        ck_assert_ptr_nonnull(end);
        bool closes = at[1] == '/';
        at += 1 + closes;
        snprintf(tag, sizeof tag, "%.*s", (int)strcspn(at, " >/\n"), at);
        if (closes) {
            ck_assert_msg(depth > 0 && strcmp(open[depth - 1], tag) == 0, "%s: </%s> closes <%s>", path, tag,
                          depth ? open[depth - 1] : "");
            depth--;
        } else if (!is_void(tag) && end[-1] != '/') {
            ck_assert_uint_lt(depth, 64);
            strcpy(open[depth++], tag);
        }
    }
    ck_assert_msg(depth == 0, "%s: <%s> is left open", path, depth ? open[depth - 1] : "");
}

START_TEST(every_page_is_well_formed)
{
    publish_plain();
    for (size_t i = 0; i < shelf.count; i++)
        if (ends_in(shelf.path[i], ".html")) check_form(shelf.path[i], shelf.bytes[i]);
}
END_TEST

START_TEST(every_page_has_one_main_heading)
{
    publish_plain();
    for (size_t i = 0; i < shelf.count; i++) {
        if (!ends_in(shelf.path[i], ".html")) continue;
        const char *first = strstr(shelf.bytes[i], "<h1>");
        ck_assert_msg(first && !strstr(first + 1, "<h1>"), "%s", shelf.path[i]);
        ck_assert_ptr_nonnull(strstr(shelf.bytes[i], "<main"));
        ck_assert_ptr_nonnull(strstr(shelf.bytes[i], "<title>"));
    }
}
END_TEST

/* ---- what is said ---- */

/* Rows of the ranking in the order of the fixture's ranks, with its scores at two decimals. */
START_TEST(the_ranking_is_in_order)
{
    publish_plain();
    const char *at = strstr(file_of(&shelf, "en/index.html"), "id=\"ranking\"");
    ck_assert_ptr_nonnull(at);
    for (int rank = 1; rank <= COUNCILS; rank++) {
        size_t a = 0;
        while (fixture.edition[1].rank[a] != rank && a < COUNCILS) a++;
        if (a == COUNCILS) continue; /* a tie */
        char wanted[200];
        snprintf(wanted, sizeof wanted, "place/%s.html\">%s</a></th><td class=\"n score\"",
                 council_list[a].code, council_list[a].name_en);
        const char *row = strstr(at, wanted);
        ck_assert_msg(row != NULL, "%s does not stand where rank %d is", council_list[a].name_en, rank);
        snprintf(wanted, sizeof wanted, ">%.2f</td>", fixture.edition[1].score[a]);
        ck_assert_msg(strstr(row, wanted) - row < 250, "score of %s", council_list[a].name_en);
        at = row;
    }
}
END_TEST

/* What withheld cells would be by the fixture's formula stands nowhere as a value of theirs. */
START_TEST(what_is_withheld_is_said_to_be)
{
    publish_plain();
    const char *page = file_of(&shelf, "en/place/W06000019.html");
    const char *row = strstr(page, "node/happiness.html\">Happiness");
    ck_assert_ptr_nonnull(row);
    const char *end = strstr(row, "</tr>");
    ck_assert_ptr_nonnull(end);
    char *own = strndup(row, (size_t)(end - row));
    ck_assert_msg(strstr(own, "suppressed"), "%s", own);
    ck_assert_msg(!strstr(own, "data-v=\"5"), "%s", own);
    ck_assert_msg(strstr(own, "Rests on withheld figures"), "%s", own);
    free(own);
    ck_assert_ptr_nonnull(strstr(file_of(&shelf, "cy/place/W06000019.html"), "wedi&#39;i atal"));
    ck_assert_ptr_nonnull(strstr(file_of(&shelf, "en/method.html"), "4 figures are withheld"));
}
END_TEST

START_TEST(synthetic_figures_are_said_to_be)
{
    publish_plain();
    for (size_t i = 0; i < shelf.count; i++)
        if (ends_in(shelf.path[i], ".html") && strncmp(shelf.path[i], "en/", 3) == 0)
            ck_assert_msg(strstr(shelf.bytes[i], "Synthetic data"), "%s", shelf.path[i]);
}
END_TEST

/* ---- hostile names ---- */

static myn_area hostile_list[COUNCILS];

static void make_hostile(myn_labels *labels)
{
    static char longest[600];
    memset(longest, 'x', 599);
    memcpy(hostile_list, council_list, sizeof hostile_list);
    hostile_list[0].name_en = "<script>alert(1)</script>";
    hostile_list[1].name_en = "\" onmouseover=\"alert(1)";
    hostile_list[2].name_en = "</script><script>alert(1)</script>";
    hostile_list[3].code = "../../../etc/passwd";
    hostile_list[4].code = longest;
    hostile_list[5].name_cy = "=cmd()";
    hostile_list[6].name_en = "\u202eltr \U0001f4a9";
    static myn_areas areas;
    areas = *labels->areas;
    areas.at = hostile_list;
    labels->areas = &areas;
}

START_TEST(hostile_names_are_only_names)
{
    myn_labels labels = *release->labels;
    myn_release hostile = *release;
    make_hostile(&labels);
    hostile.labels = &labels;
    const myn_publication how = {.release = &hostile, .threads = 1};
    publish(&how, &shelf);
    for (size_t i = 0; i < shelf.count; i++) {
        ck_assert_msg(!strstr(shelf.path[i], ".."), "%s", shelf.path[i]);
        ck_assert_msg(strlen(shelf.path[i]) < 200, "%s", shelf.path[i]);
        if (!ends_in(shelf.path[i], ".html") && strcmp(shelf.path[i], "data/site.js") != 0) continue;
        ck_assert_msg(!strstr(shelf.bytes[i], "<script>alert"), "%s", shelf.path[i]);
        bool html = ends_in(shelf.path[i], ".html");
        ck_assert_msg(!html || !strstr(shelf.bytes[i], "\" onmouseover"), "%s", shelf.path[i]);
    }
    for (size_t i = 0; i < shelf.count; i++)
        if (ends_in(shelf.path[i], ".html")) {
            check_form(shelf.path[i], shelf.bytes[i]);
            follow(shelf.path[i], "href");
        }
}
END_TEST

/* ---- the same bytes, whole ---- */

START_TEST(the_same_bytes_at_any_number_of_threads)
{
    Shelf again = {0};
    const myn_publication how = {.release = release, .threads = 3};
    publish_plain();
    publish(&how, &again);
    ck_assert_uint_eq(again.count, shelf.count);
    for (size_t i = 0; i < shelf.count; i++) {
        ck_assert_str_eq(again.path[i], shelf.path[i]);
        ck_assert_uint_eq(again.size[i], shelf.size[i]);
        ck_assert_msg(memcmp(again.bytes[i], shelf.bytes[i], shelf.size[i]) == 0, "%s", shelf.path[i]);
    }
    shelf_free(&again);
}
END_TEST

START_TEST(checksums_are_of_all_files)
{
    publish_plain();
    const char *sums = file_of(&shelf, "SHA256SUMS");
    size_t lines = 0;
    for (const char *at = sums; *at; at++) lines += *at == '\n';
    ck_assert_uint_eq(lines, shelf.count - 1);
    for (size_t i = 0; i < shelf.count; i++) {
        char line[700], text[MYN_DIGEST_TEXT];
        myn_digest *digest = NULL;
        if (strcmp(shelf.path[i], "SHA256SUMS") == 0) continue;
        ck_assert_int_eq(myn_digest_new(&digest), MYN_OK);
        ck_assert_int_eq(myn_digest_add(digest, shelf.bytes[i], shelf.size[i]), MYN_OK);
        ck_assert_int_eq(myn_digest_text(digest, text), MYN_OK);
        myn_digest_free(digest);
        snprintf(line, sizeof line, "%s  %s\n", text, shelf.path[i]);
        ck_assert_msg(strstr(sums, line), "%s", shelf.path[i]);
    }
}
END_TEST

static bool stop(void *ctx, const char *what, double done, double all)
{
    (void)what;
    ck_assert(done <= all);
    return ++*(int *)ctx < 1;
}

START_TEST(it_can_be_stopped)
{
    int steps = 0;
    const myn_progress progress = {stop, &steps};
    const myn_publication how = {.release = release, .threads = 1, .progress = &progress};
    myn_published done;
    ck_assert_int_eq(myn_publish_site(&how, shelve, &shelf, NULL, &done), MYN_ERR_INTERRUPTED);
}
END_TEST

static myn_status full(void *ctx, const char *path, const char *bytes, size_t size)
{
    (void)path, (void)bytes, (void)size;
    return ++*(int *)ctx > 20 ? MYN_ERR_IO : MYN_OK;
}

START_TEST(a_full_disk_ends_it)
{
    int files = 0;
    const myn_publication how = {.release = release, .threads = 1};
    myn_published done;
    ck_assert_int_eq(myn_publish_site(&how, full, &files, NULL, &done), MYN_ERR_IO);
    ck_assert_int_eq(files, 21);
}
END_TEST

START_TEST(one_language_alone)
{
    const myn_lang lang = MYN_LANG_CY;
    const myn_publication how = {.release = release, .lang = &lang, .langs = 1, .threads = 1};
    publish(&how, &shelf);
    ck_assert_ptr_nonnull(file_of(&shelf, "cy/index.html"));
    ck_assert_ptr_null(file_of(&shelf, "en/index.html"));
    for (size_t i = 0; i < shelf.count; i++)
        if (ends_in(shelf.path[i], ".html")) ck_assert(!strstr(shelf.bytes[i], "hreflang=\"en\""));
}
END_TEST

/* ---- one page ---- */

START_TEST(one_page_holds_all)
{
    const myn_publication how = {.release = release, .threads = 2};
    myn_published done;
    ck_assert_int_eq(myn_publish_single(&how, shelve, &shelf, NULL, &done), MYN_OK);
    ck_assert_uint_eq(shelf.count, 1);
    const char *html = shelf.bytes[0];
    size_t pages = 0;
    for (const char *at = html; (at = strstr(at, "<section class=\"page ")); at++) pages++;
    ck_assert_uint_eq(pages, done.pages + 1); /* and the choice of a language */
    for (const char *at = html; (at = strstr(at, " href=\"#")); at++) {
        char id[300];
        snprintf(id, sizeof id, " id=\"%.*s\"", (int)strcspn(at + 8, "\""), at + 8);
        ck_assert_msg(strstr(html, id), "%s is not there", id);
    }
    ck_assert(!strstr(html, " src="));
    ck_assert(!strstr(html, "href=\"../"));
}
END_TEST

START_TEST(one_page_is_not_for_very_many)
{
    myn_areas areas = *release->labels->areas;
    myn_labels labels = *release->labels;
    myn_release many = *release;
    myn_diag *diag = NULL;
    myn_published done;
    areas.count = MYN_SINGLE_MOST + 1, labels.areas = &areas, many.labels = &labels;
    const myn_publication how = {.release = &many};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_publish_single(&how, shelve, &shelf, diag, &done), MYN_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, 0)->text, "2001"));
    myn_diag_free(diag);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("site");
    TCase *t = tcase_create("site");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, every_link_leads_somewhere);
    tcase_add_test(t, there_is_a_page_for_everything);
    tcase_add_test(t, every_page_has_its_counterpart);
    tcase_add_test(t, every_page_is_well_formed);
    tcase_add_test(t, every_page_has_one_main_heading);
    tcase_add_test(t, the_ranking_is_in_order);
    tcase_add_test(t, what_is_withheld_is_said_to_be);
    tcase_add_test(t, synthetic_figures_are_said_to_be);
    tcase_add_test(t, hostile_names_are_only_names);
    tcase_add_test(t, the_same_bytes_at_any_number_of_threads);
    tcase_add_test(t, checksums_are_of_all_files);
    tcase_add_test(t, it_can_be_stopped);
    tcase_add_test(t, a_full_disk_ends_it);
    tcase_add_test(t, one_language_alone);
    tcase_add_test(t, one_page_holds_all);
    tcase_add_test(t, one_page_is_not_for_very_many);
    suite_add_tcase(s, t);
    return s;
}
