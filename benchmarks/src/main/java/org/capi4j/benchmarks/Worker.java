package org.capi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyObject;
import org.capi4j.cli.Replay;

/**
 * Our side of a comparison: answers requests, one JSON line each, on standard input and output. {@code worker.py} is CPython's side and
 * describes the requests. The interpreter is opened by the first that needs one, so that {@code rss} can be asked of a bare JVM.
 */
public final class Worker {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Path> path;
    private Interpreter interpreter;
    private Replay replay;

    private Worker(List<Path> path) {
        this.path = path;
    }

    public static void main(String[] folders) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // what extensions print is no answer
        Worker worker = new Worker(Stream.of(folders).map(Path::of).toList());
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(worker.mapper.writeValueAsString(worker.answer(worker.mapper.readTree(line))));
        }
    }

    private Map<String, Object> answer(JsonNode request) {
        try {
            Map.Entry<String, JsonNode> only = request.properties().iterator().next();
            return switch (only.getKey()) {
                case "case" -> begin(only.getValue());
                case "step" -> replay.run(only.getValue());
                case "load" -> load(only.getValue());
                case "reload" -> reload(only.getValue());
                case "rss" -> Map.of("ok", true, "kb", resident());
                default -> throw new IllegalArgumentException("no request " + only.getKey());
            };
        } catch (PyException error) {
            return failure(error.typeName(), error.text());
        } catch (IOException | RuntimeException error) {
            return failure(error.getClass().getSimpleName(), String.valueOf(error.getMessage()));
        }
    }

    private static Map<String, Object> failure(String type, String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("exc", type);
        answer.put("msg", message);
        return answer;
    }

    private Map<String, Object> begin(JsonNode replayCase) {
        open();
        long start = System.nanoTime();
        replay = new Replay(interpreter, replayCase, path);
        return Map.of("ok", true, "ns", System.nanoTime() - start);
    }

    private void open() {
        if (interpreter != null) return;
        interpreter = Interpreter.builder().searchPath(path.toArray(Path[]::new)).open();
        PyObject modules = interpreter.importModule("sys").getAttr("modules");
        PyObject type = interpreter.importModule("builtins").invokeMethod("type", List.of(interpreter.importModule("sys")), Map.of());
        PyObject caller = type.invoke(List.of("caller"), Map.of());
        caller.setAttr("nothing", interpreter.callable("nothing", (args, kwargs) -> null));
        modules.setItem("caller", caller);
    }

    /** Loads in one new interpreter after the other; the median of the last quarter counts. */
    private Map<String, Object> reload(JsonNode request) {
        double[] nanoseconds = new double[request.get("times").asInt()];
        for (int i = 0; i < nanoseconds.length; i++) {
            if (interpreter != null) interpreter.close();
            interpreter = null;
            begin(request.get("case"));
            nanoseconds[i] = nanoseconds(request.get("load"));
        }
        double median = Turns.median(Arrays.copyOfRange(nanoseconds, nanoseconds.length * 3 / 4, nanoseconds.length));
        return Map.of("ok", true, "ns", (long) median);
    }

    private Map<String, Object> load(JsonNode module) {
        return Map.of("ok", true, "ns", nanoseconds(module));
    }

    /** How long it takes to load {@code module}: its name, and its file. */
    private long nanoseconds(JsonNode module) {
        open();
        String name = module.get(0).textValue(), file = module.get(1).textValue();
        Path found = path.stream()
                .flatMap(folder -> Stream.of(folder.resolve(file), folder.resolve(Path.of(file).getFileName())))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " is in no --path"));
        long start = System.nanoTime();
        interpreter.load(name, found);
        return System.nanoTime() - start;
    }

    /** VmRSS of this process in KiB, after what the JVM could give back was given back. */
    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
