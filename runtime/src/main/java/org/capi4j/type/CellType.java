package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyCellObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** cell: one variable of a closure, possibly empty. */
@BuiltinType(value = "PyCell_Type", references = 1)
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class CellType {
    private CellType() {}

    /** {@code PyCell_New}: {@code content} may be NULL. */
    public static long make(long content) {
        long cell = Allocation.genericAlloc(BuiltinTypes.CELL, 0);
        Memory.putLong(cell + PyCellObject.ob_ref, References.xnewRef(content));
        return cell;
    }

    /** The content, borrowed, or NULL. */
    public static long get(long cell) {
        return Memory.getLong(cell + PyCellObject.ob_ref);
    }

    /** Stores a content; {@code value} is borrowed and may be NULL. */
    public static void set(long cell, long value) {
        References.setRef(cell + PyCellObject.ob_ref, References.xnewRef(value));
    }

    @Slot("tp_new")
    public static long newInstance(long type, long args, long kwargs) {
        Arguments.noKeywords("cell", kwargs);
        Arguments.checkPositional("cell", TupleType.size(args), 0, 1);
        return make(TupleType.size(args) == 0 ? NULL : TupleType.get(args, 0));
    }

    @Getter("cell_contents")
    public static long contents(long self) {
        if (get(self) == NULL) throw PyError.valueError("Cell is empty");
        return References.newRef(get(self));
    }

    @Setter("cell_contents")
    public static void setContents(long self, long value) {
        set(self, value);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long content = get(self);
        String address = "<cell at 0x" + Long.toHexString(self) + ": ";
        if (content == NULL) return Strings.of(address + "empty>");
        return Strings.of(address + TypeLookup.fullNameOf(content) + " object at 0x" + Long.toHexString(content) + ">");
    }

    @Slot("tp_richcompare")
    public static long richCompare(long left, long right, int op) {
        if (References.type(left) != BuiltinTypes.CELL || References.type(right) != BuiltinTypes.CELL) return Singletons.notImplemented();
        if (get(left) != NULL && get(right) != NULL) return Objects.richCompare(get(left), get(right), op);
        return LongArithmetic.compared(Boolean.compare(get(left) != NULL, get(right) != NULL), op);
    }
}
