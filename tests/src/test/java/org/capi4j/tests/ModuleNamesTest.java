package org.capi4j.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.junit.jupiter.api.Test;

/**
 * What the modules that CPython builds into its executable have there and not here: the list is {@code tests/missing-names.md}, which
 * {@code -Dcapi4j.write=true} writes. CPython's names were recorded by {@code replay/module_names.py}.
 */
class ModuleNamesTest {
    private static final Path LIST = Path.of(System.getProperty("capi4j.root", "..")).resolve("tests/missing-names.md");

    @Test
    void listIsFresh() throws IOException {
        JsonNode recorded = new ObjectMapper().readTree(Files.readString(ReplayCase.SOURCES.resolve("replay/module-names.json")));
        StringBuilder text = new StringBuilder("# Names of CPython's built-in modules that are missing\n\nWritten by `ModuleNamesTest`: don't edit.\n\n");
        try (Interpreter python = Interpreter.open()) {
            PyModule builtins = python.importModule("builtins");
            for (Map.Entry<String, JsonNode> module : recorded.properties()) {
                List<?> ours = (List<?>) builtins.call("dir", python.importModule(module.getKey()));
                List<String> missing = new ArrayList<>();
                module.getValue().forEach(name -> {
                    if (!ours.contains(name.textValue())) missing.add("`" + name.textValue() + "`");
                });
                text.append("- ").append(module.getKey()).append(": ").append(missing.isEmpty() ? "none" : String.join(" ", missing)).append('\n');
            }
        }
        if (Boolean.getBoolean("capi4j.write")) Files.writeString(LIST, text);
        assertEquals(text.toString(), Files.exists(LIST) ? Files.readString(LIST) : "", () -> LIST + " is stale: run this test with -Dcapi4j.write=true");
    }
}
