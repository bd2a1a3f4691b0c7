package org.capi4j.object;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;

/**
 * Events for JDK Flight Recorder. Their classes are only loaded when a recorder is there, because that costs many milliseconds of
 * start-up. What has to be prepared for an event (upcalls, waiting for the GIL) is prepared while a recording wants it.
 */
public final class FlightEvents {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** Waits for the GIL of so many nanoseconds are worth an event. */
    private static final long LONG_WAIT = 10_000_000;

    private static final long PATIENCE = 1_000_000_000;
    private static final AtomicBoolean LISTENING = new AtomicBoolean();
    private static final AtomicBoolean PATIENT = new AtomicBoolean();

    private FlightEvents() {}

    /**
     * Makes ready for recordings: those that are there, and those that begin later. The latter only after a second, as it is not worth the time
     * in a process that ends soon.
     */
    public static void await() {
        if (!AVAILABLE || LISTENING.get()) return;
        if (FlightRecorder.isInitialized()) listen();
        else if (PATIENT.compareAndSet(false, true)) Thread.ofPlatform().daemon().name("capi4j recordings").start(FlightEvents::listenLater);
    }

    private static void listenLater() {
        // not Thread.sleep, whose event class would be read from the JDK's image in every short process
        for (long end = System.nanoTime() + PATIENCE, left = PATIENCE; left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
        listen();
    }

    private static void listen() {
        if (!LISTENING.compareAndSet(false, true)) return;
        FlightRecorder.addListener(new FlightRecorderListener() {
            @Override
            public void recordingStateChanged(Recording recording) {
                prepare();
            }
        });
        if (FlightRecorder.isInitialized()) prepare();
    }

    private static synchronized void prepare() {
        Upcalls.time(new Upcall().isEnabled());
        NativeCall.critical(Shim.symbol("c4j_set_report_waits"), new GilWait().isEnabled() ? LONG_WAIT : Long.MAX_VALUE);
    }

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

    /** C called a function that is implemented in Java. */
    @Name("org.capi4j.Upcall")
    @Label("C-API Upcall")
    @Category("capi4j")
    @Description("C code called a function of the C API that is implemented in Java")
    @Enabled(false)
    @Threshold("1 ms")
    private static final class Upcall extends Event {
        @Label("Function")
        String function;
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

    /** The beginning of an upcall. */
    static Object beginUpcall() {
        Upcall event = new Upcall();
        event.begin();
        return event;
    }

    static void endUpcall(Object begun, String function) {
        Upcall event = (Upcall) begun;
        event.end();
        if (!event.shouldCommit()) return;
        event.function = function;
        event.commit();
    }

    /** A {@code MemoryError} is about to be raised, perhaps because of the interpreter's limit. */
    static void memoryError() {
        if (!recording()) return;
        long used = NativeCall.critical(Shim.symbol("c4j_take_refusal"), InterpreterState.current().address());
        if (used >= 0) memoryLimit(used);
    }

    private static void memoryLimit(long used) {
        MemoryLimit event = new MemoryLimit();
        event.interpreter = InterpreterState.current().id();
        event.used = used;
        event.commit();
    }
}
