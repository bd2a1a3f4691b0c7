package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.tests.ReplayWorker.Mode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fixture does what CPython did: as it is, without fast lanes, compiled by CPython's headers, out of memory, and without leaks. */
class FixtureTest {
    private interface Compilation {
        Path compile(ReplayCase fixture) throws Exception;
    }

    private interface Judge {
        void judge(ReplayCase fixture, List<String> lines) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> normal() {
        return tests(new WorkerPool(), Mode.RUN, FixtureTest::ours, FixtureTest::asCPython);
    }

    /** By the FFM API from the beginning. */
    @TestFactory
    Stream<DynamicTest> withoutFastLanes() {
        return tests(new WorkerPool("-Dcapi4j.fastlanes=off", "-Dcapi4j.shortRun=false"), Mode.RUN, FixtureTest::ours, FixtureTest::asCPython);
    }

    /** As {@code ./capi4j call} runs: C and Java call each other by JNI, to the end. */
    @TestFactory
    Stream<DynamicTest> compiledByCPythonsHeaders() {
        assumeTrue(Files.isDirectory(CCompiler.CPYTHON_HEADERS), "no " + CCompiler.CPYTHON_HEADERS);
        return tests(new WorkerPool("-Dcapi4j.shortRun=true"), Mode.RUN, f -> CCompiler.cpythons(f.source(), f.file()), FixtureTest::asCPython);
    }

    @TestFactory
    Stream<DynamicTest> leaks() {
        return tests(new WorkerPool(), Mode.LEAKS, FixtureTest::ours, FixtureTest::nothing);
    }

    @TestFactory
    Stream<DynamicTest> withAnAllocationFailing() {
        return tests(new WorkerPool(), Mode.NO_MEMORY, FixtureTest::ours, FixtureTest::nothing);
    }

    @TestFactory
    Stream<DynamicTest> loadedWithAnAllocationFailing() {
        return tests(new WorkerPool(), Mode.LOAD_NO_MEMORY, FixtureTest::ours, FixtureTest::nothing);
    }

    /**
     * The random calls of area lanes catch every exception and go on: a failed allocation rightly changes all that they tell, as it does what
     * {@code PyErr_Display} prints, which can't fail. Loading differs most in the areas of modules and types; {@code -Dcapi4j.tests.everyAllocation=true} takes all.
     */
    private static boolean suits(ReplayCase fixture, Mode mode) {
        String source = fixture.source().toString();
        return switch (mode) {
            case NO_MEMORY -> !source.contains("fixtures/lanes/") && !source.contains("exception_groups");
            case LOAD_NO_MEMORY -> Boolean.getBoolean("capi4j.tests.everyAllocation") || source.matches(".*fixtures/(modules|types)/.*");
            default -> true;
        };
    }

    private static Path ours(ReplayCase fixture) throws Exception {
        return CCompiler.ours(fixture.source(), fixture.file());
    }

    private static void asCPython(ReplayCase fixture, List<String> lines) throws Exception {
        List<String> differences = fixture.differences(lines);
        assertEquals("", String.join("\n", differences), () -> differences.size() + " steps differ");
    }

    private static void nothing(ReplayCase fixture, List<String> lines) {
        assertEquals(List.of("\"none\""), lines, () -> fixture.source().toString());
    }

    /** The cases share a JVM; at the end it has to finish well. */
    private static Stream<DynamicTest> tests(WorkerPool pool, Mode mode, Compilation compilation, Judge judge) {
        Stream<DynamicTest> cases = ReplayCase.fixtures().stream().filter(fixture -> suits(fixture, mode)).map(fixture -> DynamicTest.dynamicTest(fixture.name(), fixture.calls().toUri(), () -> {
            Path extension = compilation.compile(fixture);
            judge.judge(fixture, pool.run(mode, fixture.calls(), extension.getParent().toString()));
        }));
        DynamicTest end = DynamicTest.dynamicTest("the JVM ends well", () -> assertEquals(0, pool.end()));
        return Stream.concat(cases, Stream.of(end)).onClose(pool::close);
    }
}
