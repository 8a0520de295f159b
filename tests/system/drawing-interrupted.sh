# Ctrl-C while draws are made: exit 130, the store as it was.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$MYNEGAI" build "$SOURCE/indices/wales-demo" --quiet -o demo.h5
cp demo.h5 before.h5
printf 'weights: [uniform: {of: thriving_places, percent: 10}]\n' >plan.yml
"$MYNEGAI" uncertainty demo.h5 --plan plan.yml --draws 100000000 --quiet &
job=$!
sleep 1
kill -INT $job
status=0
wait $job || status=$?
[ $status = 130 ] || { echo "exit $status, expected 130"; exit 1; }
cmp demo.h5 before.h5
[ ! -e demo.h5.part ]
