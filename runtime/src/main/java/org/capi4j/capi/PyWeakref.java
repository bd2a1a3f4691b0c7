package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Guard;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.WeakProxyType;
import org.capi4j.type.WeakrefType;

/** {@code weakrefobject.h}: weak references and proxies. */
@CApi
public final class PyWeakref {
    private PyWeakref() {}

    public static long PyWeakref_NewRef(long object, @Nullable long callback) {
        return WeakrefType.make(object, callback);
    }

    public static long PyWeakref_NewProxy(long object, @Nullable long callback) {
        return WeakProxyType.make(object, callback);
    }

    public static long PyWeakref_GetObject(@Nullable long reference) {
        if (reference == NULL || !WeakrefType.isInstance(reference)) throw PyError.badInternalCall();
        return WeakrefType.referent(reference);
    }

    public static long _PyWeakref_GetWeakrefCount(@Nullable long head) {
        return WeakrefType.count(head);
    }

    public static void _PyWeakref_ClearRef(long reference) {
        WeakrefType.clearKeepingCallback(reference);
    }

    public static void PyObject_ClearWeakRefs(@Nullable long object) {
        boolean dies = object != NULL && Memory.getLong(References.type(object) + PyTypeObject.tp_weaklistoffset) > 0 && References.count(object) == 0;
        if (dies) WeakrefType.clearAll(object);
        else Guard.failed(PyError.badInternalCall(), "PyObject_ClearWeakRefs");
    }
}
