package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** Objects that name a file, as str or bytes: {@code os.fspath} and the converters of argument parsing. */
public final class FileNames {
    private FileNames() {}

    /** {@code PyOS_FSPath}: a new reference to a str or bytes. */
    public static long path(long object) {
        if (StrType.isInstance(object) || BytesType.isInstance(object)) return References.newRef(object);
        long method = Calls.lookupSpecial(object, "__fspath__");
        if (method == NULL) {
            throw PyError.typeError("expected str, bytes or os.PathLike object, not " + TypeLookup.fullNameOf(object));
        }
        long path;
        try {
            path = Calls.callNoArgs(method);
        } finally {
            References.decref(method);
        }
        if (StrType.isInstance(path) || BytesType.isInstance(path)) return path;
        String type = TypeLookup.fullNameOf(path);
        References.decref(path);
        throw PyError.typeError(
                "expected " + TypeLookup.fullNameOf(object) + ".__fspath__() to return str or bytes, not " + type);
    }

    /**
     * {@code PyUnicode_FSConverter} (to bytes) and {@code PyUnicode_FSDecoder} (to str): stores a new reference at {@code result};
     * {@code object} NULL gives it up again.
     */
    public static int convert(long object, long result, boolean toBytes) {
        if (object == NULL) {
            References.clear(result);
            return 1;
        }
        long path = path(object);
        try {
            long name = toBytes ? bytes(path) : str(path);
            Memory.putLong(result, name);
        } finally {
            References.decref(path);
        }
        return Constants.Py_CLEANUP_SUPPORTED;
    }

    private static long bytes(long path) {
        long bytes = BytesType.isInstance(path) ? References.newRef(path) : StrCodecs.encodeFileName(StrType.ready(path));
        if (StrData.findChar(1, BytesType.data(bytes), 0, 0, BytesType.size(bytes)) < 0) return bytes;
        References.decref(bytes);
        throw PyError.valueError("embedded null byte");
    }

    private static long str(long path) {
        long str = StrType.isInstance(path)
                ? References.newRef(StrType.ready(path))
                : StrCodecs.decodeFileName(BytesType.data(path), BytesType.size(path));
        if (StrData.findChar(Strings.kind(str), Strings.data(str), 0, 0, Strings.length(str)) < 0) return str;
        References.decref(str);
        throw PyError.valueError("embedded null character");
    }

    /** {@code _PyUnicode_WideCharString_Converter} and its sister for which None is NULL: a block of {@code wchar_t}. */
    public static int convertWide(long object, long result, boolean optional) {
        if (object == NULL) {
            Allocation.free(Memory.getLong(result));
            Memory.putLong(result, NULL);
            return 1;
        }
        if (optional && object == Singletons.NONE) {
            Memory.putLong(result, NULL);
            return 1;
        }
        if (!StrType.isInstance(object)) {
            throw PyError.typeError(
                    "argument must be str" + (optional ? " or None" : "") + ", not " + TypeLookup.fullNameOf(object));
        }
        Memory.putLong(result, LegacyStr.wideCopy(StrType.ready(object), NULL));
        return Constants.Py_CLEANUP_SUPPORTED;
    }
}
