package org.capi4j.cli;

import org.capi4j.PyException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** A failure that the user is told in one line, with the exit code for it. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** A check that didn't hold: exit code 1. */
    static Failure check(String message) {
        return new Failure(1, message);
    }

    /** A wrong argument or a missing tool: exit code 2. */
    static Failure usage(String message) {
        return new Failure(2, message);
    }

    static int handle(Exception failure, CommandLine command, ParseResult parsed) {
        switch (failure) {
            case PyException error -> {
                command.getErr().print(error.tracebackText());
                command.getErr().println(error.getMessage());
                return 1;
            }
            case Failure known -> {
                command.getErr().println("capi4j: " + known.getMessage());
                return known.exitCode;
            }
            default -> {
                failure.printStackTrace(command.getErr());
                return 3;
            }
        }
    }
}
