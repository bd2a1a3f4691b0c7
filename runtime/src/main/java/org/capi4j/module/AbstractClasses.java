package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.SetType;

/**
 * {@code collections.abc}: the classes, what is registered with them and what they ask of others. The methods that they give to classes
 * derived from them are Python source, which isn't here.
 */
public final class AbstractClasses {
    private final long dict;

    private AbstractClasses(long dict) {
        this.dict = dict;
    }

    static void fill(long dict) {
        AbstractClasses classes = new AbstractClasses(dict);
        classes.oneMethod();
        classes.containers();
        classes.builtins();
    }

    /** The class is recognised by its methods. */
    private void structural(String name, String bases, String methods) {
        long cls = define(name, bases, methods);
        AbcRegistry.current().ask(cls, methods.split(" "));
    }

    /** A new class of another module that is recognised by one method. */
    public static long recognised(String name, String module, String method) {
        long cls = AbcModule.make(name, module);
        setAbstract(cls, method);
        AbcRegistry.current().ask(cls, method);
        return cls;
    }

    /** The class of that name, entered into the module: borrowed. */
    private long define(String name, String bases, String abstractMethods) {
        String[] names = bases.isEmpty() ? new String[0] : bases.split(" ");
        long[] types = new long[names.length];
        for (int i = 0; i < names.length; i++) types[i] = DictType.get(dict, names[i]);
        long cls = AbcModule.make(name, "collections.abc", types);
        Namespace.steal(dict, name, cls);
        setAbstract(cls, abstractMethods);
        return cls;
    }

    private static void setAbstract(long cls, String methods) {
        long names = SetType.make(NULL);
        try {
            for (String method : methods.isEmpty() ? new String[0] : methods.split(" ")) {
                long text = Strings.of(method);
                SetType.add(names, text);
                References.decref(text);
            }
            AbcMetaType.set(cls, names);
        } finally {
            References.decref(names);
        }
    }

    private void oneMethod() {
        structural("Awaitable", "", "__await__");
        structural("Coroutine", "Awaitable", "__await__ send throw close");
        structural("AsyncIterable", "", "__aiter__");
        structural("AsyncIterator", "AsyncIterable", "__anext__ __aiter__");
        structural("AsyncGenerator", "AsyncIterator", "__aiter__ __anext__ asend athrow aclose");
        structural("Hashable", "", "__hash__");
        structural("Iterable", "", "__iter__");
        structural("Iterator", "Iterable", "__iter__ __next__");
        structural("Generator", "Iterator", "__iter__ __next__ send throw close");
        structural("Reversible", "Iterable", "__reversed__ __iter__");
        structural("Sized", "", "__len__");
        structural("Container", "", "__contains__");
        structural("Callable", "", "__call__");
        structural("Collection", "Sized Iterable Container", "__len__ __iter__ __contains__");
        setAbstract(DictType.get(dict, "Coroutine"), "__await__ send throw");
        setAbstract(DictType.get(dict, "AsyncIterator"), "__anext__");
        setAbstract(DictType.get(dict, "AsyncGenerator"), "asend athrow");
        setAbstract(DictType.get(dict, "Iterator"), "__next__");
        setAbstract(DictType.get(dict, "Generator"), "send throw");
    }

    private void containers() {
        define("Set", "Collection", "__contains__ __iter__ __len__");
        define("MutableSet", "Set", "__contains__ __iter__ __len__ add discard");
        define("Mapping", "Collection", "__getitem__ __iter__ __len__");
        define("MutableMapping", "Mapping", "__delitem__ __getitem__ __iter__ __len__ __setitem__");
        define("MappingView", "Sized", "");
        define("KeysView", "MappingView Set", "");
        define("ItemsView", "MappingView Set", "");
        define("ValuesView", "MappingView Collection", "");
        define("Sequence", "Reversible Collection", "__getitem__ __len__");
        define("MutableSequence", "Sequence", "__delitem__ __getitem__ __len__ __setitem__ insert");
        define("ByteString", "Sequence", "__getitem__ __len__");
    }

    private void builtins() {
        register("Set", BuiltinTypes.FROZEN_SET);
        register("MutableSet", BuiltinTypes.SET);
        register("Mapping", BuiltinTypes.MAPPING_PROXY);
        register("MutableMapping", BuiltinTypes.DICT);
        register("KeysView", BuiltinTypes.DICT_KEYS);
        register("ItemsView", BuiltinTypes.DICT_ITEMS);
        register("ValuesView", BuiltinTypes.DICT_VALUES);
        register("Sequence", BuiltinTypes.TUPLE, BuiltinTypes.STR, BuiltinTypes.RANGE, BuiltinTypes.MEMORY_VIEW);
        register("ByteString", BuiltinTypes.BYTES, BuiltinTypes.BYTE_ARRAY);
        register("MutableSequence", BuiltinTypes.LIST, BuiltinTypes.BYTE_ARRAY, DequeType.TYPE);
    }

    private void register(String name, long... types) {
        for (long type : types) AbcRegistry.current().add(DictType.get(dict, name), type);
    }
}
