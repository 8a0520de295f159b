/* Annexes: what is added comes back, what was there stays, and nothing unsound goes in. */
#include "annexes.h"

static void same_text(const char *a, const char *b)
{
    ck_assert_str_eq(a ? a : "(none)", b ? b : "(none)");
}

static void same_annex(const myn_annex *a, const myn_annex *b)
{
    static const size_t size[] = {0, sizeof(double), sizeof(int32_t), sizeof(int64_t), 1};
    same_text(a->group, b->group);
    same_text(a->long_name, b->long_name);
    ck_assert_uint_eq(a->dimensions, b->dimensions);
    ck_assert_uint_eq(a->facts, b->facts);
    ck_assert_uint_eq(a->arrays, b->arrays);
    for (size_t i = 0; i < a->facts; i++) same_text(a->fact[i].text, myn_annex_fact_of(b, a->fact[i].name));
    for (size_t i = 0; i < a->dimensions; i++) {
        const myn_annex_dimension *x = &a->dimension[i], *y = myn_annex_axis(b, x->name);
        ck_assert_ptr_nonnull(y);
        ck_assert_uint_eq(x->size, y->size);
        ck_assert_int_eq(!x->text, !y->text);
        ck_assert_int_eq(!x->number, !y->number);
        same_text(x->long_name, y->long_name);
        for (size_t k = 0; x->text && k < x->size; k++) same_text(x->text[k], y->text[k]);
        for (size_t k = 0; x->number && k < x->size; k++) ck_assert(x->number[k] == y->number[k]);
    }
    for (size_t i = 0; i < a->arrays; i++) {
        const myn_annex_array *x = &a->array[i], *y = myn_annex_find(b, x->name);
        ck_assert_ptr_nonnull(y);
        ck_assert_int_eq(x->as, y->as);
        ck_assert_uint_eq(x->rank, y->rank);
        for (size_t k = 0; k < x->rank; k++) same_text(x->dim[k], y->dim[k]);
        same_text(x->long_name, y->long_name);
        same_text(x->units, y->units);
        ck_assert_int_eq(x->may_lack, y->may_lack);
        ck_assert_int_eq(x->missing, y->missing);
        for (size_t k = 0; x->flag && x->flag[k]; k++) same_text(x->flag[k], y->flag[k]);
        size_t count = myn_annex_count(a, x);
        ck_assert_uint_eq(count, myn_annex_count(b, y));
        if (x->as != MYN_AS_TEXT) ck_assert_mem_eq(x->at, y->at, count * size[x->as]);
        for (size_t k = 0; x->as == MYN_AS_TEXT && k < count; k++)
            same_text(((const char *const *)x->at)[k], ((const char *const *)y->at)[k]);
    }
}

START_TEST(comes_back_as_it_was)
{
    test_annex t;
    myn_store *store;
    const myn_annex *back;
    make_test_annex(&t);
    write_with_annex(in("a.h5"));
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_OK);
    ck_assert_str_eq(myn_store_annexes(store)[0], "trial");
    ck_assert_ptr_null(myn_store_annexes(store)[1]);
    ck_assert_int_eq(myn_store_annex(store, "trial", &back), MYN_OK);
    same_annex(&t.annex, back);
    ck_assert_int_eq(myn_store_annex(store, "other", &back), MYN_ERR_NOT_FOUND);
    myn_store_free(store);
}
END_TEST

/* Everything that a build wrote, bit for bit. */
START_TEST(the_rest_stays)
{
    myn_store *store[2];
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    write_with_annex(in("b.h5"));
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(myn_store_open(in(i ? "b.h5" : "a.h5"), 0, diag, &store[i]), MYN_OK);
    for (int cube = MYN_CUBE_RAW; cube <= MYN_CUBE_PARENTS; cube++) {
        myn_panel *panel[2];
        for (int i = 0; i < 2; i++)
            ck_assert_int_eq(myn_store_panel(store[i], (myn_cube)cube, &panel[i]), MYN_OK);
        size_t cells = panel[0]->rows * panel[0]->areas;
        ck_assert_uint_eq(cells, panel[1]->rows * panel[1]->areas);
        for (size_t p = 0; p < panel[0]->periods; p++) {
            const myn_plane *x = &panel[0]->plane[p], *y = &panel[1]->plane[p];
            ck_assert_mem_eq(x->value, y->value, cells * sizeof *x->value);
            ck_assert_mem_eq(x->cell, y->cell, cells);
            ck_assert_int_eq(!x->lower, !y->lower);
            ck_assert_int_eq(!x->upper, !y->upper);
            if (x->lower) ck_assert_mem_eq(x->lower, y->lower, cells * sizeof *x->lower);
            if (x->upper) ck_assert_mem_eq(x->upper, y->upper, cells * sizeof *x->upper);
        }
        for (int i = 0; i < 2; i++) myn_panel_free(panel[i]);
    }
    for (size_t e = 0; e < EDITIONS; e++) {
        myn_edition of[2];
        for (int i = 0; i < 2; i++) ck_assert_int_eq(myn_store_edition(store[i], e, &of[i]), MYN_OK);
        size_t cells = (size_t)NODES * AREAS;
        ck_assert_mem_eq(of[0].score, of[1].score, cells * sizeof *of[0].score);
        ck_assert_mem_eq(of[0].rank, of[1].rank, cells * sizeof *of[0].rank);
        ck_assert_mem_eq(of[0].band, of[1].band, cells);
        ck_assert_mem_eq(of[0].normalised, of[1].normalised, INDICATORS * AREAS * sizeof *of[0].normalised);
        ck_assert_mem_eq(of[0].fitted, of[1].fitted,
                         INDICATORS * STEPS * MYN_STORE_FITTED * sizeof *of[0].fitted);
        ck_assert_mem_eq(of[0].summary, of[1].summary, MEASURES * LARGER * sizeof *of[0].summary);
        for (int i = 0; i < 2; i++) myn_edition_free(&of[i]);
    }
    for (int i = 0; i < 2; i++) myn_store_free(store[i]);
    free_sample(s);
}
END_TEST

