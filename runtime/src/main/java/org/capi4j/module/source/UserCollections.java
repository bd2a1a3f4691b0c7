package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.AbcMetaType;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code collections}: {@code UserDict} and {@code UserList}, whose {@code data} does the work. */
@BuiltinModule("collections.user")
public final class UserCollections {
    private UserCollections() {}

    static long makeDict(long globals) {
        Definitions definitions = new Definitions(globals, "UserCollections");
        ClassContents dict = new ClassContents(definitions, "UserDict").define("__init__(self, dict=None, /, **kwargs)", "__getitem__(self, key)", "__or__(self, other)", "__ror__(self, other)",
                "__ior__(self, other)", "__copy__(self)", "copy(self)");
        for (String function : new String[] {"__len__(self)", "__setitem__(self, key, item)", "__delitem__(self, key)", "__iter__(self)", "__contains__(self, key)", "__repr__(self)"}) {
            delegate(definitions, dict, "UserDict", function);
        }
        dict.defineClassMethods("fromkeys(cls, iterable, value=None)");
        return make(dict, "MutableMapping");
    }

    static long makeList(long globals) {
        Definitions definitions = new Definitions(globals, "UserCollections");
        ClassContents list = new ClassContents(definitions, "UserList").define("__init__(self, initlist=None)", "__getitem__(self, i)", "__add__(self, other)", "__radd__(self, other)",
                "__iadd__(self, other)", "__mul__(self, n)", "__imul__(self, n)", "__copy__(self)", "copy(self)", "index(self, item, *args)", "sort(self, /, *args, **kwds)",
                "extend(self, other)");
        list.alias("__rmul__", "__mul__").put("_UserList__cast", definitions.function("UserList.__cast(self, other)", "cast", Singletons.NONE));
        for (String function : new String[] {"__repr__(self)", "__contains__(self, item)", "__len__(self)", "__setitem__(self, i, item)", "__delitem__(self, i)", "append(self, item)",
            "insert(self, i, item)", "pop(self, i=-1)", "remove(self, item)", "clear(self)", "count(self, item)", "reverse(self)"}) {
            delegate(definitions, list, "UserList", function);
        }
        String[] comparisons = {"lt", "le", "eq", "gt", "ge"};
        int[] operations = {Constants.Py_LT, Constants.Py_LE, Constants.Py_EQ, Constants.Py_GT, Constants.Py_GE};
        for (int i = 0; i < comparisons.length; i++) {
            long operation = LongType.of(operations[i]);
            list.put("__" + comparisons[i] + "__", definitions.function("UserList.__" + comparisons[i] + "__(self, other)", "compare", operation));
            References.decref(operation);
        }
        return make(list, "MutableSequence");
    }

    private static long make(ClassContents contents, String base) {
        try (Activation call = new Activation(NULL)) {
            return contents.make(AbcMetaType.TYPE, call.imported("collections.abc", base));
        }
    }

    private static void delegate(Definitions definitions, ClassContents contents, String cls, String function) {
        String name = function.substring(0, function.indexOf('('));
        long closure = Strings.of(name);
        contents.put(name, definitions.function(cls + "." + function, "delegate", closure));
        References.decref(closure);
    }

