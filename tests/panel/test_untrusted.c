/* Stores that someone made on purpose: valid HDF5, each with one thing that must not be believed or followed.
 */
#include "read_all.h"
#include "sample.h"
#include <fcntl.h>
#include <hdf5.h>

/* ---- changing a good store ---- */

static hid_t open_again(const char *path)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST);
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, access);
    ck_assert_int_ge(file, 0);
    H5Pclose(access);
    return file;
}

typedef void (*change)(hid_t file);

static void changed(change how)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    free_sample(s);
    hid_t file = open_again(in("a.h5"));
    how(file);
    ck_assert_int_ge(H5Fclose(file), 0);
}

/* Opening is refused, and says TEXT. */
static void refused(change how, const char *text)
{
    myn_store *store;
    changed(how);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_null(store);
    ck_assert_msg(strstr(last_said(), text) != NULL, "expected: %s; said: %s", text, last_said());
}

/* Opening works, but reading all of it does not. */
static void found_out(change how)
{
    myn_store *store;
    changed(how);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_OK);
    myn_store_free(store);
    ck_assert_int_eq(read_all(in("a.h5"), 0), MYN_ERR_FORMAT);
}

/* A data set in place of NAME. */
static hid_t put_other(hid_t file, const char *name, hid_t type, int rank, const hsize_t *size, hid_t plan)
{
    H5Ldelete(file, name, H5P_DEFAULT);
    hid_t space = H5Screate_simple(rank, size, NULL);
    hid_t data = H5Dcreate2(file, name, type, space, H5P_DEFAULT, plan, H5P_DEFAULT);
    ck_assert_int_ge(data, 0);
    H5Sclose(space);
    return data;
}

static const hsize_t score_size[3] = {EDITIONS, NODES, AREAS};

static void set_number(hid_t file, const char *name, size_t at, double value)
{
    double all[1000];
    hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    ck_assert_int_ge(data, 0);
    ck_assert_int_ge(H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all), 0);
    all[at] = value;
    ck_assert_int_ge(H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all), 0);
    H5Dclose(data);
}

static void set_attribute(hid_t file, const char *name, hid_t type, hsize_t count, const void *values)
{
    H5Adelete(file, name);
    hid_t space = H5Screate_simple(1, &count, NULL);
    hid_t attribute = H5Acreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    ck_assert_int_ge(H5Awrite(attribute, type, values), 0);
    H5Aclose(attribute);
    H5Sclose(space);
}

static void set_texts(hid_t file, const char *name, hsize_t count, const char *const *text)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    hid_t data = put_other(file, name, type, 1, &count, H5P_DEFAULT);
    ck_assert_int_ge(H5Dwrite(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text), 0);
    H5Dclose(data);
    H5Tclose(type);
}

/* ---- links ---- */

