package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Strings;

/** The special methods that the classes of an MRO have, {@code object} apart. */
final class SpecialNames {
    private static final int GROUPS = SlotTable.groups().size();
    private static final int NEW = SlotTable.named("__new__").getFirst().group();

    private SpecialNames() {}

    /** By a group's place in {@link SlotTable#groups}: whether one of the slot's methods may be among them. {@code __new__} always, since a type may have a {@code tp_new} without. */
    static boolean[] slots(long type) {
        boolean[] slots = new boolean[GROUPS];
        slots[NEW] = true;
        long mro = Memory.getLong(type + PyTypeObject.tp_mro);
        if (mro == NULL) Arrays.fill(slots, true);
        long classes = mro == NULL ? 0 : TupleType.size(mro);
        for (long i = 0; i < classes; i++) {
            long cls = TupleType.get(mro, i);
            if (cls != BuiltinTypes.OBJECT) add(slots, TypeLookup.dict(cls));
        }
        return slots;
    }

    private static void add(boolean[] slots, long dict) {
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) {
            if (!StrType.isExact(pair[0])) {
                Arrays.fill(slots, true); // it may be equal to any name
                return;
            }
            if (!isSpecial(pair[0])) continue;
            for (SlotDefinition definition : SlotTable.named(Strings.toJava(pair[0]))) slots[definition.group()] = true;
        }
    }

    private static boolean isSpecial(long key) {
        long str = StrType.ready(key);
        return Strings.isAscii(str) && Strings.length(str) > 4 && Memory.getShort(Strings.data(str)) == ('_' << 8 | '_');
    }
}
