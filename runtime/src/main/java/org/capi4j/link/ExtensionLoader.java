package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyModuleDef;
import org.capi4j.layout.PyModuleDef_Base;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.Imports;
import org.capi4j.module.SinglePhase;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.FlightEvents;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.Punycode;
import org.capi4j.type.DictType;
import org.capi4j.type.CallingModule;
import org.capi4j.type.ModuleType;
import org.capi4j.type.TypeLookup;

/** Loads extension files: reads the ELF file, opens it, runs its init function in one phase or several. The GIL is held. */
public final class ExtensionLoader {
    /** For the import system, which stands below. */
    public static final Imports.ExtensionFinder FINDER = new Imports.ExtensionFinder() {
        @Override
        public long load(String name, Path file) {
            return ExtensionLoader.load(name, file);
        }

        @Override
        public long create(String name, Path file, long spec) {
            long again = SinglePhase.again(name, file.toString());
            return again != NULL ? again : CallingModule.importing(() -> initialise(name, file, initFunction(name, file), spec));
        }

        @Override
        public void execute(long module) {
            CallingModule.importing(() -> {
                ExtensionLoader.execute(module);
                return null;
            });
        }
    };

    private ExtensionLoader() {}

    /** A new reference to the module, entered into {@code sys.modules}. Every failure is a Python exception. */
    public static long load(String name, Path file) {
        return FlightEvents.moduleLoad(name, file.toString(), () -> CallingModule.importing(() -> loadUnseen(name, file)));
    }

    private static long loadUnseen(String name, Path file) {
        long again = SinglePhase.again(name, file.toString());
        long init = again != NULL ? NULL : initFunction(name, file);
        Imports.ensureParents(name);
        long spec = Imports.spec(name, file);
        try {
            long module = again != NULL ? again : initialise(name, file, init, spec);
            try {
                return register(name, module, spec);
            } catch (Throwable failure) {
                References.decref(module);
                throw failure;
            }
        } finally {
            References.decref(spec);
        }
    }

    private static long initFunction(String name, Path file) {
        if (!Files.exists(file)) throw PyError.importError(file + ": cannot open shared object file: No such file or directory");
        long library = Libraries.of(InterpreterState.current()).open(file);
        ErrorIndicator.throwIfSet();
        String symbol = initSymbol(name);
        long init = Shim.find(library, symbol);
        if (init == NULL) {
            throw PyError.importError("dynamic module does not define module export function (" + symbol + ")");
        }
        return init;
    }

    /** {@code PyInit_name}, or {@code PyInitU_} with the Punycode of a name that isn't ASCII. */
    static String initSymbol(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(last)) return "PyInit_" + last;
        return "PyInitU_" + Punycode.encode(last).replace('-', '_');
    }

    private static long initialise(String name, Path file, long init, long spec) {
        long result = ModuleType.withPackageContext(name, () -> NativeCall.call(init));
        Start.awaitExit();
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (result == NULL) {
            ErrorIndicator.throwIfSet();
            throw PyError.systemError("initialization of " + last + " failed without raising an exception");
        }
        if (ErrorIndicator.isSet()) {
            PyError raised = ErrorIndicator.fetch();
            throw org.capi4j.type.ExceptionType.withCause(
                    PyError.systemError("initialization of " + last + " raised unreported exception"), raised);
        }
        if (References.type(result) == NULL) {
            throw PyError.systemError("init function of " + last + " returned uninitialized object");
        }
        if (References.type(result) == BuiltinTypes.MODULE_DEF) return ModuleType.fromDefAndSpec(result, spec, Constants.PYTHON_API_VERSION);
        return singlePhase(name, file, init, result);
    }

    private static long singlePhase(String name, Path file, long init, long module) {
        long def = TypeLookup.isInstance(module, BuiltinTypes.MODULE) ? ModuleType.def(module) : NULL;
        if (def == NULL) {
            String message = "initialization of " + name.substring(name.lastIndexOf('.') + 1) + " did not return an extension module";
            References.decref(module);
            throw PyError.systemError(message);
        }
        Memory.putLong(def + PyModuleDef.m_base + PyModuleDef_Base.m_init, init);
        try {
            SinglePhase.remember(name, file.toString(), module);
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    private static long register(String name, long module, long spec) {
        long key = Strings.of(name);
        try {
            if (TypeLookup.isInstance(module, BuiltinTypes.MODULE)) Imports.setAttributes(module, spec);
            DictType.set(Imports.modules(), key, module);
            execute(module);
            Imports.bindToParent(name, module);
            return module;
        } catch (Throwable failure) {
            DictType.delete(Imports.modules(), key);
            throw failure;
        } finally {
            References.decref(key);
        }
    }

    /** The second phase; a module whose init function made it whole has been executed already. */
    private static void execute(long module) {
        if (!TypeLookup.isInstance(module, BuiltinTypes.MODULE)) return;
        long def = ModuleType.def(module);
        if (def == NULL || ModuleType.state(module) != NULL) return;
        ModuleType.execDef(module, def);
    }
}
