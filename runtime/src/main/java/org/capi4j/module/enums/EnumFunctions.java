package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** The methods of {@code Enum}, {@code IntEnum} and {@code StrEnum}, and how a member is found. */
@BuiltinModule("enum.Enum")
public final class EnumFunctions {
    private EnumFunctions() {}

    /** An int attribute of a class. */
    static BigInteger number(long cls, String name) {
        long value = Objects.getAttr(cls, name);
        try {
            return LongType.asBigInteger(value);
        } finally {
            References.decref(value);
        }
    }

    /** The member with a value, borrowed from the class, or NULL. Values without a hash are compared one by one. */
    static long find(long cls, long value) {
        long known = DictType.get(TypeLookup.dict(cls), "_value2member_map_");
        if (known == NULL) return NULL;
        try {
            return DictType.get(known, value);
        } catch (PyError error) {
            if (error.type() != Exceptions.TypeError) throw error;
            error.release();
        }
        long map = DictType.get(TypeLookup.dict(cls), "_member_map_");
        long[] pair = new long[2];
        for (long at = DictType.next(map, 0, pair); at >= 0; at = DictType.next(map, at, pair)) {
            long member = pair[1];
            long own = Objects.getAttr(member, "_value_");
            try {
                if (Objects.equal(own, value)) return member;
            } finally {
                References.decref(own);
            }
        }
        return NULL;
    }

    /** {@code cls(value)}: the member, a new reference. */
    static long lookup(long cls, long value) {
        if (References.type(value) == cls) return References.newRef(value);
        long member = find(cls, value);
        if (member != NULL) return References.newRef(member);
        if (DictType.size(DictType.get(TypeLookup.dict(cls), "_member_map_")) == 0) throw PyError.typeError(Objects.reprString(cls) + " has no members defined");
        long made = Calls.callMethod(cls, "_missing_", value);
        if (TypeLookup.isInstance(made, cls) || isEjected(cls, made)) return made;
        try {
            if (made == Singletons.NONE) throw PyError.valueError(Objects.reprString(value) + " is not a valid " + qualname(cls));
            throw PyError.typeError(
                    "error in " + TypeLookup.name(cls) + "._missing_: returned " + Objects.reprString(made) + " instead of None or a valid member");
        } finally {
            References.decref(made);
        }
    }

    private static boolean isEjected(long cls, long value) {
        EnumClasses classes = EnumClasses.current();
        if (classes.flag == NULL || !TypeLookup.isSubtype(cls, classes.flag) || !LongType.isInstance(value)) return false;
        return boundary(cls) == classes.eject;
    }

    /** Borrowed from the class. */
    static long boundary(long cls) {
        long boundary = Objects.getAttr(cls, "_boundary_");
        References.decref(boundary);
        return boundary;
    }

    static String qualname(long cls) {
        long name = Objects.getAttr(cls, "__qualname__");
        try {
            return Strings.toJava(name);
        } finally {
            References.decref(name);
        }
    }

    /** {@code Enum.__new__(cls, value)}. */
    @Method("Enum.__new__")
    static long find(long closure, long args, long nargs) {
        return lookup(Memory.getLong(args), Memory.getLong(args + 8));
    }

    @Method("Enum.__init__")
    static long init(long closure, long args, long nargs, long kwnames) {
        return Singletons.none();
    }

    @Method("Enum._generate_next_value_")
    static long generate(long closure, long args, long nargs) {
        return following(Memory.getLong(args + 8), Memory.getLong(args + 24));
    }

    /** One more than the greatest value so far; {@code start} when there is none. A new reference. */
    static long following(long start, long values) {
        if (ListType.size(values) == 0) return References.newRef(start);
        long greatest = ListType.get(values, 0);
        for (long i = 1; i < ListType.size(values); i++) {
            long value = ListType.get(values, i);
            if (Objects.richCompareBool(value, greatest, org.capi4j.layout.Constants.Py_GT)) greatest = value;
        }
        long one = LongType.of(1);
        try {
            return Numbers.add(greatest, one);
        } finally {
            References.decref(one);
        }
    }

    @Method("Enum._missing_")
    static long missing(long closure, long args, long nargs) {
        return Singletons.none();
    }

    static String text(long object, String attribute) {
        long value = Objects.getAttr(object, attribute);
        try {
            return Objects.strString(value);
        } finally {
            References.decref(value);
        }
    }

    /** The value as the class shows it in a repr. */
    static String shownValue(long self) {
        long value = Objects.getAttr(self, "_value_");
        long show = Objects.getAttr(References.type(self), "_value_repr_");
        long shown = NULL;
        try {
            shown = show == Singletons.NONE ? Objects.repr(value) : Calls.callOneArg(show, value);
            return Strings.toJava(shown);
        } finally {
            References.decref(value);
            References.decref(show);
            References.xdecref(shown);
        }
    }

