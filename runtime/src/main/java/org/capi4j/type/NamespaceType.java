package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** types.SimpleNamespace: attributes from keyword arguments, in the dict at 16. */
@BuiltinType(value = "_PyNamespace_Type", references = 1)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@Member(name = "__dict__", type = Constants.T_OBJECT, offset = NamespaceType.DICT, flags = Constants.READONLY)
public final class NamespaceType {
    static final long DICT = 16;

    private NamespaceType() {}

    /** kwargs a dict or NULL. */
    public static long make(long kwargs) {
        long namespace = make(BuiltinTypes.NAMESPACE, NULL, NULL);
        if (kwargs != NULL) DictType.merge(dict(namespace), kwargs, true);
        return namespace;
    }

    private static long dict(long self) {
        return Memory.getLong(self + DICT);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        long namespace = Allocation.instance(type, 0);
        Memory.putLong(namespace + DICT, DictType.make());
        return namespace;
    }

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        if (TupleType.size(args) > 0) throw PyError.typeError("no positional arguments expected");
        if (kwargs == NULL) return;
        long[] entry = new long[2];
        for (long at = 0; (at = DictType.next(kwargs, at, entry)) >= 0; ) {
            if (!Objects.isStr(entry[0])) throw PyError.typeError("keywords must be strings");
        }
        DictType.merge(dict(self), kwargs, true);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        boolean exact = References.type(self) == BuiltinTypes.NAMESPACE;
        String name = exact ? "namespace" : TypeLookup.name(References.type(self));
        if (ReprGuard.enter(self)) return Strings.of(name + "(...)");
        try {
            return Strings.of(name + "(" + contents(self) + ")");
        } finally {
            ReprGuard.leave(self);
        }
    }

    private static String contents(long self) {
        long copy = DictType.copy(dict(self));
        StringBuilder text = new StringBuilder();
        try {
            long[] entry = new long[2];
            for (long at = 0; (at = DictType.next(copy, at, entry)) >= 0; ) {
                if (!Objects.isStr(entry[0]) || Strings.length(entry[0]) == 0) continue;
                text.append(text.isEmpty() ? "" : ", ").append(Strings.toJava(entry[0])).append('=');
                text.append(Objects.reprString(entry[1]));
            }
            return text.toString();
        } finally {
            References.decref(copy);
        }
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean both = TypeLookup.isInstance(self, BuiltinTypes.NAMESPACE) && TypeLookup.isInstance(other, BuiltinTypes.NAMESPACE);
        return both ? Objects.richCompare(dict(self), dict(other), op) : Singletons.notImplemented();
    }

    @Method(value = "__reduce__", doc = "Return state information for pickling")
    public static long reduce(long self) {
        return TupleType.steal(References.newRef(References.type(self)), TupleType.empty(), References.newRef(dict(self)));
    }
}
