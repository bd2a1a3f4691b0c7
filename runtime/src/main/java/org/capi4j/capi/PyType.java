package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.type.CText;
import org.capi4j.type.HeapTypes;
import org.capi4j.type.ModuleType;
import org.capi4j.type.TypeAccessors;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.TypeReady;
import org.capi4j.type.TypeType;

/** {@code object.h}: types. */
@CApi
public final class PyType {
    private PyType() {}

    public static int PyType_Ready(long type) {
        TypeReady.ready(type);
        return 0;
    }

    public static long PyType_GenericNew(long type, @Nullable long args, @Nullable long kwargs) {
        return TypeType.genericNew(type, args, kwargs);
    }

    public static long PyType_FromSpec(long spec) {
        return TypeType.fromSpec(BuiltinTypes.TYPE, 0, spec, 0);
    }

    public static long PyType_FromSpecWithBases(long spec, @Nullable long bases) {
        return TypeType.fromSpec(BuiltinTypes.TYPE, 0, spec, bases);
    }

    public static long PyType_FromModuleAndSpec(@Nullable long module, long spec, @Nullable long bases) {
        return TypeType.fromSpec(BuiltinTypes.TYPE, module, spec, bases);
    }

    public static long PyType_GetSlot(long type, int slot) {
        return HeapTypes.slot(type, slot);
    }

    public static long PyType_GetName(long type) {
        return HeapTypes.name(type);
    }

    public static long PyType_GetQualName(long type) {
        return HeapTypes.qualname(type);
    }

    public static long PyType_GetModule(long type) {
        return HeapTypes.module(type);
    }

    public static long PyType_GetModuleState(long type) {
        return ModuleType.state(HeapTypes.module(type));
    }

    public static long PyType_GetModuleByDef(long type, long def) {
        return HeapTypes.moduleByDef(type, def);
    }

    public static long PyType_GetFlags(long type) {
        return TypeLookup.flags(type);
    }

    public static int PyType_IsSubtype(long type, long base) {
        return TypeLookup.isSubtype(type, base) ? 1 : 0;
    }

    public static void PyType_Modified(long type) {
        TypeType.modified(type);
    }

    public static int PyType_ClearCache() {
        return TypeType.clearCache();
    }

    public static long _PyType_Lookup(long type, long name) {
        return TypeLookup.lookup(type, name);
    }

    public static long _PyType_LookupId(long type, long name) {
        return PyAttribute.identified(name, key -> TypeLookup.lookup(type, key));
    }

    /** The address of the last part of {@code tp_name}. */
    public static long _PyType_Name(long type) {
        long name = Memory.getLong(type + PyTypeObject.tp_name);
        return name + Memory.getString(name).lastIndexOf('.') + 1;
    }

    public static long _PyType_CalculateMetaclass(long metatype, long bases) {
        return HeapTypes.metaclass(metatype, bases);
    }

    public static long _PyType_GetDocFromInternalDoc(long name, long doc) {
        return TypeAccessors.docFromInternal(Memory.getString(name), CText.of(doc));
    }

    public static long _PyType_GetTextSignatureFromInternalDoc(long name, long doc) {
        return TypeAccessors.signatureFromInternal(Memory.getString(name), Memory.getString(doc));
    }
}
