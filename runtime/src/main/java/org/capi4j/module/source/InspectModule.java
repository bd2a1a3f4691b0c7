package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code inspect}: what tells kinds of objects. What looks into source or makes signatures isn't here, and says so. */
@BuiltinModule("inspect")
public final class InspectModule {
    private static final String[][] KINDS = {
        {"isfunction", "FunctionType"}, {"ismethod", "MethodType"}, {"ismodule", "ModuleType"}, {"isbuiltin", "BuiltinFunctionType"}, {"iscode", "CodeType"}, {"isframe", "FrameType"},
        {"istraceback", "TracebackType"}, {"isgenerator", "GeneratorType"}, {"iscoroutine", "CoroutineType"}, {"isasyncgen", "AsyncGeneratorType"},
        {"isgetsetdescriptor", "GetSetDescriptorType"}, {"ismemberdescriptor", "MemberDescriptorType"}, {"ismethodwrapper", "MethodWrapperType"}
    };
    private static final String[] FLAGS = {"OPTIMIZED", "NEWLOCALS", "VARARGS", "VARKEYWORDS", "NESTED", "GENERATOR", "NOFREE", "COROUTINE", "ITERABLE_COROUTINE", "ASYNC_GENERATOR"};
    private static final String[] ABSENT = {
        "signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False)", "getfullargspec(func)", "getsource(object)", "getsourcelines(object)", "getfile(object)",
        "getsourcefile(object)", "stack(context=1)", "getdoc(object)", "currentframe()"
    };
    private static final long IS_ABSTRACT = 1 << 20;
    private static final int ITERABLE_COROUTINE = 1 << 8;

    private InspectModule() {}

