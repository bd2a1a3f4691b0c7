package org.capi4j.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.capi4j.Interpreter;
import org.capi4j.PyModule;
import org.capi4j.PyObject;

/** A program that {@link EndTest} runs: ends in the way that its second argument says, in the middle of all that may be going on. */
final class EndOfJava {
    private static final int BUSY_THREADS = 3;

    private EndOfJava() {}

    public static void main(String[] args) throws Exception {
        Interpreter python = Interpreter.open();
        PyModule end = python.load(Path.of(args[0]));
        PyObject sets = python.importModule("builtins").getAttr("set").invoke(List.of(List.of(1, "two", 3.5)), Map.of());
        end.call("keep", sets);
        end.call("threads");
        if (args[1].contains("crash")) end.call("crash_later");
        busy(end, python.callable("back", (arguments, kwargs) -> 1));
        System.out.println("ready");
        finish(python, end, args[1]);
    }

    /** Daemon threads that are in C, and in callbacks, from now on. */
    private static void busy(PyModule end, PyObject back) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(BUSY_THREADS);
        for (int i = 0; i < BUSY_THREADS; i++) {
            boolean spins = i == 0;
            Thread.ofPlatform().daemon().start(() -> {
                started.countDown();
                if (spins) end.call("spin");
                while (true) end.call("call", back);
            });
        }
        started.await();
    }

    private static void finish(Interpreter python, PyModule end, String way) throws Exception {
        switch (way) {
            case "return" -> {}
            case "throw" -> throw new IllegalStateException("as the test wants it");
            case "exit", "exit and crash" -> System.exit(3);
            case "exit in callback" -> end.call("call", python.callable("exit", (arguments, kwargs) -> {
                System.exit(3);
                return null;
            }));
            case "halt in callback" -> end.call("call", python.callable("halt", (arguments, kwargs) -> {
                Runtime.getRuntime().halt(4);
                return null;
            }));
            case "exit of C" -> end.call("leave", 5);
            case "exit while closing" -> {
                Thread.ofPlatform().daemon().start(python::close);
                System.exit(3);
            }
            case "close in a hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(python::close));
                System.exit(3);
            }
            default -> throw new IllegalArgumentException(way);
        }
    }
}
