package org.capi4j.capi;

import java.util.Arrays;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;
import org.capi4j.type.CodeExtras;
import org.capi4j.type.CodeType;
import org.capi4j.type.ConstantKey;
import org.capi4j.type.LineTable;
import org.capi4j.type.LineWalk;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;

/** {@code code.h}: code objects. */
@CApi
public final class PyCode {
    private static final long CONSTRUCTOR_FLAGS = 24;
    private static final long CONSTRUCTOR_LINE = 40;
    private static final long CONSTRUCTOR_COUNTS = 88;

    /** code, consts, names, localsplusnames, localspluskinds, filename, name, qualname, linetable, exceptiontable. */
    private static final long[] CONSTRUCTOR_PARTS = {32, 56, 64, 72, 80, 0, 8, 16, 48, 104};

    private PyCode() {}

    public static long PyCode_NewEmpty(long filename, long function, int firstlineno) {
        long file = StrCodecs.decodeFileName(filename, Memory.stringLength(filename));
        try {
            long name = StrType.decodeUtf8(function, Memory.stringLength(function), null);
            try {
                return CodeType.makeEmpty(file, name, firstlineno);
            } finally {
                References.decref(name);
            }
        } finally {
            References.decref(file);
        }
    }

    public static long PyCode_New(
            int argcount, int kwonly, int nlocals, int stacksize, int flags,
            @Nullable long code, @Nullable long consts, @Nullable long names, @Nullable long varnames, @Nullable long freevars, @Nullable long cellvars,
            @Nullable long filename, @Nullable long name, @Nullable long qualname, int firstlineno, @Nullable long linetable, @Nullable long exceptions) {
        return PyCode_NewWithPosOnlyArgs(
                argcount, 0, kwonly, nlocals, stacksize, flags, code, consts, names, varnames, freevars, cellvars, filename, name, qualname,
                firstlineno, linetable, exceptions);
    }

    public static long PyCode_NewWithPosOnlyArgs(
            int argcount, int posonly, int kwonly, int nlocals, int stacksize, int flags,
            @Nullable long code, @Nullable long consts, @Nullable long names, @Nullable long varnames, @Nullable long freevars, @Nullable long cellvars,
            @Nullable long filename, @Nullable long name, @Nullable long qualname, int firstlineno, @Nullable long linetable, @Nullable long exceptions) {
        return CodeType.make(new CodeType.Parts(
                argcount, posonly, kwonly, nlocals, stacksize, flags, code, consts, names, varnames, freevars, cellvars, filename, name, qualname,
                firstlineno, linetable, exceptions));
    }

    public static int PyCode_Addr2Line(long code, int offset) {
        return CodeType.lineOf(code, offset);
    }

    public static int PyCode_Addr2Location(long code, int offset, long line, long column, long endLine, long endColumn) {
        if (offset < 0) {
            put(line, column, endLine, endColumn, Memory.getInt(code + PyCodeObject.co_firstlineno), 0, 0, 0);
            return 1;
        }
        LineTable table = new LineTable(code);
        while (table.next()) {
            if (offset >= table.end()) continue;
            put(line, column, endLine, endColumn, table.line(), table.column(), table.endLine(), table.endColumn());
            return 1;
        }
        put(line, column, endLine, endColumn, -1, -1, -1, -1);
        return 1;
    }

    private static void put(long line, long column, long endLine, long endColumn, int... values) {
        Memory.putInt(line, values[0]);
        Memory.putInt(column, values[1]);
        Memory.putInt(endLine, values[2]);
        Memory.putInt(endColumn, values[3]);
    }

    public static long PyCode_GetCode(long code) {
        return CodeType.bytecode(code);
    }

    public static long PyCode_GetVarnames(long code) {
        return CodeType.varnames(code);
    }

    public static long PyCode_GetCellvars(long code) {
        return CodeType.cellvars(code);
    }

    public static long PyCode_GetFreevars(long code) {
        return CodeType.freevars(code);
    }

    public static int _PyCode_CheckLineNumber(int lasti, long bounds) {
        return LineWalk.lineOf(bounds, lasti);
    }

    public static long _PyCode_ConstantKey(long obj) {
        return ConstantKey.of(obj);
    }

    public static int _PyCode_GetExtra(long code, long index, long extra) {
        Memory.putLong(extra, CodeExtras.get(code, index));
        return 0;
    }

    public static int _PyCode_SetExtra(long code, long index, @Nullable long extra) {
        CodeExtras.set(code, index, extra);
        return 0;
    }

    public static long _PyEval_RequestCodeExtraIndex(@Nullable long free) {
        return CodeExtras.request(free);
    }

    public static int _PyCode_Validate(long constructor) {
        CodeType.validate(counts(constructor), parts(constructor));
        return 0;
    }

    public static long _PyCode_New(long constructor) {
        return CodeType.ofLocalsPlus(counts(constructor), parts(constructor), Memory.getInt(constructor + CONSTRUCTOR_LINE));
    }

    /** Of {@code struct _PyCodeConstructor}: argcount, posonlyargcount, kwonlyargcount, stacksize and flags. */
    private static int[] counts(long constructor) {
        int[] counts = new int[5];
        for (int i = 0; i < 4; i++) counts[i] = Memory.getInt(constructor + CONSTRUCTOR_COUNTS + 4L * i);
        counts[4] = Memory.getInt(constructor + CONSTRUCTOR_FLAGS);
        return counts;
    }

    /** Its objects in {@code marshal}'s order. */
    private static long[] parts(long constructor) {
        return Arrays.stream(CONSTRUCTOR_PARTS).map(offset -> Memory.getLong(constructor + offset)).toArray();
    }

    public static long PyCode_Optimize(long code, @Nullable long consts, @Nullable long names, @Nullable long lnotab) {
        return References.newRef(code);
    }
}
