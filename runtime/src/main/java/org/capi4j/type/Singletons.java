package org.capi4j.type;

import org.capi4j.memory.Shim;
import org.capi4j.object.References;

/** None, NotImplemented, Ellipsis, True and False: immortal objects of the shim. The constants are borrowed. */
public final class Singletons {
    public static final long NONE = Shim.symbol("_Py_NoneStruct");
    public static final long NOT_IMPLEMENTED = Shim.symbol("_Py_NotImplementedStruct");
    public static final long ELLIPSIS = Shim.symbol("_Py_EllipsisObject");
    public static final long TRUE = Shim.symbol("_Py_TrueStruct");
    public static final long FALSE = Shim.symbol("_Py_FalseStruct");

    private Singletons() {}

    /** A new reference to None. */
    public static long none() {
        return References.newRef(NONE);
    }

    /** A new reference to NotImplemented. */
    public static long notImplemented() {
        return References.newRef(NOT_IMPLEMENTED);
    }
}
