package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BoolType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.WeakrefType;

/** {@code weakref.WeakMethod}: weak references to a method's object and to its function. */
@BuiltinModule("weakref.WeakMethod")
public final class WeakMethods {
    private WeakMethods() {}

    static long make(long dict) {
        ClassContents method = new ClassContents(new Definitions(dict, "WeakMethods"), "WeakMethod");
        method.put("__slots__", Namespace.tuple("_func_ref", "_meth_type", "_alive", "__weakref__")).defineStaticMethods("__new__(cls, meth, callback=None)");
        method.define("__call__(self)", "__eq__(self, other)", "__ne__(self, other)").put("__hash__", Objects.getAttr(BuiltinTypes.WEAKREF, "__hash__"));
        return method.make(BuiltinTypes.TYPE, BuiltinTypes.WEAKREF);
    }

    @Method("WeakMethod.__new__")
    static long create(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long object = call.find(call.arg(1), "__self__");
            long function = call.find(call.arg(1), "__func__");
            if (object == NULL || function == NULL) {
                throw PyError.typeError("argument should be a bound method, not " + Objects.reprString(References.type(call.arg(1))));
            }
            long itself = call.keep(ListType.of(Singletons.NONE));
            long globals = call.keep(Objects.getAttr(call.get(call.arg(0), "__call__"), "__globals__"));
            long dying = call.keep(new Definitions(globals, "WeakMethods").function("WeakMethod.__new__.<locals>._cb(arg)", "dying", call.tuple(itself, call.arg(2))));
            long self = call.call(BuiltinTypes.WEAKREF, "__new__", call.arg(0), object, dying);
            call.set(self, "_func_ref", call.keep(WeakrefType.make(function, dying)));
            call.set(self, "_meth_type", References.type(call.arg(1)));
            call.set(self, "_alive", true);
            Sequences.setItem(itself, 0, call.keep(WeakrefType.make(self, NULL)));
            return References.newRef(self);
        }
    }

    /** The first of object and function that dies calls the callback. Closes over a list with a weak reference to the WeakMethod, and the callback. */
    @Method("dying")
    static long die(long itselfAndCallback, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.invoke(ListType.get(TupleType.get(itselfAndCallback, 0), 0));
            if (self != Singletons.NONE && call.isTrue(self, "_alive")) {
                call.set(self, "_alive", false);
                long callback = TupleType.get(itselfAndCallback, 1);
                if (callback != Singletons.NONE) call.invoke(callback, self);
            }
            return Activation.none();
        }
    }

    @Method("WeakMethod.__call__")
    static long deref(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long object = call.keep(References.newRef(WeakrefType.referent(call.arg(0))));
            long function = call.invoke(call.get(call.arg(0), "_func_ref"));
            if (object == Singletons.NONE || function == Singletons.NONE) return Activation.none();
            return Activation.own(call.invoke(call.get(call.arg(0), "_meth_type"), function, object));
        }
    }

    @Method("WeakMethod.__eq__")
    static long equal(long closure, long args, long nargs) {
        return compare(args, true);
    }

    @Method("WeakMethod.__ne__")
    static long differ(long closure, long args, long nargs) {
        return compare(args, false);
    }

    private static long compare(long args, boolean wanted) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long other = call.arg(1);
            if (!Objects.isInstance(other, call.global("weakref", "WeakMethod"))) return Singletons.notImplemented();
            if (!call.isTrue(self, "_alive") || !call.isTrue(other, "_alive")) return BoolType.of((self == other) == wanted);
            boolean equal = call.asks(BuiltinTypes.WEAKREF, "__eq__", self, other) && Objects.equal(call.get(self, "_func_ref"), call.get(other, "_func_ref"));
            return BoolType.of(equal == wanted);
        }
    }
}
