package org.capi4j.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyName;
import org.capi4j.PyObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an element cost on its way into an extension and back? Per element; {@code floor} is what Java itself needs to copy as much: an
 * array, strings one by one, a map's insertions. "In" makes the Python object and frees it, "out" makes the Java object.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx1g"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConversionBenchmark {
    private static final int STRINGS = 10_000;
    private static final int ENTRIES = 10_000;
    private static final int DOUBLES = 1_000_000;

    /** builtins.len and builtins.list, which look at what they get and no more. */
    public interface Builtins {
        @PyName("len")
        int lengthOfStrings(String[] strings);

        @PyName("len")
        int lengthOfMap(Map<String, Integer> map);

        @PyName("len")
        int lengthOfDoubles(double[] values);

        @PyName("list")
        double[] doubles(PyObject list);

        @PyName("list")
        List<Object> strings(PyObject list);

        @PyName("dict")
        Map<Object, Object> map(PyObject dict);
    }

    private final String[] strings = new String[STRINGS];
    private final double[] doubles = new double[DOUBLES];
    private final Map<String, Integer> map = new LinkedHashMap<>();
    private Interpreter interpreter;
    private Builtins builtins;
    private PyObject stringList;
    private PyObject doubleList;
    private PyObject dict;

    @Setup
    public void open() throws IOException {
        for (int i = 0; i < STRINGS; i++) strings[i] = "string number " + i;
        for (int i = 0; i < DOUBLES; i++) doubles[i] = i / 8.0;
        for (int i = 0; i < ENTRIES; i++) map.put("key" + i, i);
        interpreter = Interpreter.open();
        PyModule module = interpreter.importModule("builtins");
        builtins = module.bind(Builtins.class);
        stringList = interpreter.convert(strings);
        doubleList = interpreter.convert(doubles);
        dict = interpreter.convert(map);
    }

    @TearDown
    public void close() {
        interpreter.close();
    }

    @Benchmark
    @OperationsPerInvocation(STRINGS)
    public String[] floor_strings() {
        String[] copies = new String[STRINGS];
        for (int i = 0; i < STRINGS; i++) copies[i] = new String(strings[i].toCharArray());
        return copies;
    }

    @Benchmark
    @OperationsPerInvocation(STRINGS)
    public int in_strings() {
        return builtins.lengthOfStrings(strings);
    }

    @Benchmark
    @OperationsPerInvocation(STRINGS)
    public List<Object> out_strings() {
        return builtins.strings(stringList);
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public Map<String, Integer> floor_map() {
        Map<String, Integer> copy = HashMap.newHashMap(ENTRIES);
        copy.putAll(map);
        return copy;
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public int in_map() {
        return builtins.lengthOfMap(map);
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public Map<Object, Object> out_map() {
        return builtins.map(dict);
    }

    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public double[] floor_doubles() {
        return doubles.clone();
    }

    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public int in_doubles() {
        return builtins.lengthOfDoubles(doubles);
    }

    @Benchmark
    @OperationsPerInvocation(DOUBLES)
    public double[] out_doubles() {
        return builtins.doubles(doubleList);
    }
}
