#!/bin/sh
# Install Lingkar from this kit:  sh install.sh [--to FOLDER]
# Looks for a Python that the kit was made for; install.py beside this file does the rest. Needs no network and no
# administrator. LINGKAR_PYTHON names a Python to be tried first.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1

fitting() { # a command or a path: runs the rest with it when it fits
    found=$(command -v -- "$1" 2>/dev/null) || return 0
    # On a Mac this is a stand-in that opens a window, for a Python that is too old.
    if [ "$(uname -s)" = Darwin ] && [ "$found" = /usr/bin/python3 ]; then return 0; fi
    "$found" -I "$here/install.py" --fits >/dev/null 2>&1 || return 0
    shift
    exec "$found" -I "$here/install.py" "$@"
}

if [ -n "${LINGKAR_PYTHON:-}" ]; then fitting "$LINGKAR_PYTHON" "$@"; fi
for version in 3.14 3.13 3.12 3.11; do
    fitting "python$version" "$@"
    fitting "/usr/bin/python$version" "$@"
    fitting "/usr/local/bin/python$version" "$@"
    fitting "/opt/homebrew/bin/python$version" "$@"
    fitting "/Library/Frameworks/Python.framework/Versions/$version/bin/python$version" "$@"
done
fitting python3 "$@"

language=${LINGKAR_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
case $language in
id | id[_.-]* | in | in[_.-]*)
    echo "Tidak ditemukan Python yang cocok dengan kit ini. BACA-SAYA.txt menyebut versi mana yang bisa dipakai." >&2
    ;;
*)
    echo "No Python was found that this kit was made for. READ-ME.txt says which versions can be used." >&2
    ;;
esac
exit 1
