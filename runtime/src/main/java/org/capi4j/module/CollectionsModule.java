package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code _collections}. */
@BuiltinModule("_collections")
public final class CollectionsModule {
    private CollectionsModule() {}

    /** Counts the items of an iterable in a mapping: the heart of {@code collections.Counter}. */
    @Method("_count_elements")
    static long countElements(long module, long args, long nargs) {
        Arguments.checkPositional("_count_elements", nargs, 2, 2);
        long mapping = Memory.getLong(args);
        long iterator = Objects.iter(Memory.getLong(args + 8));
        try {
            if (!DictType.isExact(mapping)) References.decref(Objects.getAttr(mapping, "get"));
            countAll(mapping, iterator);
        } finally {
            References.decref(iterator);
        }
        return Singletons.none();
    }

    private static void countAll(long mapping, long iterator) {
        long zero = LongType.of(0);
        long one = LongType.of(1);
        try {
            Iteration.forEach(iterator, item -> count(mapping, item, zero, one));
        } finally {
            References.decref(one);
            References.decref(zero);
        }
    }

    private static void count(long mapping, long item, long zero, long one) {
        long known = DictType.isExact(mapping) ? References.xnewRef(DictType.get(mapping, item)) : Calls.callMethod(mapping, "get", item, zero);
        long old = known == NULL ? References.newRef(zero) : known;
        long sum = NULL;
        try {
            sum = Numbers.add(old, one);
            Objects.setItem(mapping, item, sum);
        } finally {
            References.xdecref(sum);
            References.decref(old);
        }
    }

    /** Adds the types. */
    static void fill(long dict) {
        DictType.set(dict, "deque", DequeType.TYPE);
        DictType.set(dict, "_deque_iterator", DequeIteratorType.TYPE);
        DictType.set(dict, "_deque_reverse_iterator", DequeReverseIteratorType.TYPE);
        DictType.set(dict, "defaultdict", DefaultDictType.TYPE);
        DictType.set(dict, "_tuplegetter", TupleGetterType.TYPE);
        DictType.set(dict, "OrderedDict", BuiltinTypes.ORDERED_DICT);
    }

    /** {@code collections}: what of it is no Python source. */
    static void fillPublic(long dict) {
        NamedTupleModule.fill(dict);
        References.decref(Imports.importModule("_collections"));
        DictType.set(dict, "deque", DequeType.TYPE);
        DictType.set(dict, "defaultdict", DefaultDictType.TYPE);
        DictType.set(dict, "OrderedDict", BuiltinTypes.ORDERED_DICT);
        Namespace.steal(dict, "__path__", Namespace.list(java.util.List.of()));
    }
}
