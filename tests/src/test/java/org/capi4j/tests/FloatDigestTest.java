package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.capi4j.Interpreter;
import org.capi4j.PyObject;
import org.junit.jupiter.api.Test;

/**
 * Texts of floats and floats of texts: blocks of 10,000 numbers, drawn as {@code replay/digests.py} draws them; {@code -Dcapi4j.floats=300} for
 * all that were recorded, 3,000,000 numbers.
 */
class FloatDigestTest {
    private static final int BLOCKS = Integer.getInteger("capi4j.floats", 1);
    private static final int BLOCK = 10_000;
    private static final List<String> SPECS = List.of(".17g", ".3f", ".0e", "%", "g", "n", ",.1f");

    @Test
    void textsAndBack() throws IOException {
        try (Interpreter python = Interpreter.open()) {
            Digests digests = new Digests(python, "floats.txt");
            for (int block = 0; block < BLOCKS; block++) {
                digests.begin(block);
                long[] bits = LongStream.generate(splitMix(block)).limit(BLOCK).toArray();
                texts(digests, IntStream.range(0, BLOCK).mapToDouble(i -> finite(number(i, bits[i]))).toArray());
                parsed(digests, LongStream.of(bits).mapToObj(FloatDigestTest::literal).toList());
            }
            assertEquals("", String.join("\n", digests.wrong()));
        }
    }

    private static LongSupplier splitMix(long seed) {
        long[] state = {seed};
        return () -> {
            state[0] += 0x9E3779B97F4A7C15L;
            long mixed = (state[0] ^ (state[0] >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            return mixed ^ (mixed >>> 31);
        };
    }

    private static double number(int index, long bits) {
        return switch (index % 4) {
            case 0 -> Double.longBitsToDouble(bits);
            case 1 -> (bits >>> 11) * 0x1p-53;
            case 2 -> Long.remainderUnsigned(bits, 1_000_000_007) / Double.parseDouble("1e" + (bits >>> 60));
            default -> (double) (bits >>> 1);
        };
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 1.5;
    }

    private static String literal(long bits) {
        return (bits >>> 13) + "." + Long.remainderUnsigned(bits, 99_991) + "e" + ((bits >>> 32) % 640 - 330);
    }

    private static void texts(Digests digests, double[] numbers) {
        double[] small = Arrays.stream(numbers).map(value -> Math.abs(value) < 1e30 ? value : 0.5).toArray();
        try (PyObject all = digests.call("list", numbers);
                PyObject few = digests.call("list", small)) {
            digests.checkMap("repr", " ", digests.function("repr"), all);
            digests.checkMap("hex", " ", digests.method("float", "hex"), all);
            for (String spec : SPECS) {
                try (PyObject specs = digests.repeated(spec, BLOCK)) {
                    digests.checkMap(spec, " ", digests.function("format"), spec.matches(".*[f%]") ? few : all, specs);
                }
            }
            try (PyObject places = digests.repeated(3, BLOCK);
                    PyObject rounded = digests.call("map", digests.function("round"), all, places)) {
                digests.checkMap("round", " ", digests.function("repr"), rounded);
            }
        }
    }

    private static void parsed(Digests digests, List<String> literals) {
        try (PyObject numbers = digests.call("map", digests.function("float"), literals)) {
            digests.checkMap("float", " ", digests.method("float", "hex"), numbers);
        }
    }
}
