# Killed at random moments, 200 times: the output is the old file or the new one, whole, and nothing stays locked.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$SOURCE/tests/cli/fixture/index" old
cp -r old new
sed -i 's/per_sd: 1.5/per_sd: 2/' new/index.yml
"$MYNEGAI" build old --quiet -o old.h5
"$MYNEGAI" build new --quiet -o new.h5
cp old.h5 out.h5
old=$(sha256sum <old.h5) new=$(sha256sum <new.h5)

i=0 became_new=0
while [ $i -lt 200 ]; do
    i=$((i + 1))
    [ $((i % 2)) = 0 ] && from=old || from=new
    "$MYNEGAI" build $from --quiet -o out.h5 &
    job=$!
    # 0 to 24 ms, from the process number and the round, so that every stage of a run is hit
    sleep "0.0$(printf '%02d' $(((job * 7 + i * 13) % 25)))"
    kill -9 $job 2>/dev/null || :
    wait $job 2>/dev/null || :
    is=$(sha256sum <out.h5)
    [ "$is" = "$old" ] || [ "$is" = "$new" ] || { echo "round $i: out.h5 is neither the old nor the new store"; exit 1; }
    [ "$is" != "$new" ] || became_new=$((became_new + 1))
done
"$MYNEGAI" build new --quiet -o out.h5
[ "$(sha256sum <out.h5)" = "$new" ]
left=$(ls | grep -v -x -e old -e new -e old.h5 -e new.h5 -e out.h5 -e out.h5.lock || :)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "200 kills, the new store stood after $became_new"
