package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyObject;
import org.capi4j.layout.Py_buffer;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.text.FloatText;
import org.capi4j.type.Buffers;
import org.capi4j.type.BytesType;
import org.capi4j.type.CodeType;
import org.capi4j.type.ComplexType;
import org.capi4j.type.DictType;
import org.capi4j.type.FloatType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Recursion;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;

/** {@code marshal.dumps}: a type byte, then the value; numbers little endian. From version 3 on, what was written before is a reference. */
final class MarshalWriter {
    private static final int REFERABLE = 0x80;

    private final int version;
    private final boolean lenient;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Addresses of objects, in the order in which they were written. They stay alive: whoever called holds what they hang from. */
    private final Map<Long, Integer> written = new HashMap<>();

    /** Objects that were made for being written. */
    private final List<Long> temporaries = new ArrayList<>();

    private int depth;

    /** What the type byte of the object being written is combined with. */
    private int flag;

    /** @param lenient whether an object that can't be written is a question mark, as in C's files, and no error */
    private MarshalWriter(int version, boolean lenient) {
        this.version = version;
        this.lenient = lenient;
    }

    static byte[] write(long object, int version, boolean lenient) {
        MarshalWriter writer = new MarshalWriter(version, lenient);
        try {
            writer.object(object);
            return writer.out.toByteArray();
        } finally {
            writer.temporaries.forEach(References::decref);
        }
    }

    private void object(long object) {
        MarshalReader.enter(++depth, "object too deeply nested to marshal");
        try {
            int constant = object == NULL ? '0' : constant(object);
            if (constant != 0) out.write(constant);
            else if (!reference(object)) complex(object);
        } finally {
            Recursion.leave();
            depth--;
        }
    }

    private static int constant(long object) {
        if (object == Singletons.NONE) return 'N';
        if (object == Exceptions.StopIteration) return 'S';
        if (object == Singletons.ELLIPSIS) return '.';
        if (References.type(object) == BuiltinTypes.BOOL) return LongType.sign(object) == 0 ? 'F' : 'T';
        return 0;
    }

    /** An object that nothing else refers to can't come again. */
    private boolean reference(long object) {
        flag = 0;
        if (version < 3 || Memory.getLong(object + PyObject.ob_refcnt) == 1) return false;
        Integer index = written.putIfAbsent(object, written.size());
        if (index == null) {
            flag = REFERABLE;
            return false;
        }
        out.write('r');
        integer(index);
        return true;
    }

    private void type(int type) {
        out.write(type | flag);
    }

    private void complex(long object) {
        long type = References.type(object);
        if (type == BuiltinTypes.INT) number(object);
        else if (type == BuiltinTypes.FLOAT) floating(object);
        else if (type == BuiltinTypes.COMPLEX) complexNumber(object);
        else if (type == BuiltinTypes.BYTES) bytes('s', BytesType.toJava(object));
        else if (type == BuiltinTypes.STR) text(object);
        else if (type == BuiltinTypes.TUPLE) tuple(object);
        else if (type == BuiltinTypes.LIST) list(object);
        else if (type == BuiltinTypes.DICT) dict(object);
        else if (SetType.isAnySetExact(object)) set(object);
        else if (type == BuiltinTypes.CODE) code(object);
        else if (Buffers.check(object)) buffer(object);
        else unmarshallable();
    }

    private void unmarshallable() {
        out.write('?');
        if (!lenient) throw PyError.valueError("unmarshallable object");
    }

    private void integer(long value) {
        for (int i = 0; i < 4; i++) out.write((int) (value >> (8 * i)));
    }

    /** A long one in digits of 15 bits, its sign that of their number. */
    private void number(long object) {
        BigInteger value = LongType.asBigInteger(object);
        if (value.bitLength() < 32) {
            type('i');
            integer(value.longValue());
            return;
        }
        type('l');
        int digits = (value.abs().bitLength() + 14) / 15;
        integer(value.signum() < 0 ? -digits : digits);
        BigInteger rest = value.abs();
        for (int i = 0; i < digits; i++, rest = rest.shiftRight(15)) {
            int digit = rest.intValue() & 0x7fff;
            out.write(digit);
            out.write(digit >> 8);
        }
    }

