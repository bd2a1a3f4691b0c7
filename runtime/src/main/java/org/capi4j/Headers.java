package org.capi4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.capi4j.memory.Platform;

/** {@code Python.h} and its family, for compiling extensions: they travel inside the jar. */
public final class Headers {
    private static final String RESOURCE = "/org/capi4j/include/Python.h";

    private Headers() {}

    /**
     * A folder with {@code Python.h}, for a compiler's {@code -I}. Out of a jar the headers are unpacked once into the user's cache
     * folder.
     *
     * @throws UncheckedIOException when the cache folder can't be written
     */
    public static Path folder() {
        URL resource = Headers.class.getResource(RESOURCE);
        if (resource == null) throw new IllegalStateException("capi4j: the headers are not in the jar: " + RESOURCE);
        try {
            URI uri = resource.toURI();
            if (uri.getScheme().equals("file")) return Path.of(uri).getParent();
            return unpacked(uri);
        } catch (IOException failure) {
            throw new UncheckedIOException("capi4j: cannot unpack the headers (-Dcapi4j.cache=FOLDER names another folder): " + failure, failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path unpacked(URI uri) throws IOException {
        String jar = uri.getSchemeSpecificPart();
        Path file = Path.of(URI.create(jar.substring(0, jar.indexOf("!/"))));
        String version = Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "-" + Long.toHexString(Files.size(file));
        Path folder = Platform.cacheFolder().resolve("include-" + version);
        if (Files.exists(folder.resolve("Python.h"))) return folder;
        Path partial = Files.createTempDirectory(Files.createDirectories(Platform.cacheFolder()), "include");
        try (FileSystem content = FileSystems.newFileSystem(file, Map.of())) {
            copy(content.getPath("/org/capi4j/include"), partial);
            return Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            delete(partial);
            // another process was quicker
            if (Files.exists(folder.resolve("Python.h"))) return folder;
            throw failure;
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.toList();
        }
        for (Path path : all.reversed()) Files.deleteIfExists(path);
    }

    private static void copy(Path source, Path target) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(source)) {
            all = paths.toList();
        }
        for (Path path : all) {
            Path copy = target.resolve(source.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                try (InputStream content = Files.newInputStream(path)) {
                    Files.copy(content, copy);
                }
            }
        }
    }
}
