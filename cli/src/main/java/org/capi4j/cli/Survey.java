package org.capi4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.capi4j.ExtensionInfo;
import org.capi4j.ExtensionInfo.Place;

/**
 * Loads every extension file of some folders, here and in CPython.
 *
 * @param path    folders for {@code sys.path}
 * @param cpython the Python to compare with; empty for none
 * @param seconds how long a file may take
 */
record Survey(List<Path> path, String cpython, int seconds) {
    static final String LOADS = "loads";
    static final String CRASH = "crash: ";

    private static final List<String> SUFFIXES = List.of(".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so");

    /** An extension file and the name that it is imported by. */
    record Candidate(String name, Path file) {}

    /**
     * What a file comes to.
     *
     * @param missing symbols that are not implemented, or that CPython 3.11 hasn't got
     * @param ours    what loading it here comes to
     * @param theirs  what CPython says; empty when it wasn't asked
     */
    record Row(Candidate candidate, List<String> missing, String ours, String theirs) {
        String verdict() {
            if (ours.startsWith(CRASH)) return "crash";
            if (theirs.isEmpty()) return ours.equals(LOADS) ? LOADS : "raises";
            if (ours.equals(theirs)) return ours.equals(LOADS) ? LOADS : "raises as CPython does";
            if (theirs.equals(LOADS)) return "loads in CPython only";
            return ours.equals(LOADS) ? "loads here only" : "raises otherwise";
        }
    }

    /** The extension files under {@code folder} that have an init function for their name, in order of their names; {@code only} finds a match in those. */
    static List<Candidate> candidates(Path folder, Pattern only) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".so") && Files.isRegularFile(file))
                    .map(file -> new Candidate(name(folder, file), file))
                    .filter(candidate -> only.matcher(candidate.name).find())
                    .filter(Survey::isExtension)
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        }
    }

    private static String name(Path folder, Path file) {
        Path relative = folder.relativize(file);
        String last = relative.getFileName().toString();
        String suffix = SUFFIXES.stream().filter(last::endsWith).findFirst().orElse("");
        List<String> parts = new ArrayList<>();
        for (Path part : relative) parts.add(part.toString());
        parts.removeLast();
        if (!last.startsWith("__init__.")) parts.add(last.substring(0, last.length() - suffix.length()));
        return String.join(".", parts);
    }

    private static boolean isExtension(Candidate candidate) {
        String last = candidate.name.substring(candidate.name.lastIndexOf('.') + 1);
        return ExtensionInfo.read(candidate.file).initFunctions().contains("PyInit_" + last);
    }

    /** What {@code inspect} has to say against a file. */
    static List<String> missing(Path file) {
        return ExtensionInfo.read(file).symbols().stream()
                .filter(symbol -> symbol.place() == Place.NOT_YET || symbol.place() == Place.UNKNOWN)
                .map(ExtensionInfo.Symbol::name)
                .toList();
    }

    /** A process that loads files here: this one's own command line with another command. */
    SurveyProcess ours() throws IOException {
        List<String> command = new ArrayList<>();
        // not from ProcessHandle, which gives no more than a page of it
        for (String argument : Files.readString(Path.of("/proc/self/cmdline")).split("\0")) {
            command.add(argument);
            if (argument.equals(Main.class.getName()) || argument.endsWith("/" + Main.class.getName())) break;
        }
        command.addAll(1, List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
        command.add("survey-worker");
        for (Path folder : path) command.addAll(List.of("--path", folder.toString()));
        return new SurveyProcess(command, SurveyWorkerCommand.ANSWER, seconds);
    }

    /** A process that loads files in CPython, each in a child of its own. */
    SurveyProcess theirs() throws IOException {
        try (InputStream script = Survey.class.getResourceAsStream("survey.py")) {
            String source = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return new SurveyProcess(List.of(cpython, "-S", "-B", "-W", "ignore", "-c", source, String.valueOf(seconds)), "", seconds + 5);
        }
    }
}
