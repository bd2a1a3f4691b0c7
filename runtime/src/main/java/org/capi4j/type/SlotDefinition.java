package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.wrapperbase;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/**
 * One special method and the slot that it stands for: {@code __add__} and {@code nb_add}.
 *
 * <p>{@code offset} is the slot's place in {@code PyHeapTypeObject}, {@code group} its place among all slots. {@code function} is the method of {@link SlotFunctions} or {@link NumberSlotFunctions} that fills the
 * slot of a class whose special method isn't a slot wrapper (null: the slot is only ever inherited), {@code wrapper} the one of {@link
 * SlotWrappers} that calls the slot for the wrapper descriptor (null: the slot makes no special method).
 */
final class SlotDefinition {
    private static final int KEYWORDS = 1;

    private final String name;
    private final long offset;
    private final int group;
    private final String function;
    private final String wrapper;
    private final String doc;
    private long functionAddress;
    private long wrapperBase;

    SlotDefinition(String name, long offset, int group, String function, String wrapper, String doc) {
        this.name = name;
        this.offset = offset;
        this.group = group;
        this.function = function;
        this.wrapper = wrapper;
        this.doc = doc;
    }

    String name() {
        return name;
    }

    long offset() {
        return offset;
    }

    /** The place in {@link SlotTable#groups} of those that share the slot. */
    int group() {
        return group;
    }

    boolean hasWrapper() {
        return wrapper != null;
    }

    /** The address of the slot function, or NULL when there is none. */
    long function() {
        if (functionAddress == NULL && function != null) {
            String holder = function.startsWith("nb_") ? "NumberSlotFunctions" : "SlotFunctions";
            functionAddress = Shim.symbol("c4j_" + holder + "_" + function);
        }
        return functionAddress;
    }

    /** The {@code struct wrapperbase} that wrapper descriptors of this special method point at; made once, lives for ever. */
    synchronized long wrapperBase() {
        if (wrapperBase == NULL) {
            long base = Memory.allocateForever(wrapperbase.SIZEOF);
            Memory.putLong(base + wrapperbase.name, Memory.stringForever(name));
            Memory.putInt(base + wrapperbase.offset, (int) offset);
            Memory.putLong(base + wrapperbase.function, function());
            Memory.putLong(base + wrapperbase.wrapper, Shim.symbol("c4j_SlotWrappers_" + wrapper));
            Memory.putLong(base + wrapperbase.doc, Memory.stringForever(doc));
            Memory.putInt(base + wrapperbase.flags, wrapper.equals("call") || wrapper.equals("init") ? KEYWORDS : 0);
            wrapperBase = base;
        }
        return wrapperBase;
    }

    /** The address of this slot in a type, or NULL when the type lacks the method table that has it. */
    long address(long type) {
        return address(type, offset);
    }

    /** As above, for an offset into {@code PyHeapTypeObject}. */
    static long address(long type, long offset) {
        if (offset < PyTypeObject.SIZEOF) return type + offset;
        if (offset >= PyHeapTypeObject.as_buffer) return within(type + PyTypeObject.tp_as_buffer, offset - PyHeapTypeObject.as_buffer);
        if (offset >= PyHeapTypeObject.as_sequence) {
            return within(type + PyTypeObject.tp_as_sequence, offset - PyHeapTypeObject.as_sequence);
        }
        if (offset >= PyHeapTypeObject.as_mapping) {
            return within(type + PyTypeObject.tp_as_mapping, offset - PyHeapTypeObject.as_mapping);
        }
        if (offset >= PyHeapTypeObject.as_number) {
            return within(type + PyTypeObject.tp_as_number, offset - PyHeapTypeObject.as_number);
        }
        return within(type + PyTypeObject.tp_as_async, offset - PyHeapTypeObject.as_async);
    }

    private static long within(long field, long offset) {
        long table = Memory.getLong(field);
        return table == NULL ? NULL : table + offset;
    }
}
