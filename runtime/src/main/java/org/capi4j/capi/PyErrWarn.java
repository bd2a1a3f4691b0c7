package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.object.Exceptions;
import org.capi4j.object.References;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.StrType;
import org.capi4j.type.Warnings;

/** {@code warnings.h}: warnings; 0, or -1 where one became an error. */
@CApi
public final class PyErrWarn {
    private PyErrWarn() {}

    public static int PyErr_WarnEx(@Nullable long category, long message, long stackLevel) {
        long text = StrType.decodeUtf8(message, Memory.stringLength(message), null);
        return warn(category, text, stackLevel, NULL);
    }

    /** Steals {@code text}. */
    private static int warn(long category, long text, long stackLevel, long source) {
        try {
            Warnings.warn(category, text, stackLevel, source);
        } finally {
            References.decref(text);
        }
        return 0;
    }

    public static int c4j_va_PyErr_WarnFormat(@Nullable long category, long stackLevel, long format, long va) {
        return warn(category, UnicodeFormat.format(format, new VaList(va)), stackLevel, NULL);
    }

    public static int c4j_va_PyErr_ResourceWarning(@Nullable long source, long stackLevel, long format, long va) {
        return warn(Exceptions.ResourceWarning, UnicodeFormat.format(format, new VaList(va)), stackLevel, source);
    }

    public static int PyErr_WarnExplicitObject(
            @Nullable long category, long message, long filename, int lineno, @Nullable long module, @Nullable long registry) {
        long type = category == NULL ? Exceptions.RuntimeWarning : category;
        Warnings.warnExplicit(type, message, filename, lineno, module, registry, NULL);
        return 0;
    }

    public static int PyErr_WarnExplicit(
            @Nullable long category, long message, long filename, int lineno, long module, @Nullable long registry) {
        long text = StrType.decodeUtf8(message, Memory.stringLength(message), null);
        return warnExplicit(category, text, filename, lineno, module, registry);
    }

    public static int c4j_va_PyErr_WarnExplicitFormat(
            @Nullable long category, long filename, int lineno, long module, @Nullable long registry, long format, long va) {
        long text = UnicodeFormat.format(format, new VaList(va));
        return warnExplicit(category, text, filename, lineno, module, registry);
    }

    /** Steals {@code text}; {@code filename} and {@code module} are C strings, {@code module} may be NULL. */
    private static int warnExplicit(long category, long text, long filename, int lineno, long module, long registry) {
        long file = NULL;
        long name = NULL;
        try {
            file = StrCodecs.decodeFileName(filename, Memory.stringLength(filename));
            if (module != NULL) name = StrType.decodeUtf8(module, Memory.stringLength(module), null);
            return PyErr_WarnExplicitObject(category, text, file, lineno, name, registry);
        } finally {
            References.xdecref(name);
            References.xdecref(file);
            References.decref(text);
        }
    }
}
