package org.capi4j.type;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;

/**
 * The heads of the lists of weak references to objects that all interpreters share, such as built-in types: those belong to an
 * interpreter, or to those that share a GIL, so the list can't start in the object.
 */
final class SharedReferents implements InterpreterState.Ending {
    private final Map<Long, Long> lists = new HashMap<>();

    static boolean isShared(long object) {
        return References.count(object) >= TypeContents.IMMORTAL / 2;
    }

    /** The address of the head of {@code object}'s list in this interpreter. */
    static long list(long object) {
        SharedReferents all = InterpreterState.current().shared(SharedReferents.class, SharedReferents::new);
        Long known = all.lists.get(object);
        if (known != null) return known;
        long list = Allocation.allocate(Long.BYTES);
        Memory.putLong(list, Memory.NULL);
        all.lists.put(object, list);
        return list;
    }

    /** References that live on are dead from now on. */
    @Override
    public void end() {
        for (long list : lists.values()) {
            for (long weakref = Memory.getLong(list), next; weakref != Memory.NULL; weakref = next) {
                next = WeakrefType.next(weakref);
                WeakrefType.forget(weakref);
            }
            Allocation.free(list);
        }
    }
}
