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
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
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
 * Calls each lane whose parameters are objects and numbers, and its Java twin, with equal random arguments: results, errors with their messages,
 * what became of the arguments, and reference counts must be the same. Lanes with other parameters, slots of types among them, are not called here. {@code -Dcapi4j.twins=N} makes N calls of each rather than 8.
 */
class LaneTwinsTest {
    private static final Path FACTS = Path.of(System.getProperty("capi4j.root", "..")).resolve("capi-headers/facts/capi-3.11.tsv");
    private static final int CALLS = Integer.getInteger("capi4j.twins", 8);
    private static final long SEED = 20_240_229;

    /** What all share, such as the empty tuple, has a reference count above this, to which errors of earlier calls contribute too. */
    private static final long SHARED = 1L << 30;

    private static final Map<String, ValueLayout> LAYOUTS = Map.of(
            "PyObject *", ValueLayout.JAVA_LONG, "Py_ssize_t", ValueLayout.JAVA_LONG, "long", ValueLayout.JAVA_LONG, "unsigned long", ValueLayout.JAVA_LONG, "size_t",
            ValueLayout.JAVA_LONG, "long long", ValueLayout.JAVA_LONG, "unsigned long long", ValueLayout.JAVA_LONG, "Py_hash_t", ValueLayout.JAVA_LONG, "int",
            ValueLayout.JAVA_INT, "double", ValueLayout.JAVA_DOUBLE);

    /** Those whose result isn't filled yet, or that take arguments that CPython doesn't look at either. */
    private static final Set<String> OTHERS = Set.of("PyUnicode_New", "PyList_New", "PyTuple_New", "PyObject_Call", "PyNumber_AsSsize_t", "PyErr_SetObject", "PyErr_SetNone", "PyErr_GivenExceptionMatches",
            "PyErr_ExceptionMatches", "PyMethod_New");

    /** As in CPython, their first argument must be what it should be. */
    private static final Set<String> TRUSTING = Set.of("PyDict_Contains", "PyDict_Size");

    /** A function with a lane; types without names. */
    private record Function(String name, int index, String result, List<String> parameters) {
        MethodHandle at(long address) {
            MemoryLayout[] layouts = parameters.stream().map(LAYOUTS::get).toArray(MemoryLayout[]::new);
            FunctionDescriptor descriptor = result.equals("void") ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(LAYOUTS.get(result), layouts);
            return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor);
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

    private static List<Function> functions(List<String> lanes, Map<String, Integer> places) throws IOException {
        List<Function> functions = new ArrayList<>();
        for (String line : Files.readAllLines(FACTS)) {
            String[] cells = line.split("\t", -1);
            if (!lanes.contains(cells[0]) || OTHERS.contains(cells[0])) continue;
            String signature = cells[11];
            int open = signature.indexOf('(');
            String result = type(signature.substring(0, open).replaceFirst("\\s*\\b" + cells[0] + "$", ""));
            List<String> parameters = Stream.of(signature.substring(open + 1, signature.lastIndexOf(')')).split(",")).map(LaneTwinsTest::type).toList();
            if (!parameters.stream().allMatch(LAYOUTS::containsKey) || !(LAYOUTS.containsKey(result) || result.equals("void"))) continue;
            functions.add(new Function(cells[0], places.get(cells[0]), result, parameters));
        }
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
    private static long twin(int index) {
        MethodHandle bind = Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(Shim.symbol("c4j_bind")), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        return (long) invoke(bind, List.of((long) index));
    }

    private static Object invoke(MethodHandle handle, List<?> arguments) {
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
        for (String parameter : function.parameters()) {
            boolean fits = arguments.isEmpty() && (TRUSTING.contains(function.name()) || random.nextInt(4) > 0);
            arguments.add(fits && parameter.equals("PyObject *") ? receiver(function.name(), random) : argument(parameter, random));
        }
        if (function.name().endsWith("shift")) arguments.set(1, LongType.of(random.nextInt(80) - 5)); // a larger count takes all memory
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
        } else {
            outcome.append(result);
        }
        for (int i = 0; i < objects.size(); i++) {
            outcome.append("; ").append(show(objects.get(i)));
            if (before.get(i) < SHARED) outcome.append(' ').append(Memory.getLong(objects.get(i)) - before.get(i));
        }
        return outcome.toString().replaceAll("0x[0-9a-f]+", "0xADDR");
    }

    private static List<Long> objects(Function function, List<Object> arguments) {
        List<Long> objects = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) if (function.parameters().get(i).equals("PyObject *")) objects.add((Long) arguments.get(i));
        return objects;
    }

    private static String show(long object) {
        try {
            return Objects.reprString(object);
        } catch (PyError tooLong) {
            return tooLong.getMessage();
        }
    }

    private static Object argument(String type, Random random) {
        return switch (type) {
            case "PyObject *" -> object(random, 2);
            case "int" -> random.nextInt(6);
            case "double" -> random.nextInt(4) == 0 ? random.nextGaussian() * 1e30 : random.nextInt(2000) / 8.0 - 100;
            default -> random.nextInt(5) == 0 ? random.nextLong() >> random.nextInt(60) : (long) random.nextInt(6) - 1;
        };
    }

    /** A first argument as the function's name wants it. */
    private static long receiver(String function, Random random) {
        String family = function.replaceFirst("^_?(Py\\w+?)_.*", "$1");
        return switch (family) {
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
    private static long object(Random random, int depth) {
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

    private static long[] objects(Random random, int depth) {
        return random.longs(random.nextInt(4)).map(unused -> object(random, depth - 1)).toArray();
    }

    private static long dict(Random random, int depth) {
        long dict = DictType.make();
        for (int i = random.nextInt(4); i > 0; i--) DictType.set(dict, Strings.of("key" + random.nextInt(5)), object(random, depth - 1));
        return dict;
    }
}
