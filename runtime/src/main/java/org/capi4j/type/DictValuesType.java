package org.capi4j.type;


import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.object.BuiltinTypes;

/** dict_values: see {@link DictViews}. */
@BuiltinType("PyDictValues_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class DictValuesType {
    private DictValuesType() {}

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        DictViews.dealloc(self);
    }

    @Slot("tp_traverse")
    static int traverse(long self, long visit, long argument) {
        return DictViews.traverse(self, visit, argument);
    }

    @Slot("tp_repr")
    static long repr(long self) {
        return DictViews.repr(self);
    }

    @Slot("sq_length")
    static long length(long self) {
        return DictViews.length(self);
    }

    @Slot("tp_iter")
    static long iter(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_ITER_VALUE);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return DictViews.iter(self, BuiltinTypes.DICT_REV_ITER_VALUE);
    }

    @Getter("mapping")
    static long mapping(long self) {
        return DictViews.mapping(self);
    }
}
