package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code collections.abc}: the classes, their abstract methods and those they give to classes derived from them, what is registered with them and what
 * they ask of others. Each class is made when somebody first asks the module for it, or when another's answer may depend on it: extensions want one or
 * two, and all 25 would take most of an import's time.
 */
@BuiltinModule("collections.abc")
public final class AbstractClasses {
    private static final String MODULE = "collections.abc";

    /** In an order in which bases come first. */
    static final List<String> NAMES = List.of(
            "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator", "Generator", "Reversible", "Sized",
            "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView",
            "Sequence", "MutableSequence", "ByteString");

    /**
     * What a class is made from; the lists are words with blanks between them.
     *
     * @param bases      classes of this module
     * @param methods    the abstract ones
     * @param asked      the methods that make any class one of its subclasses; none: only those that say so are
     * @param registered built-in types
     */
    private record Shape(String bases, String methods, String asked, long... registered) {
        static Shape structural(String bases, String methods, String asked) {
            return new Shape(bases, methods, asked);
        }

        static Shape nominal(String bases, String methods, long... registered) {
            return new Shape(bases, methods, "", registered);
        }
    }

    private AbstractClasses() {}

    private static Shape shape(String name) {
        return switch (name) {
            case "Awaitable" -> Shape.structural("", "__await__", "__await__");
            case "Coroutine" -> Shape.structural("Awaitable", "__await__ send throw", "__await__ send throw close");
            case "AsyncIterable" -> Shape.structural("", "__aiter__", "__aiter__");
            case "AsyncIterator" -> Shape.structural("AsyncIterable", "__anext__", "__anext__ __aiter__");
            case "AsyncGenerator" -> Shape.structural("AsyncIterator", "asend athrow", "__aiter__ __anext__ asend athrow aclose");
            case "Hashable" -> Shape.structural("", "__hash__", "__hash__");
            case "Iterable" -> Shape.structural("", "__iter__", "__iter__");
            case "Iterator" -> Shape.structural("Iterable", "__next__", "__iter__ __next__");
            case "Generator" -> Shape.structural("Iterator", "send throw", "__iter__ __next__ send throw close");
            case "Reversible" -> Shape.structural("Iterable", "__reversed__ __iter__", "__reversed__ __iter__");
            case "Sized" -> Shape.structural("", "__len__", "__len__");
            case "Container" -> Shape.structural("", "__contains__", "__contains__");
            case "Callable" -> Shape.structural("", "__call__", "__call__");
            case "Collection" -> Shape.structural("Sized Iterable Container", "__len__ __iter__ __contains__", "__len__ __iter__ __contains__");
            case "Set" -> Shape.nominal("Collection", "__contains__ __iter__ __len__", BuiltinTypes.FROZEN_SET);
            case "MutableSet" -> Shape.nominal("Set", "__contains__ __iter__ __len__ add discard", BuiltinTypes.SET);
            case "Mapping" -> Shape.nominal("Collection", "__getitem__ __iter__ __len__", BuiltinTypes.MAPPING_PROXY);
            case "MutableMapping" -> Shape.nominal("Mapping", "__delitem__ __getitem__ __iter__ __len__ __setitem__", BuiltinTypes.DICT);
            case "MappingView" -> Shape.nominal("Sized", "");
            case "KeysView" -> Shape.nominal("MappingView Set", "", BuiltinTypes.DICT_KEYS);
            case "ItemsView" -> Shape.nominal("MappingView Set", "", BuiltinTypes.DICT_ITEMS);
            case "ValuesView" -> Shape.nominal("MappingView Collection", "", BuiltinTypes.DICT_VALUES);
            case "Sequence" -> Shape.nominal("Reversible Collection", "__getitem__ __len__",
                    BuiltinTypes.TUPLE, BuiltinTypes.STR, BuiltinTypes.RANGE, BuiltinTypes.MEMORY_VIEW);
            case "MutableSequence" -> Shape.nominal("Sequence", "__delitem__ __getitem__ __len__ __setitem__ insert",
                    BuiltinTypes.LIST, BuiltinTypes.BYTE_ARRAY, DequeType.TYPE);
            case "ByteString" -> Shape.nominal("Sequence", "__getitem__ __len__", BuiltinTypes.BYTES, BuiltinTypes.BYTE_ARRAY);
            default -> null;
        };
    }

    private static String[] words(String list) {
        return list.isEmpty() ? new String[0] : list.split(" ");
    }

    /** The class of that name, which the module has from now on: borrowed; NULL: there is none. */
    private static long get(long dict, String name) {
        long known = DictType.get(dict, name);
        Shape shape = known == NULL ? shape(name) : null;
        return shape == null ? known : define(dict, name, shape);
    }

    private static long define(long dict, String name, Shape shape) {
        String[] names = words(shape.bases());
        long[] bases = new long[names.length];
        for (int i = 0; i < names.length; i++) bases[i] = get(dict, names[i]);
        long cls = AbcMetaType.make(name, AbstractContents.of(dict, name, !shape.asked().isEmpty()), words(shape.methods()), bases);
        Namespace.steal(dict, name, cls);
        if (!shape.asked().isEmpty()) AbcRegistry.current().ask(cls, words(shape.asked()));
        AbcRegistry.current().expectSubclasses(cls);
        for (long type : shape.registered()) AbcRegistry.current().add(cls, type);
        return cls;
    }

    /** A class of the module, which is imported: borrowed. */
    static long get(String name) {
        return get(ModuleType.dict(DictType.get(Imports.modules(), MODULE)), name);
    }

    /** Makes what {@code cls.__subclasses__()} has in CPython, and so on: types may be registered there. */
    static void completeBelow(long cls) {
        if (!AbcRegistry.current().takeExpectation(cls)) return;
        long module = DictType.get(Imports.modules(), MODULE);
        if (module == NULL || !ModuleType.isInstance(module)) return;
        String ancestor = TypeLookup.name(cls);
        if (DictType.get(ModuleType.dict(module), ancestor) != cls) return;
        for (String name : NAMES) {
            if (isBelow(name, ancestor)) get(ModuleType.dict(module), name);
        }
    }

    private static boolean isBelow(String name, String ancestor) {
        for (String base : words(shape(name).bases())) {
            if (base.equals(ancestor) || isBelow(base, ancestor)) return true;
        }
        return false;
    }

    @Method("__getattr__")
    static long getattr(long module, long name) {
        String text = LateNames.asked(name);
        return LateNames.found(MODULE, text, get(ModuleType.dict(module), text));
    }

    @Method("__dir__")
    static long dir(long module) {
        return LateNames.dir(module, NAMES);
    }

    /** A new class of another module that is recognised by one method. */
    public static long recognised(String name, String module, String method) {
        long cls = AbcMetaType.make(name, module, new String[] {method});
        AbcRegistry.current().ask(cls, method);
        return cls;
    }
}
