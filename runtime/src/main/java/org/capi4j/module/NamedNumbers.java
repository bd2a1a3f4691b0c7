package org.capi4j.module;

/** Numbers that a module names, as {@code NAME=number} separated by white space. */
public final class NamedNumbers {
    private NamedNumbers() {}

    /** Enters all of them into a module's dict. */
    public static void fill(long dict, String names) {
        for (String entry : names.strip().split("\\s+")) {
            int sign = entry.indexOf('=');
            Namespace.put(dict, entry.substring(0, sign), Long.parseLong(entry.substring(sign + 1)));
        }
    }
}
