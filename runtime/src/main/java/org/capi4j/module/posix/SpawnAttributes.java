package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.memory.Memory;
import org.capi4j.module.SignalSet;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** What a new process of {@code posix_spawn} begins with: group, session, signals, scheduling. */
final class SpawnAttributes implements AutoCloseable {
    private static final int RESET_IDS = 0x01;
    private static final int SET_GROUP = 0x02;
    private static final int SET_SIGNALS = 0x04;
    private static final int SET_MASK = 0x08;
    private static final int SET_PARAMETER = 0x10;
    private static final int SET_SCHEDULER = 0x20;
    private static final int SET_SESSION = 0x80;

    /** {@code sizeof(posix_spawnattr_t)}, {@code sizeof(sigset_t)}. */
    private static final long SIZE = 336;
    private static final long SIGNALS = 128;

    private final long attributes = Allocation.allocate(SIZE);
    private int flags;

    private SpawnAttributes() {
        SpawnActions.required(SystemCall.ofInt("posix_spawnattr_init", attributes));
    }

    /** The keyword arguments of {@code function} from the fifth value on. */
    static SpawnAttributes of(String function, long[] values) {
        SpawnAttributes made = new SpawnAttributes();
        try {
            made.group(values[4]);
            made.flag(values[5], RESET_IDS);
            made.flag(values[6], SET_SESSION);
            made.signals(values[7], "posix_spawnattr_setsigmask", SET_MASK);
            made.signals(values[8], "posix_spawnattr_setsigdefault", SET_SIGNALS);
            made.scheduler(values[9]);
            SpawnActions.required(SystemCall.ofInt("posix_spawnattr_setflags", made.attributes, made.flags));
            return made;
        } catch (Throwable failure) {
            made.close();
            throw failure;
        }
    }

    private static boolean given(long value) {
        return value != NULL && value != Singletons.NONE;
    }

    private void group(long value) {
        if (!given(value)) return;
        SpawnActions.required(SystemCall.ofInt("posix_spawnattr_setpgroup", attributes, Arguments.integer(value)));
        flags |= SET_GROUP;
    }

    private void flag(long value, int flag) {
        if (value != NULL && Objects.isTrue(value)) flags |= flag;
    }

    private void signals(long value, String function, int flag) {
        if (value == NULL) return;
        long set = Allocation.allocate(SIGNALS);
        try {
            SignalSet.read(value, set);
            SpawnActions.required(SystemCall.ofInt(function, attributes, set));
        } finally {
            Allocation.free(set);
        }
        flags |= flag;
    }

    private void scheduler(long value) {
        if (!given(value)) return;
        if (!TupleType.isInstance(value)) throw PyError.systemError("new style getargs format but argument is not a tuple");
        if (TupleType.size(value) != 2) throw PyError.typeError("A scheduler tuple must have two elements");
        boolean hasPolicy = TupleType.get(value, 0) != Singletons.NONE;
        int policy = hasPolicy ? Arguments.integer(TupleType.get(value, 0)) : 0;
        long parameter = Allocation.allocate(8);
        try {
            Memory.putInt(parameter, PosixScheduling.priority(TupleType.get(value, 1)));
            if (hasPolicy) SpawnActions.required(SystemCall.ofInt("posix_spawnattr_setschedpolicy", attributes, policy));
            SpawnActions.required(SystemCall.ofInt("posix_spawnattr_setschedparam", attributes, parameter));
        } finally {
            Allocation.free(parameter);
        }
        flags |= hasPolicy ? SET_SCHEDULER | SET_PARAMETER : SET_PARAMETER;
    }

    long address() {
        return attributes;
    }

    @Override
    public void close() {
        SystemCall.ofInt("posix_spawnattr_destroy", attributes);
        Allocation.free(attributes);
    }
}
