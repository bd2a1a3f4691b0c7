package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.ObjectType;
import org.capi4j.type.Objects;
import org.capi4j.type.ReprGuard;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.VectorArguments;

/**
 * {@code functools.partial}.
 *
 * <pre>
 * 16 func
 * 24 args, a tuple
 * 32 keywords, a dict
 * 40 instance dict or NULL
 * 48 weak references
 * 56 vectorcall
 * </pre>
 */
@BuiltinType(
        value = "c4j_Partial_Type",
        name = "functools.partial",
        basicsize = 64,
        dictoffset = 40,
        weaklistoffset = 48,
        vectorcallOffset = 56,
        flags = Fields.FLAGS | Constants.Py_TPFLAGS_HAVE_VECTORCALL,
        references = 4)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "func", type = Constants.T_OBJECT, offset = 16, flags = Constants.READONLY)
@Member(name = "args", type = Constants.T_OBJECT, offset = 24, flags = Constants.READONLY)
@Member(name = "keywords", type = Constants.T_OBJECT, offset = 32, flags = Constants.READONLY)
public final class PartialType {
    static final long TYPE = Shim.symbol("c4j_Partial_Type");
    private static final int FUNC = 0;
    private static final int ARGS = 1;
    private static final int KEYWORDS = 2;
    private static final int DICT = 3;
    private static final int VECTORCALL = 5;

    private PartialType() {}

    /** A partial of a partial is made of the inner function. */
    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        if (TupleType.size(args) < 1) throw PyError.typeError("type 'partial' takes at least one argument");
        long func = TupleType.get(args, 0);
        if (!Objects.isCallable(func)) throw PyError.typeError("the first argument must be callable");
        boolean nested = References.type(func) == TYPE && Fields.get(func, DICT) == NULL;
        long rest = Texts.tail(args, 1);
        if (nested) {
            long all = Texts.join(Fields.get(func, ARGS), rest);
            References.decref(rest);
            rest = all;
        }
        long keywords = nested ? DictType.copy(Fields.get(func, KEYWORDS)) : DictType.make();
        if (kwargs != NULL) DictType.merge(keywords, kwargs, true);
        long self = Fields.make(type, References.newRef(nested ? Fields.get(func, FUNC) : func), rest, keywords);
        Fields.setNumber(self, VECTORCALL, Functions.VECTORCALL);
        return self;
    }

    private static final class Functions {
        static final long VECTORCALL = Shim.symbol("c4j_PartialType_vectorcall");
    }

    @Function
    public static long vectorcall(long self, long args, long nargsf, long kwnames) {
        if (DictType.size(Fields.get(self, KEYWORDS)) > 0) {
            return VectorArguments.packed(args, Arguments.count(nargsf), kwnames, (tuple, kwargs) -> call(self, tuple, kwargs));
        }
        long own = Fields.get(self, ARGS);
        long first = TupleType.size(own);
        long nargs = Arguments.count(nargsf);
        if (first == 0) return Calls.vectorcall(Fields.get(self, FUNC), args, nargs, kwnames);
        long more = nargs + (kwnames == NULL ? 0 : TupleType.size(kwnames));
        long array = Allocation.allocate(8 * (first + more));
        References.incref(own); // whoever is called may give the partial another state
        try {
            for (long i = 0; i < first; i++) Memory.putLong(array + 8 * i, TupleType.get(own, i));
            if (more > 0) Memory.copy(args, array + 8 * first, 8 * more);
            return Calls.vectorcall(Fields.get(self, FUNC), array, first + nargs, kwnames);
        } finally {
            References.decref(own);
            Allocation.free(array);
        }
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long all = Texts.join(Fields.get(self, ARGS), args);
        long keywords = NULL;
        try {
            keywords = keywords(self, kwargs);
            return Calls.call(Fields.get(self, FUNC), all, keywords);
        } finally {
            References.xdecref(keywords);
            References.decref(all);
        }
    }

    private static long keywords(long self, long kwargs) {
        long own = Fields.get(self, KEYWORDS);
        boolean more = kwargs != NULL && DictType.size(kwargs) > 0;
        if (!more) return DictType.size(own) == 0 ? NULL : References.newRef(own);
        long all = DictType.copy(own);
        DictType.merge(all, kwargs, true);
        return all;
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        if (ReprGuard.enter(self)) return Strings.of("...");
        try {
            boolean exact = References.type(self) == TYPE;
            String name = exact ? "functools.partial" : TypeLookup.fullNameOf(self);
            StringBuilder text = new StringBuilder(name + "(" + Objects.reprString(Fields.get(self, FUNC)));
            Texts.appendArguments(text, Fields.get(self, ARGS), Fields.get(self, KEYWORDS), ", ");
            return Strings.of(text.append(")").toString());
        } finally {
            ReprGuard.leave(self);
        }
    }

    @Getter("__dict__")
    public static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    @Setter("__dict__")
    public static void setDict(long self, long value) {
        ObjectType.setInstanceDict(self, value);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long func = Fields.get(self, FUNC);
        long dict = Fields.get(self, DICT) == NULL ? Singletons.NONE : Fields.get(self, DICT);
        return TupleType.steal(
                References.newRef(References.type(self)), TupleType.of(func), TupleType.of(func, Fields.get(self, ARGS), Fields.get(self, KEYWORDS), dict));
    }

    @Method("__setstate__")
    public static long setState(long self, long state) {
        boolean valid = TupleType.isInstance(state)
                && TupleType.size(state) == 4
                && Objects.isCallable(TupleType.get(state, 0))
                && TupleType.isInstance(TupleType.get(state, 1))
                && (TupleType.get(state, 2) == Singletons.NONE || DictType.isInstance(TupleType.get(state, 2)));
        if (!valid) throw PyError.typeError("invalid partial state");
        long keywords = TupleType.get(state, 2);
        long dict = TupleType.get(state, 3);
        Fields.set(self, FUNC, References.newRef(TupleType.get(state, 0)));
        Fields.set(self, ARGS, Texts.tail(TupleType.get(state, 1), 0));
        Fields.set(self, KEYWORDS, keywords == Singletons.NONE ? DictType.make() : DictType.copy(keywords));
        Fields.set(self, DICT, dict == Singletons.NONE ? NULL : References.newRef(dict));
        return Singletons.none();
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS)
    public static long classGetItem(long type, long item) {
        return GenericAliasType.make(type, item);
    }
}
