package org.capi4j.cli;

/**
 * {@code ./capi4j}: exit code 0 is success, 1 a Python exception or a failed check, 2 a wrong command line or a missing tool, 3 an error of
 * capi4j's own.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Picocli's classes are of Java 5's format, which an AOT cache can't hold: a call that needs none of them starts in half the time. */
    static int execute(String... arguments) {
        return Call.isPlain(arguments) ? Call.run(arguments) : Commands.execute(arguments);
    }
}
