package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout._PyErr_StackItem;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code sys}: what it tells about objects, exceptions and itself. {@link SysSettings} has what can be set, {@link SysThreads} what
 * belongs to threads, {@link SysHooks} the hooks.
 */
@BuiltinModule("sys")
public final class SysModule {
    private SysModule() {}

    @Method("__getattr__")
    static long getattr(long module, long name) {
        String text = LateNames.asked(name);
        long value = SysInfo.get(Imports.sys(), text);
        return value != NULL ? value : LateNames.found("sys", text, NULL);
    }

    @Method("__dir__")
    static long dir(long module) {
        return LateNames.dir(module, SysInfo.NAMES);
    }

    @Method("exit")
    static long exit(long module, long args, long nargs) {
        Arguments.checkPositional("exit", nargs, 0, 1);
        throw PyError.ofValue(Exceptions.SystemExit, nargs == 0 ? NULL : Memory.getLong(args));
    }

    @Method("exc_info")
    static long excInfo(long module) {
        return excInfoOf(ThreadState.current());
    }

    /** What {@code exc_info()} tells in a thread: a new tuple. */
    static long excInfoOf(long thread) {
        long value = handled(thread);
        if (value == NULL) return TupleType.of(Singletons.NONE, Singletons.NONE, Singletons.NONE);
        long traceback = Objects.getAttr(value, "__traceback__");
        return TupleType.steal(References.newRef(References.type(value)), References.newRef(value), traceback);
    }

    @Method("exception")
    static long exception(long module) {
        long value = handled(ThreadState.current());
        return value == NULL ? Singletons.none() : References.newRef(value);
    }

    /** The exception that is being handled, borrowed, or NULL: {@code _PyErr_GetTopmostException}. */
    private static long handled(long thread) {
        long item = Memory.getLong(thread + PyThreadState.exc_info);
        while (item != NULL) {
            long value = Memory.getLong(item + _PyErr_StackItem.exc_value);
            if (value != NULL && value != Singletons.NONE) return value;
            item = Memory.getLong(item + _PyErr_StackItem.previous_item);
        }
        return NULL;
    }

    @Method("getrefcount")
    static long getrefcount(long module, long object) {
        return LongType.of(References.count(object));
    }

    @Method(value = "getsizeof", call = Call.VARARGS_KEYWORDS)
    static long getsizeof(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("getsizeof", args, nargs, kwnames, 1, 2, "object", "default");
        try {
            return LongType.of(sizeOf(values[0]));
        } catch (PyError error) {
            if (values[1] == NULL || !TypeLookup.isSubtype(error.type(), Exceptions.TypeError)) throw error;
            error.release();
            return References.newRef(values[1]);
        }
    }

    /** {@code _PySys_GetSizeOf}: {@code __sizeof__()} and what is in front of the object. */
    public static long sizeOf(long object) {
        long method = org.capi4j.type.Calls.lookupSpecial(object, "__sizeof__");
        if (method == NULL) throw PyError.typeError("Type " + TypeLookup.fullNameOf(object) + " doesn't define __sizeof__");
        long result = NULL;
        try {
            result = org.capi4j.type.Calls.callNoArgs(method);
            long size = LongType.asSsize(result);
            if (size < 0) throw PyError.valueError("__sizeof__() should return >= 0");
            boolean collected = TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_HAVE_GC);
            boolean hasDictInFront = TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_MANAGED_DICT);
            return size + (collected ? org.capi4j.layout.PyGC_Head.SIZEOF : 0) + (hasDictInFront ? 16 : 0);
        } finally {
            References.xdecref(result);
            References.decref(method);
        }
    }

    @Method("intern")
    static long intern(long module, long text) {
        if (References.type(text) != BuiltinTypes.STR) {
            if (Namespace.isStr(text)) throw PyError.typeError("can't intern " + TypeLookup.fullNameOf(text));
            throw PyError.typeError("intern() argument must be str, not " + Arguments.typeName(text));
        }
        return StrType.intern(Strings.toJava(text));
    }

    @Method("getdefaultencoding")
    static long getdefaultencoding(long module) {
        return Strings.of("utf-8");
    }

    @Method("getfilesystemencoding")
    static long getfilesystemencoding(long module) {
        return Strings.of("utf-8");
    }

    @Method("getfilesystemencodeerrors")
    static long getfilesystemencodeerrors(long module) {
        return Strings.of("surrogateescape");
    }

    @Method("is_finalizing")
    static long isFinalizing(long module) {
        return org.capi4j.type.BoolType.of(false);
    }

    /** No Python code runs here: there never is a frame. */
    @Method("_getframe")
    static long getframe(long module, long args, long nargs) {
        throw PyError.valueError("call stack is not deep enough");
    }

    @Method("_clear_type_cache")
    static long clearTypeCache(long module) {
        return Singletons.none();
    }

    /** What {@code sys} has besides functions. */
    static void fill(long dict) {
        Namespace.put(dict, "__doc__", "Objects that the interpreter uses, and functions that work on it.");
        Namespace.put(dict, "version", Version.full());
        Namespace.put(dict, "hexversion", Constants.PY_VERSION_HEX);
        Namespace.put(dict, "api_version", Constants.PYTHON_API_VERSION);
        Namespace.put(dict, "copyright", Version.COPYRIGHT);
        Namespace.put(dict, "platform", Version.PLATFORM);
        Namespace.put(dict, "platlibdir", "lib");
        Namespace.put(dict, "byteorder", "little");
        Namespace.put(dict, "float_repr_style", "short");
        Namespace.put(dict, "abiflags", "");
        Namespace.put(dict, "maxsize", Long.MAX_VALUE);
        Namespace.put(dict, "maxunicode", (long) Character.MAX_CODE_POINT);
        for (String name : List.of("executable", "_base_executable", "prefix", "exec_prefix", "base_prefix", "base_exec_prefix", "_framework")) {
            Namespace.put(dict, name, "");
        }
        DictType.set(dict, "_stdlib_dir", Singletons.NONE);
        Namespace.steal(dict, "_git", Namespace.tuple("CPython", "", ""));
        for (String name : List.of("warnoptions", "path_hooks", "orig_argv")) Namespace.steal(dict, name, ListType.make(0));
        Namespace.steal(dict, "meta_path", ListType.of(BuiltinImporterType.TYPE));
        for (String name : List.of("path_importer_cache", "_xoptions")) Namespace.steal(dict, name, DictType.make());
        Namespace.steal(dict, "argv", Namespace.list(List.of("")));
        Namespace.put(dict, "dont_write_bytecode", true);
        DictType.set(dict, "pycache_prefix", Singletons.NONE);
        Namespace.steal(dict, "builtin_module_names", Namespace.tuple(builtinNames()));
        streams(dict);
        for (String hook : List.of("excepthook", "displayhook", "unraisablehook", "breakpointhook")) {
            DictType.set(dict, "__" + hook + "__", DictType.get(dict, hook));
        }
    }

    private static void streams(long dict) {
        List<String> names = List.of("stdin", "stdout", "stderr");
        for (int descriptor = 0; descriptor < 3; descriptor++) {
            long file = TextFileType.make(descriptor);
            DictType.set(dict, "__" + names.get(descriptor) + "__", file);
            Namespace.steal(dict, names.get(descriptor), file);
        }
    }

    private static String[] builtinNames() {
        return JavaModules.NAMES.toArray(String[]::new);
    }
}
