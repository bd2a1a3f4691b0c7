package org.capi4j.link;

import static org.capi4j.memory.Memory.NULL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Throws {@code ImportError} that names every problem of the file: kind, machine, ABI tag, missing C-API symbols. */
    static void check(Path file) {
        List<String> problems = problems(file);
        if (!problems.isEmpty()) throw PyError.importError(file + ": " + String.join("; ", problems));
    }

    /** What keeps the file from being loaded; empty when nothing is known to. */
    public static List<String> problems(Path file) {
        if (!Files.exists(file)) return List.of("cannot open shared object file: No such file or directory");
        List<String> problems = new ArrayList<>();
        String tag = abiTag(file);
        if (!tag.isEmpty() && !OURS.matcher(tag).matches()) {
            problems.add("built for the ABI " + tag + ", not for cpython-311-x86_64-linux-gnu or abi3");
        }
        try {
            ElfFile elf = ElfFile.read(file);
            if (elf.machine() != ElfFile.MACHINE_X86_64) {
                problems.add("built for another processor (ELF machine " + elf.machine() + "), not x86-64");
            } else {
                missing(file, elf, problems);
            }
        } catch (ElfFile.FormatException wrong) {
            problems.add(wrong.getMessage());
        } catch (IOException unreadable) {
            problems.add("cannot be read: " + unreadable.getMessage());
        }
        return problems;
    }

    /** Opens the needed libraries one by one and looks every required symbol up, because the dynamic linker names only the first one missing. */
    private static void missing(Path file, ElfFile elf, List<String> problems) {
        List<Long> libraries = new ArrayList<>(List.of(Shim.DEFAULT_SCOPE));
        List<String> missingLibraries = new ArrayList<>();
        for (String needed : elf.needed()) {
            long library = open(needed, file, elf);
            if (library == NULL) missingLibraries.add(needed);
            else libraries.add(library);
        }
        if (!missingLibraries.isEmpty()) {
            problems.add("cannot open the needed libraries " + String.join(", ", missingLibraries));
            return;
        }
        List<String> symbols = elf.required().stream().filter(name -> libraries.stream().allMatch(l -> Shim.find(l, name) == NULL)).toList();
        if (!symbols.isEmpty()) problems.add("undefined symbols " + String.join(", ", symbols));
    }

    private static long open(String needed, Path file, ElfFile elf) {
        if (needed.startsWith("libpython3")) return SHIM;
        String origin = String.valueOf(file.toAbsolutePath().getParent());
        for (String folder : elf.runPath()) {
            Path candidate = Path.of(folder.replace("$ORIGIN", origin).replace("${ORIGIN}", origin), needed);
            if (Files.exists(candidate)) return Shim.open(candidate.toString(), false);
        }
        return Shim.open(needed, false);
    }

    /** Whether a symbol belongs to the C API by its name. */
    public static boolean isApiName(String name) {
        return name.startsWith("Py") || name.startsWith("_Py");
    }
}
