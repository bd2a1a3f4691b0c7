package org.capi4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Where and how a run was made. */
record Machine(String processor, String system, String java, String python, String command, String day) {
    static Machine here(Settings settings, List<String> arguments) throws IOException {
        String python = "none";
        if (settings.python() != null) {
            python = Settings.ask(settings.python(), "import platform; print(platform.python_version(), platform.python_compiler(), sep=', ')")
                    + (Settings.ask(settings.python(), Settings.IS_SHARED).equals("True") ? ", shared libpython" : ", static");
        }
        return new Machine(
                modelName() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                python,
                String.join(" ", arguments).isEmpty() ? "./capi4j bench" : "./capi4j bench " + String.join(" ", arguments),
                LocalDate.now().toString());
    }

    private static String modelName() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    List<String> lines() {
        return List.of("machine: " + processor + ", " + system, "JVM: " + java, "CPython: " + python, "command: " + command + ", " + day);
    }
}
