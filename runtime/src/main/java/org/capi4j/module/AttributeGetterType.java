package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.type.Arguments;
import org.capi4j.type.Objects;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.VectorArguments;

/** {@code operator.attrgetter}: fetches attributes, dotted names too. */
@BuiltinType(value = "c4j_AttributeGetter_Type", name = "operator.attrgetter", basicsize = 40, vectorcallOffset = 32, flags = Fields.FINAL | Constants.Py_TPFLAGS_HAVE_VECTORCALL)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class AttributeGetterType {
    /** The tuple of arguments that the object was made with. */
    private static final long ARGUMENTS = 16;
    /** A dict of keyword arguments, or NULL. */
    private static final long KEYWORDS = 24;
    private static final long VECTORCALL = 32;

    private AttributeGetterType() {}

    private static long arguments(long self) {
        return Memory.getLong(self + ARGUMENTS);
    }

    @Slot("tp_new")
    static long newInstance(long type, long args, long kwargs) {
        Arguments.noKeywords("attrgetter", kwargs);
        if (TupleType.size(args) == 0) throw PyError.typeError("attrgetter expected 1 argument, got 0");
        for (long i = 0; i < TupleType.size(args); i++) {
            if (!TypeLookup.hasFlag(References.type(TupleType.get(args, i)), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
                throw PyError.typeError("attribute name must be a string");
            }
        }
        long self = FunctionCall.object(Memory.getLong(type + PyTypeObject.tp_alloc), type, 0);
        Memory.putLong(self + ARGUMENTS, References.newRef(args));
        Memory.putLong(self + VECTORCALL, Functions.VECTORCALL);
        return self;
    }

    private static long one(String name, long args, long kwargs) {
        Arguments.noKeywords(name, kwargs);
        Arguments.checkPositional(name, TupleType.size(args), 1, 1);
        return TupleType.get(args, 0);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        String items = Objects.reprString(arguments(self));
        String shown = TupleType.size(arguments(self)) == 1 ? items.replaceFirst(",\\)$", ")") : items;
        return Strings.of("operator.attrgetter" + shown);
    }

    private static final class Functions {
        static final long VECTORCALL = Shim.symbol("c4j_AttributeGetterType_vectorcall");
    }

    @Function
    static long vectorcall(long self, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        boolean plain = nargs == 1 && (kwnames == NULL || TupleType.size(kwnames) == 0);
        return plain ? attributes(self, Memory.getLong(args)) : VectorArguments.packed(args, nargs, kwnames, (tuple, kwargs) -> call(self, tuple, kwargs));
    }

    @Slot("tp_call")
    static long call(long self, long args, long kwargs) {
        return attributes(self, one("attrgetter", args, kwargs));
    }

    private static long attributes(long self, long object) {
        long names = arguments(self);
        if (TupleType.size(names) == 1) return attribute(object, TupleType.get(names, 0));
        long result = TupleType.make(TupleType.size(names));
        try {
            for (long i = 0; i < TupleType.size(names); i++) TupleType.init(result, i, attribute(object, TupleType.get(names, i)));
            return result;
        } catch (Throwable failure) {
            References.decref(result);
            throw failure;
        }
    }

    /** The attribute that a dotted name leads to. */
    private static long attribute(long object, long name) {
        long value = References.newRef(object);
        for (String part : Strings.toJava(name).split("\\.", -1)) {
            try {
                long next = Objects.getAttr(value, part);
                References.decref(value);
                value = next;
            } catch (Throwable failure) {
                References.decref(value);
                throw failure;
            }
        }
        return value;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        return TupleType.of(References.type(self), arguments(self));
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
