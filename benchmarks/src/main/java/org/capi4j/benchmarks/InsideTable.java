package org.capi4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.capi4j.Headers;

/** What C code sees of the GIL and of the cycle collector. The functions of inside.c measure themselves; the same binary runs on both sides, in turn. */
final class InsideTable {
    private static final double TARGET = 1.5;
    private static final Map<String, Object> INSIDE = Map.of("module", "inside", "file", "inside.so");

    /** A function of inside.c and its arguments. */
    private record Measured(String name, String what, String function, Integer... arguments) {
        Table.Row row(Settings settings) throws IOException {
            try (Contender ours = settings.ours();
                    Contender cpython = settings.python() == null ? null : settings.cpython()) {
                double[] ourTimes = new double[settings.samples()], theirTimes = new double[settings.samples()];
                Arrays.fill(theirTimes, Double.NaN);
                ours.ask("case", INSIDE);
                if (cpython != null) cpython.ask("case", INSIDE);
                nanoseconds(ours); // what is done once only
                for (int i = 0; i < settings.samples(); i++) {
                    if (cpython != null) theirTimes[i] = nanoseconds(cpython);
                    ourTimes[i] = nanoseconds(ours);
                }
                return new Table.Row(name, what, Turns.median(ourTimes), Turns.median(theirTimes), "");
            } catch (Contender.Failed failed) {
                return Table.Row.missing(name, what, failed.getMessage());
            }
        }

        private double nanoseconds(Contender contender) {
            return contender.number(Map.of("call", function, "args", List.of(arguments)));
        }
    }

    private static final List<Measured> ALL = List.of(
            new Measured("ensure_release", "PyGILState_Ensure and Release, alone", "ensure_release", 300_000),
            new Measured("save_restore", "Py_BEGIN and END_ALLOW_THREADS, alone", "save_restore", 300_000),
            new Measured("ensure_release_stranger", "Ensure and Release by a thread without a state", "ensure_release_stranger", 10_000),
            new Measured("hand_over", "the GIL from thread to thread", "hand_over", 100),
            new Measured("collect_alive", "collecting 1,000,000 objects, all alive", "collect", 1_000_000, 0),
            new Measured("collect_dead", "collecting 1,000,000 objects, all garbage", "collect", 1_000_000, 1));

    private InsideTable() {}

    static Table measure(Settings given) throws IOException, InterruptedException {
        Extension.compile("inside", given.folder(), Headers.folder());
        Settings settings = given.in(List.of(given.folder()));
        List<Table.Row> rows = new ArrayList<>();
        for (Measured measured : ALL) {
            if (settings.wants(measured.name())) rows.add(Settings.progress(measured.row(settings)));
        }
        return new Table("inside", "The GIL and the collector", "ns that C code measures itself", "ns", TARGET, rows);
    }
}
