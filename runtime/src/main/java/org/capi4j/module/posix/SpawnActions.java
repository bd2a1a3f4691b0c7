package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.module.FileSystem;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code posix_spawn}'s {@code file_actions}: what the new process opens, closes and duplicates. */
final class SpawnActions implements AutoCloseable {
    private static final int OPEN = 0;
    private static final int CLOSE = 1;
    private static final int DUP2 = 2;

    /** {@code sizeof(posix_spawn_file_actions_t)}. */
    private static final long SIZE = 80;

    private final List<Long> paths = new ArrayList<>();
    private long actions = NULL;

    private SpawnActions() {}

    /** NULL and None are none. */
    static SpawnActions of(long object) {
        SpawnActions made = new SpawnActions();
        if (object == NULL || object == Singletons.NONE) return made;
        long items = Sequences.fast(object, "file_actions must be a sequence or None");
        try {
            made.actions = Allocation.allocate(SIZE);
            required(SystemCall.ofInt("posix_spawn_file_actions_init", made.actions));
            for (long i = 0; i < Sequences.fastLength(items); i++) made.add(Memory.getLong(Sequences.fastItems(items) + 8 * i));
            return made;
        } catch (Throwable failure) {
            made.close();
            throw failure;
        } finally {
            References.decref(items);
        }
    }

    static void required(long failure) {
        if (failure != 0) throw FileSystem.error((int) Math.abs(failure));
    }

    private void add(long action) {
        if (!TupleType.isInstance(action) || TupleType.size(action) == 0) {
            throw PyError.typeError("Each file_actions element must be a non-empty tuple");
        }
        switch (Arguments.integer(TupleType.get(action, 0))) {
            case OPEN -> open(action);
            case CLOSE -> {
                requireSize(action, 2, "close");
                required(SystemCall.ofInt("posix_spawn_file_actions_addclose", actions, number(action, 1)));
            }
            case DUP2 -> {
                requireSize(action, 3, "dup2");
                required(SystemCall.ofInt("posix_spawn_file_actions_adddup2", actions, number(action, 1), number(action, 2)));
            }
            default -> throw PyError.typeError("Unknown file_actions identifier");
        }
    }

    private void open(long action) {
        requireSize(action, 5, "open");
        int file = number(action, 1);
        long path = FileSystem.bytes(TupleType.get(action, 2));
        paths.add(path);
        required(SystemCall.ofInt("posix_spawn_file_actions_addopen", actions, file, BytesType.data(path), number(action, 3), number(action, 4)));
    }

    private static int number(long action, int index) {
        return Arguments.integer(TupleType.get(action, index));
    }

    private static void requireSize(long action, int size, String what) {
        if (TupleType.size(action) != size) throw PyError.typeError("A " + what + " file_action tuple must have " + size + " elements");
    }

    long address() {
        return actions;
    }

    @Override
    public void close() {
        if (actions != NULL) SystemCall.ofInt("posix_spawn_file_actions_destroy", actions);
        Allocation.free(actions);
        actions = NULL;
        paths.forEach(References::decref);
        paths.clear();
    }
}
