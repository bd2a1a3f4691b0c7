package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** mappingproxy: a read-only view of a mapping, which is at 16. */
@BuiltinType(value = "PyDictProxy_Type", references = 1, clears = false)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class MappingProxyType {
    private static final long MAPPING = 16;

    private MappingProxyType() {}

    private static void check(long mapping) {
        boolean isMapping = Objects.slot(mapping, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_subscript) != NULL
                && !TypeLookup.hasFlag(
                        References.type(mapping), Constants.Py_TPFLAGS_LIST_SUBCLASS | Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
        if (!isMapping) {
            throw PyError.typeError("mappingproxy() argument must be a mapping, not " + TypeLookup.fullNameOf(mapping));
        }
    }

    /** PyDictProxy_New. */
    public static long make(long mapping) {
        check(mapping);
        long proxy = Allocation.genericAlloc(BuiltinTypes.MAPPING_PROXY, 0);
        Memory.putLong(proxy + MAPPING, References.newRef(mapping));
        return proxy;
    }

    private static long mapping(long self) {
        return Memory.getLong(self + MAPPING);
    }

    @Slot("tp_new")
    public static long make(long type, long args, long kwargs) {
        return make(Arguments.unpack("mappingproxy", new String[] {"mapping"}, 1, 1, args, kwargs)[0]);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("mappingproxy(" + Objects.reprString(mapping(self)) + ")");
    }

    @Slot("tp_str")
    public static long str(long self) {
        return Objects.str(mapping(self));
    }

    @Slot("tp_iter")
    public static long iter(long self) {
        return Objects.iter(mapping(self));
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        return Objects.richCompare(mapping(self), other, op);
    }

    @Slot("mp_length")
    public static long length(long self) {
        return Objects.length(mapping(self));
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long key) {
        return Objects.getItem(mapping(self), key);
    }

    @Slot("sq_contains")
    public static int contains(long self, long key) {
        long mapping = mapping(self);
        boolean dict = References.type(mapping) == BuiltinTypes.DICT;
        return (dict ? DictType.contains(mapping, key) : Sequences.contains(mapping, key)) ? 1 : 0;
    }

    private static long unwrapped(long object) {
        return References.type(object) == BuiltinTypes.MAPPING_PROXY ? mapping(object) : object;
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return Numbers.or(unwrapped(left), unwrapped(right));
    }

    @Slot("nb_inplace_or")
    public static long inPlaceOr(long self, long other) {
        throw PyError.typeError("'|=' is not supported by " + TypeLookup.fullNameOf(self) + "; use '|' instead");
    }

    @Method(value = "get", doc = "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None.")
    public static long get(long self, long args, long nargs) {
        Arguments.checkPositional("get", nargs, 1, 2);
        long defaultValue = nargs == 2 ? Arguments.get(args, nargs, 1) : Singletons.NONE;
        return Calls.callMethod(mapping(self), "get", Arguments.get(args, nargs, 0), defaultValue);
    }

    @Method(value = "keys", doc = "D.keys() -> a set-like object providing a view on D's keys")
    public static long keys(long self) {
        return Calls.callMethod(mapping(self), "keys");
    }

    @Method(value = "values", doc = "D.values() -> an object providing a view on D's values")
    public static long values(long self) {
        return Calls.callMethod(mapping(self), "values");
    }

    @Method(value = "items", doc = "D.items() -> a set-like object providing a view on D's items")
    public static long items(long self) {
        return Calls.callMethod(mapping(self), "items");
    }

    @Method(value = "copy", doc = "D.copy() -> a shallow copy of D")
    public static long copy(long self) {
        return Calls.callMethod(mapping(self), "copy");
    }

    @Method(value = "__class_getitem__", kind = Kind.CLASS, doc = "See PEP 585")
    public static long classGetItem(long type, long key) {
        return GenericAliasType.make(type, key);
    }

    @Method(value = "__reversed__", doc = "D.__reversed__() -> reverse iterator")
    public static long reversed(long self) {
        return Calls.callMethod(mapping(self), "__reversed__");
    }
}
