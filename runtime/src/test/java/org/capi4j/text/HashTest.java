package org.capi4j.text;

import static org.capi4j.text.Recorded.bits;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HashTest {
    @Test
    void hashesAreCPythons() {
        Recorded.check("hashes", row -> Long.toString(hash(row)));
    }

    private static long hash(String[] row) {
        return switch (row[0]) {
            case "float" -> NumericHash.ofDouble(bits(row[1]));
            case "int" -> integer(new BigInteger(row[1], 16));
            case "complex" -> NumericHash.ofComplex(NumericHash.ofDouble(bits(row[1])), NumericHash.ofDouble(bits(row[2])));
            case "tuple" -> tuple(items(row[1]));
            case "frozenset" -> frozenset(items(row[1]));
            case "bytes" -> HashSecret.ofSeed(Long.parseLong(row[1])).hash(Recorded.bytes(row[2]));
            case "str" -> HashSecret.ofSeed(Long.parseLong(row[1])).hash(Recorded.text(row[2]));
            default -> throw new IllegalArgumentException(row[0]);
        };
    }

    private static long integer(BigInteger value) {
        long hash = NumericHash.ofInt(value);
        if (value.bitLength() < 64 && NumericHash.ofInt(value.longValue()) != hash) {
            throw new IllegalStateException("long and BigInteger differ");
        }
        if (digitwise(value) != hash) {
            throw new IllegalStateException("digits and BigInteger differ");
        }
        return hash;
    }

    private static long digitwise(BigInteger value) {
        BigInteger magnitude = value.abs();
        long hash = 0;
        for (int i = magnitude.bitLength() / 30; i >= 0; i--) {
            hash = NumericHash.addDigit(hash, magnitude.shiftRight(30 * i).intValue() & 0x3FFFFFFF, 30);
        }
        return NumericHash.notMinusOne(value.signum() < 0 ? -hash : hash);
    }

    private static long[] items(String column) {
        return column.isEmpty()
                ? new long[0]
                : Arrays.stream(column.split(" ")).mapToLong(item -> integer(new BigInteger(item, 16))).toArray();
    }

    private static long tuple(long[] hashes) {
        long hash = NumericHash.tupleStart();
        for (long item : hashes) {
            hash = NumericHash.tupleItem(hash, item);
        }
        return NumericHash.tupleEnd(hash, hashes.length);
    }

    private static long frozenset(long[] hashes) {
        long items = 0;
        for (long item : hashes) {
            items ^= NumericHash.setItem(item);
        }
        return NumericHash.setEnd(items, hashes.length);
    }
}
