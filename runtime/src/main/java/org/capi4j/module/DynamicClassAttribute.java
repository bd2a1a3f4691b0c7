package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;

/** {@code types.DynamicClassAttribute}: a property that the class hasn't, so that its metaclass is asked. */
@BuiltinModule("types")
public final class DynamicClassAttribute {
    private DynamicClassAttribute() {}

    static void fill(long dict) {
        ClassContents contents = new ClassContents(new Definitions(dict, "DynamicClassAttribute"), "DynamicClassAttribute");
        contents.define("__init__(self, fget=None, fset=None, fdel=None, doc=None)", "__get__(self, instance, ownerclass=None)");
        contents.define("__set__(self, instance, value)", "__delete__(self, instance)", "getter(self, fget)", "setter(self, fset)", "deleter(self, fdel)");
        Namespace.steal(dict, "DynamicClassAttribute", contents.make(BuiltinTypes.TYPE));
    }

    @Method("DynamicClassAttribute.__init__")
    static long init(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long getter = Memory.getLong(args + 8);
        long doc = Memory.getLong(args + 32);
        try (OwnedObjects own = new OwnedObjects()) {
            Objects.setAttr(self, "fget", getter);
            Objects.setAttr(self, "fset", Memory.getLong(args + 16));
            Objects.setAttr(self, "fdel", Memory.getLong(args + 24));
            Objects.setAttr(self, "__doc__", Objects.isTrue(doc) ? doc : own.add(Objects.getAttr(getter, "__doc__")));
            Objects.setAttr(self, "overwrite_doc", doc == Singletons.NONE ? Singletons.TRUE : Singletons.FALSE);
            long mark = Objects.lookupAttr(getter, "__isabstractmethod__");
            boolean isAbstract = mark != NULL && Objects.isTrue(own.add(mark));
            Objects.setAttr(self, "__isabstractmethod__", own.add(BoolType.of(isAbstract)));
            return Singletons.none();
        }
    }

    @Method("DynamicClassAttribute.__get__")
    static long get(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long instance = Memory.getLong(args + 8);
        try (OwnedObjects own = new OwnedObjects()) {
            if (instance != Singletons.NONE) return accessor(own, self, "fget", "unreadable attribute", instance);
            if (Objects.isTrue(own.add(Objects.getAttr(self, "__isabstractmethod__")))) return References.newRef(self);
            throw PyError.of(org.capi4j.object.Exceptions.AttributeError, null);
        }
    }

    private static long accessor(OwnedObjects own, long self, String name, String missing, long... args) {
        long function = own.add(Objects.getAttr(self, name));
        if (function == Singletons.NONE) throw PyError.attributeError(missing);
        return Calls.callWith(function, args);
    }

    @Method("DynamicClassAttribute.__set__")
    static long set(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            own.add(accessor(own, Memory.getLong(args), "fset", "can't set attribute", Memory.getLong(args + 8), Memory.getLong(args + 16)));
            return Singletons.none();
        }
    }

    @Method("DynamicClassAttribute.__delete__")
    static long delete(long closure, long args, long nargs) {
        try (OwnedObjects own = new OwnedObjects()) {
            own.add(accessor(own, Memory.getLong(args), "fdel", "can't delete attribute", Memory.getLong(args + 8)));
            return Singletons.none();
        }
    }

    /** A copy with one of the functions replaced. */
    private static long with(long self, String replaced, long function) {
        try (OwnedObjects own = new OwnedObjects()) {
            long[] values = new long[4];
            String[] names = {"fget", "fset", "fdel", "__doc__"};
            long overwrite = replaced.equals("fget") ? own.add(Objects.getAttr(self, "overwrite_doc")) : NULL;
            for (int i = 0; i < 4; i++) values[i] = names[i].equals(replaced) ? function : own.add(Objects.getAttr(self, names[i]));
            if (overwrite == NULL) overwrite = own.add(Objects.getAttr(self, "overwrite_doc"));
            if (replaced.equals("fget") && Objects.isTrue(overwrite)) {
                long doc = own.add(Objects.getAttr(function, "__doc__"));
                if (Objects.isTrue(doc)) values[3] = doc;
            }
            long copy = Calls.callWith(References.type(self), values);
            Objects.setAttr(copy, "overwrite_doc", overwrite);
            return copy;
        }
    }

    @Method("DynamicClassAttribute.getter")
    static long getter(long closure, long args, long nargs) {
        return with(Memory.getLong(args), "fget", Memory.getLong(args + 8));
    }

    @Method("DynamicClassAttribute.setter")
    static long setter(long closure, long args, long nargs) {
        return with(Memory.getLong(args), "fset", Memory.getLong(args + 8));
    }

    @Method("DynamicClassAttribute.deleter")
    static long deleter(long closure, long args, long nargs) {
        return with(Memory.getLong(args), "fdel", Memory.getLong(args + 8));
    }
}
