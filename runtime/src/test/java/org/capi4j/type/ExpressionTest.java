package org.capi4j.type;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.Interpreter;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.junit.jupiter.api.Test;

/** Evaluates what {@code record_expressions.py} evaluated on CPython 3.11, and compares results and exceptions. */
class ExpressionTest {
    @Test
    void recordedExpressions() throws Exception {
        assertEquals("", String.join("\n", failures("expressions.tsv")));
    }

    private static List<String> failures(String recorded) throws Exception {
        List<String> failures = new ArrayList<>();
        try (Interpreter python = Interpreter.open()) {
            for (String line : lines(recorded)) {
                String[] parts = line.split("\t", -1);
                String ours = python.run(() -> outcome(parts[0]));
                if (!ours.equals(parts[1])) failures.add(parts[0] + "\n  CPython: " + parts[1] + "\n  capi4j:  " + ours);
            }
        }
        return failures;
    }

    private static List<String> lines(String recorded) throws IOException {
        try (InputStream resource = ExpressionTest.class.getResourceAsStream(recorded);
                BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isEmpty()).toList();
        }
    }

    static String outcome(String source) {
        try (Expression expression = new Expression(source)) {
            return escaped(Expression.repr(expression.run()));
        } catch (PyError error) {
            long instance = ExceptionType.instance(error);
            try {
                return TypeLookup.name(References.type(instance)) + ": " + escaped(Objects.strString(instance));
            } finally {
                References.decref(instance);
            }
        } catch (RuntimeException failure) {
            return "Java: " + failure;
        }
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }

    /** Shows what differs: {@code dev-build.sh run org.capi4j.type.ExpressionTest [recorded]}. */
    public static void main(String[] args) throws Exception {
        List<String> failures = failures(args.length > 0 ? args[0] : "expressions.tsv");
        failures.forEach(System.out::println);
        System.out.println(failures.size() + " differences");
    }
}
