package org.capi4j.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Evaluates the Python that tests are written in: statements separated by {@code ;}, which are expressions or assignments, made of
 * literals, names, calls, attributes, subscripts and operators. Everything goes through the runtime's protocols.
 */
final class Expression implements AutoCloseable {
    private final String source;
    private int at;
    private final Map<String, Long> names = new HashMap<>();
    private final OwnedObjects owned = new OwnedObjects();

    Expression(String source) {
        this.source = source;
    }

    /** The value of the last statement, borrowed until {@link #close}. */
    long run() {
        long last = Singletons.NONE;
        while (true) {
            last = statement();
            if (!accept(";")) break;
        }
        skip();
        if (at != source.length()) throw new IllegalArgumentException(source + " at " + at);
        return last;
    }

    @Override
    public void close() {
        owned.close();
    }

    private long own(long object) {
        return owned.add(object);
    }

    // ---- words

    private void skip() {
        while (at < source.length() && source.charAt(at) == ' ') at++;
    }

    private boolean accept(String word) {
        skip();
        if (!source.startsWith(word, at)) return false;
        int end = at + word.length();
        boolean letters = Character.isLetter(word.charAt(0));
        if (letters && end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) return false;
        at = end;
        return true;
    }

    private void expect(String word) {
        if (!accept(word)) throw new IllegalArgumentException("expected " + word + ": " + source + " at " + at);
    }

