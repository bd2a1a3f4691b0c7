package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongUnaryOperator;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.CFunctionType;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.FunctionType;
import org.capi4j.type.InstanceMethodType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StaticMethodType;
import org.capi4j.type.TupleType;

/**
 * The contents of a class that in CPython is Python source, as its {@code class} statement has them; functions are made by {@link Definitions}. Those that are named
 * without parameters are built-in functions of a {@code @BuiltinModule} class that bind to instances as Python functions do.
 */
public final class ClassContents {
    private final long dict = DictType.make();
    private final long table;
    private final Definitions definitions;
    private final String qualname;

    /** @param definitions the module's, with the bodies of the class's functions */
    public ClassContents(Definitions definitions, String qualname) {
        this.definitions = definitions;
        this.qualname = qualname;
        table = NULL;
        put("__module__", References.newRef(DictType.get(definitions.globals(), "__name__")));
    }

    /** Functions, each as its {@code def} statement has it: {@code "index(self, value, start=0)"}, {@code "yield __iter__(self)"}. */
    public ClassContents define(String... functions) {
        return define(null, function -> function, functions);
    }

    public ClassContents defineAbstract(String... functions) {
        return define(null, ClassContents::markAbstract, functions);
    }

    /** Abstract methods that all have one body. */
    public ClassContents abstractWithBody(String body, String... functions) {
        return define(body, ClassContents::markAbstract, functions);
    }

    /** Methods that all have one body. */
    public ClassContents defineWithBody(String body, String... functions) {
        return define(body, function -> function, functions);
    }

    ClassContents abstractProperties(String body, String... getters) {
        return define(body, getter -> property(markAbstract(getter)), getters);
    }

    /** Read-only properties. */
    public ClassContents defineProperties(String... getters) {
        return define(null, ClassContents::property, getters);
    }

    public ClassContents defineClassMethods(String... functions) {
        return define(null, method -> wrapped(method, ClassMethodType::make), functions);
    }

    public ClassContents defineStaticMethods(String... functions) {
        return define(null, method -> wrapped(method, StaticMethodType::make), functions);
    }

    /** Functions that close over {@code closure}, which is consumed, and have one body, of the definitions' class or of {@link SharedBodies}. */
    public ClassContents closing(String body, long closure, String... functions) {
        for (String function : functions) {
            put(function.substring(0, function.indexOf('(')), definitions.function(qualname + "." + function, body, closure));
        }
        References.decref(closure);
        return this;
    }

    /** Functions that return an attribute of their first argument. */
    public ClassContents returning(String attribute, String... functions) {
        return closing("attribute", Strings.of(attribute), functions);
    }

    /** Functions that keep their second argument as an attribute of the first. */
    public ClassContents keeping(String attribute, String... functions) {
        return closing("assignment", Strings.of(attribute), functions);
    }

    /** Functions that return what the method of an attribute returns that has their own name. */
    public ClassContents delegating(String attribute, String... functions) {
        for (String function : functions) {
            closing("delegation", Namespace.tuple(attribute, function.substring(0, function.indexOf('('))), function);
        }
        return this;
    }

    /** Functions that return a value, which is consumed. */
    public ClassContents answering(long value, String... functions) {
        return closing("answer", value, functions);
    }

    /** Functions that return their first argument. */
    public ClassContents returningSelf(String... functions) {
        return closing("self", Singletons.none(), functions);
    }

    /** Functions that raise an exception of a class, borrowed. */
    public ClassContents raising(long exception, String... functions) {
        return closing("error", References.newRef(exception), functions);
    }

    /** A second name for a function. */
    public ClassContents alias(String name, String known) {
        return put(name, References.newRef(DictType.get(dict, known)));
    }

    private ClassContents define(String body, LongUnaryOperator wrap, String... functions) {
        for (String function : functions) {
            boolean generator = function.startsWith("yield ");
            String plain = generator ? function.substring(6) : function;
            String full = (generator ? "yield " : "") + qualname + "." + plain;
            String name = plain.substring(0, plain.indexOf('('));
            put(name, wrap.applyAsLong(definitions.function(full, body != null ? body : qualname + "." + name, Singletons.NONE)));
        }
        return this;
    }

    private static long property(long getter) {
        return wrapped(getter, function -> Calls.callOneArg(BuiltinTypes.PROPERTY, function));
    }

    private static long markAbstract(long method) {
        long attributes = FunctionType.dict(method); // setting the attribute would have all that functions have made first
        DictType.set(attributes, "__isabstractmethod__", Singletons.TRUE);
        References.decref(attributes);
        return method;
    }

    private static long wrapped(long method, LongUnaryOperator wrap) {
        try {
            return wrap.applyAsLong(method);
        } finally {
            References.decref(method);
        }
    }

    /** As above; the class's name is {@code qualname}. */
    public long make(long metatype, long... bases) {
        return make(metatype, qualname, bases);
    }

    /** @param holder the {@code @BuiltinModule} class with the functions */
    public ClassContents(String holder, String module) {
        table = Shim.symbol("c4j_methods_" + holder);
        definitions = null;
        qualname = null;
        put("__module__", Strings.of(module));
    }

    /** Enters a value, whose reference is consumed. */
    public ClassContents put(String name, long value) {
        Namespace.steal(dict, name, value);
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
