package org.capi4j.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The classes that a first interpreter and a first import use, in that order, loaded and verified by a thread of its own while the caller goes on: that is
 * half of the time which both take. No class is initialised, so that what they do, and in which order, stays as it is.
 *
 * <p>{@code first-classes.txt} has their names, recorded and checked by a test. A process that is known to be short, or has one processor, does without.
 */
public final class FirstClasses {
    private static final String NAMES = "first-classes.txt";

    private FirstClasses() {}

    /** Begins; for the first interpreter of a process. */
    public static void load() {
        if (Boolean.getBoolean("capi4j.shortRun") || Runtime.getRuntime().availableProcessors() == 1) return;
        try {
            Thread.ofPlatform().daemon().name("capi4j classes").inheritInheritableThreadLocals(false).start(FirstClasses::loadEach);
        } catch (OutOfMemoryError noThread) {
            return; // each is loaded when it is used
        }
    }

    private static void loadEach() {
        try (InputStream content = FirstClasses.class.getResourceAsStream(NAMES);
                BufferedReader names = new BufferedReader(new InputStreamReader(content, StandardCharsets.US_ASCII))) {
            for (String name = names.readLine(); name != null; name = names.readLine()) load(name);
        } catch (IOException failure) {
            return; // each is loaded when it is used
        }
    }

    /** Asking for a class's constructors verifies it. */
    private static void load(String name) {
        try {
            Class.forName(name, false, FirstClasses.class.getClassLoader()).getDeclaredConstructors();
        } catch (ReflectiveOperationException | RuntimeException | Error failure) {
            return; // whoever uses the class is told
        }
    }
}
