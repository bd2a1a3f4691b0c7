package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.Headers;

/** The C compiler of the system and the flags for an extension: what {@code build} and {@code config} share. */
final class Toolchain {
    static final String SUFFIX = ".cpython-311-x86_64-linux-gnu.so";
    static final String STABLE_SUFFIX = ".abi3.so";
    static final List<String> CFLAGS = List.of("-O2", "-g", "-DNDEBUG", "-fPIC", "-fwrapv", "-Wall");
    static final List<String> LDFLAGS = List.of("-shared");

    private Toolchain() {}

    /** The folder of {@code Python.h}. */
    static Path includes() {
        return Headers.folder();
    }

    /** {@code $CC}, or the first of cc, gcc and clang on the PATH. */
    static String compiler() {
        String chosen = System.getenv("CC");
        if (chosen != null && !chosen.isBlank()) return chosen;
        for (String name : List.of("cc", "gcc", "clang")) {
            if (onPath(name)) return name;
        }
        throw Failure.usage("there is no C compiler: install gcc or clang, or name one in CC");
    }

    private static boolean onPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, name))) return true;
        }
        return false;
    }

    /** Compiles {@code sources} into {@code target}; the compiler's own words go straight to the user. The answer is its exit code. */
    static int compile(List<Path> sources, Path target, List<String> options) {
        List<String> command = new ArrayList<>(List.of(compiler().split(" ")));
        command.addAll(CFLAGS);
        command.add("-I" + includes());
        command.addAll(options);
        sources.forEach(source -> command.add(source.toString()));
        command.addAll(LDFLAGS);
        command.addAll(List.of("-o", target.toString()));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failure) {
            throw Failure.usage("cannot run the C compiler: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.check("interrupted");
        }
    }
}
