package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.module.TextFiles;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;

/** {@code fileobject.h}: file objects through their methods. What would open a file needs Python's {@code io} and is missing. */
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
        TextFiles.write(file, Memory.getString(text));
        return 0;
    }

    public static long PyFile_GetLine(@Nullable long file, int limit) {
        if (file == NULL) throw PyError.badInternalCall();
        return TextFiles.line(file, limit);
    }
}
