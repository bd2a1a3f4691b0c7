package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * capsule: a C pointer as an object.
 *
 * <pre>
 * 16 void *       pointer     never NULL in a valid capsule
 * 24 const char * name        the creator's, not copied; may be NULL
 * 32 void *       context
 * 40 destructor   void (*)(PyObject *), may be NULL
 * </pre>
 */
@BuiltinType("PyCapsule_Type")
public final class CapsuleType {
    private static final long POINTER = 16;
    private static final long NAME = 24;
    private static final long CONTEXT = 32;
    private static final long DESTRUCTOR = 40;
    private static final long SIZE = 48;

    private CapsuleType() {}

    /** {@code PyCapsule_New}: {@code name} and {@code destructor} may be NULL. */
    public static long make(long content, long name, long destructor) {
        if (content == NULL) throw PyError.valueError("PyCapsule_New called with null pointer");
        long capsule = Allocation.object(BuiltinTypes.CAPSULE, SIZE);
        Memory.putLong(capsule + POINTER, content);
        Memory.putLong(capsule + NAME, name);
        Memory.putLong(capsule + CONTEXT, NULL);
        Memory.putLong(capsule + DESTRUCTOR, destructor);
        return capsule;
    }

    private static boolean isLegal(long object) {
        return object != NULL && References.type(object) == BuiltinTypes.CAPSULE && Memory.getLong(object + POINTER) != NULL;
    }

    /** {@code PyCapsule_IsValid}. */
    public static boolean isValid(long object, long name) {
        return isLegal(object) && sameName(Memory.getLong(object + NAME), name);
    }

    private static boolean sameName(long left, long right) {
        if (left == right) return true;
        if (left == NULL || right == NULL) return false;
        long length = Memory.stringLength(left);
        return length == Memory.stringLength(right) && Memory.compare(left, right, length) == 0;
    }

    private static long require(long capsule, String function) {
        if (!isLegal(capsule)) throw PyError.valueError(function + " called with invalid PyCapsule object");
        return capsule;
    }

    /** {@code PyCapsule_GetPointer}. */
    public static long pointer(long capsule, long name) {
        require(capsule, "PyCapsule_GetPointer");
        if (!sameName(name, Memory.getLong(capsule + NAME))) throw PyError.valueError("PyCapsule_GetPointer called with incorrect name");
        return Memory.getLong(capsule + POINTER);
    }

    public static long name(long capsule) {
        return Memory.getLong(require(capsule, "PyCapsule_GetName") + NAME);
    }

    public static long context(long capsule) {
        return Memory.getLong(require(capsule, "PyCapsule_GetContext") + CONTEXT);
    }

    public static long destructor(long capsule) {
        return Memory.getLong(require(capsule, "PyCapsule_GetDestructor") + DESTRUCTOR);
    }

    public static void setPointer(long capsule, long pointer) {
        if (pointer == NULL) throw PyError.valueError("PyCapsule_SetPointer called with null pointer");
        Memory.putLong(require(capsule, "PyCapsule_SetPointer") + POINTER, pointer);
    }

    public static void setName(long capsule, long name) {
        Memory.putLong(require(capsule, "PyCapsule_SetName") + NAME, name);
    }

    public static void setContext(long capsule, long context) {
        Memory.putLong(require(capsule, "PyCapsule_SetContext") + CONTEXT, context);
    }

    public static void setDestructor(long capsule, long destructor) {
        Memory.putLong(require(capsule, "PyCapsule_SetDestructor") + DESTRUCTOR, destructor);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        long destructor = Memory.getLong(self + DESTRUCTOR);
        if (destructor != NULL) FunctionCall.run(destructor, self);
        Allocation.free(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long name = Memory.getLong(self + NAME);
        String shown = name == NULL ? "NULL" : "\"" + Memory.getString(name) + "\"";
        return Strings.of("<capsule object " + shown + " at 0x" + Long.toHexString(self) + ">");
    }
}
