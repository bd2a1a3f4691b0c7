package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.capi4j.object.References;

/**
 * The handles of one interpreter that own a reference. A handle that Java has forgotten gives it up when the interpreter is next
 * entered; all that are left do so at the interpreter's end. The GIL guards the list.
 */
final class Handles {
    private final ReferenceQueue<PyObject> forgotten = new ReferenceQueue<>();
    private final Handle ends = new Handle();

    /** A handle's reference to a Python object, which outlives the handle. */
    static final class Handle extends WeakReference<PyObject> {
        private volatile long object;
        private Handle previous = this;
        private Handle next = this;

        private Handle() {
            super(null);
        }

        private Handle(PyObject owner, long object, ReferenceQueue<PyObject> forgotten) {
            super(owner, forgotten);
            this.object = object;
        }

        /** NULL once the reference was given up. */
        long object() {
            return object;
        }
    }

    /** Takes over the reference to {@code object}. */
    Handle add(PyObject owner, long object) {
        Handle handle = new Handle(owner, object, forgotten);
        handle.previous = ends.previous;
        handle.next = ends;
        ends.previous.next = handle;
        ends.previous = handle;
        return handle;
    }

    void release(Handle handle) {
        long object = handle.object;
        if (object == NULL) return;
        handle.object = NULL;
        handle.previous.next = handle.next;
        handle.next.previous = handle.previous;
        References.decref(object);
    }

    /** A forgotten handle, or null. May be called without the GIL. */
    Handle poll() {
        return (Handle) forgotten.poll();
    }

    /** Releases {@code first}, which may be null, and all other forgotten handles. */
    void releaseForgotten(Handle first) {
        for (Handle handle = first != null ? first : poll(); handle != null; handle = poll()) release(handle);
    }

    /** Releases those whose owner the JVM has cleared, before it says so. */
    void releaseCleared() {
        forEach(handle -> {
            if (handle.refersTo(null)) release(handle);
        });
    }

    void releaseAll() {
        while (ends.next != ends) release(ends.next);
    }

    /** {@code action} may release its argument, and nothing else. */
    void forEach(Consumer<Handle> action) {
        for (Handle handle = ends.next, next; handle != ends; handle = next) {
            next = handle.next;
            action.accept(handle);
        }
    }
}
