package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.layout.PyThreadState;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.object.ThreadState;
import org.capi4j.type.AttributeAccess;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.WeakrefType;

/**
 * {@code _thread._local}: attributes that each thread has for itself. Their dict is in the dict of the thread's state, under a key that
 * belongs to this object; so it ends with the thread. {@code __init__} of a derived class runs once in each thread.
 *
 * <pre>
 * 16 the key
 * 24 arguments of the call that made the object
 * 32 its keyword arguments or NULL
 * 40 weak references
 * </pre>
 */
@BuiltinType(value = "c4j_Local_Type", name = "_thread._local", basicsize = 64, weaklistoffset = 40, flags = Fields.FLAGS, references = 3)
public final class LocalType {
    static final long TYPE = Shim.symbol("c4j_Local_Type");
    private static final int KEY = 0;
    private static final int ARGS = 1;
    private static final int KWARGS = 2;
    private static final int WEAKREFS = 3;
    private static final int REFERENCES = 3;

    private LocalType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        boolean given = TupleType.size(args) > 0 || kwargs != NULL && DictType.size(kwargs) > 0;
        if (given && Memory.getLong(type + PyTypeObject.tp_init) == Memory.getLong(BuiltinTypes.OBJECT + PyTypeObject.tp_init)) {
            throw PyError.typeError("Initialization arguments are not supported");
        }
        long self = Fields.make(type, NULL, References.newRef(args), References.xnewRef(kwargs));
        try {
            Fields.set(self, KEY, Strings.of("thread.local." + Long.toHexString(self)));
            makeDict(self);
            return self;
        } catch (Throwable failure) {
            References.decref(self);
            throw failure;
        }
    }

    private static long threadDict() {
        long field = ThreadState.current() + PyThreadState.dict;
        if (Memory.getLong(field) == NULL) Memory.putLong(field, DictType.make());
        return Memory.getLong(field);
    }

    /** Borrowed. */
    private static long makeDict(long self) {
        long dict = DictType.make();
        try {
            DictType.set(threadDict(), Fields.get(self, KEY), dict);
            return dict;
        } finally {
            References.decref(dict);
        }
    }

    /** This thread's attributes, borrowed; a thread that comes here for the first time initialises the object for itself. */
    private static long dict(long self) {
        long known = DictType.get(threadDict(), Fields.get(self, KEY));
        if (known != NULL) return known;
        long dict = makeDict(self);
        long init = Memory.getLong(References.type(self) + PyTypeObject.tp_init);
        if (init == Memory.getLong(BuiltinTypes.OBJECT + PyTypeObject.tp_init)) return dict;
        try {
            FunctionCall.integer(init, self, Fields.get(self, ARGS), Fields.get(self, KWARGS));
            return dict;
        } catch (Throwable failure) {
            DictType.delete(threadDict(), Fields.get(self, KEY));
            throw failure;
        }
    }

    private static boolean isDict(long name) {
        return Namespace.isStr(name) && Strings.toJava(name).equals("__dict__");
    }

    @Slot("tp_getattro")
    public static long getAttribute(long self, long name) {
        long dict = References.newRef(dict(self));
        try {
            return isDict(name) ? References.newRef(dict) : AttributeAccess.genericGet(self, name, dict, false);
        } finally {
            References.decref(dict);
        }
    }

    @Slot("tp_setattro")
    public static void setAttribute(long self, long name, long value) {
        long dict = References.newRef(dict(self));
        try {
            if (isDict(name)) {
                throw PyError.attributeError("'" + TypeLookup.fullNameOf(self) + "' object attribute '__dict__' is read-only");
            }
            AttributeAccess.genericSet(self, name, value, dict);
        } finally {
            References.decref(dict);
        }
    }

    /** The key stays: attributes may still be asked for. */
    @Slot("tp_clear")
    public static void clear(long self) {
        References.clear(Fields.at(self, ARGS));
        References.clear(Fields.at(self, KWARGS));
    }

    /** Takes this thread's attributes along; those of other threads end with them. */
    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        if (Memory.getLong(Fields.at(self, WEAKREFS)) != NULL) WeakrefType.clearAll(self);
        long dict = Memory.getLong(ThreadState.current() + PyThreadState.dict);
        if (dict != NULL && Fields.get(self, KEY) != NULL) DictType.delete(dict, Fields.get(self, KEY));
        Fields.dealloc(self, TYPE, REFERENCES);
    }
}
