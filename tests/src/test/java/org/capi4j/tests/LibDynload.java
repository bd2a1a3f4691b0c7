package org.capi4j.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The folder of CPython's own extension modules, when {@code python3} is CPython 3.11. */
final class LibDynload {
    private static final String QUESTION =
            "import sys, sysconfig; print(sysconfig.get_path('platstdlib') + '/lib-dynload' if sys.version_info[:2] == (3, 11) else '')";

    private LibDynload() {}

    static Optional<String> folder() {
        try {
            Process python = new ProcessBuilder("python3", "-c", QUESTION).start();
            String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
        } catch (IOException noPython) {
            return Optional.empty();
        }
    }
}
