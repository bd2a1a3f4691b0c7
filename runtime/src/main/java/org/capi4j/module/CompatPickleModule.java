package org.capi4j.module;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;

/** {@code _compat_pickle}: the tables by which {@code _pickle} reads and writes what Python 2 understands. */
final class CompatPickleModule {
    private static final String TABLE = "compat-pickle.tsv";

    private CompatPickleModule() {}

    static void fill(long dict) {
        for (String name : new String[] {"IMPORT_MAPPING", "NAME_MAPPING", "REVERSE_IMPORT_MAPPING", "REVERSE_NAME_MAPPING"}) {
            Namespace.steal(dict, name, DictType.make());
        }
        try (var reader = new BufferedReader(
                new InputStreamReader(CompatPickleModule.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> enter(dict, line.split("\t")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void enter(long dict, String[] row) {
        String table = row[0].replace('-', '_').toUpperCase(java.util.Locale.ROOT) + "_MAPPING";
        long mapping = DictType.get(dict, table);
        boolean pair = row.length == 5;
        long key = pair ? Namespace.tuple(row[1], row[2]) : Strings.of(row[1]);
        long value = pair ? Namespace.tuple(row[3], row[4]) : Strings.of(row[2]);
        try {
            DictType.set(mapping, key, value);
        } finally {
            References.decref(key);
            References.decref(value);
        }
    }
}
