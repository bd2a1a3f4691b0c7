package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.SysThreads;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;

/**
 * The extension files that an interpreter, or those that share a GIL, have opened. What an extension keeps in static variables is theirs: the first that
 * opens a file gets the file itself, others get private copies, which go back into a pool at the interpreter's end and begin anew with the
 * next one. {@code -Dcapi4j.privateCopies=false} gives all interpreters the same library, as CPython does.
 */
final class Libraries {
    static final boolean PRIVATE = Boolean.parseBoolean(System.getProperty("capi4j.privateCopies", "true"));
    private static final long OPEN = Shim.symbol("c4j_library_open");
    private static final long COPY = Shim.symbol("c4j_library_copy");
    private static final long FLAGS = Shim.symbol("c4j_library_flags");
    private static final long PROBLEM = Shim.symbol("c4j_library_problem");
    private static final long BEGIN = Shim.symbol("c4j_library_begin");
    private static final long END = Shim.symbol("c4j_library_end");

    /** What tells a file from another that has or had the same name. */
    private record FileKey(Path path, Object inode, long size, long modified) {
        static FileKey of(Path file) {
            try {
                Path path = file.toRealPath();
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new FileKey(path, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toMillis());
            } catch (IOException unreadable) {
                throw PyError.importError(file + ": cannot be read: " + unreadable.getMessage());
            }
        }

        /** By hand, as is {@link #hashCode}: what a record makes of itself at its first use takes 10 ms of every start. */
        @Override
        public boolean equals(Object other) {
            return other instanceof FileKey key && path.equals(key.path) && java.util.Objects.equals(inode, key.inode) && size == key.size
                    && modified == key.modified;
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + Long.hashCode(size ^ modified);
        }
    }

    /** One file in this JVM. The struct of the file itself is null as long as nobody has it. */
    private static final class Source {
        long original;
        final Deque<Long> copies = new ArrayDeque<>();
    }

    private record Opened(Source source, long library) {
        boolean isCopy() {
            return library != source.original;
        }
    }

    private static final Map<FileKey, Source> SOURCES = new HashMap<>();
    private static final Map<Object, Libraries> OF_GROUPS = new HashMap<>();

    private final Object group;
    private final SequencedMap<FileKey, Opened> opened = new LinkedHashMap<>();

    private Libraries(Object group) {
        this.group = group;
    }

    /** Those of {@code interpreter} and of all that share its GIL. */
    static Libraries of(InterpreterState interpreter) {
        synchronized (OF_GROUPS) {
            return OF_GROUPS.computeIfAbsent(interpreter.group(), Libraries::new);
        }
    }

    /** The dynamic linker's handle on {@code file}, opened at the first call. The GIL is held. */
    long open(Path file) {
        FileKey key = FileKey.of(file);
        Opened known = opened.get(key);
        if (known == null) {
            NativeCall.call(FLAGS, SysThreads.dlopenFlags());
            known = take(key, file);
            opened.put(key, known);
            if (known.isCopy() || PRIVATE) NativeCall.call(BEGIN, known.library, InterpreterState.current().address());
        }
        return Memory.getLong(known.library);
    }

    private static Opened take(FileKey key, Path file) {
        synchronized (SOURCES) {
            Source source = SOURCES.computeIfAbsent(key, made -> new Source());
            if (source.original == NULL) return new Opened(source, source.original = original(key, file));
            if (!PRIVATE) return new Opened(source, source.original);
            Long free = source.copies.poll();
            return new Opened(source, free != null ? free : made(COPY, key.path));
        }
    }

    private static long original(FileKey key, Path file) {
        ExtensionFile.check(file);
        try {
            return made(OPEN, key.path);
        } catch (PyError refused) {
            ExtensionFile.explain(file);
            throw refused;
        }
    }

    private static long made(long how, Path path) {
        long library = NativeCall.call(how, path.toString());
        if (library == NULL) throw PyError.importError(Memory.getString(NativeCall.critical(PROBLEM)));
        return library;
    }

    /** Runs the destructors of the copies, the last one first. The GIL is held, and the modules are gone. */
    void end() {
        opened.sequencedValues().reversed().forEach(library -> {
            if (library.isCopy()) NativeCall.call(END, library.library);
        });
    }

    /** Gives the copies back: the last of the interpreters is no more. */
    void close() {
        synchronized (OF_GROUPS) {
            OF_GROUPS.remove(group);
        }
        synchronized (SOURCES) {
            opened.values().forEach(library -> {
                if (library.isCopy()) library.source.copies.push(library.library);
            });
        }
    }
}
