package org.capi4j.module.posix;

import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.StructSequences;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.FloatType;
import org.capi4j.type.LongType;


/** {@code os.stat_result}: ten numbers as a tuple, and more by name. */
final class StatResult {
    private static final StructSequences.Shape SHAPE = new StructSequences.Shape(
            "os.stat_result", "Result from stat, fstat, or lstat.", 10,
            "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "",
            "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev");
    private static final int FIELDS = 13;
    private static final int ACCESSED = 7;
    private static final int BLOCK_SIZE = 10;
    private static final long SECOND = 1_000_000_000L;

    private StatResult() {}

    /** The type, borrowed. */
    static long type() {
        return StructSequences.type(SHAPE);
    }

    /** Memory for what the system tells. */
    static long allocate() {
        return Allocation.allocate(8L * FIELDS);
    }

    static long mode(long fields) {
        return Memory.getLong(fields);
    }

    static long get(long fields, int index) {
        return Memory.getLong(fields + 8L * index);
    }

    /** A new struct sequence; mode, inode and device are unsigned. */
    static long of(long fields) {
        long[] values = new long[SHAPE.fields().length];
        for (int i = 0; i < ACCESSED; i++) values[i] = LongType.ofUnsigned(get(fields, i));
        for (int i = 0; i < 3; i++) {
            long nanoseconds = get(fields, ACCESSED + i);
            values[7 + i] = LongType.of(Math.floorDiv(nanoseconds, SECOND));
            values[10 + i] = FloatType.of(Math.floorDiv(nanoseconds, SECOND) + 1e-9 * Math.floorMod(nanoseconds, SECOND));
            values[13 + i] = LongType.of(nanoseconds);
            values[16 + i] = LongType.ofUnsigned(get(fields, BLOCK_SIZE + i));
        }
        return StructSequences.make(SHAPE, values);
    }

    /** Whether the system knows the path, or descriptor where links are followed; its status is then in {@code fields}. */
    static boolean ask(String function, long path, boolean follow, long fields) {
        try {
            PathArgument.run(function, "path", path, follow, (name, descriptor) -> FileSystem.call("file_status", name, descriptor, follow ? 1 : 0, fields));
            return true;
        } catch (PyError error) {
            boolean missing = ExceptionType.matches(error, Exceptions.OSError) || ExceptionType.matches(error, Exceptions.ValueError);
            if (!missing) throw error;
            error.release();
            return false;
        }
    }
}
