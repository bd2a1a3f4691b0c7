package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.Set;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/**
 * The names of module {@code typing} that can be subscripted, but not called: {@code typing._SpecialForm}, and the aliases that stand for a class.
 *
 * <pre>
 * 16 the name
 * </pre>
 */
@BuiltinType(value = "c4j_TypingForm_Type", name = "typing._SpecialForm", source = true, basicsize = 24, flags = Constants.Py_TPFLAGS_HAVE_GC, references = 1)
@BuiltinType(value = "c4j_TypingAlias_Type", name = "typing._SpecialGenericAlias", source = true, basicsize = 24, flags = Constants.Py_TPFLAGS_HAVE_GC, references = 1)
@BuiltinType(value = "c4j_TypingCallable_Type", name = "typing._CallableType", source = true, basicsize = 24, flags = Constants.Py_TPFLAGS_HAVE_GC, references = 1)
@BuiltinType(value = "c4j_TypingTuple_Type", name = "typing._TupleType", source = true, basicsize = 24, flags = Constants.Py_TPFLAGS_HAVE_GC, references = 1)
@Member(name = "_name", type = Constants.T_OBJECT, offset = 16, flags = Constants.READONLY)
@Member(name = "__name__", type = Constants.T_OBJECT, offset = 16, flags = Constants.READONLY)
public final class SpecialFormType {
    private static final long FORM = Shim.symbol("c4j_TypingForm_Type");
    private static final long ALIAS = Shim.symbol("c4j_TypingAlias_Type");
    private static final long CALLABLE = Shim.symbol("c4j_TypingCallable_Type");
    private static final long TUPLE = Shim.symbol("c4j_TypingTuple_Type");

    /** Aliases of classes of other modules than {@code collections.abc}. */
    private static final Set<String> ALIASES = Set.of(
            "AbstractSet", "AsyncContextManager", "ChainMap", "ContextManager", "Counter", "DefaultDict", "Deque", "Dict", "FrozenSet", "List", "Match",
            "OrderedDict", "Pattern", "Set", "Type");

    private SpecialFormType() {}

    static long make(String name) {
        return Fields.make(type(name), Strings.of(name));
    }

    private static long type(String name) {
        return switch (name) {
            case "Callable" -> CALLABLE;
            case "Tuple" -> TUPLE;
            default -> ALIASES.contains(name) || AbstractClasses.NAMES.contains(name) ? ALIAS : FORM;
        };
    }

    private static String name(long self) {
        return "typing." + Objects.strString(Fields.get(self, 0));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(name(self));
    }

    @Slot("mp_subscript")
    public static long getItem(long self, long item) {
        return GenericAliasType.make(self, item);
    }

    /** The class that the form stands for, such as list for {@code typing.List}: a new reference; NULL: none. */
    static long origin(long self) {
        String name = Objects.strString(Fields.get(self, 0));
        long type = switch (name) {
            case "List" -> BuiltinTypes.LIST;
            case "Dict" -> BuiltinTypes.DICT;
            case "Set" -> BuiltinTypes.SET;
            case "FrozenSet" -> BuiltinTypes.FROZEN_SET;
            case "Tuple" -> BuiltinTypes.TUPLE;
            case "Type" -> BuiltinTypes.TYPE;
            default -> NULL;
        };
        if (type != NULL) return References.newRef(type);
        return switch (name) {
            case "DefaultDict" -> attribute("collections", "defaultdict");
            case "OrderedDict", "Counter", "ChainMap" -> attribute("collections", name);
            case "ContextManager", "AsyncContextManager" -> attribute("contextlib", "Abstract" + name);
            case "Deque" -> attribute("collections", "deque");
            case "AbstractSet" -> attribute("collections.abc", "Set");
            default -> AbstractClasses.NAMES.contains(name) ? attribute("collections.abc", name) : NULL;
        };
    }

    private static long attribute(String module, String name) {
        long imported = Imports.importModule(module);
        try {
            return Objects.getAttr(imported, name);
        } finally {
            References.decref(imported);
        }
    }

    static boolean isInstance(long object) {
        long type = References.type(object);
        return type == FORM || type == ALIAS || type == CALLABLE || type == TUPLE;
    }

    @Getter("__origin__")
    static long getOrigin(long self) {
        long origin = origin(self);
        if (origin == NULL) throw PyError.attributeError("__origin__");
        return origin;
    }

    @Getter("__qualname__")
    static long qualname(long self) {
        return References.newRef(Fields.get(self, 0));
    }

    @Getter("__module__")
    static long module(long self) {
        return Strings.of("typing");
    }

    /** What an alias hasn't, its class is asked for; not for special names. */
    @Slot("tp_getattro")
    static long getAttr(long self, long name) {
        try {
            return Objects.genericGetAttr(self, name);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.AttributeError)) throw error;
            error.release();
        }
        String text = Strings.toJava(name);
        long origin = text.startsWith("__") && text.endsWith("__") ? NULL : origin(self);
        if (origin == NULL) throw PyError.attributeError(text);
        try {
            return Objects.getAttr(origin, name);
        } finally {
            References.decref(origin);
        }
    }

    @Method("__instancecheck__")
    static long isInstance(long self, long object) {
        return isBelow(self, References.type(object), "isinstance");
    }

    @Method("__subclasscheck__")
    static long isSubclass(long self, long cls) {
        return isBelow(self, cls, "issubclass");
    }

    private static long isBelow(long self, long cls, String function) {
        long origin = origin(self);
        if (origin == NULL && References.type(self) == ALIAS) throw PythonSource.notImplemented(name(self) + "'s class");
        if (origin == NULL) throw PyError.typeError(name(self) + " cannot be used with " + function + "()");
        long other = isInstance(cls) ? origin(cls) : NULL;
        try {
            return BoolType.of(Objects.isSubclass(other != NULL ? other : cls, origin));
        } finally {
            References.decref(origin);
            References.xdecref(other);
        }
    }

    /** {@code left | right} of what {@code typing} has: {@code Union[left, right]}. */
    static long union(long left, long right) {
        long typing = Imports.importModule("typing");
        long pair = TupleType.of(left, right);
        try {
            return Objects.getItem(DictType.get(ModuleType.dict(typing), "Union"), pair);
        } finally {
            References.decref(pair);
            References.decref(typing);
        }
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return union(left, right);
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        throw PyError.typeError("Cannot instantiate " + name(self));
    }
}
