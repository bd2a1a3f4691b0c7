package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shim's symbols are CPython's: all names, and data objects of the same size, which binaries may copy. */
class ShimSymbolsTest {

    private static final String SHIM = "/org/capi4j/native/linux-x86_64/libpython3.11.so.1.0";
    private static final Path CPYTHON = Path.of("/usr/bin/python3.11");

    @TempDir
    private static Path folder;

    /** What {@code nm} says about a symbol. */
    private record Symbol(long size, char kind) {

        boolean isData() {
            return "BDRV".indexOf(Character.toUpperCase(kind)) >= 0;
        }
    }

    @Test
    void everyExportedNameIsThere() throws Exception {
        Map<String, Symbol> shim = symbols(shim());
        List<String> missing = exportedNames().stream().filter(name -> !shim.containsKey(name)).toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void dataHasCPythonsSize() throws Exception {
        assumeTrue(Files.exists(CPYTHON), "no " + CPYTHON + " to compare with");
        Map<String, Symbol> cpython = symbols(CPYTHON);
        Map<String, String> differences = new TreeMap<>();
        symbols(shim()).forEach((name, ours) -> {
            Symbol theirs = cpython.get(name);
            if (theirs != null && theirs.isData() && (!ours.isData() || ours.size() != theirs.size())) {
                differences.put(name, "CPython " + theirs + ", shim " + ours);
            }
        });
        assertEquals(Map.of(), differences);
    }

    /** README's promise, whatever glibc the shim was linked with. */
    @Test
    void glibc228IsEnough() throws Exception {
        String text = new String(Files.readAllBytes(shim()), StandardCharsets.ISO_8859_1);
        List<String> newer = Pattern.compile("GLIBC_2\\.(\\d+)[.\\d]*\0")
                .matcher(text)
                .results()
                .filter(version -> Integer.parseInt(version.group(1)) > 28)
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertEquals(List.of(), newer);
    }

    private static List<String> exportedNames() throws IOException {
        Path facts = Path.of(System.getProperty("capi4j.headers"), "facts/capi-3.11.tsv");
        List<String> lines = Files.readAllLines(facts);
        int exported = List.of(lines.getFirst().split("\t")).indexOf("exported");
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[exported].equals("yes"))
                .map(cells -> cells[0])
                .toList();
    }

    private static Path shim() throws IOException {
        Path copy = folder.resolve("shim.so");
        try (InputStream shim = ShimSymbolsTest.class.getResourceAsStream(SHIM)) {
            Files.copy(shim, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** The dynamic symbols that a file defines, as binutils' {@code nm} prints them. */
    private static Map<String, Symbol> symbols(Path file) throws IOException {
        Process nm;
        try {
            nm = new ProcessBuilder("nm", "-D", "-S", "--defined-only", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "no nm on this machine");
            throw missing;
        }
        Map<String, Symbol> symbols = new TreeMap<>();
        for (String line :
                new String(nm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
            String[] words = line.strip().split("\\s+");
            boolean hasSize = words.length == 4;
            symbols.put(
                    words[words.length - 1].replaceFirst("@.*", ""),
                    new Symbol(hasSize ? Long.parseLong(words[1], 16) : 0, words[words.length - 2].charAt(0)));
        }
        return symbols;
    }
}
