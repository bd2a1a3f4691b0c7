package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyCFunctionObject;
import org.capi4j.layout.PyCMethodObject;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyMethodDescrObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** builtin_function_or_method: a C function with the object (or module, or type) that it is called for. */
@BuiltinType("PyCFunction_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "__module__", type = Constants.T_OBJECT, offset = PyCFunctionObject.m_module)
public final class CFunctionType {
    private static final int FAST_KEYWORDS = Constants.METH_FASTCALL | Constants.METH_KEYWORDS;

    private CFunctionType() {}

    /** PyCMethod_New: all but def may be NULL. */
    public static long make(long def, long self, long module, long type) {
        int convention = MethodCall.convention(def);
        if (!MethodCall.isKnown(convention)) throw PyError.systemError(MethodCall.name(def) + "() method: bad call flags");
        boolean takesClass = (convention & Constants.METH_METHOD) != 0;
        if (takesClass && type == NULL) {
            throw PyError.systemError("attempting to create PyCMethod with a METH_METHOD flag but no class");
        }
        if (!takesClass && type != NULL) {
            throw PyError.systemError("attempting to create PyCFunction with class but no METH_METHOD flag");
        }
        long function = Allocation.genericAlloc(takesClass ? BuiltinTypes.C_METHOD : BuiltinTypes.C_FUNCTION, 0);
        if (takesClass) Memory.putLong(function + PyCMethodObject.mm_class, References.newRef(type));
        Memory.putLong(function + PyCFunctionObject.m_ml, def);
        Memory.putLong(function + PyCFunctionObject.m_self, References.xnewRef(self));
        Memory.putLong(function + PyCFunctionObject.m_module, References.xnewRef(module));
        Memory.putLong(function + PyCFunctionObject.vectorcall, vectorcall(convention));
        return function;
    }

    /** One function per calling convention, so that C code of the shim can stand in for the commonest. */
    private static long vectorcall(int convention) {
        return switch (convention) {
            case Constants.METH_NOARGS -> Functions.NO_ARGS;
            case Constants.METH_O -> Functions.O;
            case Constants.METH_FASTCALL -> Functions.FAST;
            case FAST_KEYWORDS -> Functions.FAST_KEYWORDS;
            case FAST_KEYWORDS | Constants.METH_METHOD -> Functions.METHOD;
            default -> NULL;
        };
    }

    private static final class Functions {
        static final long NO_ARGS = Shim.symbol("c4j_CFunctionType_vectorcallNoArgs");
        static final long O = Shim.symbol("c4j_CFunctionType_vectorcallO");
        static final long FAST = Shim.symbol("c4j_CFunctionType_vectorcallFast");
        static final long FAST_KEYWORDS = Shim.symbol("c4j_CFunctionType_vectorcallFastKeywords");
        static final long METHOD = Shim.symbol("c4j_CFunctionType_vectorcallMethod");
    }

    static long def(long function) {
        return Memory.getLong(function + PyCFunctionObject.m_ml);
    }

    private static int flags(long function) {
        return Memory.getInt(def(function) + PyMethodDef.ml_flags);
    }

    /** Whether a bound function comes from {@code type}'s own method {@code name}. */
    static boolean isMethodOf(long function, long type, String name) {
        long descriptor = DictType.get(TypeLookup.dict(type), name);
        return descriptor != NULL
                && References.type(descriptor) == BuiltinTypes.METHOD_DESCR
                && Memory.getLong(descriptor + PyMethodDescrObject.d_method) == def(function);
    }

    /** What the C function gets as {@code self}: NULL for a static method. Borrowed. */
    public static long self(long function) {
        return (flags(function) & Constants.METH_STATIC) != 0 ? NULL : Memory.getLong(function + PyCFunctionObject.m_self);
    }

    private static long definingClass(long function) {
        boolean takesClass = (flags(function) & Constants.METH_METHOD) != 0;
        return takesClass ? Memory.getLong(function + PyCMethodObject.mm_class) : NULL;
    }

    private static long fast(long function, long args, long nargsf, long kwnames) {
        return MethodCall.fast(
                function, def(function), self(function), definingClass(function), args, Arguments.count(nargsf), kwnames);
    }

    @Function
    public static long vectorcallNoArgs(long self, long args, long nargsf, long kwnames) {
        return fast(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallO(long self, long args, long nargsf, long kwnames) {
        return fast(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallFast(long self, long args, long nargsf, long kwnames) {
        return fast(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallFastKeywords(long self, long args, long nargsf, long kwnames) {
        return fast(self, args, nargsf, kwnames);
    }

    @Function
    public static long vectorcallMethod(long self, long args, long nargsf, long kwnames) {
        return fast(self, args, nargsf, kwnames);
    }

    /** PyCFunction_Call's work too. */
    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) {
        long vectorcall = Memory.getLong(self + PyCFunctionObject.vectorcall);
        if (vectorcall != NULL) return Calls.vectorcallTuple(self, vectorcall, args, kwargs);
        return MethodCall.varargs(self, def(self), self(self), args, kwargs);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, BuiltinTypes.C_FUNCTION, CFunctionType::release);
    }

    private static void release(long self) {
        if (Memory.getLong(self + PyCFunctionObject.m_weakreflist) != NULL) WeakrefType.clearAll(self);
        long type = definingClass(self);
        References.xdecref(type);
        References.xdecref(Memory.getLong(self + PyCFunctionObject.m_self));
        References.xdecref(Memory.getLong(self + PyCFunctionObject.m_module));
        Allocation.freeObject(self);
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(definingClass(self), visit, argument);
        if (stop == 0) stop = Traversal.visit(Memory.getLong(self + PyCFunctionObject.m_self), visit, argument);
        return stop != 0 ? stop : Traversal.visit(Memory.getLong(self + PyCFunctionObject.m_module), visit, argument);
    }

    private static String functionName(long self) {
        return CText.of(Memory.getLong(def(self) + PyMethodDef.ml_name));
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        long object = Memory.getLong(self + PyCFunctionObject.m_self);
        String name = functionName(self);
        if (object == NULL || TypeLookup.isInstance(object, BuiltinTypes.MODULE)) return Strings.of("<built-in function " + name + ">");
        return Strings.of("<built-in method " + name + " of " + TypeLookup.fullNameOf(object) + " object at 0x"
                + Long.toHexString(object) + ">");
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long hash = ObjectType.pointerHash(Memory.getLong(self + PyCFunctionObject.m_self))
                ^ ObjectType.pointerHash(Memory.getLong(def(self) + PyMethodDef.ml_meth));
        return hash == -1 ? -2 : hash;
    }

    private static boolean isFunction(long object) {
        return TypeLookup.isInstance(object, BuiltinTypes.C_FUNCTION);
    }

    @Slot("tp_richcompare")
    public static long compare(long self, long other, int op) {
        boolean equality = op == Constants.Py_EQ || op == Constants.Py_NE;
        if (!equality || !isFunction(self) || !isFunction(other)) return Singletons.notImplemented();
        boolean same = Memory.getLong(self + PyCFunctionObject.m_self) == Memory.getLong(other + PyCFunctionObject.m_self)
                && Memory.getLong(def(self) + PyMethodDef.ml_meth) == Memory.getLong(def(other) + PyMethodDef.ml_meth);
        return BoolType.of(same == (op == Constants.Py_EQ));
    }

    @Getter("__doc__")
    public static long doc(long self) {
        return MethodCall.doc(def(self));
    }

    @Getter("__text_signature__")
    public static long signature(long self) {
        return MethodCall.signature(def(self));
    }

    @Getter("__name__")
    public static long name(long self) {
        return Strings.of(functionName(self));
    }

    /** The name alone for a module's function; the type's name in front for a method. */
    @Getter("__qualname__")
    public static long qualname(long self) {
        long object = Memory.getLong(self + PyCFunctionObject.m_self);
        if (object == NULL || TypeLookup.isInstance(object, BuiltinTypes.MODULE)) return name(self);
        long type = TypeLookup.isType(object) ? object : References.type(object);
        long qualname = Objects.getAttr(type, "__qualname__");
        try {
            if (!Objects.isStr(qualname)) throw PyError.typeError("<method>.__class__.__qualname__ is not a unicode object");
            return Strings.of(Strings.toJava(qualname) + "." + functionName(self));
        } finally {
            References.decref(qualname);
        }
    }

    @Getter("__self__")
    public static long selfObject(long self) {
        long object = self(self);
        return References.newRef(object == NULL ? Singletons.NONE : object);
    }

    @Method("__reduce__")
    public static long reduce(long self) {
        long object = Memory.getLong(self + PyCFunctionObject.m_self);
        if (object == NULL || TypeLookup.isInstance(object, BuiltinTypes.MODULE)) return name(self);
        long name = name(self);
        long args = TupleType.of(object, name);
        References.decref(name);
        return TupleType.steal(BuiltinFunctions.get("getattr"), args);
    }
}
