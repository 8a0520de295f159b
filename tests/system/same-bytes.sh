# The same bytes at 1, 2 and 7 threads, under another locale, time zone and umask, in stores and exports.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# make NAME [VARIABLE=VALUE ...] -- THREADS UMASK
make() {
    name=$1 threads=$2 mask=$3
    shift 3
    (
        umask "$mask"
        env "$@" "$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet --threads "$threads" -o "$name.h5"
        for what in scores ranks bands normalised raw all; do
            env "$@" "$MYNEGAI" export "$name.h5" --quiet --what $what -o "$name.$what.csv"
        done
        env "$@" "$MYNEGAI" export "$name.h5" --quiet --what all --format json -o "$name.json"
    )
    cat "$name.h5" "$name".*.csv "$name.json" | sha256sum >"$name.sum"
}

make one 1 022
make two 2 022 LC_ALL=C.UTF-8 TZ=Pacific/Chatham
make seven 7 077 LC_ALL=cy_GB.UTF-8 LANG=de_DE.UTF-8 TZ=America/St_Johns
for name in two seven; do
    cmp one.sum $name.sum || { echo "$name differs from one"; exit 1; }
done
test -s one.all.csv
