package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.TypeLookup;

/** File system paths as Python objects: str, bytes, or with a method {@code __fspath__}. */
public final class FilePaths {
    private FilePaths() {}

    /** {@code os.fspath}: a new reference to a str or bytes. */
    public static long of(long path) {
        if (isPath(path)) return References.newRef(path);
        long method = Calls.lookupSpecial(path, "__fspath__");
        if (method == NULL) throw PyError.typeError("expected str, bytes or os.PathLike object, not " + TypeLookup.nameOf(path));
        long result;
        try {
            result = Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
        if (isPath(result)) return result;
        String type = TypeLookup.nameOf(result);
        References.decref(result);
        throw PyError.typeError("expected " + TypeLookup.nameOf(path) + ".__fspath__() to return str or bytes, not " + type);
    }

    private static boolean isPath(long object) {
        return Namespace.isStr(object) || TypeLookup.isInstance(object, BuiltinTypes.BYTES);
    }
}
