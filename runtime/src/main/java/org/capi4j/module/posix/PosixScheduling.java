package org.capi4j.module.posix;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Function;
import org.capi4j.export.Method;
import org.capi4j.layout.PyStructSequence;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.StructSequences;
import org.capi4j.module.SystemCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StructSequenceType;

/** Scheduling of processes, and copying between files within the kernel. */
@BuiltinModule("posix")
public final class PosixScheduling {
    private static final StructSequences.Shape PARAMETER = new StructSequences.Shape(
            "posix.sched_param",
            "Currently has only one field: sched_priority\n\n  sched_priority\n    A scheduling parameter.",
            "sched_priority");
    private static final int WORDS = 8;

    private PosixScheduling() {}

    /** {@code posix.sched_param}, borrowed: it is called with the field itself, not with a sequence. */
    static long parameterType() {
        long type = StructSequences.type(PARAMETER);
        Memory.putLong(type + PyTypeObject.tp_new, Shim.symbol("c4j_PosixScheduling_newParameter"));
        return type;
    }

    /** {@code tp_new} of {@code sched_param(sched_priority)}. */
    @Function
    static long newParameter(long type, long args, long kwargs) {
        long priority = KeywordArguments.parse("sched_param", args, kwargs, 1, 1, "sched_priority")[0];
        long parameter = StructSequenceType.make(type);
        Memory.putLong(parameter + PyStructSequence.ob_item, References.newRef(priority));
        return parameter;
    }

    /** The number in a {@code sched_param}. */
    static int priority(long parameter) {
        if (References.type(parameter) != parameterType()) throw PyError.typeError("must have a sched_param object");
        long priority = LongType.asLong(Memory.getLong(parameter + PyStructSequence.ob_item));
        if (priority != (int) priority) throw PyError.overflowError("sched_priority out of range");
        return (int) priority;
    }

    /** Runs an action with a {@code struct sched_param} that holds this number. */
    private static long with(int priority, LongUnaryOperator action) {
        long struct = Allocation.allocate(8);
        try {
            Memory.putInt(struct, priority);
            return action.applyAsLong(struct);
        } finally {
            Allocation.free(struct);
        }
    }

    static void requireCount(String function, long nargs, int count) {
        if (nargs != count) throw PyError.typeError(function + "() takes exactly " + count + " arguments (" + nargs + " given)");
    }

    @Method("sched_getparam")
    static long getParameter(long module, long pid) {
        int process = Arguments.integer(pid);
        return with(0, struct -> {
            SystemCall.require("sched_getparam", process, struct);
            return StructSequences.make(PARAMETER, LongType.of(Memory.getInt(struct)));
        });
    }

    @Method("sched_setparam")
    static long setParameter(long module, long args, long nargs) {
        requireCount("sched_setparam", nargs, 2);
        int process = Arguments.integer(Memory.getLong(args));
        with(priority(Memory.getLong(args + 8)), struct -> SystemCall.require("sched_setparam", process, struct));
        return Singletons.none();
    }

    @Method("sched_setscheduler")
    static long setScheduler(long module, long args, long nargs) {
        requireCount("sched_setscheduler", nargs, 3);
        int process = Arguments.integer(Memory.getLong(args));
        int policy = Arguments.integer(Memory.getLong(args + 8));
        with(priority(Memory.getLong(args + 16)), struct -> SystemCall.require("sched_setscheduler", process, policy, struct));
        return Singletons.none();
    }

    @Method("splice")
    static long splice(long module, long args, long nargs, long kwnames) {
        return copy("splice", KeywordArguments.parse("splice", args, nargs, kwnames, 3, 6, "src", "dst", "count", "offset_src", "offset_dst", "flags"));
    }

    @Method("copy_file_range")
    static long copyFileRange(long module, long args, long nargs, long kwnames) {
        return copy("copy_file_range", KeywordArguments.parse("copy_file_range", args, nargs, kwnames, 3, 5, "src", "dst", "count", "offset_src", "offset_dst"));
    }

    /** Both take descriptor and offset of the source, of the target, a length and flags. The block: six arguments, two offsets. */
    private static long copy(String function, long[] values) {
        int source = Arguments.integer(values[0]);
        int target = Arguments.integer(values[1]);
        long count = Arguments.ssize(values[2]);
        long block = Allocation.allocate(8L * WORDS);
        try {
            Memory.putLong(block, source);
            Memory.putLong(block + 8, offset(values[3], block + 48));
            Memory.putLong(block + 16, target);
            Memory.putLong(block + 24, offset(values[4], block + 56));
            Memory.putLong(block + 32, count);
            Memory.putLong(block + 40, values.length > 5 && values[5] != NULL ? LongType.asUnsigned(values[5], 32, "unsigned int") & 0xffffffffL : 0);
            if (count < 0) throw PyError.valueError("negative value for 'count' not allowed");
            return LongType.of(SystemCall.checked(SystemCall.ofWide(function, block)));
        } finally {
            Allocation.free(block);
        }
    }

    private static long offset(long object, long place) {
        if (object == NULL || object == Singletons.NONE) return NULL;
        Memory.putLong(place, LongType.asLong(object));
        return place;
    }
}
