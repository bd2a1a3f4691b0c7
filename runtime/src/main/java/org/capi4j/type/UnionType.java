package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** types.UnionType: int | str. Arguments at 16, type parameters at 24 (made at first use). */
@BuiltinType(value = "_PyUnion_Type", name = "types.UnionType", basicsize = 32, flags = 0x4180, references = 2, clears = false)
@Member(name = "__args__", type = Constants.T_OBJECT, offset = UnionType.ARGS, flags = Constants.READONLY)
public final class UnionType {
    static final long ARGS = 16;
    static final long PARAMETERS = 24;

    public static final long TYPE = Shim.symbol("_PyUnion_Type");

    private UnionType() {}

    private static final class Type {
        static final long ADDRESS = Shim.symbol("_PyUnion_Type");
    }

    static boolean isUnion(long object) {
        return References.type(object) == Type.ADDRESS;
    }

    private static boolean isUsable(long object) {
        return object == Singletons.NONE || isUnion(object) || TypeLookup.isType(object) || GenericAliasType.isInstance(object);
    }

    /** {@code left | right}: NotImplemented unless both are types, aliases, unions or None. */
    @Slot("nb_or")
    public static long or(long left, long right) {
        if (!isUsable(left) || !isUsable(right)) return Singletons.notImplemented();
        List<Long> members = new ArrayList<>();
        addMembers(members, left);
        addMembers(members, right);
        if (members.size() == 1) return References.newRef(members.getFirst());
        long args = Mro.tuple(members);
        try {
            long union = Allocation.genericAlloc(Type.ADDRESS, 0);
            Memory.putLong(union + ARGS, References.newRef(args));
            return union;
        } finally {
            References.decref(args);
        }
    }

    private static void addMembers(List<Long> members, long object) {
        if (isUnion(object)) {
            for (long member : Mro.tupleItems(args(object))) addMember(members, member);
        } else {
            addMember(members, object == Singletons.NONE ? BuiltinTypes.NONE : object);
        }
    }

    /** Equal members count once. */
    private static void addMember(List<Long> members, long member) {
        for (long known : members) {
            boolean aliases = GenericAliasType.isInstance(known) && GenericAliasType.isInstance(member);
            if (known == member || aliases && Objects.equal(known, member)) return;
        }
        members.add(member);
    }

    static long args(long self) {
        return Memory.getLong(self + ARGS);
    }

    @Slot("tp_getattro")
    public static long getAttr(long self, long name) {
        return Objects.genericGetAttr(self, name);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(String.join(" | ", Mro.tupleItems(args(self)).stream().map(TypingText::of).toList()));
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long set = SetType.makeFrozen(args(self));
        try {
            return Objects.hash(set);
        } finally {
            References.decref(set);
        }
    }

    /** The order of the members doesn't matter. */
    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !isUnion(self) || !isUnion(other)) return Singletons.notImplemented();
        long left = SetType.make(args(self));
        long right = NULL;
        try {
            right = SetType.make(args(other));
            return Objects.richCompare(left, right, op);
        } finally {
            References.decref(left);
            References.xdecref(right);
        }
    }

    /** The members with arguments for their type variables, joined anew. */
    @Slot("mp_subscript")
    public static long getItem(long self, long key) {
        try (OwnedObjects owned = new OwnedObjects()) {
            long members = owned.add(TypeSubstitution.apply(self, args(self), owned.add(parameters(self)), key));
            long union = References.newRef(TupleType.get(members, 0));
            for (long i = 1; i < TupleType.size(members); i++) union = Numbers.or(owned.add(union), TupleType.get(members, i));
            return union;
        }
    }

    @Getter(value = "__parameters__", doc = "Type variables in the types.UnionType.")
    public static long parameters(long self) {
        if (Memory.getLong(self + PARAMETERS) == NULL) Memory.putLong(self + PARAMETERS, typeVariables(args(self)));
        return References.newRef(Memory.getLong(self + PARAMETERS));
    }

    /** The type variables in a tuple of arguments, each once: a new tuple. */
    static long typeVariables(long args) {
        List<Long> found = new ArrayList<>();
        for (long argument : Mro.tupleItems(args)) {
            if (TypeLookup.isType(argument)) continue;
            if (Objects.hasAttr(argument, "__typing_subst__")) addVariable(found, argument);
            else addNested(found, argument);
        }
        return Mro.tuple(found);
    }

    private static void addVariable(List<Long> found, long variable) {
        if (!found.contains(variable)) found.add(variable);
    }

    private static void addNested(List<Long> found, long argument) {
        long nested = Objects.lookupAttr(argument, "__parameters__");
        if (nested == NULL) return;
        if (TypeLookup.hasFlag(References.type(nested), Constants.Py_TPFLAGS_TUPLE_SUBCLASS)) {
            Mro.tupleItems(nested).forEach(variable -> addVariable(found, variable));
        }
        References.decref(nested);
    }
}
