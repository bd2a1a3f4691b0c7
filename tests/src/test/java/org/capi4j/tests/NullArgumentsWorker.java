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

/** The JVM that calls functions with NULL, apart from the one that judges. A job is a line of calls.txt; the answer is what the call did. */
final class NullArgumentsWorker {
    private NullArgumentsWorker() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Interpreter python = Interpreter.open()) {
            PyModule nulls = python.load(Path.of(System.getProperty("capi4j.tests.nulls")));
            for (String job = jobs.readLine(); job != null; job = jobs.readLine()) {
                String[] parts = job.split("\t");
                out.println(outcome(nulls, parts));
                out.println(ReplayWorker.END);
            }
        }
    }

    private static Object outcome(PyModule nulls, String[] call) {
        try {
            return nulls.call("call", call[0], call[1], call[2], call[3]);
        } catch (PyException failure) {
            return "broken: " + failure;
        }
    }
}
