#!/bin/sh
# Data files as other programs read them: data.sh [PROGRAM]
# Workbooks through LibreOffice, cell by cell; CSVW and JSON-stat through libraries from npm (package.json), which are looked
# for from this folder upwards. SOURCE is the checkout, where this folder is not in it. Exit: 0 all as expected, 1 not,
# 77 LibreOffice, Node, Python or a library is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=${SOURCE:-$(cd "$here/../.." && pwd)}
program=${1:-$source/build/release/bin/mynegai}

for wanted in soffice node python3; do
    command -v $wanted >/dev/null || { echo "skipped: no $wanted"; exit 77; }
done
node "$here/data.mjs" --there || exit 77

work=$(mktemp -d "${TMPDIR:-/tmp}/mynegai-data.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# The data files of NAME.h5 as they are published, in NAME/, with each sheet of each workbook as CSV beside them; an export
# gives the same bytes.
give_out() {
    "$program" publish "$work/$1.h5" "$work/site" --quiet
    mv "$work/site/data" "$work/$1"
    rm -r "$work/site"
    (cd "$work/$1" && sha256sum --check --quiet --strict SHA256SUMS)
    for lang in en cy; do
        "$program" export "$work/$1.h5" --format xlsx --lang $lang -o "$work/again.xlsx"
        "$program" export "$work/$1.h5" --format jsonstat --lang $lang -o "$work/again.json"
        cmp "$work/again.xlsx" "$work/$1"/*-$lang.xlsx
        cmp "$work/again.json" "$work/$1"/*-$lang.json
    done
    "$program" export "$work/$1.h5" --format csvw -o "$work/scores.csv"
    cmp "$work/scores.csv" "$work/$1/scores.csv"
    cmp "$work/scores.csv-metadata.json" "$work/$1/scores.csv-metadata.json"
    mkdir "$work/$1/sheets"
    soffice -env:UserInstallation="file://$work/office" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1' \
        --outdir "$work/$1/sheets" "$work/$1"/*.xlsx >/dev/null 2>&1
}

"$program" build "$source/indices/wales-demo" --quiet -o "$work/demo.h5"
cat >"$work/plan.yml" <<'TEXT'
draws: 100
seed: 4
nodes: [thriving_places, local_conditions]
weights:
  - uniform: {of: thriving_places, percent: 50}
TEXT
"$program" uncertainty "$work/demo.h5" --plan "$work/plan.yml" --quiet
"$program" forecast "$work/demo.h5" --horizon 2 --quiet -o "$work/demo.h5"
"$program" segment "$work/demo.h5" -k 3 --samples 0 --quiet -o "$work/demo.h5" >/dev/null
give_out demo

# The same index with groups and measures, under labels that a reader could stumble over.
mkdir "$work/indices"
cp -r "$source/indices/wales-demo" "$work/indices/hostile"
cat >>"$work/indices/hostile/index.yml" <<'TEXT'
  quantiles: {groups: [5], rule: floor}
summaries:
  of: {list: wales-councils, level: nation}
  measures:
    - average_rank: {label: {en: "=Average rank", cy: "=Safle cymedrig"}}
TEXT
python3 - "$work/indices/hostile/nodes.csv" <<'TEXT'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
head = rows[0]
labels = ["=cmd|' /C calc'!A0", "+1+1", "-2 to 4", "@SUM(A1)", "<script>alert(1)</script>", 'a "quoted", label',
          "\u05e9\u05dc\u05d5\u05dd \u202e", "\U0001f3f4 \U0001f469\u200d\U0001f680", "x" * 500, "x" * 499 + "y",
          "Twice", "TWICE", "[c]", "1.5"]
for row, label in zip(rows[1:], labels):
    row[head.index("label_en")] = label
    row[head.index("label_cy")] = label[::-1] if label.isascii() and len(label) < 9 else label
csv.writer(open(sys.argv[1], "w", newline="", encoding="utf-8"), lineterminator="\n").writerows(rows)
TEXT
"$program" build "$work/indices/hostile" --share "$source/datasets" --edition 2023 --quiet -o "$work/hostile.h5"
give_out hostile

for name in demo hostile; do
    node "$here/data.mjs" "$work/$name"
done