    private void floating(long object) {
        type(version > 1 ? 'g' : 'f');
        part(FloatType.value(object));
    }

    private void complexNumber(long object) {
        type(version > 1 ? 'y' : 'x');
        part(ComplexType.real(object));
        part(ComplexType.imaginary(object));
    }

    private void part(double value) {
        if (version > 1) {
            long bits = Double.doubleToRawLongBits(value);
            for (int i = 0; i < 8; i++) out.write((int) (bits >> (8 * i)));
        } else {
            byte[] digits = FloatText.toText(value, 'g', 17, 0).getBytes(StandardCharsets.US_ASCII);
            out.write(digits.length);
            out.writeBytes(digits);
        }
    }

    private void bytes(int type, byte[] content) {
        type(type);
        integer(content.length);
        out.writeBytes(content);
    }

    private void text(long str) {
        boolean interned = version >= 3 && StrType.isInterned(str);
        boolean ascii = version >= 4 && StrType.bound(str) < 0x80;
        long encoded = StrType.encode(str, "utf-8", "surrogatepass");
        byte[] content = BytesType.toJava(encoded);
        References.decref(encoded);
        if (!ascii) {
            bytes(interned ? 't' : 'u', content);
        } else if (content.length < 256) {
            type(interned ? 'Z' : 'z');
            out.write(content.length);
            out.writeBytes(content);
        } else {
            bytes(interned ? 'A' : 'a', content);
        }
    }

    private void tuple(long tuple) {
        long size = TupleType.size(tuple);
        boolean small = version >= 4 && size < 256;
        type(small ? ')' : '(');
        if (small) out.write((int) size);
        else integer(size);
        for (long i = 0; i < size; i++) object(TupleType.get(tuple, i));
    }

    private void list(long list) {
        type('[');
        long size = ListType.size(list);
        integer(size);
        for (long i = 0; i < size; i++) object(ListType.get(list, i));
    }

    private void dict(long dict) {
        type('{');
        long[] entry = new long[2];
        for (long at = DictType.next(dict, 0, entry); at >= 0; at = DictType.next(dict, at, entry)) {
            object(entry[0]);
            object(entry[1]);
        }
        out.write('0');
    }

    private record Item(long object, byte[] bytes) {}

    /** In the order of what the items are written as, which doesn't depend on hashes. */
    private void set(long set) {
        type(SetType.isFrozenExact(set) ? '>' : '<');
        integer(SetType.size(set));
        List<Item> items = new ArrayList<>();
        long[] entry = new long[2];
        for (long at = SetType.next(set, 0, entry); at >= 0; at = SetType.next(set, at, entry)) {
            items.add(new Item(entry[0], write(entry[0], version, lenient)));
        }
        items.sort((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes()));
        for (Item item : items) object(item.object());
    }

    private void code(long code) {
        type('c');
        for (long field : MarshalReader.CODE_COUNTS) integer(Memory.getInt(code + field));
        temporary(CodeType.bytecode(code));
        for (long field : MarshalReader.CODE_OBJECTS) object(Memory.getLong(code + field));
        integer(Memory.getInt(code + PyCodeObject.co_firstlineno));
        object(Memory.getLong(code + PyCodeObject.co_linetable));
        object(Memory.getLong(code + PyCodeObject.co_exceptiontable));
    }

    private void temporary(long object) {
        temporaries.add(object);
        object(object);
    }

    private void buffer(long object) {
        long view = Allocation.allocate(Py_buffer.SIZEOF);
        try {
            try {
                Buffers.get(object, view, Constants.PyBUF_SIMPLE);
            } catch (PyError noBuffer) {
                noBuffer.release();
                unmarshallable();
                return;
            }
            bytes('s', Memory.getBytes(Memory.getLong(view + Py_buffer.buf), Memory.getLong(view + Py_buffer.len)));
            Buffers.release(view);
        } finally {
            Allocation.free(view);
        }
    }
}
