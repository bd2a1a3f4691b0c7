package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyAsyncMethods;
import org.capi4j.layout.PyMappingMethods;
import org.capi4j.layout.PyNumberMethods;
import org.capi4j.layout.PySequenceMethods;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The object protocol (PyObject_*): attributes, items, comparison, conversion. Arguments are borrowed, results new references unless said otherwise. */
public final class Objects {
    private static final long NEXT_NOT_IMPLEMENTED = Shim.symbol("_PyObject_NextNotImplemented");

    private Objects() {}

    /** Runs {@code use} with an interned str. */
    private static long named(String name, LongUnaryOperator use) {
        long interned = StrType.intern(name);
        try {
            return use.applyAsLong(interned);
        } finally {
            References.decref(interned);
        }
    }

    /** PyObject_GetAttr. */
    public static long getAttr(long object, long name) {
        return Attributes.get(object, name);
    }

    /** As above with an interned name. */
    public static long getAttr(long object, String name) {
        return named(name, key -> Attributes.get(object, key));
    }

    /** As getAttr, NULL instead of AttributeError. */
    public static long lookupAttr(long object, long name) {
        return Attributes.lookup(object, name);
    }

    public static long lookupAttr(long object, String name) {
        return named(name, key -> Attributes.lookup(object, key));
    }

    /** PyObject_SetAttr; value NULL deletes. */
    public static void setAttr(long object, long name, long value) {
        Attributes.set(object, name, value);
    }

    public static void setAttr(long object, String name, long value) {
        named(name, key -> {
            Attributes.set(object, key, value);
            return NULL;
        });
    }

    public static boolean hasAttr(long object, String name) {
        long found = lookupAttr(object, name);
        References.xdecref(found);
        return found != NULL;
    }

    /** PyObject_GenericGetAttr. */
    public static long genericGetAttr(long object, long name) {
        return Attributes.genericGet(object, name, NULL, false);
    }

    /** PyObject_GenericSetAttr; value NULL deletes. */
    public static void genericSetAttr(long object, long name, long value) {
        Attributes.genericSet(object, name, value, NULL);
    }

    /** The address of the field that holds the instance dict, or NULL when the type has none: _PyObject_GetDictPtr. */
    public static long dictPointer(long object) {
        return Attributes.dictPointer(object);
    }

