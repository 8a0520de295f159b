# An output that another run holds: exit 4, the holder named, the file untouched; free again when the holder is gone.
set -eu
command -v flock >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo old >out.h5
: >out.h5.lock
flock out.h5.lock sleep 30 &
holder=$!
sleep 0.3
status=0
"$MYNEGAI" build "$SOURCE/tests/cli/fixture/index" --quiet -o out.h5 2>said || status=$?
[ $status = 4 ] || { echo "exit $status, expected 4"; cat said; exit 1; }
[ "$(cat out.h5)" = old ]
pkill -P $holder 2>/dev/null || kill $holder
wait $holder 2>/dev/null || :
sleep 0.1
"$MYNEGAI" build "$SOURCE/tests/cli/fixture/index" --quiet -o out.h5
"$MYNEGAI" show out.h5 >/dev/null
