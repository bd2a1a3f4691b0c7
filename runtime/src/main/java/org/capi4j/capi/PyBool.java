package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.type.BoolType;
import org.capi4j.type.Singletons;

/** {@code boolobject.h}: bool. */
@CApi
public final class PyBool {
    private PyBool() {}

    public static long PyBool_FromLong(long value) {
        return BoolType.of(value != 0);
    }

    public static int Py_IsTrue(long object) {
        return object == Singletons.TRUE ? 1 : 0;
    }

    public static int Py_IsFalse(long object) {
        return object == Singletons.FALSE ? 1 : 0;
    }

    public static int Py_IsNone(long object) {
        return object == Singletons.NONE ? 1 : 0;
    }
}
