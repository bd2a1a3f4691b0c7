package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** The classes of incremental codecs: one for each encoding, named as in package {@code encodings}, derived from a type in Java. */
final class IncrementalClasses {
    static final String[] NAMES = {"errors"};
    private static final String PACKAGE = "encodings.";

    private IncrementalClasses() {}

    /** A new class. */
    static long make(String name, long base, TextEncoding encoding) {
        long bases = TupleType.of(base);
        long contents = DictType.make();
        long module = Strings.of(PACKAGE + encoding.module());
        try {
            DictType.set(contents, "__module__", module);
            return TypeType.newType(name, bases, contents);
        } finally {
            References.decref(module);
            References.decref(contents);
            References.decref(bases);
        }
    }

    /** The name of the encoding that {@code type}, a class made above or one derived from it, is for: a new reference. */
    static long encoding(long type, long base) {
        long owner = type;
        while (owner != NULL && Memory.getLong(owner + PyTypeObject.tp_base) != base) owner = Memory.getLong(owner + PyTypeObject.tp_base);
        if (owner == NULL) throw PyError.typeError("cannot create '" + TypeLookup.name(base) + "' instances");
        String module = Strings.toJava(DictType.get(TypeLookup.dict(owner), "__module__"));
        return StrType.intern(TextEncoding.find(module.substring(PACKAGE.length())).name());
    }
}
