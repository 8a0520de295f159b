/* Other programs read what we write: ncdump, xarray over netCDF4 and over h5netcdf, h5py, R's ncdf4. Each
 * checks the formulas of sample.h by itself. A program that is not installed is passed over and said so. */
#include "annexes.h"
#include "read_all.h"
#include "sample.h"

static bool runs(const char *command)
{
    char quiet[512];
    snprintf(quiet, sizeof quiet, "%s >/dev/null 2>&1", command);
    if (system(quiet) == 0) return true;
    printf("passed over: %s\n", command);
    return false;
}

static char *output_of(const char *command)
{
    myn_buffer out = {0};
    FILE *pipe = popen(command, "r");
    char piece[4096];
    size_t got;
    ck_assert_ptr_nonnull(pipe);
    while ((got = fread(piece, 1, sizeof piece, pipe)) > 0) myn_buffer_add(&out, piece, got);
    int left = pclose(pipe);
    ck_assert_msg(left == 0, "%s: %d\n%s", command, left, out.at ? out.at : "");
    return out.at;
}

static void says(const char *command, const char *const *text)
{
    char *out = output_of(command);
    for (; *text; text++)
        ck_assert_msg(strstr(out, *text) != NULL, "%s does not say %s:\n%s", command, *text, out);
    free(out);
}

static void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void write_one(void)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    free_sample(s);
}

static void run_script(const char *program, const char *script)
{
    char command[512];
    put_file(in("script"), script);
    snprintf(command, sizeof command, "%s %s %s 2>&1", program, in("script"), in("a.h5"));
    char *out = output_of(command);
    const char *end = out ? strstr(out, "all as expected") : NULL;
    ck_assert_msg(end != NULL, "%s", out ? out : "");
    free(out);
}

START_TEST(ncdump)
{
    if (!runs("ncdump")) return;
    char command[512];
    write_one();
    snprintf(command, sizeof command, "ncdump -h %s 2>&1", in("a.h5"));
    const char *head[] = {"area = 5 ;",
                          "double score(edition, node, area) ;",
                          "string area_name_cy(area) ;",
                          "int rank(edition, node, area) ;",
                          "ubyte quantile_10(edition, node, area) ;",
                          ":title_cy = \"Lleoedd Llewyrchus\"",
                          "group: parents {",
                          "string parent_area(parent_area)",
                          "double raw(period, indicator, parent_area) ;",
                          "string command(line) ;",
                          "flag_meanings = \"low medium_low uchel\"",
                          NULL};
    says(command, head);
    snprintf(command, sizeof command, "ncdump -v area_name_cy,period,time_bnds,rank %s 2>&1", in("a.h5"));
    const char *data[] = {"area_name_cy = \"Ynys Môn\", \"Gwynedd\", _, \"Rhondda Cynon Taf\", _ ;",
                          "period = \"2011-01-01/P3Y\", \"2018\", \"2019-05\", \"2019\" ;", "14975, 16071,",
                          "_, 1, 2, 3, 4,", NULL};
    says(command, data);
}
END_TEST

