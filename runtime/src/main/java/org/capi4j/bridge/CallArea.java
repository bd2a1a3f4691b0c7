package org.capi4j.bridge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.Strings;

/**
 * Memory of a thread's own, in which the arguments of one call travel that are too many for registers, or texts, or {@link SimpleValues}. It is free again once
 * the call has begun; a text that is the result stays until the next call. Virtual threads, of which there may be a million, have that of the carrier
 * that they are pinned to meanwhile.
 *
 * <pre>
 * 0      arguments, 8 bytes each     | a text that comes back, from byte 8 on
 * 8 * n  texts: length (8), bytes    |
 * 4104   objects
 * 8200   end
 * </pre>
 */
public final class CallArea {
    private static final ThreadLocal<CallArea> OWN = ThreadLocal.withInitial(CallArea::new);
    private static final Map<Long, CallArea> OF_CARRIERS = new ConcurrentHashMap<>();
    private static final int LENGTH = 8;
    private static final int TEXT = 4096;

    /** The size of what {@link SimpleValues} use. */
    static final int VALUES = TEXT;

    /** As many as values find room. */
    private static final int OBJECTS = VALUES / Long.BYTES;

    /** Longer texts gain nothing here. */
    private static final int LONGEST = 1024;

    private final Memory.Block block = Memory.block(LENGTH + TEXT + Long.BYTES * OBJECTS);
    private final long address = block.address();
    private final byte[] text = new byte[LONGEST];
    private int used;

    private CallArea() {}

    private static final class Carrier {
        static final long IDENT = Shim.symbol("PyThread_get_thread_ident");
    }

    private static CallArea own() {
        return Thread.currentThread().isVirtual() ? OF_CARRIERS.computeIfAbsent(NativeCall.critical(Carrier.IDENT), carrier -> new CallArea()) : OWN.get();
    }

    /** This thread's area, ready for {@code count} arguments. */
    public static CallArea of(int count) {
        CallArea area = own();
        area.used = 8 * count;
        return area;
    }

    /** The address of {@code text} in memory, until this thread's area is used again; NULL where it is too long or not plain ASCII. */
    static long ascii(String text) {
        if (text.length() > LONGEST) return Memory.NULL;
        long address = own().address;
        return Memory.putAscii(address, text) ? address : Memory.NULL;
    }

    long address() {
        return address;
    }

    /** Room for the objects that values become. */
    long objects() {
        return address + LENGTH + TEXT;
    }

    public void put(int index, long raw) {
        Memory.putLong(address + 8L * index, raw);
    }

    /** Whether there is room for {@code text} and it is plain ASCII; then it is argument {@code index}. */
    public boolean put(int index, String text) {
        long at = address + used;
        if (!append(text)) return false;
        put(index, at);
        return true;
    }

    /** Whether there is room for {@code text} and it is plain ASCII; then it stands behind the last one. */
    private boolean append(String text) {
        int length = text.length();
        if (length > LONGEST || 3 * length + 2 * LENGTH > LENGTH + TEXT - used) return false;
        long at = address + used;
        if (!Memory.putAscii(at + LENGTH, text)) return false;
        Memory.putLong(at, length);
        used += LENGTH + (length + LENGTH - 1 & -LENGTH);
        return true;
    }

    /** Whether {@code str} could come back here as a result. */
    public static boolean takes(long str) {
        return Strings.isAscii(str) && Strings.length(str) <= LONGEST;
    }

    /** The text that the last call of this thread has returned. */
    public String text(long length) {
        Memory.getBytes(address + LENGTH, text, (int) length);
        return Memory.latin1(text, 0, (int) length);
    }
}
