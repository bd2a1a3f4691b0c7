package org.capi4j.module.itertools;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.Imports;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code itertools._grouper}: one group of {@link GroupbyType}; it ends where the next one begins.
 *
 * <pre>
 * 16 parent
 * 24 key
 * </pre>
 */
@BuiltinType(value = "c4j_Grouper_Type", name = "itertools._grouper", basicsize = 32, flags = 0x4100, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class GrouperType {
    static final long TYPE = Shim.symbol("c4j_Grouper_Type");
    private static final int PARENT = 0;
    private static final int KEY = 1;

    private GrouperType() {}

    static long make(long parent, long key) {
        long group = Fields.make(TYPE, References.newRef(parent), References.newRef(key));
        GroupbyType.setGrouper(parent, group);
        return group;
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        IteratorArguments.check("_grouper", type, TYPE, args, kwargs, 2, 2);
        long parent = TupleType.get(args, 0);
        if (!TypeLookup.isInstance(parent, GroupbyType.TYPE)) {
            throw PyError.typeError("_grouper() argument 1 must be itertools.groupby, not " + Arguments.typeName(parent));
        }
        return make(parent, TupleType.get(args, 1));
    }

    @Slot("tp_iternext")
    static long next(long self) {
        long parent = Fields.get(self, PARENT);
        if (GroupbyType.grouper(parent) != self) return NULL;
        if (!GroupbyType.hasValue(parent) && !GroupbyType.step(parent)) return NULL;
        return GroupbyType.isIn(parent, Fields.get(self, KEY)) ? GroupbyType.take(parent) : NULL;
    }

    /** A group that has ended is as an iterator of nothing. */
    @Method("__reduce__")
    static long reduce(long self) {
        long parent = Fields.get(self, PARENT);
        if (GroupbyType.grouper(parent) == self) return IteratorArguments.reduced(self, TupleType.of(parent, Fields.get(self, KEY)));
        long iter = References.newRef(DictType.get(Imports.builtins(), "iter"));
        return TupleType.steal(iter, TupleType.steal(TupleType.empty()));
    }
}
