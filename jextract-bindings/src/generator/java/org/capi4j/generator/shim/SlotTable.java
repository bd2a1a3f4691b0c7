package org.capi4j.generator.shim;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capi4j.generator.Table;

/** The slots of a type object: the function pointers of {@code PyTypeObject} and of its method tables. */
final class SlotTable {

    /** The structs that hold slots. */
    enum Struct {
        TYPE("PyTypeObject", "", ' '),
        ASYNC("PyAsyncMethods", "tp_as_async", 'a'),
        NUMBER("PyNumberMethods", "tp_as_number", 'n'),
        SEQUENCE("PySequenceMethods", "tp_as_sequence", 's'),
        MAPPING("PyMappingMethods", "tp_as_mapping", 'm'),
        BUFFER("PyBufferProcs", "tp_as_buffer", 'b');

        final String c;

        /** The field of the type object that points at the struct. */
        final String field;

        /** The letter that stands for the struct in the facts table of types. */
        final char letter;

        Struct(String c, String field, char letter) {
            this.c = c;
            this.field = field;
            this.letter = letter;
        }
    }

    /** A slot: {@code sq_length} of {@code PySequenceMethods}, a {@code lenfunc}. */
    record Slot(String name, Struct struct, String functionType) {}

    private static final Pattern FUNCTION_TYPE = Pattern.compile("\\w+(func|proc)|inquiry|destructor");
    private static final Map<String, Struct> STRUCTS =
            Stream.of(Struct.values()).collect(Collectors.toMap(struct -> struct.c, struct -> struct));

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    private SlotTable() {}

    /** Reads the slots from the facts table of struct layouts. */
    static SlotTable read(Path facts) {
        SlotTable table = new SlotTable();
        for (Table.Row row : Table.read(facts.resolve("layouts-3.11.tsv")).rows()) {
            Struct struct = STRUCTS.get(row.get("struct"));
            if (struct != null && FUNCTION_TYPE.matcher(row.get("type")).matches()) {
                String name = row.get("field");
                table.slots.put(name, new Slot(name, struct, row.get("type")));
            }
        }
        return table;
    }

    /** The slot of that name, or null. */
    Slot find(String name) {
        return slots.get(name);
    }
}
