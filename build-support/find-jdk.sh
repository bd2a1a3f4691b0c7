#!/bin/sh
# Prints the home of a JDK 25 or newer: CAPI4J_JAVA_HOME, JAVA_HOME, the javac on the PATH, then the usual folders.
# Without one: a line on stderr that says so, exit code 1.
wanted=25

is_wanted() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${major:-0}" -ge "$wanted" ]
}

javac_home() {
    javac=$(command -v javac) || return 0
    dirname "$(dirname "$(readlink -f "$javac")")"
}

for home in "${CAPI4J_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(javac_home)" \
    /usr/lib/jvm/* "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* /opt/* /usr/local/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_wanted "$home"; then
        echo "$home"
        exit 0
    fi
done
echo "capi4j needs JDK $wanted or newer and found none: install one, or set JAVA_HOME to its folder." >&2
exit 1
