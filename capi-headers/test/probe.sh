#!/bin/sh
# Proves a header family against the fact tables: size of every public struct; offset, size and type of every field
# (of a bit field its bits); value of every constant. A C program is made from the tables, compiled against the
# headers and run; it prints what differs.
# Usage: probe.sh [INCLUDE_DIR]
# Exit status 1 when something differs or the program does not compile.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=${1:-$here/../include}
facts=$here/../facts
CC=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has_header() {
    echo "#include <$1>" | $CC -x c -I"$include" -fsyntax-only - 2>/dev/null
}

# Headers left out, each with its reason.
without=' '
if ! has_header curses.h; then
    without="$without py_curses.h "
    echo "skip: py_curses.h, no curses.h on this machine"
fi
if ! has_header expat.h; then
    without="$without pyexpat.h "
    echo "skip: pyexpat.h, no expat.h on this machine"
fi
# The tables are of 3.11.7; an older 3.11 has another version number and lacks one error code.
since=' '
if ! grep -q 'PY_MICRO_VERSION *7$' "$include/patchlevel.h"; then
    since=' PY_MICRO_VERSION PY_VERSION PY_VERSION_HEX E_COLUMNOVERFLOW '
    echo "skip:$since(these headers are not of 3.11.7)"
fi

{
    cat <<'C'
#include <Python.h>
#include <structmember.h>
#include <datetime.h>
#include <marshal.h>
#include <frameobject.h>
#include <osdefs.h>
#include <opcode.h>
#include <token.h>
#include <errcode.h>
#include <dynamic_annotations.h>
C
    # Of the core's own headers those that extensions are known to include.
    echo '#define Py_BUILD_CORE 1'
    for header in frame gc moduleobject dict hamt context; do
        echo "#include <internal/pycore_$header.h>"
    done
    case $without in *pyexpat.h*) ;; *) printf '#include <expat.h>\n#include <pyexpat.h>\n' ;; esac
    cat <<'C'
