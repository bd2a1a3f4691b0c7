package org.capi4j.type;

import java.io.ByteArrayOutputStream;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.References;

/**
 * Reads {@code co_linetable}, entry by entry: the source position of a run of instructions.
 *
 * <pre>
 * 1 kkkk nnn   first byte: kind of entry, number of instructions - 1
 * kind 0-9     same line, columns in one more byte      13   line change, no columns
 * kind 10-12   0 to 2 lines on, columns in two bytes    14   line change, end line, columns, each a varint
 *                                                       15   no position
 * </pre>
 */
public final class LineTable {
    private static final int NO_COLUMNS = 13;
    private static final int LONG = 14;
    private static final int NONE = 15;

    private final long data;
    private final long size;
    private long at;
    private int current;
    private int kind = NONE;
    private int start;
    private int end;
    private int endLine;
    private int column;
    private int endColumn;

    /** Starts before the first entry. */
    public LineTable(long code) {
        long table = Memory.getLong(code + PyCodeObject.co_linetable);
        this.data = BytesType.data(table);
        this.size = BytesType.size(table);
        this.current = Memory.getInt(code + PyCodeObject.co_firstlineno);
    }

    /** Goes to the next entry; false at the end. */
    public boolean next() {
        if (at >= size) return false;
        int first = octet();
        kind = first >> 3 & 15;
        start = end;
        end += 2 * ((first & 7) + 1);
        column = -1;
        endColumn = -1;
        switch (kind) {
            case NONE -> {}
            case LONG -> {
                current += signed();
                endLine = current + varint();
                column = varint() - 1;
                endColumn = varint() - 1;
            }
            case NO_COLUMNS -> {
                current += signed();
                endLine = current;
            }
            case 10, 11, 12 -> {
                current += kind - 10;
                endLine = current;
                column = octet();
                endColumn = octet();
            }
            default -> {
                int low = octet();
                endLine = current;
                column = kind << 3 | low >> 4;
                endColumn = column + (low & 15);
            }
        }
        return true;
    }

    private int octet() {
        return Memory.getUnsignedByte(data + at++);
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 6) {
            int part = octet();
            value |= (part & 63) << shift;
            if ((part & 64) == 0) return value;
        }
    }

    private int signed() {
        int value = varint();
        return (value & 1) != 0 ? -(value >>> 1) : value >>> 1;
    }

    /** The offset behind the entry's instructions, in bytes. */
    public int end() {
        return end;
    }

    /** The entry's line, -1 for none. */
    public int line() {
        return kind == NONE ? -1 : current;
    }

    public int endLine() {
        return kind == NONE ? -1 : endLine;
    }

    /** -1 where it isn't known. */
    public int column() {
        return column;
    }

    public int endColumn() {
        return endColumn;
    }

    private static long orNone(int number) {
        return number < 0 ? Singletons.none() : LongType.of(number);
    }

    /** An iterator of {@code (start, end, line)}. */
    static long lines(long code) {
        LineTable table = new LineTable(code);
        long list = ListType.make(0);
        while (table.next()) {
            ListType.appendSteal(list, TupleType.steal(LongType.of(table.start), LongType.of(table.end), orNone(table.line())));
        }
        return iterator(list);
    }

    /** An iterator of {@code (line, end_line, column, end_column)}, one per instruction. */
    static long positions(long code) {
        LineTable table = new LineTable(code);
        long list = ListType.make(0);
        while (table.next()) {
            for (int offset = table.start; offset < table.end; offset += 2) {
                ListType.appendSteal(
                        list,
                        TupleType.steal(orNone(table.line()), orNone(table.endLine()), orNone(table.column), orNone(table.endColumn)));
            }
        }
        return iterator(list);
    }

    /** {@code co_lnotab}, which older Pythons kept: pairs of bytes, by how much offset and line grow. What doesn't fit one pair takes several. */
    static long deltas(long code) {
        LineTable table = new LineTable(code);
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        int line = table.current;
        int offset = 0;
        while (table.next()) {
            if (table.current == line) continue;
            appendDelta(pairs, table.start - offset, table.current - line);
            offset = table.start;
            line = table.current;
        }
        return BytesType.of(pairs.toByteArray());
    }

    private static void appendDelta(ByteArrayOutputStream pairs, int offset, int lines) {
        for (; offset > 255; offset -= 255) appendPair(pairs, 255, 0);
        int most = lines > 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE;
        for (; lines != (byte) lines; lines -= most) {
            appendPair(pairs, offset, most);
            offset = 0;
        }
        appendPair(pairs, offset, lines);
    }

    private static void appendPair(ByteArrayOutputStream pairs, int offset, int lines) {
        pairs.write(offset);
        pairs.write(lines);
    }

    private static long iterator(long list) {
        long iterator = Objects.iter(list);
        References.decref(list);
        return iterator;
    }
}
