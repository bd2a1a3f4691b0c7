package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Singletons;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code collections.defaultdict}: a dict that makes a missing key's value.
 *
 * <pre>
 * 0  PyDictObject
 * 48 default_factory or NULL
 * </pre>
 */
@BuiltinType(
        value = "c4j_DefaultDict_Type",
        name = "collections.defaultdict",
        basicsize = 56,
        flags = 0x20000000 | Fields.FLAGS | 0x40 | Constants._Py_TPFLAGS_MATCH_SELF,
        base = "PyDict_Type")
@Member(name = "default_factory", type = Constants.T_OBJECT, offset = 48)
public final class DefaultDictType {
    static final long TYPE = Shim.symbol("c4j_DefaultDict_Type");
    private static final long FACTORY = 48;

    private DefaultDictType() {}

    private static long factory(long self) {
        long factory = Memory.getLong(self + FACTORY);
        return factory == NULL ? Singletons.NONE : factory;
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        long factory = TupleType.size(args) == 0 ? NULL : TupleType.get(args, 0);
        if (factory != NULL && factory != Singletons.NONE && !Objects.isCallable(factory)) {
            throw PyError.typeError("first argument must be callable or None");
        }
        References.setRef(self + FACTORY, factory == NULL ? NULL : References.newRef(factory));
        long rest = Texts.tail(args, 1);
        try {
            FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_init), self, rest, kwargs);
        } finally {
            References.decref(rest);
        }
    }

    @Method("__missing__")
    public static long missing(long self, long key) {
        if (factory(self) == Singletons.NONE) throw PyError.keyError(key);
        long value = Calls.callNoArgs(factory(self));
        try {
            Objects.setItem(self, key, value);
            return value;
        } catch (Throwable failure) {
            References.decref(value);
            throw failure;
        }
    }

    @Method({"copy", "__copy__"})
    public static long copy(long self) {
        return Calls.callWith(References.type(self), factory(self), self);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long arguments = factory(self) == Singletons.NONE ? TupleType.empty() : TupleType.of(factory(self));
        long items = Calls.callMethod(self, "items");
        long iterator = Objects.iter(items);
        References.decref(items);
        return TupleType.steal(References.newRef(References.type(self)), arguments, Singletons.none(), Singletons.none(), iterator);
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        if (!DictType.isInstance(left) || !DictType.isInstance(right)) return Singletons.notImplemented();
        long self = TypeLookup.isInstance(left, TYPE) ? left : right;
        long merged = Calls.callWith(References.type(self), factory(self), left);
        try {
            DictType.merge(merged, right, true);
            return merged;
        } catch (Throwable failure) {
            References.decref(merged);
            throw failure;
        }
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long contents = FunctionCall.object(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_repr), self);
        try {
            return Strings.of(TypeLookup.nameOf(self) + "(" + factoryText(self) + ", " + Strings.toJava(contents) + ")");
        } finally {
            References.decref(contents);
        }
    }

    private static String factoryText(long self) {
        if (ReprGuard.enter(factory(self))) return "...";
        try {
            return Objects.reprString(factory(self));
        } finally {
            ReprGuard.leave(factory(self));
        }
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(Memory.getLong(self + FACTORY), visit, argument);
        return stop != 0 ? stop : FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_traverse), self, visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        References.clear(self + FACTORY);
        return FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_clear), self);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        References.clear(self + FACTORY);
        FunctionCall.run(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_dealloc), self);
    }
}
