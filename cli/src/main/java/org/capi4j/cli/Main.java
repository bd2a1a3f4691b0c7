package org.capi4j.cli;

/**
 * {@code ./capi4j}: exit code 0 is success, 1 a Python exception or a failed check, 2 a wrong command line or a missing tool, 3 an error of
 * capi4j's own.
 */
public final class Main {
    private Main() {}

    /** {@code System.exit} looks for a logger first, through every module: a plain call that succeeded returns instead. */
    public static void main(String[] arguments) {
        int status = execute(arguments);
        if (status != 0 || !Call.isPlain(arguments)) System.exit(status);
    }

    /** Picocli's classes are of Java 5's format, which an AOT cache can't hold: a call that needs none of them starts in half the time. */
    static int execute(String... arguments) {
        return Call.isPlain(arguments) ? Call.run(arguments) : Commands.execute(arguments);
    }
}