static void soft_link(hid_t file)
{
    H5Lcreate_soft("/raw", file, "soft", H5P_DEFAULT, H5P_DEFAULT);
}
static void soft_instead(hid_t file)
{
    H5Lmove(file, "score", file, "other", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/other", file, "score", H5P_DEFAULT, H5P_DEFAULT);
}
static void external_link(hid_t file)
{
    H5Lcreate_external("/etc/passwd", "/x", file, "elsewhere", H5P_DEFAULT, H5P_DEFAULT);
}
static void soft_in_group(hid_t file)
{
    H5Lcreate_soft("/raw", file, "parents/soft", H5P_DEFAULT, H5P_DEFAULT);
}
static void group_is_data(hid_t file)
{
    const hsize_t one = 1;
    H5Dclose(put_other(file, "inputs", H5T_NATIVE_INT, 1, &one, H5P_DEFAULT));
}
static void data_is_group(hid_t file)
{
    H5Ldelete(file, "score", H5P_DEFAULT);
    H5Gclose(H5Gcreate2(file, "score", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
}
static void data_is_type(hid_t file)
{
    H5Ldelete(file, "score", H5P_DEFAULT);
    hid_t type = H5Tcopy(H5T_NATIVE_INT);
    H5Tcommit2(file, "score", type, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Tclose(type);
}
static void no_score(hid_t file)
{
    H5Ldelete(file, "score", H5P_DEFAULT);
}
static void no_coordinate(hid_t file)
{
    H5Ldelete(file, "node", H5P_DEFAULT);
}
static void no_provenance(hid_t file)
{
    H5Ldelete(file, "provenance", H5P_DEFAULT);
}
static void root_within_root(hid_t file)
{
    H5Ldelete(file, "inputs", H5P_DEFAULT);
    H5Lcreate_hard(file, "/", file, "inputs", H5P_DEFAULT, H5P_DEFAULT);
}

START_TEST(links)
{
    refused(soft_link, "a link that is not plain (soft)");
    refused(soft_instead, "a link that is not plain (score)");
    refused(external_link, "a link that is not plain (elsewhere)");
    refused(soft_in_group, "a link that is not plain (soft)");
    refused(group_is_data, "inputs is not a group");
    refused(data_is_group, "score is not a data set");
    refused(data_is_type, "score is not a data set");
    refused(no_score, "it has no score");
    refused(no_coordinate, "it has no node");
    refused(no_provenance, "it has no provenance");
    refused(root_within_root, "it has no input");
}
END_TEST

/* ---- types, shapes, storage ---- */

static void wrong_type(hid_t file)
{
    H5Dclose(put_other(file, "score", H5T_IEEE_F32LE, 3, score_size, H5P_DEFAULT));
}
static void other_order(hid_t file)
{
    H5Dclose(put_other(file, "score", H5T_IEEE_F64BE, 3, score_size, H5P_DEFAULT));
}
static void fixed_texts(hid_t file)
{
    const hsize_t count = NODES;
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, 8);
    H5Dclose(put_other(file, "node_label_en", type, 1, &count, H5P_DEFAULT));
    H5Tclose(type);
}
static void wrong_rank(hid_t file)
{
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 2, score_size, H5P_DEFAULT));
}
static void scalar_instead(hid_t file)
{
    H5Ldelete(file, "score", H5P_DEFAULT);
    hid_t space = H5Screate(H5S_SCALAR);
    H5Dclose(H5Dcreate2(file, "score", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Sclose(space);
}
static void wrong_size(hid_t file)
{
    const hsize_t size[3] = {EDITIONS, NODES, AREAS + 1};
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 3, size, H5P_DEFAULT));
}
static void never_written(hid_t file)
{
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, H5P_DEFAULT));
}
static void huge_coordinate(hid_t file)
{
    const hsize_t count = (hsize_t)1 << 50;
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Dclose(put_other(file, "area", type, 1, &count, H5P_DEFAULT));
    H5Tclose(type);
}
static void external_storage(hid_t file)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_external(plan, "/etc/passwd", 0, H5F_UNLIMITED);
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, plan));
    H5Pclose(plan);
}
static void virtual_data(hid_t file)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE), space = H5Screate_simple(3, score_size, NULL);
    H5Pset_virtual(plan, space, "/tmp/elsewhere.h5", "score", space);
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, plan));
    H5Sclose(space);
    H5Pclose(plan);
}
static void odd_filter(hid_t file)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(plan, 3, score_size);
    H5Pset_nbit(plan);
    hid_t data = put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, plan);
    double value[EDITIONS * NODES * AREAS] = {0};
    H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value);
    H5Dclose(data);
    H5Pclose(plan);
}
static void empty_chunks(hid_t file)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(plan, 3, score_size);
    H5Dclose(put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, plan));
    H5Pclose(plan);
}
static void chunked_texts(hid_t file)
{
    const hsize_t count = NODES;
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE), type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Pset_chunk(plan, 1, &count);
    H5Dclose(put_other(file, "node_label_en", type, 1, &count, plan));
    H5Tclose(type);
    H5Pclose(plan);
}
static void reference_texts(hid_t file)
{
    const hsize_t count = NODES;
    H5Dclose(put_other(file, "node_label_en", H5T_STD_REF_OBJ, 1, &count, H5P_DEFAULT));
}

