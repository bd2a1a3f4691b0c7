package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.module.JavaModules;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CallingModule;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code typing}: its functions, {@code NewType}, and what {@code NamedTuple} makes of calls and classes. */
@BuiltinModule("typing.functions")
public final class TypingFunctions {
    /** What a class may not define that is derived from {@code NamedTuple}. */
    private static final List<String> PROHIBITED = List.of("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make", "_replace", "_asdict", "_source");

    /** Names in such a class's body that don't come into the class. */
    private static final List<String> SPECIAL = List.of("__module__", "__name__", "__annotations__");

    private static final int LONGEST = 100;

    private TypingFunctions() {}

    public static void fill(long dict) {
        JavaModules.copy("_typing", dict, name -> name.equals("_idfunc"));
        Definitions definitions = new Definitions(dict, "TypingFunctions");
        definitions.enter("cast(typ, val)", "final(f)", "no_type_check(arg)", "get_type_hints(obj, globalns=None, localns=None, include_extras=False)", "NamedTuple(typename, fields=None, /, **kwargs)");
        for (String same : new String[] {"overload(func)", "runtime_checkable(cls)"}) {
            Namespace.steal(dict, same.substring(0, same.indexOf('(')), definitions.function(same, "self", Singletons.NONE));
        }
        ClassContents newType = new ClassContents(definitions, "NewType").put("__call__", References.newRef(DictType.get(dict, "_idfunc")));
        newType.define("__init__(self, name, tp)", "__mro_entries__(self, bases)", "__repr__(self)", "__reduce__(self)", "__or__(self, other)", "__ror__(self, other)");
        Namespace.steal(dict, "NewType", newType.make(BuiltinTypes.TYPE));
        ClassContents forward = new ClassContents(definitions, "ForwardRef").define("__init__(self, arg, is_argument=True, module=None, *, is_class=False)", "__repr__(self)");
        Namespace.steal(dict, "ForwardRef", forward.define("__eq__(self, other)", "__hash__(self)").make(BuiltinTypes.TYPE));
        ClassContents meta = new ClassContents(definitions, "NamedTupleMeta").defineStaticMethods("__new__(cls, typename, bases, ns)");
        Namespace.steal(dict, "NamedTupleMeta", meta.make(BuiltinTypes.TYPE, BuiltinTypes.TYPE));
        try (Activation call = new Activation(NULL)) {
            long namespace = call.keep(DictType.make());
            DictType.set(namespace, "__module__", call.text("typing"));
            DictType.set(dict, "_NamedTuple", call.call(BuiltinTypes.TYPE, "__new__", DictType.get(dict, "NamedTupleMeta"), call.text("NamedTuple"), call.tuple(), namespace));
            call.set(DictType.get(dict, "NamedTuple"), "__mro_entries__", call.keep(definitions.function("_namedtuple_mro_entries(bases)")));
        }
    }

