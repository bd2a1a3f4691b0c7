package org.capi4j.tests;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.capi4j.Interpreter;
import org.capi4j.PyException;
import org.capi4j.PyModule;

/**
 * The JVM that calls functions with bad arguments, apart from the one that judges. A job is what {@code call} of arguments.c takes, its last
 * part "true" or "false"; the answer is what the call did.
 */
final class ArgumentsWorker {
    private ArgumentsWorker() {}

    public static void main(String[] options) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Interpreter python = Interpreter.open()) {
            PyModule arguments = python.load(Path.of(System.getProperty("capi4j.tests.arguments")));
            for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
                String[] parts = job.split("\t");
                out.println(outcome(arguments, parts));
                out.println(ReplayWorker.END);
            }
        }
    }

    private static Object outcome(PyModule arguments, String[] call) {
        try {
            Object answer = arguments.call("call", call[0], call[1], call[2], call[3], Boolean.valueOf(call[4]));
            return answer == null ? "absent" : answer.toString().replaceAll("0x[0-9a-f]{6,}", "0xADDR");
        } catch (PyException failure) {
            return "broken: " + failure;
        }
    }
}
