package org.capi4j.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.capi4j.Headers;

/** Compiles C sources against a {@code Python.h}; what it made is kept under a name that holds the inputs' hash. */
final class CCompiler {
    /** CPython's own headers, where they are installed. */
    static final Path CPYTHON_HEADERS = Path.of("/usr/include/python3.11");

    private static final Path FOLDER = Path.of("target", "fixtures");

    private CCompiler() {}

    static Path ours(Path source, String file) throws IOException {
        return compile(source, file, Headers.folder(), "ours");
    }

    static Path cpythons(Path source, String file) throws IOException {
        return compile(source, file, CPYTHON_HEADERS, "cpython");
    }

    /** The extension {@code file} made from {@code source}, in a folder of its own. */
    static Path compile(Path source, String file, Path headers, String kind, String... options) throws IOException {
        Path folder = FOLDER.resolve(hash(source, headers, kind, options));
        Path extension = folder.toAbsolutePath().resolve(file);
        if (Files.exists(extension)) return extension;
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "partial", ".so");
        boolean isCplusplus = source.toString().endsWith(".cpp");
        List<String> command = new ArrayList<>(List.of(
                isCplusplus ? System.getenv().getOrDefault("CXX", "c++") : System.getenv().getOrDefault("CC", "cc"), isCplusplus ? "-std=c++17" : "-std=gnu11", "-O1", "-g", "-fPIC", "-shared", "-Wall", "-Wextra", "-Wno-unused-parameter",
                "-Wno-missing-field-initializers", "-Wno-cast-function-type", "-Werror", "-I" + headers, source.toString(), "-o", partial.toString()));
        command.addAll(List.of(options));
        run(command);
        return Files.move(partial, extension, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Runs the C compiler with these options and no others. */
    static void cc(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getenv().getOrDefault("CC", "cc")));
        command.addAll(options);
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        try {
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String messages = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) throw new AssertionError(String.join(" ", command) + "\n" + messages);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        } catch (IOException missing) {
            abort("no compiler: " + missing.getMessage());
        }
    }

    private static String hash(Path source, Path headers, String kind, String... options) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(source));
            try (var files = Files.walk(headers)) {
                for (Path header : files.filter(Files::isRegularFile).sorted().toList()) digest.update(Files.readAllBytes(header));
            }
            digest.update((kind + String.join(" ", options)).getBytes(StandardCharsets.UTF_8));
            return kind + "-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
