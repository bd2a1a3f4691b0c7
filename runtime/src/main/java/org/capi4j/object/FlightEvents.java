package org.capi4j.object;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Events for JDK Flight Recorder. Their classes are only loaded when a recorder is there, because that costs many milliseconds of
 * start-up.
 */
public final class FlightEvents {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightEvents() {}

    private static boolean recording() {
        return AVAILABLE && FlightRecorder.isInitialized();
    }

    /** One run of the cycle collector. */
    @Name("org.capi4j.Collection")
    @Label("Python Garbage Collection")
    @Category("capi4j")
    @StackTrace(false)
    private static final class Collection extends Event {
        @Label("Interpreter")
        long interpreter;

        @Label("Generation")
        int generation;

        @Label("Collected Objects")
        long collected;

        @Label("Uncollectable Objects")
        long uncollectable;

        @Label("Time")
        @Timespan
        long time;
    }

    /** The GIL was waited for. */
    @Name("org.capi4j.GilWait")
    @Label("GIL Wait")
    @Category("capi4j")
    @Description("A thread has waited for an interpreter's lock for 10 ms or longer")
    private static final class GilWait extends Event {
        @Label("Interpreter")
        long interpreter;

        @Label("Time")
        @Timespan
        long time;
    }

    /** An extension module was loaded. */
    @Name("org.capi4j.ModuleLoad")
    @Label("Extension Module Load")
    @Category("capi4j")
    private static final class ModuleLoad extends Event {
        @Label("Interpreter")
        long interpreter;

        @Label("Module")
        String module;

        @Label("File")
        String file;
    }

    /** An interpreter's memory limit refused an allocation. */
    @Name("org.capi4j.MemoryLimit")
    @Label("Memory Limit Hit")
    @Category("capi4j")
    private static final class MemoryLimit extends Event {
        @Label("Interpreter")
        long interpreter;

        @Label("Bytes in Use")
        long used;
    }

    public static void collection(int generation, long collected, long uncollectable, long nanoseconds) {
        if (!recording()) return;
        Collection event = new Collection();
        event.interpreter = InterpreterState.current().id();
        event.generation = generation;
        event.collected = collected;
        event.uncollectable = uncollectable;
        event.time = nanoseconds;
        event.commit();
    }

    public static void gilWait(long nanoseconds) {
        if (!recording()) return;
        GilWait event = new GilWait();
        event.interpreter = InterpreterState.current().id();
        event.time = nanoseconds;
        event.commit();
    }

    /** Loads a module within an event of its own. */
    public static <T> T moduleLoad(String module, String file, java.util.function.Supplier<T> load) {
        if (!recording()) return load.get();
        ModuleLoad event = new ModuleLoad();
        event.begin();
        try {
            return load.get();
        } finally {
            event.interpreter = InterpreterState.current().id();
            event.module = module;
            event.file = file;
            event.commit();
        }
    }

    public static void memoryLimit(long used) {
        if (!recording()) return;
        MemoryLimit event = new MemoryLimit();
        event.interpreter = InterpreterState.current().id();
        event.used = used;
        event.commit();
    }
}
