package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Strings;

/** The special methods that the classes of an MRO have, {@code object} apart. */
final class SpecialNames {
    private final Set<String> names = new HashSet<>();
    private boolean all;

    private SpecialNames() {}

    static SpecialNames of(long type) {
        SpecialNames special = new SpecialNames();
        long mro = Memory.getLong(type + PyTypeObject.tp_mro);
        special.all = mro == NULL;
        for (long i = 0; !special.all && i < TupleType.size(mro); i++) {
            long cls = TupleType.get(mro, i);
            if (cls != BuiltinTypes.OBJECT) special.add(TypeLookup.dict(cls));
        }
        return special;
    }

    private void add(long dict) {
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) {
            if (!StrType.isExact(pair[0])) {
                all = true; // it may be equal to any name
                return;
            }
            if (!isSpecial(pair[0])) continue;
            String name = Strings.toJava(pair[0]);
            if (!SlotTable.named(name).isEmpty()) names.add(name);
        }
    }

    private static boolean isSpecial(long key) {
        long str = StrType.ready(key);
        return Strings.isAscii(str) && Strings.length(str) > 4 && Memory.getShort(Strings.data(str)) == ('_' << 8 | '_');
    }

    /** Whether one of a slot's methods may be among them; {@code __new__} always, since a type may have a {@code tp_new} without. */
    boolean concern(List<SlotDefinition> group) {
        if (all || group.getFirst().offset() == PyTypeObject.tp_new) return true;
        for (SlotDefinition definition : group) {
            if (names.contains(definition.name())) return true;
        }
        return false;
    }
}
