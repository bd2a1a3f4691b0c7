package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import java.util.List;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyWrapperDescrObject;
import org.capi4j.layout.wrapperbase;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/**
 * Keeps a class's C slots in step with its special methods. Where a slot's methods are all wrappers of one C function, the slot gets that
 * function; where any of them is something else, it gets the slot function that looks methods up.
 */
final class SlotUpdate {
    private static final long NEXT_NOT_IMPLEMENTED = Shim.symbol("_PyObject_NextNotImplemented");
    private static final long HASH_NOT_IMPLEMENTED = Shim.symbol("PyObject_HashNotImplemented");

    private static final List<List<SlotDefinition>> GROUPS = SlotTable.groups();

    private static final long[] OFFSETS = new long[GROUPS.size()];

    /** By the place of a group in the table: functions of the shim, and so the same in every interpreter. */
    private static final long[] PLAIN = new long[GROUPS.size()];

    private static final long UNKNOWN = -1;

    static {
        Arrays.fill(PLAIN, UNKNOWN);
        for (int i = 0; i < OFFSETS.length; i++) OFFSETS[i] = GROUPS.get(i).getFirst().offset();
    }

    private final long type;
    private final List<SlotDefinition> group;
    private final long slot;
    private long specific;
    private long generic;
    private boolean useGeneric;

    private SlotUpdate(long type, List<SlotDefinition> group) {
        this.type = type;
        this.group = group;
        this.slot = group.getFirst().address(type);
    }

    /**
     * All slots of a new class. Most have no special method but {@code object}'s, and are then what they are in any class of that kind: no
     * look-up is needed to know.
     */
    static void all(long type) {
        boolean[] special = SpecialNames.slots(type);
        for (int group = 0; group < special.length; group++) {
            if (special[group]) new SlotUpdate(type, GROUPS.get(group)).run();
            else plain(type, group);
        }
    }

    /** A class has all method tables, in its own struct. */
    private static void plain(long type, int group) {
        long slot = type + OFFSETS[group];
        if (PLAIN[group] == UNKNOWN) {
            Memory.putLong(slot, OFFSETS[group] == PyTypeObject.tp_iternext ? NEXT_NOT_IMPLEMENTED : NULL);
            if (isObjects(GROUPS.get(group))) new SlotUpdate(type, GROUPS.get(group)).run();
            PLAIN[group] = Memory.getLong(slot);
        } else {
            Memory.putLong(slot, PLAIN[group]);
        }
    }

    private static boolean isObjects(List<SlotDefinition> group) {
        long dict = TypeLookup.dict(BuiltinTypes.OBJECT);
        for (SlotDefinition definition : group) {
            if (DictType.get(dict, definition.name()) != NULL) return true;
        }
        return false;
    }

    /** After a special method of a class changed: its slots, and those of subclasses that don't override it. */
    static void named(long type, String name) {
        List<SlotDefinition> definitions = SlotTable.named(name);
        if (definitions.isEmpty()) return;
        for (SlotDefinition definition : definitions) new SlotUpdate(type, SlotTable.at(definition.offset())).run();
        for (long subclass : Subclasses.of(type)) {
            if (DictType.get(TypeLookup.dict(subclass), name) == NULL) named(subclass, name);
        }
    }

    private void run() {
        if (slot == NULL) return;
        for (SlotDefinition definition : group) {
            long attribute = TypeLookup.lookup(type, definition.name());
            if (attribute != NULL) consider(definition, attribute);
            else if (definition.offset() == PyTypeObject.tp_iternext) specific = NEXT_NOT_IMPLEMENTED;
        }
        Memory.putLong(slot, specific != NULL && !useGeneric ? specific : generic);
    }

    private void consider(SlotDefinition definition, long attribute) {
        if (isWrapperOf(attribute, definition)) {
            considerWrapper(definition, attribute);
        } else if (definition.offset() == PyTypeObject.tp_new && NewWrapper.isOne(attribute)) {
            specific = Memory.getLong(type + PyTypeObject.tp_new);
        } else if (definition.offset() == PyTypeObject.tp_hash && attribute == Singletons.NONE) {
            specific = HASH_NOT_IMPLEMENTED;
        } else {
            useGeneric = true;
            generic = definition.function();
        }
    }

    private static boolean isWrapperOf(long attribute, SlotDefinition definition) {
        if (References.type(attribute) != BuiltinTypes.WRAPPER_DESCR) return false;
        long name = Memory.getLong(WrapperDescrType.base(attribute) + wrapperbase.name);
        return definition.name().equals(Memory.getString(name));
    }

    private void considerWrapper(SlotDefinition definition, long attribute) {
        long only = onlySlot(definition.name());
        if (only == NULL || only == slot) generic = definition.function();
        long wrapped = Memory.getLong(attribute + PyWrapperDescrObject.d_wrapped);
        boolean fits = definition.hasWrapper()
                && Memory.getLong(WrapperDescrType.base(attribute) + wrapperbase.wrapper)
                        == Memory.getLong(definition.wrapperBase() + wrapperbase.wrapper)
                && TypeLookup.isSubtype(type, Descriptors.type(attribute));
        if (fits && (specific == NULL || specific == wrapped)) {
            specific = wrapped;
        } else {
            useGeneric = true;
        }
    }

    /** The one filled slot of those that a name stands for, or NULL when none or several are filled. */
    private long onlySlot(String name) {
        long only = NULL;
        for (SlotDefinition definition : SlotTable.named(name)) {
            long candidate = definition.address(type);
            if (candidate == NULL || Memory.getLong(candidate) == NULL) continue;
            if (only != NULL) return NULL;
            only = candidate;
        }
        return only;
    }
}
