#!/bin/sh
# tests/sources.sh SOURCES [OUT]: builds Python packages from source against capi4j's headers, and replays recorded calls on what comes out.
#
# SOURCES is a folder of unpacked source packages, one folder each, as "apt-get source NAME..." leaves them. Each is built, unpatched, by its own
# setup.py; the compiler is wrapped, so that the folder of capi4j's Python.h stands where CPython's stood, whose headers can't be found. The
# extensions go to OUT/ext (default OUT: target/sources). Then every replay case whose extension came out runs, and is compared with
# what CPython printed for its own build of the package.
#
# What a package's build needs beyond a C compiler (Cython, pybind11, development files of libraries) is found through PYTHONPATH, CPATH,
# LIBRARY_PATH and PKG_CONFIG_PATH as usual. PYTHON names the CPython 3.11 that runs setup.py.
set -u

[ $# -ge 1 ] || { sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,11p >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
sources=$(cd "$1" && pwd) || exit 2
mkdir -p "${2:-$root/target/sources}"
out=$(cd "${2:-$root/target/sources}" && pwd)
python=${PYTHON:-python3.11}
export CAPI4J_INCLUDES
CAPI4J_INCLUDES=$("$root/capi4j" config --includes) || exit 2

# wrap NAME COMPILER: a compiler that takes capi4j's headers for CPython's.
wrap() {
    cat > "$out/$1" << WRAPPER
#!/bin/sh
for argument do
    shift
    case \$argument in
        -I*/python3.11*) ;;
        *) set -- "\$@" "\$argument" ;;
    esac
done
exec $2 \$CAPI4J_INCLUDES "\$@"
WRAPPER
    chmod +x "$out/$1"
}
wrap cc "${CC:-cc}"
wrap c++ "${CXX:-c++}"
# without capi4j's folder there is no Python.h to be found
echo '#include <Python.h>' > "$out/probe.c"
if CAPI4J_INCLUDES='' "$out/cc" -I/usr/include/python3.11 -E "$out/probe.c" > /dev/null 2>&1; then
    echo "sources.sh: the compiler finds a Python.h of its own" >&2
    exit 2
fi

built=0 failed=0
for package in "$sources"/*/; do
    [ -f "$package/setup.py" ] || continue
    name=$(basename "$package")
    rm -rf "$out/work/$name"
    mkdir -p "$out/work" "$out/ext"
    cp -r "$package" "$out/work/$name"
    before=$(find "$out/ext" -name '*.so' -newer "$out/probe.c" | wc -l)
    (cd "$out/work/$name" &&
        CC="$out/cc" CXX="$out/c++" LDSHARED="$out/cc -shared" LDCXXSHARED="$out/c++ -shared" \
            timeout 900 "$python" setup.py -q build_ext --force --build-lib "$out/ext") > "$out/$name.log" 2>&1
    status=$?
    made=$(($(find "$out/ext" -name '*.so' -newer "$out/probe.c" | wc -l) - before))
    if [ $status = 0 ] && [ $made -gt 0 ]; then
        built=$((built + 1))
        echo "built    $name: $made extensions"
    else
        failed=$((failed + 1))
        echo "FAILED   $name: $(grep -m 1 -i 'error' "$out/$name.log" || echo "no extension came out") ($out/$name.log)"
    fi
done

equal=0 different=0
for case in "$root"/tests/src/test/replay/cases/*.json; do
    file=$(sed -n 's/.*"file": *"\([^"]*\)".*/\1/p' "$case" | head -n 1)
    { [ -n "$file" ] && [ -f "$out/ext/$file" ]; } || continue
    if result=$("$root/capi4j" replay --path "$out/ext" --compare "${case%.json}.expected.jsonl" "$case" 2>&1); then
        equal=$((equal + 1))
        echo "equal    $(basename "$case" .json): $(echo "$result" | tail -n 1)"
    else
        different=$((different + 1))
        echo "DIFFERS  $(basename "$case" .json)"
        echo "$result" | head -n 20 | sed 's/^/             /'
    fi
done
echo "$built packages built, $failed failed; $equal replay cases equal, $different different"
[ $failed = 0 ] && [ $different = 0 ]
