package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * What classes made by {@code collections.namedtuple} derive from: their methods, which go by the class's {@code _fields}. (CPython makes
 * these methods anew for each class, by executing Python; its classes derive from tuple alone.)
 */
@BuiltinType(
        value = "c4j_NamedTuple_Type",
        name = "collections._NamedTuple",
        basicsize = 24,
        itemsize = 8,
        flags = 0x4004500,
        base = "PyTuple_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class NamedTupleType {
    static final long TYPE = Shim.symbol("c4j_NamedTuple_Type");

    private NamedTupleType() {}

    /** The class's field names, a new reference to a tuple. */
    private static long fields(long type) {
        return Objects.getAttr(type, "_fields");
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long fields = fields(type);
        long defaults = Objects.getAttr(type, "_field_defaults");
        try {
            return fill(type, fields, defaults, args, kwargs);
        } finally {
            References.decref(defaults);
            References.decref(fields);
        }
    }

    private static long fill(long type, long fields, long defaults, long args, long kwargs) {
        String function = TypeLookup.name(type) + ".__new__()";
        long count = TupleType.size(fields);
        long nargs = TupleType.size(args);
        if (nargs > count) {
            throw PyError.typeError(function + " takes " + (count + 1) + " positional arguments but " + (nargs + 1) + " were given");
        }
        checkKeywords(function, fields, nargs, kwargs);
        long items = Allocation.instance(type, count);
        try {
            for (long i = 0; i < count; i++) {
                long name = TupleType.get(fields, i);
                long value = i < nargs ? TupleType.get(args, i) : kwargs == NULL ? NULL : DictType.get(kwargs, name);
                if (value == NULL) value = DictType.get(defaults, name);
                if (value == NULL) throw PyError.typeError(function + " missing 1 required positional argument: '" + Strings.toJava(name) + "'");
                TupleType.init(items, i, References.newRef(value));
            }
            return items;
        } catch (PyError failure) {
            References.decref(items);
            throw failure;
        }
    }

    private static void checkKeywords(String function, long fields, long nargs, long kwargs) {
        if (kwargs == NULL) return;
        long[] pair = new long[2];
        for (long at = DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair)) {
            long index = indexOf(fields, pair[0]);
            String name = Strings.toJava(pair[0]);
            if (index < 0) throw PyError.typeError(function + " got an unexpected keyword argument '" + name + "'");
            if (index < nargs) throw PyError.typeError(function + " got multiple values for argument '" + name + "'");
        }
    }

    private static long indexOf(long fields, long name) {
        for (long i = 0; i < TupleType.size(fields); i++) if (Objects.equal(TupleType.get(fields, i), name)) return i;
        return -1;
    }

    @Method(value = "_make", kind = Kind.CLASS)
    public static long makeFrom(long type, long iterable) {
        long items = Sequences.tuple(iterable);
        long fields = fields(type);
        try {
            if (TupleType.size(items) != TupleType.size(fields)) {
                throw PyError.typeError("Expected " + TupleType.size(fields) + " arguments, got " + TupleType.size(items));
            }
            return create(type, items, NULL);
        } finally {
            References.decref(fields);
            References.decref(items);
        }
    }

    @Method("_replace")
    public static long replace(long self, long args, long nargs, long kwnames) {
        if (nargs > 0) throw PyError.typeError("_replace() takes 1 positional argument but " + (nargs + 1) + " were given");
        long fields = fields(References.type(self));
        long items = Sequences.list(self);
        try {
            long unknown = ListType.make(0);
            for (long i = 0; kwnames != NULL && i < TupleType.size(kwnames); i++) {
                long index = indexOf(fields, TupleType.get(kwnames, i));
                if (index < 0) ListType.append(unknown, TupleType.get(kwnames, i));
                else Sequences.setItem(items, index, Memory.getLong(args + 8 * i));
            }
            String names = ListType.size(unknown) == 0 ? null : Objects.reprString(unknown);
            References.decref(unknown);
            if (names != null) throw PyError.valueError("Got unexpected field names: " + names);
            return makeFrom(References.type(self), items);
        } finally {
            References.decref(items);
            References.decref(fields);
        }
    }

    @Method("_asdict")
    public static long asDict(long self) {
        long fields = fields(References.type(self));
        long dict = DictType.make();
        for (long i = 0; i < TupleType.size(fields); i++) DictType.set(dict, TupleType.get(fields, i), TupleType.get(self, i));
        References.decref(fields);
        return dict;
    }

    @Method("__getnewargs__")
    public static long newArguments(long self) {
        return Texts.tail(self, 0);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long fields = fields(References.type(self));
        try {
            StringBuilder text = new StringBuilder(TypeLookup.nameOf(self) + "(");
            for (long i = 0; i < TupleType.size(fields); i++) {
                text.append(i == 0 ? "" : ", ").append(Strings.toJava(TupleType.get(fields, i))).append("=");
                text.append(Objects.reprString(TupleType.get(self, i)));
            }
            return Strings.of(text.append(")").toString());
        } finally {
            References.decref(fields);
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        FunctionCall.run(Memory.getLong(BuiltinTypes.TUPLE + PyTypeObject.tp_dealloc), self);
    }
}
