package org.capi4j;

import static org.capi4j.memory.Memory.NULL;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.capi4j.object.References;

/**
 * What Java owns in one interpreter: references to objects, and views of buffers. What its Java owner has forgotten is given up when the
 * interpreter is next entered; all that is left is given up at the interpreter's end. The GIL guards the list.
 */
final class Handles {
    private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
    private final Handle ends = new Handle(null, NULL, null);

    /** One thing owned, at an address: a reference to a Python object, unless a subclass says otherwise. It outlives its owner. */
    static class Handle extends WeakReference<Object> {
        private volatile long address;
        private Handle previous = this;
        private Handle next = this;

        Handle(Object owner, long address, ReferenceQueue<Object> forgotten) {
            super(owner, forgotten);
            this.address = address;
        }

        /** NULL once it was given up. */
        final long address() {
            return address;
        }

        /** Whether it can be given up now. */
        boolean isFree() {
            return true;
        }

        /** Whether it is a reference to the Python object at its address, which Java may still use. */
        boolean isReference() {
            return address != NULL && getClass() == Handle.class;
        }

        void giveUp(long object) {
            References.decref(object);
        }
    }

    /** The queue that handles of this list are made with. */
    ReferenceQueue<Object> forgotten() {
        return forgotten;
    }

    /** Takes over the reference to {@code object}. */
    Handle add(PyObject owner, long object) {
        return add(new Handle(owner, object, forgotten));
    }

    <T extends Handle> T add(T handle) {
        Handle last = ends.previous;
        ((Handle) handle).previous = last;
        ((Handle) handle).next = ends;
        last.next = handle;
        ends.previous = handle;
        return handle;
    }

    void release(Handle handle) {
        long address = handle.address;
        if (address == NULL) return;
        handle.address = NULL;
        handle.previous.next = handle.next;
        handle.next.previous = handle.previous;
        handle.giveUp(address);
    }

    boolean isEmpty() {
        return ends.next == ends;
    }

    /** A forgotten handle, or null. May be called without the GIL. */
    Handle poll() {
        return (Handle) forgotten.poll();
    }

    /** Releases {@code first}, which may be null, and all other forgotten handles. */
    void releaseForgotten(Handle first) {
        for (Handle handle = first != null ? first : poll(); handle != null; handle = poll()) release(handle);
    }

    /** Releases references whose owner the JVM has cleared, before it says so: how many. */
    long releaseCleared() {
        List<Handle> cleared = new ArrayList<>();
        forEach(handle -> {
            if (handle.isReference() && handle.refersTo(null)) cleared.add(handle);
        });
        cleared.forEach(this::release);
        return cleared.size();
    }

    /** Releases all but those that Java is in the middle of using. */
    void releaseAll() {
        for (Handle handle = firstFree(); handle != null; handle = firstFree()) release(handle);
    }

    private Handle firstFree() {
        for (Handle handle = ends.next; handle != ends; handle = handle.next) {
            if (handle.isFree()) return handle;
        }
        return null;
    }

    /** {@code action} may release its argument, and nothing else. */
    void forEach(Consumer<Handle> action) {
        for (Handle handle = ends.next, next; handle != ends; handle = next) {
            next = handle.next;
            action.accept(handle);
        }
    }
}
