# Forecasts of a store: the same bytes at any number of threads and when made again, opened in xarray with the figures
# that export gives; from a table, the same forecasts whatever the order of its rows.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet -o index.h5
for threads in 1 2 7; do
    "$MYNEGAI" forecast index.h5 --until 2027 --intervals both --quiet --threads $threads -o f$threads.h5
done
cmp f1.h5 f2.h5
cmp f1.h5 f7.h5
"$MYNEGAI" forecast f1.h5 --until 2027 --intervals both --quiet -o again.h5
cmp f1.h5 again.h5
"$MYNEGAI" export f1.h5 --what forecast -o f.csv
test "$(wc -l <f.csv)" -gt 100

"$MYNEGAI" export index.h5 --what raw -q | cut -d, -f1,4,5,6 | sed '1s/.*/area,indicator,period,value/' >raw.csv
{ head -n 1 raw.csv; sed 1d raw.csv | sort -r; } >turned.csv
for table in raw turned; do
    "$MYNEGAI" forecast $table.csv --id area,indicator --time period --value value --horizon 3 --backtest 3 -q -o $table.out.csv
    cut -d, -f1-9 $table.out.csv | sort >$table.sorted
done
cmp raw.sorted turned.sorted
test "$(wc -l <raw.sorted)" -gt 100

# Counts add up along the store's areas, with coherent intervals and scenarios: the same bytes, and sums in xarray.
"$MYNEGAI" build "$SOURCE/indices/population-needs-demo" --quiet -o needs.h5
cat >scenarios.yml <<'YAML'
mynegai-forecast: 1
scenarios:
  more: {en: More, cy: Mwy, changes: [{indicator: people, area: S, years: [2026, 2027], times: 1.1}]}
YAML
for threads in 1 5; do
    "$MYNEGAI" forecast needs.h5 --tree people,over_65 --reconcile variance --intervals coherent \
        --scenarios scenarios.yml --quiet --threads $threads -o n$threads.h5 2>/dev/null
done
cmp n1.h5 n5.h5
"$MYNEGAI" export n1.h5 --what forecast | grep -q '^S,.*,people,2027,'
for store in n1 needs; do "$MYNEGAI" export $store.h5 --what raw -q -o $store.csv; done
cmp n1.csv needs.csv

python=/usr/bin/python3
$python -c 'import xarray' 2>/dev/null || exit 0
$python -W error::UserWarning - <<'PYTHON'
import csv, math, xarray
f = xarray.open_dataset("f1.h5", group="forecast")
assert set(f["mean"].dims) == {"indicator", "area", "step"}, f["mean"].dims
assert f["lower"].dims[0] == "level" and list(f["level"].values) == [.8, .95]
rows = list(csv.DictReader(open("f.csv", encoding="utf-8")))
seen = 0
for row in rows:
    if row["problem"]:
        continue
    one = f.sel(indicator=row["indicator"], area=row["area"])
    step = [str(p) for p in one["step_period"].values].index(row["period"])
    assert float(one["mean"][step]) == float(row["mean"]), row
    low = float(one["lower"].sel(level=.95)[step])
    assert (math.isnan(low) and row["95%_lower"] == "") or low == float(row["95%_lower"]), row
    assert str(one["model"].values) == row["model"], row
    seen += 1
assert seen > 100, seen
assert (f["upper"] >= f["lower"]).where(f["upper"].notnull(), True).all()

n = xarray.open_dataset("n1.h5", group="forecast")
assert n.attrs["intervals"] == "coherent" and n.attrs["reconciled"] == "variance"
for name in ["tree_mean", "tree_scenario_mean"]:
    for code in ["people", "over_65"]:
        mine = (n["tree_series"] == code).values
        whole = mine & (n["tree_area"] == "S").values
        points = n[name].values[..., mine & ~whole, :].sum(axis=-2)
        total = n[name].values[..., whole, :].sum(axis=-2)
        assert abs(points - total).max() < 1e-9 * abs(total).max(), (name, code)
more = n["tree_scenario_mean"].sel(scenario="more", tree_node="people S") / n["tree_mean"].sel(tree_node="people S")
assert [round(float(x), 9) for x in more] == [1, 1.1, 1.1, 1, 1], more
PYTHON
