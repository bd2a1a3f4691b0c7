package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.capi4j.Headers;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which interpreter {@code PyGILState_Ensure} means, where several are open and the thread has none: the calling extension's. */
@Timeout(120)
class UnknownThreadsTest {
    private static final Path SOURCE = ReplayCase.SOURCES.resolve("c/unknown_threads.c");
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    @TempDir
    private static Path folder;

    private static Path extension;

    @BeforeAll
    static void compile() throws IOException {
        Path library = folder.resolve("libvisit.so");
        extension = folder.resolve("unknown_threads.cpython-311-x86_64-linux-gnu.so");
        List<String> options = List.of("-std=gnu11", "-O1", "-fPIC", "-shared", "-Wall", "-Werror", "-I" + Headers.folder());
        link(options, "-DLIBRARY", SOURCE.toString(), "-Wl,-soname,libvisit.so", "-o", library.toString());
        link(options, SOURCE.toString(), "-o", extension.toString(), "-L" + folder, "-l:libvisit.so", "-Wl,-rpath,$ORIGIN");
    }

    private static void link(List<String> options, String... more) throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of(more));
        CCompiler.cc(command);
    }

    /** How a thread may come to {@code PyGILState_Ensure}, or to {@code PyInterpreterState_Main}. */
    @ParameterizedTest
    @ValueSource(strings = {"own", "called", "started", "asked"})
    void theExtensionsInterpreterIsMeant(String way) throws Exception {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open(); Interpreter third = Interpreter.open();
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> all = new ArrayList<>();
            for (Interpreter each : List.of(first, second, third)) {
                PyModule module = each.load(extension);
                Object here = module.call("here");
                assertEquals(here, module.call(way));
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) assertEquals(here, module.call(way));
                }));
            }
            for (Future<?> each : all) each.get();
        }
    }

    @Test
    void theMainOneOfThoseThatShareAGil() {
        try (Interpreter apart = Interpreter.open(); Interpreter main = Interpreter.open(); Interpreter sharing = Interpreter.builder().shareGil(main).open()) {
            apart.load(extension);
            Object expected = main.load(extension).call("here");
            PyModule module = sharing.load(extension);
            assertNotEquals(expected, module.call("here"));
            for (String way : List.of("own", "called", "started", "asked")) assertEquals(expected, module.call(way), way);
        }
    }

    /** The code of a library that is everybody's, in a thread that it has made itself, tells nothing. */
    @Test
    void theOldestIsMeantWhereNothingIsKnown() {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open()) {
            Object oldest = first.load(extension).call("here");
            assertEquals(oldest, second.load(extension).call("shared"));
        }
    }

    /** A thread of Java's that was in another interpreter last, and comes to the extension by itself. */
    @Test
    void aThreadThatWasElsewhereLast() throws Throwable {
        try (Interpreter first = Interpreter.open(); Interpreter second = Interpreter.open(); Arena arena = Arena.ofConfined()) {
            PyModule one = first.load(extension);
            PyModule two = second.load(extension);
            MethodHandle visitTwo = Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress((Long) two.call("function")), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
            Object here = two.call("here");
            MemorySegment seen = arena.allocate(ValueLayout.JAVA_LONG);
            for (int i = 0; i < 3; i++) {
                seen.set(ValueLayout.JAVA_LONG, 0, 0);
                one.call("here");
                visitTwo.invokeExact(seen);
                assertEquals(here, seen.get(ValueLayout.JAVA_LONG, 0));
            }
        }
    }

    /** Its extension's interpreter is closed: it gets into no other one, but sleeps. */
    @Test
    void aThreadThatOutlivesItsInterpreter() throws Exception {
        MemorySegment flag = Arena.global().allocate(ValueLayout.JAVA_INT);
        try (Interpreter other = Interpreter.open()) {
            Interpreter python = Interpreter.open();
            python.load(extension).call("leave_behind", flag.address());
            python.close();
            other.load(extension);
            INT.setVolatile(flag, 0L, 1);
            while ((int) INT.getVolatile(flag, 0L) < 2) Thread.sleep(1);
            Thread.sleep(100);
            assertEquals(2, (int) INT.getVolatile(flag, 0L));
        }
    }
}
