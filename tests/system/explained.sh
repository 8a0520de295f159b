# Explanations of areas of every shipped index, worked out again in Python from their JSON form: every score within 1e-12.
set -eu
python3 -c '' 2>/dev/null || exit 77
: "${MYNEGAI_DATA:=$SOURCE/../shared/data}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# explained INDEX DATA AREA...: - beside its dataset.yml
explained() {
    index=$1 data=
    [ "$2" = - ] || data="--data $2"
    [ "$2" = - ] || [ -d "$2" ] || { echo "no $2: $index left out"; return 0; }
    shift 2
    "$MYNEGAI" build "$SOURCE/indices/$index" $data --quiet -o "$work/$index.h5"
    for area; do
        "$MYNEGAI" explain "$work/$index.h5" "$area" --format json >"$work/$index-$area.json"
    done
    echo "$index: $(python3 "$SOURCE/tests/peers/explain.py" "$work/$index"-*.json)"
}

explained wales-demo - W06000001 W06000008 W06000015 W06000024
explained data-maturity - W06000002 W06000015
councils=$MYNEGAI_DATA/wales-councils
explained thriving-places-wales "$councils" W06000001 W06000009 W06000015 W06000022
explained thriving-places-wales-2026 "$councils" W06000002 W06000019
explained wimd-2019 "$MYNEGAI_DATA/wimd-2019" W01000001 W01000240 W01001000 W01001909
explained hdi "$MYNEGAI_DATA/hdi-2021" NOR GBR SSD SOM PRK
explained ihdi "$MYNEGAI_DATA/hdi-2021" NOR GBR SSD SOM
explained technology-achievement - FIN USA FRA
