package org.capi4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.capi4j.ExtensionInfo.Place;
import org.capi4j.ExtensionInfo.Symbol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}: what extension files need and whether it is there, without running any of it. */
@Command(
        name = "inspect",
        description = {
            "Tells what an extension needs: its ABI tag, libraries and C-API symbols, and where each of those lives.",
            "Of several files, or of a folder's, it gives one line for each and what they need in all."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 when every extension can be loaded and all it imports is implemented, 1 otherwise."})
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "as one JSON object, or a list of them")
    private boolean json;

    @Parameters(paramLabel = "EXT", arity = "1..*", description = "an extension file, or a folder to be searched for extension files")
    private List<Path> paths;

    @Override
    public Integer call() throws IOException {
        boolean single = paths.size() == 1 && !Files.isDirectory(paths.getFirst());
        List<Inspection> all = Inspection.all(paths);
        if (json) printJson(single ? all.getFirst().json() : all.stream().map(Inspection::json).toList());
        else if (single) print(all.getFirst());
        else printAll(all);
        return !all.isEmpty() && all.stream().allMatch(Inspection::complete) ? 0 : 1;
    }

    private void print(Inspection inspection) {
        println("@|bold " + inspection.file().getFileName() + "|@");
        println("  ABI tag         " + (inspection.info().abiTag().isEmpty() ? "none" : inspection.info().abiTag()));
        println("  init functions  " + listed(inspection.info().initFunctions()));
        println("  libraries       " + listed(inspection.info().libraries()));
        List<Symbol> symbols = inspection.info().symbols();
        println("  C API           " + Inspection.counts(symbols));
        int width = symbols.stream().mapToInt(symbol -> symbol.name().length()).max().orElse(0);
        for (Symbol symbol : symbols) {
            println("    " + symbol.name() + " ".repeat(width - symbol.name().length() + 2) + coloured(symbol.place()));
        }
        println(inspection.verdict());
    }

    private void printAll(List<Inspection> all) {
        for (Inspection inspection : all) println(inspection.file() + "  " + inspection.verdict());
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (Inspection inspection : all) symbols.addAll(inspection.info().symbols());
        println("");
        println(all.size() + " extension files, " + all.stream().filter(Inspection::complete).count() + " of them complete, "
                + all.stream().filter(inspection -> !inspection.problems().isEmpty()).count() + " that cannot be loaded");
        println("C API: " + Inspection.counts(List.copyOf(symbols)));
        importers("symbols that raise NotImplementedError, and how many files import each", all, Place.NOT_YET);
        importers("symbols that are nowhere, and how many files import each", all, Place.UNKNOWN);
    }

    private void importers(String title, List<Inspection> all, Place place) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Inspection inspection : all) {
            for (String symbol : inspection.named(place)) counts.merge(symbol, 1, Integer::sum);
        }
        SurveyCommand.counted(spec.commandLine().getOut(), title, counts);
    }

    private void println(String markup) {
        spec.commandLine().getOut().println(Ansi.AUTO.string(markup));
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String coloured(Place place) {
        String text = Inspection.text(place);
        return switch (place) {
            case LANE, C, JAVA, LIBRARY -> text;
            case NOT_YET -> "@|yellow " + text + "|@";
            case UNKNOWN -> "@|red " + text + "|@";
        };
    }

    private void printJson(Object value) throws IOException {
        spec.commandLine().getOut().println(JsonValues.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
