package org.capi4j.capi;

import org.capi4j.export.CApi;
import org.capi4j.object.FlightEvents;

/** What the shim reports to who records events. */
@CApi
public final class Events {
    private Events() {}

    public static void c4j_report_collection(int generation, long collected, long uncollectable, long nanoseconds) {
        FlightEvents.collection(generation, collected, uncollectable, nanoseconds);
    }

    public static void c4j_report_gil_wait(long nanoseconds) {
        FlightEvents.gilWait(nanoseconds);
    }
}