START_TEST(types_and_storage)
{
    refused(wrong_type, "score does not hold numbers of its kind");
    refused(other_order, "score does not hold numbers of its kind");
    refused(fixed_texts, "node_label_en does not hold texts");
    refused(reference_texts, "node_label_en does not hold texts");
    refused(wrong_rank, "score does not have 3 dimensions");
    refused(scalar_instead, "score does not have 3 dimensions");
    refused(wrong_size, "score has 6 along area, where 5 are expected");
    refused(never_written, "score claims more than the file holds");
    refused(huge_coordinate, "area claims more than the file holds");
    refused(external_storage, "score lies in another file");
    refused(virtual_data, "score is not stored in one piece");
    refused(odd_filter, "score is packed by a filter that is not allowed (5)");
    refused(empty_chunks, "score claims more than the file holds");
    refused(chunked_texts, "node_label_en is not stored in one piece");
}
END_TEST

/* What nccopy and h5repack make of a store is still one. */
static void packed(hid_t file)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE), old = H5Dopen2(file, "score", H5P_DEFAULT);
    const hsize_t chunk[3] = {1, 2, 3};
    double value[EDITIONS * NODES * AREAS];
    H5Dread(old, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value);
    H5Dclose(old);
    H5Pset_chunk(plan, 3, chunk);
    H5Pset_shuffle(plan);
    H5Pset_deflate(plan, 9);
    H5Pset_fletcher32(plan);
    hid_t data = put_other(file, "score", H5T_IEEE_F64LE, 3, score_size, plan);
    H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value);
    H5Dclose(data);
    H5Pclose(plan);
    plan = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_layout(plan, H5D_COMPACT);
    data = put_other(file, "score_status", H5T_STD_U8LE, 3, score_size, plan);
    uint8_t cell[EDITIONS * NODES * AREAS] = {3};
    H5Dwrite(data, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, cell);
    H5Dclose(data);
    H5Pclose(plan);
}

START_TEST(packed_data_is_read)
{
    myn_store *store;
    myn_edition edition;
    changed(packed);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_OK);
    ck_assert_int_eq(myn_store_edition(store, 1, &edition), MYN_OK);
    ck_assert_double_eq(edition.score[2 * AREAS + 3], 120.75);
    ck_assert_uint_eq(edition.score_cell[0], 0);
    myn_edition_free(&edition);
    myn_store_free(store);
}
END_TEST

/* ---- numbers and names ---- */

static void late_parent(hid_t file)
{
    set_number(file, "node_parent", 1, 3);
}
static void no_such_parent(hid_t file)
{
    set_number(file, "node_parent", 1, -2);
}
static void no_such_indicator(hid_t file)
{
    set_number(file, "node_indicator", 2, INDICATORS);
}
static void half_a_day(hid_t file)
{
    set_number(file, "time_bnds", 0, 0.5);
}
static void no_day(hid_t file)
{
    set_number(file, "edition_time_bnds", 1, NAN);
}
static void far_day(hid_t file)
{
    set_number(file, "time_bnds", 1, 1e300);
}
static void periods_turned(hid_t file)
{
    set_number(file, "time_bnds", 0, 30000);
    set_number(file, "time_bnds", 1, 40000);
}
static void band_turned(hid_t file)
{
    set_number(file, "band_below", 2, 0);
}
static void no_bytes(hid_t file)
{
    set_number(file, "provenance/file_bytes", 0, -1);
}
static void two_alike(hid_t file)
{
    const char *code[NODES] = {"a", "b", "c", "b", "e"};
    set_texts(file, "node", NODES, code);
}
static void no_code(hid_t file)
{
    const char *code[NODES] = {"a", "b", "", "d", "e"};
    set_texts(file, "node", NODES, code);
}
static void bad_text(hid_t file)
{
    const char *name[NODES] = {"a", "b", "c\xff", "d", "e"};
    set_texts(file, "node_label_cy", NODES, name);
}
static void many_bands(hid_t file)
{
    const hsize_t count = MYN_BANDS_MOST + 1;
    int32_t number[MYN_BANDS_MOST + 1] = {0};
    hid_t data = put_other(file, "band_number", H5T_STD_I32LE, 1, &count, H5P_DEFAULT);
    H5Dwrite(data, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, number);
    H5Dclose(data);
}
static void few_parameters(hid_t file)
{
    const hsize_t count = 7;
    int32_t number[7] = {0};
    hid_t data = put_other(file, "model/parameter", H5T_STD_I32LE, 1, &count, H5P_DEFAULT);
    H5Dwrite(data, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, number);
    H5Dclose(data);
}

