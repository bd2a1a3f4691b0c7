package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code abc}. */
@BuiltinModule("abc")
public final class AbcModule {
    private AbcModule() {}

    static void fill(long dict) {
        JavaModules.copy("_abc", dict, name -> !name.startsWith("__"));
        Definitions definitions = new Definitions(dict, "AbcModule").enter("abstractmethod(funcobj)", "update_abstractmethods(cls)");
        DictType.set(dict, "ABCMeta", AbcMetaType.TYPE);
        Namespace.steal(dict, "ABC", AbcMetaType.make("ABC", "abc", new String[0]));
        for (String name : new String[] {"abstractclassmethod", "abstractstaticmethod"}) {
            ClassContents contents = marked(definitions, name).define("__init__(self, callable)");
            Namespace.steal(dict, name, contents.make(BuiltinTypes.TYPE, name.contains("class") ? BuiltinTypes.CLASS_METHOD : BuiltinTypes.STATIC_METHOD));
        }
        Namespace.steal(dict, "abstractproperty", marked(definitions, "abstractproperty").make(BuiltinTypes.TYPE, BuiltinTypes.PROPERTY));
    }

    private static ClassContents marked(Definitions definitions, String name) {
        return new ClassContents(definitions, name).put("__isabstractmethod__", References.newRef(Singletons.TRUE));
    }

    @Method("abstractmethod")
    static long abstractmethod(long closure, long function) {
        Objects.setAttr(function, "__isabstractmethod__", Singletons.TRUE);
        return References.newRef(function);
    }

    @Method("update_abstractmethods")
    static long update(long closure, long cls) {
        if (Objects.hasAttr(cls, "__abstractmethods__")) AbcMetaType.setAbstractMethods(cls);
        return References.newRef(cls);
    }

    @Method({"abstractclassmethod.__init__", "abstractstaticmethod.__init__"})
    static long init(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long callable = Memory.getLong(args + 8);
        Objects.setAttr(callable, "__isabstractmethod__", Singletons.TRUE);
        long base = Objects.isInstance(self, BuiltinTypes.CLASS_METHOD) ? BuiltinTypes.CLASS_METHOD : BuiltinTypes.STATIC_METHOD;
        return Calls.callMethod(base, "__init__", self, callable);
    }
}
