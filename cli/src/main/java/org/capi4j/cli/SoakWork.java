package org.capi4j.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/** The work of {@code soak} in one interpreter: kinds of units, each of which has one right answer for each number. */
final class SoakWork {
    /** What a unit does: the answer depends on nothing but the number. */
    @FunctionalInterface
    interface Unit {
        Object run(int number) throws Exception;
    }

    /** Databases open at a time, as a server's pool has them. Without it a hundred virtual threads more may be in the middle of theirs than a minute ago. */
    private static final int DATABASES = 16;

    private final Interpreter python;
    private final Semaphore databases = new Semaphore(DATABASES);
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();

    SoakWork(Interpreter python, List<Path> path, Path extension, boolean oldest) {
        this.python = python;
        own(python.load("soak", extension), oldest);
        published(path, "ujson", this::ujson);
        published(path, "zlib", this::zlib);
        published(path, "_sqlite3", this::sqlite);
        published(path, "wrapt._wrappers", this::wrapt);
    }

    Map<String, Unit> units() {
        return units;
    }

    /** Modules that are not on the path. */
    List<String> missing() {
        return missing;
    }

    @FunctionalInterface
    private interface ModuleUnit {
        Object run(PyModule module, int number) throws Exception;
    }

    private void published(List<Path> path, String name, ModuleUnit unit) {
        Path file = Path.of(name.replace('.', '/') + Toolchain.SUFFIX);
        List<Path> found = path.stream().map(folder -> folder.resolve(file)).filter(Files::exists).toList();
        if (found.isEmpty()) {
            missing.add(name);
            return;
        }
        PyModule module = python.load(name, found.getFirst());
        units.put(name, number -> unit.run(module, number));
    }

    private void own(PyModule soak, boolean oldest) {
        PyObject square = python.callable("square", (args, kwargs) -> (Long) args[0] * (Long) args[0]);
        PyObject nested = python.callable("nested", (args, kwargs) -> (Long) soak.call("released", "nested", args[0]) & 0xffff);
        units.put("callbacks", number -> soak.call("callbacks", square, 100 + number));
        units.put("nested", number -> soak.call("callbacks", nested, 5 + number % 7));
        units.put("garbage", number -> soak.call("garbage", 20 + number, square));
        units.put("released", number -> soak.call("released", "text " + number, 200));
        units.put("fails", number -> fails(soak, number));
        units.put("collections", number -> python.convert(Map.of("list", List.of(1, 2.5, "three", number), "text", "é" + number)).repr().length());
        // PyGILState leads a native thread into the oldest interpreter
        if (oldest) units.put("stranger", number -> soak.call("stranger", square, 1 + number % 5));
    }

    private static String fails(PyModule soak, int number) {
        try {
            return "no error: " + soak.call("fails", "error " + number);
        } catch (PyException expected) {
            return expected.getMessage();
        }
    }

    private Object ujson(PyModule ujson, int number) {
        Object text = ujson.call("dumps", List.of(number, Map.of("key " + number, List.of(1.5, true, "text"))));
        return text + " " + ujson.call("loads", text);
    }

    private Object zlib(PyModule zlib, int number) {
        byte[] data = ("some text, " + number + "; ").repeat(200 + number).getBytes(StandardCharsets.US_ASCII);
        byte[] packed = (byte[]) zlib.call("compress", (Object) data);
        return Arrays.equals(data, (byte[]) zlib.call("decompress", (Object) packed)) + " " + zlib.call("crc32", (Object) packed);
    }

    private Object sqlite(PyModule sqlite, int number) throws InterruptedException {
        databases.acquire();
        try {
            return query(sqlite, number);
        } finally {
            databases.release();
        }
    }

    private static Object query(PyModule sqlite, int number) {
        try (PyObject connection = sqlite.invokeMethod("connect", List.of(":memory:"), Map.of("check_same_thread", false))) {
            connection.invokeMethod("execute", List.of("create table t (a integer, b text)"), Map.of()).close();
            for (int i = 0; i < 10; i++) {
                List<Object> row = List.of(number * i, "row " + i);
                connection.invokeMethod("execute", List.of("insert into t values (?, ?)", row), Map.of()).close();
            }
            try (PyObject cursor = connection.invokeMethod("execute", List.of("select sum(a), max(b) from t"), Map.of())) {
                return cursor.callMethod("fetchall");
            } finally {
                connection.callMethod("close");
            }
        }
    }

    private Object wrapt(PyModule wrapt, int number) {
        try (PyObject proxy = wrapt.invokeMethod("ObjectProxy", List.of(List.of(number, number + 1, "three")), Map.of())) {
            return proxy.repr().replaceAll("0x[0-9a-f]+", "") + proxy.callMethod("index", number + 1) + proxy.callMethod("__len__") + proxy.get("__wrapped__");
        }
    }
}
