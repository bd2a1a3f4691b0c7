package org.capi4j.type;

import org.capi4j.object.BuiltinTypes;

/** How generic aliases and unions show their parts. */
final class TypingText {
    private TypingText() {}

    /** A class by its qualified name, {@code ...} and None by themselves, anything else by its repr. */
    static String of(long part) {
        if (part == Singletons.ELLIPSIS) return "...";
        if (part == BuiltinTypes.NONE) return "None";
        return TypeLookup.isType(part) && TypeNames.hasModule(part) ? TypeNames.display(part) : Objects.reprString(part);
    }

    /** As {@link #of}, but NoneType is shown as the class that it is. */
    static String ofArgument(long part) {
        return part == BuiltinTypes.NONE ? "NoneType" : of(part);
    }
}
