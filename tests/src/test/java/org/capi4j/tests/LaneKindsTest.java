package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;
import org.junit.jupiter.api.Test;

/**
 * As {@link LaneTwinsTest}, for what takes arrays of arguments, buffers or a {@code va_list}, for what ends an object, and for the formats of {@code PyArg_Parse*}
 * and {@code Py_BuildValue}, whose C code has its twins in the functions that take a {@code va_list}. {@link LaneDescriptorsTest} has the rest. {@code -Dcapi4j.twins=N} makes N times 10 calls of each.
 */
class LaneKindsTest {
    static final int CALLS = 10 * Integer.getInteger("capi4j.twins", 8);
    private static final long SEED = 20_251_130;

    /** {@code PY_VECTORCALL_ARGUMENTS_OFFSET}. */
    private static final long SPARE = 1L << 63;

    private static final FunctionDescriptor FOUR = longs(4);

    static FunctionDescriptor longs(int count) {
        MemoryLayout[] parameters = new MemoryLayout[count];
        Arrays.fill(parameters, ValueLayout.JAVA_LONG);
        return FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters);
    }

    static MethodHandle at(long address, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor, options);
    }

    /** Both sides of a function. */
    record Pair(String name, MethodHandle lane, MethodHandle twin) {
        static Pair of(String name, FunctionDescriptor descriptor) {
            int index = PLACES.get(name);
            return new Pair(name, at(Memory.getLong(Shim.symbol("c4j_lanes") + 8L * index), descriptor), at(LaneTwinsTest.twin(index), descriptor));
        }

        /** What {@code outcome} sees must be the same. */
        void compare(BiFunction<MethodHandle, Random, String> outcome) {
            for (int i = 0; i < CALLS; i++) {
                long seed = SEED + i * 31L + name.hashCode();
                try {
                    assertEquals(outcome.apply(twin, new Random(seed)), outcome.apply(lane, new Random(seed)), name + ", seed " + seed);
                } catch (RuntimeException failure) {
                    throw new AssertionError(name + ", seed " + seed, failure);
                }
            }
        }
    }

    private static final Map<String, Integer> PLACES = new HashMap<>();

    interface Action {
        void run();
    }

    static void inside(Action action) throws Exception {
        try (Interpreter interpreter = Interpreter.open()) {
            long entries = Shim.symbol("c4j_entries"), count = (Shim.symbol("c4j_trampolines_end") - Shim.symbol("c4j_trampolines")) / 8;
            for (int i = 0; i < count; i++) PLACES.put(Memory.getString(Memory.getLong(entries + 8L * i)).replaceAll("\\|.*", ""), i);
            interpreter.run(() -> {
                action.run();
                return null;
            });
        }
    }

    static long call(MethodHandle handle, Object... arguments) {
        return (long) LaneTwinsTest.invoke(handle, List.of(arguments));
    }

    /** The result, or the error that is set. */
    static String result(long result) {
        if (ErrorIndicator.isSet()) return "raises " + LaneTwinsTest.show(ExceptionType.normalise(ErrorIndicator.fetch()).value()) + ", returns " + result;
        return result == 0 ? "NULL" : LaneTwinsTest.show(result);
    }

    static String withoutAddresses(String text) {
        return text.replaceAll("0x[0-9a-f]+", "0xADDR");
    }

    /** What became of objects that a call was given, and of their reference counts. */
    static final class Watched {
        private final long[] objects;
        private final long[] before;

        Watched(long... objects) {
            this.objects = Arrays.stream(objects).filter(each -> each != 0).toArray();
            Arrays.stream(this.objects).forEach(References::incref);
            before = Arrays.stream(this.objects).map(Memory::getLong).toArray();
        }

        /** The counts of what others share aren't told. */
        @Override
        public String toString() {
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < objects.length; i++) {
                seen.append("; ").append(LaneTwinsTest.show(objects[i]));
                if (before[i] < LaneTwinsTest.SHARED) seen.append(' ').append(Memory.getLong(objects[i]) - before[i]);
            }
            return seen.toString();
        }
    }

    // Calls

    /** Methods by what they are of: some of each calling convention. */
    private static final List<String> STR_METHODS = List.of("upper", "split", "find", "join", "encode", "startswith", "strip", "isalpha", "partition", "replace", "title");
    private static final List<String> LIST_METHODS = List.of("copy", "append", "extend", "index", "pop", "reverse", "count", "sort", "clear", "insert");
    private static final List<String> DICT_METHODS = List.of("get", "copy", "pop", "setdefault", "keys", "items", "update", "clear", "popitem");
    private static final List<String> FUNCTIONS = List.of(
            "len", "abs", "repr", "hash", "ord", "chr", "bin", "callable", "isinstance", "divmod", "sorted", "sum", "iter", "format", "ascii", "any", "all",
            "hasattr", "getattr", "round", "globals");

    private static long receiver(long type, Random random) {
        if (type == BuiltinTypes.STR) return Strings.of("some Text".substring(random.nextInt(9)));
        if (type == BuiltinTypes.LIST) return ListType.of(LaneTwinsTest.objects(random, 2));
        return LaneTwinsTest.dict(random, 2);
    }

    private static String method(long type, Random random) {
        List<String> names = type == BuiltinTypes.STR ? STR_METHODS : type == BuiltinTypes.LIST ? LIST_METHODS : DICT_METHODS;
        return names.get(random.nextInt(names.size()));
    }

    private static long type(Random random) {
        return new long[] {BuiltinTypes.STR, BuiltinTypes.LIST, BuiltinTypes.DICT}[random.nextInt(3)];
    }

    /** A new function, method or type. */
    private static long callable(Random random) {
        long type = type(random);
        return switch (random.nextInt(4)) {
            case 0 -> Objects.getAttr(type, method(type, random));
            case 1 -> Objects.getAttr(receiver(type, random), method(type, random));
            case 2 -> type;
            default -> Objects.getAttr(builtins, FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
        };
    }

    private static long builtins;

    /** Arguments as {@code vectorcall} takes them. */
    private record Arguments(long array, long[] objects, long nargsf, long names) {
        static Arguments of(long first, Random random, boolean names) {
            List<Long> objects = new ArrayList<>();
            if (first != 0) objects.add(first);
            for (int i = random.nextInt(3); i > 0; i--) objects.add(LaneTwinsTest.object(random, 1));
            long count = objects.size(), given = 0;
            if (names && random.nextInt(5) == 0) {
                objects.add(LaneTwinsTest.object(random, 1));
                given = TupleType.of(Strings.of(List.of("reverse", "sep", "default", "base").get(random.nextInt(4))));
            }
            boolean spare = random.nextBoolean();
            long place = LaneTwinsTest.place();
            for (int i = 0; i < objects.size(); i++) Memory.putLong(place + 8L * (i + 1), objects.get(i));
            return new Arguments(place + 8, objects.stream().mapToLong(each -> each).toArray(), count | (spare ? SPARE : 0), given);
        }
    }

    @Test
    void vectorcallsAgree() throws Exception {
        inside(() -> {
            builtins = Imports.importModule("builtins");
            Pair.of("PyObject_Vectorcall", FOUR).compare((function, random) -> vectorcall(function, callable(random), 0, random, true));
            Pair.of("PyObject_VectorcallDict", FOUR).compare((function, random) -> {
                long callable = callable(random), kwargs = random.nextInt(4) == 0 ? LaneTwinsTest.dict(random, 1) : 0;
                Arguments arguments = Arguments.of(0, random, false);
                Watched watched = new Watched(arguments.objects);
                return withoutAddresses(LaneTwinsTest.show(callable) + result(call(function, callable, arguments.array, arguments.nargsf, kwargs)) + watched);
            });
            Pair.of("PyObject_VectorcallMethod", FOUR).compare((function, random) -> {
                long type = type(random);
                return vectorcall(function, Strings.of(method(type, random)), receiver(type, random), random, true);
            });
            Pair.of("c4j_ListType_vectorcall", FOUR).compare((function, random) -> vectorcall(function, BuiltinTypes.LIST, 0, random, true));
            for (String convention : List.of("NoArgs", "O", "Fast", "FastKeywords")) slot("c4j_CFunctionType_vectorcall" + convention, PyCFunctionObject.vectorcall);
            for (String convention : List.of("NoArgs", "O", "Fast")) slot("c4j_MethodDescrType_vectorcall" + convention, PyMethodDescrObject.vectorcall);
        });
    }

    /** A function or method by its name, of a type or of an object of it; NULL is the module of built-in functions. */
    private record Named(long type, String name) {
        long of(long self) {
            return Objects.getAttr(type == 0 ? builtins : self, name);
        }
    }

    private static List<Named> named() {
        List<Named> all = new ArrayList<>();
        STR_METHODS.forEach(name -> all.add(new Named(BuiltinTypes.STR, name)));
        LIST_METHODS.forEach(name -> all.add(new Named(BuiltinTypes.LIST, name)));
        DICT_METHODS.forEach(name -> all.add(new Named(BuiltinTypes.DICT, name)));
        FUNCTIONS.forEach(name -> all.add(new Named(0, name)));
        return all;
    }

    /** Of functions and methods that have this very slot. */
    private static void slot(String name, long field) {
        long slot = Shim.symbol("c4j_trampolines") + 8L * PLACES.get(name);
        boolean ofMethods = name.startsWith("c4j_Method");
        List<Named> suiting = named().stream()
                .filter(each -> !ofMethods || each.type != 0)
                .filter(each -> Memory.getLong(each.of(ofMethods ? each.type : receiver(each.type, new Random(SEED))) + field) == slot)
                .toList();
        Pair.of(name, FOUR).compare((function, random) -> {
            Named chosen = suiting.get(random.nextInt(suiting.size()));
            long self = receiver(chosen.type, random);
            return vectorcall(function, chosen.of(ofMethods ? chosen.type : self), ofMethods && random.nextInt(5) > 0 ? self : 0, random, true);
        });
    }

    private static String vectorcall(MethodHandle function, long callable, long first, Random random, boolean names) {
        Arguments arguments = Arguments.of(first, random, names);
        Watched watched = new Watched(arguments.objects);
        String called = LaneTwinsTest.show(callable) + Arrays.stream(arguments.objects).mapToObj(LaneTwinsTest::show).toList();
        return withoutAddresses(called + " -> " + result(call(function, callable, arguments.array, arguments.nargsf, arguments.names)) + watched);
    }

    // The end of objects

    @Test
    void deallocationsAgree() throws Exception {
        Map<String, BiFunction<long[], Random, Long>> makers = Map.of(
                "c4j_ListType_dealloc", (contents, random) -> ListType.of(contents),
                "c4j_TupleType_dealloc", (contents, random) -> TupleType.of(contents),
                "c4j_DictType_dealloc", (contents, random) -> dictOf(contents),
                "c4j_StrType_dealloc", (contents, random) -> Strings.of("t\u00e9xt " + random.nextInt()),
                "c4j_BytesType_dealloc", (contents, random) -> BytesType.of(new byte[2 + random.nextInt(700)]),
                "c4j_FloatType_dealloc", (contents, random) -> FloatType.of(random.nextGaussian()),
                "c4j_LongArithmetic_dealloc", (contents, random) -> LongType.of(random.nextLong()),
                "c4j_ObjectType_dealloc", (contents, random) -> Calls.callNoArgs(BuiltinTypes.OBJECT),
                "c4j_CFunctionType_dealloc", (contents, random) -> Objects.getAttr(ListType.of(contents), LIST_METHODS.get(random.nextInt(LIST_METHODS.size()))),
                "c4j_AttributeErrorType_dealloc", (contents, random) -> Calls.call(Exceptions.AttributeError, TupleType.of(contents), 0));
        inside(() -> makers.forEach((name, maker) -> Pair.of(name, FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG)).compare((function, random) -> {
            long[] contents = LaneTwinsTest.objects(random, 2);
            Watched watched = new Watched(contents);
            long object = maker.apply(contents, random);
            if (Memory.getLong(object) != 1) return "shared"; // a single character, a small int
            Memory.putLong(object, 0);
            LaneTwinsTest.invoke(function, List.of(object));
            return watched + " " + ErrorIndicator.isSet();
        })));
    }

    private static long dictOf(long[] values) {
        long dict = DictType.make();
        for (int i = 0; i < values.length; i++) DictType.set(dict, Strings.of("key" + i), values[i]);
        return dict;
    }

    // Buffers

    @Test
    void buffersAgree() throws Exception {
        FunctionDescriptor get = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
        FunctionDescriptor test = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_BYTE);
        inside(() -> {
            Pair contiguous = Pair.of("PyBuffer_IsContiguous", test), release = Pair.of("PyBuffer_Release", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
            for (String name : List.of("PyObject_GetBuffer", "c4j_BytesType_getBuffer", "c4j_ByteArrayType_getBuffer")) {
                Pair pair = Pair.of(name, get);
                pair.compare((function, random) -> {
                    boolean isLane = function == pair.lane;
                    long exporter = exporter(name, random), view = LaneTwinsTest.place();
                    Watched watched = new Watched(exporter);
                    int got = (int) LaneTwinsTest.invoke(function, List.of(exporter, view, random.nextInt(0x200)));
                    String seen = LaneTwinsTest.show(exporter) + " -> " + got + (ErrorIndicator.isSet() ? result(got) : "") + view(view);
                    if (got == 0) {
                        byte order = (byte) "CFA".charAt(random.nextInt(3));
                        seen += " " + LaneTwinsTest.invoke(isLane ? contiguous.lane : contiguous.twin, List.of(view, order)) + watched;
                        LaneTwinsTest.invoke(isLane ? release.lane : release.twin, List.of(view));
                        seen += " released " + Memory.getLong(view + Py_buffer.obj);
                    }
                    return withoutAddresses(seen + watched + grown(exporter));
                });
            }
        });
    }

    private static long exporter(String function, Random random) {
        byte[] content = "some bytes".substring(random.nextInt(10)).getBytes();
        long bytes = BytesType.of(content);
        if (function.contains("BytesType")) return bytes;
        if (function.contains("ByteArrayType")) return Calls.callOneArg(BuiltinTypes.BYTE_ARRAY, bytes);
        return switch (random.nextInt(5)) {
            case 0, 1 -> bytes;
            case 2 -> Calls.callOneArg(BuiltinTypes.BYTE_ARRAY, bytes);
            case 3 -> Calls.callOneArg(BuiltinTypes.MEMORY_VIEW, bytes);
            default -> LaneTwinsTest.object(random, 2);
        };
    }

    private static String view(long view) {
        long shape = Memory.getLong(view + Py_buffer.shape), strides = Memory.getLong(view + Py_buffer.strides);
        return " " + (Memory.getLong(view + Py_buffer.obj) != 0) + Memory.getLong(view + Py_buffer.len) + "," + Memory.getLong(view + Py_buffer.itemsize) + ","
                + Memory.getInt(view + Py_buffer.readonly) + "," + Memory.getInt(view + Py_buffer.ndim) + "," + Memory.getString(Memory.getLong(view + Py_buffer.format)) + ","
                + (shape == 0 ? "" : Memory.getLong(shape)) + "," + (strides == 0 ? "" : Memory.getLong(strides)) + "," + Memory.getLong(view + Py_buffer.suboffsets);
    }

    /** A bytearray that nobody has a view of can grow. */
    private static String grown(long object) {
        if (References.type(object) != BuiltinTypes.BYTE_ARRAY) return "";
        return result(Calls.callMethod(object, "append", LongType.of(1)));
    }

    // va_list

    /** What a {@code va_list} is made from: each argument has eight bytes, as when all registers are used up. */
    static long vaList(List<Object> arguments) {
        long list = LaneTwinsTest.place(), rest = LaneTwinsTest.place();
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            Memory.putLong(rest + 8L * i, argument instanceof Double number ? Double.doubleToRawLongBits(number) : (Long) argument);
        }
        Memory.putInt(list, 48);
        Memory.putInt(list + 4, 176);
        Memory.putLong(list + 8, rest);
        return list;
    }

    /** A format for messages and what it wants. */
    private static String message(Random random, List<Object> arguments) {
        StringBuilder format = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            String unit = List.of("plain", "%s", "%d", "%ld", "%zd", "%u", "%x", "%c", "%R", "%S", "%U", "%.3s", "%5d", "%%", "%A", "%i", "%zu", "%.20s", "%05d").get(random.nextInt(19));
            format.append(unit).append(random.nextInt(3) == 0 ? " " : "");
            switch (unit) {
                case "plain", "%%" -> {}
                case "%s", "%.3s", "%.20s" -> arguments.add(LaneTwinsTest.text(List.of("text", "", "t\u00e9xt", "a longer text").get(random.nextInt(4))));
                case "%R", "%S", "%A" -> arguments.add(LaneTwinsTest.object(random, 2));
                case "%U" -> arguments.add(Strings.of("str" + random.nextInt(9)));
                case "%c" -> arguments.add((long) "aZ\u00e9\u6771".charAt(random.nextInt(4)));
                default -> arguments.add((long) (random.nextInt() >> random.nextInt(32)));
            }
        }
        return format.toString();
    }

    @Test
    void messagesAgree() throws Exception {
        inside(() -> {
            Pair.of("PyUnicode_FromFormatV", longs(2)).compare((function, random) -> {
                List<Object> arguments = new ArrayList<>();
                String format = message(random, arguments);
                return withoutAddresses(format + " -> " + result(call(function, LaneTwinsTest.text(format), vaList(arguments))));
            });
            Pair.of("PyErr_FormatV", longs(3)).compare((function, random) -> {
                List<Object> arguments = new ArrayList<>();
                String format = message(random, arguments);
                long type = random.nextBoolean() ? Exceptions.ValueError : Exceptions.KeyError;
                return withoutAddresses(format + " -> " + result(call(function, type, LaneTwinsTest.text(format), vaList(arguments))));
            });
        });
    }

    // Formats of arguments and values

    private static final int PLACES_FOR_ARGUMENTS = 10;
    private static final long UNTOUCHED = 0x5a5a5a5a5a5a5a5aL;

    /** {@code name(first, second, ...)} with ten more arguments, as C code calls a function with "..." at its end. */
    static MethodHandle variadic(String name, int fixed) {
        return at(Shim.symbol(name), longs(fixed + PLACES_FOR_ARGUMENTS), Linker.Option.firstVariadicArg(fixed));
    }

    private static String parseFormat(Random random) {
        StringBuilder format = new StringBuilder();
        int count = random.nextInt(5), optional = random.nextInt(2) == 0 ? random.nextInt(count + 1) : -1;
        for (int i = 0; i < count; i++) {
            if (i == optional) format.append('|');
            format.append(List.of("i", "l", "n", "h", "b", "B", "k", "L", "d", "f", "p", "O", "U", "S", "s", "z", "s#", "y#", "c", "C").get(random.nextInt(20)));
        }
        return format + List.of("", ":name", ";message").get(random.nextInt(3));
    }

    /** An argument that suits what the format has there, or any. */
    static long suiting(char unit, Random random) {
        if (random.nextInt(8) == 0) return LaneTwinsTest.object(random, 1);
        return switch (unit) {
            case 'd', 'f' -> random.nextBoolean() ? FloatType.of(random.nextInt(400) / 8.0) : LongType.of(random.nextInt(9));
            case 'U', 's', 'z' -> Strings.of(List.of("text", "t\u00e9xt", "", "with\0zero").get(random.nextInt(4)));
            case 'S', 'y' -> BytesType.of("bytes".substring(random.nextInt(5)).getBytes());
            case 'c' -> BytesType.of("a".getBytes());
            case 'C' -> Strings.of("\u6771");
            default -> LongType.of((random.nextLong() >> random.nextInt(64)) * (random.nextInt(3) == 0 ? 1 : 0) + random.nextInt(100));
        };
    }

    private static long tuple(String format, Random random) {
        String units = format.replaceAll("[:;].*|[|#]", "");
        int length = units.length() + (random.nextInt(6) == 0 ? random.nextInt(3) - 1 : 0);
        long[] items = new long[Math.max(0, length)];
        for (int i = 0; i < items.length; i++) items[i] = suiting(i < units.length() ? units.charAt(i) : 'O', random);
        return TupleType.of(items);
    }

    /** Ten places, and what stands there after a success: an object, a text, or bits. */
    record Outputs(long[] places) {
        static Outputs make() {
            long[] places = new long[PLACES_FOR_ARGUMENTS];
            for (int i = 0; i < places.length; i++) Memory.putLong(places[i] = LaneTwinsTest.place(), UNTOUCHED);
            return new Outputs(places);
        }

        List<Object> arguments() {
            return Arrays.stream(places).<Object>mapToObj(each -> each).toList();
        }

        String show(String format) {
            StringBuilder seen = new StringBuilder();
            String units = format.replaceAll("[:;].*|[|]", "");
            for (int i = 0; i < units.length(); i++) {
                long value = Memory.getLong(places[i]);
                boolean isObject = "OUS".indexOf(units.charAt(i)) >= 0, isText = "szy".indexOf(units.charAt(i)) >= 0;
                boolean isPointer = (isObject || isText) && value != UNTOUCHED && value != 0;
                seen.append(' ').append(!isPointer ? Long.toString(value) : isObject ? LaneTwinsTest.show(value) : Memory.getString(value));
            }
            return seen.toString();
        }
    }

    @Test
    void parsersAgree() throws Exception {
        inside(() -> {
            int fast = 0;
            MethodHandle variadic = variadic("_PyArg_ParseTuple_SizeT", 2), list = at(Shim.symbol("_PyArg_VaParse_SizeT"), longs(3));
            for (int i = 0; i < 4 * CALLS; i++) {
                long seed = SEED + i;
                String ours = parsed(new Random(seed), (tuple, format, places) -> call(variadic, Stream.concat(Stream.of(tuple, format), places.stream()).toArray()));
                String twins = parsed(new Random(seed), (tuple, format, places) -> call(list, tuple, format, vaList(places)));
                assertEquals(twins, ours, "seed " + seed);
                if (!ours.contains("raises")) fast++;
            }
            assertTrue(fast > CALLS, fast + " calls have parsed something");
        });
    }

    private interface Parser {
        long parse(long tuple, long format, List<Object> places);
    }

    private static String parsed(Random random, Parser parser) {
        String format = parseFormat(random);
        long tuple = tuple(format, random);
        Outputs outputs = Outputs.make();
        int done = (int) parser.parse(tuple, LaneTwinsTest.text(format), outputs.arguments());
        String outcome = ErrorIndicator.isSet() ? result(done) : done + outputs.show(format);
        return withoutAddresses(format + LaneTwinsTest.show(tuple) + " -> " + outcome);
    }

    private static String buildFormat(Random random, List<Object> arguments, int depth) {
        StringBuilder format = new StringBuilder();
        for (int i = random.nextInt(4); i > 0 && arguments.size() < PLACES_FOR_ARGUMENTS - 1; i--) {
            String unit = List.of("i", "l", "n", "L", "k", "O", "N", "s", "z", "U", "y", "s#", "y#", "C", "c", "b", "()", "[]", "{}").get(random.nextInt(depth == 0 ? 16 : 19));
            switch (unit) {
                case "()", "[]" -> format.append(unit.charAt(0)).append(buildFormat(random, arguments, depth - 1)).append(unit.charAt(1));
                case "{}" -> {
                    if (arguments.size() < PLACES_FOR_ARGUMENTS - 1) {
                        arguments.add(LaneTwinsTest.text("key"));
                        arguments.add((long) random.nextInt(1000));
                        format.append("{s:i}");
                    }
                }
                default -> {
                    format.append(unit).append(List.of("", ",", " ").get(random.nextInt(3)));
                    switch (unit) {
                        case "O", "N" -> arguments.add(LaneTwinsTest.object(random, 2));
                        case "s", "z", "U", "y" -> arguments.add(unit.equals("z") && random.nextBoolean() ? 0L : (Object) LaneTwinsTest.text(List.of("text", "", "t\u00e9xt").get(random.nextInt(3))));
                        case "s#", "y#" -> {
                            arguments.add(LaneTwinsTest.text("some text"));
                            arguments.add((long) random.nextInt(9));
                        }
                        case "C", "c", "b" -> arguments.add((long) random.nextInt(100) + 20);
                        default -> arguments.add(random.nextLong() >> random.nextInt(64));
                    }
                }
            }
        }
        return format.toString();
    }

    @Test
    void buildersAgree() throws Exception {
        inside(() -> {
            MethodHandle variadic = variadic("_Py_BuildValue_SizeT", 1), list = at(Shim.symbol("_Py_VaBuildValue_SizeT"), longs(2));
            for (int i = 0; i < 4 * CALLS; i++) {
                long seed = SEED + i;
                String ours = built(new Random(seed), (format, values) -> {
                    List<Object> all = new ArrayList<>(List.of((Object) format));
                    all.addAll(values);
                    while (all.size() < 1 + PLACES_FOR_ARGUMENTS) all.add(0L);
                    return call(variadic, all.toArray());
                });
                assertEquals(built(new Random(seed), (format, values) -> call(list, format, vaList(values))), ours, "seed " + seed);
            }
        });
    }

    private static String built(Random random, BiFunction<Long, List<Object>, Long> builder) {
        List<Object> values = new ArrayList<>();
        String format = buildFormat(random, values, 2);
        return withoutAddresses(format + " -> " + result(builder.apply(LaneTwinsTest.text(format), values)));
    }
}
