package org.capi4j.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/** The operations of Python's own that a replay step may name: {@code "op": "add"}. */
final class Operations {
    private static final Set<String> OPERATOR = Set.of(
            "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "neg", "pos", "invert", "getitem", "setitem",
            "delitem", "contains", "eq", "ne", "lt", "le", "gt", "ge", "iadd", "imul", "isub", "ior", "index");
    private static final Set<String> BUILTIN = Set.of(
            "abs", "len", "iter", "next", "hash", "str", "repr", "bool", "int", "float", "complex", "list", "tuple", "dict", "bytes", "sorted",
            "divmod", "round", "type", "isinstance", "issubclass", "format", "hasattr", "getattr", "memoryview");
    private static final Map<String, String> REFLECTED =
            Map.of("radd", "add", "rsub", "sub", "rmul", "mul", "rtruediv", "truediv", "rpow", "pow", "rmod", "mod");

    private final Interpreter interpreter;
    private final PyModule operator;
    private final PyModule builtins;

    Operations(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.operator = interpreter.importModule("operator");
        this.builtins = interpreter.importModule("builtins");
    }

    PyObject apply(String name, PyObject object, List<Object> args, Map<String, Object> kwargs) {
        if (OPERATOR.contains(name)) return call(operator, name, object, args);
        if (BUILTIN.contains(name)) return call(builtins, name, object, args);
        if (REFLECTED.containsKey(name)) return operator.invokeMethod(REFLECTED.get(name), List.of(args.get(0), object), Map.of());
        return switch (name) {
            case "and", "or" -> call(operator, name + "_", object, args);
            case "xor" -> call(operator, name, object, args);
            case "is" -> interpreter.convert(object.is((PyObject) args.get(0)));
            case "call" -> object.invoke(args, kwargs);
            case "take" -> take(object, operator.invokeMethod("index", args, Map.of()).as(BigInteger.class));
            case "tobytes" -> bytes(object);
            case "buffer" -> buffer(object);
            case "enter" -> call(type(object), "__enter__", object, List.of());
            case "exit" -> call(type(object), "__exit__", object, args.isEmpty() ? java.util.Arrays.asList(null, null, null) : args);
            case "typename" -> interpreter.convert(new CanonicalRepr(interpreter).typeName(object));
            case "doc" -> object.getAttr("__doc__");
            default -> throw Failure.usage("unknown operation " + name);
        };
    }

    private PyObject type(PyObject object) {
        return builtins.invokeMethod("type", List.of(object), Map.of());
    }

    private static PyObject call(PyObject from, String name, PyObject object, List<Object> args) {
        List<Object> all = new ArrayList<>();
        all.add(object);
        all.addAll(args);
        return from.invokeMethod(name, all, Map.of());
    }

    private PyObject take(PyObject iterator, BigInteger count) {
        List<PyObject> items = new ArrayList<>();
        try {
            while (BigInteger.valueOf(items.size()).compareTo(count) < 0) items.add(call(builtins, "next", iterator, List.of()));
            return interpreter.convert(items);
        } finally {
            items.forEach(PyObject::close);
        }
    }

    /** The view is closed at once, as CPython's ends with the function: what exports the buffer counts its views. */
    private PyObject buffer(PyObject object) {
        try (PyObject view = call(builtins, "memoryview", object, List.of())) {
            List<Object> parts = new ArrayList<>();
            for (String name : List.of("format", "itemsize", "ndim", "shape", "strides", "readonly")) parts.add(view.getAttr(name));
            parts.add(view.invokeMethod("tobytes", List.of(), Map.of()));
            return builtins.invokeMethod("tuple", List.of(parts), Map.of());
        }
    }

    private PyObject bytes(PyObject object) {
        try (PyObject view = call(builtins, "memoryview", object, List.of())) {
            return call(builtins, "bytes", view, List.of());
        }
    }
}
