package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code _collections._tuplegetter}: an item of a tuple as an attribute.
 *
 * <pre>
 * 16 doc
 * 24 index of the item
 * </pre>
 */
@BuiltinType(value = "c4j_TupleGetter_Type", name = "_collections._tuplegetter", basicsize = 32, flags = 0x4100, references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__doc__", type = Constants.T_OBJECT, offset = 16)
public final class TupleGetterType {
    static final long TYPE = Shim.symbol("c4j_TupleGetter_Type");
    private static final int DOC = 0;
    private static final int INDEX = 1;

    private TupleGetterType() {}

    /** The doc's reference is stolen. */
    static long make(long index, long doc) {
        long getter = Fields.make(TYPE, doc);
        Fields.setNumber(getter, INDEX, index);
        return getter;
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        Arguments.noKeywords("_tuplegetter", kwargs);
        Arguments.checkPositional("_tuplegetter", TupleType.size(args), 2, 2);
        return make(Arguments.ssize(TupleType.get(args, 0)), References.newRef(TupleType.get(args, 1)));
    }

    @Slot("tp_descr_get")
    public static long get(long self, long object, long type) {
        if (object == NULL) return References.newRef(self);
        long index = Fields.number(self, INDEX);
        if (!TupleType.isInstance(object)) {
            if (object == Singletons.NONE) return References.newRef(self);
            throw PyError.typeError("descriptor for index '" + index + "' for tuple subclasses doesn't apply to '" + TypeLookup.fullNameOf(object)
                    + "' object");
        }
        if (index < 0 || index >= TupleType.size(object)) throw PyError.indexError("tuple index out of range");
        return References.newRef(TupleType.get(object, index));
    }

    @Slot("tp_descr_set")
    public static void set(long self, long object, long value) {
        throw PyError.attributeError(value == NULL ? "can't delete attribute" : "can't set attribute");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long arguments = TupleType.steal(LongType.of(Fields.number(self, INDEX)), References.newRef(Fields.get(self, DOC)));
        return TupleType.steal(References.newRef(References.type(self)), arguments);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(TypeLookup.nameOf(self) + "(" + Fields.number(self, INDEX) + ", " + Objects.reprString(Fields.get(self, DOC)) + ")");
    }
}
