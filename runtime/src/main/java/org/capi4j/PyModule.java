package org.capi4j;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.bridge.CallPlan;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** A handle on a Python module, as {@link Interpreter#load} and {@link Interpreter#importModule} return it. */
public final class PyModule extends PyObject {
    private final String name;
    private final boolean hasDict;
    private final Map<String, GenericCall> calls = new ConcurrentHashMap<>();

    PyModule(Interpreter interpreter, long module, String name) {
        super(interpreter, module);
        this.name = name;
        this.hasDict = References.type(module) == BuiltinTypes.MODULE;
    }

    /** The name under which the module was imported. */
    public String name() {
        return name;
    }

    /** {@code module.function(*args)} as a Java value: {@code demo.call("add", 2, 3)}. */
    public Object call(String function, Object... args) {
        if (args.length > CallPlan.MAX_ARGUMENTS || !hasDict) return callMethod(function, args);
        return calls.computeIfAbsent(function, name -> new GenericCall(this, name)).call(args);
    }

    /** {@code module.function(*args, **kwargs)} as a Java value. */
    public Object call(String function, List<?> args, Map<String, ?> kwargs) {
        return callMethod(function, args, kwargs);
    }

    /**
     * An object whose methods call the module's functions of the same names (or of the name in {@link PyName}), specialised for each
     * method's types once and for all. Methods with primitive parameters and results allocate nothing. The functions are looked up now:
     * later changes of the module's attributes don't show. After the interpreter's end every method throws {@link IllegalStateException}.
     *
     * <pre>{@code
     * interface Demo { int add(int a, int b); }
     * Demo demo = module.bind(Demo.class);
     * int five = demo.add(2, 3);
     * }</pre>
     *
     * @throws PyException {@code AttributeError} when the module lacks a function that the interface names
     */
    public <T> T bind(Class<T> type) {
        return bind(TypedBinding.lookup(type), type);
    }

    /** As {@link #bind(Class)}, for an interface that only {@code lookup} may see. */
    public <T> T bind(MethodHandles.Lookup lookup, Class<T> type) {
        return TypedBinding.of(this, lookup, type);
    }
}
