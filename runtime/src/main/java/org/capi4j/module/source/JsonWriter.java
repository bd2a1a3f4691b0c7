package org.capi4j.module.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Recursion;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** Writes values as JSON text, as a {@code json.JSONEncoder} is set to. */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();
    private final Set<Long> open = new HashSet<>();
    private final Activation call;
    private final long encoder;
    private final boolean isAscii;
    private final boolean checksCircles;
    private final String indent;
    private final String itemSeparator;
    private final String keySeparator;
    /** The parts so far, as {@code iterencode} yields them; null: one text is wanted. */
    private final List<String> parts;

    private int depth;

    /** All borrowed; {@code call} is open until the text is made. */
    JsonWriter(Activation call, long encoder) {
        this(call, encoder, null);
    }

    JsonWriter(Activation call, long encoder, List<String> parts) {
        this.parts = parts;
        this.call = call;
        this.encoder = encoder;
        isAscii = call.isTrue(encoder, "ensure_ascii");
        checksCircles = call.isTrue(encoder, "check_circular");
        long step = call.get(encoder, "indent");
        indent = step == Singletons.NONE ? null : Namespace.isStr(step) ? Strings.toJava(step) : " ".repeat((int) Math.max(0, LongType.asSsize(step)));
        itemSeparator = call.text(encoder, "item_separator");
        keySeparator = call.text(encoder, "key_separator");
    }

    String text(long value) {
        write(value);
        return text.toString();
    }

    /** Writes into the parts; those that are whole before an error stay. */
    void writeParts(long value) {
        write(value);
    }

    /** Here a part ends. */
    private void cut() {
        if (parts == null || text.isEmpty()) return;
        parts.add(text.toString());
        text.setLength(0);
    }

    private void write(long value) {
        if (writeScalar(value)) {
            cut();
            return;
        }
        cut();
        Recursion.enter(" while encoding a JSON object");
        try {
            writeOther(value);
        } finally {
            Recursion.leave();
        }
    }

    private boolean writeScalar(long value) {
        if (Namespace.isStr(value)) writeString(Strings.toJava(value));
        else if (value == Singletons.NONE || value == Singletons.TRUE || value == Singletons.FALSE) text.append(word(value));
        else if (LongType.isInstance(value)) text.append(integer(value));
        else if (TypeLookup.isInstance(value, BuiltinTypes.FLOAT)) text.append(real(value));
        else return false;
        return true;
    }

    private void writeOther(long value) {
        boolean isList = ListType.isInstance(value) || TupleType.isInstance(value);
        boolean isEmpty = (isList || DictType.isInstance(value)) && Objects.length(value) == 0;
        if (isEmpty) {
            text.append(isList ? "[]" : "{}");
            cut();
            return;
        }
        if (checksCircles && !open.add(value)) throw PyError.valueError("Circular reference detected");
        if (isList) writeList(value);
        else if (DictType.isInstance(value)) writeDict(value);
        else writeDefault(value);
        open.remove(value);
    }

    private void writeDefault(long value) {
        long other = Calls.callMethod(encoder, "default", value);
        try {
            write(other);
        } finally {
            References.decref(other);
        }
    }

    private static String word(long value) {
        return value == Singletons.NONE ? "null" : value == Singletons.TRUE ? "true" : "false";
    }

    /** As int itself shows it, whatever a derived class does. */
    private static String integer(long value) {
        return LongType.asBigInteger(value).bitLength() < 64 ? LongType.asBigInteger(value).toString() : shown(BuiltinTypes.INT, value);
    }

    private static String shown(long type, long value) {
        long shown = Calls.callMethod(type, "__repr__", value);
        try {
            return Strings.toJava(shown);
        } finally {
            References.decref(shown);
        }
    }

    private String real(long value) {
        double number = FloatType.value(value);
        if (Double.isFinite(number)) return shown(BuiltinTypes.FLOAT, value);
        if (!call.isTrue(encoder, "allow_nan")) throw PyError.valueError("Out of range float values are not JSON compliant" + (parts == null ? "" : ": " + shown(BuiltinTypes.FLOAT, value)));
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }

    private void line() {
        if (indent != null) text.append('\n').append(indent.repeat(depth));
    }

    private void close(char bracket) {
        depth--;
        line();
        cut();
        text.append(bracket);
        cut();
    }

    private void writeList(long list) {
        text.append('[');
        depth++;
        line();
        boolean[] isFirst = {true};
        Iteration.forEach(list, item -> {
            separate(isFirst);
            write(item);
        });
        close(']');
    }

    private void separate(boolean[] isFirst) {
        if (!isFirst[0]) {
            text.append(itemSeparator);
            line();
        }
        isFirst[0] = false;
    }

    private void writeDict(long dict) {
        long items = Calls.callMethod(dict, "items");
        long list = Sequences.list(items);
        References.decref(items);
        try {
            if (call.isTrue(encoder, "sort_keys")) ListType.sort(list);
            text.append('{');
            cut();
            depth++;
            line();
            cut();
            boolean[] isFirst = {true};
            Iteration.forEach(list, pair -> writePair(pair, isFirst));
            close('}');
        } finally {
            References.decref(list);
        }
    }

    private void writePair(long pair, boolean[] isFirst) {
        if (!TupleType.isInstance(pair) || TupleType.size(pair) != 2) throw PyError.valueError("items must return 2-tuples");
        String key = key(TupleType.get(pair, 0));
        if (key == null) return;
        separate(isFirst);
        cut();
        writeString(key);
        cut();
        text.append(keySeparator);
        cut();
        write(TupleType.get(pair, 1));
    }

    /** null: to be skipped. */
    private String key(long key) {
        if (Namespace.isStr(key)) return Strings.toJava(key);
        if (TypeLookup.isInstance(key, BuiltinTypes.FLOAT)) return real(key);
        if (key == Singletons.NONE || key == Singletons.TRUE || key == Singletons.FALSE) return word(key);
        if (LongType.isInstance(key)) return integer(key);
        if (call.isTrue(encoder, "skipkeys")) return null;
        throw PyError.typeError("keys must be str, int, float, bool or None, not " + TypeLookup.nameOf(key));
    }

    private void writeString(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) writeUnit(string.charAt(i));
        text.append('"');
    }

    private void writeUnit(char unit) {
        int index = "\"\\\b\f\n\r\t".indexOf(unit);
        if (index >= 0) text.append('\\').append("\"\\bfnrt".charAt(index));
        else if (unit < ' ' || isAscii && unit > '~') text.append(String.format("\\u%04x", (int) unit));
        else text.append(unit);
    }
}
