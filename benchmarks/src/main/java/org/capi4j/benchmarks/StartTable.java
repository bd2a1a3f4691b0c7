package org.capi4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.Headers;

/** What happens once per process: starting, importing. Every sample is a process of its own. */
final class StartTable {
    private static final double TARGET = 3;
    private static final String SHORT_RUN = "-Dcapi4j.shortRun=true";
    private static final int INTERPRETERS = 600; // by then, most of it is compiled
    private static final Map<String, Object> CLASSES = Map.of(
            "msgpack.exceptions", exceptions(), "msgpack.ext", Map.of("ExtType", type("ExtType", "tuple"), "Timestamp", type("Timestamp", "object")), "caller", Map.of());
    private static final List<List<String>> CYTHON_MODULES = List.of(
            List.of("msgpack._cmsgpack", "msgpack/_cmsgpack.cpython-311-x86_64-linux-gnu.so"),
            List.of("frozenlist._frozenlist", "frozenlist/_frozenlist.cpython-311-x86_64-linux-gnu.so"));

    private StartTable() {}

    private static Map<String, Object> type(String name, String base) {
        return Map.of("class", List.of(name, base));
    }

    private static Map<String, Object> exceptions() {
        return Map.of(
                "BufferFull", type("BufferFull", "Exception"), "OutOfData", type("OutOfData", "Exception"), "ExtraData", type("ExtraData", "ValueError"),
                "FormatError", type("FormatError", "ValueError"), "StackError", type("StackError", "ValueError"));
    }

    static Table measure(Settings given) throws IOException, InterruptedException {
        Extension.compile("workbench", given.folder(), Headers.folder());
        List<Path> folders = new ArrayList<>(given.path());
        folders.add(given.folder());
        Settings settings = given.in(folders);
        List<Table.Row> rows = new ArrayList<>();
        if (settings.wants("capi4j_call")) rows.add(call(settings));
        for (List<String> module : CYTHON_MODULES) {
            if (settings.wants("import_" + module.get(0))) rows.addAll(imports(settings, module));
        }
        String about = "ms of wall time; capi4j_call compares with java Hello on the same JDK, imports with CPython's own, both in a process that has loaded "
                + "one extension before";
        return new Table("start", "Start and import", about, "ms", TARGET, rows);
    }

    /** {@code ./capi4j call demo.so add 2 3} on a warm cache, beside {@code java Hello}. */
    private static Table.Row call(Settings settings) throws IOException, InterruptedException {
        String root = System.getProperty("capi4j.root"), what = "./capi4j call demo.so add 2 3; the reference is java Hello";
        if (root == null) return Table.Row.missing("capi4j_call", what, "only measured by ./capi4j bench");
        Path demo = Extension.compile("demo", settings.folder(), Headers.folder());
        List<String> ours = List.of(Path.of(root, "capi4j").toString(), "call", demo.toString(), "add", "2", "3");
        List<String> hello = hello(settings.folder());
        wall(ours);
        wall(hello);
        double[] ourTimes = new double[settings.samples()], times = new double[settings.samples()];
        for (int i = 0; i < settings.samples(); i++) {
            ourTimes[i] = wall(ours);
            times[i] = wall(hello);
        }
        return new Table.Row("capi4j_call", what, Turns.median(ourTimes), Turns.median(times), "");
    }

    private static List<String> hello(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("Hello.java"), bin = Path.of(System.getProperty("java.home"), "bin");
        Files.writeString(source, "class Hello { public static void main(String[] a) { System.out.println(\"Hello\"); } }");
        wall(List.of(bin.resolve("javac").toString(), "-d", folder.toString(), source.toString()));
        return List.of(bin.resolve("java").toString(), "-cp", folder.toString(), "Hello");
    }

    private static double wall(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + " failed");
        return (System.nanoTime() - start) / 1e6;
    }

    /** The import in a new process, without and with an AOT cache, and in the last ones of many interpreters of one JVM, all beside CPython's in a new process. */
    private static List<Table.Row> imports(Settings settings, List<String> module) throws IOException {
        String name = "import_" + module.get(0), what = "from load to ready, in a new process";
        String cachedName = name + "_aot", cachedWhat = "the same with " + SHORT_RUN + " and an AOT cache of the JVM's, which one run before has made";
        String warmName = name + "_warm", warmWhat = "the same in a JVM's " + INTERPRETERS + " interpreters, the median of the last quarter; CPython's is in a new process";
        double[] ours = new double[settings.samples()], cached = new double[settings.samples()], warm = new double[settings.samples()];
        double[] cpython = new double[settings.samples()];
        Path cache = settings.folder().resolve(name + ".aot");
        cache.toFile().deleteOnExit();
        try {
            load(settings.ours(SHORT_RUN, "-XX:AOTCacheOutput=" + cache), module);
            for (int i = 0; i < settings.samples(); i++) {
                ours[i] = load(settings.ours(), module);
                cached[i] = load(settings.ours(SHORT_RUN, "-XX:AOTCache=" + cache), module);
                cpython[i] = settings.python() == null ? Double.NaN : load(settings.cpython(), module);
                warm[i] = reload(settings.ours(), module);
            }
        } catch (Contender.Failed failed) {
            return Stream.of(name, cachedName, warmName).map(each -> Table.Row.missing(each, what, failed.getMessage())).toList();
        }
        double reference = Turns.median(cpython);
        return List.of(
                new Table.Row(name, what, Turns.median(ours), reference, "Java code that is run for the first time"),
                new Table.Row(cachedName, cachedWhat, Turns.median(cached), reference, "Java code that is interpreted"),
                new Table.Row(warmName, warmWhat, Turns.median(warm), reference, ""));
    }

    private static double load(Contender contender, List<String> module) {
        try (contender) {
            contender.ask("case", before(module));
            return contender.ask("load", module).get("ns").asDouble() / 1e6;
        }
    }

    private static double reload(Contender contender, List<String> module) {
        try (contender) {
            return contender.ask("reload", Map.of("times", INTERPRETERS, "case", before(module), "load", module)).get("ns").asDouble() / 1e6;
        }
    }

    /** What is imported before: one extension, and classes that the module looks for. */
    private static Map<String, Object> before(List<String> module) {
        String parent = module.get(0).replaceAll("\\.[^.]*$", "");
        return Map.of("module", "workbench", "file", "workbench.so", "stubs", CLASSES.containsKey(parent + ".ext") ? CLASSES : Map.of(parent, Map.of()));
    }
}
