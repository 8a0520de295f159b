# A site killed at random moments, 100 times over the length of its publishing and a little more: the folder is the old site or the
# new one, every file of it, and nothing stays locked. Both must come about, or the moments were badly chosen.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$SOURCE/tests/cli/fixture/index" old
cp -r old new
sed -i 's/per_sd: 1.5/per_sd: 2/' new/index.yml
"$MYNEGAI" build old --quiet -o old.h5
"$MYNEGAI" build new --quiet -o new.h5
"$MYNEGAI" publish old.h5 old-site --quiet
"$MYNEGAI" publish new.h5 new-site --quiet
old=$(sha256sum <old-site/SHA256SUMS) new=$(sha256sum <new-site/SHA256SUMS)
[ "$old" != "$new" ]

# How long it takes here, in microseconds.
start=$(date +%s%N)
for _ in 1 2 3 4 5; do "$MYNEGAI" publish new.h5 new-site --quiet; done
length=$((($(date +%s%N) - start) / 5000))

i=0 became_new=0 stayed_old=0
while [ $i -lt 100 ]; do
    i=$((i + 1))
    rm -rf site
    cp -r old-site site
    "$MYNEGAI" publish new.h5 site --quiet &
    job=$!
    # from 0 to 1.6 times the length, in an order that looks like chance: 37 has no factor of 100
    wait_for=$((length * 16 / 10 * (i * 37 % 100) / 100))
    sleep "$(printf '%d.%06d' $((wait_for / 1000000)) $((wait_for % 1000000)))"
    kill -9 $job 2>/dev/null || :
    wait $job 2>/dev/null || :
    (cd site && sha256sum --check --quiet SHA256SUMS) || { echo "round $i: the site is not whole"; exit 1; }
    [ "$(find site -type f | wc -l)" = "$(($(wc -l <site/SHA256SUMS) + 1))" ]
    is=$(sha256sum <site/SHA256SUMS)
    case $is in
    "$old") stayed_old=$((stayed_old + 1)) ;;
    "$new") became_new=$((became_new + 1)) ;;
    *) echo "round $i: the site is neither the old nor the new one"; exit 1 ;;
    esac
done
echo "100 kills over $length microseconds: $stayed_old old, $became_new new"
[ $stayed_old -gt 0 ] && [ $became_new -gt 0 ]
"$MYNEGAI" publish new.h5 site --quiet
[ ! -e site.part ] && [ ! -e site.lock ]
