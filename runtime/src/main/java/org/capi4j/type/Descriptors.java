package org.capi4j.type;

import org.capi4j.object.PyError;

/** Method, member, getset and wrapper descriptors. */
public final class Descriptors {
    private Descriptors() {}

    /** PyDescr_NewMethod. */
    public static long method(long type, long def) {
        throw PyError.notImplemented("Descriptors.method");
    }

    /** PyDescr_NewClassMethod. */
    public static long classMethod(long type, long def) {
        throw PyError.notImplemented("Descriptors.classMethod");
    }

    /** PyDescr_NewMember. */
    public static long member(long type, long def) {
        throw PyError.notImplemented("Descriptors.member");
    }

    /** PyDescr_NewGetSet. */
    public static long getSet(long type, long def) {
        throw PyError.notImplemented("Descriptors.getSet");
    }

    /** PyDescr_NewWrapper. */
    public static long wrapper(long type, long base, long wrapped) {
        throw PyError.notImplemented("Descriptors.wrapper");
    }

    /** property(get, set); NULL for none. */
    public static long property(long get, long set) {
        throw PyError.notImplemented("Descriptors.property");
    }
}
