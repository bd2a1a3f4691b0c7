#!/bin/sh
# Makes org.capi4j.bindings from capi-headers/include with jextract, then org.capi4j.layout from it.
#
#   JAVA_HOME=<JDK 25> JEXTRACT=<jextract's launcher> jextract-bindings/jextract/regenerate.sh
#
# build-jextract.sh builds jextract. The two packages and MANIFEST.sha256 are committed; so is includes.txt, to show in a
# diff which structs, callback types and constants came or went.
set -eu

die() { echo "regenerate.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
headers=$root/capi-headers
module=$root/jextract-bindings
generator=$module/src/generator/java/org/capi4j/generator
[ -x "${JAVA_HOME:?is not set: the JDK 25}/bin/javac" ] || die "no bin/javac in JAVA_HOME=$JAVA_HOME"
[ -x "${JEXTRACT:?is not set: the path of the launcher of jextract}" ] || die "no launcher in JEXTRACT=$JEXTRACT"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" # jextract also looks for headers in the current folder

jextract() {
    "$JEXTRACT" -I "$headers/include" --header-class-name Python_h --target-package org.capi4j.bindings "$@" "$here/all.h" \
        2>"$work/log" || { cat "$work/log" >&2; die "jextract failed"; }
    ! grep -q ': error: ' "$work/log" || { grep ': error: ' "$work/log" >&2; die "the headers don't parse"; }
}

# All that our headers declare but functions and variables, which we export and never call, and pyconfig.h's answers.
jextract --dump-includes "$work/all.txt"
grep -E "^--include-(struct|union|typedef|constant) .*# header: $headers/include/" "$work/all.txt" \
    | grep -v '/pyconfig\.h$' | sed 's/ *#.*//' | LC_ALL=C sort -u >"$here/includes.txt"
jextract --output "$work/java" "@$here/includes.txt"

bindings=$module/src/main/java/org/capi4j/bindings
rm -rf "$bindings"
cp -r "$work/java/org/capi4j/bindings" "$bindings"
! grep -rl "$root" "$bindings" || die "the output names a folder of this machine"

"$JAVA_HOME/bin/javac" -nowarn -d "$work/classes" "$bindings"/*.java
"$JAVA_HOME/bin/java" "$generator/BindingsManifest.java" "$module" "$headers"
"$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --class-path "$work/classes" \
    "$generator/LayoutConstants.java" --write "$module" "$headers"
