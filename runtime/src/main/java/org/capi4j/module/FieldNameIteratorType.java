package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.text.FieldName;
import org.capi4j.type.BoolType;
import org.capi4j.type.StrType;
import org.capi4j.type.TextResult;
import org.capi4j.type.TupleType;

/** The accessors behind the first part of a field name: (whether it is an attribute, name or number). Fields: the text; then as a number how much of it was read. */
@BuiltinType(value = "c4j_FieldNameIteratorType", name = "fieldnameiterator", basicsize = 56, flags = 0x100)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class FieldNameIteratorType {
    private static final long TYPE = Shim.symbol("c4j_FieldNameIteratorType");
    private static final int TEXT = 0;
    private static final int READ = 1;

    private FieldNameIteratorType() {}

    /** {@code text}, the whole name, a str, is borrowed. */
    static long make(long text) {
        return Fields.make(TYPE, References.newRef(text), 0);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        FieldName name = new FieldName(StrType.points(Fields.get(self, TEXT)));
        long read = Fields.number(self, READ);
        FieldName.Part part = null;
        for (long i = 0; i <= read; i++) part = TextResult.of(name::next);
        if (part == null) return NULL;
        Fields.setNumber(self, READ, read + 1);
        return TupleType.steal(BoolType.of(part.attribute()), StringModule.part(part));
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Fields.clear(self, 1);
        Allocation.freeInstance(self);
    }
}
