#!/bin/sh
# Records what CPython 3.11 prints for the fixtures: tests/record.sh [AREA/CASE...]. Nobody types an expectation by hand.
# The facts in capi-headers/facts are those of 3.11.7: record with it. Compiles each case.c or case.cpp against CPython's own headers and runs calls.json by the oracle (src/test/replay/oracle.py).
set -eu

cd "$(dirname "$0")"
python=${PYTHON:-python3.11}
headers=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
fixtures=src/test/fixtures
work=target/recorded
status=0

[ $# -gt 0 ] || set -- $(cd $fixtures && find . -name calls.json | sed 's,^\./,,; s,/calls.json$,,' | sort)
for case in "$@"; do
    folder=$fixtures/$case
    file=$("$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["file"])' "$folder/calls.json")
    mkdir -p "$work/$case"
    if [ -f "$folder/case.cpp" ]; then
        ${CXX:-c++} -std=c++17 -O1 -fPIC -shared -Wall -I"$headers" "$folder/case.cpp" -o "$work/$case/$file"
    else
        ${CC:-cc} -std=gnu11 -O1 -fPIC -shared -Wall -I"$headers" "$folder/case.c" -o "$work/$case/$file"
    fi
    if ! "$python" src/test/replay/oracle.py --path "$work/$case" "$folder/calls.json" > "$work/$case/expected.jsonl"; then
        echo "$case: CPython itself gave up after step $(wc -l < "$work/$case/expected.jsonl")" >&2
        status=1
        continue
    fi
    mv "$work/$case/expected.jsonl" "$folder/expected.jsonl"
    echo "$case: $(wc -l < "$folder/expected.jsonl") steps, $(grep -c '"ok": false' "$folder/expected.jsonl" || true) exceptions"
done
exit $status
