package org.capi4j.type;

/** What the C API asks of types made from specs. */
public final class HeapTypes {
    private HeapTypes() {}

    /** PyType_GetModule: borrowed. */
    public static long module(long type) {
        return SpecBuilder.module(type);
    }

    /** PyType_GetModuleByDef: borrowed. */
    public static long moduleByDef(long type, long def) {
        return SpecBuilder.moduleByDef(type, def);
    }

    /** PyType_GetSlot. */
    public static long slot(long type, int number) {
        return SpecSlots.get(type, number);
    }

    /** PyType_GetName: a new reference. */
    public static long name(long type) {
        return TypeNames.name(type);
    }

    /** PyType_GetQualName: a new reference. */
    public static long qualname(long type) {
        return TypeNames.qualname(type);
    }

    /** _PyType_CalculateMetaclass: borrowed. */
    public static long metaclass(long metatype, long bases) {
        return ClassBuilder.metatype(metatype, bases);
    }
}
