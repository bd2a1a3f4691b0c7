package org.capi4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;
import org.capi4j.Statistics;

/**
 * One call of an extension's function. What starts here is kept free of everything that is slow the first time: regular expressions,
 * streams, pattern switches, and Jackson where the arguments are plain integers.
 *
 * @param name      the module's full name, or null for the file's
 * @param function  a function of the module, or {@code Type.method}
 * @param arguments in JSON
 */
record Call(Path extension, String name, List<Path> path, String function, List<String> arguments) {
    private static final int MAX_LONG_DIGITS = 18;

    /** Whether the command line is {@code call EXT FUNCTION INTEGER...}, without options. */
    static boolean isPlain(String... commandLine) {
        if (commandLine.length < 3 || !commandLine[0].equals("call")) return false;
        for (int i = 1; i < commandLine.length; i++) {
            String argument = commandLine[i];
            if (i < 3 ? argument.isEmpty() || argument.startsWith("-") || argument.startsWith("@") : !isInteger(argument)) return false;
        }
        return true;
    }

    /** Runs a plain command line; the answer is the exit code. */
    static int run(String... commandLine) {
        List<String> arguments = List.of(commandLine).subList(3, commandLine.length);
        try {
            System.out.println(new Call(Path.of(commandLine[1]), null, List.of(), commandLine[2], arguments).repr());
            return 0;
        } catch (RuntimeException | LinkageError failure) {
            return Failure.report(failure, new PrintWriter(System.err, true));
        }
    }

    /** The result's repr. */
    String repr() {
        return repr(null);
    }

    /** The result's repr; {@code after}, which may be null, gets to see what the call has left. */
    String repr(Consumer<Statistics> after) {
        try (Interpreter interpreter = Interpreter.builder().searchPath(path.toArray(new Path[0])).open()) {
            PyModule module = name == null ? interpreter.load(extension) : interpreter.load(name, extension);
            String repr = function(module).invoke(values(interpreter), Map.of()).repr();
            if (after != null) after.accept(interpreter.statistics());
            return repr;
        }
    }

    private PyObject function(PyModule module) {
        PyObject found = module;
        int start = 0;
        for (int dot = function.indexOf('.'); dot >= 0; dot = function.indexOf('.', start)) {
            found = found.getAttr(function.substring(start, dot));
            start = dot + 1;
        }
        return found.getAttr(function.substring(start));
    }

    private List<Object> values(Interpreter interpreter) {
        List<Object> values = new ArrayList<>();
        for (String argument : arguments) values.add(isInteger(argument) ? Long.valueOf(argument) : value(interpreter, argument));
        return values;
    }

    /** Whether the text is a JSON integer that surely fits a long. */
    private static boolean isInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int digits = text.length() - start;
        if (digits < 1 || digits > MAX_LONG_DIGITS || digits > 1 && text.charAt(start) == '0') return false;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        }
        return true;
    }

    private static Object value(Interpreter interpreter, String argument) {
        JsonValues values = new JsonValues(interpreter, reference -> {
            throw Failure.usage("a reference has no meaning here: " + reference);
        }, made -> made);
        ObjectMapper mapper = JsonValues.mapper();
        try {
            return values.toJava(mapper.readTree(argument));
        } catch (JsonProcessingException malformed) {
            throw Failure.usage("'" + argument + "' is not JSON: " + malformed.getOriginalMessage());
        }
    }
}
