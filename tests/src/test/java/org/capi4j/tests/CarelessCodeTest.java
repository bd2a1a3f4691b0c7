package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of extensions that go unnoticed in CPython, by what its memory happens to hold, don't end the JVM. */
class CarelessCodeTest {
    private Interpreter python;
    private PyModule careless;

    @BeforeEach
    void open() throws IOException {
        python = Interpreter.open();
        careless = python.load(CCompiler.ours(ReplayCase.SOURCES.resolve("c/careless.c"), "careless.cpython-311-x86_64-linux-gnu.so"));
    }

    @AfterEach
    void close() {
        python.close();
    }

    @Test
    void fieldsThatNobodyHasSetAreNull() {
        assertEquals(0L, careless.call("unset_fields"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, -7, 7})
    void countsOfDeadObjectsHarmNoOthers(long by) {
        assertEquals(true, careless.call("count_the_dead", by));
    }

    @Test
    void nothingStandsBehindTheSingletons() {
        assertEquals(0L, careless.call("behind_singletons"));
    }
}
