package org.capi4j.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What do the ways between C, Java and Python values cost: callbacks (upcalls), the GIL, conversions? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class BoundaryBenchmark {
    private Interpreter interpreter;
    private PyModule demo;
    private PyObject javaFunction;
    private PyObject dict;
    private final String text = "x".repeat(16);
    private final List<Integer> numbers = List.of(1, 2, 3, 4, 5, 6, 7, 8);

    @Setup
    public void open() throws IOException, InterruptedException {
        interpreter = Interpreter.open();
        demo = interpreter.load(Extension.compile("demo"));
        javaFunction = interpreter.callable("identity", (args, kwargs) -> args[0]);
        dict = demo.invokeMethod("mkdict", List.of(100), java.util.Map.of());
    }

    @TearDown
    public void close() {
        interpreter.close();
    }

    /** C calls a Java lambda a thousand times. */
    @Benchmark
    public Object callback1000() {
        return demo.call("callback", javaFunction, 1000);
    }

    /** Taking and releasing the GIL, with nothing in between. */
    @Benchmark
    public Object gil() throws Exception {
        return interpreter.run(() -> null);
    }

    @Benchmark
    public void stringToPython() {
        interpreter.convert(text).close();
    }

    @Benchmark
    public void listToPython() {
        interpreter.convert(numbers).close();
    }

    @Benchmark
    public Object dictToJava() {
        return dict.toJava();
    }
}
