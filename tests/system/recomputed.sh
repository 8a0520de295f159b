# Whole indices computed again with numpy from the published tables: every score of every node, area and edition within 1e-9.
set -eu
/usr/bin/python3 -c 'import numpy, yaml' 2>/dev/null || exit 77
: "${MYNEGAI_DATA:=$SOURCE/../shared/data}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# again INDEX DATA
again() {
    [ "$2" = - ] && data= || data="--data $2"
    # unrounded: what is published is rounded to two places
    "$MYNEGAI" build "$SOURCE/indices/$1" $data --quiet -o "$work/$1.h5"
    "$MYNEGAI" export "$work/$1.h5" --what scores --quiet -o "$work/$1.csv"
    /usr/bin/python3 "$SOURCE/tests/peers/recompute.py" "$SOURCE/indices/$1" "$SOURCE/datasets" "$2" "$work/$1.csv"
}

again wales-demo -
[ ! -d "$MYNEGAI_DATA/wales-councils" ] || again thriving-places-wales "$MYNEGAI_DATA/wales-councils"
