package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Arguments;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.SetType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code _abc}: the parts that a metaclass like {@code ABCMeta} is made of. */
@BuiltinModule("_abc")
public final class AbcFunctions {
    private AbcFunctions() {}

    @Method("get_cache_token")
    static long getCacheToken(long module) {
        return LongType.of(AbcRegistry.current().token());
    }

    @Method("_abc_init")
    static long init(long module, long cls) {
        References.decref(Objects.getAttr(cls, "__dict__"));
        AbcMetaType.initialise(cls);
        return Singletons.none();
    }

    @Method("_abc_register")
    static long register(long module, long args, long nargs) {
        Arguments.checkPositional("_abc_register", nargs, 2, 2);
        return AbcMetaType.register(Memory.getLong(args), Memory.getLong(args + 8));
    }

    @Method("_abc_instancecheck")
    static long instanceCheck(long module, long args, long nargs) {
        Arguments.checkPositional("_abc_instancecheck", nargs, 2, 2);
        AbcMetaType.requireAbstract(Memory.getLong(args));
        return AbcMetaType.instanceCheck(Memory.getLong(args), Memory.getLong(args + 8));
    }

    @Method("_abc_subclasscheck")
    static long subclassCheck(long module, long args, long nargs) {
        Arguments.checkPositional("_abc_subclasscheck", nargs, 2, 2);
        if (!TypeLookup.isInstance(Memory.getLong(args + 8), BuiltinTypes.TYPE)) throw PyError.typeError("issubclass() arg 1 must be a class");
        AbcMetaType.requireAbstract(Memory.getLong(args));
        return AbcMetaType.subclassCheck(Memory.getLong(args), Memory.getLong(args + 8));
    }

    /** The classes registered, as weak references; then what CPython remembers of answers, which is nothing here. */
    @Method("_get_dump")
    static long dump(long module, long cls) {
        AbcMetaType.requireAbstract(cls);
        long registry = SetType.make(NULL);
        AbcRegistry.current().references(cls).forEach(weak -> SetType.add(registry, weak));
        return TupleType.steal(registry, SetType.make(NULL), SetType.make(NULL), LongType.of(AbcRegistry.current().token()));
    }

    @Method("_reset_registry")
    static long resetRegistry(long module, long cls) {
        AbcMetaType.requireAbstract(cls);
        AbcRegistry.current().forget(cls);
        return Singletons.none();
    }

    @Method("_reset_caches")
    static long resetCaches(long module, long cls) {
        AbcMetaType.requireAbstract(cls);
        return Singletons.none();
    }
}