static void no_measure_node(hid_t file)
{
    H5Ldelete(file, "summaries/measure_node", H5P_DEFAULT);
}

static void no_summary(hid_t file)
{
    H5Ldelete(file, "summaries/value", H5P_DEFAULT);
}

/* What stores held before there were measures. */
static void no_summaries(hid_t file)
{
    H5Ldelete(file, "summaries", H5P_DEFAULT);
}

START_TEST(without_summaries)
{
    myn_store *store;
    myn_edition edition;
    changed(no_summaries);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_OK);
    ck_assert_uint_eq(myn_store_labels(store)->measures, 0);
    ck_assert_int_eq(myn_store_edition(store, 0, &edition), MYN_OK);
    ck_assert_ptr_null(edition.summary);
    myn_edition_free(&edition);
    myn_store_free(store);
}
END_TEST

START_TEST(labels)
{
    refused(late_parent, "node money comes before its parent");
    refused(no_such_parent, "node money comes before its parent");
    refused(no_such_indicator, "node income is of an indicator that does not exist");
    refused(half_a_day, "time_bnds holds what is no time");
    refused(no_day, "edition_time_bnds holds what is no time");
    refused(far_day, "time_bnds holds what is no time");
    refused(periods_turned, "its periods are not in order");
    refused(band_turned, "band 3 ends before the one below it");
    refused(no_bytes, "a file is smaller than nothing");
    refused(two_alike, "node b is there twice");
    refused(no_code, "node number 2 has no code");
    refused(bad_text, "a text is not UTF-8");
    refused(many_bands, "it has too many bands");
    refused(few_parameters, "it has 7 fitted parameters a step");
    refused(no_measure_node, "it has no measure_node");
    refused(no_summary, "it has no value");
}
END_TEST

/* ---- attributes ---- */

static void no_form(hid_t file)
{
    H5Adelete(file, "mynegai_store");
}
static void later_form(hid_t file)
{
    const int32_t form = 2;
    set_attribute(file, "mynegai_store", H5T_STD_I32LE, 1, &form);
}
static void title_is_number(hid_t file)
{
    const int32_t number = 2;
    set_attribute(file, "title", H5T_STD_I32LE, 1, &number);
}
static void many_groupings(hid_t file)
{
    const int32_t groups[9] = {2, 3, 4, 5, 6, 7, 8, 9, 10};
    set_attribute(file, "quantiles", H5T_STD_I32LE, 9, groups);
}
static void other_groupings(hid_t file)
{
    const int32_t groups[2] = {5, 4};
    set_attribute(file, "quantiles", H5T_STD_I32LE, 2, groups);
}
static void real_groupings(hid_t file)
{
    const double groups[2] = {5, 10};
    set_attribute(file, "quantiles", H5T_IEEE_F64LE, 2, groups);
}
static void title_not_utf8(hid_t file)
{
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, 3);
    H5Adelete(file, "title");
    hid_t attribute = H5Acreate2(file, "title", type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, "\xc3(x");
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

START_TEST(attributes)
{
    refused(no_form, "it is HDF5, but not a Mynegai store");
    refused(later_form, "form 2 of a Mynegai store; this program knows form 1");
    refused(title_is_number, "the attribute title is not a text");
    refused(title_not_utf8, "an attribute is not UTF-8");
    refused(many_groupings, "the attribute quantiles is not what it should be");
    refused(real_groupings, "the attribute quantiles is not what it should be");
    refused(other_groupings, "it has no quantile_4");
}
END_TEST

