package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.Calls;
import org.capi4j.object.Strings;

/** {@code abc}. */
@BuiltinModule("abc")
public final class AbcModule {
    private AbcModule() {}

    @Method("abstractmethod")
    static long abstractmethod(long module, long function) {
        Objects.setAttr(function, "__isabstractmethod__", Singletons.TRUE);
        return References.newRef(function);
    }

    @Method("get_cache_token")
    static long getCacheToken(long module) {
        return LongType.of(AbcRegistry.current().token());
    }

    static void fill(long dict) {
        DictType.set(dict, "ABCMeta", AbcMetaType.TYPE);
        Namespace.steal(dict, "ABC", make("ABC", "abc"));
    }

    /** A new abstract class with the given bases. */
    static long make(String name, String module, long... bases) {
        long contents = DictType.make();
        long args = TupleType.steal(Strings.of(name), TupleType.of(bases), contents);
        try {
            Namespace.put(contents, "__module__", module);
            Namespace.steal(contents, "__slots__", TupleType.empty());
            return Calls.call(AbcMetaType.TYPE, args, org.capi4j.memory.Memory.NULL);
        } finally {
            References.decref(args);
        }
    }
}
