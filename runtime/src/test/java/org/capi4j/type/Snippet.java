package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.text.CodePoints;

/**
 * Runs a line of a small part of Python on the runtime's objects: expressions with literals, operators, calls, attributes and
 * subscripts; assignments and {@code del}; statements separated by semicolons. The outcome is the reprs of all expression statements, or of those
 * before an error and that error, as {@code src/test/python/record_snippets.py} records them from CPython.
 */
final class Snippet {
    private static final Map<String, Long> TYPES = Map.ofEntries(
            Map.entry("int", BuiltinTypes.INT), Map.entry("str", BuiltinTypes.STR), Map.entry("list", BuiltinTypes.LIST),
            Map.entry("tuple", BuiltinTypes.TUPLE), Map.entry("dict", BuiltinTypes.DICT), Map.entry("set", BuiltinTypes.SET),
            Map.entry("frozenset", BuiltinTypes.FROZEN_SET), Map.entry("slice", BuiltinTypes.SLICE),
            Map.entry("range", BuiltinTypes.RANGE), Map.entry("enumerate", BuiltinTypes.ENUM), Map.entry("zip", BuiltinTypes.ZIP),
            Map.entry("map", BuiltinTypes.MAP), Map.entry("filter", BuiltinTypes.FILTER), Map.entry("reversed", BuiltinTypes.REVERSED),
            Map.entry("bool", BuiltinTypes.BOOL), Map.entry("float", BuiltinTypes.FLOAT), Map.entry("object", BuiltinTypes.OBJECT),
            Map.entry("type", BuiltinTypes.TYPE), Map.entry("bytes", BuiltinTypes.BYTES),
            Map.entry("complex", BuiltinTypes.COMPLEX), Map.entry("bytearray", BuiltinTypes.BYTE_ARRAY),
            Map.entry("memoryview", BuiltinTypes.MEMORY_VIEW), Map.entry("property", BuiltinTypes.PROPERTY),
            Map.entry("OrderedDict", BuiltinTypes.ORDERED_DICT), Map.entry("None", Singletons.NONE),
            Map.entry("True", Singletons.TRUE), Map.entry("False", Singletons.FALSE), Map.entry("NotImplemented", Singletons.NOT_IMPLEMENTED),
            Map.entry("Ellipsis", Singletons.ELLIPSIS));
    private static final String[] COMPARISONS = {"<=", ">=", "==", "!=", "<", ">"};
    private static final int[] COMPARISON_OPS = {
        Constants.Py_LE, Constants.Py_GE, Constants.Py_EQ, Constants.Py_NE, Constants.Py_LT, Constants.Py_GT
    };

    private final String source;
    private int at;
    private final Map<String, Long> variables = new HashMap<>();
    private final List<Long> owned = new ArrayList<>();
    private final List<String> output = new ArrayList<>();

    private Snippet(String source) {
        this.source = source;
    }

    /** The outcome of a line; all objects are given up. */
    static String run(String source) {
        Snippet snippet = new Snippet(source);
        try {
            snippet.statements();
        } catch (PyError error) {
            snippet.output.add("!" + describe(error));
        } finally {
            for (long object : snippet.owned) References.decref(object);
        }
        return String.join(" ; ", snippet.output).replaceAll("0x[0-9a-f]{6,}", "0x...").strip();
    }

    private static String describe(PyError error) {
        long instance = ExceptionType.instance(error);
        try {
            return TypeLookup.nameOf(instance) + ": " + Objects.strString(instance);
        } catch (PyError second) {
            return describe(second);
        } finally {
            References.decref(instance);
        }
    }

    private long own(long object) {
        if (object == NULL) throw new AssertionError("NULL without an error in " + source);
        owned.add(object);
        return object;
    }

    // ---- Statements ----

    private void statements() {
        while (true) {
            statement();
            if (!take(";")) break;
        }
        skip();
        if (at < source.length()) throw new AssertionError("syntax: " + source.substring(at) + " in " + source);
    }

