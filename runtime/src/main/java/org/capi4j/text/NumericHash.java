package org.capi4j.text;

import java.math.BigInteger;

/** Hashes of numbers, modulo {@link #MODULUS} so that equal numbers of all types hash alike, and of tuples, sets and pointers. */
public final class NumericHash {
    /** The bits of the modulus. */
    public static final int BITS = 61;
    /** {@code sys.hash_info.modulus}: 2**61 - 1. */
    public static final long MODULUS = (1L << BITS) - 1;
    /** {@code sys.hash_info.inf}. */
    public static final long INF = 314159;
    /** {@code sys.hash_info.imag}. */
    public static final long IMAG = 1000003;

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private NumericHash() {}

    /** -2 for -1, which is the error value of {@code tp_hash}. */
    public static long notMinusOne(long hash) {
        return hash == -1 ? -2 : hash;
    }

    /** {@code hash(int)}. */
    public static long ofInt(long value) {
        return notMinusOne(value % MODULUS);
    }

    /** {@code hash(int)}. */
    public static long ofInt(BigInteger value) {
        long magnitude = value.abs().mod(BigInteger.valueOf(MODULUS)).longValue();
        return notMinusOne(value.signum() < 0 ? -magnitude : magnitude);
    }

    /**
     * One step of the hash of an int from its digits, most significant first: start with 0, negate for a negative int at the
     * end, then {@link #notMinusOne}.
     */
    public static long addDigit(long hash, int digit, int bitsPerDigit) {
        long sum = shifted(hash, bitsPerDigit) + digit;
        return sum >= MODULUS ? sum - MODULUS : sum;
    }

    /** {@code hash * 2**bits} modulo 2**61 - 1: a rotation of 61 bits. */
    private static long shifted(long hash, int bits) {
        return (hash << bits & MODULUS) | hash >>> (BITS - bits);
    }

    /** {@code hash(float)}, but for NaN, whose hash is {@link #ofPointer} of the object ({@code _Py_HashDouble}). */
    public static long ofDouble(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? INF : -INF;
        }
        if (value == 0) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(value);
        boolean normal = Math.getExponent(value) >= Double.MIN_EXPONENT;
        long mantissa = (bits & 0xFFFFFFFFFFFFFL) | (normal ? 1L << 52 : 0);
        int exponent = (normal ? Math.getExponent(value) : Double.MIN_EXPONENT) - 52;
        long hash = shifted(mantissa, Math.floorMod(exponent, BITS));
        return notMinusOne(value < 0 ? -hash : hash);
    }

    /** {@code hash(complex)} from the hashes of its parts. */
    public static long ofComplex(long realHash, long imagHash) {
        return notMinusOne(realHash + IMAG * imagHash);
    }

    /** {@code hash(tuple)} in progress: start with {@link #tupleStart}. */
    public static long tupleItem(long hash, long itemHash) {
        return Long.rotateLeft(hash + itemHash * PRIME_2, 31) * PRIME_1;
    }

    /** The start of a tuple's hash. */
    public static long tupleStart() {
        return PRIME_5;
    }

    /** The end of a tuple's hash. */
    public static long tupleEnd(long hash, long size) {
        long result = hash + (size ^ PRIME_5 ^ 3527539L);
        return result == -1 ? 1546275796 : result;
    }

    /** What an item adds, by exclusive or starting from 0, to {@code hash(frozenset)}. */
    public static long setItem(long itemHash) {
        return (itemHash ^ 89869747L ^ itemHash << 16) * 3644798167L;
    }

    /** {@code hash(frozenset)} from the exclusive or of its items' {@link #setItem}. */
    public static long setEnd(long items, long size) {
        long hash = items ^ (size + 1) * 1927868237L;
        hash ^= hash >>> 11 ^ hash >>> 25;
        hash = hash * 69069L + 907133923L;
        return hash == -1 ? 590923713 : hash;
    }

    /** {@code _Py_HashPointer}: objects are aligned, so the four low bits go to the top. */
    public static long ofPointer(long address) {
        return notMinusOne(Long.rotateRight(address, 4));
    }
}
