package org.capi4j.benchmarks;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
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

/** What does a call of each calling convention cost from Java? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {
    /** The typed face of demo.c. */
    public interface Demo {
        void noargs();

        long inc(long x);

        int add(int a, int b);

        int addkw(int a, int b);

        long addfast(long a, long b);

        String echo(String text);

        double sumlist(double[] values);
    }

    private static final MethodHandle FLOOR = floor();

    private Interpreter interpreter;
    private PyModule demo;
    private Demo typed;
    private long number = 1;
    private final String text16 = "x".repeat(16);
    private final double[] doubles = new double[1000];

    private static MethodHandle floor() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find("labs").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    }

    @Setup
    public void open() throws IOException, InterruptedException {
        interpreter = Interpreter.open();
        demo = interpreter.load(Extension.compile("demo"));
        typed = demo.bind(Demo.class);
        for (int i = 0; i < doubles.length; i++) doubles[i] = i;
    }

    @TearDown
    public void close() {
        interpreter.close();
    }

    /** A bare FFM downcall with one argument: nothing that enters C can be cheaper. */
    @Benchmark
    public long floor_O() throws Throwable {
        return (long) FLOOR.invokeExact(number);
    }

    @Benchmark
    public void typed_NOARGS() {
        typed.noargs();
    }

    @Benchmark
    public long typed_O() {
        return typed.inc(number);
    }

    @Benchmark
    public int typed_VARARGS() {
        return typed.add((int) number, 2);
    }

    @Benchmark
    public int typed_KEYWORDS() {
        return typed.addkw((int) number, 2);
    }

    @Benchmark
    public long typed_FASTCALL() {
        return typed.addfast(number, 2);
    }

    @Benchmark
    public String typed_echo16() {
        return typed.echo(text16);
    }

    @Benchmark
    public double typed_sumlist1000() {
        return typed.sumlist(doubles);
    }

    @Benchmark
    public Object generic_NOARGS() {
        return demo.call("noargs");
    }

    @Benchmark
    public Object generic_O() {
        return demo.call("inc", number);
    }

    @Benchmark
    public Object generic_VARARGS() {
        return demo.call("add", number, 2);
    }

    @Benchmark
    public Object generic_KEYWORDS() {
        return demo.call("addkw", List.of(number), Map.of("b", 2));
    }

    @Benchmark
    public Object generic_FASTCALL() {
        return demo.call("addfast", number, 2);
    }
}
