package org.capi4j.type;

import org.capi4j.object.PyError;

/** str: see org.capi4j.object.Strings for making and reading them. */
public final class StrType {
    private StrType() {}

    /** A new reference to the interned str. */
    public static long intern(String text) {
        throw PyError.notImplemented("StrType.intern");
    }

    public static boolean equalsJava(long str, String text) {
        throw PyError.notImplemented("StrType.equalsJava");
    }

    /** Two exact strs. */
    public static boolean equal(long left, long right) {
        throw PyError.notImplemented("StrType.equal");
    }

    public static long hash(long str) {
        throw PyError.notImplemented("StrType.hash");
    }

    public static long concat(long left, long right) {
        throw PyError.notImplemented("StrType.concat");
    }

    public static long substring(long str, long start, long end) {
        throw PyError.notImplemented("StrType.substring");
    }

    /** PyUnicode_Join. */
    public static long join(long separator, long sequence) {
        throw PyError.notImplemented("StrType.join");
    }

    /** PyUnicode_Format: the % operator. */
    public static long format(long format, long args) {
        throw PyError.notImplemented("StrType.format");
    }

    /** The address of the cached NUL-terminated UTF-8 form: PyUnicode_AsUTF8. */
    public static long utf8(long str) {
        throw PyError.notImplemented("StrType.utf8");
    }

    public static long utf8Size(long str) {
        throw PyError.notImplemented("StrType.utf8Size");
    }

    /** PyUnicode_DecodeUTF8; errors null is strict. */
    public static long decodeUtf8(long data, long size, String errors) {
        throw PyError.notImplemented("StrType.decodeUtf8");
    }

    /** PyUnicode_AsEncodedString: bytes. */
    public static long encode(long str, String encoding, String errors) {
        throw PyError.notImplemented("StrType.encode");
    }

    /** str(object, encoding, errors). */
    public static long fromObject(long object, String encoding, String errors) {
        throw PyError.notImplemented("StrType.fromObject");
    }
}
