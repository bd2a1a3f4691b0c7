package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.SipHash13;
import org.capi4j.type.Arguments;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.BoolType;
import org.capi4j.type.ByteView;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code _imp}: what {@code importlib} asks of the machine. There are no frozen modules: that would be Python code. */
@BuiltinModule("_imp")
public final class ImpModule {
    /** The import lock: with the GIL held throughout an import here, it only counts. */
    private static final class Lock {
        private int depth;
        private Thread owner;
    }

    private ImpModule() {}

    static void fill(long dict) {
        Namespace.put(dict, "check_hash_based_pycs", "default");
    }

    private static Lock lock() {
        return InterpreterState.current().attached(Lock.class, Lock::new);
    }

    @Method("lock_held")
    static long lockHeld(long module) {
        return BoolType.of(lock().depth > 0);
    }

    @Method("acquire_lock")
    static long acquireLock(long module) {
        Lock lock = lock();
        lock.owner = Thread.currentThread();
        lock.depth++;
        return Singletons.none();
    }

    @Method("release_lock")
    static long releaseLock(long module) {
        Lock lock = lock();
        if (lock.depth == 0 || lock.owner != Thread.currentThread()) throw PyError.runtimeError("not holding the import lock");
        lock.depth--;
        return Singletons.none();
    }

    @Method("extension_suffixes")
    static long extensionSuffixes(long module) {
        return Namespace.list(PathFinder.EXTENSION_SUFFIXES);
    }

    /** -1 for what can't be made a second time. */
    @Method("is_builtin")
    static long isBuiltin(long module, long name) {
        String text = Namespace.text("is_builtin", name);
        boolean once = text.equals("sys") || text.equals("builtins");
        return LongType.of(once ? -1 : JavaModules.isBuiltin(text) || InitTable.has(text) ? 1 : 0);
    }

    @Method("is_frozen")
    static long isFrozen(long module, long name) {
        Namespace.text("is_frozen", name);
        return BoolType.of(false);
    }

    /** None says that there is no such module. */
    @Method("init_frozen")
    static long initFrozen(long module, long name) {
        Namespace.text("init_frozen", name);
        return Singletons.none();
    }

    @Method("is_frozen_package")
    static long noFrozenModule(long module, long name) {
        throw PyError.importError("No such frozen object named " + Objects.reprString(name));
    }

    @Method("get_frozen_object")
    static long noFrozenObject(long module, long args, long nargs) {
        Arguments.checkPositional("get_frozen_object", nargs, 1, 2);
        return noFrozenModule(module, Memory.getLong(args));
    }

    @Method("find_frozen")
    static long findFrozen(long module, long args, long nargs, long kwnames) {
        return Singletons.none();
    }

    @Method("_frozen_module_names")
    static long frozenModuleNames(long module) {
        return Namespace.list(List.of());
    }

    @Method("_override_frozen_modules_for_tests")
    static long overrideFrozenModules(long module, long override) {
        Arguments.integer(override);
        return Singletons.none();
    }

    private static String attribute(long spec, String name) {
        long value = Objects.getAttr(spec, name);
        try {
            return Namespace.text(name, value);
        } finally {
            References.decref(value);
        }
    }

    /** The module that {@code sys.modules} has already, or a new one; None where there is none of that name. */
    @Method("create_builtin")
    static long createBuiltin(long module, long spec) {
        String name = attribute(spec, "name");
        long known = DictType.get(Imports.modules(), name);
        if (known != NULL) return References.newRef(known);
        if (JavaModules.isBuiltin(name)) return JavaModules.make(name);
        return InitTable.has(name) ? InitTable.make(name) : Singletons.none();
    }

    @Method("exec_builtin")
    static long execBuiltin(long module, long target) {
        return execDynamic(module, target);
    }

    /** What the loader of {@code spec} makes: a module in Java, one that C registered, or an extension's. */
    static long create(long spec) {
        long located = Objects.getAttr(spec, "has_location");
        boolean file = Objects.isTrue(located);
        References.decref(located);
        return file ? createDynamic(spec) : createBuiltin(NULL, spec);
    }

    private static long createDynamic(long spec) {
        return ImportState.current().finder.create(attribute(spec, "name"), Path.of(attribute(spec, "origin")), spec);
    }

    @Method("create_dynamic")
    static long createDynamic(long module, long args, long nargs) {
        Arguments.checkPositional("create_dynamic", nargs, 1, 2);
        return createDynamic(Memory.getLong(args));
    }

    /** 0: what fails raises. */
    @Method("exec_dynamic")
    static long execDynamic(long module, long target) {
        if (ModuleType.isInstance(target)) ImportState.current().finder.execute(target);
        return LongType.of(0);
    }

    @Method("source_hash")
    static long sourceHash(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("source_hash", args, nargs, kwnames, 2, 2, "key", "source");
        long key = LongType.asLongLong(values[0]);
        try (ByteView view = ByteView.of(values[1])) {
            byte[] source = Memory.getBytes(view.data(), view.size());
            ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(source, (source.length / 8 + 1) * 8)).order(ByteOrder.LITTLE_ENDIAN);
            SipHash13 hash = new SipHash13(key, 0);
            for (int i = 0; i < source.length / 8; i++) hash.word(words.getLong());
            long result = hash.finish(words.getLong(), source.length);
            return BytesType.of(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(result).array());
        }
    }

    @Method("_fix_co_filename")
    static long fixFileName(long module, long args, long nargs) {
        Arguments.checkPositional("_fix_co_filename", nargs, 2, 2);
        long code = Memory.getLong(args);
        if (References.type(code) != BuiltinTypes.CODE) {
            throw PyError.typeError("_fix_co_filename() argument 1 must be code, not " + Arguments.typeName(code));
        }
        long path = Memory.getLong(args + 8);
        if (!Namespace.isStr(path)) throw PyError.typeError("_fix_co_filename() argument 2 must be str, not " + Arguments.typeName(path));
        fixFileNames(code, Strings.toJava(Memory.getLong(code + PyCodeObject.co_filename)), path);
        return Singletons.none();
    }

    /** Also within the code's constants, where the old name stands. */
    private static void fixFileNames(long code, String old, long path) {
        if (!Strings.toJava(Memory.getLong(code + PyCodeObject.co_filename)).equals(old)) return;
        References.setRef(code + PyCodeObject.co_filename, References.newRef(path));
        long constants = Memory.getLong(code + PyCodeObject.co_consts);
        for (long i = 0; i < TupleType.size(constants); i++) {
            long constant = TupleType.get(constants, i);
            if (References.type(constant) == BuiltinTypes.CODE) fixFileNames(constant, old, path);
        }
    }
}
