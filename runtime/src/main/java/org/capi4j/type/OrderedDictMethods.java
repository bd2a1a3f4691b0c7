package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Getter;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.export.Setter;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** OrderedDict's methods. */
@BuiltinType(value = "PyODict_Type", part = true)
public final class OrderedDictMethods {
    private static final String[] KEY_DEFAULT = {"key", "default"};
    private static final String[] KEY_LAST = {"key", "last"};
    private static final String[] LAST = {"last"};
    private static final String[] ITERABLE_VALUE = {"iterable", "value"};

    private OrderedDictMethods() {}

    @Method("move_to_end")
    static long moveToEnd(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("move_to_end", KEY_LAST, 2, 1, args, nargs, kwnames);
        OrderedDictType.move(self, given[0], given[1] == NULL || Objects.isTrue(given[1]));
        return Singletons.none();
    }

    @Method("popitem")
    static long popItem(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("popitem", LAST, 1, 0, args, nargs, kwnames);
        boolean last = given[0] == NULL || Objects.isTrue(given[0]);
        if (DictType.size(self) == 0) throw DictMethods.emptyKeyError("dictionary is empty");
        long keys = DictType.table(self);
        long index = last ? DictKeys.previousLive(keys, Long.MAX_VALUE) : DictKeys.nextLive(keys, 0);
        long pair = TupleType.make(2);
        TupleType.init(pair, 0, References.newRef(DictKeys.key(DictKeys.entry(keys, index))));
        TupleType.init(pair, 1, DictType.take(self, index));
        return pair;
    }

    @Method("pop")
    static long pop(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("pop", KEY_DEFAULT, 2, 1, args, nargs, kwnames);
        boolean missing = given[1] == NULL && DictType.find(self, given[0], DictType.hash(given[0])) < 0;
        if (missing) throw OrderedDictType.missing(given[0]);
        return DictMethods.popOr(self, given[0], given[1]);
    }

    @Method("setdefault")
    static long setDefault(long self, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("setdefault", KEY_DEFAULT, 2, 1, args, nargs, kwnames);
        return References.newRef(DictType.setDefault(self, given[0], given[1] == NULL ? Singletons.NONE : given[1]));
    }

    @Method(value = "update", call = Call.VARARGS_KEYWORDS)
    static long update(long self, long args, long kwargs) {
        OrderedDictType.update(self, args, kwargs);
        return Singletons.none();
    }

    @Method("clear")
    static long clear(long self) {
        DictType.clear(self);
        return Singletons.none();
    }

    @Method("copy")
    static long copy(long self) {
        boolean exact = References.type(self) == BuiltinTypes.ORDERED_DICT;
        long copy = exact ? OrderedDictType.make() : Calls.callNoArgs(References.type(self));
        try {
            if (exact) DictType.merge(copy, self, true);
            else OrderedDictType.updateFrom(copy, self);
        } catch (Throwable error) {
            References.decref(copy);
            throw error;
        }
        return copy;
    }

    @Method(value = "fromkeys", kind = Kind.CLASS)
    static long fromKeys(long type, long args, long nargs, long kwnames) {
        long[] given = Arguments.unpack("fromkeys", ITERABLE_VALUE, 2, 1, args, nargs, kwnames);
        long dict = Calls.callNoArgs(type);
        try {
            DictMethods.fill(dict, given[0], given[1] == NULL ? Singletons.NONE : given[1]);
        } catch (Throwable error) {
            References.decref(dict);
            throw error;
        }
        return dict;
    }

    @Method("keys")
    static long keys(long self) {
        return DictViews.make(self, BuiltinTypes.ODICT_KEYS);
    }

    @Method("items")
    static long items(long self) {
        return DictViews.make(self, BuiltinTypes.ODICT_ITEMS);
    }

    @Method("values")
    static long values(long self) {
        return DictViews.make(self, BuiltinTypes.ODICT_VALUES);
    }

    @Method("__reversed__")
    static long reversed(long self) {
        return OrderedDictIterType.make(self, OrderedDictIterType.KEYS | OrderedDictIterType.REVERSED);
    }

    /** The table and what CPython's linked list would take. */
    @Method("__sizeof__")
    static long sizeOf(long self) {
        long slots = 1L << DictKeys.log2Size(DictType.table(self));
        return LongType.of(DictMethods.sizeInBytes(self) + 8 * slots + 32 * DictType.size(self));
    }

    /** {@code (type, (), state, None, iterator of the items)}. */
    @Method("__reduce__")
    static long reduce(long self) {
        long state = Calls.callMethod(self, "__getstate__");
        try {
            long items = Calls.callMethod(self, "items");
            long iterator;
            try {
                iterator = Objects.iter(items);
            } finally {
                References.decref(items);
            }
            long type = References.newRef(References.type(self));
            return TupleType.steal(type, TupleType.empty(), References.newRef(state), Singletons.none(), iterator);
        } finally {
            References.decref(state);
        }
    }

    @Getter("__dict__")
    static long dict(long self) {
        return ObjectType.instanceDict(self);
    }

    @Setter("__dict__")
    static void setDict(long self, long value) {
        ObjectType.setInstanceDict(self, value);
    }

    static PyError mutated() {
        return PyError.runtimeError("OrderedDict mutated during iteration");
    }
}
