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
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.module.SysThreads;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.PyError;

/**
 * The extension files that an interpreter, or those that share a GIL, have opened, and the libraries that these need and that may have Python's objects.
 * What is in their static variables is theirs: the first that opens a file gets the file itself, others get private copies, which go back into a pool at
 * the interpreter's end and begin anew with the next one. {@code -Dcapi4j.privateCopies=false} gives all interpreters the same libraries, as CPython does.
 */
final class Libraries {
    static final boolean PRIVATE = Boolean.parseBoolean(System.getProperty("capi4j.privateCopies", "true"));
    private static final int RTLD_NOW = 2;
    private static final long OPEN = Shim.symbol("c4j_library_open");
    private static final long FIND = Shim.symbol("c4j_library_find");
    private static final long COPY = Shim.symbol("c4j_library_copy");
    private static final long NEED = Shim.symbol("c4j_library_need");
    private static final long LOAD = Shim.symbol("c4j_library_load");
    private static final long DROP = Shim.symbol("c4j_library_drop");
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
        final Deque<Opened> free = new ArrayDeque<>();
    }

    /**
     * @param needs what a copy was linked with, for good: other libraries of the same kind
     */
    private record Opened(Source source, long library, List<Long> needs) {
        boolean isCopy() {
            return library != source.original;
        }
    }

    private static final Map<FileKey, Source> SOURCES = new HashMap<>();
    private static final NeededLibraries NEEDED = new NeededLibraries(); // guarded by SOURCES
    private static boolean anyNeeded; // as long as nothing is, no file has to be read before it is opened
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
        if (known != null) return Memory.getLong(known.library);
        NativeCall.call(FLAGS, SysThreads.dlopenFlags());
        Opening opening = new Opening();
        known = opening.open(key, file);
        opened.putAll(opening.fresh);
        opening.fresh.sequencedValues().forEach(each -> {
            if (PRIVATE || each.isCopy()) NativeCall.call(BEGIN, each.library, InterpreterState.current().address());
        });
        return Memory.getLong(known.library);
    }

    /** One file that is being opened, and what has to be opened for it, which comes first. */
    private final class Opening {
        final SequencedMap<FileKey, Opened> fresh = new LinkedHashMap<>();

        Opened open(FileKey key, Path file) {
            synchronized (SOURCES) {
                try {
                    Opened root = take(key, file);
                    if (root.isCopy()) load(root, file);
                    return root;
                } catch (Throwable failure) {
                    fresh.values().forEach(this::giveBack);
                    throw failure;
                }
            }
        }

        private Opened take(FileKey key, Path file) {
            Opened known = mine(key);
            if (known != null) return known;
            known = isApart(key) ? copy(key, file) : original(key, file);
            fresh.put(key, known);
            return known;
        }

        private Opened mine(FileKey key) {
            return opened.getOrDefault(key, fresh.get(key));
        }

        /** Whether only a copy will do: the file itself, or something that it needs and would find, is another's. */
        private boolean isApart(FileKey key) {
            Opened known = mine(key);
            if (known != null) return known.isCopy();
            if (!PRIVATE) return false;
            if (SOURCES.computeIfAbsent(key, made -> new Source()).original != NULL) return true;
            return anyNeeded && NEEDED.of(key.path).stream().anyMatch(need -> isApart(FileKey.of(need.file())));
        }

        private Opened original(FileKey key, Path file) {
            Source source = SOURCES.computeIfAbsent(key, made -> new Source());
            ElfFile elf = null;
            if (source.original == NULL) {
                elf = ExtensionFile.check(file);
                source.original = Libraries.original(key, file);
            }
            if (PRIVATE) NEEDED.of(key.path, elf).forEach(this::adopt);
            return new Opened(source, source.original, List.of());
        }

        /** The dynamic linker has opened it with what needs it. */
        private void adopt(NeededLibraries.Need need) {
            FileKey key = FileKey.of(need.file());
            if (mine(key) != null) return;
            anyNeeded = true;
            NEEDED.of(key.path).forEach(this::adopt);
            Source source = SOURCES.computeIfAbsent(key, made -> new Source());
            if (source.original == NULL) source.original = NativeCall.call(FIND, key.path.toString());
            if (source.original != NULL) fresh.put(key, new Opened(source, source.original, List.of()));
        }

        private Opened copy(FileKey key, Path file) {
            Source source = SOURCES.get(key);
            List<NeededLibraries.Need> needs = NEEDED.of(key.path);
            if (source.original == NULL) ExtensionFile.checkAndOpenNeeded(file, needs.stream().map(NeededLibraries.Need::name).collect(Collectors.toSet()));
            List<Long> libraries = needs.stream().map(need -> take(FileKey.of(need.file()), need.file()).library).toList();
            Opened free = source.free.stream().filter(copy -> copy.needs.equals(libraries)).findFirst().orElse(null);
            if (free != null) {
                source.free.remove(free);
                return free;
            }
            long made = made(COPY, key.path);
            for (int i = 0; i < needs.size(); i++) {
                if ((int) NativeCall.call(NEED, needs.get(i).name(), made, libraries.get(i)) != 0) throw problem();
            }
            return new Opened(source, made, libraries);
        }

        private void load(Opened copy, Path file) {
            if (NativeCall.call(LOAD, copy.library) == 0) return;
            PyError refused = problem();
            ExtensionFile.explain(file);
            throw refused;
        }

        private void giveBack(Opened library) {
            if (!library.isCopy()) return;
            if (Memory.getLong(library.library) == NULL) NativeCall.call(DROP, library.library);
            else library.source.free.push(library);
        }
    }

    private static long original(FileKey key, Path file) {
        try {
            long library = made(OPEN, key.path);
            if ((SysThreads.dlopenFlags() & RTLD_NOW) == 0) ExtensionFile.explain(file);
            return library;
        } catch (PyError refused) {
            ExtensionFile.explain(file);
            throw refused;
        }
    }

    private static long made(long how, Path path) {
        long library = NativeCall.call(how, path.toString());
        if (library == NULL) throw problem();
        return library;
    }

    private static PyError problem() {
        return PyError.importError(Memory.getString(NativeCall.critical(PROBLEM)));
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
                if (library.isCopy()) library.source.free.push(library);
            });
        }
    }
}
