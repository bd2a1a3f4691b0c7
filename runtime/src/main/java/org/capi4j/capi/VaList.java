package org.capi4j.capi;

import org.capi4j.memory.Memory;

/**
 * A C {@code va_list} of Linux x86-64, read where C left it: reading an argument advances C's own struct.
 *
 * <pre>
 *  0  unsigned gp_offset           next integer in reg_save_area, 48 when the six registers are used up
 *  4  unsigned fp_offset           next double in reg_save_area, 176 when the eight registers are used up
 *  8  void *overflow_arg_area      next argument on the stack
 * 16  void *reg_save_area          6 integer registers of 8 bytes, 8 vector registers of 16 bytes
 * </pre>
 */
public final class VaList {
    private static final int GP_OFFSET = 0;
    private static final int FP_OFFSET = 4;
    private static final int OVERFLOW_ARG_AREA = 8;
    private static final int REG_SAVE_AREA = 16;
    private static final int GP_END = 48;
    private static final int FP_END = 176;

    private final long list;

    /** Reads the {@code va_list} at {@code list}. */
    public VaList(long list) {
        this.list = list;
    }

    /** The next pointer, {@code long}, {@code long long}, {@code size_t} or {@code Py_ssize_t}. */
    public long nextLong() {
        return Memory.getLong(next(GP_OFFSET, GP_END, 8));
    }

    /** The next {@code int}, {@code unsigned} or anything smaller, which C promotes to {@code int}. */
    public int nextInt() {
        return Memory.getInt(next(GP_OFFSET, GP_END, 8));
    }

    /** The next {@code double} or promoted {@code float}. */
    public double nextDouble() {
        return Memory.getDouble(next(FP_OFFSET, FP_END, 16));
    }

    private long next(int offsetField, int end, int step) {
        int offset = Memory.getInt(list + offsetField);
        if (Integer.compareUnsigned(offset, end) < 0) {
            Memory.putInt(list + offsetField, offset + step);
            return Memory.getLong(list + REG_SAVE_AREA) + offset;
        }
        long argument = Memory.getLong(list + OVERFLOW_ARG_AREA);
        Memory.putLong(list + OVERFLOW_ARG_AREA, argument + 8);
        return argument;
    }
}
