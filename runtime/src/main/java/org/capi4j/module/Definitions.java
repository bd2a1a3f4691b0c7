package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BuiltinFunctions;
import org.capi4j.type.CFunctionType;
import org.capi4j.type.Calls;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Signature;
import org.capi4j.type.Singletons;
import org.capi4j.type.SourceFunctions;
import org.capi4j.type.TupleType;

/**
 * Makes the functions that a module has as Python source in CPython. Their bodies are the functions of a {@code @BuiltinModule} class, found there by
 * qualified name; a body's first C argument is what it closes over (None where nothing is said), the others are the parameters' values.
 */
public final class Definitions {
    private static final Map<String, Map<String, Long>> TABLES = new ConcurrentHashMap<>();

    private static final String YIELD = "yield ";

    private final long globals;
    private final Map<String, Long> bodies;

    /**
     * @param globals the dict of the module, borrowed
     * @param holder  the class of the bodies
     */
    public Definitions(long globals, String holder) {
        this.globals = globals;
        bodies = table(holder);
    }

    private static Map<String, Long> table(String holder) {
        return TABLES.computeIfAbsent(holder, Definitions::bodies);
    }

    private static Map<String, Long> bodies(String holder) {
        Map<String, Long> bodies = new HashMap<>();
        long definition = Shim.symbol("c4j_methods_" + holder);
        for (; Memory.getLong(definition + PyMethodDef.ml_name) != NULL; definition += PyMethodDef.SIZEOF) {
            bodies.put(Memory.getString(Memory.getLong(definition + PyMethodDef.ml_name)), definition);
        }
        return bodies;
    }

    /** Enters functions that close over {@code closure}, borrowed. */
    public Definitions enterClosing(long closure, String... definitions) {
        for (String definition : definitions) Namespace.steal(globals, qualname(definition), function(definition, qualname(definition), closure));
        return this;
    }

    public long globals() {
        return globals;
    }

    /** Enters functions into the module: each is written as a {@code def} statement has it, {@code "wraps(wrapped, assigned=None)"}. */
    public Definitions enter(String... definitions) {
        for (String definition : definitions) {
            String qualname = qualname(definition);
            Namespace.steal(globals, qualname.substring(qualname.lastIndexOf('.') + 1), function(definition));
        }
        return this;
    }

    /** A new function, {@code "Class.name(self, value, *, key=None)"}; one with {@code yield} is written {@code "yield Class.name(self)"}. */
    public long function(String definition) {
        return function(definition, qualname(definition), Singletons.NONE);
    }

    /**
     * A new function.
     *
     * @param body    the name of its body
     * @param closure what the body gets before the parameters, borrowed; the default {@code closure} is that
     */
    public long function(String definition, String body, long closure) {
        String parameters = definition.substring(definition.indexOf('(') + 1, definition.length() - 1);
        Long method = bodies.getOrDefault(body, table("SharedBodies").get(body));
        if (method == null) throw new IllegalStateException("no body " + body);
        long called = CFunctionType.make(method, closure, NULL, NULL);
        try {
            return SourceFunctions.make(qualname(definition), Signature.parse(parameters), definition.startsWith(YIELD), globals, called, text -> literal(text, closure));
        } finally {
            References.decref(called);
        }
    }

    /** A new built-in function with a body of this class, which gets {@code closure} (borrowed) before its arguments. */
    public static long builtin(String holder, String body, long closure) {
        return CFunctionType.make(table(holder).get(body), closure, NULL, NULL);
    }

    private static String qualname(String definition) {
        return definition.substring(definition.startsWith(YIELD) ? YIELD.length() : 0, definition.indexOf('('));
    }

    /** What a default's text stands for: a new reference. */
    private static long literal(String text, long closure) {
        return switch (text) {
            case "None" -> References.newRef(Singletons.NONE);
            case "True" -> References.newRef(Singletons.TRUE);
            case "False" -> References.newRef(Singletons.FALSE);
            case "()" -> TupleType.empty();
            case "b''" -> Calls.callNoArgs(BuiltinTypes.BYTES);
            case "[]" -> ListType.make(0);
            case "closure" -> References.newRef(closure);
            case "getattr" -> BuiltinFunctions.get(text);
            case "object()" -> Calls.callNoArgs(BuiltinTypes.OBJECT);
            default -> text.startsWith("'") ? Strings.of(text.substring(1, text.length() - 1)) : LongType.of(Long.parseLong(text));
        };
    }
}
