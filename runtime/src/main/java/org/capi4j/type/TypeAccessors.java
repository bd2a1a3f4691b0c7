package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Member;
import org.capi4j.export.Setter;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The attributes of types. */
@BuiltinType(value = "PyType_Type", part = true)
@Member(name = "__basicsize__", type = Constants.T_PYSSIZET, offset = PyTypeObject.tp_basicsize, flags = Constants.READONLY)
@Member(name = "__itemsize__", type = Constants.T_PYSSIZET, offset = PyTypeObject.tp_itemsize, flags = Constants.READONLY)
@Member(name = "__flags__", type = Constants.T_ULONG, offset = PyTypeObject.tp_flags, flags = Constants.READONLY)
@Member(name = "__weakrefoffset__", type = Constants.T_PYSSIZET, offset = PyTypeObject.tp_weaklistoffset, flags = Constants.READONLY)
@Member(name = "__base__", type = Constants.T_OBJECT, offset = PyTypeObject.tp_base, flags = Constants.READONLY)
@Member(name = "__dictoffset__", type = Constants.T_PYSSIZET, offset = PyTypeObject.tp_dictoffset, flags = Constants.READONLY)
@Member(name = "__mro__", type = Constants.T_OBJECT, offset = PyTypeObject.tp_mro, flags = Constants.READONLY)
public final class TypeAccessors {
    private TypeAccessors() {}

    /** These attributes can be set on classes, and deleted from none. */
    static void checkSettable(long type, long value, String name) {
        boolean immutable = TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_IMMUTABLETYPE);
        if (!immutable && value != NULL) return;
        throw PyError.typeError("cannot " + (immutable ? "set" : "delete") + " '" + name + "' attribute of immutable type '"
                + TypeLookup.fullName(type) + "'");
    }

    private static PyError onlyString(long type, String name, long value) {
        return PyError.typeError("can only assign string to " + TypeLookup.fullName(type) + "." + name + ", not '"
                + TypeLookup.fullNameOf(value) + "'");
    }

    @Getter("__name__")
    public static long name(long type) {
        return TypeNames.name(type);
    }

    @Setter("__name__")
    public static void setName(long type, long value) {
        checkSettable(type, value, "__name__");
        if (!Objects.isStr(value)) throw onlyString(type, "__name__", value);
        ClassBuilder.checkName(value);
        Memory.putLong(type + PyTypeObject.tp_name, StrType.utf8(value));
        References.setRef(type + PyHeapTypeObject.ht_name, References.newRef(value));
    }

    @Getter("__qualname__")
    public static long qualname(long type) {
        return TypeNames.qualname(type);
    }

    @Setter("__qualname__")
    public static void setQualname(long type, long value) {
        checkSettable(type, value, "__qualname__");
        if (!Objects.isStr(value)) throw onlyString(type, "__qualname__", value);
        References.setRef(type + PyHeapTypeObject.ht_qualname, References.newRef(value));
    }

    @Getter("__bases__")
    public static long bases(long type) {
        return References.newRef(Memory.getLong(type + PyTypeObject.tp_bases));
    }

    @Setter("__bases__")
    public static void setBases(long type, long value) {
        checkSettable(type, value, "__bases__");
        BaseChange.apply(type, value);
    }

    @Getter("__module__")
    public static long module(long type) {
        return TypeNames.module(type);
    }

    @Setter("__module__")
    public static void setModule(long type, long value) {
        checkSettable(type, value, "__module__");
        TypeType.modified(type);
        DictType.set(TypeLookup.dict(type), "__module__", value);
    }

    @Getter("__abstractmethods__")
    public static long abstractMethods(long type) {
        long names = type == BuiltinTypes.TYPE ? NULL : DictType.get(TypeLookup.dict(type), "__abstractmethods__");
        if (names == NULL) throw PyError.attributeError("__abstractmethods__");
        return References.newRef(names);
    }

    @Setter("__abstractmethods__")
    public static void setAbstractMethods(long type, long value) {
        boolean isAbstract = value != NULL && Objects.isTrue(value);
        if (value != NULL) {
            DictType.set(TypeLookup.dict(type), "__abstractmethods__", value);
        } else if (!delete(type, "__abstractmethods__")) {
            throw PyError.attributeError("__abstractmethods__");
        }
        TypeType.modified(type);
        if (isAbstract) TypeLookup.setFlags(type, Constants.Py_TPFLAGS_IS_ABSTRACT);
        else TypeLookup.clearFlags(type, Constants.Py_TPFLAGS_IS_ABSTRACT);
    }

    private static boolean delete(long type, String name) {
        long interned = StrType.intern(name);
        try {
            return DictType.delete(TypeLookup.dict(type), interned);
        } finally {
            References.decref(interned);
        }
    }

    @Getter("__dict__")
    public static long dict(long type) {
        return MappingProxyType.make(TypeLookup.dict(type));
    }

    @Getter("__doc__")
    public static long doc(long type) {
        if (!TypeLookup.isHeapType(type)) {
            String doc = Memory.getString(Memory.getLong(type + PyTypeObject.tp_doc));
            if (doc != null) return MethodCall.strOrNone(DocString.text(TypeLookup.name(type), doc));
        }
        long doc = DictType.get(TypeLookup.dict(type), "__doc__");
        if (doc == NULL) return Singletons.none();
        long getter = Attributes.getter(doc);
        return getter == NULL
                ? References.newRef(doc)
                : FunctionCall.object(getter, doc, NULL, type);
    }

    @Setter("__doc__")
    public static void setDoc(long type, long value) {
        checkSettable(type, value, "__doc__");
        TypeType.modified(type);
        DictType.set(TypeLookup.dict(type), "__doc__", value);
    }

    @Getter("__text_signature__")
    public static long signature(long type) {
        String doc = Memory.getString(Memory.getLong(type + PyTypeObject.tp_doc));
        return MethodCall.strOrNone(DocString.signature(TypeLookup.name(type), doc));
    }

    @Getter("__annotations__")
    public static long annotations(long type) {
        if (!TypeLookup.isHeapType(type)) {
            throw PyError.attributeError("type object '" + TypeLookup.fullName(type) + "' has no attribute '__annotations__'");
        }
        long dict = TypeLookup.dict(type);
        long known = DictType.get(dict, "__annotations__");
        if (known == NULL) {
            long made = DictType.make();
            DictType.set(dict, "__annotations__", made);
            TypeType.modified(type);
            return made;
        }
        long getter = Attributes.getter(known);
        return getter == NULL
                ? References.newRef(known)
                : FunctionCall.object(getter, known, NULL, type);
    }

    @Setter("__annotations__")
    public static void setAnnotations(long type, long value) {
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_IMMUTABLETYPE)) {
            throw PyError.typeError(
                    "cannot set '__annotations__' attribute of immutable type '" + TypeLookup.fullName(type) + "'");
        }
        if (value != NULL) {
            DictType.set(TypeLookup.dict(type), "__annotations__", value);
        } else if (!delete(type, "__annotations__")) {
            throw PyError.attributeError("__annotations__");
        }
        TypeType.modified(type);
    }

    /** The text of a type's internal docstring: _PyType_GetDocFromInternalDoc. */
    public static long docFromInternal(String name, String doc) {
        return MethodCall.strOrNone(DocString.text(name, doc));
    }

    /** The signature in a type's internal docstring: _PyType_GetTextSignatureFromInternalDoc. */
    public static long signatureFromInternal(String name, String doc) {
        return MethodCall.strOrNone(DocString.signature(name, doc));
    }
}
