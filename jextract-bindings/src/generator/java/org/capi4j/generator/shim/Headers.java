package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions and function types that the headers declare. A declaration stands on one line, which is all that is read.
 *
 * @param functions the functions by name, sorted
 * @param functionTypes the typedefs of function pointers by name
 */
record Headers(Map<String, CFunction> functions, Map<String, CFunction> functionTypes) {

    /** Functions with this prefix are the shim's own: nobody else may see them. */
    static final String INTERNAL = "c4j_";

    /** Reads all headers of the public folder and of the shim's sources. */
    static Headers read(Path include, Path sources) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path header : headers(include, sources)) {
            Files.readAllLines(header).stream().map(String::strip).forEach(lines::add);
        }
        Declaration declaration = new Declaration(lines.stream()
                .filter(Declaration::isFunctionType)
                .map(Declaration::functionTypeName)
                .collect(Collectors.toUnmodifiableSet()));
        Map<String, CFunction> functions = new TreeMap<>();
        Map<String, CFunction> functionTypes = new TreeMap<>();
        for (String line : lines) {
            if (Declaration.isFunction(line)) {
                CFunction function = declaration.function(line);
                functions.put(function.name(), function);
            } else if (Declaration.isFunctionType(line)) {
                CFunction type = declaration.functionType(line);
                functionTypes.put(type.name(), type);
            }
        }
        return new Headers(functions, functionTypes);
    }

    private static List<Path> headers(Path... folders) throws IOException {
        List<Path> headers = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".h")).sorted().forEach(headers::add);
            }
        }
        return headers;
    }
}
