package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * What a file needs ({@code DT_NEEDED}) that may keep Python's objects in static variables, as extensions do: libraries that use the C API, such as
 * Boost.Python's, and those that need one of these. Any others can't have such objects, and are shared by all interpreters.
 */
final class NeededLibraries {
    private static final long KNOWN = Shim.symbol("c4j_library_known");
    private static final long FOUND = Shim.symbol("c4j_library_found");

    /** The compiler's, which nearly everything needs. */
    private static final Set<String> COMPILERS = Set.of("libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libgcc_s.so.1", "libstdc++.so.6");

    /** A library by the name that a file needs it by. */
    record Need(String name, Path file) {}

    private final Map<Path, List<Need>> known = new HashMap<>();

    /** Those of {@code file} itself; what they need in turn is theirs. Files can't change, as they are open. */
    List<Need> of(Path file) {
        return of(file, null, List.of());
    }

    /** @param elf the file, if it has been read: symbols are not asked for; else null */
    List<Need> of(Path file, ElfFile elf) {
        return of(file, elf, List.of());
    }

    private List<Need> of(Path file, ElfFile elf, List<Path> inherited) {
        List<Need> needs = known.get(file);
        if (needs != null) return needs;
        known.put(file, List.of()); // where libraries need each other
        needs = read(file, elf, inherited);
        known.put(file, needs);
        return needs;
    }

    private List<Need> read(Path file, ElfFile known, List<Path> inherited) {
        List<Need> needs = new ArrayList<>();
        try {
            ElfFile elf = known != null ? known : ElfFile.readNeeds(file);
            List<Path> folders = new ArrayList<>(ExtensionFile.folders(file, elf));
            if (elf.handsDown()) folders.addAll(inherited);
            for (String name : elf.needed()) {
                if (COMPILERS.contains(name) || name.startsWith("libpython3")) continue;
                Path library = find(name, folders);
                if (library != null && mayHaveObjects(library, elf.handsDown() ? folders : List.of())) needs.add(new Need(name, library));
            }
        } catch (IOException | ElfFile.FormatException unreadable) {
            // opening it will say so
        }
        return List.copyOf(needs);
    }

    private boolean mayHaveObjects(Path library, List<Path> inherited) throws IOException, ElfFile.FormatException {
        ElfFile elf = ElfFile.readImports(library);
        return elf.usesPython() || !of(library, elf, inherited).isEmpty();
    }

    /** Where the dynamic linker has it, or would look; what is open is what everybody gets. */
    private static Path find(String name, List<Path> folders) throws IOException {
        Path library = path(NativeCall.call(KNOWN, name));
        if (library == null) library = folders.stream().map(folder -> folder.resolve(name)).filter(Files::exists).findFirst().orElse(null);
        if (library == null) library = path(NativeCall.call(FOUND, name));
        return library == null || !Files.exists(library) ? null : library.toRealPath();
    }

    private static Path path(long text) {
        return text == NULL ? null : Path.of(Memory.getString(text));
    }
}
