package org.capi4j.module;

import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** What stands in the {@code class} statements of {@code collections.abc}: abstract methods, and those that derived classes get. */
final class AbstractContents {
    private AbstractContents() {}

    /**
     * A new dict.
     *
     * @param dict       the module's, borrowed
     * @param structural whether the class says itself who is one, by their methods
     */
    static long of(long dict, String name, boolean structural) {
        Definitions definitions = new Definitions(dict, holder(name));
        ClassContents contents = new ClassContents(definitions, name);
        contents.put("__slots__", name.equals("MappingView") ? Namespace.tuple("_mapping") : TupleType.empty());
        define(contents, definitions, name);
        if (structural) {
            long hook = new Definitions(dict, "GeneratorMixins").function(name + ".__subclasshook__(cls, C)", "__subclasshook__", Singletons.NONE);
            contents.put("__subclasshook__", ClassMethodType.make(hook));
            References.decref(hook);
        }
        if (isGeneric(name)) contents.put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        return contents.dict();
    }

    private static boolean isGeneric(String name) {
        return switch (name) {
            case "Awaitable", "AsyncIterable", "Iterable", "Container", "Callable", "MappingView" -> true;
            default -> false;
        };
    }

    private static String holder(String name) {
        return switch (name) {
            case "Set", "MutableSet" -> "SetMixins";
            case "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView" -> "MappingMixins";
            case "Sequence", "MutableSequence", "ByteString" -> "SequenceMixins";
            default -> "GeneratorMixins";
        };
    }

    private static void define(ClassContents contents, Definitions definitions, String name) {
        switch (name) {
            case "Awaitable" -> contents.defineAbstract("yield __await__(self)");
            case "Coroutine" -> contents.defineAbstract("send(self, value)", "throw(self, typ, val=None, tb=None)").define("close(self)");
            case "AsyncIterable" -> contents.defineAbstract("__aiter__(self)");
            case "AsyncIterator" -> contents.defineAbstract("__anext__(self)").define("__aiter__(self)");
            case "AsyncGenerator" ->
                contents.define("__anext__(self)").defineAbstract("asend(self, value)", "athrow(self, typ, val=None, tb=None)").define("aclose(self)");
            case "Hashable" -> contents.defineAbstract("__hash__(self)");
            case "Iterable" -> contents.defineAbstract("yield __iter__(self)");
            case "Iterator" -> contents.defineAbstract("__next__(self)").define("__iter__(self)");
            case "Generator" ->
                contents.define("__next__(self)").defineAbstract("send(self, value)", "throw(self, typ, val=None, tb=None)").define("close(self)");
            case "Reversible" -> contents.defineAbstract("yield __reversed__(self)");
            case "Sized" -> contents.defineAbstract("__len__(self)");
            case "Container" -> contents.defineAbstract("__contains__(self, x)");
            case "Callable" -> contents.defineAbstract("__call__(self, *args, **kwds)");
            case "Set" -> set(contents);
            case "MutableSet" -> mutableSet(contents);
            case "Mapping" -> mapping(contents);
            case "MutableMapping" -> mutableMapping(contents, definitions);
            case "MappingView" -> contents.define("__init__(self, mapping)", "__len__(self)", "__repr__(self)");
            case "KeysView" -> contents.defineClassMethods("_from_iterable(cls, it)").define("__contains__(self, key)", "yield __iter__(self)");
            case "ItemsView" -> contents.defineClassMethods("_from_iterable(cls, it)").define("__contains__(self, item)", "yield __iter__(self)");
            case "ValuesView" -> contents.define("__contains__(self, value)", "yield __iter__(self)");
            case "Sequence" -> sequence(contents);
            case "MutableSequence" -> mutableSequence(contents);
            default -> {
                // Collection and ByteString have what their bases have.
            }
        }
    }

    private static void set(ClassContents contents) {
        contents.define("__le__(self, other)", "__lt__(self, other)", "__gt__(self, other)", "__ge__(self, other)", "__eq__(self, other)");
        contents.defineClassMethods("_from_iterable(cls, it)").define("__and__(self, other)", "isdisjoint(self, other)", "__or__(self, other)");
        contents.define("__sub__(self, other)", "__rsub__(self, other)", "__xor__(self, other)", "_hash(self)");
        contents.alias("__rand__", "__and__").alias("__ror__", "__or__").alias("__rxor__", "__xor__").put("__hash__", Singletons.none());
    }

    private static void mutableSet(ClassContents contents) {
        contents.defineAbstract("add(self, value)", "discard(self, value)").define("remove(self, value)", "pop(self)", "clear(self)");
        contents.define("__ior__(self, it)", "__iand__(self, it)", "__ixor__(self, it)", "__isub__(self, it)");
    }

    private static void mapping(ClassContents contents) {
        contents.defineAbstract("__getitem__(self, key)").define("get(self, key, default=None)", "__contains__(self, key)");
        contents.define("keys(self)", "items(self)", "values(self)", "__eq__(self, other)");
        contents.put("__reversed__", Singletons.none()).put("__hash__", Singletons.none());
    }

    private static void mutableMapping(ClassContents contents, Definitions definitions) {
        long marker = Calls.callNoArgs(BuiltinTypes.OBJECT);
        contents.defineAbstract("__setitem__(self, key, value)", "__delitem__(self, key)");
        contents.put("_MutableMapping__marker", marker);
        contents.put("pop", definitions.function("MutableMapping.pop(self, key, default=closure)", "MutableMapping.pop", marker));
        contents.define("popitem(self)", "clear(self)");
        contents.define("update(self, other=(), /, **kwds)", "setdefault(self, key, default=None)");
    }

    private static void sequence(ClassContents contents) {
        contents.defineAbstract("__getitem__(self, index)").define("yield __iter__(self)", "__contains__(self, value)", "yield __reversed__(self)");
        contents.define("index(self, value, start=0, stop=None)", "count(self, value)");
    }

    private static void mutableSequence(ClassContents contents) {
        contents.defineAbstract("__setitem__(self, index, value)", "__delitem__(self, index)", "insert(self, index, value)");
        contents.define("append(self, value)", "clear(self)", "reverse(self)", "extend(self, values)", "pop(self, index=-1)", "remove(self, value)");
        contents.define("__iadd__(self, values)");
    }
}
