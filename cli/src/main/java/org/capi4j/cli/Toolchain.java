package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.capi4j.Headers;

/** The C compiler of the system and the flags for an extension: what {@code build} and {@code config} share. */
final class Toolchain {
    static final String SUFFIX = ".cpython-311-x86_64-linux-gnu.so";
    static final String STABLE_SUFFIX = ".abi3.so";
    static final List<String> CFLAGS = List.of("-O2", "-g", "-DNDEBUG", "-fPIC", "-fwrapv", "-Wall");
    static final List<String> LDFLAGS = List.of("-shared");

    private static final Set<String> CXX_SUFFIXES = Set.of("cc", "cp", "cxx", "cpp", "CPP", "c++", "C");

    private Toolchain() {}

    /** The folder of {@code Python.h}. */
    static Path includes() {
        return Headers.folder();
    }

    /**
     * {@code $CC}, or the first of cc, gcc and clang on the PATH; where one of the sources is C++, {@code $CXX}, or the first of c++, g++ and
     * clang++, which links C++'s library too.
     */
    static String compiler(List<Path> sources) {
        return sources.stream().anyMatch(Toolchain::isCxx)
                ? compiler("C++", "CXX", List.of("c++", "g++", "clang++"))
                : compiler("C", "CC", List.of("cc", "gcc", "clang"));
    }

    private static String compiler(String language, String variable, List<String> usual) {
        String chosen = System.getenv(variable);
        if (chosen != null && !chosen.isBlank()) return chosen;
        for (String name : usual) {
            if (onPath(name)) return name;
        }
        throw Failure.usage("there is no " + language + " compiler: install " + usual.get(1) + " or " + usual.get(2) + ", or name one in " + variable);
    }

    private static boolean isCxx(Path source) {
        String name = source.toString();
        return CXX_SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean onPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, name))) return true;
        }
        return false;
    }

    /** Compiles {@code sources} into {@code target}; the compiler's own words go straight to the user. The answer is its exit code. */
    static int compile(List<Path> sources, Path target, List<String> options) {
        List<String> command = new ArrayList<>(List.of(compiler(sources).split(" ")));
        command.addAll(CFLAGS);
        command.add("-I" + includes());
        sources.forEach(source -> command.add(source.toString()));
        // after the sources, since a linker takes from a library only what was asked for before
        command.addAll(options);
        command.addAll(LDFLAGS);
        command.addAll(List.of("-o", target.toString()));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failure) {
            throw Failure.usage("cannot run the compiler: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.check("interrupted");
        }
    }
}
