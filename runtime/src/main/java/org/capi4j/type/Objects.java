package org.capi4j.type;

import org.capi4j.object.PyError;

/** The object protocol (PyObject_*): attributes, items, comparison, conversion. Arguments are borrowed, results new references unless said otherwise. */
public final class Objects {
    private Objects() {}

    /** PyObject_GetAttr. */
    public static long getAttr(long object, long name) {
        throw PyError.notImplemented("Objects.getAttr");
    }

    /** As above with an interned name. */
    public static long getAttr(long object, String name) {
        throw PyError.notImplemented("Objects.getAttr");
    }

    /** As getAttr, NULL instead of AttributeError. */
    public static long lookupAttr(long object, long name) {
        throw PyError.notImplemented("Objects.lookupAttr");
    }

    public static long lookupAttr(long object, String name) {
        throw PyError.notImplemented("Objects.lookupAttr");
    }

    /** PyObject_SetAttr; value NULL deletes. */
    public static void setAttr(long object, long name, long value) {
        throw PyError.notImplemented("Objects.setAttr");
    }

    public static void setAttr(long object, String name, long value) {
        throw PyError.notImplemented("Objects.setAttr");
    }

    public static boolean hasAttr(long object, String name) {
        throw PyError.notImplemented("Objects.hasAttr");
    }

    /** PyObject_GenericGetAttr. */
    public static long genericGetAttr(long object, long name) {
        throw PyError.notImplemented("Objects.genericGetAttr");
    }

    /** PyObject_GenericSetAttr; value NULL deletes. */
    public static void genericSetAttr(long object, long name, long value) {
        throw PyError.notImplemented("Objects.genericSetAttr");
    }

    /** The address of the field that holds the instance dict, or NULL when the type has none: _PyObject_GetDictPtr. */
    public static long dictPointer(long object) {
        throw PyError.notImplemented("Objects.dictPointer");
    }

    /** PyObject_Repr (a str). */
    public static long repr(long object) {
        throw PyError.notImplemented("Objects.repr");
    }

    /** PyObject_Str. */
    public static long str(long object) {
        throw PyError.notImplemented("Objects.str");
    }

    /** PyObject_ASCII. */
    public static long ascii(long object) {
        throw PyError.notImplemented("Objects.ascii");
    }

    /** PyObject_Bytes. */
    public static long bytes(long object) {
        throw PyError.notImplemented("Objects.bytes");
    }

    /** repr as a Java string. */
    public static String reprString(long object) {
        throw PyError.notImplemented("Objects.reprString");
    }

    /** str as a Java string. */
    public static String strString(long object) {
        throw PyError.notImplemented("Objects.strString");
    }

    /** PyObject_Format; spec may be NULL. */
    public static long format(long object, long spec) {
        throw PyError.notImplemented("Objects.format");
    }

    /** PyObject_Hash. */
    public static long hash(long object) {
        throw PyError.notImplemented("Objects.hash");
    }

    /** PyObject_RichCompare. */
    public static long richCompare(long left, long right, int op) {
        throw PyError.notImplemented("Objects.richCompare");
    }

    /** PyObject_RichCompareBool: identity implies equality. */
    public static boolean richCompareBool(long left, long right, int op) {
        throw PyError.notImplemented("Objects.richCompareBool");
    }

    /** richCompareBool with Py_EQ. */
    public static boolean equal(long left, long right) {
        throw PyError.notImplemented("Objects.equal");
    }

    /** PyObject_IsTrue. */
    public static boolean isTrue(long object) {
        throw PyError.notImplemented("Objects.isTrue");
    }

    /** PyObject_IsInstance. */
    public static boolean isInstance(long object, long cls) {
        throw PyError.notImplemented("Objects.isInstance");
    }

    /** PyObject_IsSubclass. */
    public static boolean isSubclass(long derived, long cls) {
        throw PyError.notImplemented("Objects.isSubclass");
    }

    /** PyObject_Size. */
    public static long length(long object) {
        throw PyError.notImplemented("Objects.length");
    }

    /** PyObject_LengthHint. */
    public static long lengthHint(long object, long defaultValue) {
        throw PyError.notImplemented("Objects.lengthHint");
    }

    /** PyObject_GetItem. */
    public static long getItem(long object, long key) {
        throw PyError.notImplemented("Objects.getItem");
    }

    /** PyObject_SetItem. */
    public static void setItem(long object, long key, long value) {
        throw PyError.notImplemented("Objects.setItem");
    }

    /** PyObject_DelItem. */
    public static void delItem(long object, long key) {
        throw PyError.notImplemented("Objects.delItem");
    }

    /** PyObject_GetIter. */
    public static long iter(long object) {
        throw PyError.notImplemented("Objects.iter");
    }

    /** tp_iternext: NULL at the end. */
    public static long next(long iterator) {
        throw PyError.notImplemented("Objects.next");
    }

    /** PyObject_Dir; object may be NULL. */
    public static long dir(long object) {
        throw PyError.notImplemented("Objects.dir");
    }

    /** PyCallable_Check. */
    public static boolean isCallable(long object) {
        throw PyError.notImplemented("Objects.isCallable");
    }
}