#include <stddef.h>
#include <stdio.h>
#include <string.h>
static int differences, checks;
static void same(const char *what, unsigned long long header, unsigned long long facts) {
    checks++;
    if (header != facts) {
        differences++;
        printf("%s: the header says %lld, the facts say %lld\n", what, (long long)header, (long long)facts);
    }
}
static void same_text(const char *what, const char *header, const char *facts) {
    checks++;
    if (strcmp(header, facts) != 0) {
        differences++;
        printf("%s: the header says \"%s\", the facts say \"%s\"\n", what, header, facts);
    }
}
/* Value and name: a float's text in the tables has all its digits. */
static void same_float(const char *what, long double header, const char *facts) {
    long double value = strtold(facts, NULL);
    checks++;
    if (!((header != header && value != value) || header == value || (double)header == (double)value)) {
        differences++;
        printf("%s: the header says %.20Lg, the facts say %s\n", what, header, facts);
    }
}
/* Where the bits of a field filled with ones are. */
static void same_bits(const char *what, const unsigned char *bytes, size_t size, unsigned first, unsigned width) {
    unsigned bit, seen = 0, lowest = 0;
    for (bit = 0; bit < size * 8; bit++) {
        if (bytes[bit / 8] >> (bit % 8) & 1) {
            if (seen++ == 0) {
                lowest = bit;
            }
        }
    }
    checks += 2;
    if (lowest != first || seen != width) {
        differences++;
        printf("%s: the header says bits %u+%u, the facts say %u+%u\n", what, lowest, seen, first, width);
    }
}
C
    awk -F'\t' -v without="$without" '
        NR == 1 { next }
        $10 != "public" && $9 !~ /^internal\/pycore_(frame|gc|moduleobject|dict|hamt|context)\.h$/ { if ($2 == "") internal = internal " " $1; next }
        index(without, " " $9 " ") || $9 == "py_curses.h" { next }
        $2 == "" {
            n++
            printf "static void struct_%d(void) { same(\"%s size\", sizeof(%s), %s); }\n", n, $1, $1, $5
            next
        }
        {
            n++
            name = $1 "." $2
            printf "static void struct_%d(void) { ", n
            if ($7 != "") {
                printf "%s o; memset(&o, 0, sizeof(o)); o.%s = ~0; same_bits(\"%s\", (unsigned char *)&o, sizeof(o), %d, %d); }\n", $1, $2, name, $4 * 8 + $6, $7
                next
            }
            printf "same(\"%s offset\", offsetof(%s, %s), %s); ", name, $1, $2, $4
            if ($5 > 0) printf "same(\"%s size\", sizeof(((%s *)0)->%s), %s); ", name, $1, $2, $5
            if ($3 !~ /\{/) {
                printf "same(\"%s type\", __builtin_types_compatible_p(__typeof__(((%s *)0)->%s), %s), 1); ", name, $1, $2, $3
            }
            print "}"
        }
        END {
            print "static void structs(void) {"
            for (i = 1; i <= n; i++) printf "    struct_%d();\n", i
            print "}"
            printf "skip:%s, known to the core alone\n", internal >"/dev/stderr"
        }' "$facts/layouts-3.11.tsv"
    echo 'static void constants(void) {'
    awk -F'\t' -v without="$without" -v since="$since" '
        NR == 1 || index(without, " " $6 " ") || index(since, " " $1 " ") || $6 == "py_curses.h" { next }
        $5 == "string" { gsub(/^"|"$/, "", $2); printf "    same_text(\"%s\", %s, \"%s\");\n", $1, $1, $2; next }
        $5 == "float" { printf "    same_float(\"%s\", (long double)%s, \"%s\");\n", $1, $1, $2; next }
        { printf "    same(\"%s\", (unsigned long long)(%s), %sULL);\n", $1, $1, $2 }' "$facts/constants-3.11.tsv" | sed 's/, -9223372036854775808ULL/, 1ULL << 63/; s/, -\([0-9]*\)ULL/, -\1LL/'
    cat <<'C'
}
int main(void) {
    structs();
    constants();
    printf("%d checks, %d differences\n", checks, differences);
    return differences != 0;
}
C
} >"$work/probe.c"

if ! $CC -std=gnu11 -w -I"$include" -o "$work/probe" "$work/probe.c" 2>"$work/messages"; then
    head -40 "$work/messages"
    echo "the probe program does not compile against $include"
    exit 1
fi
"$work/probe"
status=$?

# curses.h defines names that token.h wants, so its struct has a program of its own.
case $without in
*py_curses.h*) ;;
*)
    {
        printf '#include <Python.h>\n#include <py_curses.h>\n#include <string.h>\nint main(void) { int bad = 0;\n'
        awk -F'\t' '$9 == "py_curses.h" && $2 == "" { printf "bad |= sizeof(%s) != %s;\n", $1, $5 }
                    $9 == "py_curses.h" && $2 != "" { printf "bad |= offsetof(%s, %s) != %s;\n", $1, $2, $4 }' "$facts/layouts-3.11.tsv"
        awk -F'\t' '$6 == "py_curses.h" && $5 == "int" { printf "bad |= %s != %s;\n", $1, $2 }
                    $6 == "py_curses.h" && $5 == "string" { gsub(/^"|"$/, "", $2); printf "bad |= strcmp(%s, \"%s\") != 0;\n", $1, $2 }' "$facts/constants-3.11.tsv"
        echo 'return bad; }'
    } >"$work/curses.c"
    # Nothing is called: the unresolved names of the API can stay so.
    if ! $CC -std=gnu11 -w -I"$include" -Wl,--unresolved-symbols=ignore-all -o "$work/curses" "$work/curses.c" 2>"$work/messages" || ! "$work/curses"; then
        cat "$work/messages"
        echo "py_curses.h differs from the facts"
        status=1
    fi
    ;;
esac
exit $status
