#!/bin/sh
# Run cases of the program by their exact output: run.sh [--record] [CMD/CASE ...]; all cases without one.
#
# A case is a folder tests/cli/CMD/CASE with
#   cmd      a shell line, run in an empty folder; $MYNEGAI is the program, $CASE the case's folder, $SOURCE the
#            checkout, $STORE a store of Welsh councils with invented figures
#   stdout, stderr, exit    what is expected (absent: nothing, nothing, 0)
#   files    names of what must be left in the folder afterwards, sorted, one a line (absent: nothing)
#   needs    a path below $MYNEGAI_DATA without which the case is skipped
# --record writes stdout, stderr, exit and files as they are now: read the difference before it is committed.
# Folders' names are replaced in the outputs: $SOURCE, $TEMP, $DATA, $MYNEGAI, so that cases hold anywhere.
# Exit: 0 all as expected, 1 not, 77 every case was skipped.
set -u
here=$(cd "$(dirname "$0")" && pwd)
SOURCE=$(cd "$here/../.." && pwd)
: "${MYNEGAI:=$SOURCE/build/dev/bin/mynegai}"
: "${MYNEGAI_DATA:=$SOURCE/../shared/data}"
: "${STORE:=$(dirname "$MYNEGAI")/councils.h5}"
export SOURCE MYNEGAI MYNEGAI_DATA STORE
record=no
[ "${1:-}" = --record ] && record=yes && shift
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046,SC2012,SC2035 # names of cases hold no blanks
    set -- $(cd "$here" && ls -d */*/cmd 2>/dev/null | sed 's|/cmd$||')
fi

# The same wherever the tests run: language, terminal, folders of data.
unset COLUMNS NO_COLOR MYNEGAI_SHARE
LC_ALL=C.UTF-8 TERM=xterm
export LC_ALL TERM

work=$(mktemp -d "${TMPDIR:-/tmp}/mynegai-cli.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

general() {
    sed -e "s|$work/in|\$TEMP|g" -e "s|$STORE|\$STORE|g" -e "s|$MYNEGAI_DATA|\$DATA|g" \
        -e "s|$MYNEGAI|\$MYNEGAI|g" -e "s|$SOURCE|\$SOURCE|g" -e 's|^mynegai [0-9][0-9.]*$|mynegai VERSION|' \
        -e 's|mynegai [0-9][0-9.]*" "User|mynegai VERSION" "User|'
}

# What the case did, into $work/{stdout,stderr,exit,files}
perform() {
    rm -rf "$work/in" && mkdir "$work/in" || return 1
    # shellcheck source=/dev/null
    (cd "$work/in" && CASE=$1 && export CASE && . "$1/cmd") </dev/null >"$work/out.raw" 2>"$work/err.raw"
    echo $? >"$work/exit"
    general <"$work/out.raw" >"$work/stdout"
    general <"$work/err.raw" >"$work/stderr"
    (cd "$work/in" && find . -mindepth 1 | sed 's|^\./||' | LC_ALL=C sort) >"$work/files"
}

# Compare part $2 of case $1 with what is expected, an absent file being $3.
same() {
    if [ -f "$1/$2" ]; then cp "$1/$2" "$work/expected"; else printf '%s' "$3" >"$work/expected"; fi
    cmp -s "$work/expected" "$work/$2" && return 0
    echo "--- $1: $2 differs"
    diff -u "$work/expected" "$work/$2" | sed 1,2d
    return 1
}

keep() {
    for part in stdout stderr exit files; do
        if [ ! -s "$work/$part" ] || { [ $part = exit ] && [ "$(cat "$work/exit")" = 0 ]; }; then
            rm -f "$1/$part"
        else
            cp "$work/$part" "$1/$part"
        fi
    done
}

failed=0 done=0
for name; do
    case=$here/$name
    [ -f "$case/cmd" ] || { echo "no such case: $name"; failed=1; continue; }
    if [ -f "$case/needs" ] && [ ! -e "$MYNEGAI_DATA/$(cat "$case/needs")" ]; then
        echo "skipped $name: no $(cat "$case/needs")"
        continue
    fi
    done=$((done + 1))
    perform "$case" || exit 1
    if [ $record = yes ]; then
        keep "$case"
        continue
    fi
    good=yes
    for part in stdout stderr files; do same "$case" $part '' || good=no; done
    same "$case" exit '0
' || good=no
    [ $good = yes ] || failed=1
done
[ $failed -eq 0 ] && [ $done -eq 0 ] && exit 77
exit $failed
