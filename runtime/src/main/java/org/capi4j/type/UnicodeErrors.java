package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.layout.PyUnicodeErrorObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * What UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError share: {@code PyUnicodeErrorObject}, and the accessors
 * that codec error handlers use.
 */
public final class UnicodeErrors {
    private UnicodeErrors() {}

    static void dealloc(long self, long owner) {
        Allocation.gcUntrack(self);
        Trashcan.run(self, owner, object -> {
            clear(object);
            Allocation.freeInstance(object);
        });
    }

    static int clear(long self) {
        BaseExceptionType.clearFields(self, PyUnicodeErrorObject.encoding, 2);
        References.clear(self + PyUnicodeErrorObject.reason);
        return BaseExceptionType.clear(self);
    }

    static int traverse(long self, long visit, long argument) {
        int stop = Traversal.visit(Memory.getLong(self + PyUnicodeErrorObject.reason), visit, argument);
        return stop != 0 ? stop : BaseExceptionType.traverseWith(self, PyUnicodeErrorObject.encoding, 2, visit, argument);
    }

    /** The arguments of {@code __init__}; {@code count} of them are needed. */
    static void requireCount(long args, int count) {
        long size = TupleType.size(args);
        if (size != count) throw PyError.typeError("function takes exactly " + count + " arguments (" + size + " given)");
    }

    /** Argument {@code index}, which has to be a str: borrowed. */
    static long str(long args, int index) {
        long value = TupleType.get(args, index);
        if (!isStr(value)) {
            String type = value == Singletons.NONE ? "None" : TypeLookup.fullNameOf(value);
            throw PyError.typeError("argument " + (index + 1) + " must be str, not " + type);
        }
        return value;
    }

    static boolean isStr(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
    }

    /** Sets all fields; {@code encoding} NULL for none. The references are borrowed. */
    static void set(long self, long encoding, long object, long start, long end, long reason) {
        References.setRef(self + PyUnicodeErrorObject.encoding, References.xnewRef(encoding));
        References.setRef(self + PyUnicodeErrorObject.object, References.newRef(object));
        Memory.putLong(self + PyUnicodeErrorObject.start, start);
        Memory.putLong(self + PyUnicodeErrorObject.end, end);
        References.setRef(self + PyUnicodeErrorObject.reason, References.newRef(reason));
    }

    static String text(long self, long field) {
        long value = Memory.getLong(self + field);
        return value == NULL ? "<NULL>" : Objects.strString(value); // as CPython's own formatting shows NULL
    }

    /** A code point as messages show it: {@code \xe9}, <code>&#92;u1234</code>. */
    static String escape(int point) {
        if (point <= 0xff) return "\\x%02x".formatted(point);
        return (point <= 0xffff ? "\\u%04x" : "\\U%08x").formatted(point);
    }

    /** CPython reads and writes what it is given as if it were such an exception. */
    public static long require(long self) {
        if (!TypeLookup.isSubtype(References.type(self), Exceptions.UnicodeError)) {
            throw PyError.typeError("a UnicodeError is needed, not '" + TypeLookup.fullNameOf(self) + "'");
        }
        return self;
    }

    /** The str or bytes that the error is about: a new reference. */
    public static long object(long self) {
        require(self);
        boolean bytes = isDecode(self);
        long object = Memory.getLong(self + PyUnicodeErrorObject.object);
        if (object == NULL) throw PyError.typeError("object attribute not set");
        long flag = bytes ? Constants.Py_TPFLAGS_BYTES_SUBCLASS : Constants.Py_TPFLAGS_UNICODE_SUBCLASS;
        if (!TypeLookup.hasFlag(References.type(object), flag)) {
            throw PyError.typeError("object attribute must be " + (bytes ? "bytes" : "unicode"));
        }
        return References.newRef(object);
    }

    private static boolean isDecode(long self) {
        return TypeLookup.isSubtype(References.type(self), Exceptions.UnicodeDecodeError);
    }

    private static long size(long self) {
        long object = object(self);
        try {
            return isDecode(self) ? BytesType.size(object) : Strings.length(object);
        } finally {
            References.decref(object);
        }
    }

    /** {@code encoding} or {@code reason}: a new reference. */
    public static long strField(long self, long field, String name) {
        long value = Memory.getLong(require(self) + field);
        if (value == NULL) throw PyError.typeError(name + " attribute not set");
        if (!isStr(value)) throw PyError.typeError(name + " attribute must be unicode");
        return References.newRef(value);
    }

    /** The start, within the object. */
    public static long start(long self) {
        long size = size(self);
        long start = Math.max(Memory.getLong(self + PyUnicodeErrorObject.start), 0);
        return start >= size ? size - 1 : start;
    }

    /** The end, within the object and behind its first position. */
    public static long end(long self) {
        long size = size(self);
        return Math.min(Math.max(Memory.getLong(self + PyUnicodeErrorObject.end), 1), size);
    }

    /** A new UnicodeDecodeError, not yet raised. */
    public static long decodeError(String encoding, long object, long start, long end, String reason) {
        return create(Exceptions.UnicodeDecodeError, encoding, object, start, end, reason);
    }

    /** A new UnicodeEncodeError, not yet raised. */
    public static long encodeError(String encoding, long object, long start, long end, String reason) {
        return create(Exceptions.UnicodeEncodeError, encoding, object, start, end, reason);
    }

    /** A new UnicodeTranslateError, not yet raised. */
    public static long translateError(long object, long start, long end, String reason) {
        return create(Exceptions.UnicodeTranslateError, null, object, start, end, reason);
    }

    /** {@code object} is borrowed. */
    private static long create(long type, String encoding, long object, long start, long end, String reason) {
        try (OwnedObjects owned = new OwnedObjects()) {
            long name = encoding == null ? NULL : owned.add(Strings.of(encoding));
            long first = owned.add(LongType.of(start));
            long last = owned.add(LongType.of(end));
            long text = owned.add(Strings.of(reason));
            long args = encoding == null
                    ? TupleType.of(object, first, last, text)
                    : TupleType.of(name, object, first, last, text);
            return Calls.call(type, owned.add(args), NULL);
        }
    }
}
