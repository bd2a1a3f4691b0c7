package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.security.SecureRandom;
import org.capi4j.export.CApi;
import org.capi4j.memory.Memory;
import org.capi4j.module.ExitFunctions;
import org.capi4j.module.SysContents;
import org.capi4j.module.Version;

/**
 * {@code pylifecycle.h}. The interpreter is Java's: it is there before the first extension is loaded and C can neither start nor end it, so
 * that starting does nothing and ending says that it went well.
 */
@CApi
public final class PyLifecycle {
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }

    private PyLifecycle() {}

    public static void Py_Initialize() {}

    public static void Py_InitializeEx(int initsigs) {}

    public static int Py_IsInitialized() {
        return 1;
    }

    public static int _Py_IsCoreInitialized() {
        return 1;
    }

    public static int _Py_IsFinalizing() {
        return 0;
    }

    public static void Py_Finalize() {}

    public static int Py_FinalizeEx() {
        return 0;
    }

    /** The functions run when the process ends, the last one first; at most 32, as in CPython. */
    public static int Py_AtExit(long function) {
        return ExitFunctions.add(function) ? 0 : -1;
    }

    public static long Py_GetVersion() {
        return CStrings.forever(Version.full());
    }

    public static long Py_GetPlatform() {
        return CStrings.forever(Version.PLATFORM);
    }

    public static long Py_GetCopyright() {
        return CStrings.forever(Version.COPYRIGHT);
    }

    public static long Py_GetCompiler() {
        return CStrings.forever(Version.compiler());
    }

    public static long Py_GetBuildInfo() {
        return CStrings.forever(Version.BUILD);
    }

    public static long _Py_gitidentifier() {
        return CStrings.forever("");
    }

    public static long _Py_gitversion() {
        return CStrings.forever("");
    }

    public static long Py_GetProgramName() {
        return CStrings.wideForever("capi4j");
    }

    public static long Py_GetProgramFullPath() {
        return CStrings.wideForever(SysContents.text("executable"));
    }

    public static long Py_GetPrefix() {
        return CStrings.wideForever(SysContents.text("prefix"));
    }

    public static long Py_GetExecPrefix() {
        return CStrings.wideForever(SysContents.text("exec_prefix"));
    }

    public static long Py_GetPath() {
        return CStrings.wideForever(SysContents.searchPath());
    }

    public static long Py_GetPythonHome() {
        return NULL;
    }

    public static void Py_SetProgramName(long name) {}

    public static void Py_SetPythonHome(long home) {}

    public static void _Py_RestoreSignals() {}

    public static int _Py_CoerceLegacyLocale(int warn) {
        return 0;
    }

    public static int _Py_LegacyLocaleDetected(int warn) {
        return 0;
    }

    /** Too late for the streams, which are there already. */
    public static int Py_SetStandardStreamEncoding(long encoding, long errors) {
        return -1;
    }

    public static int _PyOS_URandom(long buffer, long size) {
        byte[] bytes = new byte[(int) size];
        Random.SOURCE.nextBytes(bytes);
        Memory.putBytes(buffer, bytes);
        return 0;
    }

    public static int _PyOS_URandomNonblock(long buffer, long size) {
        return _PyOS_URandom(buffer, size);
    }
}
