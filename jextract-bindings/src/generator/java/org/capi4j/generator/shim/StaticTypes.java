package org.capi4j.generator.shim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.capi4j.generator.Table;

/** All type objects of the shim: those of the facts table, and those that only a class of the runtime describes. */
final class StaticTypes {

    static final String OBJECT = "PyBaseObject_Type";
    private static final String EXCEPTION_POINTER = "PyExc_";

    /** {@code Py_TPFLAGS_READY} and {@code Py_TPFLAGS_VALID_VERSION_TAG}: what a running interpreter has set. */
    private static final long RUNNING = 1L << 12 | 1L << 19;

    private final Map<String, StaticType> types = new TreeMap<>();
    private final Map<String, String> symbolsByName = new LinkedHashMap<>();
    private final Map<String, String> exceptionPointers = new TreeMap<>();

    private final AttributeOrder order;

    private StaticTypes(AttributeOrder order) {
        this.order = order;
    }

    /** Reads the facts tables of types. */
    static StaticTypes read(Path facts) {
        StaticTypes all = new StaticTypes(AttributeOrder.read(facts));
        for (Table.Row row : Table.read(facts.resolve("types-3.11.tsv")).rows()) {
            all.add(row);
        }
        return all;
    }

    private void add(Table.Row row) {
        String symbol = row.get("symbol");
        String name = row.get("tp_name");
        if (symbol.startsWith("*")) {
            exceptionPointers.put(symbol.substring(1), exceptionType(name));
            if (!symbol.substring(1 + EXCEPTION_POINTER.length()).equals(name)) {
                return; // an alias: IOError is OSError
            }
            symbol = exceptionType(name);
        }
        add(new StaticType.Facts(
                symbol,
                name,
                row.number("tp_basicsize"),
                row.number("tp_itemsize"),
                row.number("tp_dictoffset"),
                row.number("tp_weaklistoffset"),
                row.number("tp_vectorcall_offset"),
                Long.decode(row.get("tp_flags")) & ~RUNNING,
                row.get("tp_base"),
                row.cells()[row.cells().length - 1],
                false));
    }

    /** Adds a type that the facts table doesn't have. */
    StaticType add(StaticType.Facts facts) {
        StaticType type = new StaticType(facts);
        types.put(facts.symbol(), type);
        symbolsByName.put(facts.name(), facts.symbol());
        return type;
    }

    private static String exceptionType(String name) {
        return "c4j_exc_" + name;
    }

    /** The symbol of the type object behind {@code PyExc_X}, or the symbol itself. */
    static String typeSymbol(String symbol) {
        return symbol.startsWith(EXCEPTION_POINTER)
                ? exceptionType(symbol.substring(EXCEPTION_POINTER.length()))
                : symbol;
    }

    /** The type object of that symbol, or null. */
    StaticType find(String symbol) {
        return types.get(typeSymbol(symbol));
    }

    /** The exported pointers to exception types: {@code PyExc_IOError} to {@code c4j_exc_OSError}. */
    Map<String, String> exceptionPointers() {
        return exceptionPointers;
    }

    AttributeOrder order() {
        return order;
    }

    /** The base, or null for object. */
    StaticType base(StaticType type) {
        if (type.symbol().equals(OBJECT)) {
            return null;
        }
        String base = type.facts.base();
        StaticType found = find(symbolsByName.getOrDefault(base, base));
        if (found == null) {
            throw new IllegalArgumentException(type.symbol() + ": its base " + base + " is not a static type");
        }
        return found;
    }

    /** The type and its bases, up to object. */
    List<StaticType> mro(StaticType type) {
        List<StaticType> mro = new ArrayList<>();
        for (StaticType next = type; next != null; next = base(next)) {
            mro.add(next);
        }
        return mro;
    }

    /** All types, a base before the types derived from it. */
    List<StaticType> inOrder() {
        Set<StaticType> ordered = new LinkedHashSet<>();
        types.values().forEach(type -> ordered.addAll(mro(type).reversed()));
        return List.copyOf(ordered);
    }
}