    static boolean isStr(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    /** A result that has to be a str; it is given up when it isn't. */
    private static long requireStr(long result, String method) {
        if (isStr(result)) return result;
        String type = TypeLookup.fullNameOf(result);
        References.decref(result);
        throw PyError.typeError(method + " returned non-string (type " + type + ")");
    }

    /** PyObject_Repr (a str). */
    public static long repr(long object) {
        if (object == NULL) return Strings.of("<NULL>");
        long function = TypeLookup.slotOf(object, PyTypeObject.tp_repr);
        if (function == NULL) return ObjectType.defaultRepr(object);
        Recursion.enter(" while getting the repr of an object");
        try {
            return requireStr(FunctionCall.object(function, object), "__repr__");
        } finally {
            Recursion.leave();
        }
    }

    /** PyObject_Str. */
    public static long str(long object) {
        if (object == NULL) return Strings.of("<NULL>");
        if (References.type(object) == BuiltinTypes.STR) return References.newRef(object);
        long function = TypeLookup.slotOf(object, PyTypeObject.tp_str);
        if (function == NULL) return repr(object);
        Recursion.enter(" while getting the str of an object");
        try {
            return requireStr(FunctionCall.object(function, object), "__str__");
        } finally {
            Recursion.leave();
        }
    }

    /** PyObject_ASCII. */
    public static long ascii(long object) {
        long repr = repr(object);
        if (Strings.isAscii(repr)) return repr;
        try {
            return Strings.of(escaped(repr));
        } finally {
            References.decref(repr);
        }
    }

    private static String escaped(long str) {
        StringBuilder text = new StringBuilder();
        int kind = Strings.kind(str);
        long data = Strings.data(str);
        for (long i = 0; i < Strings.length(str); i++) {
            int point = Strings.get(kind, data, i);
            if (point < 0x80) text.append((char) point);
            else text.append(String.format(point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
        }
        return text.toString();
    }

    /** PyObject_Bytes. */
    public static long bytes(long object) {
        if (object == NULL) return BytesType.of("<NULL>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (References.type(object) == BuiltinTypes.BYTES) return References.newRef(object);
        long method = Calls.lookupSpecial(object, "__bytes__");
        if (method == NULL) return bytesOfContent(object);
        try {
            long result = Calls.callNoArgs(method);
            if (TypeLookup.hasFlag(References.type(result), Constants.Py_TPFLAGS_BYTES_SUBCLASS)) return result;
            String type = TypeLookup.fullNameOf(result);
            References.decref(result);
            throw PyError.typeError("__bytes__ returned non-bytes (type " + type + ")");
        } finally {
            References.decref(method);
        }
    }

    /** PyBytes_FromObject: a buffer's content or an iterable's items, but not what bytes() makes of an int or a str. */
    private static long bytesOfContent(long object) {
        if (isStr(object) || LongType.isInstance(object)) {
            throw PyError.typeError("cannot convert '" + TypeLookup.fullNameOf(object) + "' object to bytes");
        }
        return Calls.callOneArg(BuiltinTypes.BYTES, object);
    }

    /** repr as a Java string. */
    public static String reprString(long object) {
        return javaString(repr(object));
    }

    /** str as a Java string. */
    public static String strString(long object) {
        return javaString(str(object));
    }

    private static String javaString(long str) {
        try {
            return Strings.toJava(str);
        } finally {
            References.decref(str);
        }
    }

    /** PyObject_Format; spec may be NULL. */
    public static long format(long object, long spec) {
        if (spec != NULL && !isStr(spec)) {
            throw PyError.systemError("Format specifier must be a string, not " + TypeLookup.fullNameOf(spec));
        }
        boolean plain = spec == NULL || Strings.length(spec) == 0;
        long type = References.type(object);
        if (plain && (type == BuiltinTypes.STR || type == BuiltinTypes.INT)) return str(object);
        return spec == NULL ? named("", empty -> formatted(object, empty)) : formatted(object, spec);
    }

    private static long formatted(long object, long spec) {
        long method = Calls.lookupSpecial(object, "__format__");
        if (method == NULL) {
            throw PyError.typeError("Type " + TypeLookup.fullNameOf(object) + " doesn't define __format__");
        }
        try {
            long result = Calls.callOneArg(method, spec);
            if (isStr(result)) return result;
            String type = TypeLookup.fullNameOf(result);
            References.decref(result);
            throw PyError.typeError("__format__ must return a str, not " + type);
        } finally {
            References.decref(method);
        }
    }

    /** PyObject_Hash. */
    public static long hash(long object) {
        long type = References.type(object);
        if (type == BuiltinTypes.STR) return StrType.hash(object);
        if (!TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_READY)) TypeReady.ready(type);
        long function = Memory.getLong(type + PyTypeObject.tp_hash);
        if (function == NULL) throw unhashable(object);
        return FunctionCall.length(function, object);
    }

    static PyError unhashable(long object) {
        return PyError.typeError("unhashable type: '" + TypeLookup.fullNameOf(object) + "'");
    }

    /** PyObject_RichCompare. */
    public static long richCompare(long left, long right, int op) {
        return Comparison.compare(left, right, op);
    }

    /** PyObject_RichCompareBool: identity implies equality. */
    public static boolean richCompareBool(long left, long right, int op) {
        return Comparison.test(left, right, op);
    }

    /** richCompareBool with Py_EQ. */
    public static boolean equal(long left, long right) {
        return Comparison.test(left, right, Constants.Py_EQ);
    }

    /** PyObject_IsTrue. */
    public static boolean isTrue(long object) {
        if (object == Singletons.TRUE) return true;
        if (object == Singletons.FALSE || object == Singletons.NONE) return false;
        long test = slot(object, PyTypeObject.tp_as_number, PyNumberMethods.nb_bool);
        if (test != NULL) return FunctionCall.test(test, object);
        long length = slot(object, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_length);
        if (length == NULL) length = slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_length);
        return length == NULL || FunctionCall.length(length, object) > 0;
    }

    /** A slot in one of the type's method tables, or NULL. */
    static long slot(long object, long table, long field) {
        long methods = TypeLookup.slotOf(object, table);
        return methods == NULL ? NULL : Memory.getLong(methods + field);
    }

    /** PyObject_IsInstance. */
    public static boolean isInstance(long object, long cls) {
        return TypeTests.isInstance(object, cls);
    }

    /** PyObject_IsSubclass. */
    public static boolean isSubclass(long derived, long cls) {
        return TypeTests.isSubclass(derived, cls);
    }

    /** _PyObject_RealIsInstance: without {@code __instancecheck__}. */
    public static boolean realIsInstance(long object, long cls) {
        return TypeTests.realIsInstance(object, cls);
    }

    /** _PyObject_RealIsSubclass: without {@code __subclasscheck__}. */
    public static boolean realIsSubclass(long derived, long cls) {
        return TypeTests.realIsSubclass(derived, cls);
    }

    /** PyObject_Size. */
    public static long length(long object) {
        long length = slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_length);
        if (length == NULL) length = slot(object, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_length);
        if (length == NULL) throw PyError.typeError("object of type '" + TypeLookup.fullNameOf(object) + "' has no len()");
        return FunctionCall.length(length, object);
    }

    /** _PyObject_HasLen. */
    public static boolean hasLength(long object) {
        return slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_length) != NULL
                || slot(object, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_length) != NULL;
    }