    @Method("Enum.__repr__")
    static long repr(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        return Strings.of("<" + TypeLookup.nameOf(self) + "." + text(self, "_name_") + ": " + shownValue(self) + ">");
    }

    @Method("Enum.__str__")
    static long str(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        return Strings.of(TypeLookup.nameOf(self) + "." + text(self, "_name_"));
    }

    private static final List<String> ALWAYS_LISTED = List.of("__class__", "__doc__", "__eq__", "__hash__", "__module__");

    /** Members of an int, a str and so on have all names that those have; others have their public names. */
    @Method("Enum.__dir__")
    static long dir(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long mixed = Objects.getAttr(References.type(self), "_member_type_");
        References.decref(mixed);
        TreeSet<String> names = new TreeSet<>();
        names.addAll(ALWAYS_LISTED);
        if (mixed == BuiltinTypes.OBJECT) {
            addPublic(names, self);
        } else {
            long listed = Calls.callMethod(BuiltinTypes.OBJECT, "__dir__", self);
            for (long i = 0; i < ListType.size(listed); i++) names.add(listedName(ListType.get(listed, i)));
            References.decref(listed);
        }
        return Namespace.list(names);
    }

    private static void addPublic(TreeSet<String> names, long self) {
        long mro = TypeLookup.mro(References.type(self));
        long members = DictType.get(TypeLookup.dict(References.type(self)), "_member_map_");
        for (long i = 0; i < TupleType.size(mro); i++) addPublicKeys(names, TypeLookup.dict(TupleType.get(mro, i)), members);
        long own = Objects.lookupAttr(self, "__dict__");
        if (own == NULL) return;
        addPublicKeys(names, own, NULL);
        References.decref(own);
    }

    /** Adds the public names of a dict. A member's name among {@code members} counts only where it is a property with a getter. */
    private static void addPublicKeys(TreeSet<String> names, long dict, long members) {
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) {
            String name = listedName(pair[0]);
            boolean member = members != NULL && DictType.get(members, pair[0]) != NULL && !EnumPropertyType.isGetter(pair[1]);
            if (!name.startsWith("_") && !member) names.add(name);
        }
    }

    private static String listedName(long key) {
        if (!Namespace.isStr(key)) throw PyError.typeError("'" + TypeLookup.fullNameOf(key) + "' object is not subscriptable");
        return Strings.toJava(key);
    }

    @Method("Enum.__format__")
    static long format(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long text = Objects.str(self);
        try {
            return Objects.format(text, Memory.getLong(args + 8));
        } finally {
            References.decref(text);
        }
    }

    @Method("Enum.__hash__")
    static long hash(long closure, long args, long nargs) {
        long name = Objects.getAttr(Memory.getLong(args), "_name_");
        try {
            return LongType.of(Objects.hash(name));
        } finally {
            References.decref(name);
        }
    }

    @Method("Enum.__reduce_ex__")
    static long reduce(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        return TupleType.steal(References.newRef(References.type(self)), TupleType.steal(Objects.getAttr(self, "_value_")));
    }

    @Method({"Enum.__copy__", "Enum.__deepcopy__"})
    static long copy(long closure, long args, long nargs) {
        return References.newRef(Memory.getLong(args));
    }

    @Method("Enum.name")
    static long name(long closure, long args, long nargs) {
        return Objects.getAttr(Memory.getLong(args), "_name_");
    }

    @Method("Enum.value")
    static long value(long closure, long args, long nargs) {
        return Objects.getAttr(Memory.getLong(args), "_value_");
    }

    /** {@code StrEnum.__new__}: a str, made of one to three strs as {@code str()} takes them. */
    @Method("StrEnum.__new__")
    static long newStr(long closure, long args, long nargs) {
        long values = Memory.getLong(args + 8);
        long count = TupleType.size(values);
        if (count > 3) throw PyError.typeError("too many arguments for str(): " + Objects.reprString(values));
        for (long i = 0; i < count; i++) {
            long value = TupleType.get(values, i);
            if (!TypeLookup.isInstance(value, BuiltinTypes.STR)) {
                String what = i == 0 ? " is not a string" : i == 1 ? "encoding must be a string, not " : "errors must be a string, not ";
                throw PyError.typeError(i == 0 ? Objects.reprString(value) + what : what + Objects.reprString(value));
            }
        }
        long plain = Calls.call(BuiltinTypes.STR, values, NULL);
        long member = Calls.callMethod(BuiltinTypes.STR, "__new__", Memory.getLong(args), plain);
        Objects.setAttr(member, "_value_", plain);
        References.decref(plain);
        return member;
    }

    /** {@code StrEnum}'s values are the names in lower case. */
    @Method("StrEnum._generate_next_value_")
    static long lowerName(long closure, long args, long nargs) {
        return Calls.callMethod(Memory.getLong(args), "lower");
    }
}
