package org.capi4j.type;

import org.capi4j.object.PyError;

/** The type object: type(), heap types, PyType_FromSpec. */
public final class TypeType {
    private TypeType() {}

    /** type.__call__. */
    public static long call(long type, long args, long kwargs) {
        throw PyError.notImplemented("TypeType.call");
    }

    /** PyType_GenericNew. */
    public static long genericNew(long type, long args, long kwargs) {
        throw PyError.notImplemented("TypeType.genericNew");
    }

    /** PyType_FromMetaclass's work; module and bases may be NULL. */
    public static long fromSpec(long metaclass, long module, long spec, long bases) {
        throw PyError.notImplemented("TypeType.fromSpec");
    }

    /** type(name, bases, dict). */
    public static long newType(String name, long bases, long dict) {
        throw PyError.notImplemented("TypeType.newType");
    }

    /** PyType_Modified. */
    public static void modified(long type) {
        throw PyError.notImplemented("TypeType.modified");
    }
}
