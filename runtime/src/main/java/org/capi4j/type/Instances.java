package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.ThreadState;

/**
 * Deallocation and traversal of instances of classes: what the class adds (dict, weak list, {@code __slots__}) is handled here, the
 * rest by the slot of the nearest base that was written in C.
 */
public final class Instances {
    private Instances() {}

    private static final class Functions {
        static final long DEALLOC = Shim.symbol("c4j_Instances_dealloc");
        static final long TRAVERSE = Shim.symbol("c4j_Instances_traverse");
        static final long CLEAR = Shim.symbol("c4j_Instances_clear");
    }

    static long deallocFunction() {
        return Functions.DEALLOC;
    }

    static long traverseFunction() {
        return Functions.TRAVERSE;
    }

    static long clearFunction() {
        return Functions.CLEAR;
    }

    private static long slot(long type, long field) {
        return Memory.getLong(type + field);
    }

    /** The nearest ancestor whose slot isn't {@code function}: its fields are C code's business. */
    private static long nativeBase(long type, long field, long function) {
        long base = type;
        while (base != NULL && slot(base, field) == function) base = TypeLookup.base(base);
        return base;
    }

    /** Calls {@code action} for the field of each slot of the classes from {@code type} down to {@code end}. */
    private static void forEachSlot(long object, long type, long end, java.util.function.LongConsumer action) {
        for (long at = type; at != end; at = TypeLookup.base(at)) {
            if (!TypeLookup.isHeapType(at)) continue;
            long count = Memory.getLong(at + PyVarObject.ob_size);
            long member = ClassBuilder.members(at);
            for (long i = 0; i < count; i++, member += PyMemberDef.SIZEOF) {
                boolean owned = Memory.getInt(member + PyMemberDef.type) == Constants.T_OBJECT_EX && !Descriptors.isReadOnly(member);
                if (owned) action.accept(object + Memory.getLong(member + PyMemberDef.offset));
            }
        }
    }

