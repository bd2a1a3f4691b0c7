package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.capi4j.ExtensionInfo;
import org.capi4j.ExtensionInfo.Place;
import org.capi4j.ExtensionInfo.Symbol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what an extension file needs and whether it is there, without running any of it. */
@Command(
        name = "inspect",
        description = "Tells what an extension needs: its ABI tag, libraries and C-API symbols, and where each of those lives.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 when the extension can be loaded and all it imports is implemented, 1 otherwise."})
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    @Parameters(paramLabel = "EXT", description = "the extension file")
    private Path extension;

    @Override
    public Integer call() throws IOException {
        ExtensionInfo info = ExtensionInfo.read(extension);
        List<String> problems = new ArrayList<>(info.problems());
        boolean readable = problems.isEmpty() || !info.symbols().isEmpty() || !info.libraries().isEmpty() || !info.initFunctions().isEmpty();
        if (readable && info.initFunctions().isEmpty()) problems.add("it defines no init function (PyInit_...)");
        if (json) printJson(info, problems);
        else print(info, problems);
        return problems.isEmpty() && named(info, Place.NOT_YET).isEmpty() ? 0 : 1;
    }

    private void print(ExtensionInfo info, List<String> problems) {
        println("@|bold " + extension.getFileName() + "|@");
        println("  ABI tag         " + (info.abiTag().isEmpty() ? "none" : info.abiTag()));
        println("  init functions  " + listed(info.initFunctions()));
        println("  libraries       " + listed(info.libraries()));
        println("  C API           " + counts(info));
        int width = info.symbols().stream().mapToInt(symbol -> symbol.name().length()).max().orElse(0);
        for (Symbol symbol : info.symbols()) {
            println("    " + symbol.name() + " ".repeat(width - symbol.name().length() + 2) + coloured(symbol.place()));
        }
        println(verdict(info, problems));
    }

    private void println(String markup) {
        spec.commandLine().getOut().println(Ansi.AUTO.string(markup));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String counts(ExtensionInfo info) {
        List<String> counts = new ArrayList<>();
        for (Place place : Place.values()) {
            int count = named(info, place).size();
            if (count > 0) counts.add(count + " " + text(place));
        }
        String symbols = info.symbols().size() == 1 ? "1 symbol" : info.symbols().size() + " symbols";
        return counts.isEmpty() ? symbols : symbols + ": " + String.join(", ", counts);
    }

    private static List<String> named(ExtensionInfo info, Place place) {
        return info.symbols().stream().filter(symbol -> symbol.place() == place).map(Symbol::name).toList();
    }

    private static String text(Place place) {
        return switch (place) {
            case LANE -> "fast lane";
            case C -> "C";
            case JAVA -> "Java";
            case NOT_YET -> "not yet";
            case UNKNOWN -> "unknown";
        };
    }

    private static String coloured(Place place) {
        return switch (place) {
            case LANE, C, JAVA -> text(place);
            case NOT_YET -> "@|yellow " + text(place) + "|@";
            case UNKNOWN -> "@|red " + text(place) + "|@";
        };
    }

    private static String verdict(ExtensionInfo info, List<String> problems) {
        if (!problems.isEmpty()) return "@|red cannot be loaded|@: " + String.join("; ", problems);
        List<String> missing = named(info, Place.NOT_YET);
        if (missing.isEmpty()) return "@|green can be loaded|@, and all that it imports is implemented";
        return "@|yellow can be loaded|@, but these raise NotImplementedError when called: " + String.join(", ", missing);
    }

    private void printJson(ExtensionInfo info, List<String> problems) throws IOException {
        Map<String, String> symbols = new LinkedHashMap<>();
        for (Symbol symbol : info.symbols()) symbols.put(symbol.name(), symbol.place().name().toLowerCase(Locale.ROOT));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", extension.toString());
        object.put("abi_tag", info.abiTag());
        object.put("init_functions", info.initFunctions());
        object.put("libraries", info.libraries());
        object.put("symbols", symbols);
        object.put("problems", problems);
        object.put("complete", problems.isEmpty() && named(info, Place.NOT_YET).isEmpty());
        spec.commandLine().getOut().println(JsonValues.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(object));
    }
}
