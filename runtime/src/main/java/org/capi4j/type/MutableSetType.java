package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PySetObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** set: the type object; see {@link SetType}. */
@BuiltinType("PySet_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_hash", function = "PyObject_HashNotImplemented")
@SlotRef(slot = "tp_alloc", function = "PyType_GenericAlloc")
public final class MutableSetType {
    private MutableSetType() {}

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return SetType.make(type, NULL);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        Arguments.noKeywords("set", kwargs);
        long nargs = TupleType.size(args);
        Arguments.checkPositional(TypeLookup.fullNameOf(self), nargs, 0, 1);
        SetTable.clear(self);
        Memory.putLong(self + PySetObject.hash, -1);
        if (nargs == 1) SetOperations.update(self, TupleType.get(args, 0));
    }

    @Slot("tp_vectorcall")
    static long vectorcall(long type, long args, long nargsf, long kwnames) {
        long nargs = Arguments.count(nargsf);
        Arguments.noKeywordNames("set", kwnames);
        Arguments.checkPositional("set", nargs, 0, 1);
        return SetType.make(type, Arguments.get(args, nargs, 0));
    }

    @Slot("nb_inplace_subtract")
    static long subtractInPlace(long self, long other) {
        if (!SetType.isAnySet(other)) return Singletons.notImplemented();
        SetOperations.differenceUpdate(self, other);
        return References.newRef(self);
    }

    @Slot("nb_inplace_and")
    static long andInPlace(long self, long other) {
        if (!SetType.isAnySet(other)) return Singletons.notImplemented();
        SetOperations.intersectionUpdate(self, other);
        return References.newRef(self);
    }

    @Slot("nb_inplace_xor")
    static long xorInPlace(long self, long other) {
        if (!SetType.isAnySet(other)) return Singletons.notImplemented();
        SetOperations.symmetricDifferenceUpdate(self, other);
        return References.newRef(self);
    }

    @Slot("nb_inplace_or")
    static long orInPlace(long self, long other) {
        if (!SetType.isAnySet(other)) return Singletons.notImplemented();
        SetOperations.update(self, other);
        return References.newRef(self);
    }

    @Method("add")
    static long add(long self, long item) {
        SetType.add(self, item);
        return Singletons.none();
    }

    @Method("remove")
    static long remove(long self, long item) {
        if (!SetType.discardAny(self, item)) throw PyError.keyError(item);
        return Singletons.none();
    }

    @Method("discard")
    static long discard(long self, long item) {
        SetType.discardAny(self, item);
        return Singletons.none();
    }

    @Method("pop")
    static long pop(long self) {
        return SetType.pop(self);
    }

    @Method("clear")
    static long clear(long self) {
        SetTable.clear(self);
        return Singletons.none();
    }

    @Method(value = "update", call = Call.VARARGS)
    static long update(long self, long args, long nargs) {
        for (long i = 0; i < nargs; i++) SetOperations.update(self, Arguments.get(args, nargs, i));
        return Singletons.none();
    }

    @Method(value = "intersection_update", call = Call.VARARGS)
    static long intersectionUpdate(long self, long args, long nargs) {
        SetOperations.replaceBy(self, SetVariadic.intersection(self, args, nargs));
        return Singletons.none();
    }

    @Method(value = "difference_update", call = Call.VARARGS)
    static long differenceUpdate(long self, long args, long nargs) {
        for (long i = 0; i < nargs; i++) SetOperations.differenceUpdate(self, Arguments.get(args, nargs, i));
        return Singletons.none();
    }

    @Method("symmetric_difference_update")
    static long symmetricDifferenceUpdate(long self, long other) {
        SetOperations.symmetricDifferenceUpdate(self, other);
        return Singletons.none();
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return SetType.traverse(self, visit, argument);
    }

    @Method("copy")
    static long copy(long self) {
        return SetOperations.copy(self);
    }
}
