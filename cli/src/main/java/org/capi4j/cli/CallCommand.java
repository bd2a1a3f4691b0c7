package org.capi4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
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

    @Parameters(index = "0", paramLabel = "EXT", description = "the extension file")
    private Path extension;

    @Parameters(index = "1", paramLabel = "FUNCTION", description = "a function of the module, or Type.method")
    private String function;

    @Parameters(index = "2..*", paramLabel = "JSON-ARG", description = "arguments in JSON; {\"bytes\": base64}, {\"tuple\": [...]} and the like for what JSON lacks")
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        try (Interpreter interpreter = Interpreter.builder().searchPath(path.toArray(Path[]::new)).open()) {
            PyModule module = name == null ? interpreter.load(extension) : interpreter.load(name, extension);
            PyObject callable = module;
            for (String part : function.split("\\.")) callable = callable.getAttr(part);
            PyObject result = callable.invoke(arguments(interpreter), Map.of());
            spec.commandLine().getOut().println(result.repr());
            return 0;
        }
    }

    private List<Object> arguments(Interpreter interpreter) {
        if (arguments.isEmpty()) return List.of();
        JsonValues values = new JsonValues(interpreter, reference -> {
            throw Failure.usage("a reference has no meaning here: " + reference);
        });
        ObjectMapper mapper = new ObjectMapper();
        List<Object> converted = new ArrayList<>();
        for (String argument : arguments) converted.add(values.toJava(parse(mapper, argument)));
        return converted;
    }

    private static JsonNode parse(ObjectMapper mapper, String argument) {
        try {
            return mapper.readTree(argument);
        } catch (JsonProcessingException malformed) {
            throw Failure.usage("'" + argument + "' is not JSON: " + malformed.getOriginalMessage());
        }
    }
}
