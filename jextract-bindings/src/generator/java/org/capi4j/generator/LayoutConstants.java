package org.capi4j.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns jextract's layouts into compile-time constants: one class per struct in {@code org.capi4j.layout}, and
 * {@code Constants}. jextract's own classes are kept from the start-up path: to initialise them costs over 200 ms.
 *
 * <p>Usage: {@code LayoutConstants --check|--write JEXTRACT_BINDINGS CAPI_HEADERS}, the two modules' folders, with
 * the classes compiled from {@code org.capi4j.bindings} on the class path. {@code --check} exits with 1 if a generated file,
 * jextract's included, is not what the generators would write.
 */
public final class LayoutConstants {

    private static final String HANDWRITTEN = "package-info.java";

    private final Path module;
    private final Path headers;
    private final Path target;

    private LayoutConstants(Path module, Path headers) {
        this.module = module;
        this.headers = headers;
        this.target = module.resolve("src/main/java").resolve(LayoutSource.PACKAGE.replace('.', '/'));
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3 || !List.of("--check", "--write").contains(args[0])) {
            System.err.println("usage: LayoutConstants --check|--write JEXTRACT_BINDINGS CAPI_HEADERS");
            System.exit(2);
        }
        LayoutConstants generator = new LayoutConstants(Path.of(args[1]), Path.of(args[2]));
        List<String> problems = generator.run(args[0].equals("--write"));
        problems.forEach(System.err::println);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    private List<String> run(boolean write) throws IOException {
        List<String> problems = new BindingsManifest(module, headers).problems();
        if (!problems.isEmpty()) {
            return problems; // stale bindings would only yield more of the same
        }
        Layouts layouts = new Layouts(new Bindings(module), new Facts(headers.resolve("facts")));
        Map<String, String> sources = sources(layouts);
        if (!layouts.differences().isEmpty()) {
            return layouts.differences();
        }
        if (write) {
            write(sources);
        }
        return stale(sources);
    }

    /** The sources by file name. */
    private static Map<String, String> sources(Layouts layouts) {
        Map<String, String> sources = new TreeMap<>();
        layouts.structs().values().forEach(struct -> sources.put(struct.name() + ".java", LayoutSource.of(struct)));
        sources.put(LayoutSource.CONSTANTS + ".java", LayoutSource.of(layouts.constants()));
        return sources;
    }

    private void write(Map<String, String> sources) throws IOException {
        for (Path file : generatedFiles()) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(target.resolve(source.getKey()), source.getValue());
        }
    }

    private List<String> stale(Map<String, String> sources) throws IOException {
        Map<String, String> expected = new TreeMap<>(sources);
        List<String> problems = new ArrayList<>();
        for (Path file : generatedFiles()) {
            String source = expected.remove(file.getFileName().toString());
            if (source == null) {
                problems.add(file + " is generated from nothing any more: delete it");
            } else if (!source.equals(Files.readString(file))) {
                problems.add(file + " was edited by hand or is stale: run jextract-bindings/jextract/regenerate.sh");
            }
        }
        expected.keySet()
                .forEach(name -> problems.add(
                        target.resolve(name) + " is missing: run jextract-bindings/jextract/regenerate.sh"));
        return problems;
    }

    private List<Path> generatedFiles() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> !file.endsWith(HANDWRITTEN)).sorted().toList();
        }
    }
}