/* ---- numbers within the arrays: found out when they are read ---- */

static void cell_14(hid_t file)
{
    set_number(file, "raw_status", 7, MYN_CELL_KINDS);
}
static void input_cell_14(hid_t file)
{
    set_number(file, "inputs/raw_status", 7, MYN_CELL_KINDS);
}
static void parent_cell_14(hid_t file)
{
    set_number(file, "parents/raw_status", 7, MYN_CELL_KINDS);
}
static void score_cell_14(hid_t file)
{
    set_number(file, "score_status", 30, MYN_CELL_KINDS);
}
static void rank_6(hid_t file)
{
    set_number(file, "rank", 30, AREAS + 1);
}
static void rank_less(hid_t file)
{
    set_number(file, "rank", 30, -1);
}
static void group_6(hid_t file)
{
    set_number(file, "quantile_5", 30, 6);
}
static void band_4(hid_t file)
{
    set_number(file, "band", 30, 4);
}
static void summary_rank_3(hid_t file)
{
    set_number(file, "summaries/rank", 2, LARGER + 1);
}
static void period_4(hid_t file)
{
    set_number(file, "used_period", 4, PERIODS);
}

START_TEST(numbers)
{
    found_out(cell_14);
    found_out(input_cell_14);
    found_out(parent_cell_14);
    found_out(score_cell_14);
    found_out(rank_6);
    found_out(summary_rank_3);
    found_out(rank_less);
    found_out(group_6);
    found_out(band_4);
    found_out(period_4);
}
END_TEST

/* ---- the heap of texts, byte by byte (no checksum of HDF5's guards it) ---- */

static uint64_t offset_of(hid_t file, const char *name)
{
    hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    haddr_t offset = H5Dget_offset(data);
    ck_assert_uint_ne(offset, HADDR_UNDEF);
    H5Dclose(data);
    return offset;
}

static uint64_t element_at, heap_at;
static void find_texts(hid_t file)
{
    element_at = offset_of(file, "area_name_cy");
}

static void read_bytes(uint64_t at, void *out, size_t size)
{
    FILE *file = fopen(in("a.h5"), "rb");
    ck_assert_int_eq(fseek(file, (long)at, SEEK_SET), 0);
    ck_assert_uint_eq(fread(out, 1, size, file), size);
    fclose(file);
}

/* Overwrite SIZE bytes at AT of a good store with the little-endian VALUE. */
static void patched(uint64_t at, uint64_t value, size_t size, const char *text)
{
    myn_store *store;
    changed(find_texts);
    FILE *file = fopen(in("a.h5"), "rb+");
    ck_assert_int_eq(fseek(file, (long)at, SEEK_SET), 0);
    ck_assert_uint_eq(fwrite(&value, 1, size, file), size);
    fclose(file);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_msg(strstr(last_said(), text) != NULL, "expected: %s; said: %s", text, last_said());
}

