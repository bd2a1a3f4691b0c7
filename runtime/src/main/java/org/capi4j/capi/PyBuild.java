package org.capi4j.capi;

import org.capi4j.export.CApi;

/** {@code modsupport.h}: building values. {@code Py_BuildValue} is C's and calls these with its {@code va_list}. */
@CApi
public final class PyBuild {
    private PyBuild() {}

    public static long Py_VaBuildValue(long format, long va) {
        return ValueBuilder.build(format, new VaList(va), false);
    }

    public static long _Py_VaBuildValue_SizeT(long format, long va) {
        return ValueBuilder.build(format, new VaList(va), true);
    }

    public static long _Py_VaBuildStack(long smallStack, long smallStackLength, long format, long va, long nargs) {
        return ValueBuilder.buildStack(smallStack, smallStackLength, format, new VaList(va), false, nargs);
    }

    public static long _Py_VaBuildStack_SizeT(long smallStack, long smallStackLength, long format, long va, long nargs) {
        return ValueBuilder.buildStack(smallStack, smallStackLength, format, new VaList(va), true, nargs);
    }
}