static const char xarray_script[] =
    "import sys, math, numpy as np, xarray as xr\n"
    "for engine in ('netcdf4', 'h5netcdf'):\n"
    "    d = xr.open_dataset(sys.argv[1], engine=engine)\n"
    "    assert d.sizes['area'] == 5 and d.sizes['node'] == 5 and d.sizes['period'] == 4, d.sizes\n"
    "    assert list(d.area.values) == ['W06000001', 'W06000002', 'W06000003', 'W06000016', '000123']\n"
    "    assert str(d.area_name_cy.values[0]) == 'Ynys M\\u00f4n', d.area_name_cy.values\n"
    "    assert 'area_name_cy' in d.coords and 'node_label_cy' in d.coords and 'time' in d.coords\n"
    "    assert list(d.edition.values) == ['2018', '2019']\n"
    "    assert d.time.values[0] == np.datetime64('2011-01-01'), d.time\n"
    "    assert d.time_bnds.values[0][1] == np.datetime64('2014-01-01'), d.time_bnds\n"
    "    for p in range(4):\n"
    "        for i in range(3):\n"
    "            for a in range(5):\n"
    "                x = float(d.raw[p, i, a]); gone = (p + i + a) % 7 == 6\n"
    "                assert math.isnan(x) if gone else x == 100 * p + 10 * i + a / 8, (p, i, a, x)\n"
    "                assert int(d.raw_status[p, i, a]) == (5 if gone else 1)\n"
    "    assert float(d.raw_upper[1, 0, 2]) == 102.25 and np.isnan(d.raw_lower.values[0]).all()\n"
    "    for e in range(2):\n"
    "        for n in range(5):\n"
    "            for a in range(5):\n"
    "                k = 5 * n + a; x = float(d.score[e, n, a])\n"
    "                assert math.isnan(x) if k % 5 == 4 else x == 100 * e + 10 * n + a / 4\n"
    "                r = float(d['rank'][e, n, a]); want = (k + e) % 6\n"
    "                assert math.isnan(r) if want == 0 else r == want\n"
    "                q = float(d.quantile_10[e, n, a]); want = k % 11\n"
    "                assert math.isnan(q) if want == 0 else q == want\n"
    "    assert float(d.score.sel(edition='2019', node='income', area='W06000016')) == 120.75\n"
    "    assert d.attrs['licence'] == 'OGL-UK-3.0' and d.attrs['Conventions'] == 'CF-1.8'\n"
    "    up = xr.open_dataset(sys.argv[1], group='parents', engine=engine)\n"
    "    assert float(up.raw.sel(parent_area='W92000004', indicator='health', period='2018')) == 120, up\n"
    "    assert str(up.parent_area_name_cy.values[1]) == 'Lloegr'\n"
    "    ins = xr.open_dataset(sys.argv[1], group='inputs', engine=engine)\n"
    "    assert float(ins.raw.sel(input='cars', area='W06000002', period='2019')) == 340.125, ins\n"
    "    assert str(ins.area_name_cy.values[0]) == 'Ynys M\\u00f4n'\n"
    "    m = xr.open_dataset(sys.argv[1], group='model', engine=engine)\n"
    "    assert float(m.fitted.sel(edition='2019', indicator='co2', step='zscore', parameter=2)) == 26, m\n"
    "    s = xr.open_dataset(sys.argv[1], group='summaries', engine=engine)\n"
    "    assert float(s['value'].sel(edition='2019', measure='poor', summary_area='W92000004')) == 4.5, s\n"
    "    assert str(s.measure_label_cy.values[0]) == 'Safle cymedrig' and 'edition_time' in s.coords, s\n"
    "    w = xr.open_dataset(sys.argv[1], group='provenance', engine=engine)\n"
    "    assert list(w.command.values)[1] == 'uncertainty --draws 1000'\n"
    "    assert int(w.file_bytes[0]) == 4567 and str(w.explained.values) == 'every: default\\n'\n"
    "print('all as expected')\n";

START_TEST(xarray)
{
    if (!runs("/usr/bin/python3 -c 'import xarray, netCDF4, h5netcdf'")) return;
    write_one();
    run_script("/usr/bin/python3 -W error::UserWarning", xarray_script);
}
END_TEST

static const char h5py_script[] =
    "import sys, h5py, numpy as np\n"
    "f = h5py.File(sys.argv[1], 'r')\n"
    "s = f['score']\n"
    "assert s.dtype == np.float64 and s.chunks is None and np.isnan(s.fillvalue)\n"
    "assert s[1, 2, 3] == 120.75 and np.isnan(s[0, 0, 4])\n"
    "assert [d[0] == f[n] for d, n in zip(s.dims, ('edition', 'node', 'area'))] == [True] * 3\n"
    "assert f['parents/raw'].dims[2][0] == f['parents/parent_area']\n"
    "assert f['area_name_cy'].asstr()[0] == 'Ynys M\\u00f4n'\n"
    "assert f['rank'].fillvalue == 0 and f['used_period'].fillvalue == -1\n"
    "assert f['inputs/area'] == f['area']\n"
    "root = h5py.h5g.open(f.id, b'/')\n"
    "first = root.links.get_info(b'area')\n"
    "assert first.corder_valid and first.corder == 0\n"
    "assert list(f.attrs['quantiles']) == [5, 10]\n"
    "assert h5py.h5ds.is_scale(f['area'].id) and h5py.h5ds.is_attached(s.id, f['area'].id, 2)\n"
    "assert h5py.h5ds.get_num_scales(s.id, 0) == 1 and h5py.h5ds.is_attached(f['time_bnds'].id, "
    "f['bound'].id, 1)\n"
    "assert not s.id.get_create_plist().get_obj_track_times()\n"
    "assert f['area'].id.get_create_plist().get_attr_creation_order() == 3\n"
    "print('all as expected')\n";

START_TEST(h5py)
{
    if (!runs("/usr/bin/python3 -c 'import h5py'")) return;
    write_one();
    run_script("/usr/bin/python3", h5py_script);
}
END_TEST