START_TEST(heap)
{
    changed(find_texts);
    read_bytes(element_at + 4, &heap_at, 8);
    char mark[5] = "";
    read_bytes(heap_at, mark, 4);
    ck_assert_str_eq(mark, "GCOL");
    uint64_t length;
    uint16_t second;
    read_bytes(heap_at + 16 + 8, &length, 8);
    read_bytes(heap_at + 32 + (length + 7) / 8 * 8, &second, 2);
    patched(element_at, 0xffffffff, 4, "longer than the file");
    patched(element_at, 10000, 4, "not as long as the file says");
    patched(element_at, 10, 4, "not as long as the file says"); /* "Ynys Môn" has 9 bytes */
    patched(element_at, 7, 4, "not as long as the file says");  /* cut within the ô */
    patched(element_at + 4, 0, 8, "not where the file says");
    patched(element_at + 4, (uint64_t)1 << 60, 8, "not where the file says");
    patched(element_at + 4, UINT64_MAX, 8, "not where the file says");
    patched(element_at + 4, heap_at + 8, 8, "not where the file says");
    patched(element_at + 12, 0, 4, "not as long as the file says");
    patched(element_at + 12, 60000, 4, "not as long as the file says");
    patched(element_at + 12, 0xffffffff, 4, "not as long as the file says");
    patched(heap_at + 4, 2, 1, "not where the file says");                   /* version */
    patched(heap_at + 8, 0, 8, "not where the file says");                   /* size of the collection */
    patched(heap_at + 8, UINT64_MAX, 8, "not where the file says");          /* */
    patched(heap_at + 16 + 8, UINT64_MAX, 8, "not where the file says");     /* size of its first object */
    patched(heap_at + 16 + 8, UINT64_MAX - 7, 8, "not where the file says"); /* */
    patched(heap_at + 16 + 8, 0, 8, "");                                     /* whatever then follows */
    patched(heap_at + 16, 0, 2, "not as long as the file says");             /* no object any more */
    patched(heap_at + 16, 60000, 2, "not as long as the file says");         /* number of an object */
    patched(heap_at + 16, second, 2, "not where the file says");             /* that of another */
}
END_TEST

/* ---- other files ---- */

static void other_kinds(hid_t file)
{
    (void)file;
    hid_t plan = H5Pcreate(H5P_FILE_CREATE);
    H5Pset_userblock(plan, 512);
    H5Fclose(H5Fcreate(in("block.h5"), H5F_ACC_TRUNC, plan, H5P_DEFAULT));
    H5Pset_userblock(plan, 0);
    H5Pset_sizes(plan, 4, 4);
    H5Fclose(H5Fcreate(in("small.h5"), H5F_ACC_TRUNC, plan, H5P_DEFAULT));
    H5Pclose(plan);
}

START_TEST(other_hdf5)
{
    myn_store *store;
    changed(other_kinds);
    ck_assert_int_eq(myn_store_open(in("block.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(last_said(), "it is not an HDF5 file"));
    ck_assert_int_eq(myn_store_open(in("small.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(last_said(), "its HDF5 is of an unusual kind"));
    H5Fclose(H5Fcreate(in("empty.h5"), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    ck_assert_int_eq(myn_store_open(in("empty.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(last_said(), "it is HDF5, but not a Mynegai store"));
    ck_assert_int_eq(truncate(in("a.h5"), 20000), 0);
    ck_assert_int_eq(myn_store_open(in("a.h5"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(last_said(), "it is damaged, or cut short"));
}
END_TEST

/* The host's own error printing and plugin setting are as they were. */
static herr_t host_handler(hid_t stack, void *count)
{
    (void)stack;
    ++*(int *)count;
    return 0;
}

START_TEST(the_host_keeps_its_settings)
{
    int count = 0;
    unsigned plugins;
    void *to;
    H5E_auto2_t report;
    H5Eset_auto2(H5E_DEFAULT, host_handler, &count);
    H5PLset_loading_state(H5PL_FILTER_PLUGIN);
    refused(soft_link, "not plain");
    ck_assert_int_eq(count, 0);
    ck_assert_int_eq(read_all(in("a.h5"), 0), MYN_ERR_FORMAT);
    H5Eget_auto2(H5E_DEFAULT, &report, &to);
    ck_assert(report == host_handler && to == &count);
    H5PLget_loading_state(&plugins);
    ck_assert_uint_eq(plugins, H5PL_FILTER_PLUGIN);
    ck_assert_int_lt(H5Fopen("/nowhere", H5F_ACC_RDONLY, H5P_DEFAULT), 0);
    ck_assert_int_eq(count, 1);
    ck_assert_int_eq((int)H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL), 0); /* nothing is left open */
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {
        links, types_and_storage, packed_data_is_read,        without_summaries, labels, attributes, numbers,
        heap,  other_hdf5,        the_host_keeps_its_settings};
    return suite_of("untrusted", tests, sizeof tests / sizeof *tests);
}
