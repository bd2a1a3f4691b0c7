package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;

/** {@code _abc._abc_data}: the {@code _abc_impl} of an abstract class, which says that it is one; {@link AbcRegistry} has what CPython keeps there. */
@BuiltinType(value = "c4j_AbcDataType", name = "_abc._abc_data", flags = 0x100)
public final class AbcDataType {
    static final long TYPE = Shim.symbol("c4j_AbcDataType");

    private AbcDataType() {}

    static long make() {
        return Allocation.genericAlloc(TYPE, 0);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Allocation.freeInstance(self);
    }
}