    @Method("cast")
    static long cast(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return References.newRef(call.arg(1));
        }
    }

    @Method("final")
    static long markFinal(long closure, long args, long nargs) {
        return marked(args, "__final__", Exceptions.AttributeError);
    }

    @Method("no_type_check")
    static long markUnchecked(long closure, long args, long nargs) {
        return marked(args, "__no_type_check__", Exceptions.TypeError);
    }

    /** What refuses the attribute by TypeError or {@code other} stays without the mark. */
    private static long marked(long args, String name, long other) {
        try (Activation call = new Activation(args)) {
            try {
                call.set(call.arg(0), name, true);
            } catch (PyError error) {
                boolean refused = ExceptionType.matches(error, other) || ExceptionType.matches(error, Exceptions.TypeError);
                if (!refused) throw error;
                error.release();
            }
            return References.newRef(call.arg(0));
        }
    }

    /** The annotations of a class and its bases, or of anything else that has some; those that are text would have to be compiled. */
    @Method("get_type_hints")
    static long hints(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long hints = call.keep(DictType.make());
            if (call.find(call.arg(0), "__no_type_check__") != NULL) return References.newRef(hints);
            if (TypeLookup.isType(call.arg(0))) {
                long mro = TypeLookup.mro(call.arg(0));
                for (long i = TupleType.size(mro) - 1; i >= 0; i--) {
                    long annotations = DictType.get(TypeLookup.dict(TupleType.get(mro, i)), "__annotations__");
                    if (annotations != NULL && DictType.isInstance(annotations)) addHints(call, hints, annotations);
                }
                return References.newRef(hints);
            }
            long annotations = call.find(call.arg(0), "__annotations__");
            if (annotations == NULL || annotations == Singletons.NONE) {
                boolean mayHave = isAny(call, call.arg(0), "FunctionType", "BuiltinFunctionType", "MethodType", "ModuleType", "WrapperDescriptorType", "MethodWrapperType", "MethodDescriptorType");
                if (!mayHave) throw PyError.typeError(Objects.reprString(call.arg(0)) + " is not a module, class, method, or function.");
                return References.newRef(hints);
            }
            addHints(call, hints, annotations);
            return References.newRef(hints);
        }
    }

    private static boolean isAny(Activation call, long object, String... types) {
        for (String type : types) if (Objects.isInstance(object, call.imported("types", type))) return true;
        return false;
    }

    private static void addHints(Activation call, long hints, long annotations) {
        Iteration.forEach(call.call(annotations, "items"), pair -> {
            long hint = TupleType.get(pair, 1);
            if (Namespace.isStr(hint)) throw PyError.notImplemented("typing.get_type_hints of an annotation that is a str");
            DictType.set(hints, TupleType.get(pair, 0), hint == Singletons.NONE ? References.type(hint) : hint);
        });
    }

    /** A type as it is kept: None stands for its class, a str for a {@code ForwardRef}. */
    private static long checked(Activation call, long type, long name) {
        if (type == Singletons.NONE) return References.type(type);
        if (Namespace.isStr(type)) return call.invoke(call.global("typing", "ForwardRef"), type);
        if (TupleType.isExact(type)) {
            String text = Objects.reprString(type);
            throw PyError.typeError("field " + Objects.strString(name) + " annotation must be a type Got " + text.substring(0, Math.min(text.length(), LONGEST)) + ".");
        }
        for (String form : new String[] {"ClassVar", "Final"}) {
            long special = call.global("typing", form);
            if (type == special) throw PyError.typeError("Plain " + Objects.reprString(type) + " is not valid as type argument");
            if (call.invoke(call.global("typing", "get_origin"), type) == special) throw PyError.typeError(Objects.reprString(type) + " is not valid as type argument");
        }
        return type;
    }

    @Method("NamedTuple")
    static long namedTuple(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean byKeyword = !call.isGiven(1);
            boolean both = !byKeyword && Objects.isTrue(call.arg(2));
            if (both) throw PyError.typeError("Either list of fields or keywords can be provided to NamedTuple, not both");
            long names = call.keep(ListType.make(0));
            long types = call.keep(DictType.make());
            Iteration.forEach(byKeyword ? call.call(call.arg(2), "items") : call.arg(1), pair -> {
                if (!TupleType.isInstance(pair) && !Objects.hasAttr(pair, "__iter__") && !Sequences.check(pair)) {
                    throw PyError.typeError("cannot unpack non-iterable " + TypeLookup.nameOf(pair) + " object");
                }
                long field = call.invoke(BuiltinTypes.TUPLE, pair);
                if (TupleType.size(field) != 2) throw PyError.valueError("not enough values to unpack (expected 2, got " + TupleType.size(field) + ")");
                ListType.append(names, TupleType.get(field, 0));
                DictType.set(types, TupleType.get(field, 0), checked(call, TupleType.get(field, 1), TupleType.get(field, 0)));
            });
            long module = call.text(CallingModule.name());
            return References.newRef(make(call, call.arg(0), names, types, call.tuple(), module));
        }
    }

    private static long make(Activation call, long name, long names, long types, long defaults, long module) {
        long keywords = call.keep(DictType.make());
        DictType.set(keywords, "defaults", defaults);
        DictType.set(keywords, "module", module);
        long made = call.apply(call.imported("collections", "namedtuple"), call.tuple(name, names), keywords);
        call.set(made, "__annotations__", types);
        call.set(call.get(made, "__new__"), "__annotations__", types);
        return made;
    }

    @Method("_namedtuple_mro_entries")
    static long entries(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!Sequences.contains(call.arg(0), call.global("typing", "NamedTuple"))) throw PyError.ofValue(Exceptions.AssertionError, NULL);
            return TupleType.of(call.global("typing", "_NamedTuple"));
        }
    }

    /** {@code class Name(NamedTuple)}: a named tuple of the annotated names, with what else the body has. */
    @Method("NamedTupleMeta.__new__")
    static long makeClass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long body = call.arg(3);
            if (!Sequences.contains(call.arg(2), call.global("typing", "_NamedTuple"))) throw PyError.ofValue(Exceptions.AssertionError, NULL);
            Iteration.forEach(call.arg(2), base -> {
                if (base != call.global("typing", "_NamedTuple")) throw PyError.typeError("can only inherit from a NamedTuple type and Generic");
            });
            long annotations = DictType.get(body, "__annotations__");
            long types = call.keep(DictType.make());
            long names = call.keep(ListType.make(0));
            long defaults = call.keep(ListType.make(0));
            List<String> withDefault = new ArrayList<>();
            if (annotations != NULL) {
                Iteration.forEach(call.call(annotations, "items"),
                        pair -> DictType.set(types, TupleType.get(pair, 0), checked(call, TupleType.get(pair, 1), TupleType.get(pair, 0))));
            }
            Iteration.forEach(types, name -> {
                ListType.append(names, name);
                long value = DictType.get(body, name);
                String field = Objects.strString(name);
                if (value != NULL) {
                    ListType.append(defaults, value);
                    withDefault.add(field);
                } else if (!withDefault.isEmpty()) {
                    throw PyError.typeError("Non-default namedtuple field " + field + " cannot follow default field" + (withDefault.size() > 1 ? "s" : "") + " " + String.join(", ", withDefault));
                }
            });
            long made = make(call, call.arg(1), names, types, defaults, call.keep(Objects.getItem(body, call.text("__module__"))));
            enterBody(call, made, body, names);
            return References.newRef(made);
        }
    }

    private static void enterBody(Activation call, long made, long body, long names) {
        Iteration.forEach(call.invoke(BuiltinTypes.LIST, body), name -> {
            String key = Objects.strString(name);
            if (PROHIBITED.contains(key)) throw PyError.attributeError("Cannot overwrite NamedTuple attribute " + key);
            if (!SPECIAL.contains(key) && !Sequences.contains(names, name)) Objects.setAttr(made, name, DictType.get(body, name));
        });
    }

    @Method("NewType.__init__")
    static long initNewType(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "__qualname__", call.arg(1));
            boolean isQualified = Sequences.contains(call.arg(1), call.text("."));
            call.set(self, "__name__", isQualified ? call.keep(Sequences.getItem(call.call(call.arg(1), "split", call.text(".")), -1)) : call.arg(1));
            call.set(self, "__supertype__", call.arg(2));
            String module = CallingModule.name();
            if (!module.equals("typing")) call.set(self, "__module__", module);
            return Activation.none();
        }
    }

    /** A class that refuses to be derived from, and tells what was meant. */
    @Method("NewType.__mro_entries__")
    static long refuseSubclass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Definitions definitions = new Definitions(call.get(call.global("typing", "cast"), "__globals__"), "TypingFunctions");
            ClassContents dummy = new ClassContents(definitions, "NewType.__mro_entries__.<locals>.Dummy");
            dummy.closing("refuse", Activation.own(call.get(call.arg(0), "__name__")), "__init_subclass__(cls)");
            return TupleType.steal(dummy.make(BuiltinTypes.TYPE, "Dummy"));
        }
    }

    @Method("refuse")
    static long refuse(long type, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String name = call.text(call.arg(0), "__name__");
            throw PyError.typeError("Cannot subclass an instance of NewType. Perhaps you were looking for: `" + name + " = NewType('" + name + "', " + Strings.toJava(type) + ")`");
        }
    }

    @Method("NewType.__repr__")
    static long reprNewType(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Strings.of(call.text(call.arg(0), "__module__") + "." + call.text(call.arg(0), "__qualname__"));
        }
    }

    @Method("NewType.__reduce__")
    static long reduceNewType(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.arg(0), "__qualname__"));
        }
    }

    private static long union(Activation call, long left, long right) {
        return Objects.getItem(call.global("typing", "Union"), call.tuple(left, right));
    }

    @Method("NewType.__or__")
    static long or(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return union(call, call.arg(0), call.arg(1));
        }
    }

    @Method("NewType.__ror__")
    static long rightOr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return union(call, call.arg(1), call.arg(0));
        }
    }

    /** A name that stands for a type which is known later. What it names is never looked up here. */
    @Method("ForwardRef.__init__")
    static long initForward(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!Namespace.isStr(call.arg(1))) throw PyError.typeError("Forward reference must be a string -- got " + Objects.reprString(call.arg(1)));
            call.set(call.arg(0), "__forward_arg__", call.arg(1));
            call.set(call.arg(0), "__forward_evaluated__", false);
            call.set(call.arg(0), "__forward_value__", Singletons.NONE);
            call.set(call.arg(0), "__forward_is_argument__", call.arg(2));
            call.set(call.arg(0), "__forward_module__", call.arg(3));
            call.set(call.arg(0), "__forward_is_class__", call.arg(4));
            return Activation.none();
        }
    }

    @Method("ForwardRef.__repr__")
    static long reprForward(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String module = call.isNone(call.arg(0), "__forward_module__") ? "" : ", module=" + Objects.reprString(call.get(call.arg(0), "__forward_module__"));
            return Strings.of("ForwardRef(" + Objects.reprString(call.get(call.arg(0), "__forward_arg__")) + module + ")");
        }
    }

    private static long key(Activation call, long reference) {
        return call.tuple(call.get(reference, "__forward_arg__"), call.get(reference, "__forward_module__"));
    }

    @Method("ForwardRef.__eq__")
    static long equal(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!Objects.isInstance(call.arg(1), call.global("typing", "ForwardRef"))) return Singletons.notImplemented();
            return Activation.own(Objects.equal(key(call, call.arg(0)), key(call, call.arg(1))));
        }
    }

    @Method("ForwardRef.__hash__")
    static long hash(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return LongType.of(Objects.hash(key(call, call.arg(0))));
        }
    }
}
