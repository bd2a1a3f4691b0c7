package org.capi4j.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.capi4j.generator.StructLayout.Field;

/**
 * What the two inputs say together. jextract's layouts of our headers come first; the facts about CPython add what jextract
 * can't give, and must agree with the rest: a difference is an error in a header.
 */
final class Layouts {

    private final Bindings bindings;
    private final Facts facts;
    private final List<String> differences = new ArrayList<>();

    Layouts(Bindings bindings, Facts facts) {
        this.bindings = bindings;
        this.facts = facts;
    }

    /** Where headers and facts differ, a line for each, after the calls of the other methods. */
    List<String> differences() {
        return differences;
    }

    /** All structs by name: those of the headers, and those that only the facts know. */
    Map<String, StructLayout> structs() {
        Map<String, StructLayout> known = facts.structs();
        Map<String, StructLayout> structs = new TreeMap<>(known);
        Set<String> aliased = bindings.aliased();
        bindings.structs().forEach((name, struct) -> {
            if (known.containsKey(name)) {
                structs.put(name, merged(struct, known.get(name)));
            } else if (!aliased.contains(name)) {
                structs.put(name, struct);
            }
        });
        return structs;
    }

    private StructLayout merged(StructLayout struct, StructLayout fact) {
        compare(struct.name() + " (size)", struct.size(), fact.size());
        for (Field field : struct.fields()) {
            if (fact.field(field.path()).isEmpty()) {
                differences.add(struct.name() + "." + field.path() + ": CPython has no such field");
            }
        }
        for (Field field : fact.fields()) {
            if (field.bits().isEmpty()) { // jextract leaves bit fields out
                String name = fact.name() + "." + field.path();
                Field ours = struct.field(field.path()).orElse(null);
                compare(name, ours == null ? null : ours.offset(), field.offset());
                compare(name + " (size)", ours == null ? null : ours.size(), field.size());
            }
        }
        return new StructLayout(fact.name(), struct.size(), fact.fields(), struct.origin());
    }

    /** All constants: the facts' in their order, then those that our headers have beyond them. */
    List<Constant> constants() {
        Map<String, Object> values = bindings.constants();
        List<Constant> constants = new ArrayList<>();
        facts.constants().forEach((name, constant) -> {
            Object value = values.remove(name);
            if (value != null) {
                compare(name, value, constant.value());
            }
            constants.add(constant);
        });
        values.forEach((name, value) -> constants.add(new Constant(name, "capi-headers only", value)));
        return constants;
    }

    private void compare(String name, Object ours, Object fact) {
        if (!Objects.equals(ours, fact)) {
            differences.add(
                    name + ": capi-headers have " + (ours == null ? "nothing" : ours) + ", CPython has " + fact);
        }
    }
}
