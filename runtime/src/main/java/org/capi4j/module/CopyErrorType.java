package org.capi4j.module;

import org.capi4j.export.BuiltinType;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;

/** {@code copy.Error}: what can't be copied. */
@BuiltinType(
        value = "c4j_CopyError_Type",
        name = "copy.Error", source = true,
        base = "PyExc_Exception",
        basicsize = 80,
        dictoffset = 16,
        weaklistoffset = 72,
        flags = Constants.Py_TPFLAGS_DEFAULT | Constants.Py_TPFLAGS_BASETYPE | Constants.Py_TPFLAGS_HAVE_GC)
public final class CopyErrorType {
    static final long TYPE = Shim.symbol("c4j_CopyError_Type");

    private CopyErrorType() {}
}
