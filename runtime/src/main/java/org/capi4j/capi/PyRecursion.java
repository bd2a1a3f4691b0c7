package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;

/** The failing end of {@code Py_EnterRecursiveCall}, which is C's: depth and native stack are measured there. */
@CApi
public final class PyRecursion {
    private PyRecursion() {}

    /** Only called when the limit is exceeded; {@code where} ends the message. */
    public static int _Py_CheckRecursiveCall(long thread, long where) {
        String end = where == NULL ? "" : Memory.getString(where);
        throw PyError.of(Exceptions.RecursionError, "maximum recursion depth exceeded" + end);
    }
}
