package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.List;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** types.GenericAlias: list[int]. Origin at 16, arguments at 24, type parameters at 32 (made at first use), weak list at 40. */
@BuiltinType(value = "Py_GenericAliasType", name = "types.GenericAlias", basicsize = 64, weaklistoffset = 40, flags = 0x4500, references = 3, clears = false)
@Member(name = "__origin__", type = Constants.T_OBJECT, offset = GenericAliasType.ORIGIN, flags = Constants.READONLY)
@Member(name = "__args__", type = Constants.T_OBJECT, offset = GenericAliasType.ARGS, flags = Constants.READONLY)
@Member(name = "__unpacked__", type = Constants.T_BOOL, offset = GenericAliasType.STARRED, flags = Constants.READONLY)
public final class GenericAliasType {
    static final long ORIGIN = 16;
    static final long ARGS = 24;
    static final long PARAMETERS = 32;
    static final long WEAK_LIST = 40;
    static final long STARRED = 48;

    private static final List<String> OWN = List.of("__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
            "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__");

    private GenericAliasType() {}

    private static final class Type {
        static final long ADDRESS = Shim.symbol("Py_GenericAliasType");
    }

    public static boolean isInstance(long object) {
        return TypeLookup.isInstance(object, Type.ADDRESS);
    }

    /** Py_GenericAlias; both are borrowed. */
    public static long make(long origin, long args) {
        return make(Type.ADDRESS, origin, args);
    }

    private static long make(long type, long origin, long args) {
        boolean tuple = TypeLookup.hasFlag(References.type(args), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
        long arguments = tuple ? References.newRef(args) : TupleType.of(args);
        long alias;
        try {
            alias = Allocation.instance(type, 0);
        } catch (Throwable error) {
            References.decref(arguments);
            throw error;
        }
        Memory.putLong(alias + ORIGIN, References.newRef(origin));
        Memory.putLong(alias + ARGS, arguments);
        return alias;
    }

    private static long origin(long self) {
        return Memory.getLong(self + ORIGIN);
    }

    private static long args(long self) {
        return Memory.getLong(self + ARGS);
    }

    @Slot("tp_new")
    public static long makeNew(long type, long args, long kwargs) {
        Arguments.noKeywords("GenericAlias", kwargs);
        Arguments.checkPositional("GenericAlias", TupleType.size(args), 2, 2);
        return make(type, TupleType.get(args, 0), TupleType.get(args, 1));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        List<Long> args = Mro.tupleItems(args(self));
        String shown = args.isEmpty() ? "()" : String.join(", ", args.stream().map(TypingText::ofArgument).toList());
        String star = Memory.getByte(self + STARRED) != 0 ? "*" : "";
        return Strings.of(star + TypingText.of(origin(self)) + "[" + shown + "]");
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long hash = Objects.hash(origin(self)) ^ Objects.hash(args(self));
        return hash == -1 ? -2 : hash;
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !isInstance(self) || !isInstance(other)) return Singletons.notImplemented();
        boolean same = Memory.getByte(self + STARRED) == Memory.getByte(other + STARRED)
                && Objects.equal(origin(self), origin(other))
                && Objects.equal(args(self), args(other));
        return BoolType.of(same == (op == Constants.Py_EQ));
    }

    /** An instance of the origin that remembers, where it can, which alias made it. */
    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long object = Calls.call(origin(self), args, kwargs);
        try {
            Objects.setAttr(object, "__orig_class__", self);
        } catch (PyError error) {
            boolean refused = Attributes.isAttributeError(error) || TypeLookup.isSubtype(error.type(), Exceptions.TypeError);
            if (!refused) {
                References.decref(object);
                throw error;
            }
            error.release();
        }
        return object;
    }

    /** All but a few attributes are the origin's. */
    @Slot("tp_getattro")
    public static long getAttr(long self, long name) {
        boolean own = !Objects.isStr(name) || OWN.contains(Strings.toJava(name));
        return own ? Objects.genericGetAttr(self, name) : Objects.getAttr(origin(self), name);
    }

    @Slot("nb_or")
    public static long or(long left, long right) {
        return UnionType.or(left, right);
    }

    /** Arguments for the alias's type variables. */
    @Slot("mp_subscript")
    public static long getItem(long self, long key) {
        long parameters = parameters(self);
        try {
            long args = TypeSubstitution.apply(self, args(self), parameters, key);
            try {
                return copy(self, args, Memory.getByte(self + STARRED));
            } finally {
                References.decref(args);
            }
        } finally {
            References.decref(parameters);
        }
    }

    private static long copy(long self, long args, byte starred) {
        long alias = make(Type.ADDRESS, origin(self), args);
        Memory.putByte(alias + STARRED, starred);
        return alias;
    }

    /** A new alias like this, but unpacked: {@code *tuple[int, str]}. */
    static long starred(long self) {
        return copy(self, args(self), (byte) 1);
    }

    @Slot("tp_iter")
    public static long iter(long self) {
        return GenericAliasIteratorType.make(self);
    }

    @Getter("__parameters__")
    public static long parameters(long self) {
        if (Memory.getLong(self + PARAMETERS) == NULL) Memory.putLong(self + PARAMETERS, UnionType.typeVariables(args(self)));
        return References.newRef(Memory.getLong(self + PARAMETERS));
    }

    @Getter("__typing_unpacked_tuple_args__")
    public static long unpackedTupleArgs(long self) {
        boolean tuple = Memory.getByte(self + STARRED) != 0 && origin(self) == BuiltinTypes.TUPLE;
        return References.newRef(tuple ? args(self) : Singletons.NONE);
    }

    @Method(value = "__mro_entries__")
    public static long mroEntries(long self, long bases) {
        return TupleType.of(origin(self));
    }

    @Method("__instancecheck__")
    public static long instanceCheck(long self, long object) {
        throw PyError.typeError("isinstance() argument 2 cannot be a parameterized generic");
    }

    @Method("__subclasscheck__")
    public static long subclassCheck(long self, long derived) {
        throw PyError.typeError("issubclass() argument 2 cannot be a parameterized generic");
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        if (Memory.getByte(self + STARRED) != 0) return reduceStarred(self);
        long args = TupleType.of(origin(self), args(self));
        return TupleType.steal(References.newRef(Type.ADDRESS), args);
    }

    /** {@code next(iter(alias))} makes it again. */
    private static long reduceStarred(long self) {
        try (OwnedObjects owned = new OwnedObjects()) {
            long plain = owned.add(copy(self, args(self), (byte) 0));
            long iterator = owned.add(GenericAliasIteratorType.make(plain));
            return TupleType.steal(BuiltinFunctions.get("next"), TupleType.of(iterator));
        }
    }

    @Method("__dir__")
    public static long dir(long self) {
        long names = Objects.dir(origin(self));
        for (String own : OWN) {
            long name = StrType.intern(own);
            if (!Sequences.contains(names, name)) ListType.append(names, name);
            References.decref(name);
        }
        return names;
    }
}
