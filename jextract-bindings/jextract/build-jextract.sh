#!/bin/sh
# Builds jextract from a checkout of https://github.com/openjdk/jextract without Gradle, as its build.gradle does: jar, jmod, jlink.
#
#   JAVA_HOME=<JDK 25> LLVM_HOME=<e.g. /usr/lib/llvm-14> build-jextract.sh SOURCE TARGET
#
# LLVM_HOME has lib/libclang*.so.1 and clang's own headers in lib/clang/*/include (Debian: libclang1-14, libclang-common-14-dev).
# Then regenerate.sh wants JEXTRACT=TARGET/bin/jextract.
set -eu

die() { echo "build-jextract.sh: $*" >&2; exit 1; }

[ $# = 2 ] || die "usage: JAVA_HOME=... LLVM_HOME=... build-jextract.sh SOURCE TARGET"
source=$1 target=$2
[ -x "${JAVA_HOME:?is not set: the JDK 25}/bin/jlink" ] || die "no bin/jlink in JAVA_HOME=$JAVA_HOME"
[ -f "$source/src/main/java/module-info.java" ] || die "no checkout of jextract in $source"
[ ! -e "$target" ] || die "$target exists already"
library=$(ls "${LLVM_HOME:?is not set: where lib/libclang is}"/lib/libclang-[0-9]*.so.1 "$LLVM_HOME"/lib/libclang.so 2>/dev/null | head -n 1)
headers=$(ls -d "$LLVM_HOME"/lib/clang/*/include 2>/dev/null | head -n 1)
[ -n "$library" ] || die "no libclang in $LLVM_HOME/lib"
[ -f "$headers/stddef.h" ] || die "clang's headers are not in $LLVM_HOME/lib/clang"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/libs" "$work/conf/jextract" "$work/jmods"
cp -L "$library" "$work/libs/libclang.so"
# Debian's libclang also looks in /usr/include/clang; with a second copy in front, #include_next in stdint.h finds the first
# one's twin, which its include guard empties, and uint64_t is never defined.
version=$(basename "$(dirname "$headers")")
[ -d "/usr/include/clang/$version/include" ] || cp "$headers"/*.h "$work/conf/jextract"
"$JAVA_HOME/bin/javac" -nowarn --release 25 -d "$work/classes" $(find "$source/src/main/java" -name '*.java')
cp -r "$source/src/main/resources/." "$work/classes"
"$JAVA_HOME/bin/jmod" create --module-version 25 --class-path "$work/classes" --libs "$work/libs" --conf "$work/conf" \
    "$work/jmods/org.openjdk.jextract.jmod"
mkdir -p "$target/bin"
"$JAVA_HOME/bin/jlink" --module-path "$work/jmods" --add-modules org.openjdk.jextract --strip-debug --no-man-pages \
    --no-header-files --add-options " --enable-native-access=org.openjdk.jextract" --output "$target/runtime"
cp "$source/src/main/jextract" "$target/bin/jextract"
chmod +x "$target/bin/jextract"
"$target/bin/jextract" --version
