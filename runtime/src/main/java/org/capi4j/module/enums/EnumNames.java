package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.References;
import org.capi4j.type.TypeLookup;

/** How the body of an enum class tells what a name or value is. */
final class EnumNames {
    private static final String[] DESCRIPTOR = {"__get__", "__set__", "__delete__"};

    private EnumNames() {}

    /** {@code __name__}. */
    static boolean isDunder(String name) {
        int n = name.length();
        return n > 4 && name.startsWith("__") && name.endsWith("__") && name.charAt(2) != '_' && name.charAt(n - 3) != '_';
    }

    /** {@code _name_}. */
    static boolean isSunder(String name) {
        int n = name.length();
        return n > 2 && name.charAt(0) == '_' && name.charAt(n - 1) == '_' && name.charAt(1) != '_' && name.charAt(n - 2) != '_';
    }

    /** Whether {@code hasattr} finds one of a descriptor's methods: on the object itself, so that classes don't count by their metaclass. */
    static boolean isDescriptor(long value) {
        for (String method : DESCRIPTOR) {
            if (org.capi4j.type.Objects.hasAttr(value, method)) return true;
        }
        return false;
    }

    /** {@code isinstance(cls, EnumType)}. */
    static boolean isEnum(long cls) {
        return cls != NULL && TypeLookup.isInstance(cls, EnumMetaType.TYPE);
    }

    static boolean isMemberOf(long object, long cls) {
        return References.type(object) == cls || TypeLookup.isInstance(object, cls);
    }
}
