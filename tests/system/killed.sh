# Killed at random moments, 200 times over the length of a build and a little more: the output is the old file or the new one, whole,
# and nothing stays locked. Both must come about, or the moments were badly chosen and nothing was tried.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$SOURCE/tests/cli/fixture/index" old
cp -r old new
sed -i 's/per_sd: 1.5/per_sd: 2/' new/index.yml
"$MYNEGAI" build old --quiet -o old.h5
"$MYNEGAI" build new --quiet -o new.h5
old=$(sha256sum <old.h5) new=$(sha256sum <new.h5)
[ "$old" != "$new" ]

# How long a build takes here, in microseconds.
start=$(date +%s%N)
for _ in 1 2 3 4 5; do "$MYNEGAI" build new --quiet -o out.h5; done
length=$((($(date +%s%N) - start) / 5000))

i=0 became_new=0 stayed_old=0
while [ $i -lt 200 ]; do
    i=$((i + 1))
    cp old.h5 out.h5
    "$MYNEGAI" build new --quiet -o out.h5 &
    job=$!
    # from 0 to 1.6 times the length, in an order that looks like chance: 77 has no factor of 200
    wait_for=$((length * 16 / 10 * (i * 77 % 200) / 200))
    sleep "$(printf '%d.%06d' $((wait_for / 1000000)) $((wait_for % 1000000)))"
    kill -9 $job 2>/dev/null || :
    wait $job 2>/dev/null || :
    is=$(sha256sum <out.h5)
    case $is in
    "$old") stayed_old=$((stayed_old + 1)) ;;
    "$new") became_new=$((became_new + 1)) ;;
    *) echo "round $i: out.h5 is neither the old nor the new store"; exit 1 ;;
    esac
done
echo "200 kills over $length microseconds: $stayed_old old, $became_new new"
[ $stayed_old -gt 0 ] && [ $became_new -gt 0 ]
"$MYNEGAI" build new --quiet -o out.h5
[ "$(sha256sum <out.h5)" = "$new" ]
left=$(ls | grep -v -x -e old -e new -e old.h5 -e new.h5 -e out.h5 || :)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
