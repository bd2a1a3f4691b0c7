package org.capi4j.generator;

import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capi4j.generator.StructLayout.Bits;
import org.capi4j.generator.StructLayout.Field;
import org.capi4j.generator.Table.Row;

/**
 * The tables of facts about CPython 3.11: the layouts of structs that no public header defines, bit fields (which jextract
 * leaves out), how C spells a field's type, and the constants whose macros jextract can't evaluate.
 */
final class Facts {

    private static final String LAYOUTS = "layouts-3.11.tsv";
    private static final String CONSTANTS = "constants-3.11.tsv";

    /** The bytecode's numbers change with every release and matter to an evaluator only. */
    private static final String LEFT_OUT = "opcode.h";

    private final Path folder;

    Facts(Path folder) {
        this.folder = folder;
    }

    /** All structs, flattened, by name, in the table's order. */
    Map<String, StructLayout> structs() {
        Map<String, StructLayout> structs = new LinkedHashMap<>();
        for (Row row : rows(LAYOUTS)) {
            String name = row.get("struct").replaceFirst("^struct ", "");
            if (row.get("field").isEmpty()) {
                structs.put(name, new StructLayout(name, row.number("size"), new ArrayList<>(), origin(row)));
            } else {
                structs.get(name).fields().add(field(row));
            }
        }
        return structs.values().stream()
                .map(struct -> struct.flattened(structs))
                .collect(toMap(StructLayout::name, struct -> struct, (first, _) -> first, LinkedHashMap::new));
    }

    private static String origin(Row row) {
        return "the facts table " + LAYOUTS + " (" + row.get("header") + ")";
    }

    private static Field field(Row row) {
        boolean isBitField = !row.get("bit_width").isEmpty();
        Bits bits = isBitField ? new Bits((int) row.number("bit_offset"), (int) row.number("bit_width")) : null;
        long size = isBitField ? 0 : row.number("size");
        return new Field(row.get("field"), row.number("offset"), size, row.get("type"), Optional.ofNullable(bits));
    }

    /** All constants by name, in the table's order: by header, then by name. */
    Map<String, Constant> constants() {
        Map<String, Constant> constants = new LinkedHashMap<>();
        for (Row row : rows(CONSTANTS)) {
            if (!row.get("header").equals(LEFT_OUT)) {
                constants.put(row.get("name"), new Constant(row.get("name"), row.get("header"), value(row)));
            }
        }
        return constants;
    }

    private static Object value(Row row) {
        String value = row.get("value");
        return switch (row.get("ctype")) {
            case "char[]" -> value;
            case "double" ->
                switch (value) {
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "nan" -> Double.NaN;
                    default -> Double.valueOf(value);
                };
            case "int", "unsigned int", "enum" -> (int) Long.parseLong(value);
            default -> value.startsWith("-") ? Long.parseLong(value) : Long.parseUnsignedLong(value);
        };
    }

    private List<Row> rows(String table) {
        return Table.read(folder.resolve(table)).rows();
    }
}
