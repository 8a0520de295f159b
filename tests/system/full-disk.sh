# A full disk: exit 3, a sentence, the old file untouched. Needs root for a small tmpfs.
set -eu
[ "$(id -u)" = 0 ] || exit 77
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/small"
mount -t tmpfs -o size=96k tmpfs "$work/small" 2>/dev/null || exit 77
cd "$work"
echo precious >small/out.h5
status=0
"$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet -o small/out.h5 2>said || status=$?
[ $status = 3 ] || { echo "exit $status, expected 3"; cat said; exit 1; }
grep -qi 'space\|full' said || { echo "the reason is not said:"; cat said; exit 1; }
[ "$(cat small/out.h5)" = precious ]
[ -z "$(ls small | grep -v -x -e out.h5 -e out.h5.lock)" ] || { ls small; exit 1; }

status=0
"$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet -o "$work/whole.h5"
"$MYNEGAI" export "$work/whole.h5" --what all --quiet -o small/all.csv 2>said || status=$?
[ $status = 3 ] || { echo "export: exit $status, expected 3"; exit 1; }
[ ! -e small/all.csv ]
"$MYNEGAI" export "$work/whole.h5" --what all >/dev/full 2>said && exit 1 || [ $? = 3 ]
