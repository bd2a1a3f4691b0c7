package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongConsumer;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;

/**
 * Keeps the deallocation of deeply nested containers from overflowing the stack: beyond a depth the dead objects are put on a list
 * of the thread state and deallocated when the outermost deallocation is done.
 *
 * <p>A dead object's count is 0, so that its place can hold the link to the next dead object. The depth and the list's start are
 * {@code trash_delete_nesting} and {@code trash_delete_later} of the thread state, where the shim's {@code _PyTrash_begin}, that is
 * extensions with {@code Py_TRASHCAN_BEGIN}, count too.
 */
public final class Trashcan {
    private static final int DEPTH = 50;
    private static final long FLAGS = 3;

    private Trashcan() {}

    /**
     * Runs {@code release(object)} now, or {@code tp_dealloc} of the object's type later. The object is untracked and its count is 0.
     * Only where {@code tp_dealloc} is {@code owner}'s own may the work be put off: a derived type's dealloc, which calls its base's,
     * still needs the object when that returns.
     */
    public static void run(long object, long owner, LongConsumer release) {
        if (deallocOf(References.type(object)) != deallocOf(owner)) {
            release.accept(object);
            return;
        }
        long thread = ThreadState.current();
        if (begin(thread, object)) return;
        try {
            release.accept(object);
        } finally {
            end(thread);
        }
    }

    /** {@code _PyTrash_begin}: true when the object was put on the list, so that the caller must leave it alone. */
    public static boolean begin(long thread, long object) {
        int nesting = Memory.getInt(thread + PyThreadState.trash_delete_nesting);
        if (nesting >= DEPTH) {
            deposit(thread, object);
            return true;
        }
        Memory.putInt(thread + PyThreadState.trash_delete_nesting, nesting + 1);
        return false;
    }

    /** {@code _PyTrash_end}: the outermost one deallocates what was put off. */
    public static void end(long thread) {
        int nesting = Memory.getInt(thread + PyThreadState.trash_delete_nesting) - 1;
        Memory.putInt(thread + PyThreadState.trash_delete_nesting, nesting);
        if (nesting <= 0 && Memory.getLong(thread + PyThreadState.trash_delete_later) != NULL) destroyChain(thread);
    }

    private static void deposit(long thread, long object) {
        Memory.putLong(object + PyObject.ob_refcnt, Memory.getLong(thread + PyThreadState.trash_delete_later));
        Memory.putLong(thread + PyThreadState.trash_delete_later, object);
    }

    /** The nesting stays up meanwhile: objects that die here go onto the list again instead of starting a second loop. */
    private static void destroyChain(long thread) {
        int nesting = Memory.getInt(thread + PyThreadState.trash_delete_nesting);
        Memory.putInt(thread + PyThreadState.trash_delete_nesting, nesting + 1);
        try {
            long object;
            while ((object = Memory.getLong(thread + PyThreadState.trash_delete_later)) != NULL) {
                Memory.putLong(
                        thread + PyThreadState.trash_delete_later, Memory.getLong(object + PyObject.ob_refcnt));
                Memory.putLong(object + PyObject.ob_refcnt, 0);
                FunctionCall.run(deallocOf(References.type(object)), object);
            }
        } finally {
            Memory.putInt(thread + PyThreadState.trash_delete_nesting, nesting);
        }
    }

    private static long deallocOf(long type) {
        return Memory.getLong(type + PyTypeObject.tp_dealloc);
    }
}
