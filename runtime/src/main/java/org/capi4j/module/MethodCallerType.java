package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code operator.methodcaller}: calls a method with fixed arguments. */
@BuiltinType(value = "c4j_MethodCaller_Type", name = "operator.methodcaller", basicsize = 40, flags = Fields.FINAL)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class MethodCallerType {
    /** The tuple of arguments that the object was made with. */
    private static final long ARGUMENTS = 16;
    /** A dict of keyword arguments, or NULL. */
    private static final long KEYWORDS = 24;

    private MethodCallerType() {}

    private static long arguments(long self) {
        return Memory.getLong(self + ARGUMENTS);
    }

    @Slot("tp_new")
    static long newInstance(long type, long args, long kwargs) {
        if (TupleType.size(args) == 0) throw PyError.typeError("methodcaller needs at least one argument, the method name");
        if (!TypeLookup.hasFlag(References.type(TupleType.get(args, 0)), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("method name must be a string");
        }
        long self = FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0);
        Memory.putLong(self + ARGUMENTS, References.newRef(args));
        if (kwargs != NULL && DictType.size(kwargs) > 0) Memory.putLong(self + KEYWORDS, DictType.copy(kwargs));
        return self;
    }

    @Slot("tp_call")
    static long call(long self, long args, long kwargs) {
        Arguments.noKeywords("methodcaller", kwargs);
        Arguments.checkPositional("methodcaller", TupleType.size(args), 1, 1);
        long method = Objects.getAttr(TupleType.get(args, 0), TupleType.get(arguments(self), 0));
        long rest = rest(self);
        try {
            return Calls.call(method, rest, Memory.getLong(self + KEYWORDS));
        } finally {
            References.decref(rest);
            References.decref(method);
        }
    }

    /** The arguments behind the method's name. */
    private static long rest(long self) {
        long size = TupleType.size(arguments(self)) - 1;
        long rest = TupleType.make(size);
        for (long i = 0; i < size; i++) TupleType.init(rest, i, References.newRef(TupleType.get(arguments(self), i + 1)));
        return rest;
    }

    @Slot("tp_repr")
    static long repr(long self) {
        StringBuilder text = new StringBuilder("operator.methodcaller(");
        for (long i = 0; i < TupleType.size(arguments(self)); i++) {
            text.append(i == 0 ? "" : ", ").append(Objects.reprString(TupleType.get(arguments(self), i)));
        }
        long keywords = Memory.getLong(self + KEYWORDS);
        long[] pair = new long[2];
        for (long at = keywords == NULL ? -1 : DictType.next(keywords, 0, pair); at >= 0; at = DictType.next(keywords, at, pair)) {
            text.append(", ").append(Strings.toJava(pair[0])).append('=').append(Objects.reprString(pair[1]));
        }
        return Strings.of(text.append(')').toString());
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long keywords = Memory.getLong(self + KEYWORDS);
        if (keywords == NULL) return TupleType.of(References.type(self), arguments(self));
        long head = TupleType.of(References.type(self), TupleType.get(arguments(self), 0));
        try {
            // Keyword arguments can only be given back through functools.partial.
            return TupleType.steal(Calls.call(PartialType.TYPE, head, keywords), rest(self));
        } finally {
            References.decref(head);
        }
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(arguments(self), visit, argument);
        return stop != 0 ? stop : Traversal.visit(Memory.getLong(self + KEYWORDS), visit, argument);
    }

    @Slot("tp_clear")
    static int clear(long self) {
        References.clear(self + ARGUMENTS);
        References.clear(self + KEYWORDS);
        return 0;
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.gcUntrack(self);
        clear(self);
        FunctionCall.run(Memory.getLong(References.type(self) + PyTypeObject.tp_free), self);
    }
}
