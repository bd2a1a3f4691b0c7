package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.WeakrefType;

/** Bodies of the functions that data classes get. They close over names of fields, and over their class weakly: nobody finds a cycle through code. */
@BuiltinModule("dataclasses.methods")
final class DataClassMethods {
    /** Where a field's value comes from: the parameter, the parameter or else a factory, a factory, the default. */
    static final int PARAMETER = 0;

    static final int PARAMETER_OR_FACTORY = 1;
    static final int FACTORY = 2;
    static final int DEFAULT = 3;

    private static final String[] OPERATORS = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};

    private DataClassMethods() {}

    /** Closes over whether the class is frozen, the parameters of {@code __post_init__} by index or None, and for each field its name, where its value comes from, the parameter's index and the factory or default. */
    @Method("__init__")
    static long init(long plan, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean frozen = Objects.isTrue(TupleType.get(plan, 0));
            for (long i = 2; i < TupleType.size(plan); i++) {
                long field = TupleType.get(plan, i);
                long value = value(call, field);
                if (frozen) call.call(BuiltinTypes.OBJECT, "__setattr__", call.arg(0), TupleType.get(field, 0), value);
                else Objects.setAttr(call.arg(0), TupleType.get(field, 0), value);
            }
            long indices = TupleType.get(plan, 1);
            if (indices == Singletons.NONE) return Activation.none();
            long[] given = new long[(int) TupleType.size(indices)];
            for (int i = 0; i < given.length; i++) given[i] = call.arg((int) LongType.asLong(TupleType.get(indices, i)));
            call.call(call.arg(0), "__post_init__", given);
            return Activation.none();
        }
    }

    private static long value(Activation call, long field) {
        int source = (int) LongType.asLong(TupleType.get(field, 1));
        long parameter = source <= PARAMETER_OR_FACTORY ? call.arg((int) LongType.asLong(TupleType.get(field, 2))) : NULL;
        return switch (source) {
            case PARAMETER -> parameter;
            case PARAMETER_OR_FACTORY -> parameter == call.imported("dataclasses", "_HAS_DEFAULT_FACTORY") ? call.invoke(TupleType.get(field, 3)) : parameter;
            case FACTORY -> call.invoke(TupleType.get(field, 3));
            default -> TupleType.get(field, 3);
        };
    }

    @Method("__repr__")
    static long repr(long names, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            StringBuilder text = new StringBuilder(call.text(call.get(call.arg(0), "__class__"), "__qualname__")).append('(');
            for (long i = 0; i < TupleType.size(names); i++) {
                long value = call.keep(Objects.getAttr(call.arg(0), TupleType.get(names, i)));
                text.append(i == 0 ? "" : ", ").append(Strings.toJava(TupleType.get(names, i))).append('=').append(Objects.reprString(value));
            }
            return Strings.of(text.append(')').toString());
        }
    }

    @Method("guarded __repr__")
    static long guardedRepr(long names, long args, long nargs) {
        long self = Memory.getLong(args);
        if (ReprGuard.enter(self)) return Strings.of("...");
        try {
            return repr(names, args, nargs);
        } finally {
            ReprGuard.leave(self);
        }
    }

    private static long values(Activation call, long object, long names) {
        long[] values = new long[(int) TupleType.size(names)];
        for (int i = 0; i < values.length; i++) values[i] = call.keep(Objects.getAttr(object, TupleType.get(names, i)));
        return call.tuple(values);
    }

    /** Closes over the operator and the fields' names. */
    @Method("comparison")
    static long compare(long operatorAndNames, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (call.get(call.arg(1), "__class__") != call.get(call.arg(0), "__class__")) return Singletons.notImplemented();
            long names = TupleType.get(operatorAndNames, 1);
            return Objects.richCompare(values(call, call.arg(0), names), values(call, call.arg(1), names), (int) LongType.asLong(TupleType.get(operatorAndNames, 0)));
        }
    }

    static int operator(String name) {
        return java.util.List.of(OPERATORS).indexOf(name);
    }

    @Method("__hash__")
    static long hash(long names, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return LongType.of(Objects.hash(values(call, call.arg(0), names)));
        }
    }

    @Method("__setattr__")
    static long setAttribute(long classAndNames, long args, long nargs) {
        return guarded(classAndNames, args, "__setattr__", "cannot assign to field ");
    }

    @Method("__delattr__")
    static long deleteAttribute(long classAndNames, long args, long nargs) {
        return guarded(classAndNames, args, "__delattr__", "cannot delete field ");
    }

    /** Closes over a weak reference to the class, and the names of its fields. */
    private static long guarded(long classAndNames, long args, String method, String refusal) {
        try (Activation call = new Activation(args)) {
            long cls = call.keep(References.newRef(WeakrefType.referent(TupleType.get(classAndNames, 0))));
            if (References.type(call.arg(0)) == cls || Sequences.contains(TupleType.get(classAndNames, 1), call.arg(1))) {
                throw PyError.of(call.imported("dataclasses", "FrozenInstanceError"), refusal + Objects.reprString(call.arg(1)));
            }
            if (cls == Singletons.NONE) throw PyError.typeError("super(type, obj): obj must be an instance or subtype of type");
            long above = call.invoke(BuiltinTypes.SUPER, cls, call.arg(0));
            return method.equals("__setattr__") ? Calls.callMethod(above, method, call.arg(1), call.arg(2)) : Calls.callMethod(above, method, call.arg(1));
        }
    }
}
