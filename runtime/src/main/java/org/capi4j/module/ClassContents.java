package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CFunctionType;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.InstanceMethodType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StaticMethodType;
import org.capi4j.type.TupleType;

/**
 * The contents of a class that in CPython is Python source: functions from a {@code @BuiltinModule} class's method table, which bind to
 * instances as Python functions do. Their first C argument is None; the instance is the first of the others.
 */
public final class ClassContents {
    private final long dict = DictType.make();
    private final long table;

    /** @param holder the {@code @BuiltinModule} class with the functions */
    public ClassContents(String holder, String module) {
        table = Shim.symbol("c4j_methods_" + holder);
        put("__module__", Strings.of(module));
    }

    /** Enters a value, whose reference is consumed. */
    public ClassContents put(String name, long value) {
        Namespace.steal(dict, name, value);
        return this;
    }

    /** Functions by the names that they have in the table. */
    public ClassContents methods(String... names) {
        for (String name : names) add(name, name, InstanceMethodType::make);
        return this;
    }

    /** A function that has another name in the table. */
    public ClassContents method(String name, String function) {
        return add(name, function, InstanceMethodType::make);
    }

    public ClassContents classMethods(String... names) {
        for (String name : names) add(name, name, ClassMethodType::make);
        return this;
    }

    public ClassContents staticMethod(String name, String function) {
        return add(name, function, StaticMethodType::make);
    }

    private ClassContents add(String name, String function, LongUnaryOperator wrap) {
        long made = function(table, function);
        try {
            return put(name, wrap.applyAsLong(made));
        } finally {
            References.decref(made);
        }
    }

    /** A new function of a method table. */
    public static long function(long table, String name) {
        long definition = table;
        while (!name.equals(Memory.getString(Memory.getLong(definition + PyMethodDef.ml_name)))) definition += PyMethodDef.SIZEOF;
        return CFunctionType.make(definition, Singletons.NONE, NULL, NULL);
    }

    /** The contents, a new dict: this object is done. */
    public long dict() {
        return dict;
    }

    /** The class, a new reference, by a call of {@code metatype}: this object is done. */
    public long make(long metatype, String name, long... bases) {
        long args = TupleType.steal(Strings.of(name), TupleType.of(bases), dict);
        try {
            return Calls.call(metatype, args, NULL);
        } finally {
            References.decref(args);
        }
    }
}
