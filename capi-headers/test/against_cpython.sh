#!/bin/sh
# Compares our headers with CPython 3.11's own, where they are installed: every function that CPython's declare must
# have the same prototype in ours, and every macro must exist, in full and in each version of the limited API.
# Usage: against_cpython.sh [CPYTHON_INCLUDE_DIR [INCLUDE_DIR]]
# Exit status 1 when something differs; without CPython's headers it says so and succeeds. Needs GCC (-aux-info).
set -u
here=$(cd "$(dirname "$0")" && pwd)
theirs=${1:-/usr/include/python3.11}
ours=${2:-$here/../include}
CC=${CC:-gcc}
if [ ! -f "$theirs/Python.h" ]; then
    echo "skip: no CPython headers in $theirs"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# What the C library defines by itself is nobody's business here; parameter names are not either.
prototypes() {
    $CC $2 -aux-info "$work/prototypes" -fsyntax-only -I"$1" "$work/source.c" 2>/dev/null || { echo "does not compile: $1 $2"; exit 1; }
    sed 's,^/\*.*\*/ ,,; s,/\*.*,,; s/ *$//' "$work/prototypes" | grep -v '^static' | grep -E '\b_?Py[A-Za-z_0-9]* \(' | sort -u
}
macros() {
    $CC $2 -dM -E -I"$1" "$work/source.c" | sed 's/^#define \([A-Za-z_0-9]*\).*/\1/' | grep -iE '^_?(Py|METH_|T_|CO_|FVC_|FVS_|HAVE_|SIZEOF_)' | grep -v '_H$' | sort -u
}
# Exceptions by name; inline functions of ours that are macros there; what only CPython's build settings define.
cut -f1 "$here/declared.exceptions" | grep -v '^#' >"$work/names"
printf '%s\n' Py_UNICODE_ISALNUM Py_UNICODE_ISSPACE Py_ENABLE_SHARED HAVE_RL_COMPDISP_FUNC_T >>"$work/names"

for version in full 0x03020000 0x03030000 0x03040000 0x03050000 0x03060000 0x03070000 0x03080000 0x03090000 0x030a0000 0x030b0000; do
    option=
    [ $version = full ] || option=-DPy_LIMITED_API=$version
    for header in Python structmember frameobject osdefs marshal; do
        echo "#include <$header.h>"
    done >"$work/source.c"
    [ $version = full ] && for header in datetime opcode token errcode structseq; do
        echo "#include <$header.h>"
    done >>"$work/source.c"
    prototypes "$theirs" "$option" >"$work/theirs"
    prototypes "$ours" "$option" >"$work/ours"
    macros "$theirs" "$option" >"$work/theirs.macros"
    macros "$ours" "$option" >"$work/ours.macros"
    comm -23 "$work/theirs" "$work/ours" | grep -vwFf "$work/names" >"$work/missing"
    comm -23 "$work/theirs.macros" "$work/ours.macros" | grep -vwFf "$work/names" >>"$work/missing"
    echo "$version: $(wc -l <"$work/theirs") prototypes, $(wc -l <"$work/theirs.macros") macros, $(wc -l <"$work/missing") differ"
    if [ -s "$work/missing" ]; then
        cat "$work/missing"
        bad=1
    fi
done
exit $bad
