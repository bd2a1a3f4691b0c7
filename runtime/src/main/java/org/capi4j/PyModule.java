package org.capi4j;

import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.References;

/** A handle on a Python module, as {@link Interpreter#load} and {@link Interpreter#importModule} return it. */
public final class PyModule extends PyObject {
    private final String name;
    private final boolean hasDict;
    private volatile Map<String, GenericCall> calls = Map.of();

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
        if (args.length > GenericCall.MOST || !hasDict) return callMethod(function, args);
        return generic(function).call(args);
    }

    /** {@code module.function(*args, **kwargs)} as a Java value. */
    public Object call(String function, List<?> args, Map<String, ?> kwargs) {
        int count = args.size();
        if (count + kwargs.size() > GenericCall.MOST || !hasDict) return callMethod(function, args, kwargs);
        Object[] all = args.toArray(new Object[count + kwargs.size()]);
        Object[] names = new Object[kwargs.size()];
        int index = 0;
        for (Map.Entry<String, ?> keyword : kwargs.entrySet()) {
            names[index] = Objects.requireNonNull(keyword.getKey(), "a keyword is null");
            all[count + index++] = keyword.getValue();
        }
        return generic(function).call(all, names);
    }

    private GenericCall generic(String function) {
        GenericCall known = calls.get(function);
        return known != null ? known : remember(new GenericCall(this, Objects.requireNonNull(function, "function")), function);
    }

    /** There is no lock that a thread with the GIL could wait for: of two threads' calls at once, one may be forgotten. */
    private GenericCall remember(GenericCall call, String function) {
        Map<String, GenericCall> more = new HashMap<>(calls);
        more.put(function, call);
        calls = more;
        return call;
    }

    /**
     * An object whose methods call the module's functions of the same names (or of the name in {@link PyName}), specialised for each
     * method's types once and for all. Methods with up to 16 primitive parameters and a primitive result allocate nothing. A parameter with a
     * {@link PyName} is passed by that keyword. The functions are looked up now: later changes of the module's attributes don't show. After the
     * interpreter's end every method throws {@link IllegalStateException}.
     *
     * <pre>{@code
     * interface Demo { int add(int a, int b); }
     * Demo demo = module.bind(Demo.class);
     * int five = demo.add(2, 3);
     * }</pre>
     *
     * @throws IllegalArgumentException when the interface's annotations make no sense, or capi4j can't see it
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
