package org.capi4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code call}: one function of an extension, its result's repr on standard output. */
@Command(
        name = "call",
        description = "Loads an extension, calls a function and prints the result's repr.",
        mixinStandardHelpOptions = true,
        footer = {"", "A Python exception goes to standard error as 'TypeError: message', exit code 1."})
final class CallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--name", paramLabel = "MODULE", description = "the module's full name, where it isn't the file's")
    private String name;

    @Option(names = "--path", paramLabel = "DIR", description = "a folder for sys.path; may be repeated")
    private List<Path> path = List.of();

    @Option(
            names = "--stats",
            description = "on standard error: the objects by type, bytes by domain, calls of C into Java by function, and GIL waits after the call")
    private boolean stats;

    @Parameters(index = "0", paramLabel = "EXT", description = "the extension file")
    private Path extension;

    @Parameters(index = "1", paramLabel = "FUNCTION", description = "a function of the module, or Type.method")
    private String function;

    @Parameters(
            index = "2..*",
            paramLabel = "JSON-ARG",
            description = "arguments in JSON; {\"bytes\": base64}, {\"tuple\": [...]} and the like for what JSON lacks")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        Call call = new Call(extension, name, path, function, arguments);
        if (stats) Interpreter.countUpcalls(true);
        String repr = call.repr(stats ? statistics -> StatisticsTable.print(statistics, spec.commandLine().getErr()) : null);
        spec.commandLine().getOut().println(repr);
        return 0;
    }
}
