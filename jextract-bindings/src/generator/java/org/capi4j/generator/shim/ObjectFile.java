package org.capi4j.generator.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An object file, what it is made from, and the compiler's list of all files that went into it.
 */
record ObjectFile(Path source, Path object, Path dependencies) {

    private static final Pattern BLANK = Pattern.compile("\\s+");

    /** The object file of a source; {@code name} is the source's path below its root folder. */
    static ObjectFile of(Path source, Path name, Path folder) {
        String flat = name.toString().replace('/', '-');
        return new ObjectFile(source, folder.resolve(flat + ".o"), folder.resolve(flat + ".d"));
    }

    /** Whether there is none yet, or something that it was made from is newer or gone. */
    boolean isStale() throws IOException {
        if (!Files.exists(object) || !Files.exists(dependencies)) {
            return true;
        }
        FileTime made = Files.getLastModifiedTime(object);
        String rule = Files.readString(dependencies).replace("\\\n", " ");
        for (String name : BLANK.split(rule.substring(rule.indexOf(':') + 1).strip())) {
            Path dependency = Path.of(name);
            if (!Files.exists(dependency)
                    || Files.getLastModifiedTime(dependency).compareTo(made) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The compiler's arguments that make it. */
    List<String> compilation(List<String> flags) {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(
                List.of("-MMD", "-MF", dependencies.toString(), "-c", source.toString(), "-o", object.toString()));
        return arguments;
    }
}
