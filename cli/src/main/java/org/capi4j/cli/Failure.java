package org.capi4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.capi4j.PyException;

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

    /** Tells the user; the answer is the exit code. Only what nobody foresaw comes with a stack trace. */
    static int report(Throwable failure, PrintWriter err) {
        int exitCode = 2;
        if (failure instanceof PyException error) {
            err.print(error.tracebackText());
            err.println(error.getMessage());
            exitCode = 1;
        } else if (failure instanceof Failure known) {
            err.println("capi4j: " + known.getMessage());
            exitCode = known.exitCode;
        } else if (failure instanceof UnsatisfiedLinkError unsupported) {
            err.println(unsupported.getMessage());
        } else if (failure instanceof IOException unreadable) {
            err.println("capi4j: " + text(unreadable));
        } else if (failure instanceof UncheckedIOException wrapped) {
            err.println(wrapped.getMessage() + ": " + text(wrapped.getCause()));
        } else {
            failure.printStackTrace(err);
            exitCode = 3;
        }
        err.flush();
        return exitCode;
    }

    /** The exceptions of java.nio have only the file's name for a message. */
    private static String text(IOException failure) {
        if (failure instanceof NoSuchFileException) return failure.getMessage() + ": no such file";
        if (failure instanceof AccessDeniedException) return failure.getMessage() + ": permission denied";
        return failure.getMessage();
    }
}
