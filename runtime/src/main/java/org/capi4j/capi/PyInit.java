package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.module.JavaModules;
import org.capi4j.module.SignalSet;

/**
 * The init functions of the modules that CPython builds into its executable, as far as they exist in Java: a new module with all its contents,
 * as a module of a single phase is. Those of other modules are named stubs.
 */
@CApi
public final class PyInit {
    private PyInit() {}

    public static long PyInit__abc() {
        return JavaModules.make("_abc");
    }

    public static long PyInit__codecs() {
        return JavaModules.make("_codecs");
    }

    public static long PyInit__collections() {
        return JavaModules.make("_collections");
    }

    public static long PyInit__functools() {
        return JavaModules.make("_functools");
    }

    public static long PyInit__imp() {
        return JavaModules.make("_imp");
    }

    public static long PyInit__io() {
        return JavaModules.make("_io");
    }

    public static long PyInit__locale() {
        return JavaModules.make("_locale");
    }

    public static long PyInit__operator() {
        return JavaModules.make("_operator");
    }

    public static long PyInit__signal() {
        return JavaModules.make("_signal");
    }

    public static long PyInit__stat() {
        return JavaModules.make("_stat");
    }

    public static long PyInit__string() {
        return JavaModules.make("_string");
    }

    public static long PyInit__thread() {
        return JavaModules.make("_thread");
    }

    public static long PyInit__tracemalloc() {
        return JavaModules.make("_tracemalloc");
    }

    public static long PyInit__weakref() {
        return JavaModules.make("_weakref");
    }

    public static long PyInit_atexit() {
        return JavaModules.make("atexit");
    }

    public static long PyInit_errno() {
        return JavaModules.make("errno");
    }

    public static long PyInit_faulthandler() {
        return JavaModules.make("faulthandler");
    }

    public static long PyInit_gc() {
        return JavaModules.make("gc");
    }

    public static long PyInit_itertools() {
        return JavaModules.make("itertools");
    }

    public static long PyInit_posix() {
        return JavaModules.make("posix");
    }

    public static long PyInit_pwd() {
        return JavaModules.make("pwd");
    }

    public static long PyInit_time() {
        return JavaModules.make("time");
    }

    public static int _Py_Sigset_Converter(long signals, long set) {
        SignalSet.read(signals, set);
        return 1;
    }

    public static long PyMarshal_Init() {
        return JavaModules.make("marshal");
    }

    public static long _PyWarnings_Init() {
        return JavaModules.make("_warnings");
    }
}
