#!/bin/sh
# Tests the shim's C part by itself, with a stand-in for Java. Usage: shim_test.sh LIBRARY, the shim as runtime's build makes it.
set -eu
library=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${CC:-cc}" -std=gnu11 -O2 -g -Wall -Wextra -Werror -UNDEBUG -I"$here/../include" -I"$here/../src" \
    "$here/shim_test.c" -o "$work/shim_test" "$library" -lpthread -ldl -Wl,-rpath,"$(dirname "$library")"
"$work/shim_test"
