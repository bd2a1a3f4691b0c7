package org.capi4j.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with lambdas of every kind does the same before and after. */
class LambdaClassesTest {
    private static final String SAMPLE = """
            package sample;

            import java.util.ArrayList;
            import java.util.List;
            import java.util.function.*;

            public final class Sample {
                interface Mixed { double apply(int a, long b, double c, String d); }
                interface Named { String name(); }
                interface Private { private String hidden() { return "hidden"; } default Supplier<String> get() { return this::hidden; } }

                private static final class Inner {
                    private final long number;
                    private Inner(long number) { this.number = number; }
                    private LongSupplier twice() { return () -> 2 * number; }
                }

                private final String text;

                private Sample(String text) { this.text = text; }

                private String own(String tail) { return text + tail; }

                private static long half(long number) { return number / 2; }

                private static <T> T same(T value) { return value; }

                public static String run() {
                    List<Object> out = new ArrayList<>();
                    Sample sample = new Sample("text");
                    byte small = 3;
                    boolean yes = true;
                    Supplier<String> constant = () -> "constant";
                    UnaryOperator<String> bound = sample::own;
                    BiFunction<Sample, String, String> unbound = Sample::own;
                    LongUnaryOperator primitive = Sample::half;
                    Function<Long, Long> boxing = Sample::half;
                    LongFunction<Inner> constructor = Inner::new;
                    Function<String, Sample> own = Sample::new;
                    Consumer<String> dropping = out::add;
                    Consumer<String> droppingTwo = new StringBuilder()::append;
                    LongConsumer droppingWide = new java.util.concurrent.atomic.AtomicLong()::addAndGet;
                    ToLongFunction<Inner> inInner = inner -> inner.twice().getAsLong();
                    Mixed mixed = (a, b, c, d) -> a + b + c + d.length() + small + (yes ? 1 : 0);
                    Named generic = new ArrayList<>(List.of("name"))::removeLast;
                    Named narrowed = () -> same("same");
                    Function<Object[], Object> cloned = Object[]::clone;
                    IntFunction<long[]> array = long[]::new;
                    Comparator compared = String::compareTo;
                    Runnable nested = () -> { Runnable inside = () -> out.add("inside " + sample.text); inside.run(); };
                    dropping.accept("dropped");
                    droppingTwo.accept("two");
                    droppingWide.accept(2);
                    nested.run();
                    out.add(constant.get() + bound.apply("!") + unbound.apply(sample, "?") + primitive.applyAsLong(10) + boxing.apply(8L));
                    out.add(constructor.apply(5).number + own.apply("made").text + inInner.applyAsLong(new Inner(21)));
                    out.add(mixed.apply(1, 2, 3.5, "four") + generic.name() + narrowed.name() + ((Object[]) cloned.apply(new Object[] {1})).length);
                    out.add(array.apply(4).length + " " + Integer.signum(compared.of("a", "b")) + new Private() {}.get().get() + (constant == again() ? 1 : 0));
                    try { Function wrong = unbound(bound); wrong.apply(1); } catch (ClassCastException expected) { out.add("refused"); }
                    return out.toString();
                }

                interface Comparator { int of(String a, String b); }

                private static Function<?, ?> unbound(Function<String, String> any) { return any; }

                private static Supplier<String> again() { return () -> "again"; }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void compile() throws IOException {
        Path source = Files.writeString(folder.resolve("Sample.java"), SAMPLE);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-XDstringConcat=inline", "-d", folder.toString(), source.toString()));
    }

    private String run() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return (String) loader.loadClass("sample.Sample").getMethod("run").invoke(null);
        }
    }

    /** The lambdas that are left, by the method of their interface. */
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sample"))) {
            return files.flatMap(file -> calls(file)).sorted().toList();
        }
    }

    private static Stream<String> calls(Path file) {
        try {
            return ClassFile.of().parse(file).methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream())
                    .filter(InvokeDynamicInstruction.class::isInstance)
                    .map(call -> ((InvokeDynamicInstruction) call).name().stringValue());
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    @Test
    void classesOfTheirOwnDoTheSame() throws Exception {
        String before = run();
        assertTrue(before.startsWith("[dropped, inside text, constanttext!text?54, "), before);
        int lambdas = left().size();
        LambdaClasses.main(new String[] {folder.toString()});
        assertEquals(List.of("apply"), left(), "only what boxes its values is left");
        assertEquals(before, run());
        try (Stream<Path> files = Files.list(folder.resolve("sample"))) {
            List<String> names = files.map(file -> file.getFileName().toString()).filter(name -> name.contains("$$")).sorted().toList();
            assertEquals(lambdas - 1, names.size());
            assertTrue(names.containsAll(List.of("Sample$$run.class", "Sample$$run$2.class", "Sample$Inner$$twice.class")), "named after methods: " + names);
        }
    }

    @Test
    void aSecondTimeThereIsNothingToDo() throws Exception {
        LambdaClasses.main(new String[] {folder.toString()});
        byte[] once = Files.readAllBytes(folder.resolve("sample/Sample.class"));
        LambdaClasses.main(new String[] {folder.toString()});
        assertEquals(List.of(once.length, java.util.Arrays.hashCode(once)),
                List.of((int) Files.size(folder.resolve("sample/Sample.class")), java.util.Arrays.hashCode(Files.readAllBytes(folder.resolve("sample/Sample.class")))));
    }
}
