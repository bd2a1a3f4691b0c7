package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** frozenset: the type object; see {@link SetType}. */
@BuiltinType("PyFrozenSet_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class FrozenSetType {
    private FrozenSetType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("frozenset", type, BuiltinTypes.FROZEN_SET, kwargs);
        long nargs = TupleType.size(args);
        Arguments.checkPositional(TypeLookup.fullName(type), nargs, 0, 1);
        return makeFrom(type, nargs == 0 ? NULL : TupleType.get(args, 0));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("frozenset", kwnames);
        Arguments.checkPositional("frozenset", nargs, 0, 1);
        return makeFrom(type, Arguments.get(args, nargs, 0));
    }

    /** An exact frozenset of an exact frozenset is itself. */
    private static long makeFrom(long type, long iterable) {
        boolean same = type == BuiltinTypes.FROZEN_SET && iterable != NULL && SetType.isFrozenExact(iterable);
        return same ? References.newRef(iterable) : SetType.make(type, iterable);
    }

    @Slot("tp_hash")
    static long hash(long self) {
        return SetType.frozenHash(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return SetType.traverse(self, visit, argument);
    }

    @Method("copy")
    static long copy(long self) {
        return SetType.isFrozenExact(self) ? References.newRef(self) : SetOperations.copy(self);
    }
}
