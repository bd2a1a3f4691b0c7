package org.capi4j.generator.shim;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.capi4j.generator.Table;

/** The order in which CPython's types list their attributes: {@code dir()} of an object and a type's {@code __dict__} show it. */
final class AttributeOrder {

    private final Map<String, List<String>> names = new HashMap<>();

    private AttributeOrder() {}

    static AttributeOrder read(Path facts) {
        AttributeOrder order = new AttributeOrder();
        for (Table.Row row : Table.read(facts.resolve("type-attributes-3.11.tsv")).rows()) {
            order.names.put(row.get("tp_name"), List.of(row.get("attributes").split(" ")));
        }
        return order;
    }

    /** The attributes of that type in CPython's order; what CPython's type doesn't have comes last, as it was given. */
    <T> List<T> sorted(String type, Collection<T> attributes, Function<T, String> name) {
        List<String> known = names.getOrDefault(type, List.of());
        return attributes.stream()
                .sorted(Comparator.comparingInt(attribute -> place(known, name.apply(attribute))))
                .toList();
    }

    private static int place(List<String> known, String name) {
        int place = known.indexOf(name);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
