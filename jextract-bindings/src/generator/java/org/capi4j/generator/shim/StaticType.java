package org.capi4j.generator.shim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.capi4j.generator.shim.SlotTable.Slot;
import org.capi4j.generator.shim.SlotTable.Struct;

/** A type object that the shim defines: its facts, and what classes of the runtime add to it. */
final class StaticType {

    /**
     * What the facts table knows.
     *
     * @param symbol the C symbol of the type object
     * @param base the name ({@code tp_name}) or the symbol of the base, empty for object
     * @param structs the letters of the method tables that the type has, its own or its base's
     * @param source whether CPython has it as Python source
     */
    record Facts(
            String symbol,
            String name,
            long basicsize,
            long itemsize,
            long dictoffset,
            long weaklistoffset,
            long vectorcallOffset,
            long flags,
            String base,
            String structs,
            boolean source) {

        /** {@code tp_name}. */
        String shownName() {
            return source ? name.substring(name.lastIndexOf('.') + 1) : name;
        }
    }

    /** A line of {@code tp_methods}; {@code adapter}: see {@link Shapes.Convention}. */
    record Method(String name, String function, String flags, String adapter, String doc) {
        /** The C function that the line names. */
        String called() {
            return adapter.isEmpty() ? function : function + "_adapted";
        }
    }

    /** A line of {@code tp_members}. */
    record Member(String name, int type, long offset, int flags, String doc) {}

    /** A line of {@code tp_getset}; null where there is no such function. */
    record GetSet(String name, String getter, String setter, String doc) {}

    final Facts facts;
    final List<Method> methods = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final Map<String, GetSet> getSets = new LinkedHashMap<>();
    final Map<Struct, Map<String, String>> slots = new EnumMap<>(Struct.class);
    String doc = "";

    /** How many references the struct starts with, for the shim to visit and to release. */
    int references;

    /** Whether {@code tp_clear} may release them. */
    boolean clears;

    StaticType(Facts facts) {
        this.facts = facts;
    }

    String symbol() {
        return facts.symbol();
    }

    /** Fills a slot with a C expression; false when it has been filled already. */
    boolean fill(Slot slot, String expression) {
        return slots.computeIfAbsent(slot.struct(), _ -> new TreeMap<>()).putIfAbsent(slot.name(), expression) == null;
    }

    /** Adds a getter or a setter (the other null); false when that one is there already. */
    boolean addGetSet(GetSet added) {
        GetSet known = getSets.get(added.name());
        if (known == null) {
            getSets.put(added.name(), added);
            return true;
        }
        boolean isTwice = (added.getter() != null && known.getter() != null)
                || (added.setter() != null && known.setter() != null);
        getSets.put(
                added.name(),
                new GetSet(
                        added.name(),
                        added.getter() != null ? added.getter() : known.getter(),
                        added.setter() != null ? added.setter() : known.setter(),
                        added.doc().isEmpty() ? known.doc() : added.doc()));
        return !isTwice;
    }
}
