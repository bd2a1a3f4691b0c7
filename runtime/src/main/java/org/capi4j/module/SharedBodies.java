package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** Bodies that any class of Python source may have for its functions of one line: {@link ClassContents} says which. */
@BuiltinModule("shared bodies")
final class SharedBodies {
    private SharedBodies() {}

    @Method("attribute")
    static long get(long name, long args, long nargs) {
        return Objects.getAttr(Memory.getLong(args), name);
    }

    @Method("assignment")
    static long set(long name, long args, long nargs) {
        Objects.setAttr(Memory.getLong(args), name, Memory.getLong(args + 8));
        return Singletons.none();
    }

    /** Closes over the names of an attribute and its method, which gets all arguments but the first. */
    @Method("delegation")
    static long delegate(long names, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            long part = own.add(Objects.getAttr(Memory.getLong(args), TupleType.get(names, 0)));
            return Calls.vectorcall(own.add(Objects.getAttr(part, TupleType.get(names, 1))), args + 8, nargs - 1, NULL);
        }
    }

    @Method("answer")
    static long answer(long value, long args, long nargs) {
        return References.newRef(value);
    }

    /** Closes over an exception, over its class, or over a tuple of that and its argument. */
    @Method("error")
    static long raise(long exception, long args, long nargs) {
        if (ExceptionType.isInstance(exception)) throw ExceptionType.raise(exception);
        boolean isPair = TupleType.isInstance(exception);
        long made = isPair ? Calls.callOneArg(TupleType.get(exception, 0), TupleType.get(exception, 1)) : Calls.callNoArgs(exception);
        PyError error = ExceptionType.raise(made);
        References.decref(made);
        throw error;
    }

    @Method("self")
    static long self(long closure, long args, long nargs) {
        return References.newRef(Memory.getLong(args));
    }
}
