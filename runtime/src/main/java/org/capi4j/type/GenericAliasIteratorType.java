package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;

/** The iterator of a generic alias: gives it once, starred, as {@code *tuple[int, str]} asks. The alias at 16, NULL afterwards. */
@BuiltinType(value = "c4j_GenericAliasIterator_Type", name = "generic_alias_iterator", basicsize = 24, flags = 0x4180, references = 1)
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class GenericAliasIteratorType {
    static final long TYPE = Shim.symbol("c4j_GenericAliasIterator_Type");
    private static final long ALIAS = PyObject.SIZEOF;

    private GenericAliasIteratorType() {}

    static long make(long alias) {
        long iterator = Allocation.genericAlloc(TYPE, 0);
        Memory.putLong(iterator + ALIAS, References.newRef(alias));
        return iterator;
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long alias = Memory.getLong(self + ALIAS);
        if (alias == NULL) return NULL;
        long starred = GenericAliasType.starred(alias);
        References.clear(self + ALIAS);
        return starred;
    }

    @Method("__reduce__")
    static long reduce(long self) {
        long alias = Memory.getLong(self + ALIAS);
        long args = TupleType.steal(alias == NULL ? TupleType.make(0) : References.newRef(alias));
        return TupleType.steal(BuiltinFunctions.get("iter"), args);
    }
}
