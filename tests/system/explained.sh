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

# Methods that no shipped index uses, in place of an index's own.
other_methods() {
    "$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet -o "$work/other.h5" \
        --method place.aggregate='{mazziotta_pareto: {penalty: plus, ddof: 0}}' \
        --method local_environment.aggregate=mazziotta_pareto \
        --method health.aggregate=copeland \
        --method education.aggregate=benefit_of_doubt \
        --method behaviours.aggregate='{benefit_of_doubt: {shares: [0.2, 0.5]}}' \
        --method work.aggregate=hellwig \
        --method people.aggregate='{owa: {power: 2}}' \
        --method employment.aggregate='{owa: {first: worst, count: 2}}' \
        --set purpose.weight=3 \
        --method air_quality.transform=boxcox \
        --method new_homes.transform='{boxcox: {lambda: 0.5, offset: 1}}' \
        --method anxiety.transform=yeo_johnson \
        --method happiness.normalise=above_below_mean \
        --method damp_homes.normalise=borda \
        --method recycling.normalise='{distance_to_target: {target: 80}}'
    for area in W06000001 W06000008 W06000015 W06000024; do
        "$MYNEGAI" explain "$work/other.h5" "$area" --format json >"$work/other-$area.json"
        "$MYNEGAI" explain "$work/other.h5" "$area" >"$work/other-$area.txt"
        if grep -q 'takes the numbers of all areas' "$work/other-$area.txt"; then exit 1; fi
    done
    echo "other methods: $(python3 "$SOURCE/tests/peers/explain.py" "$work"/other-*.json)"
}

other_methods
explained wales-demo - W06000001 W06000008 W06000015 W06000024
explained data-maturity - W06000002 W06000015
councils=$MYNEGAI_DATA/wales-councils
explained thriving-places-wales "$councils" W06000001 W06000009 W06000015 W06000022
explained thriving-places-wales-2026 "$councils" W06000002 W06000019
explained wimd-2019 "$MYNEGAI_DATA/wimd-2019" W01000001 W01000240 W01001000 W01001909
explained hdi "$MYNEGAI_DATA/hdi-2021" NOR GBR SSD SOM PRK
explained ihdi "$MYNEGAI_DATA/hdi-2021" NOR GBR SSD SOM
explained technology-achievement - FIN USA FRA
explained technology-achievement-factors - FIN USA FRA
explained imd-2019 "$MYNEGAI_DATA/imd-2019" E01000001 E01033656
explained health-index-wales "$MYNEGAI_DATA/wales-health-index" W06000001 W06000015
explained population-needs-demo - S01 S04
explained profiling-places-wales "$MYNEGAI_DATA" W37000407 W37000398 W37000283
