package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** Filling a module's dict with values made in Java. */
public final class Namespace {
    private Namespace() {}

    /** Enters {@code value}, whose reference is consumed. */
    public static void steal(long dict, String name, long value) {
        try {
            DictType.set(dict, name, value);
        } finally {
            References.decref(value);
        }
    }

    public static void put(long dict, String name, String value) {
        steal(dict, name, Strings.of(value));
    }

    public static void put(long dict, String name, long value) {
        steal(dict, name, LongType.of(value));
    }

    public static void put(long dict, String name, boolean value) {
        steal(dict, name, BoolType.of(value));
    }

    /** A new list of strs. */
    public static long list(Iterable<String> texts) {
        long list = ListType.make(0);
        try {
            for (String text : texts) append(list, Strings.of(text));
            return list;
        } catch (PyError failure) {
            References.decref(list);
            throw failure;
        }
    }

    /** Appends {@code item}, whose reference is consumed. */
    public static void append(long list, long item) {
        try {
            ListType.append(list, item);
        } finally {
            References.decref(item);
        }
    }

    /** A new tuple of strs. */
    public static long tuple(String... texts) {
        long tuple = TupleType.make(texts.length);
        try {
            for (int i = 0; i < texts.length; i++) TupleType.init(tuple, i, Strings.of(texts[i]));
            return tuple;
        } catch (PyError failure) {
            References.decref(tuple);
            throw failure;
        }
    }

    /** Whether {@code object} (not NULL) is a str or of a class derived from it. */
    public static boolean isStr(long object) {
        return object != NULL && TypeLookup.isInstance(object, BuiltinTypes.STR);
    }

    /** The text of a str argument, or a {@code TypeError} "function() argument must be str, not int". */
    public static String text(String function, long object) {
        if (!isStr(object)) throw PyError.typeError(function + "() argument must be str, not " + typeName(object));
        return Strings.toJava(object);
    }

    /** How messages about arguments name a type: None by its value. */
    public static String typeName(long object) {
        return object == Singletons.NONE ? "None" : TypeLookup.nameOf(object);
    }
}
