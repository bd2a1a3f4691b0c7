package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.nio.file.Path;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code importlib.util}: specs of modules in Java and of extension files. */
@BuiltinModule("importlib.util")
public final class ImportlibUtilModule {
    private ImportlibUtilModule() {}

    @Method("resolve_name")
    static long resolveName(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("resolve_name", args, nargs, kwnames, 2, 2, "name", "package");
        return Strings.of(ImportlibModule.absolute(Namespace.text("resolve_name", values[0]), values[1], false));
    }

    /** {@code find_spec(name, package=None)}: of what is imported its {@code __spec__}, else where it would come from; None if from nowhere. */
    @Method("find_spec")
    static long findSpec(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse("find_spec", args, nargs, kwnames, 1, 2, "name", "package");
        String name = ImportlibModule.absolute(Namespace.text("find_spec", values[0]), values[1], false);
        long known = DictType.get(Imports.modules(), name);
        if (known == Singletons.NONE) return Singletons.none();
        if (known != NULL) return specOf(known, name);
        return Imports.findSpec(name);
    }

    private static long specOf(long module, String name) {
        long spec = Objects.lookupAttr(module, "__spec__");
        if (spec != NULL && spec != Singletons.NONE) return spec;
        String what = spec == NULL ? " is not set" : " is None";
        References.xdecref(spec);
        throw PyError.valueError(name + ".__spec__" + what);
    }

    /** {@code spec_from_file_location(name, location)} of an extension file. */
    @Method("spec_from_file_location")
    static long specFromFile(long module, long args, long nargs, long kwnames) {
        long[] values = KeywordArguments.parse(
                "spec_from_file_location", args, nargs, kwnames, 1, 2, "name", "location", "loader", "submodule_search_locations");
        if (values[1] == NULL) return Singletons.none();
        long path = FilePaths.of(values[1]);
        try {
            String file = Namespace.text("spec_from_file_location", path);
            boolean extension = PathFinder.EXTENSION_SUFFIXES.stream().anyMatch(file::endsWith);
            if (!extension) return Singletons.none();
            return Imports.spec(Namespace.text("spec_from_file_location", values[0]), Path.of(file));
        } finally {
            References.decref(path);
        }
    }

    /** {@code module_from_spec(spec)}: made, not executed. */
    @Method("module_from_spec")
    static long moduleFromSpec(long module, long spec) {
        long made = ImpModule.create(spec);
        try {
            if (ModuleType.isInstance(made)) Imports.setAttributes(made, spec);
            return made;
        } catch (Throwable failure) {
            References.decref(made);
            throw failure;
        }
    }
}
