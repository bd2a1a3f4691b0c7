package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/** The modules that capi4j brings, written in Java: each is made when it is first imported. */
public final class JavaModules {
    /** What {@code sys.builtin_module_names} lists. */
    static final List<String> NAMES = List.of(
            "_abc", "_codecs", "_collections", "_functools", "_imp", "_io", "_locale", "_operator", "_signal", "_stat", "_string", "_thread", "_tracemalloc",
            "_warnings", "_weakref", "atexit", "builtins", "errno", "faulthandler", "gc", "itertools", "marshal", "posix", "pwd", "sys", "time");

    /** What CPython has as source within its executable: these say so. */
    private static final Set<String> FROZEN = Set.of(
            "abc", "codecs", "io", "os", "stat", "_frozen_importlib", "_frozen_importlib_external", "importlib.machinery", "importlib.util");

    /**
     * How a module is made.
     *
     * @param classes the {@code @BuiltinModule} classes whose methods are its functions
     * @param fill    adds everything else to the module's dict; null: there is nothing
     */
    record Recipe(List<String> classes, LongConsumer fill) {
        static Recipe of(LongConsumer fill, String... classes) {
            return new Recipe(List.of(classes), fill);
        }

        static Recipe functions(String... classes) {
            return new Recipe(List.of(classes), null);
        }
    }

    private JavaModules() {}

    private static Recipe recipe(String name) {
        return switch (name) {
            case "builtins" -> Recipe.of(BuiltinsModule::fill, "BuiltinsModule", "BuiltinsSearch", "BuiltinsText");
            case "sys" -> Recipe.of(SysModule::fill, "SysModule", "SysSettings", "SysThreads", "SysHooks");
            case "_operator" -> Recipe.of(OperatorModule::fill, "OperatorModule");
            case "operator" -> Recipe.of(OperatorModule::fillPublic);
            case "_functools" -> Recipe.of(FunctoolsModule::fill, "FunctoolsModule");
            case "functools" -> Recipe.of(FunctoolsModule::fillPublic, "LateContents");
            case "types" -> Recipe.of(TypesModule::fill, "TypesModule");
            case "copyreg" -> Recipe.of(CopyregModule::fill);
            case "_collections" -> Recipe.of(CollectionsModule::fill, "CollectionsModule");
            case "collections" -> Recipe.of(CollectionsModule::fillPublic, "LateContents");
            case "time" -> Recipe.of(TimeModule::fill, "TimeModule", "CalendarTime");
            case "gc" -> Recipe.of(GcModule::fill, "GcModule");
            case "atexit" -> Recipe.functions("AtExitModule");
            case "__future__" -> Recipe.of(FutureModule::fill);
            case "errno" -> Recipe.of(ErrnoModule::fill);
            case "numbers" -> Recipe.of(NumbersModule::fill);
            case "_weakref" -> Recipe.of(WeakrefModule::fill, "WeakrefModule");
            case "weakref" -> Recipe.of(WeakrefModule::fillPublic, "LateContents");
            case "itertools" -> Recipe.of(org.capi4j.module.itertools.ItertoolsModule::fill, "ItertoolsModule");
            case "_thread" -> Recipe.of(ThreadModule::fill, "ThreadModule");
            case "_warnings" -> Recipe.of(WarningsModule::fill, "WarningsModule");
            case "warnings" -> Recipe.of(WarningsModule::fillPublic);
            case "_codecs" -> Recipe.functions("CodecsModule", "CodecConversions", "CodecTables");
            case "codecs" -> Recipe.of(CodecsModule::fillPublic, "LateContents");
            case "abc" -> Recipe.of(AbcModule::fill);
            case "collections.abc" -> Recipe.functions("AbstractClasses");
            case "marshal" -> Recipe.of(MarshalModule::fill, "MarshalModule");
            case "keyword" -> Recipe.of(NamedTupleModule::fillKeywords);
            case "copy" -> Recipe.of(CopyModule::fill);
            case "string" -> Recipe.of(((LongConsumer) StringConstants::fill).andThen(org.capi4j.module.source.StringFormatters::fill));
            case "_compat_pickle" -> Recipe.of(CompatPickleModule::fill);
            case "json" -> Recipe.of(org.capi4j.module.source.JsonModule::fill);
            case "xml", "xml.etree" -> Recipe.of(dict -> Namespace.steal(dict, "__path__", Namespace.list(List.of())));
            case "xml.etree.ElementPath" -> Recipe.functions("ElementPathModule");
            case "json.decoder" -> Recipe.of(dict -> org.capi4j.module.source.JsonModule.fillPart(dict, "JSONDecoder", "JSONDecodeError"));
            case "json.encoder" -> Recipe.of(dict -> org.capi4j.module.source.JsonModule.fillPart(dict, "JSONEncoder"));
            case "enum" -> Recipe.of(org.capi4j.module.enums.EnumModule::fill, "LateContents");
            case "uuid" -> Recipe.of(UuidModule::fill, "UuidModule");
            case "dataclasses" -> Recipe.of(org.capi4j.module.source.DataClasses::fill);
            case "_typing" -> Recipe.functions("TypingIdentity");
            case "typing" -> Recipe.of(TypingModule::fill, "TypingModule");
            case "threading" -> Recipe.of(org.capi4j.module.source.ThreadingModule::fill);
            case "logging" -> Recipe.of(org.capi4j.module.source.LoggingModule::fill);
            case "contextlib" -> Recipe.of(org.capi4j.module.source.ContextModule::fill);
            case "traceback" -> Recipe.of(org.capi4j.module.source.TracebackModule::fill);
            case "queue" -> Recipe.of(org.capi4j.module.source.Queues::fill);
            case "hashlib" -> Recipe.of(org.capi4j.module.source.HashModule::fill);
            case "inspect" -> Recipe.of(org.capi4j.module.source.InspectModule::fill);
            case "heapq" -> Recipe.of(dict -> BinaryModules.fill(name, dict), "HeapSelection");
            default -> BinaryModules.has(name) ? Recipe.of(dict -> BinaryModules.fill(name, dict)) : SystemModules.recipe(name);
        };
    }

