package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/** A type's {@code __name__}, {@code __qualname__} and {@code __module__}: fields of a heap type, parts of {@code tp_name} of a static one. */
final class TypeNames {
    private TypeNames() {}

    /** PyType_GetName. */
    static long name(long type) {
        if (TypeLookup.isHeapType(type)) return References.newRef(Memory.getLong(type + PyHeapTypeObject.ht_name));
        return Strings.of(TypeLookup.name(type));
    }

    /** PyType_GetQualName. */
    static long qualname(long type) {
        if (TypeLookup.isHeapType(type)) return References.newRef(Memory.getLong(type + PyHeapTypeObject.ht_qualname));
        return name(type);
    }

    /** {@code __module__}: any object; an AttributeError when a heap type has none. */
    static long module(long type) {
        if (TypeLookup.isHeapType(type)) {
            long module = DictType.get(TypeLookup.dict(type), "__module__");
            if (module == NULL) throw PyError.attributeError("__module__");
            return References.newRef(module);
        }
        String full = TypeLookup.fullName(type);
        int dot = full.lastIndexOf('.');
        return StrType.intern(dot < 0 ? Sources.MODULES.getOrDefault(type, "builtins") : full.substring(0, dot));
    }

    /** The modules of those types that are Python source in CPython, where {@code tp_name} is the bare name. */
    private static final class Sources {
        static final Map<Long, String> MODULES = new HashMap<>();

        static {
            long module = Shim.symbol("c4j_source_modules");
            for (long type = Shim.symbol("c4j_static_types"); Memory.getLong(type) != NULL; type += 8, module += 8) {
                if (Memory.getLong(module) != NULL) MODULES.put(Memory.getLong(type), Memory.getString(Memory.getLong(module)));
            }
        }
    }

    static boolean hasModule(long type) {
        return !TypeLookup.isHeapType(type) || DictType.get(TypeLookup.dict(type), "__module__") != NULL;
    }

    /** {@code module.qualname}, {@code tp_name} for builtins and classes without a module: what {@code repr} shows of a class. */
    static String display(long type) {
        String module = null;
        try {
            long object = module(type);
            if (Objects.isStr(object)) module = Strings.toJava(object);
            References.decref(object);
        } catch (PyError missing) {
            missing.release();
        }
        if (module == null || module.equals("builtins")) return TypeLookup.fullName(type);
        long qualname = qualname(type);
        String name = Strings.toJava(qualname);
        References.decref(qualname);
        return module + "." + name;
    }
}
