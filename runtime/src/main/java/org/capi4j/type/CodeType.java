package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.ToLongFunction;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** code: holds what it was made of; the bytecode at its end is never run. */
@BuiltinType("PyCode_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@Member(name = "co_argcount", type = Constants.T_INT, offset = PyCodeObject.co_argcount, flags = Constants.READONLY)
@Member(name = "co_posonlyargcount", type = Constants.T_INT, offset = PyCodeObject.co_posonlyargcount, flags = Constants.READONLY)
@Member(name = "co_kwonlyargcount", type = Constants.T_INT, offset = PyCodeObject.co_kwonlyargcount, flags = Constants.READONLY)
@Member(name = "co_stacksize", type = Constants.T_INT, offset = PyCodeObject.co_stacksize, flags = Constants.READONLY)
@Member(name = "co_flags", type = Constants.T_INT, offset = PyCodeObject.co_flags, flags = Constants.READONLY)
@Member(name = "co_nlocals", type = Constants.T_INT, offset = PyCodeObject.co_nlocals, flags = Constants.READONLY)
@Member(name = "co_names", type = Constants.T_OBJECT, offset = PyCodeObject.co_names, flags = Constants.READONLY)
@Member(name = "co_filename", type = Constants.T_OBJECT, offset = PyCodeObject.co_filename, flags = Constants.READONLY)
@Member(name = "co_name", type = Constants.T_OBJECT, offset = PyCodeObject.co_name, flags = Constants.READONLY)
@Member(name = "co_qualname", type = Constants.T_OBJECT, offset = PyCodeObject.co_qualname, flags = Constants.READONLY)
@Member(name = "co_firstlineno", type = Constants.T_INT, offset = PyCodeObject.co_firstlineno, flags = Constants.READONLY)
@Member(name = "co_linetable", type = Constants.T_OBJECT, offset = PyCodeObject.co_linetable, flags = Constants.READONLY)
@Member(name = "co_exceptiontable", type = Constants.T_OBJECT, offset = PyCodeObject.co_exceptiontable, flags = Constants.READONLY)
@Member(name = "co_consts", type = Constants.T_OBJECT, offset = PyCodeObject.co_consts, flags = Constants.READONLY)
public final class CodeType {
    private static final int RESUME = 0x97;
    static final int VARARGS = 4;
    static final int VARKEYWORDS = 8;
    private static final byte FAST_LOCAL = 0x20;
    private static final byte FAST_CELL = 0x40;
    private static final byte FAST_FREE = (byte) 0x80;

    /** RESUME, LOAD_ASSERTION_ERROR, RAISE_VARARGS 1; all of the first line. */
    private static final byte[] EMPTY_BYTECODE = {(byte) RESUME, 0, 0x4a, 0, (byte) 0x82, 1};

    private static final byte[] EMPTY_LINES = {(byte) 0xea, 0};

    private CodeType() {}

    /** The arguments of {@code PyCode_New}; objects are borrowed. */
    public record Parts(
            int argcount,
            int posonlyargcount,
            int kwonlyargcount,
            int nlocals,
            int stacksize,
            int flags,
            long code,
            long consts,
            long names,
            long varnames,
            long freevars,
            long cellvars,
            long filename,
            long name,
            long qualname,
            int firstlineno,
            long linetable,
            long exceptiontable) {

        void check() {
            boolean counts = argcount >= posonlyargcount && posonlyargcount >= 0 && kwonlyargcount >= 0 && nlocals >= 0 && stacksize >= 0 && flags >= 0;
            boolean bytes = is(code, Constants.Py_TPFLAGS_BYTES_SUBCLASS)
                    && is(linetable, Constants.Py_TPFLAGS_BYTES_SUBCLASS)
                    && is(exceptiontable, Constants.Py_TPFLAGS_BYTES_SUBCLASS);
            boolean tuples = is(consts, Constants.Py_TPFLAGS_TUPLE_SUBCLASS)
                    && is(names, Constants.Py_TPFLAGS_TUPLE_SUBCLASS)
                    && is(varnames, Constants.Py_TPFLAGS_TUPLE_SUBCLASS)
                    && is(freevars, Constants.Py_TPFLAGS_TUPLE_SUBCLASS)
                    && is(cellvars, Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
            boolean texts = is(filename, Constants.Py_TPFLAGS_UNICODE_SUBCLASS)
                    && is(name, Constants.Py_TPFLAGS_UNICODE_SUBCLASS)
                    && is(qualname, Constants.Py_TPFLAGS_UNICODE_SUBCLASS);
            if (!counts || !bytes || !tuples || !texts) throw PyError.badInternalCall();
            if (nlocals != TupleType.size(varnames)) throw PyError.valueError("code: co_nlocals != len(co_varnames)");
            long size = BytesType.size(code);
            if (size % 2 != 0) throw PyError.valueError("code: co_code is malformed");
            int more = ((flags & VARARGS) != 0 ? 1 : 0) + ((flags & VARKEYWORDS) != 0 ? 1 : 0);
            if (argcount + kwonlyargcount + more > nlocals) throw PyError.valueError("code: co_varnames is too small");
        }
    }

    private static boolean is(long object, long flag) {
        return object != NULL && TypeLookup.hasFlag(References.type(object), flag);
    }

    /** {@code PyCode_NewWithPosOnlyArgs}. */
    public static long make(Parts parts) {
        parts.check();
        long size = BytesType.size(parts.code());
        long code = Allocation.genericAlloc(BuiltinTypes.CODE, size / 2);
        Memory.copy(BytesType.data(parts.code()), code + PyCodeObject.co_code_adaptive, size);
        putCounts(code, parts);
        put(code, PyCodeObject.co_consts, parts.consts());
        put(code, PyCodeObject.co_names, parts.names());
        put(code, PyCodeObject.co_filename, parts.filename());
        put(code, PyCodeObject.co_name, parts.name());
        put(code, PyCodeObject.co_qualname, parts.qualname());
        put(code, PyCodeObject.co_linetable, parts.linetable());
        put(code, PyCodeObject.co_exceptiontable, parts.exceptiontable());
        putVariables(code, parts);
        Memory.putInt(code + PyCodeObject._co_firsttraceable, firstResume(code));
        return code;
    }

    /**
     * As {@code marshal} has it: argcount, posonlyargcount, kwonlyargcount, stacksize and flags; bytecode, consts, names, all variables and
     * their kinds, filename, name, qualname, linetable and exceptiontable (borrowed).
     */
    public static long ofLocalsPlus(int[] counts, long[] parts, int line) {
        return withLocalsPlus(counts, parts, line, CodeType::make);
    }

    /** Whether {@link #ofLocalsPlus} would make a code object of these: an exception if not. */
    public static void validate(int[] counts, long[] parts) {
        withLocalsPlus(counts, parts, 1, checked -> {
            checked.check();
            return NULL;
        });
    }

    private static long withLocalsPlus(int[] counts, long[] parts, int line, ToLongFunction<Parts> use) {
        boolean fits = is(parts[3], Constants.Py_TPFLAGS_TUPLE_SUBCLASS) && is(parts[4], Constants.Py_TPFLAGS_BYTES_SUBCLASS);
        if (!fits || TupleType.size(parts[3]) != BytesType.size(parts[4])) throw PyError.badInternalCall();
        long locals = chosen(parts[3], parts[4], FAST_LOCAL);
        long cells = chosen(parts[3], parts[4], FAST_CELL);
        long free = chosen(parts[3], parts[4], FAST_FREE);
        try {
            return use.applyAsLong(new Parts(
                    counts[0], counts[1], counts[2], (int) TupleType.size(locals), counts[3], counts[4], parts[0], parts[1], parts[2],
                    locals, free, cells, parts[5], parts[6], parts[7], line, parts[8], parts[9]));
        } finally {
            References.decref(locals);
            References.decref(cells);
            References.decref(free);
        }
    }

    private static void put(long code, long field, long value) {
        Memory.putLong(code + field, References.newRef(value));
    }

    private static void putCounts(long code, Parts parts) {
        Memory.putInt(code + PyCodeObject.co_argcount, parts.argcount());
        Memory.putInt(code + PyCodeObject.co_posonlyargcount, parts.posonlyargcount());
        Memory.putInt(code + PyCodeObject.co_kwonlyargcount, parts.kwonlyargcount());
        Memory.putInt(code + PyCodeObject.co_stacksize, parts.stacksize());
        Memory.putInt(code + PyCodeObject.co_flags, parts.flags());
        Memory.putInt(code + PyCodeObject.co_firstlineno, parts.firstlineno());
        Memory.putInt(code + PyCodeObject.co_nlocals, parts.nlocals());
        Memory.putInt(code + PyCodeObject.co_ncellvars, (int) TupleType.size(parts.cellvars()));
        Memory.putInt(code + PyCodeObject.co_nfreevars, (int) TupleType.size(parts.freevars()));
    }

    /** Local variables, then cells that are no locals, then free variables; a byte per variable says which kinds it is. */
    private static void putVariables(long code, Parts parts) {
        int locals = parts.nlocals();
        int cells = (int) TupleType.size(parts.cellvars());
        int free = (int) TupleType.size(parts.freevars());
        byte[] kinds = new byte[locals + cells + free];
        long[] names = new long[kinds.length];
        int count = 0;
        for (; count < locals; count++) {
            names[count] = TupleType.get(parts.varnames(), count);
            kinds[count] = FAST_LOCAL;
        }
        int plainCells = 0;
        for (int i = 0; i < cells; i++) {
            long cell = TupleType.get(parts.cellvars(), i);
            int local = 0;
            while (local < locals && !Objects.equal(names[local], cell)) local++;
            if (local == locals) {
                plainCells++;
                local = count;
                names[count++] = cell;
            }
            kinds[local] |= FAST_CELL;
        }
        for (int i = 0; i < free; i++) {
            kinds[count] = FAST_FREE;
            names[count++] = TupleType.get(parts.freevars(), i);
        }
        Memory.putInt(code + PyCodeObject.co_nplaincellvars, plainCells);
        Memory.putInt(code + PyCodeObject.co_nlocalsplus, count);
        Memory.putLong(code + PyCodeObject.co_localsplusnames, TupleType.of(java.util.Arrays.copyOf(names, count)));
        Memory.putLong(code + PyCodeObject.co_localspluskinds, BytesType.of(java.util.Arrays.copyOf(kinds, count)));
    }

    private static int firstResume(long code) {
        int units = (int) Memory.getLong(code + PyVarObject.ob_size);
        for (int i = 0; i < units; i++) {
            if (Memory.getUnsignedByte(code + PyCodeObject.co_code_adaptive + 2L * i) == RESUME) return i;
        }
        return 0;
    }

    /** {@code PyCode_NewEmpty}: code that only says where it is. */
    public static long makeEmpty(long filename, long name, int line) {
        long none = TupleType.empty();
        long bytecode = BytesType.of(EMPTY_BYTECODE);
        long lines = BytesType.of(EMPTY_LINES);
        long nothing = BytesType.of(new byte[0]);
        try {
            return make(new Parts(
                    0, 0, 0, 0, 1, 0, bytecode, none, none, none, none, none, filename, name, name, line, lines, nothing));
        } finally {
            References.decref(none);
            References.decref(bytecode);
            References.decref(lines);
            References.decref(nothing);
        }
    }

    /** {@code PyCode_Addr2Line}: -1 where the instruction has no line. */
    public static int lineOf(long code, int offset) {
        if (offset < 0) return Memory.getInt(code + PyCodeObject.co_firstlineno);
        LineTable table = new LineTable(code);
        while (table.next()) {
            if (offset < table.end()) return table.line();
        }
        return -1;
    }

    private static long variables(long self, byte kind) {
        return chosen(Memory.getLong(self + PyCodeObject.co_localsplusnames), Memory.getLong(self + PyCodeObject.co_localspluskinds), kind);
    }

    /** A new tuple of the variables of one kind. */
    private static long chosen(long names, long kindsObject, byte kind) {
        long kinds = BytesType.data(kindsObject);
        long list = ListType.make(0);
        for (long i = 0; i < TupleType.size(names); i++) {
            if ((Memory.getByte(kinds + i) & kind) != 0) ListType.append(list, TupleType.get(names, i));
        }
        long tuple = Sequences.tuple(list);
        References.decref(list);
        return tuple;
    }

    @Getter("co_varnames")
    public static long varnames(long self) {
        return variables(self, FAST_LOCAL);
    }

    @Getter("co_cellvars")
    public static long cellvars(long self) {
        return variables(self, FAST_CELL);
    }

    @Getter("co_freevars")
    public static long freevars(long self) {
        return variables(self, FAST_FREE);
    }

    @Getter({"co_code", "_co_code_adaptive"})
    public static long bytecode(long self) {
        long size = 2 * Memory.getLong(self + PyVarObject.ob_size);
        return BytesType.of(Memory.getBytes(self + PyCodeObject.co_code_adaptive, size));
    }

    @Getter("co_lnotab")
    public static long lineNumbers(long self) {
        return LineTable.deltas(self);
    }

    @Method("_varname_from_oparg")
    public static long variable(long self, long args, long nargs, long kwnames) {
        int index = Arguments.integer(KeywordArguments.parse("_varname_from_oparg", args, nargs, kwnames, 1, 1, "oparg")[0]);
        long names = Memory.getLong(self + PyCodeObject.co_localsplusnames);
        if (index < 0 || index >= TupleType.size(names)) throw PyError.indexError("tuple index out of range");
        return References.newRef(TupleType.get(names, index));
    }

    /** What C code keeps with it counts, too. */
    @Method("__sizeof__")
    public static long sizeOf(long self) {
        long type = References.type(self);
        long size = Memory.getLong(type + PyTypeObject.tp_basicsize) + 2 * Memory.getLong(self + PyVarObject.ob_size);
        return LongType.of((size + 7) / 8 * 8 + CodeExtras.bytes(self));
    }

    @Method("co_lines")
    public static long lines(long self) {
        return LineTable.lines(self);
    }

    @Method("co_positions")
    public static long positions(long self) {
        return LineTable.positions(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        int line = Memory.getInt(self + PyCodeObject.co_firstlineno);
        String name = Strings.toJava(Memory.getLong(self + PyCodeObject.co_name));
        String file = Strings.toJava(Memory.getLong(self + PyCodeObject.co_filename));
        return Strings.of("<code object " + name + " at 0x" + Long.toHexString(self) + ", file \"" + file + "\", line " + (line == 0 ? -1 : line) + ">");
    }

    /** What code objects are equal by: a new tuple. */
    private static long key(long self) {
        return TupleType.steal(
                get(self, PyCodeObject.co_name),
                number(self, PyCodeObject.co_argcount),
                number(self, PyCodeObject.co_posonlyargcount),
                number(self, PyCodeObject.co_kwonlyargcount),
                number(self, PyCodeObject.co_flags),
                number(self, PyCodeObject.co_firstlineno),
                bytecode(self),
                get(self, PyCodeObject.co_consts),
                get(self, PyCodeObject.co_names),
                get(self, PyCodeObject.co_localsplusnames),
                get(self, PyCodeObject.co_linetable),
                get(self, PyCodeObject.co_exceptiontable));
    }

    private static long get(long self, long field) {
        return References.newRef(Memory.getLong(self + field));
    }

    private static long number(long self, long field) {
        return LongType.of(Memory.getInt(self + field));
    }

    @Slot("tp_richcompare")
    public static long richCompare(long self, long other, int op) {
        boolean comparable = References.type(self) == BuiltinTypes.CODE && References.type(other) == BuiltinTypes.CODE;
        if (!comparable || op != Constants.Py_EQ && op != Constants.Py_NE) return Singletons.notImplemented();
        long left = key(self);
        long right = key(other);
        try {
            return Objects.richCompare(left, right, op);
        } finally {
            References.decref(left);
            References.decref(right);
        }
    }

    @Slot("tp_hash")
    public static long hash(long self) {
        long key = key(self);
        try {
            return Objects.hash(key);
        } finally {
            References.decref(key);
        }
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        CodeExtras.dealloc(self);
        if (Memory.getLong(self + PyCodeObject.co_weakreflist) != NULL) WeakrefType.clearAll(self);
        References.clear(self + PyCodeObject.co_consts);
        References.clear(self + PyCodeObject.co_names);
        References.clear(self + PyCodeObject.co_exceptiontable);
        References.clear(self + PyCodeObject.co_localsplusnames);
        References.clear(self + PyCodeObject.co_localspluskinds);
        References.clear(self + PyCodeObject.co_filename);
        References.clear(self + PyCodeObject.co_name);
        References.clear(self + PyCodeObject.co_qualname);
        References.clear(self + PyCodeObject.co_linetable);
        References.clear(self + PyCodeObject._co_code);
        Allocation.freeInstance(self);
    }
}
