package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

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
        Namespace.steal(dict, "ABC", AbcMetaType.make("ABC", "abc", new String[0]));
    }
}
