package org.capi4j.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A C struct or union: its size and its fields, nested ones included, in the order of their declaration.
 *
 * @param name Java's name for it: the typedef's name, or else the tag
 * @param origin one phrase for the banner: what the numbers were read from
 */
record StructLayout(String name, long size, List<Field> fields, String origin) {

    /**
     * @param path the member's name; a member of a member is {@code outer.inner}
     * @param type how C spells the type, empty if not known
     * @param bits where the bits of a bit field are in the word at {@code offset}
     */
    record Field(String path, long offset, long size, String type, Optional<Bits> bits) {

        Field {
            bits = bits == null ? Optional.empty() : bits;
        }

        /** The name of the constant that holds the offset: {@code ob_base.ob_refcnt} is {@code ob_base$ob_refcnt}. */
        String constant() {
            return path.replace('.', '$');
        }

        Field inside(Field outer) {
            return new Field(outer.path + "." + path, outer.offset + offset, size, type, bits);
        }

        boolean isMemberOf(Field outer) {
            return path.startsWith(outer.path + ".");
        }
    }

    /** A bit field: {@code width} bits, the lowest of which is bit {@code shift} of the little-endian word. */
    record Bits(int shift, int width) {

        long mask() {
            return ((1L << width) - 1) << shift;
        }
    }

    Optional<Field> field(String path) {
        return fields.stream().filter(field -> field.path.equals(path)).findFirst();
    }

    /** The same struct with the members of its struct-typed members after each, where they are missing. */
    StructLayout flattened(Map<String, StructLayout> structs) {
        List<Field> flat = new ArrayList<>();
        for (Field field : fields) {
            flat.add(field);
            StructLayout type = structs.get(field.type.replaceFirst("^struct ", ""));
            if (type != null && fields.stream().noneMatch(inner -> inner.isMemberOf(field))) {
                type.flattened(structs).fields.forEach(inner -> flat.add(inner.inside(field)));
            }
        }
        return new StructLayout(name, size, flat, origin);
    }
}
