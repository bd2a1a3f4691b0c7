package org.capi4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.capi4j.link.ElfFile;
import org.capi4j.link.ExtensionFile;
import org.capi4j.object.Trampolines;

/**
 * What an extension file needs and offers, read without loading it.
 *
 * @param abiTag        the tag in the file's name ({@code cpython-311-x86_64-linux-gnu}, {@code abi3}); empty for a plain {@code .so}
 * @param initFunctions the {@code PyInit_*} functions that it defines
 * @param libraries     the libraries that it names as needed
 * @param symbols       the C-API symbols that it imports
 * @param problems      why it can't be loaded; empty when nothing is known to stand against it
 */
public record ExtensionInfo(String abiTag, List<String> initFunctions, List<String> libraries, List<Symbol> symbols, List<String> problems) {
    /** Where a C-API symbol is implemented. */
    public enum Place {
        /** A fast lane in C, with its Java implementation behind it. */
        LANE,
        /** C throughout: variadic functions, the GIL, memory, exported data. */
        C,
        /** Java, through an upcall. */
        JAVA,
        /** Exported, but calling it raises {@code NotImplementedError}. */
        NOT_YET,
        /** Not CPython's, in spite of its name: a library that the file needs has it. */
        LIBRARY,
        /** Neither CPython 3.11 nor a library that the file needs has such a symbol. */
        UNKNOWN
    }

    /** An imported C-API symbol and where it lives. */
    public record Symbol(String name, Place place) {}

    /** Reads {@code file}; an unreadable or foreign file has its problems listed. */
    public static ExtensionInfo read(Path file) {
        List<String> problems = ExtensionFile.problems(file);
        try {
            ElfFile elf = ElfFile.read(file);
            List<String> initFunctions = elf.defined().stream().filter(name -> name.startsWith("PyInit")).toList();
            return new ExtensionInfo(ExtensionFile.abiTag(file), initFunctions, elf.needed(), symbols(file, elf), problems);
        } catch (IOException | ElfFile.FormatException unreadable) {
            return new ExtensionInfo(ExtensionFile.abiTag(file), List.of(), List.of(), List.of(), problems);
        }
    }

    private static List<Symbol> symbols(Path file, ElfFile elf) {
        List<String> names = elf.symbols().stream()
                .filter(symbol -> !symbol.defined() && ExtensionFile.isApiName(symbol.name()))
                .map(ElfFile.Symbol::name)
                .toList();
        List<String> unknown = names.stream().filter(name -> place(name) == Place.UNKNOWN).toList();
        Set<String> libraries = ExtensionFile.inLibraries(file, elf, unknown);
        return names.stream()
                .map(name -> new Symbol(name, libraries.contains(name) ? Place.LIBRARY : place(name)))
                .toList();
    }

    private static Place place(String name) {
        return switch (Trampolines.place(name)) {
            case "lane" -> Place.LANE;
            case "java" -> Place.JAVA;
            case "missing" -> Place.NOT_YET;
            case "c" -> Place.C;
            default -> Place.UNKNOWN;
        };
    }
}
