package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Compiles and links the shim with the system's C compiler: {@code CC}, or the first of cc, gcc and clang on the {@code PATH}.
 * Only what is older than something that it was made from is made again.
 *
 * <p>Usage: {@code ShimBuilder CAPI_HEADERS GENERATED OBJECTS LIBRARY}: the module with {@code include} and {@code src}, the
 * folder of generated sources, the folder for object files, the library to make.
 */
public final class ShimBuilder {

    private static final int COMPILERS_AT_ONCE = 2;
    private static final String SONAME = "libpython3.11.so.1.0";

    private final Path root;
    private final Path generated;
    private final Path objects;
    private final Path library;
    private final CCompiler compiler;

    private ShimBuilder(Path root, Path generated, Path objects, Path library, CCompiler compiler) {
        this.root = root;
        this.generated = generated;
        this.objects = objects;
        this.library = library;
        this.compiler = compiler;
    }

    public static void main(String[] args) throws Exception {
        CCompiler compiler = CCompiler.find();
        if (compiler == null) {
            System.err.println(
                    "capi4j needs a C compiler (gcc or clang) and found none: install one, or set CC to its path.");
            System.exit(1);
        }
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        ShimBuilder builder = new ShimBuilder(
                root,
                Path.of(args[1]).toAbsolutePath().normalize(),
                Path.of(args[2]).toAbsolutePath().normalize(),
                Path.of(args[3]).toAbsolutePath().normalize(),
                compiler);
        System.exit(builder.build() ? 0 : 1);
    }

    private boolean build() throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(objects);
        Files.createDirectories(library.getParent());
        List<ObjectFile> files = objectFiles();
        boolean isForced = hasNewFlags();
        List<ObjectFile> stale = new ArrayList<>();
        for (ObjectFile file : files) {
            if (isForced || file.isStale()) {
                stale.add(file);
            }
        }
        boolean isBuilt = compile(stale) && (isLinked(files) || link(files));
        if (!isBuilt) {
            Files.deleteIfExists(library); // better none than an old one
            Files.deleteIfExists(hashFile());
        }
        return isBuilt;
    }

    private List<ObjectFile> objectFiles() throws IOException {
        List<ObjectFile> files = new ArrayList<>();
        for (Path folder : List.of(root.resolve("src"), generated)) {
            try (Stream<Path> sources = Files.walk(folder)) {
                sources.filter(source -> source.toString().matches(".*\\.[cS]"))
                        .sorted()
                        .forEach(source -> files.add(ObjectFile.of(source, folder.relativize(source), objects)));
            }
        }
        return files;
    }

    private List<String> flags() {
        return List.of(
                "-O2",
                "-g1",
                "-DNDEBUG", // the headers' macros have assertions, as CPython's have
                "-std=gnu11",
                "-fPIC",
                "-fvisibility=hidden",
                "-fno-semantic-interposition",
                "-fno-strict-aliasing",
                "-fasynchronous-unwind-tables", // faults.c unwinds from any instruction
                "-fno-delete-null-pointer-checks",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-ffile-prefix-map=" + root + "=.",
                "-ffile-prefix-map=" + generated + "=./generated",
                "-I" + root.resolve("include"),
                "-I" + root.resolve("src"),
                "-I" + generated,
                "-isystem", // jni.h
                jdk("include"),
                "-isystem",
                jdk("include/linux"),
                "-include",
                "glibc.h");
    }

    private static String jdk(String folder) {
        return Path.of(System.getProperty("java.home"), folder).toString();
    }

    /** Whether the objects were made with another command; remembers this one. */
    private boolean hasNewFlags() throws IOException {
        Path file = objects.resolve("flags");
        String flags = String.join(" ", compiler.command()) + " " + String.join(" ", flags()) + "\n";
        if (Files.exists(file) && Files.readString(file).equals(flags)) {
            return false;
        }
        Files.deleteIfExists(library);
        Files.writeString(file, flags);
        return true;
    }

    private boolean compile(List<ObjectFile> stale) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(COMPILERS_AT_ONCE)) {
            List<Callable<Boolean>> tasks = stale.stream()
                    .map(file -> (Callable<Boolean>) () -> compiler.run(root, file.compilation(flags())))
                    .toList();
            boolean isCompiled = true;
            for (Future<Boolean> task : executor.invokeAll(tasks)) {
                isCompiled &= task.get();
            }
            return isCompiled;
        }
    }

    private boolean isLinked(List<ObjectFile> files) throws IOException {
        if (!Files.exists(library) || !Files.exists(hashFile())) {
            return false;
        }
        for (ObjectFile file : files) {
            if (Files.getLastModifiedTime(file.object()).compareTo(Files.getLastModifiedTime(library)) > 0) {
                return false;
            }
        }
        return Files.readString(objects.resolve("linked")).equals(names(files));
    }

    /** Links beside the library and renames, so that nobody opens half of it. */
    private boolean link(List<ObjectFile> files) throws IOException, InterruptedException {
        Path partial = library.resolveSibling(library.getFileName() + ".part");
        List<String> command = new ArrayList<>(List.of(
                "-shared",
                "-Wl,-soname," + SONAME,
                "-Wl,-Bsymbolic-functions",
                "-Wl,-z,defs",
                "-Wl,-z,noexecstack",
                "-o",
                partial.toString()));
        files.forEach(file -> command.add(file.object().toString()));
        command.addAll(List.of("-lpthread", "-ldl", "-lm"));
        if (!compiler.run(root, command)) {
            return false;
        }
        Files.writeString(hashFile(), hash(Files.readAllBytes(partial)));
        Files.move(partial, library, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(objects.resolve("linked"), names(files));
        return true;
    }

    /** The library's hash, so that a start needn't read the library to know whether its unpacked copy is this one. */
    private Path hashFile() {
        return library.resolveSibling(library.getFileName() + ".sha256");
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String names(List<ObjectFile> files) {
        return String.join(
                "\n", files.stream().map(file -> file.object().toString()).toList());
    }
}
