# Comparisons of published figures with limits, worked out again from the store: every z, p, adjusted p and verdict.
set -eu
/usr/bin/python3 -c 'import h5py' 2>/dev/null || exit 77
: "${MYNEGAI_DATA:=$SOURCE/../shared/data}"
[ -d "$MYNEGAI_DATA/wales-councils" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$MYNEGAI" build "$SOURCE/indices/thriving-places-wales" --data "$MYNEGAI_DATA/wales-councils" --quiet -o "$work/tpw.h5"
compare() {
    edition=$1 versus=$2
    shift 2
    "$MYNEGAI" significance "$work/tpw.h5" --edition "$edition" "$@" --format csv -o "$work/rows.csv"
    said=$(/usr/bin/python3 "$SOURCE/tests/peers/significance.py" "$work/tpw.h5" "$edition" "$versus" "$work/rows.csv")
    echo "$edition against $versus: $said"
}
compare 2024 parent
compare 2023 parent --versus parent
compare 2024 others --versus others
compare 2021 others --versus others
compare 2024 2022 --from 2022
compare 2023 2022 --from 2022