    private void statement() {
        int start = at;
        if (takeWord("del")) {
            String name = peekName();
            if (name != null && source.startsWith(name, at) && isEndAfterName(name)) {
                at += name.length();
                variables.remove(name);
                return;
            }
            Target target = target();
            target.delete();
            return;
        }
        Target target = target();
        for (String operator : new String[] {"+", "-", "*", "|", "&", "^"}) {
            if (target != null && take(operator + "=")) {
                target.set(own(inPlace(operator, target.get(), expression())));
                return;
            }
        }
        skip();
        if (target != null && at < source.length() && source.charAt(at) == '=' && !source.startsWith("==", at)) {
            at++;
            target.set(expression());
            return;
        }
        at = start;
        output.add(Objects.reprString(expression()));
    }

    private boolean isEndAfterName(String name) {
        int end = at + name.length();
        while (end < source.length() && source.charAt(end) == ' ') end++;
        return end == source.length() || source.charAt(end) == ';';
    }

    /** A variable, an item or an attribute. */
    private record Target(Snippet snippet, String name, long object, long key) {
        long get() {
            if (object == NULL) return snippet.variable(name);
            return snippet.own(name == null ? Objects.getItem(object, key) : Objects.getAttr(object, name));
        }

        void set(long value) {
            if (object == NULL) snippet.variables.put(name, value);
            else if (name == null) Objects.setItem(object, key, value);
            else Objects.setAttr(object, name, value);
        }

        void delete() {
            if (name == null) Objects.delItem(object, key);
            else Objects.setAttr(object, name, NULL);
        }
    }

    private long variable(String name) {
        Long value = variables.get(name);
        if (value == null) value = TYPES.get(name);
        if (value == null) value = exception(name);
        if (value != null) return value;
        long builtin = DictType.get(Imports.builtins(), name);
        if (builtin == NULL) throw new AssertionError("no variable " + name + " in " + source);
        return builtin;
    }

    private static Long exception(String name) {
        if (name.equals("ExceptionGroup")) return ExceptionGroupType.exceptionGroup();
        long pointer = Shim.find(Shim.handle(), "PyExc_" + name);
        return pointer == NULL ? null : Memory.getLong(pointer);
    }

    /** The target at the beginning of a statement, or null when it is an expression; only names with one trailer are targets. */
    private Target target() {
        int start = at;
        String name = peekName();
        if (name == null) return null;
        at += name.length();
        skip();
        if (at < source.length() && source.charAt(at) == '[' && variables.containsKey(name)) {
            at++;
            long key = subscript();
            if (isAssignment() || isDeleted(start)) return new Target(this, null, variable(name), key);
        } else if (at < source.length() && source.charAt(at) == '.' && variables.containsKey(name)) {
            at++;
            String attribute = name();
            if (isAssignment() || isDeleted(start)) return new Target(this, attribute, variable(name), NULL);
        } else if (isAssignment()) {
            return new Target(this, name, NULL, NULL);
        }
        at = start;
        return null;
    }

    private boolean isDeleted(int start) {
        return source.startsWith("del ", start - 4);
    }

    private boolean isAssignment() {
        skip();
        String rest = source.substring(at);
        return rest.matches("(?s)(=[^=]|[-+*|&^]=).*");
    }

    // ---- Expressions ----

    private long expression() {
        if (takeWord("not")) return own(BoolType.of(!Objects.isTrue(expression())));
        long left = binary(0);
        while (true) {
            skip();
            int comparison = comparison();
            if (comparison >= 0) {
                left = own(Objects.richCompare(left, binary(0), COMPARISON_OPS[comparison]));
            } else if (takeWord("in")) {
                left = own(BoolType.of(Sequences.contains(binary(0), left)));
            } else if (takeWord("not")) {
                if (!takeWord("in")) throw new AssertionError("not what? " + source);
                left = own(BoolType.of(!Sequences.contains(binary(0), left)));
            } else if (takeWord("is")) {
                left = own(BoolType.of(left == binary(0)));
            } else {
                return left;
            }
        }
    }

    private int comparison() {
        for (int i = 0; i < COMPARISONS.length; i++) if (take(COMPARISONS[i])) return i;
        return -1;
    }

    private static final String[][] LEVELS = {{"|"}, {"^"}, {"&"}, {"+", "-"}, {"*", "//", "/", "%"}};

