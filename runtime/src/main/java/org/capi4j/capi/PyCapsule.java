package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.module.Imports;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.CapsuleType;
import org.capi4j.type.Objects;

/** {@code pycapsule.h}: capsules. Names are compared as C strings and never copied. */
@CApi
public final class PyCapsule {
    private PyCapsule() {}

    public static long PyCapsule_New(@Nullable long pointer, @Nullable long name, @Nullable long destructor) {
        return CapsuleType.make(pointer, name, destructor);
    }

    public static long PyCapsule_GetPointer(@Nullable long capsule, @Nullable long name) {
        return CapsuleType.pointer(capsule, name);
    }

    public static long PyCapsule_GetName(@Nullable long capsule) {
        return CapsuleType.name(capsule);
    }

    public static long PyCapsule_GetContext(@Nullable long capsule) {
        return CapsuleType.context(capsule);
    }

    public static long PyCapsule_GetDestructor(@Nullable long capsule) {
        return CapsuleType.destructor(capsule);
    }

    public static int PyCapsule_IsValid(@Nullable long capsule, @Nullable long name) {
        return CapsuleType.isValid(capsule, name) ? 1 : 0;
    }

    public static int PyCapsule_SetPointer(@Nullable long capsule, @Nullable long pointer) {
        CapsuleType.setPointer(capsule, pointer);
        return 0;
    }

    public static int PyCapsule_SetName(@Nullable long capsule, @Nullable long name) {
        CapsuleType.setName(capsule, name);
        return 0;
    }

    public static int PyCapsule_SetContext(@Nullable long capsule, @Nullable long context) {
        CapsuleType.setContext(capsule, context);
        return 0;
    }

    public static int PyCapsule_SetDestructor(@Nullable long capsule, @Nullable long destructor) {
        CapsuleType.setDestructor(capsule, destructor);
        return 0;
    }

    /** The module before the first dot is imported, the rest are attributes; the last must be a capsule of this full name. */
    public static long PyCapsule_Import(long name, int noBlock) {
        String[] parts = Memory.getString(name).split("\\.");
        long object = module(parts[0]);
        try {
            for (int i = 1; i < parts.length; i++) {
                long attribute = Objects.getAttr(object, parts[i]);
                References.decref(object);
                object = attribute;
            }
            if (!CapsuleType.isValid(object, name)) {
                throw PyError.attributeError("PyCapsule_Import \"" + Memory.getString(name) + "\" is not valid");
            }
            return CapsuleType.pointer(object, name);
        } finally {
            References.decref(object);
        }
    }

    private static long module(String name) {
        try {
            return Imports.importModule(name);
        } catch (PyError error) {
            error.release();
            throw PyError.importError("PyCapsule_Import could not import module \"" + name + "\"");
        }
    }
}
