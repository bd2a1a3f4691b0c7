package org.capi4j.module.source;

import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.LateNames;
import org.capi4j.object.References;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/** {@code collections}: classes that are made when somebody asks for them. */
@BuiltinModule("collections")
public final class LateCollections {
    private static final List<String> NAMES = List.of("Counter", "ChainMap", "UserDict", "UserList", "UserString");

    private LateCollections() {}

    @Method("__getattr__")
    static long getattr(long module, long name) {
        long dict = ModuleType.dict(module);
        String asked = LateNames.asked(name);
        if (NAMES.contains(asked)) {
            long cls = make(dict, asked);
            DictType.set(dict, asked, cls);
            References.decref(cls);
        }
        return LateNames.found("collections", asked, DictType.get(dict, asked));
    }

    private static long make(long dict, String name) {
        return switch (name) {
            case "Counter" -> Counters.make(dict);
            case "ChainMap" -> ChainMaps.make(dict);
            case "UserDict" -> UserCollections.makeDict(dict);
            case "UserList" -> UserCollections.makeList(dict);
            default -> UserStrings.make(dict);
        };
    }

    @Method("__dir__")
    static long dir(long module) {
        return LateNames.dir(module, NAMES);
    }
}
