package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Setter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyFunctionObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** function: what Python source would make of a {@code def}. It has all its attributes; only calling it needs the interpreter. */
@BuiltinType("PyFunction_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_setattro", function = "PyObject_GenericSetAttr")
@SlotRef(slot = "tp_call", function = "PyVectorcall_Call")
@Member(name = "__closure__", type = Constants.T_OBJECT, offset = PyFunctionObject.func_closure, flags = Constants.READONLY)
@Member(name = "__doc__", type = Constants.T_OBJECT, offset = PyFunctionObject.func_doc)
@Member(name = "__globals__", type = Constants.T_OBJECT, offset = PyFunctionObject.func_globals, flags = Constants.READONLY)
@Member(name = "__module__", type = Constants.T_OBJECT, offset = PyFunctionObject.func_module)
@Member(name = "__builtins__", type = Constants.T_OBJECT, offset = PyFunctionObject.func_builtins, flags = Constants.READONLY)
public final class FunctionType {
    private static final String[] PARAMETERS = {"code", "globals", "name", "argdefs", "closure"};

    private FunctionType() {}

    /** {@code PyFunction_NewWithQualName}: {@code qualname} may be NULL. */
    public static long make(long code, long globals, long qualname) {
        long function = Allocation.genericAlloc(BuiltinTypes.FUNCTION, 0);
        put(function, PyFunctionObject.func_globals, globals);
        Memory.putLong(function + PyFunctionObject.func_builtins, FrameType.builtins(globals));
        put(function, PyFunctionObject.func_name, Memory.getLong(code + PyCodeObject.co_name));
        put(function, PyFunctionObject.func_qualname, qualname != NULL ? qualname : Memory.getLong(code + PyCodeObject.co_qualname));
        put(function, PyFunctionObject.func_code, code);
        long constants = Memory.getLong(code + PyCodeObject.co_consts);
        boolean documented = TupleType.size(constants) > 0 && Objects.isStr(TupleType.get(constants, 0));
        put(function, PyFunctionObject.func_doc, documented ? TupleType.get(constants, 0) : Singletons.NONE);
        put(function, PyFunctionObject.func_module, DictType.get(globals, "__name__"));
        Memory.putLong(function + PyFunctionObject.vectorcall, Shim.symbol("_PyFunction_Vectorcall"));
        return function;
    }

