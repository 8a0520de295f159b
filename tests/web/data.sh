#!/bin/sh
# Data files as other programs read them: data.sh [PROGRAM]
# Workbooks through LibreOffice, cell by cell; CSVW and JSON-stat through libraries from npm (data-packages.txt), which are
# looked for from this folder upwards. Exit: 0 all as expected, 1 not, 77 LibreOffice, Node, Python or a library is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
program=${1:-$source/build/release/bin/mynegai}
councils=$(dirname "$program")/councils

for wanted in soffice node python3; do
    command -v $wanted >/dev/null || { echo "skipped: no $wanted"; exit 77; }
done
node "$here/data.mjs" --there || exit 77

work=$(mktemp -d "${TMPDIR:-/tmp}/mynegai-data.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# NAME.h5 in every form: NAME/en.xlsx, NAME/cy.json, NAME/scores.csv ...
give_out() {
    mkdir "$work/$1"
    for lang in en cy; do
        "$program" export "$work/$1.h5" --format xlsx --lang $lang -o "$work/$1/$lang.xlsx"
        "$program" export "$work/$1.h5" --format jsonstat --lang $lang -o "$work/$1/$lang.json"
    done
    for what in $2; do
        "$program" export "$work/$1.h5" --format csvw --what "$what" -o "$work/$1/$what.csv"
    done
    soffice -env:UserInstallation="file://$work/office" --headless \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1' \
        --outdir "$work/$1" "$work/$1/en.xlsx" "$work/$1/cy.xlsx" >/dev/null 2>&1
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
give_out demo 'scores ranks bands raw uncertainty forecast segments'
if [ -x "$councils" ]; then # has groups, measures, withheld cells
    "$councils" "$work/councils.h5"
    give_out councils 'scores ranks quantiles bands raw summaries'
fi
for folder in "$work"/*/; do
    [ -e "$folder/en.xlsx" ] || continue
    node "$here/data.mjs" "$folder"
done
