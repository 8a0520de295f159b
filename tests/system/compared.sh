# Comparisons on published data, checked from their CSV: parts make the change, what did not change has no part, and where one
# rank was edited exactly the areas move that must.
set -eu
python3 -c '' 2>/dev/null || exit 77
: "${MYNEGAI_DATA:=$SOURCE/../shared/data}"
[ -d "$MYNEGAI_DATA/wales-councils" ] && [ -d "$MYNEGAI_DATA/wimd-2019" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
looked() { what=$1; shift; python3 "$SOURCE/tests/peers/compare.py" "$@" | sed "s/^/$what: /"; }
compare() { "$MYNEGAI" compare "$@" --format csv --quiet -o "$work/out.csv"; }

tpw="$SOURCE/indices/thriving-places-wales --data $MYNEGAI_DATA/wales-councils --quiet"
"$MYNEGAI" build $tpw -o "$work/tpw.h5"
"$MYNEGAI" build $tpw -o "$work/variant.h5" --drop weekly_pay --set equality.weight=2
compare "$work/tpw.h5" "$work/tpw.h5" --from 2022 --edition 2023
looked "two editions" zero "$work/out.csv" method
compare "$work/tpw.h5" "$work/variant.h5" --edition 2023
looked "a variant" zero "$work/out.csv" data normalisation
compare "$work/tpw.h5" "$work/variant.h5" --from 2022 --edition 2023
looked "both" adds-up "$work/out.csv"

mkdir "$work/data"
cp "$MYNEGAI_DATA"/wimd-2019/*.csv "$work/data"
wimd="$SOURCE/indices/wimd-2019 --quiet"
"$MYNEGAI" build $wimd --data "$work/data" -o "$work/wimd.h5"
for new in 1500 300; do
    awk -F, -v OFS=, -v new=$new '$1 == "W01000001" { $12 = new } { print }' "$MYNEGAI_DATA/wimd-2019/domains.csv" \
        >"$work/data/domains.csv"
    "$MYNEGAI" build $wimd --data "$work/data" -o "$work/edited.h5"
    compare "$work/wimd.h5" "$work/edited.h5"
    looked "income rank 898 to $new" wimd "$work/out.csv" "$MYNEGAI_DATA/wimd-2019/domains.csv" W01000001 898 $new
done
