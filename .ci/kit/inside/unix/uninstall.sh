#!/bin/sh
# Remove Lingkar:  sh uninstall.sh [FOLDER]
# FOLDER is where it was installed: the folder of this file, or the usual one. Casebooks are not touched.
set -u
language=${LINGKAR_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
say() { # in English, in Indonesian
    case $language in
    id | id[_.-]* | in | in[_.-]*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
    esac
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
if [ $# -gt 0 ]; then
    folder=$1
elif [ -f "$here/installed.txt" ]; then
    folder=$here
else
    folder=${HOME:-}/.local/lib/lingkar
fi
if [ ! -f "$folder/installed.txt" ]; then
    say "Lingkar is not installed in $folder." "Lingkar tidak terpasang di $folder." >&2
    exit 1
fi
folder=$(CDPATH='' cd -- "$folder" && pwd -P) || exit 1

books=$(sed -n 2p "$folder/installed.txt")
link=${HOME:-}/.local/bin/lingkar
if [ -L "$link" ]; then
    leads=$(CDPATH='' cd -- "$(dirname -- "$(readlink "$link")")" 2>/dev/null && pwd -P)
    if [ "$leads" = "$folder" ]; then rm -f -- "$link"; fi
fi
cd / || exit 1
for app in "$folder"/app-*; do
    if [ -f "$app/pyvenv.cfg" ]; then rm -rf -- "$app"; fi
done
rm -f -- "$folder/lingkar" "$folder/lingkar.new" "$folder/manual.html" "$folder/uninstall.sh" "$folder/installed.txt"
rmdir -- "$folder" 2>/dev/null || say "Other files are still in $folder." "Masih ada berkas lain di $folder."

say "Lingkar was removed. Your casebooks were not touched." "Lingkar sudah dihapus. Buku kasus Anda tidak disentuh."
if [ -n "$books" ]; then
    say "Unless you chose another folder, they are in $books" "Kecuali Anda memilih folder lain, semuanya ada di $books"
fi