    private String name() {
        skip();
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) at++;
        if (start == at) throw new IllegalArgumentException("expected a name: " + source + " at " + at);
        return source.substring(start, at);
    }

    // ---- statements

    private long statement() {
        skip();
        int start = at;
        if (accept("del")) {
            long target = postfix(true);
            Objects.delItem(target, key);
            return Singletons.NONE;
        }
        int equals = assignment();
        if (equals < 0) return comparison();
        at = start;
        if (source.substring(start, equals).matches("\\s*\\w+\\s*[+*]?")) {
            String name = name();
            return assignName(name);
        }
        long target = postfix(true);
        long index = key;
        expect("=");
        Objects.setItem(target, index, comparison());
        return Singletons.NONE;
    }

    private long assignName(String name) {
        if (accept("+=")) names.put(name, own(Numbers.inPlaceAdd(names.get(name), comparison())));
        else if (accept("*=")) names.put(name, own(Numbers.inPlaceMultiply(names.get(name), comparison())));
        else {
            expect("=");
            names.put(name, comparison());
        }
        return names.get(name);
    }

    /** The index of this statement's {@code =}, or -1. */
    private int assignment() {
        int depth = 0;
        for (int i = at; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\'' || c == '"') {
                for (i++; source.charAt(i) != c; i++) if (source.charAt(i) == '\\') i++;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && c == ';') {
                return -1;
            } else if (depth == 0 && c == '=') {
                if (source.charAt(i + 1) == '=' || "!<>=".indexOf(source.charAt(i - 1)) >= 0) return -1;
                return i;
            }
        }
        return -1;
    }

    // ---- operators

    private long comparison() {
        long left = sum();
        while (true) {
            if (accept("==")) left = compare(left, Constants.Py_EQ);
            else if (accept("!=")) left = compare(left, Constants.Py_NE);
            else if (accept("<=")) left = compare(left, Constants.Py_LE);
            else if (accept(">=")) left = compare(left, Constants.Py_GE);
            else if (accept("<")) left = compare(left, Constants.Py_LT);
            else if (accept(">")) left = compare(left, Constants.Py_GT);
            else if (accept("not in")) left = own(BoolType.of(!Sequences.contains(sum(), left)));
            else if (accept("in")) left = own(BoolType.of(Sequences.contains(sum(), left)));
            else if (accept("is")) left = own(BoolType.of(left == sum()));
            else return left;
        }
    }

    private long compare(long left, int op) {
        return own(Objects.richCompare(left, sum(), op));
    }

    private long sum() {
        long left = product();
        while (true) {
            if (accept("+")) left = own(Numbers.add(left, product()));
            else if (accept("-")) left = own(Numbers.subtract(left, product()));
            else return left;
        }
    }

    private long product() {
        long left = unary();
        while (true) {
            if (accept("*")) left = own(Numbers.multiply(left, unary()));
            else if (accept("//")) left = own(Numbers.floorDivide(left, unary()));
            else if (accept("%")) left = own(Numbers.remainder(left, unary()));
            else return left;
        }
    }

    private long unary() {
        if (accept("-")) return own(Numbers.negative(unary()));
        long base = postfix(false);
        return accept("**") ? own(Numbers.power(base, unary(), Singletons.NONE)) : base;
    }

    // ---- calls, attributes, subscripts

    /** Of {@link #postfix} with a target: the last subscript. */
    private long key;

    private long postfix(boolean target) {
        long object = atom();
        while (true) {
            if (accept(".")) {
                object = own(Objects.getAttr(object, name()));
            } else if (accept("(")) {
                object = call(object);
            } else if (accept("[")) {
                long index = subscript();
                expect("]");
                skip();
                boolean end = at == source.length() || ";=".indexOf(source.charAt(at)) >= 0;
                if (target && end) {
                    key = index;
                    return object;
                }
                object = own(Objects.getItem(object, index));
            } else {
                return object;
            }
        }
    }

    private long call(long callable) {
        List<Long> args = new ArrayList<>();
        long kwargs = own(DictType.make());
        while (!accept(")")) {
            skip();
            int start = at;
            if (at < source.length() && Character.isLetter(source.charAt(at))) {
                String name = name();
                skip();
                if (source.startsWith("=", at) && !source.startsWith("==", at)) {
                    at++;
                    DictType.set(kwargs, name, comparison());
                    accept(",");
                    continue;
                }
                at = start;
            }
            args.add(comparison());
            accept(",");
        }
        long tuple = own(TupleType.of(args.stream().mapToLong(Long::longValue).toArray()));
        return own(Calls.call(callable, tuple, DictType.size(kwargs) == 0 ? Memory.NULL : kwargs));
    }

    private long subscript() {
        long start = part();
        if (!accept(":")) return start;
        long stop = part();
        long step = accept(":") ? part() : Singletons.NONE;
        return own(SliceType.of(start, stop, step));
    }

    private long part() {
        skip();
        return source.charAt(at) == ':' || source.charAt(at) == ']' ? Singletons.NONE : comparison();
    }

    // ---- atoms

    private long atom() {
        skip();
        char c = source.charAt(at);
        if (c == '\'' || c == '"') return own(StrType.of(text()));
        if (c == 'b' && at + 1 < source.length() && "'\"".indexOf(source.charAt(at + 1)) >= 0) return bytes();
        if (Character.isDigit(c)) return number();
        if (c == '(') return tuple();
        if (c == '[') return list();
        if (c == '{') return dict();
        return named(name());
    }

    private long named(String name) {
        switch (name) {
            case "None":
                return Singletons.NONE;
            case "True":
                return Singletons.TRUE;
            case "False":
                return Singletons.FALSE;
            default:
                if (names.containsKey(name)) return names.get(name);
                long builtin = DictType.get(Imports.builtins(), name);
                if (builtin == Memory.NULL) throw new IllegalArgumentException("no name " + name + " in " + source);
                return builtin;
        }
    }

    private int[] text() {
        char quote = source.charAt(at++);
        List<Integer> points = new ArrayList<>();
        while (source.charAt(at) != quote) {
            int c = source.codePointAt(at);
            at += Character.charCount(c);
            points.add(c == '\\' ? escape() : c);
        }
        at++;
        return points.stream().mapToInt(Integer::intValue).toArray();
    }

    private int escape() {
        char c = source.charAt(at++);
        int plain = "abtnvfr\\'\"0".indexOf(c);
        if (plain >= 0) return new int[] {7, 8, 9, 10, 11, 12, 13, '\\', '\'', '"', 0}[plain];
        int width = c == 'x' ? 2 : c == 'u' ? 4 : 8;
        at += width;
        return Integer.parseInt(source.substring(at - width, at), 16);
    }

    private long bytes() {
        at++;
        int[] points = text();
        byte[] content = new byte[points.length];
        for (int i = 0; i < points.length; i++) content[i] = (byte) points[i];
        return own(BytesType.of(content));
    }

    private long number() {
        int start = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '.')) at++;
        String text = source.substring(start, at);
        if (text.startsWith("0x")) return own(LongType.fromString(text, 16));
        if (text.contains(".") || text.contains("e")) return own(FloatType.of(Double.parseDouble(text)));
        return own(LongType.fromString(text, 10));
    }

    private List<Long> items(String end) {
        List<Long> items = new ArrayList<>();
        while (!accept(end)) {
            items.add(comparison());
            comma = accept(",");
        }
        return items;
    }

    private boolean comma;

    private static long[] array(List<Long> items) {
        return items.stream().mapToLong(Long::longValue).toArray();
    }

    private long tuple() {
        at++;
        comma = false;
        List<Long> items = items(")");
        return items.size() == 1 && !comma ? items.get(0) : own(TupleType.of(array(items)));
    }

    private long list() {
        at++;
        return own(ListType.of(array(items("]"))));
    }

    private long dict() {
        at++;
        long dict = own(DictType.make());
        while (!accept("}")) {
            long key = comparison();
            expect(":");
            DictType.set(dict, key, comparison());
            accept(",");
        }
        return dict;
    }

    static String repr(long object) {
        long text = Objects.repr(object);
        try {
            return Strings.toJava(text);
        } finally {
            References.decref(text);
        }
    }
}
