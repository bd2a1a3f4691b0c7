package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.module.TextFiles;
import org.capi4j.module.io.Opening;
import org.capi4j.module.io.StdPrinterType;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CText;
import org.capi4j.type.StrType;
import org.capi4j.type.TypeLookup;

/** {@code fileobject.h}: file objects through their methods, and opening files by {@code io.open}. */
@CApi
public final class PyFile {
    private PyFile() {}

    public static int PyFile_WriteObject(@Nullable long object, @Nullable long file, int flags) {
        if (file == NULL) throw PyError.typeError("writeobject with NULL file");
        TextFiles.writeObject(file, object, (flags & Constants.Py_PRINT_RAW) != 0);
        return 0;
    }

    /** An error that is set already stays, and is the result. */
    public static int PyFile_WriteString(long text, @Nullable long file) {
        ErrorIndicator.throwIfSet();
        if (file == NULL) throw PyError.systemError("null file for PyFile_WriteString");
        TextFiles.write(file, CText.of(text));
        return 0;
    }

    public static long PyFile_GetLine(@Nullable long file, int limit) {
        if (file == NULL) throw PyError.badInternalCall();
        return TextFiles.line(file, limit);
    }

    /** {@code io.open} of a descriptor; name isn't used. */
    public static long PyFile_FromFd(
            int fd,
            @Nullable long name,
            @Nullable long mode,
            int buffering,
            @Nullable long encoding,
            @Nullable long errors,
            @Nullable long newline,
            int closefd) {
        String[] texts = {text(mode), text(encoding), text(errors), text(newline)};
        return Opening.ofDescriptor(fd, texts[0], buffering, texts[1], texts[2], texts[3], closefd != 0);
    }

    private static String text(long string) {
        return CText.of(string);
    }

    /** A plain writer to standard output or error; NULL without an error for another descriptor, as in CPython. */
    public static long PyFile_NewStdPrinter(int fd) {
        return fd == 1 || fd == 2 ? StdPrinterType.make(fd) : NULL;
    }

    public static long PyFile_OpenCode(long path) {
        long name = Strings.of(CText.of(path));
        try {
            return PyFile_OpenCodeObject(name);
        } finally {
            References.decref(name);
        }
    }

    public static long PyFile_OpenCodeObject(long path) {
        if (!StrType.isInstance(path)) {
            throw PyError.typeError("'path' must be 'str', not '" + TypeLookup.nameOf(path) + "'");
        }
        return Opening.ofCode(path);
    }

    public static int PyFile_SetOpenCodeHook(@Nullable long hook, @Nullable long userData) {
        Opening.setCodeHook(hook, userData);
        return 0;
    }
}
