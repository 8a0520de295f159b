# datasets/wales-demo holds what its generator writes, and docs/methods.md what the catalogue says.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$GENERATE" "$work"
for file in surveys.csv services.csv economy.csv; do cmp "$work/$file" "$SOURCE/datasets/wales-demo/$file"; done
"$MYNEGAI" methods --markdown | cmp - "$SOURCE/docs/methods.md"
