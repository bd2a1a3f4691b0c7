package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;

/** Whether an extension file can be opened, read from its name and its ELF file before the dynamic linker sees it. */
public final class ExtensionFile {
    private static final Pattern TAG = Pattern.compile("\\.(cpython-[^.]+|abi[0-9]+|pypy[^.]*|cp[0-9]+[^.]*)\\.so$");
    private static final Pattern OURS = Pattern.compile("cpython-311(-x86_64-linux-gnu)?|abi3");

    private static final long SHIM = Shim.handle();

    private ExtensionFile() {}

    /** The ABI tag in a file's name: {@code cpython-311-x86_64-linux-gnu}, {@code abi3}, or empty for a plain {@code .so}. */
    public static String abiTag(Path file) {
        Matcher tag = TAG.matcher(file.getFileName().toString());
        return tag.find() ? tag.group(1) : "";
    }

    /**
     * Throws {@code ImportError} that names what the dynamic linker would not survive, or not see: kind, machine, ABI tag. It opens the needed
     * libraries itself, since what the file defines goes before what they define, in them too.
     *
     * @return the file, without its symbols
     */
    static ElfFile check(Path file) {
        List<String> problems = new ArrayList<>();
        ElfFile elf = read(file, false, problems);
        refuse(file, problems);
        return elf;
    }

    /**
     * The same for a file that will be opened as a copy, which is in no folder and so can't find what it needs there: opens it.
     *
     * @param others libraries that are not to be opened: there will be copies for these names
     */
    static void checkAndOpenNeeded(Path file, Set<String> others) {
        refuse(file, problems(file, others, false));
    }

    /**
     * After the dynamic linker has refused a file for the first problem that it met, or has opened one whose symbols it looks up late: throws
     * {@code ImportError} that names all problems, if any are known.
     */
    static void explain(Path file) {
        refuse(file, problems(file));
    }

    private static void refuse(Path file, List<String> problems) {
        if (!problems.isEmpty()) throw PyError.importError(file + ": " + String.join("; ", problems));
    }

    /** What keeps the file from being loaded; empty when nothing is known to. */
    public static List<String> problems(Path file) {
        return problems(file, Set.of(), true);
    }

    /** @param others needed libraries that are not to be opened */
    private static List<String> problems(Path file, Set<String> others, boolean symbols) {
        List<String> problems = new ArrayList<>();
        ElfFile elf = read(file, true, problems);
        if (elf != null) missing(file, elf, others, symbols, problems);
        return problems;
    }

    /** The file, with its symbols where they are asked for; null where the dynamic linker can't read it. */
    private static ElfFile read(Path file, boolean symbols, List<String> problems) {
        if (!Files.exists(file)) {
            problems.add("cannot open shared object file: No such file or directory");
            return null;
        }
        String tag = abiTag(file);
        if (!tag.isEmpty() && !OURS.matcher(tag).matches()) {
            problems.add("built for the ABI " + tag + ", not for cpython-311-x86_64-linux-gnu or abi3");
        }
        try {
            ElfFile elf = symbols ? ElfFile.read(file) : ElfFile.readNeeds(file);
            if (elf.machine() == ElfFile.MACHINE_X86_64) return elf;
            problems.add("built for another processor (ELF machine " + elf.machine() + "), not x86-64");
        } catch (ElfFile.FormatException wrong) {
            problems.add(wrong.getMessage());
        } catch (IOException unreadable) {
            problems.add("cannot be read: " + unreadable.getMessage());
        }
        return null;
    }

    /** Opens the needed libraries one by one and looks every required symbol up, because the dynamic linker names only the first one missing. */
    private static void missing(Path file, ElfFile elf, Set<String> others, boolean symbols, List<String> problems) {
        List<Long> libraries = new ArrayList<>(List.of(Shim.DEFAULT_SCOPE));
        List<String> missingLibraries = new ArrayList<>();
        for (String needed : elf.needed()) {
            if (others.contains(needed)) continue;
            List<Path> folders = folders(file, elf);
            long library = new Search(new HashSet<>()).open(needed, folders, elf.handsDown());
            boolean isThere = folders.stream().anyMatch(folder -> Files.exists(folder.resolve(needed)));
            if (library == NULL && isThere && elf.handsDown()) return; // what it needs may have no name by itself: only the dynamic linker can tell
            if (library == NULL) missingLibraries.add(needed);
            else libraries.add(library);
        }
        if (!symbols) return; // a library that can't be opened alone may find what it lacks in the file's others
        if (!missingLibraries.isEmpty()) {
            problems.add("cannot open the needed libraries " + String.join(", ", missingLibraries));
            return;
        }
        List<String> undefined = elf.required().stream().filter(name -> libraries.stream().allMatch(l -> Shim.find(l, name) == NULL)).toList();
        if (!undefined.isEmpty()) problems.add("undefined symbols " + String.join(", ", undefined));
    }

    /** Those of some symbols that the file imports which are defined by a library that it needs. */
    public static Set<String> inLibraries(Path file, ElfFile elf, List<String> symbols) {
        if (symbols.isEmpty()) return Set.of();
        Search search = new Search(new HashSet<>());
        List<Path> folders = folders(file, elf);
        List<Long> libraries = elf.needed().stream()
                .map(needed -> search.open(needed, folders, elf.handsDown()))
                .filter(library -> library != NULL)
                .toList();
        return symbols.stream()
                .filter(name -> libraries.stream().anyMatch(library -> Shim.find(library, name) != NULL))
                .collect(Collectors.toSet());
    }

    /** Where a file's own {@code DT_RUNPATH} or {@code DT_RPATH} looks. */
    static List<Path> folders(Path file, ElfFile elf) {
        String origin = String.valueOf(file.toAbsolutePath().getParent());
        return elf.runPath().stream().map(folder -> Path.of(folder.replace("$ORIGIN", origin).replace("${ORIGIN}", origin))).toList();
    }

    /**
     * Opens libraries as the dynamic linker does for a file that needs them, by path. It has them by their names from then on, which is how
     * private copies of the file find them, that are in no folder.
     *
     * @param seen libraries that need each other are opened once
     */
    private record Search(Set<Path> seen) {
        long open(String needed, List<Path> folders, boolean handsDown) {
            if (needed.startsWith("libpython3")) return SHIM;
            for (Path folder : folders) {
                Path candidate = folder.resolve(needed);
                if (!Files.exists(candidate)) continue;
                if (handsDown && seen.add(candidate)) openWhatItNeeds(candidate, folders);
                return Shim.open(candidate.toString(), false);
            }
            return Shim.open(needed, false);
        }

        /** A library without folders of its own looks in those of the file that needs it. */
        private void openWhatItNeeds(Path library, List<Path> inherited) {
            try {
                ElfFile elf = ElfFile.read(library);
                if (!elf.handsDown()) return;
                List<Path> folders = new ArrayList<>(ExtensionFile.folders(library, elf));
                folders.addAll(inherited);
                for (String needed : elf.needed()) {
                    if (folders.stream().anyMatch(folder -> Files.exists(folder.resolve(needed)))) open(needed, folders, true);
                }
            } catch (IOException | ElfFile.FormatException unreadable) {
                // opening it will say so
            }
        }
    }

    /** Whether a symbol belongs to the C API by its name. */
    public static boolean isApiName(String name) {
        return name.startsWith("Py") || name.startsWith("_Py");
    }
}
