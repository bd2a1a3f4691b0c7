package org.capi4j.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * The encodings of Chinese, Japanese and Korean. As in CPython the work is done by the extension modules {@code _multibytecodec} and
 * {@code _codecs_jp} and the like, which have to be on the search path; the resource {@code multibyte-codecs.tsv} says which has what:
 * name, module, aliases.
 */
final class MultibyteCodecs {
    private static volatile Map<String, String[]> rows;

    private MultibyteCodecs() {}

    private static Map<String, String[]> rows() {
        Map<String, String[]> known = rows;
        if (known == null) rows = known = readRows();
        return known;
    }

    private static Map<String, String[]> readRows() {
        Map<String, String[]> result = new HashMap<>();
        try (InputStream resource = MultibyteCodecs.class.getResourceAsStream("multibyte-codecs.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] row = line.split("\t", -1);
                result.put(row[0], row);
                for (String alias : row[2].split(" ")) if (!alias.isEmpty()) result.put(alias.toLowerCase(Locale.ROOT), row);
            }
            return result;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The codec's name and the module that has it, for a normalised name or alias; null for none. */
    static String[] find(String normalized) {
        return rows().get(normalized);
    }

    private static long attribute(String module, String name) {
        long imported = InterpreterState.current().importer().importModule(module);
        try {
            return Objects.getAttr(imported, name);
        } finally {
            References.decref(imported);
        }
    }

    /** {@code getcodec(name)} of the module: a new reference to an object with methods {@code encode} and {@code decode}. */
    static long codec(String[] row) {
        long function = attribute(row[1], "getcodec");
        long name = Strings.of(row[0]);
        try {
            return Calls.callOneArg(function, name);
        } finally {
            References.decref(name);
            References.decref(function);
        }
    }

    /** The class {@code encodings.NAME.KIND}, which is {@code _multibytecodec.MultibyteKIND} for the codec: a new reference. */
    static long classOf(String kind, String name, long codec) {
        long base = attribute("_multibytecodec", "Multibyte" + kind);
        long bases = TupleType.of(base);
        long contents = DictType.make();
        long module = Strings.of("encodings." + name);
        try {
            DictType.set(contents, "__module__", module);
            DictType.set(contents, "codec", codec);
            return TypeType.newType(kind, bases, contents);
        } finally {
            References.decref(module);
            References.decref(contents);
            References.decref(bases);
            References.decref(base);
        }
    }
}
