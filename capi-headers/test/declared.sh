#!/bin/sh
# Proves that the headers are complete: every name of the fact table is declared or defined in the header that the
# table names, and src/internal_api.h declares the rest of what CPython exports.
# Usage: declared.sh [INCLUDE_DIR [INTERNAL_API_H]]
# Exit status 1 when a name is missing, or declared twice. Exceptions with their reasons: declared.exceptions.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=${1:-$here/../include}
internal=${2:-$here/../src/internal_api.h}

{
    (cd "$include" && find . -name '*.h' | sed 's,^\./,,' | sort) | while read -r header; do
        sed "s,^,$header	," "$include/$header"
    done
    sed "s,^,internal	," "$internal"
} | awk -F'\t' -v facts="$here/../facts/capi-3.11.tsv" -v exceptions="$here/declared.exceptions" '
    function found(header, name) {
        if (name != "") have[header, name] = 1
    }
    # The line behind its file name.
    { header = $1; line = substr($0, length($1) + 2) }
    line ~ /^PyAPI_(FUNC|DATA)\(/ {
        name = line
        sub(/^PyAPI_(FUNC|DATA)\([^)]*\) */, "", name)
        gsub(/^\(\*/, "", name)
        match(name, /^[A-Za-z_0-9]+/)
        name = substr(name, 1, RLENGTH)
        found(header, name)
        kind = line ~ /^PyAPI_FUNC/ ? "functions" : "data symbols"
        if (api[name]++) { print "declared twice: " name; bad++ }
        if (line !~ /;$/) { print "not on one line: " name; bad++ }
        count[kind]++
        next
    }
    line ~ /^ *# *define / { sub(/^ *# *define +/, "", line); match(line, /^[A-Za-z_0-9]+/); found(header, substr(line, 1, RLENGTH)); next }
    line ~ /^static inline / { sub(/\(.*/, "", line); n = split(line, word, /[ *]+/); found(header, word[n]); next }
    line ~ /^static / { gsub(/ (Py_GCC_ATTRIBUTE|=).*|\[.*|;.*/, "", line); n = split(line, word, /[ *]+/); found(header, word[n]); next }
    line ~ /^(Py_DEPRECATED\([0-9.]+\) )?typedef / {
        full = line
        if (match(line, /^typedef (struct|enum|union) [A-Za-z_0-9]+/)) { n = split(substr(line, 1, RLENGTH), word, " "); found(header, word[3]) }
        if (match(full, /\(\*[A-Za-z_0-9]+\)\(/)) found(header, substr(full, RSTART + 2, RLENGTH - 4))
        else if (full ~ /;$/) { sub(/;$/, "", full); n = split(full, word, /[ *]+/); found(header, word[n]) }
        next
    }
    line ~ /^(struct|enum|union) [A-Za-z_0-9]+/ { split(line, word, " "); sub(/;/, "", word[2]); found(header, word[2]); next }
    line ~ /^} [A-Za-z_0-9]+;/ { sub(/^} /, "", line); sub(/;.*/, "", line); found(header, line); next }
    # An enumerator stands alone on its line.
    line ~ /^ +_?[A-Z][A-Za-z_0-9]*( = [^;]*)?,?$/ { sub(/^ +/, "", line); sub(/[ ,=].*/, "", line); found(header, line) }
    END {
        while ((getline row < exceptions) > 0) if (row !~ /^#/) { split(row, field, "\t"); reason[field[1]] = field[2]; excepted++ }
        getline row < facts
        while ((getline row < facts) > 0) {
            split(row, field, "\t")
            name = field[1]; kind = field[2]; header = field[4]
            if (header ~ /^internal\// || header == "(none)" || header == "") {
                if (field[7] != "yes") continue
                header = "internal"
            }
            checked++
            if ((header, name) in have) {
                if (name in reason) { print "declared, though an exception: " name; bad++ }
                continue
            }
            if (name in reason) continue
            print "missing: " header " " kind " " name
            bad++
        }
        printf "%d names, %d exceptions, %d functions and %d data symbols declared, %d complaints\n", checked, excepted, count["functions"], count["data symbols"], bad
        exit bad != 0
    }'