/* R turns dimensions round and counts from 1: score[area, node, edition]. */
static const char r_script[] =
    "f <- ncdf4::nc_open(commandArgs(TRUE)[1])\n"
    "score <- ncdf4::ncvar_get(f, 'score')\n"
    "stopifnot(identical(dim(score), c(5L, 5L, 2L)), score[4, 3, 2] == 120.75, is.na(score[5, 1, 1]))\n"
    "name <- ncdf4::ncvar_get(f, 'area_name_cy')\n"
    "stopifnot(enc2utf8(name[1]) == 'Ynys M\\u00f4n', name[2] == 'Gwynedd')\n"
    "stopifnot(ncdf4::ncvar_get(f, 'area')[5] == '000123')\n"
    "rank <- ncdf4::ncvar_get(f, 'rank')\n"
    "stopifnot(is.na(rank[1, 1, 1]), rank[2, 1, 1] == 1, rank[1, 1, 2] == 1)\n"
    "stopifnot(ncdf4::ncvar_get(f, 'parents/raw')[1, 3, 2] == 120)\n"
    "stopifnot(ncdf4::ncatt_get(f, 0, 'title_cy')$value == 'Lleoedd Llewyrchus')\n"
    "cat('all as expected\\n')\n";

START_TEST(r_ncdf4)
{
    if (!runs("Rscript -e 'library(ncdf4)'")) return;
    write_one();
    run_script("Rscript", r_script);
}
END_TEST

static const char annex_script[] =
    "import sys, math, numpy as np, xarray as xr\n"
    "for engine in ('netcdf4', 'h5netcdf'):\n"
    "    d = xr.open_dataset(sys.argv[1], group='trial', engine=engine)\n"
    "    assert dict(d.sizes) == {'area': 5, 'node': 5, 'percentile': 2, 'pair': 3}, d.sizes\n"
    "    assert d.spread.dims == ('node', 'area', 'percentile') and 'area_name_cy' in d.coords, d\n"
    "    assert float(d.spread.sel(area='W06000016', percentile=.95)[2]) == 231, d.spread\n"
    "    assert math.isnan(d.spread[1, 2, 0]) and math.isnan(d.times[1]) and float(d.times[4]) == 8\n"
    "    assert d.kind.attrs['flag_meanings'] == 'sure close open' and list(d.kind.values) == [0, 1, 2, 0, "
    "1]\n"
    "    assert list(d.pair.values) == ['first', 'ail', '\\u03c4\\u03c1\\u03af\\u03c4\\u03bf'], d.pair\n"
    "    assert int(d.seed) == 1234567890123 and str(d.plan.values) == 'draws: 10\\n'\n"
    "    assert d.attrs['method'] == 'monte_carlo'\n"
    "    assert float(xr.open_dataset(sys.argv[1], engine=engine).score[1, 2, 3]) == 120.75\n"
    "print('all as expected')\n";

START_TEST(annex_in_xarray)
{
    if (!runs("/usr/bin/python3 -c 'import xarray, netCDF4, h5netcdf'")) return;
    write_with_annex(in("a.h5"));
    run_script("/usr/bin/python3 -W error::UserWarning", annex_script);
}
END_TEST

/* netCDF writes a store anew in its own way: it is still one. */
START_TEST(nccopy)
{
    if (!runs("command -v nccopy")) return;
    char command[512];
    write_one();
    snprintf(command, sizeof command, "nccopy %s %s 2>&1", in("a.h5"), in("copy.h5"));
    ck_assert_int_eq(system(command), 0);
    myn_store *store;
    myn_edition edition;
    ck_assert_msg(myn_store_open(in("copy.h5"), 0, diag, &store) == MYN_OK, "%s", last_said());
    const myn_labels *labels = myn_store_labels(store);
    ck_assert_str_eq(labels->areas->at[0].name_cy, "Ynys Môn");
    ck_assert_ptr_null(labels->areas->at[2].name_cy);
    ck_assert_str_eq(labels->title.cy, "Lleoedd Llewyrchus");
    ck_assert_int_eq(myn_store_edition(store, 1, &edition), MYN_OK);
    ck_assert_double_eq(edition.score[2 * AREAS + 3], 120.75);
    ck_assert_int_eq(read_all(in("copy.h5"), 0), MYN_OK);
    myn_edition_free(&edition);
    myn_store_free(store);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {ncdump, xarray, h5py, r_ncdf4, annex_in_xarray, nccopy};
    return suite_of("interop", tests, sizeof tests / sizeof *tests);
}
