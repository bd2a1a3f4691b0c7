package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.object.References;

/** What {@code dir()} lists: the names in an object's dict, its class's and the class's bases'. */
final class AttributeNames {
    private AttributeNames() {}

    /** {@code object.__dir__}: a list. */
    static long ofObject(long object) {
        long names = DictType.make();
        try {
            long dict = Objects.lookupAttr(object, "__dict__");
            addDict(names, dict);
            long type = Objects.lookupAttr(object, "__class__");
            addClass(names, type);
            return DictType.keys(names);
        } finally {
            References.decref(names);
        }
    }

    /** {@code type.__dir__}: a list. */
    static long ofType(long type) {
        long names = DictType.make();
        try {
            addClass(names, References.newRef(type));
            return DictType.keys(names);
        } finally {
            References.decref(names);
        }
    }

    /** Steals {@code dict}, which may be NULL or no dict. */
    private static void addDict(long names, long dict) {
        if (dict == NULL) return;
        try {
            if (TypeLookup.hasFlag(References.type(dict), Constants.Py_TPFLAGS_DICT_SUBCLASS)) DictType.merge(names, dict, true);
        } finally {
            References.decref(dict);
        }
    }

    /** Steals {@code cls}, which may be NULL: anything with {@code __dict__} and a sequence of {@code __bases__}. */
    private static void addClass(long names, long cls) {
        if (cls == NULL) return;
        try {
            addMapping(names, Objects.lookupAttr(cls, "__dict__"));
            addBases(names, Objects.lookupAttr(cls, "__bases__"));
        } finally {
            References.decref(cls);
        }
    }

    /** Steals {@code mapping}, which may be NULL. */
    private static void addMapping(long names, long mapping) {
        if (mapping == NULL) return;
        try {
            DictType.merge(names, mapping, true);
        } finally {
            References.decref(mapping);
        }
    }

    /** Steals {@code bases}, which may be NULL. */
    private static void addBases(long names, long bases) {
        if (bases == NULL) return;
        try {
            for (long i = 0; i < Objects.length(bases); i++) addClass(names, Sequences.getItem(bases, i));
        } finally {
            References.decref(bases);
        }
    }
}
