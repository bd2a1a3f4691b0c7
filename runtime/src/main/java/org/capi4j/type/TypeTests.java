package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** {@code isinstance} and {@code issubclass}, with tuples, {@code __instancecheck__}, and objects that only look like classes. */
final class TypeTests {
    private static final String INSTANCE_MESSAGE = "isinstance() arg 2 must be a type, a tuple of types, or a union";
    private static final String SUBCLASS_MESSAGE = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

    private TypeTests() {}

    private interface Test {
        boolean apply(long object, long cls);
    }

    static boolean isInstance(long object, long cls) {
        if (References.type(object) == cls) return true;
        if (References.type(cls) == BuiltinTypes.TYPE) return realIsInstance(object, cls);
        if (UnionType.isUnion(cls)) return any(object, UnionType.args(cls), TypeTests::isInstance, " in __instancecheck__");
        if (isTuple(cls)) return any(object, cls, TypeTests::isInstance, " in __instancecheck__");
        return hooked(object, cls, "__instancecheck__", TypeTests::realIsInstance);
    }

    static boolean isSubclass(long derived, long cls) {
        if (References.type(cls) == BuiltinTypes.TYPE) return derived == cls || realIsSubclass(derived, cls);
        if (UnionType.isUnion(cls)) return any(derived, UnionType.args(cls), TypeTests::isSubclass, " in __subclasscheck__");
        if (isTuple(cls)) return any(derived, cls, TypeTests::isSubclass, " in __subclasscheck__");
        return hooked(derived, cls, "__subclasscheck__", TypeTests::realIsSubclass);
    }

    private static boolean isTuple(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    private static boolean any(long object, long tuple, Test test, String where) {
        Recursion.enter(where);
        try {
            for (long cls : Mro.tupleItems(tuple)) {
                if (test.apply(object, cls)) return true;
            }
            return false;
        } finally {
            Recursion.leave();
        }
    }

    private static boolean hooked(long object, long cls, String hook, Test otherwise) {
        long checker = Calls.lookupSpecial(cls, hook);
        if (checker == NULL) return otherwise.apply(object, cls);
        Recursion.enter(" in " + hook);
        try {
            long answer = Calls.callOneArg(checker, object);
            try {
                return Objects.isTrue(answer);
            } finally {
                References.decref(answer);
            }
        } finally {
            Recursion.leave();
            References.decref(checker);
        }
    }

    /** {@code type.__instancecheck__}: what an object says is its {@code __class__} counts too. */
    static boolean realIsInstance(long object, long cls) {
        if (TypeLookup.isType(cls)) {
            return TypeLookup.isInstance(object, cls) || claimsToBe(object, cls);
        }
        checkClass(cls, INSTANCE_MESSAGE);
        return claimsToBe(object, cls);
    }

    private static boolean claimsToBe(long object, long cls) {
        long claimed = Objects.lookupAttr(object, "__class__");
        if (claimed == NULL) return false;
        try {
            if (!TypeLookup.isType(cls)) return isAbstractSubclass(claimed, cls);
            return TypeLookup.isType(claimed) && claimed != References.type(object) && TypeLookup.isSubtype(claimed, cls);
        } finally {
            References.decref(claimed);
        }
    }

    /** {@code type.__subclasscheck__}. */
    static boolean realIsSubclass(long derived, long cls) {
        if (TypeLookup.isType(derived) && TypeLookup.isType(cls)) return TypeLookup.isSubtype(derived, cls);
        checkClass(derived, "issubclass() arg 1 must be a class");
        checkClass(cls, SUBCLASS_MESSAGE);
        return isAbstractSubclass(derived, cls);
    }

    /** What has a tuple of {@code __bases__} is a class. */
    private static void checkClass(long cls, String message) {
        long bases = bases(cls);
        if (bases == NULL) throw PyError.typeError(message);
        References.decref(bases);
    }

    private static long bases(long cls) {
        long bases = Objects.lookupAttr(cls, "__bases__");
        if (bases == NULL || isTuple(bases)) return bases;
        References.decref(bases);
        return NULL;
    }

    private static boolean isAbstractSubclass(long derived, long cls) {
        if (derived == cls) return true;
        long bases = bases(derived);
        if (bases == NULL) return false;
        Recursion.enter(" in __issubclass__");
        try {
            return Mro.tupleItems(bases).stream().anyMatch(base -> isAbstractSubclass(base, cls));
        } finally {
            Recursion.leave();
            References.decref(bases);
        }
    }
}
