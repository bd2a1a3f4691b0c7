package org.capi4j.type;

import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** Items in formats that only the {@code struct} module understands: compared through {@code struct.unpack}. */
final class StructItems {
    private StructItems() {}

    /** Whether both items unpack to equal values; a format that struct doesn't know makes them unequal. */
    static boolean equal(String leftFormat, long left, long leftSize, String rightFormat, long right, long rightSize) {
        long first;
        long second;
        try {
            first = unpack(leftFormat, left, leftSize);
        } catch (PyError unknown) {
            unknown.release();
            return false;
        }
        try {
            second = unpack(rightFormat, right, rightSize);
        } catch (PyError unknown) {
            unknown.release();
            References.decref(first);
            return false;
        }
        try {
            return Objects.equal(first, second);
        } finally {
            References.decref(first);
            References.decref(second);
        }
    }

    private static long unpack(String format, long item, long size) {
        long module = InterpreterState.current().importer().importModule("struct");
        long text = Strings.of(format);
        long bytes = BytesType.of(org.capi4j.memory.Memory.getBytes(item, size));
        try {
            return Calls.callMethod(module, "unpack", text, bytes);
        } finally {
            References.decref(bytes);
            References.decref(text);
            References.decref(module);
        }
    }
}
