package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Mappings;
import org.capi4j.type.Objects;
import org.capi4j.type.StrType;

/** {@code abstract.h}: the mapping protocol. */
@CApi
public final class PyMapping {
    private PyMapping() {}

    public static int PyMapping_Check(long object) {
        return Mappings.check(object) ? 1 : 0;
    }

    public static long PyMapping_Size(long mapping) {
        return Mappings.length(mapping);
    }

    public static long PyMapping_Length(long mapping) {
        return Mappings.length(mapping);
    }

    public static long PyMapping_Keys(long mapping) {
        return Mappings.keys(mapping);
    }

    public static long PyMapping_Items(long mapping) {
        return Mappings.items(mapping);
    }

    public static long PyMapping_Values(long mapping) {
        return Mappings.values(mapping);
    }

    private static long name(long key) {
        return StrType.decodeUtf8(key, Memory.stringLength(key), null);
    }

    public static long PyMapping_GetItemString(long mapping, long key) {
        long name = name(key);
        try {
            return Objects.getItem(mapping, name);
        } finally {
            References.decref(name);
        }
    }

    public static int PyMapping_SetItemString(long mapping, long key, long value) {
        long name = name(key);
        try {
            Objects.setItem(mapping, name, value);
            return 0;
        } finally {
            References.decref(name);
        }
    }

    /** Any error means no. */
    public static int PyMapping_HasKey(long mapping, long key) {
        try {
            References.decref(Objects.getItem(mapping, key));
            return 1;
        } catch (PyError error) {
            error.release();
            return 0;
        }
    }

    public static int PyMapping_HasKeyString(long mapping, long key) {
        try {
            References.decref(PyMapping_GetItemString(mapping, key));
            return 1;
        } catch (PyError error) {
            error.release();
            return 0;
        }
    }
}