    private long binary(int level) {
        if (level == LEVELS.length) return unary();
        long left = binary(level + 1);
        while (true) {
            String operator = operator(LEVELS[level]);
            if (operator == null) return left;
            left = own(apply(operator, left, binary(level + 1)));
        }
    }

    private String operator(String[] operators) {
        skip();
        for (String operator : operators) {
            if (source.startsWith(operator, at) && !source.startsWith(operator + "=", at)) {
                at += operator.length();
                return operator;
            }
        }
        return null;
    }

    private static long apply(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> Numbers.add(left, right);
            case "-" -> Numbers.subtract(left, right);
            case "*" -> Numbers.multiply(left, right);
            case "|" -> Numbers.or(left, right);
            case "&" -> Numbers.and(left, right);
            case "^" -> Numbers.xor(left, right);
            case "//" -> Numbers.floorDivide(left, right);
            case "/" -> Numbers.trueDivide(left, right);
            default -> Numbers.remainder(left, right);
        };
    }

    private static long inPlace(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> Numbers.inPlaceAdd(left, right);
            case "-" -> Numbers.inPlaceSubtract(left, right);
            case "*" -> Numbers.inPlaceMultiply(left, right);
            case "|" -> Numbers.inPlaceOr(left, right);
            case "&" -> Numbers.inPlaceAnd(left, right);
            default -> Numbers.inPlaceXor(left, right);
        };
    }

    private long unary() {
        if (take("-")) return own(Numbers.negative(unary()));
        if (take("~")) return own(Numbers.invert(unary()));
        long value = atom();
        while (true) {
            if (take(".")) {
                String name = name();
                value = own(Objects.getAttr(value, name));
            } else if (take("(")) {
                value = own(call(value));
            } else if (take("[")) {
                value = own(Objects.getItem(value, subscript()));
            } else if (take("**")) {
                return own(Numbers.power(value, unary(), Singletons.NONE));
            } else {
                return value;
            }
        }
    }

    private long call(long callable) {
        List<Long> positional = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (!take(")")) {
            int start = at;
            String name = peekName();
            if (name != null) {
                at += name.length();
                skip();
                if (at < source.length() && source.charAt(at) == '=' && source.charAt(at + 1) != '=') {
                    at++;
                    names.add(name);
                } else {
                    at = start;
                }
            }
            positional.add(expression());
            take(",");
        }
        int count = positional.size() - names.size();
        long args = own(TupleType.of(positional.subList(0, count).stream().mapToLong(Long::longValue).toArray()));
        long kwargs = NULL;
        if (!names.isEmpty()) {
            kwargs = own(DictType.make());
            for (int i = 0; i < names.size(); i++) DictType.set(kwargs, names.get(i), positional.get(count + i));
        }
        return Calls.call(callable, args, kwargs);
    }

    /** What stands between brackets, the closing one included. */
    private long subscript() {
        List<Long> keys = new ArrayList<>();
        boolean comma = false;
        while (true) {
            keys.add(subscriptPart());
            if (!take(",")) break;
            comma = true;
        }
        require("]");
        return comma ? own(TupleType.of(keys.stream().mapToLong(Long::longValue).toArray())) : keys.get(0);
    }

    private long subscriptPart() {
        long[] parts = new long[3];
        int part = 0;
        while (true) {
            skip();
            char c = source.charAt(at);
            if (c == ':') {
                at++;
                part++;
            } else if (c == ']' || c == ',') {
                break;
            } else {
                parts[part] = expression();
            }
        }
        return part == 0 ? parts[0] : own(SliceType.of(parts[0], parts[1], parts[2]));
    }

    private long atom() {
        skip();
        char c = source.charAt(at);
        if (Character.isDigit(c)) return number();
        if (c == '\'' || c == '"') return own(StrType.of(CodePoints.of(string())));
        if (take("(")) return parenthesised();
        if (take("[")) {
            List<Long> items = new ArrayList<>();
            while (!take("]")) {
                items.add(expression());
                take(",");
            }
            return own(ListType.of(items.stream().mapToLong(Long::longValue).toArray()));
        }
        if (take("{")) return braces();
        String name = name();
        if (name.equals("b") && at < source.length() && "'\"".indexOf(source.charAt(at)) >= 0) return own(BytesType.of(string().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        if (!variables.containsKey(name) && take("(")) return function(name);
        return variable(name);
    }

    private long parenthesised() {
        List<Long> items = new ArrayList<>();
        boolean comma = false;
        while (!take(")")) {
            items.add(expression());
            comma |= take(",");
        }
        if (items.size() == 1 && !comma) return items.get(0);
        return own(TupleType.of(items.stream().mapToLong(Long::longValue).toArray()));
    }

    private long braces() {
        if (take("}")) return own(DictType.make());
        long first = expression();
        if (!take(":")) {
            long set = own(SetType.make(NULL));
            SetType.add(set, first);
            while (!take("}")) {
                require(",");
                if (take("}")) break;
                SetType.add(set, expression());
            }
            return set;
        }
        long dict = own(DictType.make());
        DictType.set(dict, first, expression());
        while (!take("}")) {
            require(",");
            long key = expression();
            require(":");
            DictType.set(dict, key, expression());
        }
        return dict;
    }

    /** The few built-in functions; anything else with that name is called as an object. */
    private long function(String name) {
        switch (name) {
            case "len", "repr", "hash", "iter", "next", "str", "id" -> {}
            default -> {
                return own(call(variable(name)));
            }
        }
        if (name.equals("str")) return own(call(variable(name)));
        long argument = expression();
        long result =
                switch (name) {
                    case "len" -> LongType.of(Objects.length(argument));
                    case "repr" -> Objects.repr(argument);
                    case "hash" -> LongType.of(Objects.hash(argument));
                    case "iter" -> take(",") ? Iterators.callable(argument, expression()) : Objects.iter(argument);
                    case "next" -> Objects.next(argument);
                    default -> throw new AssertionError(name);
                };
        require(")");
        if (result == NULL) throw PyError.of(org.capi4j.object.Exceptions.StopIteration, null);
        return own(result);
    }

    private long number() {
        int start = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '.')) {
            if (source.charAt(at) == '.' && at + 1 < source.length() && Character.isLetter(source.charAt(at + 1))) break;
            at++;
            if ("eE".indexOf(source.charAt(at - 1)) >= 0 && at < source.length() && "+-".indexOf(source.charAt(at)) >= 0) at++;
        }
        String text = source.substring(start, at);
        if (text.startsWith("0x")) return own(LongType.of(new BigInteger(text.substring(2), 16)));
        if (text.matches("\\d+")) return own(LongType.of(new BigInteger(text)));
        return own(FloatType.of(Double.parseDouble(text)));
    }

    private String string() {
        char quote = source.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = source.charAt(at++);
            switch (c) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'x' -> text.append((char) hex(2));
                case 'u' -> text.append((char) hex(4));
                case 'U' -> text.appendCodePoint(hex(8));
                case '0' -> text.append('\0');
                default -> text.append(c);
            }
        }
        at++;
        return text.toString();
    }

    private int hex(int digits) {
        at += digits;
        return Integer.parseInt(source.substring(at - digits, at), 16);
    }

    // ---- Words ----

    private void skip() {
        while (at < source.length() && source.charAt(at) == ' ') at++;
    }

    private boolean take(String text) {
        skip();
        if (!source.startsWith(text, at)) return false;
        at += text.length();
        return true;
    }

    private void require(String text) {
        if (!take(text)) throw new AssertionError("expected " + text + " at " + source.substring(at) + " in " + source);
    }

    private boolean takeWord(String word) {
        skip();
        int end = at + word.length();
        boolean there = source.startsWith(word, at) && (end == source.length() || !Character.isJavaIdentifierPart(source.charAt(end)));
        if (there) at = end;
        return there;
    }

    private String peekName() {
        skip();
        int end = at;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) end++;
        return end == at || Character.isDigit(source.charAt(at)) ? null : source.substring(at, end);
    }

    private String name() {
        String name = peekName();
        if (name == null) throw new AssertionError("no name at " + source.substring(at) + " in " + source);
        at += name.length();
        return name;
    }
}
