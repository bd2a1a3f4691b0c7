#!/bin/sh
# Compiles every public header after Python.h, in each language and API mode, with all warnings as errors.
# Usage: headers_compile.sh [INCLUDE_DIR]
# Exit status 1 and the compiler's words when one does not compile.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=${1:-$here/../include}
CC=${CC:-cc}
CXX=${CXX:-c++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# compile MODE LANGUAGE STANDARD OPTIONS...: all headers at once, and one by one only where that fails.
compile() {
    mode=$1 language=$2 standard=$3
    shift 3
    compiler=$CC
    [ "$language" = c++ ] && compiler=$CXX
    for header in $headers; do
        echo "#include <$header>"
    done | cat "$work/first" - >"$work/all.source"
    if $compiler -x "$language" -std="$standard" -Wall -Wextra -Werror -pedantic "$@" -I"$include" -c -o "$work/object" "$work/all.source" 2>"$work/messages"; then
        echo "ok    $mode $standard"
        return
    fi
    for header in $headers; do
        { cat "$work/first"; echo "#include <$header>"; } >"$work/one.source"
        if ! $compiler -x "$language" -std="$standard" -Wall -Wextra -Werror -pedantic "$@" -I"$include" -c -o "$work/object" "$work/one.source" >"$work/one.messages" 2>&1; then
            echo "FAIL  $mode $standard $header"
            head -20 "$work/one.messages"
            failures=$((failures + 1))
        fi
    done
    if [ "$failures" -eq 0 ]; then
        echo "FAIL  $mode $standard all headers together"
        head -20 "$work/messages"
        failures=1
    fi
}

# Reaching a cpython/ header goes through its parent, except for these, which Python.h or the user includes.
headers=$(cd "$include" && ls ./*.h | sed 's,^\./,,' | grep -vE '^(py_curses|pyexpat|pydtrace|Python)\.h$')
headers="Python.h $headers"
for optional in py_curses:curses.h pyexpat:expat.h; do
    # These two want a third party's header first; without it they can't be judged.
    if echo "#include <${optional#*:}>" | $CC -x c -fsyntax-only - 2>/dev/null; then
        [ "${optional%%:*}" = pyexpat ] && headers="$headers expat.h"
        headers="$headers ${optional%%:*}.h"
    else
        echo "skip  ${optional%%:*}.h (no ${optional#*:} on this machine)"
    fi
done
# CPython's own pydtrace.h is for the core: its build with probes needs a generated file.
[ -f "$include/capi4j_markers.h" ] && headers="$headers pydtrace.h"

echo '#include <Python.h>' >"$work/first"
for standard in c99 c11 gnu17; do
    compile full c $standard
    compile 'PY_SSIZE_T_CLEAN' c $standard -DPY_SSIZE_T_CLEAN
done
for standard in c++17 c++20; do
    compile full c++ $standard
    compile 'PY_SSIZE_T_CLEAN' c++ $standard -DPY_SSIZE_T_CLEAN
done
compile 'NDEBUG' c c11 -DNDEBUG
# The core's headers that extensions are known to include. CPython's own are not made for -pedantic.
if [ -f "$include/capi4j_markers.h" ]; then
    public=$headers
    headers=$(cd "$include" && ls internal/*.h)
    compile 'Py_BUILD_CORE' c c11 -DPy_BUILD_CORE
    compile 'Py_BUILD_CORE' c++ gnu++17 -DPy_BUILD_CORE -Wno-pedantic
    headers=$public
fi
# What limited code can't use (opcode.h, token.h, datetime.h, ...) must still do no harm.
headers=$(echo "$headers" | tr ' ' '\n' | grep -vE '^(py_curses|pyexpat|expat|pydtrace)\.h$')
for version in 3 0x03020000 0x03030000 0x03040000 0x03050000 0x03060000 0x03070000 0x03080000 0x03090000 0x030a0000 0x030b0000; do
    compile "Py_LIMITED_API=$version" c c11 -DPy_LIMITED_API=$version -DPY_SSIZE_T_CLEAN
    compile "Py_LIMITED_API=$version" c++ c++17 -DPy_LIMITED_API=$version -DPY_SSIZE_T_CLEAN
done
[ "$failures" -eq 0 ]
