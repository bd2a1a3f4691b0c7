package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.JsonDecodeErrorType;
import org.capi4j.module.Namespace;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Recursion;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** Reads one JSON value as a {@code json.JSONDecoder} is set to. Positions count code points, as CPython's do. */
final class JsonReader {
    private final Activation call;
    private final long document;
    private final int[] text;
    private final long decoder;
    private final boolean isStrict;
    private int at;

    /** All borrowed; {@code call} is open until the value is read. */
    JsonReader(Activation call, long decoder, long document, long start) {
        this.call = call;
        this.decoder = decoder;
        this.document = document;
        text = Strings.toJava(document).codePoints().toArray();
        isStrict = call.isTrue(decoder, "strict");
        if (start > text.length) throw error("Expecting value", document, start);
        at = (int) start;
    }

    int position() {
        return at;
    }

    static PyError error(String message, long document, long position) {
        long text = Strings.of(message);
        long number = LongType.of(position);
        try {
            return ExceptionType.raiseNew(Calls.callWith(JsonDecodeErrorType.TYPE, text, document, number));
        } finally {
            References.decref(number);
            References.decref(text);
        }
    }

    /** The position behind blanks. */
    static int blanks(int[] text, int from) {
        int at = from;
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) at++;
        return at;
    }

    private PyError expecting(String what, int position) {
        return error("Expecting " + what, document, position);
    }

    private int peek() {
        return at < text.length ? text[at] : -1;
    }

    private void skip() {
        at = blanks(text, at);
    }

    /** A new reference. */
    long value() {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> nested(" while decoding a JSON object from a unicode string", true);
            case '[' -> nested(" while decoding a JSON array from a unicode string", false);
            case 'n' -> word("null", Singletons.NONE);
            case 't' -> word("true", Singletons.TRUE);
            case 'f' -> word("false", Singletons.FALSE);
            case 'N' -> constant("NaN");
            case 'I' -> constant("Infinity");
            case '-' -> follows("-Infinity") ? constant("-Infinity") : number();
            default -> number();
        };
    }

    private boolean follows(String word) {
        if (at + word.length() > text.length) return false;
        for (int i = 0; i < word.length(); i++) if (text[at + i] != word.charAt(i)) return false;
        return true;
    }

    private long word(String word, long value) {
        if (!follows(word)) throw expecting("value", at);
        at += word.length();
        return References.newRef(value);
    }

    private long constant(String word) {
        if (!follows(word)) throw expecting("value", at);
        at += word.length();
        long name = Strings.of(word);
        try {
            return Calls.callOneArg(call.get(decoder, "parse_constant"), name);
        } finally {
            References.decref(name);
        }
    }

    private boolean isDigit(int index) {
        return index < text.length && text[index] >= '0' && text[index] <= '9';
    }

    private int digits(int from) {
        int end = from;
        while (isDigit(end)) end++;
        return end;
    }

    private long number() {
        int end = peek() == '-' ? at + 1 : at;
        if (!isDigit(end)) throw expecting("value", at);
        end = text[end] == '0' ? end + 1 : digits(end);
        int whole = end;
        if (end < text.length && text[end] == '.' && isDigit(end + 1)) end = digits(end + 1);
        if (end < text.length && (text[end] == 'e' || text[end] == 'E')) {
            int sign = end + 1 < text.length && (text[end + 1] == '+' || text[end + 1] == '-') ? end + 2 : end + 1;
            if (isDigit(sign)) end = digits(sign);
        }
        long digits = Strings.of(new String(text, at, end - at));
        try {
            long number = Calls.callOneArg(call.get(decoder, end == whole ? "parse_int" : "parse_float"), digits);
            at = end;
            return number;
        } finally {
            References.decref(digits);
        }
    }

    private long nested(String where, boolean isObject) {
        Recursion.enter(where);
        try {
            return isObject ? object() : array();
        } finally {
            Recursion.leave();
        }
    }

    private long array() {
        long list = ListType.make(0);
        try {
            at++;
            skip();
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                long item = value();
                ListType.append(list, item);
                References.decref(item);
                if (isLast(']')) return list;
            }
        } catch (Throwable failure) {
            References.decref(list);
            throw failure;
        }
    }

    /** Whether a container ends here; behind a comma it goes on. */
    private boolean isLast(int end) {
        skip();
        int next = peek();
        if (next != end && next != ',') throw expecting("',' delimiter", at);
        at++;
        if (next == ',') skip();
        return next == end;
    }

    private long object() {
        boolean hasPairs = !call.isNone(decoder, "object_pairs_hook");
        long result = hasPairs ? ListType.make(0) : DictType.make();
        try {
            at++;
            skip();
            if (peek() == '}') at++;
            else while (!isPairLast(result, hasPairs)) continue;
            if (!hasPairs && call.isNone(decoder, "object_hook")) return References.newRef(result);
            return Calls.callOneArg(call.get(decoder, hasPairs ? "object_pairs_hook" : "object_hook"), result);
        } finally {
            References.decref(result);
        }
    }

    private boolean isPairLast(long result, boolean hasPairs) {
        if (peek() != '"') throw expecting("property name enclosed in double quotes", at);
        long key = string();
        long value = NULL;
        try {
            skip();
            if (peek() != ':') throw expecting("':' delimiter", at);
            at++;
            skip();
            value = value();
            if (hasPairs) Namespace.append(result, TupleType.of(key, value));
            else DictType.set(result, key, value);
        } finally {
            References.xdecref(value);
            References.decref(key);
        }
        return isLast('}');
    }

    private long string() {
        int begin = at++;
        StringBuilder built = new StringBuilder();
        while (true) {
            int point = peek();
            if (point < 0) throw error("Unterminated string starting at", document, begin);
            if (point == '"') break;
            if (point <= 0x1f && isStrict) throw error("Invalid control character at", document, at);
            at++;
            if (point == '\\') escape(built, begin);
            else built.appendCodePoint(point);
        }
        at++;
        return Strings.of(built.toString());
    }

    private void escape(StringBuilder built, int begin) {
        int point = peek();
        if (point < 0) throw error("Unterminated string starting at", document, begin);
        int index = "\"\\/bfnrt".indexOf(point);
        if (point == 'u') {
            built.append((char) unit());
        } else if (index < 0) {
            throw error("Invalid \\escape", document, at - 1);
        } else {
            built.append("\"\\/\b\f\n\r\t".charAt(index));
            at++;
        }
    }

    /** Four hexadecimal digits behind the u. */
    private int unit() {
        int unit = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = at + i < text.length && text[at + i] < 128 ? Character.digit(text[at + i], 16) : -1;
            if (digit < 0) throw error("Invalid \\uXXXX escape", document, at);
            unit = unit * 16 + digit;
        }
        at += 5;
        return unit;
    }
}
