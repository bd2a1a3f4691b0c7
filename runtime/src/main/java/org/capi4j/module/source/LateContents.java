package org.capi4j.module.source;

import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.LateNames;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;

/** Classes of modules of Python source that are made when somebody asks for them, from the module's dict. */
@BuiltinModule("late contents")
public final class LateContents {
    private static final Map<String, Map<String, LongUnaryOperator>> MAKERS = Map.of(
            "collections", Map.of("Counter", Counters::make, "ChainMap", ChainMaps::make, "UserDict", UserCollections::makeDict, "UserList", UserCollections::makeList,
                    "UserString", UserStrings::make),
            "functools", Map.of("partialmethod", PartialMethods::make, "singledispatchmethod", SingleDispatch::makeMethod, "cached_property", CachedProperties::make),
            "weakref", Map.of("WeakMethod", WeakMethods::make, "finalize", WeakFinalizers::make),
            "enum", Map.of("EnumCheck", EnumChecks::makeChecks, "CONTINUOUS", EnumChecks::continuous, "NAMED_FLAGS", EnumChecks::namedFlags, "UNIQUE", EnumChecks::uniqueCheck,
                    "verify", EnumChecks::makeVerify, "member", EnumChecks::makeMember, "nonmember", EnumChecks::makeNonmember),
            "codecs", Map.of("StreamWriter", CodecStreams::makeWriter, "StreamReader", CodecStreams::makeReader, "StreamReaderWriter", CodecStreamPairs::makePair,
                    "StreamRecoder", CodecStreamPairs::makeRecoder));

    private LateContents() {}

    private static Map<String, LongUnaryOperator> makers(long dict) {
        return MAKERS.get(Strings.toJava(DictType.get(dict, "__name__")));
    }

    @Method("__getattr__")
    static long getattr(long module, long name) {
        long dict = ModuleType.dict(module);
        String asked = LateNames.asked(name);
        LongUnaryOperator maker = makers(dict).get(asked);
        if (maker != null) {
            long made = maker.applyAsLong(dict);
            DictType.set(dict, asked, made);
            References.decref(made);
        }
        return LateNames.found(Strings.toJava(DictType.get(dict, "__name__")), asked, DictType.get(dict, asked));
    }

    @Method("__dir__")
    static long dir(long module) {
        return LateNames.dir(module, List.copyOf(makers(ModuleType.dict(module)).keySet()));
    }
}
