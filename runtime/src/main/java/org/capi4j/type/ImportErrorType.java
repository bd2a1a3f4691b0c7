package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyImportErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** ImportError, with the module's name and its file. */
@BuiltinType("PyExc_ImportError")
@Member(name = "msg", type = Constants.T_OBJECT, offset = PyImportErrorObject.msg)
@Member(name = "name", type = Constants.T_OBJECT, offset = PyImportErrorObject.name)
@Member(name = "path", type = Constants.T_OBJECT, offset = PyImportErrorObject.path)
public final class ImportErrorType {
    private static final long FIELDS = PyImportErrorObject.msg;
    private static final int COUNT = 3;
    private static final long NO_ARGUMENTS = TupleType.empty();

    private ImportErrorType() {}

    @Slot("tp_init")
    public static int init(long self, long args, long kwargs) {
        BaseExceptionType.init(self, args, NULL);
        long[] values = Arguments.unpack("ImportError", new String[] {"name", "path"}, 0, 0, NO_ARGUMENTS, kwargs);
        References.setRef(self + PyImportErrorObject.name, References.xnewRef(values[0]));
        References.setRef(self + PyImportErrorObject.path, References.xnewRef(values[1]));
        long message = TupleType.size(args) == 1 ? TupleType.get(args, 0) : NULL;
        References.setRef(self + PyImportErrorObject.msg, References.xnewRef(message));
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        BaseExceptionType.deallocWith(self, Exceptions.ImportError, FIELDS, COUNT);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        return BaseExceptionType.clearWith(self, FIELDS, COUNT);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return BaseExceptionType.traverseWith(self, FIELDS, COUNT, visit, argument);
    }

    @Slot("tp_str")
    public static long str(long self) {
        long message = Memory.getLong(self + PyImportErrorObject.msg);
        if (message != NULL && References.type(message) == BuiltinTypes.STR) return References.newRef(message);
        return BaseExceptionType.str(self);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long type = References.type(self);
        long args = BaseExceptionType.args(self);
        long state = state(self);
        return state == NULL ? TupleType.of(type, args) : TupleType.steal(References.newRef(type), References.newRef(args), state);
    }

    /** A new dict of what {@code __init__} took as keywords, or NULL when there is nothing. */
    private static long state(long self) {
        long dict = Memory.getLong(self + PyImportErrorObject.dict);
        long name = Memory.getLong(self + PyImportErrorObject.name);
        long path = Memory.getLong(self + PyImportErrorObject.path);
        if (name == NULL && path == NULL) return References.xnewRef(dict);
        long state = dict == NULL ? DictType.make() : DictType.copy(dict);
        try {
            if (name != NULL) DictType.set(state, "name", name);
            if (path != NULL) DictType.set(state, "path", path);
            return state;
        } catch (PyError error) {
            References.decref(state);
            throw error;
        }
    }
}
