package org.capi4j.module;

import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.LongType;
import org.capi4j.type.SetType;
import org.capi4j.type.Warnings;

/** C's {@code sigset_t}: a bit for each signal in 128 bytes. */
public final class SignalSet implements AutoCloseable {
    private static final int WORDS = 16;

    private final long address = Allocation.allocate(8L * WORDS);

    /** An empty set in memory of its own. */
    SignalSet() {
        clear(address);
    }

    /** The signals whose numbers {@code iterable} gives. */
    static SignalSet of(long iterable) {
        SignalSet set = new SignalSet();
        try {
            read(iterable, set.address);
            return set;
        } catch (Throwable failure) {
            set.close();
            throw failure;
        }
    }

    private static void clear(long address) {
        for (int i = 0; i < WORDS; i++) Memory.putLong(address + 8L * i, 0);
    }

    /** {@code _Py_Sigset_Converter}. */
    public static void read(long iterable, long address) {
        clear(address);
        Iteration.forEach(iterable, item -> add(address, number(item)));
    }

    private static int number(long item) {
        long number;
        try {
            number = LongType.asLong(item);
        } catch (PyError error) {
            if (error.type() != Exceptions.OverflowError) throw error;
            error.release();
            number = -1;
        }
        if (number > 0 && number < Signals.COUNT) return (int) number;
        throw PyError.valueError("signal number " + number + " out of range [1; " + (Signals.COUNT - 1) + "]");
    }

    private static void add(long address, int signal) {
        if (isReserved(signal)) {
            Warnings.warn(Exceptions.RuntimeWarning, "invalid signal number " + signal + ", please use valid_signals()", 1);
            return;
        }
        long word = address + 8L * ((signal - 1) / 64);
        Memory.putLong(word, Memory.getLong(word) | 1L << (signal - 1));
    }

    /** Those that the C library keeps to itself. */
    static boolean isReserved(int signal) {
        return signal == 32 || signal == 33;
    }

    long address() {
        return address;
    }

    /** A new set of numbers. */
    long toSet() {
        long set = SetType.make(0);
        for (int signal = 1; signal < Signals.COUNT; signal++) {
            if ((Memory.getLong(address + 8L * ((signal - 1) / 64)) >> (signal - 1) & 1) == 0 || isReserved(signal)) continue;
            long number = LongType.of(signal);
            SetType.add(set, number);
            References.decref(number);
        }
        return set;
    }

    @Override
    public void close() {
        Allocation.free(address);
    }
}
