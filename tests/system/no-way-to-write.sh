# A folder that cannot be written, one that is not there, an output that is a folder: exit 3 with the reason.
set -eu
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
mkdir shut folder.h5
chmod 555 shut

# refused OUT PHRASE
refused() {
    status=0
    $as "$MYNEGAI" build "$SOURCE/tests/cli/fixture/index" --quiet -o "$1" 2>said || status=$?
    [ $status = 3 ] || { echo "$1: exit $status, expected 3"; cat said; exit 1; }
    grep -qi "$2" said || { echo "$1: the reason is not said:"; cat said; exit 1; }
}

as=
refused missing/out.h5 'not exist'
refused folder.h5 'directory\|folder'
if [ "$(id -u)" = 0 ]; then
    as='setpriv --reuid 65534 --clear-groups'
    chmod 755 "$work"
fi
refused shut/out.h5 'permission\|denied'
[ -z "$(ls shut)" ]