    /** PyObject_LengthHint. */
    public static long lengthHint(long object, long defaultValue) {
        if (hasLength(object)) {
            try {
                return length(object);
            } catch (PyError error) {
                dropTypeError(error);
            }
        }
        long method = Calls.lookupSpecial(object, "__length_hint__");
        if (method == NULL) return defaultValue;
        try {
            return hint(method, defaultValue);
        } finally {
            References.decref(method);
        }
    }

    private static void dropTypeError(PyError error) {
        if (!TypeLookup.isSubtype(error.type(), Exceptions.TypeError)) throw error;
        error.release();
    }

    private static long hint(long method, long defaultValue) {
        long answer;
        try {
            answer = Calls.callNoArgs(method);
        } catch (PyError error) {
            dropTypeError(error);
            return defaultValue;
        }
        try {
            if (answer == Singletons.NOT_IMPLEMENTED) return defaultValue;
            if (!LongType.isInstance(answer)) {
                throw PyError.typeError("__length_hint__ must be an integer, not " + TypeLookup.fullNameOf(answer));
            }
            long hint = LongType.asSsize(answer);
            if (hint < 0) throw PyError.valueError("__length_hint__() should return >= 0");
            return hint;
        } finally {
            References.decref(answer);
        }
    }

    /** PyObject_GetItem. */
    public static long getItem(long object, long key) {
        long subscript = slot(object, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_subscript);
        if (subscript != NULL) return FunctionCall.object(subscript, object, key);
        if (slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_item) != NULL) {
            return Sequences.getItem(object, sequenceIndex(key));
        }
        if (TypeLookup.isType(object)) return typeItem(object, key);
        throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not subscriptable");
    }

    private static long sequenceIndex(long key) {
        if (Numbers.isIndex(key)) return Numbers.asSsize(key, Exceptions.IndexError);
        throw PyError.typeError("sequence index must be integer, not '" + TypeLookup.fullNameOf(key) + "'");
    }

    /** {@code list[int]}: {@code __class_getitem__} of a class. */
    private static long typeItem(long type, long key) {
        if (type == BuiltinTypes.TYPE) return GenericAliasType.make(type, key);
        long method = lookupAttr(type, "__class_getitem__");
        if (method == NULL) throw PyError.typeError("type '" + TypeLookup.fullName(type) + "' is not subscriptable");
        try {
            if (method == Singletons.NONE) throw PyError.typeError("type '" + TypeLookup.fullName(type) + "' is not subscriptable");
            return Calls.callOneArg(method, key);
        } finally {
            References.decref(method);
        }
    }

    /** PyObject_SetItem. */
    public static void setItem(long object, long key, long value) {
        assignItem(object, key, value, "assignment");
    }

    /** PyObject_DelItem. */
    public static void delItem(long object, long key) {
        assignItem(object, key, NULL, "deletion");
    }

    private static void assignItem(long object, long key, long value, String what) {
        long assign = slot(object, PyTypeObject.tp_as_mapping, PyMappingMethods.mp_ass_subscript);
        if (assign != NULL) {
            FunctionCall.setting(assign, object, key, value);
            return;
        }
        boolean sequence = TypeLookup.slotOf(object, PyTypeObject.tp_as_sequence) != NULL;
        if (sequence && Numbers.isIndex(key)) {
            long index = Numbers.asSsize(key, Exceptions.IndexError);
            if (value == NULL) Sequences.deleteItem(object, index);
            else Sequences.setItem(object, index, value);
            return;
        }
        if (slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_ass_item) != NULL) sequenceIndex(key);
        throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object does not support item " + what);
    }

    /** PyObject_GetIter. */
    public static long iter(long object) {
        long function = TypeLookup.slotOf(object, PyTypeObject.tp_iter);
        if (function == NULL) {
            if (isSequence(object)) return Iterators.sequence(object);
            throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not iterable");
        }
        long iterator = FunctionCall.object(function, object);
        if (isIterator(iterator)) return iterator;
        throw Iterators.refused(iterator);
    }

    /** PySequence_Check. */
    static boolean isSequence(long object) {
        if (TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_DICT_SUBCLASS)) return false;
        return slot(object, PyTypeObject.tp_as_sequence, PySequenceMethods.sq_item) != NULL;
    }

    /** PyIter_Check. */
    public static boolean isIterator(long object) {
        long next = TypeLookup.slotOf(object, PyTypeObject.tp_iternext);
        return next != NULL && next != NEXT_NOT_IMPLEMENTED;
    }

    /** PyObject_GetAIter. */
    public static long asyncIter(long object) {
        long function = slot(object, PyTypeObject.tp_as_async, PyAsyncMethods.am_aiter);
        if (function == NULL) throw PyError.typeError("'" + TypeLookup.fullNameOf(object) + "' object is not an async iterable");
        long iterator = FunctionCall.object(function, object);
        if (isAsyncIterator(iterator)) return iterator;
        String type = TypeLookup.fullNameOf(iterator);
        References.decref(iterator);
        throw PyError.typeError("aiter() returned not an async iterator of type '" + type + "'");
    }

    /** PyAIter_Check. */
    public static boolean isAsyncIterator(long object) {
        long next = slot(object, PyTypeObject.tp_as_async, PyAsyncMethods.am_anext);
        return next != NULL && next != NEXT_NOT_IMPLEMENTED;
    }

    /** tp_iternext: NULL at the end. */
    public static long next(long iterator) {
        try {
            return FunctionCall.objectOrNull(TypeLookup.slotOf(iterator, PyTypeObject.tp_iternext), iterator);
        } catch (PyError error) {
            if (!TypeLookup.isSubtype(error.type(), Exceptions.StopIteration)) throw error;
            error.release();
            return NULL;
        }
    }

    /** PyObject_Dir; object may be NULL. */
    public static long dir(long object) {
        if (object == NULL) throw PyError.systemError("frame does not exist");
        long method = Calls.lookupSpecial(object, "__dir__");
        if (method == NULL) throw PyError.typeError("object does not provide __dir__");
        try {
            long names = Calls.callNoArgs(method);
            long list;
            try {
                list = Sequences.list(names);
            } finally {
                References.decref(names);
            }
            ListType.sort(list);
            return list;
        } finally {
            References.decref(method);
        }
    }

    /** PyCallable_Check. */
    public static boolean isCallable(long object) {
        return object != NULL && TypeLookup.slotOf(object, PyTypeObject.tp_call) != NULL;
    }

    /** _PyObject_FunctionStr: a str such as "list.append()". */
    public static long functionName(long callable) {
        return Strings.of(FunctionName.of(callable));
    }

    /** _PyObject_IsAbstract. */
    public static boolean isAbstract(long object) {
        return FunctionAttributes.isAbstract(object);
    }

    /** _PyObject_GetState: what {@code __getstate__} gives. */
    public static long state(long object) {
        return Reduction.state(object, false);
    }
}
