package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.layout._PyUnicodeWriter;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.junit.jupiter.api.Test;

/**
 * Calls each lane whose parameters are objects, numbers, texts, types and places for results, and its Java twin, with equal random arguments:
 * results, errors with their messages, what became of the arguments and places, and reference counts must be the same; so for slots of types that
 * make iterators, advance them, show or call. {@link LaneKindsTest} has those with arrays, buffers and {@code va_list}, and {@code tp_dealloc};
 * {@code _PyUnicodeWriter} has a test of its own. {@code -Dcapi4j.twins=N} makes N calls of each rather than 8.
 */
class LaneTwinsTest {
    private static final Path FACTS = Path.of(System.getProperty("capi4j.root", "..")).resolve("capi-headers/facts/capi-3.11.tsv");
    private static final int CALLS = Integer.getInteger("capi4j.twins", 8);
    private static final long SEED = 20_240_229;

    /** What all share, such as the empty tuple, has a reference count above this, to which errors of earlier calls contribute too. */
    static final long SHARED = 1L << 30;

    private static final Map<String, ValueLayout> LAYOUTS = Map.of(
            "PyObject *", ValueLayout.JAVA_LONG, "Py_ssize_t", ValueLayout.JAVA_LONG, "long", ValueLayout.JAVA_LONG, "unsigned long", ValueLayout.JAVA_LONG, "size_t",
            ValueLayout.JAVA_LONG, "long long", ValueLayout.JAVA_LONG, "unsigned long long", ValueLayout.JAVA_LONG, "Py_hash_t", ValueLayout.JAVA_LONG, "int",
            ValueLayout.JAVA_INT, "double", ValueLayout.JAVA_DOUBLE);

    /** Parameters that are addresses of something else than objects; the last three stand for the type str, arguments and no keywords. */
    private static final Set<String> POINTERS = Set.of("const char *", "PyTypeObject *", "PyObject **", "Py_ssize_t *", "int *", "char **", "str", "args", "NULL");

    private static final Set<String> TEXTS = Set.of("const char *", "char *");

    /** Slots with their parameters. */
    private static final Map<String, List<String>> SLOTS = Map.ofEntries(
            Map.entry("c4j_ListType_iter", List.of("PyObject *")),
            Map.entry("c4j_TupleType_iter", List.of("PyObject *")),
            Map.entry("c4j_DictType_iter", List.of("PyObject *")),
            Map.entry("c4j_ListIterType_next", List.of("PyObject *")),
            Map.entry("c4j_TupleIterType_next", List.of("PyObject *")),
            Map.entry("c4j_DictIterKeyType_next", List.of("PyObject *")),
            Map.entry("c4j_FloatType_repr", List.of("PyObject *")),
            Map.entry("c4j_LongArithmetic_repr", List.of("PyObject *")),
            Map.entry("c4j_TypeType_call", List.of("PyTypeObject *", "args", "NULL")),
            Map.entry("c4j_StrType_make", List.of("str", "args", "NULL")));

    private static final List<String> SOME_TEXTS = List.of("key1", "key4", "some text", "", "__class__", "strict", "utf-8", "latin-1", "12", " -7 ", "0x1f", "t\u00e9xt");

    /** Those whose calls take neither much time nor memory, whatever their arguments. */
    private static final long[] TYPES = {
        BuiltinTypes.STR, BuiltinTypes.LIST, BuiltinTypes.TUPLE, BuiltinTypes.DICT, BuiltinTypes.FLOAT, BuiltinTypes.OBJECT, BuiltinTypes.BOOL, BuiltinTypes.INT
    };

    /** Room for what a function stores through a pointer, and for texts. */
    private static final int ROOM = 96;

    /** Those whose result isn't filled yet, or that take arguments that CPython doesn't look at either. */
    private static final Set<String> OTHERS = Set.of("PyUnicode_New", "PyList_New", "PyTuple_New", "PyObject_Call", "PyNumber_AsSsize_t", "PyErr_SetObject", "PyErr_SetNone", "PyErr_GivenExceptionMatches",
            "PyErr_ExceptionMatches", "PyMethod_New", "PyErr_SetString", "PyUnicode_InternInPlace");