START_TEST(provenance_grows)
{
    myn_store *store;
    write_with_annex(in("a.h5"));
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_OK);
    const myn_provenance *p = myn_store_provenance(store);
    ck_assert_ptr_nonnull(strstr(p->command, "\ntrial --draws 10"));
    ck_assert_str_eq(p->text[p->texts - 1].name, "plan.yml");
    ck_assert_str_eq(p->file[p->files - 1].sha256, "00ff");
    myn_store_free(store);
}
END_TEST

static void read_bytes(const char *path, myn_buffer *out)
{
    *out = (myn_buffer){0};
    ck_assert_int_eq(myn_file_read(path, (size_t)1 << 30, out), MYN_OK);
}

/* Adding the same again, in place, gives the same file: the old group and its line are replaced. */
START_TEST(same_again)
{
    test_annex t;
    myn_buffer a, b;
    make_test_annex(&t);
    write_with_annex(in("a.h5"));
    ck_assert_int_eq(myn_store_add(in("a.h5"), in("b.h5"), &t.annex, 1, &added_source, diag), MYN_OK);
    read_bytes(in("a.h5"), &a);
    read_bytes(in("b.h5"), &b);
    ck_assert_uint_eq(a.length, b.length);
    ck_assert_mem_eq(a.at, b.at, a.length);
    myn_buffer_free(&a);
    myn_buffer_free(&b);
}
END_TEST

START_TEST(others_are_carried_forward)
{
    test_annex t, u;
    myn_store *store;
    const myn_annex *back;
    const myn_annex_source source = {"second", NULL, 0, NULL, 0};
    make_test_annex(&t);
    make_test_annex(&u);
    u.annex.group = "second";
    u.annex.arrays = 2;
    write_with_annex(in("a.h5"));
    ck_assert_int_eq(myn_store_add(in("a.h5"), in("b.h5"), &u.annex, 1, &source, diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(in("b.h5"), 0, diag, &store), MYN_OK);
    ck_assert_int_eq(myn_store_annex(store, "trial", &back), MYN_OK);
    same_annex(&t.annex, back);
    ck_assert_int_eq(myn_store_annex(store, "second", &back), MYN_OK);
    same_annex(&u.annex, back);
    myn_store_free(store);
}
END_TEST

static void refused(const myn_annex *annex, const char *why)
{
    ck_assert_int_eq(myn_store_add(in("a.h5"), in("b.h5"), annex, 1, &added_source, diag), MYN_ERR_ARGUMENT);
    ck_assert_msg(strstr(last_said(), why) != NULL, "%s: %s", why, last_said());
    ck_assert_int_ne(access(in("b.h5"), F_OK), 0);
}

START_TEST(unsound_is_refused)
{
    test_annex t;
    write_with_annex(in("a.h5"));
    make_test_annex(&t), t.annex.group = "provenance", refused(&t.annex, "own group");
    make_test_annex(&t), t.annex.group = "a/b", refused(&t.annex, "no sound name");
    make_test_annex(&t), t.dimension[0].size = 4, refused(&t.annex, "not as the store has it");
    make_test_annex(&t), t.dimension[3].name = "time", refused(&t.annex, "name of the store's own");
    make_test_annex(&t), t.dimension[3].name = "percentile", refused(&t.annex, "there twice");
    make_test_annex(&t), t.array[1].dim[0] = "nowhere", refused(&t.annex, "is not there");
    make_test_annex(&t), t.array[1].name = "spread", refused(&t.annex, "there twice");
    make_test_annex(&t), t.array[1].name = "area_name_en", refused(&t.annex, "no sound name");
    make_test_annex(&t), t.array[1].at = NULL, refused(&t.annex, "no values");
    make_test_annex(&t), t.array[2].missing = 300, t.array[2].may_lack = true, refused(&t.annex, "no byte");
    make_test_annex(&t), t.array[0].units = "\xff", refused(&t.annex, "not UTF-8");
}
END_TEST

START_TEST(no_store_no_copy)
{
    test_annex t;
    make_test_annex(&t);
    FILE *file = fopen(in("a.h5"), "w");
    fputs("no store", file);
    fclose(file);
    ck_assert_int_eq(myn_store_add(in("a.h5"), in("b.h5"), &t.annex, 1, &added_source, diag), MYN_ERR_FORMAT);
    ck_assert_int_eq(myn_store_add(in("none"), in("b.h5"), &t.annex, 1, &added_source, diag), MYN_ERR_IO);
    ck_assert_int_ne(access(in("b.h5"), F_OK), 0);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {comes_back_as_it_was,       the_rest_stays,     provenance_grows, same_again,
                            others_are_carried_forward, unsound_is_refused, no_store_no_copy};
    return suite_of("annex", tests, sizeof tests / sizeof *tests);
}
