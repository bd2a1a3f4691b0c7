package org.capi4j.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the layouts into compile-time constants: one class per struct in {@code org.capi4j.layout}, and {@code Constants}.
 *
 * <p>Usage: {@code LayoutConstants MODULE_FOLDER FACTS_FOLDER}
 */
public final class LayoutConstants {

    private LayoutConstants() {}

    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[0], "src/main/java", LayoutSource.PACKAGE.replace('.', '/'));
        for (Map.Entry<String, String> file : sources(new Facts(Path.of(args[1]))).entrySet()) {
            Files.writeString(target.resolve(file.getKey()), file.getValue());
        }
    }

    /** The sources by file name. */
    static Map<String, String> sources(Facts facts) {
        Map<String, String> sources = new TreeMap<>();
        facts.structs().values().forEach(struct -> sources.put(struct.name() + ".java", LayoutSource.of(struct)));
        sources.put(
                LayoutSource.CONSTANTS + ".java", LayoutSource.of(facts.constants().values()));
        return sources;
    }
}
