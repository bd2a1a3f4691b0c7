package org.capi4j.link;

import java.nio.file.Path;

/** What an extension's ELF file says about itself, read before it is opened. */
public final class ExtensionFile {
    private ExtensionFile() {}

    /** Throws {@code ImportError} that names every problem: not ELF, other machine, wrong ABI tag, missing libraries or symbols. */
    public static void check(Path file) {
        // The dynamic linker reports what is missing until the ELF reader stands here.
    }
}
