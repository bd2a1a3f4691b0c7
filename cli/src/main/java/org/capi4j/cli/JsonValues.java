package org.capi4j.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/**
 * JSON to Python values, in the notation of replay cases: JSON's own values, and one-keyed objects for what JSON lacks, such as
 * {@code {"bytes": base64}}, {@code {"tuple": [...]}}, {@code {"bigint": "decimal"}} or {@code {"ref": "$3.attr"}}.
 */
final class JsonValues {
    private static final Set<String> SPECIAL = Set.of(
            "bytes", "bytearray", "memoryview", "tuple", "set", "frozenset", "complex", "bigint", "float", "dict", "slice", "ellipsis", "builtin",
            "ref");

    private final Interpreter interpreter;
    private final PyModule builtins;
    private final Function<String, PyObject> references;
    private final UnaryOperator<PyObject> made;

    /** {@code references} finds the value of a {@code "ref"}, {@code made} hears of every other handle. */
    JsonValues(Interpreter interpreter, Function<String, PyObject> references, UnaryOperator<PyObject> made) {
        this.interpreter = interpreter;
        this.builtins = interpreter.importModule("builtins");
        this.references = references;
        this.made = made;
    }

    /** Reads what Python's json module reads, integers and strings of any length among it, and writes ASCII as it does. */
    static ObjectMapper mapper() {
        StreamReadConstraints generous =
                StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE).build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(generous).build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** A handle on the value. */
    PyObject toPython(JsonNode node) {
        return made.apply(interpreter.convert(toJava(node)));
    }

    /** What {@link Interpreter#convert} makes the value from. */
    Object toJava(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            case NUMBER -> number(node);
            case ARRAY -> grown(node);
            case OBJECT -> object(node);
            default -> throw Failure.usage("no JSON value: " + node);
        };
    }

    private static Object number(JsonNode node) {
        if (node.isFloatingPointNumber()) return node.doubleValue();
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }

    private List<Object> list(JsonNode node) {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(toJava(item)));
        return list;
    }

    /** A list that has grown item by item, as the oracle's have: its size in memory tells. */
    private PyObject grown(JsonNode node) {
        PyObject list = builtin("list");
        for (JsonNode item : node) list.callMethod("append", toJava(item));
        return list;
    }

    private Object object(JsonNode node) {
        if (node.size() == 1 && SPECIAL.contains(node.fieldNames().next())) {
            String kind = node.fieldNames().next();
            return special(kind, node.get(kind));
        }
        Map<String, Object> dict = new LinkedHashMap<>();
        node.properties().forEach(entry -> dict.put(entry.getKey(), toJava(entry.getValue())));
        return dict;
    }

    private Object special(String kind, JsonNode value) {
        return switch (kind) {
            case "bytes" -> Base64.getDecoder().decode(value.textValue());
            case "bytearray", "memoryview" -> builtin(kind, (Object) Base64.getDecoder().decode(value.textValue()));
            case "tuple", "set", "frozenset" -> builtin(kind, list(value));
            case "complex" -> builtin(kind, list(value).toArray());
            case "slice" -> builtin(kind, list(value).toArray());
            case "bigint" -> new java.math.BigInteger(value.textValue());
            case "float" -> floating(value.textValue());
            case "dict" -> builtin(kind, pairs(value));
            case "ellipsis" -> made.apply(builtins.getAttr("Ellipsis"));
            case "builtin" -> made.apply(builtins.getAttr(value.textValue()));
            case "ref" -> references.apply(value.textValue());
            default -> throw new IllegalStateException(kind);
        };
    }

    private List<Object> pairs(JsonNode node) {
        List<Object> pairs = new ArrayList<>();
        node.forEach(pair -> pairs.add(list(pair)));
        return pairs;
    }

    private static double floating(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private PyObject builtin(String name, Object... args) {
        return made.apply(builtins.invokeMethod(name, java.util.Arrays.asList(args), Map.of()));
    }
}
