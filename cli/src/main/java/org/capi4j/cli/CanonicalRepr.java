package org.capi4j.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/** The repr that replay lines are compared by: sets sorted, addresses masked, long texts cut to a length and a hash. */
final class CanonicalRepr {
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{6,}");
    private static final int MAX_DEPTH = 20;
    private static final int MAX_LENGTH = 1500;

    private final PyModule builtins;
    private final PyObject type;
    private final PyObject baseException;
    private final PyObject module;
    private final Map<String, PyObject> exact = new LinkedHashMap<>();

    CanonicalRepr(Interpreter interpreter) {
        builtins = interpreter.importModule("builtins");
        type = builtins.getAttr("type");
        baseException = builtins.getAttr("BaseException");
        module = typeOf(builtins);
        for (String name : List.of("list", "tuple", "dict", "set", "frozenset", "memoryview")) exact.put(name, builtins.getAttr(name));
    }

    private PyObject typeOf(PyObject object) {
        return type.invoke(List.of(object), Map.of());
    }

    /** The type's qualified name, its module in front where that isn't builtins. */
    String typeName(PyObject object) {
        try (PyObject cls = typeOf(object)) {
            return className(cls);
        }
    }

    private static String className(PyObject cls) {
        Object given = cls.get("__module__");
        String module = given == null ? "None" : given.toString();
        String name = String.valueOf(cls.get("__qualname__"));
        return module.equals("builtins") ? name : module + "." + name;
    }

    String repr(PyObject object) {
        return repr(object, 0);
    }

    private String repr(PyObject object, int depth) {
        if (depth > MAX_DEPTH) return "...";
        try (PyObject cls = typeOf(object)) {
            return repr(object, cls, depth);
        }
    }

    /** What is found in an object lives no longer for having been shown. */
    private String reprOfPart(PyObject part, int depth) {
        try (part) {
            return repr(part, depth);
        }
    }

    private String repr(PyObject object, PyObject cls, int depth) {
        for (Map.Entry<String, PyObject> entry : exact.entrySet()) {
            if (cls.is(entry.getValue())) return container(entry.getKey(), object, depth);
        }
        if (cls.is(module)) return "<module " + object.getAttr("__name__") + ">";
        if (isSubclass(cls, type)) return "<class " + className(object) + ">";
        if (isSubclass(cls, baseException)) return typeName(object) + reprOfPart(object.getAttr("args"), depth + 1);
        String name = String.valueOf(cls.get("__name__"));
        if (List.of("builtin_function_or_method", "method_descriptor", "cython_function_or_method").contains(name)) {
            return "<" + name + " " + (object.hasAttr("__name__") ? object.getAttr("__name__").toString() : "?") + ">";
        }
        return maskAddresses(object.repr());
    }

    private boolean isSubclass(PyObject cls, PyObject base) {
        return (Boolean) builtins.call("issubclass", cls, base);
    }

    private String container(String kind, PyObject object, int depth) {
        Function<PyObject, String> item = part -> reprOfPart(part, depth + 1);
        return switch (kind) {
            case "list" -> join(object.items(), item, "[", "]");
            case "tuple" -> join(object.items(), item, "(", object.length() == 1 ? ",)" : ")");
            case "dict" -> dict(object, depth);
            case "set" -> object.length() == 0 ? "set()" : sorted(object.items(), item, "{", "}");
            case "frozenset" -> object.length() == 0 ? "frozenset()" : sorted(object.items(), item, "frozenset({", "})");
            default -> "memoryview(" + object.invokeMethod("tobytes", List.of(), Map.of()).repr() + "," + object.getAttr("format").repr() + ","
                    + object.getAttr("shape").repr() + ")";
        };
    }

    private String dict(PyObject dict, int depth) {
        List<String> items = new ArrayList<>();
        for (PyObject pair : dict.invokeMethod("items", List.of(), Map.of()).items()) {
            try (pair) {
                List<PyObject> both = pair.items();
                items.add(reprOfPart(both.get(0), depth + 1) + ": " + reprOfPart(both.get(1), depth + 1));
            }
        }
        return "{" + String.join(", ", items) + "}";
    }

    private static String join(List<PyObject> items, Function<PyObject, String> item, String open, String close) {
        return items.stream().map(item).collect(Collectors.joining(", ", open, close));
    }

    /** By code points, as Python sorts. */
    private static String sorted(List<PyObject> items, Function<PyObject, String> item, String open, String close) {
        return items.stream()
                .map(item)
                .sorted((a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()))
                .collect(Collectors.joining(", ", open, close));
    }

    static String maskAddresses(String text) {
        return ADDRESS.matcher(text).replaceAll("0xADDR");
    }

    /** Long texts as their first 400 code points, their length and their hash. */
    static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= MAX_LENGTH) return text;
        return text.substring(0, text.offsetByCodePoints(0, 400)) + "...#len=" + length + " sha256=" + sha256(text);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** UTF-8 with surrogates passed: three bytes each, where Java's encoder would put a question mark. */
    private static byte[] utf8(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * text.length());
        text.codePoints().forEach(point -> {
            if (point >= 0xd800 && point < 0xe000) {
                bytes.put((byte) (0xe0 | point >> 12)).put((byte) (0x80 | point >> 6 & 0x3f)).put((byte) (0x80 | point & 0x3f));
            } else {
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }
}