    private static void put(long function, long field, long value) {
        Memory.putLong(function + field, References.xnewRef(value));
    }

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = Arguments.unpack("function", PARAMETERS, 5, 2, args, kwargs);
        require(values[0], BuiltinTypes.CODE, "function() argument 'code' must be code, not ");
        require(values[1], BuiltinTypes.DICT, "function() argument 'globals' must be dict, not ");
        boolean named = given(values[2]);
        if (named && !Objects.isStr(values[2])) throw PyError.typeError("arg 3 (name) must be None or string");
        if (given(values[3]) && !TupleType.isInstance(values[3])) throw PyError.typeError("arg 4 (defaults) must be None or tuple");
        checkClosure(values[0], values[4]);
        long function = make(values[0], values[1], NULL);
        if (named) References.setRef(function + PyFunctionObject.func_name, References.newRef(values[2]));
        if (given(values[3])) put(function, PyFunctionObject.func_defaults, values[3]);
        if (given(values[4])) put(function, PyFunctionObject.func_closure, values[4]);
        return function;
    }

    private static boolean given(long value) {
        return value != NULL && value != Singletons.NONE;
    }

    private static void require(long value, long type, String message) {
        if (!TypeLookup.isInstance(value, type)) throw PyError.typeError(message + TypeLookup.nameOf(value));
    }

    private static void checkClosure(long code, long closure) {
        int free = Memory.getInt(code + PyCodeObject.co_nfreevars);
        if (given(closure) && !TupleType.isInstance(closure)) throw PyError.typeError("arg 5 (closure) must be None or tuple");
        if (free > 0 && !given(closure)) throw PyError.typeError("arg 5 (closure) must be tuple");
        long cells = given(closure) ? TupleType.size(closure) : 0;
        if (cells != free) {
            String name = Strings.toJava(Memory.getLong(code + PyCodeObject.co_name));
            throw PyError.valueError(name + " requires closure of length " + free + ", not " + cells);
        }
        for (long i = 0; i < cells; i++) {
            require(TupleType.get(closure, i), BuiltinTypes.CELL, "arg 5 (closure) expected cell, found ");
        }
    }

    /** The attribute at {@code field}, borrowed, or NULL. */
    public static long get(long function, long field) {
        return Memory.getLong(function + field);
    }

    /** Borrows {@code value}; NULL for none. */
    public static void set(long function, long field, long value) {
        References.setRef(function + field, References.xnewRef(value));
    }

    private static long orNone(long value) {
        return value == NULL ? Singletons.none() : References.newRef(value);
    }

    @Getter("__code__")
    public static long code(long self) {
        return References.newRef(get(self, PyFunctionObject.func_code));
    }

    @Setter("__code__")
    public static void setCode(long self, long value) {
        if (value == NULL || References.type(value) != BuiltinTypes.CODE) throw PyError.typeError("__code__ must be set to a code object");
        long closure = get(self, PyFunctionObject.func_closure);
        long cells = closure == NULL ? 0 : TupleType.size(closure);
        int free = Memory.getInt(value + PyCodeObject.co_nfreevars);
        if (cells != free) {
            String name = Strings.toJava(get(self, PyFunctionObject.func_name));
            throw PyError.valueError(name + "() requires a code object with " + cells + " free vars, not " + free);
        }
        set(self, PyFunctionObject.func_code, value);
    }

    @Getter("__name__")
    public static long name(long self) {
        return References.newRef(get(self, PyFunctionObject.func_name));
    }

    @Setter("__name__")
    public static void setName(long self, long value) {
        setText(self, PyFunctionObject.func_name, value, "__name__");
    }

    @Getter("__qualname__")
    public static long qualname(long self) {
        return References.newRef(get(self, PyFunctionObject.func_qualname));
    }

    @Setter("__qualname__")
    public static void setQualname(long self, long value) {
        setText(self, PyFunctionObject.func_qualname, value, "__qualname__");
    }

    private static void setText(long self, long field, long value, String attribute) {
        if (value == NULL || !Objects.isStr(value)) throw PyError.typeError(attribute + " must be set to a string object");
        set(self, field, value);
    }

    @Getter("__defaults__")
    public static long defaults(long self) {
        return orNone(get(self, PyFunctionObject.func_defaults));
    }

    @Setter("__defaults__")
    public static void setDefaults(long self, long value) {
        boolean tuple = value != NULL && TupleType.isInstance(value);
        if (given(value) && !tuple) throw PyError.typeError("__defaults__ must be set to a tuple object");
        set(self, PyFunctionObject.func_defaults, tuple ? value : NULL);
    }

    @Getter("__kwdefaults__")
    public static long kwdefaults(long self) {
        return orNone(get(self, PyFunctionObject.func_kwdefaults));
    }

    @Setter("__kwdefaults__")
    public static void setKwdefaults(long self, long value) {
        setDict(self, PyFunctionObject.func_kwdefaults, value, "__kwdefaults__");
    }

    private static void setDict(long self, long field, long value, String attribute) {
        if (given(value) && !DictType.isInstance(value)) throw PyError.typeError(attribute + " must be set to a dict object");
        set(self, field, given(value) ? value : NULL);
    }

    @Getter("__annotations__")
    public static long annotations(long self) {
        if (get(self, PyFunctionObject.func_annotations) == NULL) Memory.putLong(self + PyFunctionObject.func_annotations, DictType.make());
        return References.newRef(get(self, PyFunctionObject.func_annotations));
    }

    @Setter("__annotations__")
    public static void setAnnotations(long self, long value) {
        setDict(self, PyFunctionObject.func_annotations, value, "__annotations__");
    }

    @Getter("__dict__")
    public static long dict(long self) {
        if (get(self, PyFunctionObject.func_dict) == NULL) Memory.putLong(self + PyFunctionObject.func_dict, DictType.make());
        return References.newRef(get(self, PyFunctionObject.func_dict));
    }

    @Setter("__dict__")
    public static void setDict(long self, long value) {
        if (value == NULL) throw PyError.typeError("cannot delete __dict__");
        if (!DictType.isInstance(value)) {
            throw PyError.typeError("__dict__ must be set to a dictionary, not a '" + TypeLookup.fullNameOf(value) + "'");
        }
        set(self, PyFunctionObject.func_dict, value);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<function " + Strings.toJava(get(self, PyFunctionObject.func_qualname)) + " at " + ObjectType.address(self) + ">");
    }

    @Slot("tp_descr_get")
    public static long bind(long self, long object, long type) {
        return object == NULL || object == Singletons.NONE ? References.newRef(self) : MethodType.make(self, object);
    }

    /** All fields but {@code func_weakreflist} and those behind the annotations are references. */
    private static final long[] REFERENCES = {
        PyFunctionObject.func_code, PyFunctionObject.func_globals, PyFunctionObject.func_builtins, PyFunctionObject.func_module,
        PyFunctionObject.func_defaults, PyFunctionObject.func_kwdefaults, PyFunctionObject.func_doc, PyFunctionObject.func_name,
        PyFunctionObject.func_qualname, PyFunctionObject.func_dict, PyFunctionObject.func_closure, PyFunctionObject.func_annotations
    };

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        for (long field : REFERENCES) {
            int stop = Traversal.visit(get(self, field), visit, argument);
            if (stop != 0) return stop;
        }
        return 0;
    }

    /** Names stay: a function whose cycle is being broken may still be shown. */
    @Slot("tp_clear")
    public static void clear(long self) {
        for (long field : REFERENCES) {
            boolean name = field == PyFunctionObject.func_name || field == PyFunctionObject.func_qualname || field == PyFunctionObject.func_code;
            if (!name) References.clear(self + field);
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        if (get(self, PyFunctionObject.func_weakreflist) != NULL) WeakrefType.clearAll(self);
        for (long field : REFERENCES) References.clear(self + field);
        Allocation.freeInstance(self);
    }
}