    /** What {@code data}'s method of the same name answers. */
    @Method("delegate")
    static long delegate(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long method = call.get(call.get(call.arg(0), "data"), Strings.toJava(name));
            return Activation.own(call.apply(method, call.keep(TupleType.fromItems(args + 8, nargs - 1)), NULL));
        }
    }

    private static long data(Activation call, int index) {
        return call.get(call.arg(index), "data");
    }

    private static boolean isOne(Activation call, int index, String cls) {
        return Objects.isInstance(call.arg(index), call.global("collections", cls));
    }

    private static long another(Activation call, long content) {
        return Activation.own(call.invoke(References.type(call.arg(0)), content));
    }

    @Method("UserDict.__init__")
    static long initDict(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "data", call.keep(DictType.make()));
            if (call.isGiven(1)) call.call(call.arg(0), "update", call.arg(1));
            if (Objects.isTrue(call.arg(2))) call.call(call.arg(0), "update", call.arg(2));
            return Activation.none();
        }
    }

    @Method("UserDict.__getitem__")
    static long getItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long data = data(call, 0);
            if (Sequences.contains(data, call.arg(1))) return Objects.getItem(data, call.arg(1));
            long missing = call.find(References.type(call.arg(0)), "__missing__");
            if (missing == NULL) throw PyError.keyError(call.arg(1));
            return Activation.own(call.invoke(missing, call.arg(0), call.arg(1)));
        }
    }

    /** What an operand of {@code |} has; NULL: it is no dict. */
    private static long operand(Activation call) {
        if (isOne(call, 1, "UserDict")) return data(call, 1);
        return DictType.isInstance(call.arg(1)) ? call.arg(1) : NULL;
    }

    @Method("UserDict.__or__")
    static long or(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long other = operand(call);
            return other == NULL ? Singletons.notImplemented() : another(call, call.keep(Numbers.or(data(call, 0), other)));
        }
    }

    @Method("UserDict.__ror__")
    static long reverseOr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long other = operand(call);
            return other == NULL ? Singletons.notImplemented() : another(call, call.keep(Numbers.or(other, data(call, 0))));
        }
    }

    @Method("UserDict.__ior__")
    static long update(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long other = isOne(call, 1, "UserDict") ? data(call, 1) : call.arg(1);
            call.set(call.arg(0), "data", call.keep(Numbers.inPlaceOr(data(call, 0), other)));
            return References.newRef(call.arg(0));
        }
    }

    /** A new object with all attributes and a copy of the data. */
    private static long copied(Activation call, long data) {
        long type = References.type(call.arg(0));
        long copy = call.call(type, "__new__", type);
        call.call(call.get(copy, "__dict__"), "update", call.get(call.arg(0), "__dict__"));
        call.set(copy, "data", data);
        return References.newRef(copy);
    }

    @Method("UserDict.__copy__")
    static long copyDict(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return copied(call, call.call(data(call, 0), "copy"));
        }
    }

    /** That of a derived class is made as {@code copy.copy} does it, meanwhile without data. */
    @Method("UserDict.copy")
    static long copy(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            if (References.type(self) == call.global("collections", "UserDict")) return another(call, call.call(data(call, 0), "copy"));
            long data = data(call, 0);
            call.set(self, "data", call.keep(DictType.make()));
            long copy;
            try {
                copy = call.invoke(call.imported("copy", "copy"), self);
            } finally {
                call.set(self, "data", data);
            }
            call.call(copy, "update", self);
            return References.newRef(copy);
        }
    }

    @Method("UserDict.fromkeys")
    static long fromKeys(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long made = call.invoke(call.arg(0));
            Iteration.forEach(call.arg(1), key -> Objects.setItem(made, key, call.arg(2)));
            return References.newRef(made);
        }
    }

    @Method("UserList.__init__")
    static long initList(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            boolean isUser = call.isGiven(1) && isOne(call, 1, "UserList");
            long source = isUser ? data(call, 1) : call.arg(1);
            call.set(call.arg(0), "data", call.keep(call.isGiven(1) ? Sequences.list(source) : ListType.make(0)));
            return Activation.none();
        }
    }

    /** What is compared or added with a list: the data of one of this class. */
    private static long plain(Activation call) {
        return isOne(call, 1, "UserList") ? data(call, 1) : call.arg(1);
    }

    @Method("cast")
    static long cast(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return References.newRef(plain(call));
        }
    }

    @Method("compare")
    static long compare(long operation, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Objects.richCompare(data(call, 0), plain(call), (int) LongType.asLong(operation));
        }
    }

    @Method("UserList.__getitem__")
    static long getListItem(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long item = call.keep(Objects.getItem(data(call, 0), call.arg(1)));
            return References.type(call.arg(1)) == BuiltinTypes.SLICE ? another(call, item) : References.newRef(item);
        }
    }

    /** The other operand of {@code +} as a list. */
    private static long addend(Activation call) {
        long plain = plain(call);
        return ListType.isInstance(plain) ? plain : call.keep(Sequences.list(plain));
    }

    @Method("UserList.__add__")
    static long add(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.keep(Numbers.add(data(call, 0), addend(call))));
        }
    }

    @Method("UserList.__radd__")
    static long reverseAdd(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.keep(Numbers.add(addend(call), data(call, 0))));
        }
    }

    @Method("UserList.__iadd__")
    static long addInPlace(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "data", call.keep(Numbers.inPlaceAdd(data(call, 0), addend(call))));
            return References.newRef(call.arg(0));
        }
    }

    @Method("UserList.__mul__")
    static long multiply(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.keep(Numbers.multiply(data(call, 0), call.arg(1))));
        }
    }

    @Method("UserList.__imul__")
    static long multiplyInPlace(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "data", call.keep(Numbers.inPlaceMultiply(data(call, 0), call.arg(1))));
            return References.newRef(call.arg(0));
        }
    }

    @Method("UserList.__copy__")
    static long copyAttributes(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return copied(call, call.keep(Sequences.list(data(call, 0))));
        }
    }

    @Method("UserList.copy")
    static long copyList(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return another(call, call.arg(0));
        }
    }

    @Method("UserList.index")
    static long index(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.apply(call.get(data(call, 0), "index"), call.prepended(call.arg(1), call.arg(2)), NULL));
        }
    }

    @Method("UserList.sort")
    static long sort(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.apply(call.get(data(call, 0), "sort"), call.arg(1), call.arg(2)));
        }
    }

    @Method("UserList.extend")
    static long extend(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.call(data(call, 0), "extend", plain(call));
            return Activation.none();
        }
    }
}