    /** As in CPython, their first argument must be what it should be. */
    private static final Set<String> TRUSTING = Set.of("PyDict_Contains", "PyDict_Size", "PyUnicode_CompareWithASCIIString", "PyUnicode_Substring");

    /** A function with a lane; types without names. */
    private record Function(String name, int index, String result, List<String> parameters) {
        MethodHandle at(long address) {
            MemoryLayout[] layouts = parameters.stream().map(Function::layout).toArray(MemoryLayout[]::new);
            FunctionDescriptor descriptor = result.equals("void") ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(layout(result), layouts);
            return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor);
        }

        private static ValueLayout layout(String type) {
            return LAYOUTS.getOrDefault(type, ValueLayout.JAVA_LONG);
        }
    }

    @Test
    void twinsAgree() throws Exception {
        Map<String, Integer> places = new HashMap<>();
        try (Interpreter interpreter = Interpreter.open()) {
            List<String> lanes = LanesTest.lanes();
            long entries = Shim.symbol("c4j_entries"), count = (Shim.symbol("c4j_trampolines_end") - Shim.symbol("c4j_trampolines")) / 8;
            for (int i = 0; i < count; i++) places.put(Memory.getString(Memory.getLong(entries + 8L * i)).replaceAll("\\|.*", ""), i);
            List<Function> functions = functions(lanes, places);
            assertTrue(functions.size() > 60, "only " + functions.size() + " lanes found");
            interpreter.run(() -> {
                for (Function function : functions) compare(function);
                return null;
            });
        }
    }

    /** The same random writing by lanes and by twins. */
    @Test
    void writersAgree() throws Exception {
        Map<String, Integer> places = new HashMap<>();
        try (Interpreter interpreter = Interpreter.open()) {
            long entries = Shim.symbol("c4j_entries"), lanes = Shim.symbol("c4j_lanes");
            long count = (Shim.symbol("c4j_trampolines_end") - Shim.symbol("c4j_trampolines")) / 8;
            for (int i = 0; i < count; i++) places.put(Memory.getString(Memory.getLong(entries + 8L * i)).replaceAll("\\|.*", ""), i);
            List<Function> functions = List.of(
                    writing(places, "_PyUnicodeWriter_Init", "void"),
                    writing(places, "_PyUnicodeWriter_WriteChar", "int", "int"),
                    writing(places, "_PyUnicodeWriter_WriteSubstring", "int", "PyObject *", "Py_ssize_t", "Py_ssize_t"),
                    writing(places, "_PyUnicodeWriter_Finish", "PyObject *"));
            interpreter.run(() -> {
                MethodHandle[] fast = functions.stream().map(each -> each.at(Memory.getLong(lanes + 8L * each.index()))).toArray(MethodHandle[]::new);
                MethodHandle[] slow = functions.stream().map(each -> each.at(twin(each.index()))).toArray(MethodHandle[]::new);
                for (int i = 0; i < 20 * CALLS; i++) assertEquals(written(slow, SEED + i), written(fast, SEED + i), "seed " + (SEED + i));
                return null;
            });
        }
    }

    private static Function writing(Map<String, Integer> places, String name, String result, String... behind) {
        List<String> parameters = new ArrayList<>(List.of("_PyUnicodeWriter *"));
        parameters.addAll(List.of(behind));
        return new Function(name, places.get(name), result, parameters);
    }

    /** What a writer looks like after each step, and the str that comes of it. */
    private static String written(MethodHandle[] functions, long seed) {
        Random random = new Random(seed);
        StringBuilder seen = new StringBuilder();
        long writer = place();
        invoke(functions[0], List.of(writer));
        Memory.putByte(writer + _PyUnicodeWriter.overallocate, (byte) random.nextInt(2));
        if (random.nextInt(3) == 0) Memory.putLong(writer + _PyUnicodeWriter.min_length, random.nextInt(40));
        for (int steps = random.nextInt(8); steps > 0; steps--) {
            if (random.nextBoolean()) {
                int[] characters = {'a', 'z', 0xe9, 0x6771, 0x1f600, '0'};
                seen.append(invoke(functions[1], List.of(writer, characters[random.nextInt(characters.length)])));
            } else {
                String text = List.of("some text", "t\u00e9xt", "\u6771\u4eac text", "", "a").get(random.nextInt(5));
                long start = random.nextInt(text.length() + 1), end = start + random.nextInt((int) (text.length() - start) + 1);
                if (random.nextInt(3) == 0) {
                    start = 0;
                    end = text.length();
                }
                long str = Strings.of(text);
                seen.append(invoke(functions[2], List.of(writer, str, start, end)));
                References.decref(str);
            }
            seen.append(" at ").append(Memory.getLong(writer + _PyUnicodeWriter.pos)).append(" up to ").append(Memory.getInt(writer + _PyUnicodeWriter.maxchar)).append("; ");
        }
        long str = (long) invoke(functions[3], List.of(writer));
        seen.append(show(str)).append(' ').append(Strings.kind(str)).append(Memory.getLong(writer + _PyUnicodeWriter.buffer));
        References.decref(str);
        return seen.toString();
    }

    private static List<Function> functions(List<String> lanes, Map<String, Integer> places) throws IOException {
        List<Function> functions = new ArrayList<>();
        for (String line : Files.readAllLines(FACTS)) {
            String[] cells = line.split("\t", -1);
            if (!lanes.contains(cells[0]) || OTHERS.contains(cells[0])) continue;
            String signature = cells[11];
            int open = signature.indexOf('(');
            String result = type(signature.substring(0, open).replaceFirst("\\s*\\b" + cells[0] + "$", ""));
            List<String> parameters = Stream.of(signature.substring(open + 1, signature.lastIndexOf(')')).split(",")).map(LaneTwinsTest::type).toList();
            boolean known = parameters.stream().allMatch(parameter -> LAYOUTS.containsKey(parameter) || POINTERS.contains(parameter));
            if (!known || !(LAYOUTS.containsKey(result) || TEXTS.contains(result) || result.equals("void"))) continue;
            functions.add(new Function(cells[0], places.get(cells[0]), result, parameters));
        }
        SLOTS.forEach((name, parameters) -> functions.add(new Function(name, places.get(name), "PyObject *", parameters)));
        return functions;
    }

    /** Without a parameter's name. */
    private static String type(String text) {
        String type = text.strip();
        if (LAYOUTS.containsKey(type) || type.equals("void")) return type;
        return type.replaceFirst("\\s*\\w+$", "").strip();
    }

    private static void compare(Function function) {
        MethodHandle lane = function.at(Memory.getLong(Shim.symbol("c4j_lanes") + 8L * function.index()));
        MethodHandle twin = function.at(twin(function.index()));
        for (int i = 0; i < CALLS; i++) {
            long seed = SEED + i * 31L + function.name().hashCode();
            String where = function.name() + ", seed " + seed;
            try {
                assertEquals(outcome(function, twin, seed), outcome(function, lane, seed), where);
            } catch (RuntimeException failure) {
                throw new AssertionError(where, failure);
            }
        }
    }

    /** The address of a function's upcall stub. */
    static long twin(int index) {
        MethodHandle bind = Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(Shim.symbol("c4j_bind")), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        return (long) invoke(bind, List.of((long) index));
    }

    static Object invoke(MethodHandle handle, List<?> arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    /** Everything that can be seen of a call. */
    private static String outcome(Function function, MethodHandle handle, long seed) {
        Random random = new Random(seed);
        List<Object> arguments = new ArrayList<>();
        boolean sized = function.parameters().contains("const char *");
        for (String parameter : function.parameters()) {
            if (sized && parameter.equals("Py_ssize_t")) {
                arguments.add((long) random.nextInt(10) - 1); // a text has no more than its room
                continue;
            }
            boolean fits = arguments.isEmpty() && (TRUSTING.contains(function.name()) || SLOTS.containsKey(function.name()) || random.nextInt(4) > 0);
            arguments.add(fits && parameter.equals("PyObject *") ? receiver(function.name(), random) : argument(parameter, random));
        }
        if (function.name().equals("PyList_SetSlice") && random.nextBoolean() && References.type((long) arguments.get(0)) == BuiltinTypes.LIST) {
            long size = ListType.size((long) arguments.get(0));
            arguments.subList(1, 4).clear();
            arguments.addAll(List.of(size, size, ListType.of(objects(random, 2))));
        }
        if (function.name().endsWith("shift")) arguments.set(1, LongType.of(random.nextInt(80) - 5)); // a larger count takes all memory
        if (function.name().endsWith("Multiply") && Stream.of(0, 1).anyMatch(i -> isSequence(arguments.get(i)))) {
            arguments.replaceAll(each -> References.type((long) each) == BuiltinTypes.INT ? LongType.of(random.nextInt(20)) : each);
        }
        List<Long> objects = objects(function, arguments);
        objects.forEach(References::incref); // one that is stolen, too, can be looked at afterwards
        List<Long> before = objects.stream().map(Memory::getLong).toList();
        String shown = objects.stream().map(LaneTwinsTest::show).toList().toString();
        Object result = invoke(handle, arguments);
        StringBuilder outcome = new StringBuilder(shown + " -> ");
        if (ErrorIndicator.isSet()) {
            outcome.append("raises ").append(show(ExceptionType.normalise(ErrorIndicator.fetch()).value())).append(", returns ").append(result);
        } else if (function.result().equals("PyObject *")) {
            int which = objects.indexOf((Long) result);
            outcome.append(which >= 0 ? "argument " + which : (long) result == 0 ? "NULL" : show((long) result));
        } else if (TEXTS.contains(function.result())) {
            outcome.append((long) result == 0 ? "NULL" : Memory.getString((long) result));
        } else {
            outcome.append(result);
        }
        for (int i = 0; i < objects.size(); i++) {
            outcome.append("; ").append(show(objects.get(i)));
            if (before.get(i) < SHARED) outcome.append(' ').append(Memory.getLong(objects.get(i)) - before.get(i));
        }
        for (int i = 0; i < arguments.size(); i++) outcome.append("; ").append(stored(function.parameters().get(i), arguments.get(i)));
        return outcome.toString().replaceAll("0x[0-9a-f]+", "0xADDR");
    }

    /** What stands in a place that a function was given. */
    private static String stored(String type, Object place) {
        return switch (type) {
            case "PyObject **" -> Memory.getLong((long) place) == 0 ? "NULL" : show(Memory.getLong((long) place));
            case "char **" -> Memory.getLong((long) place) == 0 ? "NULL" : Memory.getString(Memory.getLong((long) place));
            case "Py_ssize_t *" -> String.valueOf(Memory.getLong((long) place));
            case "int *" -> String.valueOf(Memory.getInt((long) place));
            default -> "";
        };
    }

    /** A new text, zeros behind it. */
    static long text(String content) {
        long text = place();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) Memory.putByte(text + i, bytes[i]);
        return text;
    }

    /** Zeroed memory, never freed. */
    static long place() {
        long place = Allocation.allocate(ROOM);
        Memory.fill(place, ROOM, (byte) 0);
        return place;
    }

    private static boolean isSequence(Object object) {
        long type = References.type((long) object);
        return type != BuiltinTypes.INT && type != BuiltinTypes.FLOAT;
    }

    private static List<Long> objects(Function function, List<Object> arguments) {
        List<Long> objects = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) if (function.parameters().get(i).equals("PyObject *")) objects.add((Long) arguments.get(i));
        return objects;
    }

    static String show(long object) {
        try {
            return Objects.reprString(object);
        } catch (PyError tooLong) {
            return tooLong.getMessage();
        }
    }

    private static Object argument(String type, Random random) {
        return switch (type) {
            case "PyObject *" -> object(random, 2);
            case "const char *" -> text(SOME_TEXTS.get(random.nextInt(SOME_TEXTS.size())));
            case "PyTypeObject *" -> TYPES[random.nextInt(TYPES.length)];
            case "PyObject **", "Py_ssize_t *", "int *", "char **" -> place();
            case "str" -> BuiltinTypes.STR;
            case "args" -> TupleType.of(objects(random, 2));
            case "NULL" -> 0L;
            case "int" -> random.nextInt(6);
            case "double" -> random.nextInt(4) == 0 ? random.nextGaussian() * 1e30 : random.nextInt(2000) / 8.0 - 100;
            default -> random.nextInt(5) == 0 ? random.nextLong() >> random.nextInt(60) : (long) random.nextInt(6) - 1;
        };
    }

    /** A first argument as the function's name wants it. */
    private static long receiver(String function, Random random) {
        String family = function.replaceFirst("^_?((?:Py|c4j_)\\w+?)_.*", "$1");
        return switch (family) {
            case "c4j_ListType" -> ListType.of(objects(random, 2));
            case "c4j_TupleType" -> TupleType.of(objects(random, 2));
            case "c4j_DictType" -> dict(random, 2);
            case "c4j_ListIterType" -> Objects.iter(ListType.of(objects(random, 2)));
            case "c4j_TupleIterType" -> Objects.iter(TupleType.of(objects(random, 2)));
            case "c4j_DictIterKeyType" -> Objects.iter(dict(random, 2));
            case "c4j_FloatType" -> FloatType.of(random.nextBoolean() ? random.nextInt(4000) / 16.0 - 100 : random.nextGaussian() * 1e20);
            case "c4j_LongArithmetic" -> LongType.of(random.nextLong() >> random.nextInt(64));
            case "PyBytes" -> BytesType.of("some bytes".substring(random.nextInt(10)).getBytes(StandardCharsets.US_ASCII));
            case "PyDict", "PyMapping" -> dict(random, 2);
            case "PyList", "PySequence" -> ListType.of(objects(random, 2));
            case "PyTuple" -> TupleType.of(objects(random, 2));
            case "PyUnicode" -> Strings.of("some text with words".substring(random.nextInt(18)));
            case "PyLong", "PyNumber" -> LongType.of(random.nextLong() >> random.nextInt(64));
            case "PyFloat" -> random.nextBoolean() ? FloatType.of(random.nextInt(4000) / 16.0 - 100) : Strings.of(String.valueOf(random.nextInt(40000) / 64.0 - 100));
            default -> object(random, 2);
        };
    }

    /** A new object of any plain type. */
    static long object(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> LongType.of((long) random.nextInt(12) - 3);
            case 1 -> LongType.of(random.nextLong() >> random.nextInt(64));
            case 2 -> LongType.of(new BigInteger(20 + random.nextInt(200), random).subtract(BigInteger.TEN));
            case 3 -> FloatType.of(random.nextInt(3) == 0 ? random.nextGaussian() * 1e20 : random.nextInt(4000) / 16.0 - 100);
            case 4 -> Strings.of(random.nextBoolean() ? "key" + random.nextInt(5) : "t\u00e9xt \u6771".substring(random.nextInt(6)));
            case 5 -> BytesType.of("some bytes".substring(random.nextInt(10)).getBytes(StandardCharsets.US_ASCII));
            case 6 -> ListType.of(objects(random, depth));
            case 7 -> TupleType.of(objects(random, depth));
            default -> dict(random, depth);
        };
    }

    static long[] objects(Random random, int depth) {
        return random.longs(random.nextInt(4)).map(unused -> object(random, depth - 1)).toArray();
    }

    static long dict(Random random, int depth) {
        long dict = DictType.make();
        for (int i = random.nextInt(4); i > 0; i--) DictType.set(dict, Strings.of("key" + random.nextInt(5)), object(random, depth - 1));
        return dict;
    }
}
