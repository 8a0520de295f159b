# Ctrl-C: exit 130, nothing written.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$SOURCE/tests/cli/fixture/index" index
# a table long enough to be interrupted: the same rows again and again are only counted
rows=index/datasets/small/values.csv
tail -n +2 $rows >body
i=0
while [ $i -lt 14 ]; do cat body body >twice; mv twice body; i=$((i + 1)); done
cat body body body body body body body body >>$rows
"$MYNEGAI" build index --quiet -o out.h5 &
job=$!
sleep 0.15
kill -INT $job
status=0
wait $job || status=$?
[ $status = 130 ] || { echo "exit $status, expected 130"; exit 1; }
[ ! -e out.h5 ]