    @Function
    public static void dealloc(long self) {
        long type = References.type(self);
        long base = nativeBase(type, PyTypeObject.tp_dealloc, Functions.DEALLOC);
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HAVE_GC)) {
            if (finalizeResurrects(self, type)) return;
            clearAdded(self, type, base);
            release(self, type, base);
            return;
        }
        Allocation.gcUntrack(self);
        long thread = ThreadState.current();
        if (Trashcan.begin(thread, self)) return;
        try {
            deallocCollected(self, type, base);
        } finally {
            Trashcan.end(thread);
        }
    }

    private static void deallocCollected(long self, long type, long base) {
        boolean finalized = slot(type, PyTypeObject.tp_finalize) != NULL || slot(type, PyTypeObject.tp_del) != NULL;
        if (finalized) {
            Allocation.gcTrack(self);
            if (finalizeResurrects(self, type)) return;
            Allocation.gcUntrack(self);
        }
        clearAdded(self, type, base);
        // The base's dealloc untracks for itself.
        if (TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_HAVE_GC)) Allocation.gcTrack(self);
        release(self, type, base);
    }

    private static boolean finalizeResurrects(long self, long type) {
        if (slot(type, PyTypeObject.tp_finalize) != NULL && Finalizers.resurrects(self)) return true;
        long del = slot(type, PyTypeObject.tp_del);
        if (del == NULL) return false;
        // As the legacy slot expects it: it makes the count 1 and looks itself whether the object lives on.
        FunctionCall.run(del, self);
        return References.count(self) > 0;
    }

    private static void clearAdded(long self, long type, long base) {
        if (slot(type, PyTypeObject.tp_weaklistoffset) != 0 && slot(base, PyTypeObject.tp_weaklistoffset) == 0) {
            WeakrefType.clearAll(self);
        }
        forEachSlot(self, type, base, References::clear);
        if (slot(type, PyTypeObject.tp_dictoffset) != 0 && slot(base, PyTypeObject.tp_dictoffset) == 0) {
            long field = Attributes.dictPointer(self);
            if (field != NULL) References.clear(field);
        }
    }

    /** A heap type's own C dealloc gives up the type itself, a static one doesn't know that there is one to give up. */
    private static void release(long self, long type, long base) {
        boolean ownsType = TypeLookup.isHeapType(type) && !TypeLookup.isHeapType(base);
        FunctionCall.run(slot(base, PyTypeObject.tp_dealloc), self);
        if (ownsType) References.decref(type);
    }

    @Function
    public static int traverse(long self, long visit, long argument) {
        long type = References.type(self);
        long base = nativeBase(type, PyTypeObject.tp_traverse, Functions.TRAVERSE);
        int[] stop = {0};
        forEachSlot(self, type, base, field -> {
            if (stop[0] == 0) stop[0] = Traversal.visit(Memory.getLong(field), visit, argument);
        });
        if (stop[0] == 0) stop[0] = traverseDict(self, type, base, visit, argument);
        long baseTraverse = slot(base, PyTypeObject.tp_traverse);
        boolean visitsType = TypeLookup.isHeapType(type) && (baseTraverse == NULL || !TypeLookup.isHeapType(base));
        if (stop[0] == 0 && visitsType) stop[0] = Traversal.visit(type, visit, argument);
        if (stop[0] != 0 || baseTraverse == NULL) return stop[0];
        return FunctionCall.integer(baseTraverse, self, visit, argument);
    }

    private static int traverseDict(long self, long type, long base, long visit, long argument) {
        if (slot(type, PyTypeObject.tp_dictoffset) == slot(base, PyTypeObject.tp_dictoffset)) return 0;
        // the base's own function visits a dict that is in front of its instances
        if (TypeLookup.hasFlag(base, Constants.Py_TPFLAGS_MANAGED_DICT)) return 0;
        long field = Attributes.dictPointer(self);
        return field == NULL ? 0 : Traversal.visit(Memory.getLong(field), visit, argument);
    }

    @Function
    public static int clear(long self) {
        long type = References.type(self);
        long base = nativeBase(type, PyTypeObject.tp_clear, Functions.CLEAR);
        forEachSlot(self, type, base, References::clear);
        if (slot(type, PyTypeObject.tp_dictoffset) != slot(base, PyTypeObject.tp_dictoffset)) {
            long field = Attributes.dictPointer(self);
            if (field != NULL) References.clear(field);
        }
        long baseClear = slot(base, PyTypeObject.tp_clear);
        return baseClear == NULL ? 0 : FunctionCall.integer(baseClear, self);
    }

    /** {@code __dict__} of an instance, where no built-in base has its own. */
    @Function
    public static long dict(long self, long closure) {
        long base = builtinBaseWithDict(References.type(self));
        if (base == NULL) return ObjectType.instanceDict(self);
        long descriptor = dictDescriptor(self, base);
        return FunctionCall.object(slot(References.type(descriptor), PyTypeObject.tp_descr_get), descriptor, self, References.type(self));
    }

    @Function(-1)
    public static int setDict(long self, long value, long closure) {
        long base = builtinBaseWithDict(References.type(self));
        if (base == NULL) {
            setOwnDict(self, value);
            return 0;
        }
        long descriptor = dictDescriptor(self, base);
        return FunctionCall.integer(slot(References.type(descriptor), PyTypeObject.tp_descr_set), descriptor, self, value);
    }

    private static void setOwnDict(long self, long value) {
        long field = Attributes.dictPointer(self);
        if (field == NULL) throw PyError.attributeError("This object has no __dict__");
        boolean isDict = value == NULL || TypeLookup.hasFlag(References.type(value), Constants.Py_TPFLAGS_DICT_SUBCLASS);
        if (!isDict) {
            throw PyError.typeError(
                    "__dict__ must be set to a dictionary, not a '" + TypeLookup.fullNameOf(value) + "'");
        }
        References.setRef(field, References.xnewRef(value));
    }

    private static long builtinBaseWithDict(long type) {
        for (long at = type; TypeLookup.base(at) != NULL; at = TypeLookup.base(at)) {
            if (slot(at, PyTypeObject.tp_dictoffset) != 0 && !TypeLookup.isHeapType(at)) return at;
        }
        return NULL;
    }

    private static long dictDescriptor(long self, long base) {
        long descriptor = TypeLookup.lookup(base, "__dict__");
        if (descriptor != NULL && Attributes.isDataDescriptor(descriptor)) return descriptor;
        throw PyError.typeError(
                "this __dict__ descriptor does not support '" + TypeLookup.fullNameOf(self) + "' objects");
    }

    /** {@code __weakref__}: the first weak reference, or None. */
    @Function
    public static long weakref(long self, long closure) {
        long offset = slot(References.type(self), PyTypeObject.tp_weaklistoffset);
        if (offset == 0) throw PyError.attributeError("This object has no __weakref__");
        long first = Memory.getLong(self + offset);
        return References.newRef(first == NULL ? Singletons.NONE : first);
    }
}
