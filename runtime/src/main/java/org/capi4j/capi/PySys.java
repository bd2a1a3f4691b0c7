package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.AuditHooks;
import org.capi4j.module.Imports;
import org.capi4j.module.SysContents;
import org.capi4j.module.SysModule;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.TupleType;

/** {@code sysmodule.h}: the contents of {@code sys}, its streams, and auditing. */
@CApi
public final class PySys {
    private PySys() {}

    public static long PySys_GetObject(long name) {
        return SysContents.get(Memory.getString(name));
    }

    public static int PySys_SetObject(long name, @Nullable long value) {
        SysContents.set(CText.of(name), value);
        return 0;
    }

    public static long _PySys_GetAttr(long tstate, long name) {
        return SysContents.get(Strings.toJava(name));
    }

    public static long _PySys_GetSizeOf(long object) {
        return SysModule.sizeOf(object);
    }

    public static void c4j_va_PySys_WriteStdout(long text) {
        SysContents.write("stdout", Memory.getString(text));
    }

    public static void c4j_va_PySys_WriteStderr(long text) {
        SysContents.write("stderr", Memory.getString(text));
    }

    public static void c4j_va_PySys_FormatStdout(long format, long va) {
        SysContents.write("stdout", formatted(format, va));
    }

    public static void c4j_va_PySys_FormatStderr(long format, long va) {
        SysContents.write("stderr", formatted(format, va));
    }

    private static String formatted(long format, long va) {
        long text = PyUnicode.PyUnicode_FromFormatV(format, va);
        try {
            return Strings.toJava(text);
        } finally {
            References.decref(text);
        }
    }

    public static int PySys_AddAuditHook(long hook, long userData) {
        AuditHooks.add(hook, userData);
        return 0;
    }

    public static int c4j_va_PySys_Audit(long event, long argFormat, long va) {
        long args = argFormat == NULL ? TupleType.empty() : arguments(argFormat, va);
        try {
            AuditHooks.audit(Memory.getString(event), args);
        } finally {
            References.decref(args);
        }
        return 0;
    }

    /** One value stands for a tuple of one. */
    private static long arguments(long format, long va) {
        if (Memory.getByte(format) == 0) return TupleType.empty();
        long value = FunctionCall.object(Shim.symbol("Py_VaBuildValue"), format, va);
        return TupleType.isInstance(value) ? value : TupleType.steal(value);
    }

    public static long PySys_GetXOptions() {
        return DictType.get(Imports.sys(), "_xoptions");
    }

    public static void PySys_AddXOption(long option) {
        SysContents.addXOption(CStrings.wideText(option));
    }

    public static int PySys_HasWarnOptions() {
        long options = DictType.get(Imports.sys(), "warnoptions");
        return options != NULL && ListType.isInstance(options) && ListType.size(options) > 0 ? 1 : 0;
    }

    public static void PySys_ResetWarnOptions() {
        SysContents.setList("warnoptions");
    }

    public static void PySys_AddWarnOption(long option) {
        SysContents.addWarnOption(CStrings.wideText(option));
    }

    public static void PySys_AddWarnOptionUnicode(long option) {
        SysContents.addWarnOption(Strings.toJava(option));
    }

    public static void PySys_SetPath(long path) {
        SysContents.setList("path", CStrings.wideText(path).split(":"));
    }

    public static void PySys_SetArgv(int argc, long argv) {
        PySys_SetArgvEx(argc, argv, 1);
    }

    /** {@code updatepath} would make the script's folder the first to be searched: there is no script. */
    public static void PySys_SetArgvEx(int argc, long argv, int updatepath) {
        String[] arguments = new String[Math.max(argc, 0)];
        for (int i = 0; i < argc; i++) arguments[i] = CStrings.wideText(Memory.getLong(argv + 8L * i));
        SysContents.setList("argv", argc > 0 ? arguments : new String[] {""});
    }
}
