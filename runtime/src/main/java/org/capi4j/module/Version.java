package org.capi4j.module;

import org.capi4j.layout.Constants;

/** The version that capi4j claims, and what it is built with: {@code Py_GetVersion}, {@code sys.version} and their like. */
public final class Version {
    public static final String NUMBER = Constants.PY_MAJOR_VERSION + "." + Constants.PY_MINOR_VERSION + "." + Constants.PY_MICRO_VERSION;
    /** {@code Py_GetBuildInfo}. */
    public static final String BUILD = "capi4j";
    public static final String PLATFORM = "linux";
    public static final String COPYRIGHT = "capi4j: CPython's C API on the Java virtual machine.";

    private Version() {}

    /** {@code Py_GetCompiler}: there is none, so the virtual machine stands here. */
    public static String compiler() {
        return "[Java " + Runtime.version().feature() + "]";
    }

    /** {@code Py_GetVersion}, in the form that {@code platform.python_version} and others parse. */
    public static String full() {
        return NUMBER + " (" + BUILD + ") " + compiler();
    }
}
