package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.capi4j.module.Iteration;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.TypeLookup;

/**
 * The order of a class's bases with the abstract classes among them that it only belongs to by registration or by what it has, each as near to the class as the
 * first of its bases that belongs there, too. All classes are borrowed.
 */
final class ClassOrder {
    private ClassOrder() {}

    /** As {@code __mro__} tells it. */
    static List<Long> mro(long cls) {
        return classes(cls, "__mro__");
    }

    private static List<Long> classes(long cls, String attribute) {
        long tuple = Objects.getAttr(cls, attribute);
        List<Long> classes = new ArrayList<>();
        try {
            Iteration.forEach(tuple, classes::add);
            return classes;
        } finally {
            References.decref(tuple);
        }
    }

    /** @param candidates classes that may be put in */
    static List<Long> of(long cls, List<Long> candidates) {
        List<Long> own = mro(cls);
        List<Long> related = candidates.stream().filter(candidate -> isRelated(cls, own, candidate)).toList();
        List<Long> nearest = related.stream().filter(one -> related.stream().noneMatch(other -> other != one.longValue() && mro(other).contains(one))).toList();
        List<Long> added = new ArrayList<>();
        for (long candidate : nearest) {
            List<List<Long>> orders = subclassOrders(cls, own, candidate, nearest);
            if (orders.isEmpty()) added.add(candidate);
            for (List<Long> order : orders) for (long base : order) if (!added.contains(base)) added.add(base);
        }
        return linearised(cls, added);
    }

    private static boolean isRelated(long cls, List<Long> own, long candidate) {
        return !own.contains(candidate) && Objects.hasAttr(candidate, "__mro__") && !GenericAliasType.isInstance(candidate) && Objects.isSubclass(cls, candidate);
    }

    /** What of {@code wanted} stands in the orders of the candidate's subclasses that {@code cls} belongs to, the longest first. */
    private static List<List<Long>> subclassOrders(long cls, List<Long> own, long candidate, List<Long> wanted) {
        List<List<Long>> orders = new ArrayList<>();
        try (OwnedObjects owned = new OwnedObjects()) {
            Iteration.forEach(owned.add(Calls.callMethod(candidate, "__subclasses__")), subclass -> {
                if (!own.contains(subclass) && Objects.isSubclass(cls, subclass)) orders.add(mro(subclass).stream().filter(wanted::contains).toList());
            });
        }
        orders.sort(Comparator.comparingInt((List<Long> order) -> order.size()).reversed());
        return orders;
    }

    /** The C3 order with some classes put in. */
    private static List<Long> linearised(long cls, List<Long> added) {
        List<Long> bases = classes(cls, "__bases__");
        int boundary = bases.size();
        while (boundary > 0 && !Objects.hasAttr(bases.get(boundary - 1), "__abstractmethods__")) boundary--;
        List<Long> introduced = new ArrayList<>();
        List<Long> inherited = new ArrayList<>();
        for (long base : added) {
            boolean isNew = Objects.isSubclass(cls, base) && bases.stream().noneMatch(own -> Objects.isSubclass(own, base));
            (isNew ? introduced : inherited).add(base);
        }
        List<List<Long>> groups = List.of(bases.subList(0, boundary), introduced, bases.subList(boundary, bases.size()));
        List<List<Long>> orders = new ArrayList<>(List.of(List.of(cls)));
        for (List<Long> group : groups) for (long base : group) orders.add(linearised(base, inherited));
        orders.addAll(groups);
        return merged(orders);
    }

    private static List<Long> merged(List<List<Long>> orders) {
        List<List<Long>> rest = new ArrayList<>();
        for (List<Long> order : orders) rest.add(new ArrayList<>(order));
        List<Long> merged = new ArrayList<>();
        for (rest.removeIf(List::isEmpty); !rest.isEmpty(); rest.removeIf(List::isEmpty)) {
            long next = head(rest);
            if (next == NULL) throw PyError.runtimeError("Inconsistent hierarchy");
            merged.add(next);
            for (List<Long> order : rest) if (order.getFirst() == next) order.removeFirst();
        }
        return merged;
    }

    /** The first head that stands in no tail; NULL: there is none. */
    private static long head(List<List<Long>> orders) {
        for (List<Long> order : orders) {
            long head = order.getFirst();
            if (orders.stream().noneMatch(other -> other.lastIndexOf(head) > 0)) return head;
        }
        return NULL;
    }
}
