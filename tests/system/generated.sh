# datasets/wales-demo and data-maturity hold what their generators write, and docs/methods.md what the catalogue says.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$GENERATE" "$work"
for file in surveys.csv services.csv economy.csv; do cmp "$work/$file" "$SOURCE/datasets/wales-demo/$file"; done
"$GENERATE_NEEDS" "$work"
for file in ages.csv areas.csv; do cmp "$work/$file" "$SOURCE/datasets/population-needs-demo/$file"; done
for file in population.csv rates.csv; do cmp "$work/$file" "$SOURCE/indices/population-needs-demo/$file"; done
"$GENERATE_MATURITY" "$work"
cmp "$work/answers.csv" "$SOURCE/datasets/data-maturity/answers.csv"
"$MYNEGAI" methods --markdown | cmp - "$SOURCE/docs/methods.md"
