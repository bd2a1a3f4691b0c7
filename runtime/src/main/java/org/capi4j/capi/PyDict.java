package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout._Py_Identifier;
import org.capi4j.memory.Memory;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CText;
import org.capi4j.type.DictMethods;
import org.capi4j.type.DictType;
import org.capi4j.type.DictViews;
import org.capi4j.type.StrType;

/** {@code dictobject.h}: dict and its views. */
@CApi
public final class PyDict {
    private PyDict() {}

    public static long PyDict_New() {
        return DictType.make();
    }

    public static long _PyDict_NewPresized(long entries) {
        return DictType.presized(entries);
    }

    public static long PyDict_Size(long dict) {
        DictType.require(dict);
        return DictType.size(dict);
    }

    /** Errors, also those of hash and comparison, are dropped; one that is set already stays. */
    public static long PyDict_GetItem(long dict, long key) {
        if (!DictType.isInstance(dict)) return NULL;
        PyError before = ErrorIndicator.isSet() ? ErrorIndicator.fetch() : null;
        try {
            return DictType.get(dict, key);
        } catch (PyError error) {
            error.release();
            return NULL;
        } finally {
            if (before != null) ErrorIndicator.restore(before);
        }
    }

    public static long PyDict_GetItemString(long dict, long key) {
        long name = StrType.decodeUtf8(key, Memory.stringLength(key), null);
        try {
            return PyDict_GetItem(dict, name);
        } finally {
            References.decref(name);
        }
    }

    public static long PyDict_GetItemWithError(long dict, long key) {
        DictType.require(dict);
        return DictType.get(dict, key);
    }

    public static long _PyDict_GetItemWithError(long dict, long key) {
        return PyDict_GetItemWithError(dict, key);
    }

    public static long _PyDict_GetItem_KnownHash(long dict, long key, long hash) {
        DictType.require(dict);
        return DictType.get(dict, key, hash);
    }

    public static long _PyDict_GetItemStringWithError(long dict, long key) {
        long name = StrType.decodeUtf8(key, Memory.stringLength(key), null);
        try {
            return PyDict_GetItemWithError(dict, name);
        } finally {
            References.decref(name);
        }
    }

    private static long identifier(long id) {
        return StrType.intern(CText.of(Memory.getLong(id + _Py_Identifier.string)));
    }

    public static long _PyDict_GetItemIdWithError(long dict, long id) {
        long name = identifier(id);
        try {
            return PyDict_GetItemWithError(dict, name);
        } finally {
            References.decref(name);
        }
    }

    public static int PyDict_SetItem(long dict, long key, long value) {
        DictType.require(dict);
        DictType.set(dict, key, value);
        return 0;
    }

    public static int _PyDict_SetItem_KnownHash(long dict, long key, long value, long hash) {
        DictType.require(dict);
        DictType.set(dict, key, hash, value);
        return 0;
    }

    /** The key is interned, as CPython's. */
    public static int PyDict_SetItemString(long dict, long key, long value) {
        DictType.require(dict);
        long name = StrType.intern(CText.of(key));
        try {
            DictType.set(dict, name, value);
            return 0;
        } finally {
            References.decref(name);
        }
    }

    public static int _PyDict_SetItemId(long dict, long id, long value) {
        long name = identifier(id);
        try {
            return PyDict_SetItem(dict, name, value);
        } finally {
            References.decref(name);
        }
    }

    public static int PyDict_DelItem(long dict, long key) {
        DictType.require(dict);
        if (!DictType.delete(dict, key)) throw PyError.keyError(key);
        return 0;
    }

    public static int _PyDict_DelItem_KnownHash(long dict, long key, long hash) {
        DictType.require(dict);
        if (!DictType.delete(dict, key, hash)) throw PyError.keyError(key);
        return 0;
    }

    public static int PyDict_DelItemString(long dict, long key) {
        long name = StrType.decodeUtf8(key, Memory.stringLength(key), null);
        try {
            return PyDict_DelItem(dict, name);
        } finally {
            References.decref(name);
        }
    }

    public static int _PyDict_DelItemId(long dict, long id) {
        long name = identifier(id);
        try {
            return PyDict_DelItem(dict, name);
        } finally {
            References.decref(name);
        }
    }

    /** 0 also when the predicate says no. */
    public static int _PyDict_DelItemIf(long dict, long key, long predicate) {
        DictType.require(dict);
        DictType.deleteIf(dict, key, value -> FunctionCall.integer(predicate, value) > 0);
        return 0;
    }

    public static void PyDict_Clear(long dict) {
        if (DictType.isInstance(dict)) DictType.clear(dict);
    }

    public static int PyDict_Contains(long dict, long key) {
        return DictType.contains(dict, key) ? 1 : 0;
    }

    public static int _PyDict_Contains_KnownHash(long dict, long key, long hash) {
        return DictType.get(dict, key, hash) != NULL ? 1 : 0;
    }

    public static int _PyDict_ContainsId(long dict, long id) {
        long name = identifier(id);
        try {
            return PyDict_Contains(dict, name);
        } finally {
            References.decref(name);
        }
    }

    public static long PyDict_SetDefault(long dict, long key, long value) {
        DictType.require(dict);
        return DictType.setDefault(dict, key, value);
    }

    /** {@code fallback} NULL for KeyError. */
    public static long _PyDict_Pop(long dict, long key, @Nullable long fallback) {
        return DictMethods.popOr(dict, key, fallback);
    }

    public static int PyDict_Next(long dict, long position, long key, long value) {
        return _PyDict_Next(dict, position, key, value, NULL);
    }

    public static int _PyDict_Next(long dict, long position, long key, long value, long hash) {
        return DictType.isInstance(dict) && DictType.next(dict, position, key, value, hash) ? 1 : 0;
    }

    public static long PyDict_Copy(long dict) {
        DictType.require(dict);
        return DictType.copy(dict);
    }

    public static long PyDict_Keys(long dict) {
        DictType.require(dict);
        return DictType.keys(dict);
    }

    public static long PyDict_Items(long dict) {
        DictType.require(dict);
        return DictType.items(dict);
    }

    public static long PyDict_Values(long dict) {
        DictType.require(dict);
        return DictType.values(dict);
    }

    public static int PyDict_Merge(long dict, long other, int override) {
        DictType.merge(dict, other, override != 0);
        return 0;
    }

    public static int _PyDict_MergeEx(long dict, long other, int override) {
        DictType.merge(dict, other, override);
        return 0;
    }

    public static int PyDict_Update(long dict, long other) {
        DictType.merge(dict, other, true);
        return 0;
    }

    public static int PyDict_MergeFromSeq2(long dict, long pairs, int override) {
        DictType.mergePairs(dict, pairs, override != 0);
        return 0;
    }

    public static long _PyDict_SizeOf(long dict) {
        return DictMethods.sizeInBytes(dict);
    }

    public static int _PyDict_HasOnlyStringKeys(long dict) {
        DictType.require(dict);
        return DictType.hasOnlyStringKeys(dict) ? 1 : 0;
    }

    /** Untracking what can't be in a cycle is an optimisation that isn't needed here. */
    public static void _PyDict_MaybeUntrack(long dict) {}

    /** A debug build's self-check: 1, as there. */
    public static int _PyDict_CheckConsistency(long dict, int content) {
        return 1;
    }

    public static long _PyDictView_New(long dict, long type) {
        return DictViews.make(dict, type);
    }

    public static long _PyDictView_Intersect(long self, long other) {
        return DictViews.intersect(self, other);
    }
}
