package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyOSErrorObject;
import org.capi4j.memory.Shim;

/** {@code signal.itimer_error}: an {@code OSError} of interval timers. */
@BuiltinType(
        value = "c4j_ItimerError_Type",
        name = "signal.itimer_error", source = true,
        base = "PyExc_OSError",
        basicsize = PyOSErrorObject.SIZEOF + 8,
        dictoffset = 16,
        weaklistoffset = PyOSErrorObject.SIZEOF,
        flags = Constants.Py_TPFLAGS_DEFAULT | Constants.Py_TPFLAGS_BASETYPE | Constants.Py_TPFLAGS_HAVE_GC)
public final class ItimerErrorType {
    static final long TYPE = Shim.symbol("c4j_ItimerError_Type");

    private ItimerErrorType() {}
}
