package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.source.TypingFunctions;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.DictType;
import org.capi4j.type.GenericAliasType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.UnionType;

/** {@code typing}: the names that annotations are made of, as far as compiled code evaluates them. */
@BuiltinModule("typing")
public final class TypingModule {
    private static final String[] FORMS = {
        "AbstractSet", "Annotated", "AnyStr", "AsyncContextManager", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "BinaryIO",
        "ByteString", "Callable", "ChainMap", "ClassVar", "Collection", "Concatenate", "Container", "ContextManager", "Coroutine", "Counter",
        "DefaultDict", "Deque", "Dict", "Final", "FrozenSet", "Generator", "Hashable", "IO", "ItemsView", "Iterable", "Iterator", "KeysView",
        "List", "Literal", "LiteralString", "Mapping", "MappingView", "Match", "MutableMapping", "MutableSequence", "MutableSet", "Never",
        "NoReturn", "NotRequired", "Optional", "OrderedDict", "Pattern", "Required", "Reversible", "Self", "Sequence", "Set", "Sized",
        "TextIO", "Tuple", "Type", "TypeAlias", "TypeGuard", "Union", "Unpack", "ValuesView"
    };
    private static final String[] PROTOCOLS = {
        "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound"
    };

    private TypingModule() {}

    static void fill(long dict) {
        for (String form : FORMS) Namespace.steal(dict, form, SpecialFormType.make(form));
        DictType.set(dict, "TypeVar", TypeVariableType.TYPE);
        Namespace.put(dict, "TYPE_CHECKING", false);
        DictType.set(dict, "Text", BuiltinTypes.STR);
        for (String name : new String[] {"Any", "Generic", "Protocol"}) Namespace.steal(dict, name, cls(name));
        for (String name : PROTOCOLS) Namespace.steal(dict, name, cls(name));
        TypingFunctions.fill(dict);
    }

    private static long cls(String name) {
        return new ClassContents("TypingModule", "typing").classMethods("__class_getitem__").make(BuiltinTypes.TYPE, name);
    }

    @Method("__class_getitem__")
    static long item(long closure, long args, long nargs) {
        Arguments.checkPositional("__class_getitem__", nargs, 2, 2);
        return GenericAliasType.make(Memory.getLong(args), Memory.getLong(args + 8));
    }

    /** {@code get_origin(tp)}: what was subscripted, or None. */
    @Method("get_origin")
    static long origin(long module, long type) {
        if (References.type(type) == UnionType.TYPE) return References.newRef(UnionType.TYPE);
        long origin = Objects.lookupAttr(type, "__origin__");
        if (origin == NULL || !SpecialFormType.isInstance(origin)) return origin == NULL ? Singletons.none() : origin;
        long cls = SpecialFormType.origin(origin);
        if (cls == NULL) return origin;
        References.decref(origin);
        return cls;
    }

    /** {@code get_args(tp)}: what it was subscripted with. */
    @Method("get_args")
    static long arguments(long module, long type) {
        long arguments = Objects.lookupAttr(type, "__args__");
        return arguments == NULL ? TupleType.empty() : arguments;
    }

    @Method("TypedDict")
    static long typedDict(long module, long args, long nargs, long kwnames) {
        throw PythonSource.notImplemented("typing.TypedDict");
    }
}
