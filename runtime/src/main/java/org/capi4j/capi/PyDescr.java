package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.Descriptors;
import org.capi4j.type.MappingProxyType;
import org.capi4j.type.Members;
import org.capi4j.type.MethodWrapperType;
import org.capi4j.type.StaticMethodType;

/** {@code descrobject.h}, {@code structmember.h}, and the method wrappers of {@code funcobject.h}. */
@CApi
public final class PyDescr {
    private PyDescr() {}

    public static long PyDescr_NewMethod(long type, long def) {
        return Descriptors.method(type, def);
    }

    public static long PyDescr_NewClassMethod(long type, long def) {
        return Descriptors.classMethod(type, def);
    }

    public static long PyDescr_NewMember(long type, long def) {
        return Descriptors.member(type, def);
    }

    public static long PyDescr_NewGetSet(long type, long def) {
        return Descriptors.getSet(type, def);
    }

    public static long PyDescr_NewWrapper(long type, long base, long wrapped) {
        return Descriptors.wrapper(type, base, wrapped);
    }

    public static long PyWrapper_New(long descriptor, long self) {
        return MethodWrapperType.make(descriptor, self);
    }

    public static long PyClassMethod_New(long callable) {
        return ClassMethodType.make(callable);
    }

    public static long PyStaticMethod_New(long callable) {
        return StaticMethodType.make(callable);
    }

    public static int PyDescr_IsData(long descriptor) {
        return Memory.getLong(References.type(descriptor) + PyTypeObject.tp_descr_set) != 0 ? 1 : 0;
    }

    public static long PyDictProxy_New(long mapping) {
        return MappingProxyType.make(mapping);
    }

    public static long PyMember_GetOne(long object, long member) {
        return Members.get(object, member);
    }

    public static int PyMember_SetOne(long object, long member, @Nullable long value) {
        Members.set(object, member, value);
        return 0;
    }
}
