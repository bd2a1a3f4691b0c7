package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.module.Fields;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Finalizers;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Singletons;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;


/**
 * What all stream types have in common. Their objects begin so:
 *
 * <pre>
 * 16 dict, NULL until it is needed
 * 24 weak references
 * 32 the type's own references, then its own numbers
 * </pre>
 */
final class Streams {
    /** Fields before a type's own. */
    static final int OWN = 2;

    static final long DICT_OFFSET = 16;
    static final long WEAK_OFFSET = 24;

    private static final class State {
        long unsupported;
    }

    private Streams() {}

    /** {@code io.UnsupportedOperation}: the interpreter's own class, borrowed. */
    static long unsupportedOperation() {
        State state = InterpreterState.current().attached(State.class, State::new);
        if (state.unsupported == NULL) state.unsupported = makeUnsupported();
        return state.unsupported;
    }

    private static long makeUnsupported() {
        long name = Strings.of("UnsupportedOperation");
        long bases = TupleType.of(Exceptions.OSError, Exceptions.ValueError);
        long dict = DictType.make();
        try {
            Namespace.put(dict, "__module__", "io");
            return Calls.callWith(BuiltinTypes.TYPE, name, bases, dict);
        } finally {
            References.decref(dict);
            References.decref(bases);
            References.decref(name);
        }
    }

    static PyError unsupported(String message) {
        return ExceptionType.error(unsupportedOperation(), message);
    }

    static PyError closed() {
        return PyError.valueError("I/O operation on closed file.");
    }

    /** Whether the attribute {@code closed} is true. */
    static boolean isClosed(long stream) {
        long closed = Objects.getAttr(stream, "closed");
        try {
            return Objects.isTrue(closed);
        } finally {
            References.decref(closed);
        }
    }

    static void requireOpen(long stream) {
        if (isClosed(stream)) throw closed();
    }

    /** Calls a method for its effect. */
    static void run(long object, String method, long... arguments) {
        References.decref(Calls.callMethod(object, method, arguments));
    }

    /** Calls a method whose result is a truth value. */
    static boolean test(long object, String method) {
        long answer = Calls.callMethod(object, method);
        try {
            return Objects.isTrue(answer);
        } finally {
            References.decref(answer);
        }
    }

    /** Calls a method with a number: a new reference to the result. */
    static long callWithNumber(long object, String method, long number) {
        long argument = LongType.of(number);
        try {
            return Calls.callMethod(object, method, argument);
        } finally {
            References.decref(argument);
        }
    }

    /** {@code seek(offset, whence)}: the new position. */
    static long seek(long object, long offset, int whence) {
        long position = LongType.of(offset);
        long origin = LongType.of(whence);
        try {
            return position(Calls.callMethod(object, "seek", position, origin), "seek");
        } finally {
            References.decref(origin);
            References.decref(position);
        }
    }

    static long tell(long object) {
        return position(Calls.callMethod(object, "tell"), "tell");
    }

    /** The reference to {@code result} is consumed. */
    private static long position(long result, String method) {
        long position;
        try {
            position = Numbers.asSsize(result, Exceptions.ValueError);
        } finally {
            References.decref(result);
        }
        if (position < 0) throw PyError.of(Exceptions.OSError, "Raw stream returned invalid position " + position);
        return position;
    }

    /** An optional size: {@code fallback} when it is missing or None. */
    static long size(long args, long nargs, int index, long fallback) {
        long object = Arguments.get(args, nargs, index);
        if (object == NULL || object == Singletons.NONE) return fallback;
        if (!Numbers.isIndex(object)) {
            throw PyError.typeError("argument should be integer or None, not '" + TypeLookup.nameOf(object) + "'");
        }
        return Numbers.asSsize(object, Exceptions.OverflowError);
    }

    static int traverse(long self, int references, long visit, long argument) {
        int stop = Traversal.visit(Fields.get(self, 0), visit, argument);
        return stop != 0 ? stop : Traversal.visitAll(Fields.at(self, OWN), references, visit, argument);
    }

    static void clear(long self, int references) {
        References.clear(Fields.at(self, 0));
        for (int i = 0; i < references; i++) References.clear(Fields.at(self, OWN + i));
    }

    /** {@code tp_dealloc}, first the finalizer, which closes the stream; {@code block} is a number that is the address of own memory. */
    static void dealloc(long self, int references, int... blocks) {
        if (Finalizers.resurrects(self)) return;
        release(self, references, blocks);
    }

    /** {@code tp_dealloc} without a finalizer. */
    static void release(long self, int references, int... blocks) {
        Allocation.gcUntrack(self);
        if (Memory.getLong(self + WEAK_OFFSET) != NULL) WeakrefType.clearAll(self);
        clear(self, references);
        for (int block : blocks) Allocation.free(Fields.number(self, block));
        Allocation.freeInstance(self);
    }

    /** {@code <class name=... >} of a stream that may have no name. */
    static long repr(long self, String more) {
        long name = NULL;
        try {
            name = Objects.lookupAttr(self, "name");
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.ValueError)) throw error;
            error.release();
        }
        if (name == NULL) return Strings.of("<" + TypeLookup.fullNameOf(self) + more + ">");
        if (ReprGuard.enter(self)) {
            References.decref(name);
            throw PyError.runtimeError("reentrant call inside " + TypeLookup.nameOf(self) + ".__repr__");
        }
        try {
            return Strings.of("<" + TypeLookup.fullNameOf(self) + " name=" + Objects.reprString(name) + more + ">");
        } finally {
            ReprGuard.leave(self);
            References.decref(name);
        }
    }

    /** A tuple of strs, or one str, that names line ends which were seen: bit 0 CR, bit 1 LF, bit 2 CR LF. */
    static long newlines(int seen) {
        List<String> kinds = new ArrayList<>();
        if ((seen & 1) != 0) kinds.add("\r");
        if ((seen & 2) != 0) kinds.add("\n");
        if ((seen & 4) != 0) kinds.add("\r\n");
        if (kinds.isEmpty()) return Singletons.none();
        return kinds.size() == 1 ? Strings.of(kinds.get(0)) : Namespace.tuple(kinds.toArray(String[]::new));
    }
}
