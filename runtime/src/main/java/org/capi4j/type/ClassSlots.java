package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** What a new class's {@code __slots__} say: the names of its fields, and whether it adds a dict and a weak reference list. */
final class ClassSlots {
    private final String className;
    private final long base;
    private final long bases;
    private final long dict;
    private final List<Long> names = new ArrayList<>();
    private final boolean mayAddDict;
    private final boolean mayAddWeakList;
    private boolean declared;
    private boolean addsDict;
    private boolean addsWeakList;

    ClassSlots(long name, long base, long bases, long dict) {
        this.className = Strings.toJava(name);
        this.base = base;
        this.bases = bases;
        this.dict = dict;
        this.mayAddDict = field(base, PyTypeObject.tp_dictoffset) == 0;
        this.mayAddWeakList =
                field(base, PyTypeObject.tp_weaklistoffset) == 0 && field(base, PyTypeObject.tp_itemsize) == 0;
        try {
            read();
        } catch (PyError error) {
            release();
            throw error;
        }
    }

    private static long field(long type, long field) {
        return Memory.getLong(type + field);
    }

    private void read() {
        long slots = DictType.get(dict, "__slots__");
        if (slots == NULL) {
            addsDict = mayAddDict;
            addsWeakList = mayAddWeakList;
            return;
        }
        declared = true;
        long tuple = Objects.isStr(slots) ? TupleType.of(slots) : Sequences.tuple(slots);
        try {
            if (TupleType.size(tuple) > 0 && field(base, PyTypeObject.tp_itemsize) != 0) {
                throw PyError.typeError("nonempty __slots__ not supported for subtype of '" + TypeLookup.fullName(base) + "'");
            }
            List<Long> items = Mro.tupleItems(tuple);
            for (long item : items) checkIdentifier(item);
            for (long item : items) add(item);
        } finally {
            References.decref(tuple);
        }
        if (names.size() > 1) names.sort((one, other) -> compare(Strings.toJava(one), Strings.toJava(other)));
        if (TupleType.size(bases) > 1) inheritFromOtherBases();
    }

    /** By code points, as Python compares. */
    private static int compare(String one, String other) {
        return java.util.Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static void checkIdentifier(long item) {
        if (!Objects.isStr(item)) {
            throw PyError.typeError("__slots__ items must be strings, not '" + TypeLookup.fullNameOf(item) + "'");
        }
        String text = Strings.toJava(item);
        boolean identifier = !text.isEmpty() && isStart(text.codePointAt(0)) && text.codePoints().skip(1).allMatch(ClassSlots::isPart);
        if (!identifier) throw PyError.typeError("__slots__ must be identifiers");
    }

    private static boolean isStart(int point) {
        return point == '_' || Character.isUnicodeIdentifierStart(point);
    }

    private static boolean isPart(int point) {
        return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
    }

    private void add(long item) {
        String text = Strings.toJava(item);
        if (text.equals("__dict__")) {
            if (!mayAddDict || addsDict) throw PyError.typeError("__dict__ slot disallowed: we already got one");
            addsDict = true;
        } else if (text.equals("__weakref__")) {
            if (!mayAddWeakList || addsWeakList) {
                throw PyError.typeError("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
            }
            addsWeakList = true;
        } else {
            addField(text);
        }
    }

    private void addField(String text) {
        long name = StrType.intern(mangled(text));
        names.add(name);
        boolean implicit = text.equals("__qualname__") || text.equals("__classcell__");
        if (!implicit && DictType.contains(dict, name)) {
            throw PyError.valueError(Objects.reprString(name) + " in __slots__ conflicts with class variable");
        }
    }

    /** {@code __private} of class {@code _Name} is {@code _Name__private}. */
    private String mangled(String text) {
        String owner = className.replaceFirst("^_+", "");
        boolean isPrivate = text.startsWith("__") && !text.endsWith("__") && text.indexOf('.') < 0 && !owner.isEmpty();
        return isPrivate ? "_" + owner + text : text;
    }

    /** A second base may bring the dict or the weak list that the first one lacks. */
    private void inheritFromOtherBases() {
        for (long other : Mro.tupleItems(bases)) {
            if (other == base) continue;
            if (mayAddDict && !addsDict && field(other, PyTypeObject.tp_dictoffset) != 0) addsDict = true;
            if (mayAddWeakList && !addsWeakList && field(other, PyTypeObject.tp_weaklistoffset) != 0) addsWeakList = true;
        }
    }

    /** The names of the fields, interned: owned by this object until {@link #release}. */
    List<Long> names() {
        return names;
    }

    boolean addsDict() {
        return addsDict;
    }

    boolean addsWeakList() {
        return addsWeakList;
    }

    /** A new tuple of the names, or NULL when the class has no {@code __slots__}. It keeps the names' UTF-8 alive. */
    long tuple() {
        return declared ? Mro.tuple(names) : NULL;
    }

    void release() {
        for (long name : names) References.decref(name);
        names.clear();
    }
}