    public static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "InspectModule");
        try (Activation call = new Activation(NULL)) {
            for (String[] kind : KINDS) enter(dict, definitions.function(kind[0] + "(object)", "is", call.imported("types", kind[1])), kind[0]);
            for (int i = 0; i < FLAGS.length; i++) Namespace.put(dict, "CO_" + FLAGS[i], 1L << i);
            for (String[] kind : new String[][] {{"isgeneratorfunction", "GENERATOR"}, {"iscoroutinefunction", "COROUTINE"}, {"isasyncgenfunction", "ASYNC_GENERATOR"}}) {
                enter(dict, definitions.function(kind[0] + "(obj)", "has flag", DictType.get(dict, "CO_" + kind[1])), kind[0]);
            }
            for (String absent : ABSENT) {
                String name = absent.substring(0, absent.indexOf('('));
                enter(dict, definitions.function(absent, "absent", call.text(name)), name);
            }
        }
        Namespace.put(dict, "TPFLAGS_IS_ABSTRACT", IS_ABSTRACT);
        definitions.enter("isclass(object)", "isroutine(object)", "isabstract(object)", "isawaitable(object)", "isdatadescriptor(object)", "ismethoddescriptor(object)", "getmro(cls)",
                "unwrap(func, *, stop=None)", "cleandoc(doc)", "getmembers(object, predicate=None)");
    }

    private static void enter(long dict, long function, String name) {
        Namespace.steal(dict, name, function);
    }

    @Method("is")
    static long isOf(long type, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(Objects.isInstance(call.arg(0), type));
        }
    }

    @Method("absent")
    static long refuse(long name, long args, long nargs) {
        throw PyError.notImplemented("inspect." + Strings.toJava(name));
    }

    /** Whether the code of a function, which may be a method or a partial, has a flag; what looks like a function counts. */
    @Method("has flag")
    static long hasFlag(long flag, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long function = call.arg(0);
            while (isA(call, function, "MethodType")) function = call.get(function, "__func__");
            while (Objects.isInstance(function, call.imported("functools", "partial"))) function = call.get(function, "func");
            if (!isFunctionLike(call, function)) return Activation.own(false);
            return Activation.own((call.number(call.get(function, "__code__"), "co_flags") & LongType.asLong(flag)) != 0);
        }
    }

    private static boolean isA(Activation call, long object, String type) {
        return Objects.isInstance(object, call.imported("types", type));
    }

    private static boolean isFunctionLike(Activation call, long object) {
        if (References.type(object) == BuiltinTypes.FUNCTION) return true;
        if (!Objects.isCallable(object) || TypeLookup.isType(object)) return false;
        long defaults = attribute(call, object, "__defaults__", Singletons.FALSE);
        long named = attribute(call, object, "__kwdefaults__", Singletons.FALSE);
        long annotations = attribute(call, object, "__annotations__", Singletons.NONE);
        return isA(call, attribute(call, object, "__code__", Singletons.NONE), "CodeType") && TypeLookup.isInstance(attribute(call, object, "__name__", Singletons.NONE), BuiltinTypes.STR)
                && (defaults == Singletons.NONE || TupleType.isInstance(defaults)) && (named == Singletons.NONE || DictType.isInstance(named))
                && (annotations == Singletons.NONE || DictType.isInstance(annotations));
    }

    private static long attribute(Activation call, long object, String name, long otherwise) {
        long found = call.find(object, name);
        return found == NULL ? otherwise : found;
    }

    @Method("isclass")
    static long isClass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(Objects.isInstance(call.arg(0), BuiltinTypes.TYPE));
        }
    }

    private static boolean isPlain(Activation call) {
        return TypeLookup.isType(call.arg(0)) || isA(call, call.arg(0), "MethodType") || isA(call, call.arg(0), "FunctionType");
    }

    private static boolean typeHas(Activation call, String name) {
        return Objects.hasAttr(References.type(call.arg(0)), name);
    }

    private static boolean isMethodDescriptor(Activation call) {
        return !isPlain(call) && typeHas(call, "__get__") && !typeHas(call, "__set__");
    }

    @Method("ismethoddescriptor")
    static long isMethodDescriptor(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(isMethodDescriptor(call));
        }
    }

    @Method("isdatadescriptor")
    static long isDataDescriptor(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(!isPlain(call) && (typeHas(call, "__set__") || typeHas(call, "__delete__")));
        }
    }

    @Method("isroutine")
    static long isRoutine(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean isCallable = isA(call, call.arg(0), "BuiltinFunctionType") || isA(call, call.arg(0), "FunctionType") || isA(call, call.arg(0), "MethodType")
                    || isA(call, call.arg(0), "MethodWrapperType");
            return Activation.own(isCallable || isMethodDescriptor(call));
        }
    }

    @Method("isabstract")
    static long isAbstract(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(TypeLookup.isType(call.arg(0)) && TypeLookup.hasFlag(call.arg(0), IS_ABSTRACT));
        }
    }

    @Method("isawaitable")
    static long isAwaitable(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long object = call.arg(0);
            boolean isGenerator = isA(call, object, "GeneratorType") && (call.number(call.get(object, "gi_code"), "co_flags") & ITERABLE_COROUTINE) != 0;
            return Activation.own(isGenerator || isA(call, object, "CoroutineType") || Objects.isInstance(object, call.imported("collections.abc", "Awaitable")));
        }
    }

    @Method("getmro")
    static long mro(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.arg(0), "__mro__"));
        }
    }

    /** Follows {@code __wrapped__}, as far as {@code stop} lets it. */
    @Method("unwrap")
    static long unwrap(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            List<Long> seen = new ArrayList<>();
            long function = call.arg(0);
            while (Objects.hasAttr(function, "__wrapped__") && (!call.isGiven(1) || !Objects.isTrue(call.invoke(call.arg(1), function)))) {
                seen.add(function);
                function = call.get(function, "__wrapped__");
                if (seen.contains(function)) throw PyError.valueError("wrapper loop when unwrapping " + Objects.reprString(call.arg(0)));
            }
            return References.newRef(function);
        }
    }

    /** Without the margin of the lines behind the first, and without empty lines at both ends. */
    @Method("cleandoc")
    static long clean(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            List<String> lines = new ArrayList<>();
            Iteration.forEach(call.call(call.call(call.arg(0), "expandtabs"), "split", call.text("\n")), line -> lines.add(Objects.strString(line)));
            int margin = Integer.MAX_VALUE;
            for (String line : lines.subList(1, lines.size())) if (!line.isBlank()) margin = Math.min(margin, line.length() - line.stripLeading().length());
            lines.set(0, lines.getFirst().stripLeading());
            for (int i = 1; margin < Integer.MAX_VALUE && i < lines.size(); i++) lines.set(i, lines.get(i).substring(Math.min(margin, lines.get(i).length())));
            while (!lines.isEmpty() && lines.getLast().isEmpty()) lines.removeLast();
            while (!lines.isEmpty() && lines.getFirst().isEmpty()) lines.removeFirst();
            return Strings.of(String.join("\n", lines));
        }
    }

    /** Pairs of name and value, by name. */
    @Method("getmembers")
    static long members(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long members = call.keep(ListType.make(0));
            Iteration.forEach(call.keep(Objects.dir(call.arg(0))), name -> {
                long value;
                try {
                    value = call.keep(Objects.getAttr(call.arg(0), name));
                } catch (PyError error) {
                    if (!ExceptionType.matches(error, Exceptions.AttributeError)) throw error;
                    error.release();
                    return;
                }
                if (!call.isGiven(1) || Objects.isTrue(call.invoke(call.arg(1), value))) ListType.append(members, call.tuple(name, value));
            });
            return References.newRef(members);
        }
    }
}