    /** Whether CPython has it in its executable, and not as Python source. */
    static boolean isBuiltin(String name) {
        return NAMES.contains(name);
    }

    static boolean has(String name) {
        return recipe(name) != null;
    }

    /** A new module with all its contents, in no {@code sys.modules} yet; NULL when there is none of that name. */
    public static long make(String name) {
        Recipe recipe = recipe(name);
        if (recipe == null) return NULL;
        long module = ModuleType.make(name);
        try {
            for (String holder : recipe.classes()) ModuleType.addFunctions(module, Shim.symbol("c4j_methods_" + holder));
            if (recipe.fill() != null) recipe.fill().accept(ModuleType.dict(module));
            describe(name, ModuleType.dict(module));
            return module;
        } catch (Throwable failure) {
            References.decref(module);
            throw failure;
        }
    }

    /** Enters the chosen names of another module of ours, which is imported, into {@code dict}. */
    public static void copy(String name, long dict, Predicate<String> chosen) {
        long module = Imports.importModule(name);
        try {
            long[] pair = new long[2];
            long source = ModuleType.dict(module);
            for (long at = DictType.next(source, 0, pair); at >= 0; at = DictType.next(source, at, pair)) {
                if (chosen.test(Strings.toJava(pair[0]))) DictType.set(dict, pair[0], pair[1]);
            }
        } finally {
            References.decref(module);
        }
    }

    private static void describe(String name, long dict) {
        Namespace.steal(dict, "__spec__", ModuleSpecType.make(name, BuiltinImporterType.TYPE, FROZEN.contains(name) ? "frozen" : "built-in", false, NULL));
        DictType.set(dict, "__loader__", BuiltinImporterType.TYPE);
        Namespace.put(dict, "__package__", name.substring(0, Math.max(name.lastIndexOf('.'), 0)));
    }
}
