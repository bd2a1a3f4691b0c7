package org.capi4j.module;

import java.util.Map;
import java.util.TreeMap;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Collector;
import org.capi4j.object.References;
import org.capi4j.type.ListType;
import org.capi4j.type.TypeLookup;

/** What is there: the collector's tracked objects, counted by type. The GIL is held. */
public final class Survivors {
    private Survivors() {}

    /** The number of tracked objects by the full name of their type. */
    public static Map<String, Long> countByType() {
        Map<String, Long> counts = new TreeMap<>();
        long objects = Collector.objects(-1);
        try {
            for (long i = 0; i < ListType.size(objects); i++) counts.merge(name(ListType.get(objects, i)), 1L, Long::sum);
        } finally {
            References.decref(objects);
        }
        return counts;
    }

    /** A class is more telling by its own name. */
    private static String name(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.TYPE) ? "type " + TypeLookup.fullName(object) : TypeLookup.fullNameOf(object);
    }
}
