#!/bin/sh
# The quick loop, without Maven: compiles the generators, the runtime (with the export processor) and the shim, each only when
# something is newer, into target/dev folders that Maven doesn't know.
#
#   build-support/dev-build.sh                        build
#   build-support/dev-build.sh java                   only the Java part: no C compiler
#   build-support/dev-build.sh run CLASS [ARGUMENT]   build, then run a class of runtime or of its tests (src/test, compiled when
#                                                     JUnit is in the local Maven repository), or a source file: run Try.java
#   build-support/dev-build.sh clean                  forget all that was built
set -eu

cd "$(dirname "$0")/.."
home=$(build-support/find-jdk.sh)
bindings=jextract-bindings/target/dev
runtime=runtime/target/dev
tests=$runtime/test-classes
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}

# newer STAMP FOLDER...: whether a file of the folders is newer than the stamp, or gone since.
newer() {
    stamp=$1
    shift
    [ -f "$stamp" ] || return 0
    find "$@" -type f | sort > "$stamp.now"
    cmp -s "$stamp.now" "$stamp.files" || return 0
    [ -n "$(find "$@" -type f -newer "$stamp" | head -n 1)" ]
}

# built STAMP FOLDER...: from now on the folders' files are old. The stamp was touched before the build began.
built() {
    stamp=$1
    shift
    find "$@" -type f | sort > "$stamp.files"
    mv "$stamp.started" "$stamp"
}

# compile FOLDER ARGUMENT...: javac, the sources' names on standard input.
compile() {
    folder=$1
    shift
    rm -rf "$folder"
    mkdir -p "$folder"
    cat > "$folder.sources"
    "$home/bin/javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC --release 25 -XDstringConcat=inline -Xlint:all,-restricted -d "$folder" "$@" "@$folder.sources"
}

build_bindings() {
    newer $bindings/stamp jextract-bindings/src || return 0
    mkdir -p $bindings
    touch $bindings/stamp.started
    find jextract-bindings/src/main/java jextract-bindings/src/generator/java -name '*.java' ! -name module-info.java |
        compile $bindings/classes -proc:none
    cp -r jextract-bindings/src/main/resources/. $bindings/classes
    built $bindings/stamp jextract-bindings/src
}

build_runtime() {
    inputs="runtime/src/main capi-headers/include $(echo capi-headers/src/*.h) capi-headers/facts $bindings/classes"
    # shellcheck disable=SC2086
    newer $runtime/stamp $inputs || return 0
    mkdir -p $runtime/guards
    rm -f $runtime/stamp
    touch $runtime/stamp.started
    library=org/capi4j/native
    [ ! -d $runtime/classes/$library ] || mv $runtime/classes/$library $runtime/native
    rm -rf $runtime/guards/*
    status=0
    find runtime/src/main/java -name '*.java' ! -name module-info.java |
        compile $runtime/classes -cp $bindings/classes -processorpath $bindings/classes -s $runtime/guards \
            -Acapi4j.headers=capi-headers/include -Acapi4j.src=capi-headers/src \
            -Acapi4j.facts=capi-headers/facts -Acapi4j.out=$runtime/generated-shim || status=$?
    mkdir -p $runtime/classes/org/capi4j
    [ ! -d $runtime/native ] || mv $runtime/native $runtime/classes/$library
    [ $status = 0 ] || exit $status
    "$home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $bindings/classes org.capi4j.generator.LambdaClasses $runtime/classes
    [ ! -d runtime/src/main/resources ] || cp -r runtime/src/main/resources/. $runtime/classes
    cp -r capi-headers/include $runtime/classes/org/capi4j
    # shellcheck disable=SC2086
    built $runtime/stamp $inputs
}

build_shim() {
    "$home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $bindings/classes org.capi4j.generator.shim.ShimBuilder \
        capi-headers $runtime/generated-shim $runtime/shim-objects \
        $runtime/classes/org/capi4j/native/linux-x86_64/libpython3.11.so.1.0
}

# The newest version of each jar that JUnit tests need, where Maven has fetched it already.
junit() {
    for artifact in org/junit/jupiter/junit-jupiter-api org/junit/jupiter/junit-jupiter-params org/opentest4j/opentest4j \
        org/junit/platform/junit-platform-commons org/apiguardian/apiguardian-api; do
        find "$repository/$artifact" -name '*.jar' 2>/dev/null | sort -V | tail -n 1
    done | paste -s -d : -
}

build_tests() {
    [ -d runtime/src/test/java ] || return 0
    newer $runtime/test-stamp runtime/src/test $runtime/classes || return 0
    touch $runtime/test-stamp.started
    find runtime/src/test/java -name '*.java' | compile $tests -proc:none -cp "$runtime/classes:$bindings/classes:$(junit)"
    [ ! -d runtime/src/test/resources ] || cp -r runtime/src/test/resources/. $tests
    built $runtime/test-stamp runtime/src/test $runtime/classes
}

case ${1:-all} in
    clean)
        rm -rf $bindings $runtime
        ;;
    java)
        build_bindings
        build_runtime
        ;;
    all)
        build_bindings
        build_runtime
        build_shim
        ;;
    run)
        shift
        build_bindings
        build_runtime
        build_shim
        build_tests
        exec "$home/bin/java" --enable-native-access=ALL-UNNAMED -cp "$runtime/classes:$tests:$(junit)" "$@"
        ;;
    *)
        sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,9p >&2
        exit 2
        ;;
esac
