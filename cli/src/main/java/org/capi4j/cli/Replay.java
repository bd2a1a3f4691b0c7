package org.capi4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/** One replay case in an interpreter: {@link #run} does the steps one after the other, {@link #close} forgets their results. */
public final class Replay implements AutoCloseable {
    private final List<Path> path;
    private final Interpreter interpreter;
    private final JsonValues values;
    private final CanonicalRepr canonical;
    private final Operations operations;
    private final PyObject modules;
    private final PyObject builtins;
    private final List<PyObject> results = new ArrayList<>();
    /** What a step has made beside its result: it ends with the step, so that objects die when they do in CPython. */
    private final List<PyObject> temporaries = new ArrayList<>();
    private final PyObject module;

    /** An earlier result that a step needs is missing. */
    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String reference) {
            super(reference, null, false, false);
        }
    }

    /** Loads the case's modules, which are looked for along {@code path}. */
    public Replay(Interpreter interpreter, JsonNode replayCase, List<Path> path) {
        this.path = path;
        this.interpreter = interpreter;
        this.values = new JsonValues(interpreter, this::reference, this::temporary);
        this.canonical = new CanonicalRepr(interpreter);
        this.operations = new Operations(interpreter);
        this.modules = interpreter.importModule("sys").getAttr("modules");
        this.builtins = interpreter.importModule("builtins");
        replayCase.path("stubs").properties().forEach(stub -> stub(stub.getKey(), stub.getValue()));
        replayCase.path("with").forEach(other -> {
            makeParents(other.get(0).textValue());
            bind(other.get(0).textValue(), load(other.get(0).textValue(), other.path(1)));
        });
        replayCase.path("alias").properties().forEach(alias -> {
            makeParents(alias.getKey());
            modules.setItem(alias.getKey(), item(alias.getValue().textValue()));
            bind(alias.getKey(), item(alias.getValue().textValue()));
        });
        // as the oracle's process has them: _json looks no further than sys.modules, and steps name modules there
        for (String name : List.of("json.decoder", "posix", "_imp", "_frozen_importlib", "_frozen_importlib_external")) interpreter.importModule(name);
        makeParents(replayCase.get("module").textValue());
        module = load(replayCase.get("module").textValue(), replayCase.path("file"));
        endTemporaries(module);
    }

    private PyObject temporary(PyObject made) {
        temporaries.add(made);
        return made;
    }

    private void endTemporaries(PyObject result) {
        for (PyObject each : temporaries) if (each != result) each.close();
        temporaries.clear();
    }

    private PyObject item(String name) {
        return temporary(modules.invokeMethod("__getitem__", List.of(name), Map.of()));
    }

    private boolean hasModule(String name) {
        return (Boolean) modules.callMethod("__contains__", name);
    }

    private PyObject emptyPackage(String name) {
        PyObject type = builtins.invokeMethod("type", List.of(builtins), Map.of());
        PyObject made = type.invoke(List.of(name), Map.of());
        made.setAttr("__path__", List.of());
        modules.setItem(name, made);
        return made;
    }

    private void makeParents(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String parent = name.substring(0, dot);
            if (!hasModule(parent)) bind(parent, emptyPackage(parent));
        }
    }

    private void bind(String name, PyObject made) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0) item(name.substring(0, dot)).setAttr(name.substring(dot + 1), made);
    }

    private void stub(String name, JsonNode names) {
        makeParents(name);
        PyObject made = hasModule(name) ? item(name) : emptyPackage(name);
        names.properties().forEach(entry -> made.setAttr(entry.getKey(), stubValue(name, entry.getValue())));
        bind(name, made);
    }

    private Object stubValue(String module, JsonNode value) {
        if (!value.isObject() || value.size() != 1 || !value.has("class")) return values.toJava(value);
        JsonNode names = value.get("class");
        PyObject bases = builtins.invokeMethod("tuple", List.of(List.of(builtins.getAttr(names.get(1).textValue()))), Map.of());
        return builtins.invokeMethod("type", List.of(names.get(0).textValue(), bases, Map.of("__module__", module)), Map.of());
    }

    /** Without a file the module is one of the runtime's own, or found by its name. */
    private PyModule load(String name, JsonNode file) {
        if (!file.isTextual()) return interpreter.importModule(name);
        modules.callMethod("pop", name, null);
        return interpreter.load(name, find(file.textValue()));
    }

    private Path find(String file) {
        for (Path folder : path) {
            for (Path candidate : List.of(folder.resolve(file), folder.resolve(Path.of(file).getFileName()))) {
                if (Files.exists(candidate)) return candidate;
            }
        }
        throw Failure.usage(file + " is in no --path");
    }

    private PyObject reference(String text) {
        int dot = text.indexOf('.');
        String head = dot < 0 ? text : text.substring(0, dot);
        PyObject value = head.equals("$") ? module : results.get(Integer.parseInt(head.substring(1)) - 1);
        if (value == null) throw new Unavailable(text);
        return dot < 0 ? value : attribute(value, text.substring(dot + 1));
    }

    private PyObject attribute(PyObject object, String names) {
        PyObject value = object;
        for (String name : names.split("\\.")) value = temporary(value.getAttr(name));
        return value;
    }

    /** Runs one step; the answer is its line. */
    public Map<String, Object> run(JsonNode step) {
        boolean typeOnly = step.path("show").asText().equals("type");
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("i", results.size() + 1);
        try {
            PyObject result = result(step);
            line.put("ok", true);
            line.put("type", canonical.typeName(result));
            results.add(result);
            if (!typeOnly) repr(line, result);
        } catch (Unavailable missing) {
            results.add(null);
            line.put("skip", missing.getMessage());
        } catch (PyException error) {
            results.add(null);
            line.put("ok", false);
            line.put("exc", error.typeName());
            if (!typeOnly) line.put("msg", CanonicalRepr.cut(CanonicalRepr.maskAddresses(error.text())));
            error.value().ifPresent(PyObject::close);
        }
        return line;
    }

    private void repr(Map<String, Object> line, PyObject result) {
        try {
            line.put("repr", CanonicalRepr.cut(canonical.repr(result)));
        } catch (PyException error) {
            line.put("repr_exc", error.typeName());
            line.put("repr_msg", CanonicalRepr.cut(CanonicalRepr.maskAddresses(error.text())));
        }
    }

    private PyObject result(JsonNode step) {
        PyObject result = null;
        try {
            result = evaluated(step);
            return result;
        } finally {
            endTemporaries(result);
        }
    }

    private PyObject evaluated(JsonNode step) {
        List<Object> args = new ArrayList<>();
        step.path("args").forEach(argument -> args.add(values.toPython(argument)));
        Map<String, Object> kwargs = new LinkedHashMap<>();
        step.path("kwargs").properties().forEach(entry -> kwargs.put(entry.getKey(), values.toPython(entry.getValue())));
        if (step.has("value") && !step.has("set")) return values.toPython(step.get("value"));
        if (step.has("on")) return onObject(step, reference(step.get("on").textValue()), args, kwargs);
        PyObject from = step.has("in") ? item(step.get("in").textValue()) : module;
        if (step.has("call")) return attribute(from, step.get("call").textValue()).invoke(args, kwargs);
        if (step.has("get")) return attribute(from, step.get("get").textValue());
        throw Failure.usage("bad step " + step);
    }

    private PyObject onObject(JsonNode step, PyObject object, List<Object> args, Map<String, Object> kwargs) {
        if (step.has("method")) return object.invokeMethod(step.get("method").textValue(), args, kwargs);
        if (step.has("get")) return object.getAttr(step.get("get").textValue());
        if (step.has("set")) {
            object.setAttr(step.get("set").textValue(), values.toPython(step.get("value")));
            return interpreter.convert(null);
        }
        if (step.has("del")) {
            object.delAttr(step.get("del").textValue());
            return interpreter.convert(null);
        }
        return operations.apply(step.get("op").textValue(), object, args, kwargs);
    }

    @Override
    public void close() {
        for (PyObject result : results) {
            if (result != null && result != module) result.close();
        }
        results.clear();
    }
}
