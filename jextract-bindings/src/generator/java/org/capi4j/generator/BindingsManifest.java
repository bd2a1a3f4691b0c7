package org.capi4j.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The checksums of jextract's output and of the headers that it was made from, so that a hand edit and a changed header are
 * noticed without jextract and libclang.
 *
 * <p>Usage: {@code BindingsManifest JEXTRACT_BINDINGS CAPI_HEADERS} writes {@code jextract/MANIFEST.sha256}; only
 * {@code regenerate.sh} does.
 */
public final class BindingsManifest {

    private static final String COMMAND = "run jextract-bindings/jextract/regenerate.sh";

    private final Path module;
    private final Path headers;

    BindingsManifest(Path module, Path headers) {
        this.module = module;
        this.headers = headers;
    }

    public static void main(String[] args) throws IOException {
        BindingsManifest manifest = new BindingsManifest(Path.of(args[0]), Path.of(args[1]));
        List<String> lines = new ArrayList<>();
        manifest.digests().forEach((file, digest) -> lines.add(digest + "  " + file));
        Files.write(manifest.file(), lines);
    }

    private Path file() {
        return module.resolve("jextract/MANIFEST.sha256");
    }

    /** What is wrong, a line for each file; empty if all is as jextract left it. */
    List<String> problems() throws IOException {
        if (Files.notExists(file())) {
            return List.of(file() + " is missing: " + COMMAND);
        }
        Map<String, String> recorded = new TreeMap<>();
        for (String line : Files.readAllLines(file())) {
            recorded.put(line.substring(line.indexOf(' ')).strip(), line.substring(0, line.indexOf(' ')));
        }
        List<String> problems = new ArrayList<>();
        Map<String, String> actual = digests();
        actual.forEach((file, digest) -> {
            if (!digest.equals(recorded.remove(file))) {
                problems.add(file + (isHeader(file) ? " changed: " : " was edited by hand: ") + COMMAND);
            }
        });
        recorded.keySet().forEach(file -> problems.add(file + " is missing: " + COMMAND));
        return problems;
    }

    private static boolean isHeader(String file) {
        return file.endsWith(".h");
    }

    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        collect(headers.resolve("include"), headers, digests);
        collect(Bindings.folder(module), module, digests);
        for (String input : List.of("all.h", "includes.txt", "regenerate.sh")) {
            Path file = module.resolve("jextract").resolve(input);
            digests.put(name(module, file), digest(file));
        }
        return digests;
    }

    private static void collect(Path folder, Path root, Map<String, String> digests) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(name(root, file), digest(file));
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.toAbsolutePath().normalize().getFileName() + "/" + root.relativize(file);
    }

    private static String digest(Path file) throws IOException {
        String text = Files.readString(file);
        String relevant = isHeader(file.toString()) ? HeaderText.withoutFunctions(text) : text;
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(relevant.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
