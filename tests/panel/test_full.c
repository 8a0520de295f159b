/* A disk that fills up at every page of a store in turn: the old store stays, the reason is told, nothing is
 * left behind. Needs a file system of its own (root); says so where it cannot have one. */
#include "sample.h"
#include <errno.h>
#include <hdf5.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

static bool own_disk(void)
{
    if (unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
        mount("none", test_folder, "tmpfs", 0, "size=400k") == 0)
        return true;
    printf("passed over: no file system of its own\n");
    return false;
}

/* Take all but PAGES of the disk. */
static void leave_free(size_t pages)
{
    struct statvfs disk;
    unlink(in("ballast"));
    ck_assert_int_eq(statvfs(test_folder, &disk), 0);
    ck_assert_uint_gt(disk.f_bavail, pages);
    FILE *file = fopen(in("ballast"), "w");
    for (size_t i = 0; i < (disk.f_bavail - pages) * disk.f_bsize; i++) putc('x', file);
    ck_assert_int_eq(fclose(file), 0);
}

static double score_of(const char *path)
{
    myn_store *store;
    myn_edition edition;
    myn_status status = myn_store_open(path, 0, diag, &store);
    ck_assert_msg(status == MYN_OK, "%s", last_said());
    ck_assert_int_eq(myn_store_edition(store, 0, &edition), MYN_OK);
    double out = edition.score[0];
    myn_edition_free(&edition);
    myn_store_free(store);
    return out;
}

START_TEST(full_at_every_page)
{
    if (!own_disk()) return;
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    s->edition[0].score[0] = 4711;
    int failed = 0;
    myn_status status = MYN_ERR_IO;
    for (size_t pages = 0; pages < 60 && status != MYN_OK; pages++) {
        leave_free(pages);
        errno = 0;
        status = write_sample(in("a.h5"), s, diag);
        int why = errno;
        ck_assert_msg(status == MYN_OK || status == MYN_ERR_IO, "%zu pages: %d", pages, status);
        if (status == MYN_ERR_IO) ck_assert_msg(why == ENOSPC, "%zu pages: errno %d", pages, why);
        failed += status == MYN_ERR_IO;
        unlink(in("ballast"));
        ck_assert_double_eq(score_of(in("a.h5")), status == MYN_OK ? 4711 : 0);
        ck_assert_int_ne(access(in("a.h5.part"), F_OK), 0);
        ck_assert_int_ne(access(in("a.h5.lock"), F_OK), 0);
        ck_assert_int_eq((int)H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
    }
    printf("full at %d pages\n", failed);
    ck_assert_int_eq(status, MYN_OK);
    ck_assert_int_gt(failed, 10);
    free_sample(s);
    umount(test_folder);
}
END_TEST

/* A disk that fills up in the midst of an edition: the failure stays, whatever is called then. */
START_TEST(full_in_the_midst)
{
    if (!own_disk()) return;
    myn_areas *areas;
    myn_area at[2000];
    char code[2000][16];
    for (int i = 0; i < 2000; i++) {
        snprintf(code[i], 16, "a%d", i);
        at[i] = (myn_area){.code = code[i]};
    }
    ck_assert_int_eq(myn_areas_make("many", at, 2000, &areas), MYN_OK);
    myn_edition_label edition_at[20];
    char name[20][16];
    for (int e = 0; e < 20; e++) {
        snprintf(name[e], 16, "e%d", e);
        edition_at[e] = (myn_edition_label){name[e], {0, 1}};
    }
    const myn_labels labels = {.areas = areas,
                               .indicator = indicator_at,
                               .indicators = 1,
                               .node = node_at,
                               .nodes = 1,
                               .edition = edition_at,
                               .editions = 20};
    myn_panel *panel;
    ck_assert_int_eq(myn_panel_new(1, 2000, 0, &panel), MYN_OK);
    put_planes(panel, 1, false);
    myn_edition edition;
    make_edition(&labels, 0, 1, &edition);
    myn_writer *writer;
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &labels, diag, &writer), MYN_OK);
    ck_assert_int_eq(myn_writer_raw(writer, panel, NULL), MYN_OK);
    myn_status status = MYN_OK;
    for (size_t e = 0; e < 20 && status == MYN_OK; e++) status = myn_writer_edition(writer, e, &edition);
    if (status == MYN_OK) status = myn_writer_commit(writer, &(myn_provenance){0});
    ck_assert_int_eq(status, MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOSPC);
    errno = 0;
    ck_assert_int_eq(myn_writer_commit(writer, &(myn_provenance){0}), MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOSPC);
    ck_assert_int_eq(myn_writer_edition(writer, 19, &edition), MYN_ERR_IO);
    ck_assert_int_eq(myn_writer_raw(writer, panel, NULL), MYN_ERR_IO);
    myn_writer_free(writer);
    ck_assert_int_ne(access(in("a.h5"), F_OK), 0);
    ck_assert_int_ne(access(in("a.h5.part"), F_OK), 0);
    ck_assert_int_eq((int)H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
    myn_edition_free(&edition);
    myn_panel_free(panel);
    myn_areas_free(areas);
    umount(test_folder);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {full_at_every_page, full_in_the_midst};
    return suite_of("full", tests, sizeof tests / sizeof *tests);
}
