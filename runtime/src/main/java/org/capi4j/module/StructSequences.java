package org.capi4j.module;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyStructSequence;
import org.capi4j.layout.PyStructSequence_Desc;
import org.capi4j.layout.PyStructSequence_Field;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.StructSequenceType;
import org.capi4j.type.TypeLookup;

/** Struct sequences described in Java: {@code sys.float_info} and the like. Each interpreter has types of its own, made when first needed. */
public final class StructSequences {
    /**
     * What a type is made from.
     *
     * @param name    {@code tp_name}; no two shapes have the same
     * @param doc     {@code __doc__}
     * @param visible how many of the fields are items
     * @param fields  names in order
     */
    public record Shape(String name, String doc, int visible, String... fields) {
        /** There is one of each of these, and nobody can make another. */
        private static final Set<String> UNIQUE = Set.of("sys.version_info", "sys.flags");

        long flags() {
            return UNIQUE.contains(name) ? Constants.Py_TPFLAGS_DISALLOW_INSTANTIATION : 0;
        }

        public Shape(String name, String doc, String... fields) {
            this(name, doc, fields.length, fields);
        }
    }

    private static final class Types {
        final Map<String, Long> known = new HashMap<>();
    }

    private static final long UNNAMED = Memory.getLong(Shim.symbol("PyStructSequence_UnnamedField"));
    private static final Map<String, Long> DESCRIPTORS = new ConcurrentHashMap<>();

    private StructSequences() {}

    /** The interpreter's type, borrowed. */
    public static long type(Shape shape) {
        Map<String, Long> known = InterpreterState.current().attached(Types.class, Types::new).known;
        Long type = known.get(shape.name());
        if (type != null) return type;
        long made = StructSequenceType.newType(descriptor(shape), shape.flags());
        if (shape.name().indexOf('.') < 0) Namespace.steal(TypeLookup.dict(made), "__module__", Strings.of("builtins")); // as static types say it
        known.put(shape.name(), made);
        return made;
    }

    /** A new struct sequence; the values' references are consumed. */
    public static long make(Shape shape, long... values) {
        long sequence = StructSequenceType.make(type(shape));
        for (int i = 0; i < values.length; i++) Memory.putLong(sequence + PyStructSequence.ob_item + 8L * i, values[i]);
        return sequence;
    }

    /** Gives up the interpreter's types, at its end. */
    static void clear() {
        Map<String, Long> known = InterpreterState.current().attached(Types.class, Types::new).known;
        known.values().forEach(References::decref);
        known.clear();
    }

    private static long descriptor(Shape shape) {
        Long known = DESCRIPTORS.get(shape.name());
        if (known != null) return known;
        long made = newDescriptor(shape);
        Long other = DESCRIPTORS.putIfAbsent(shape.name(), made);
        return other != null ? other : made;
    }

    private static long newDescriptor(Shape shape) {
        long fields = Memory.allocateForever((shape.fields().length + 1) * PyStructSequence_Field.SIZEOF);
        for (int i = 0; i < shape.fields().length; i++) {
            Memory.putLong(fields + i * PyStructSequence_Field.SIZEOF + PyStructSequence_Field.name, shape.fields()[i].isEmpty() ? UNNAMED : text(shape.fields()[i]));
        }
        long descriptor = Memory.allocateForever(PyStructSequence_Desc.SIZEOF);
        Memory.putLong(descriptor + PyStructSequence_Desc.name, text(shape.name()));
        Memory.putLong(descriptor + PyStructSequence_Desc.doc, text(shape.doc()));
        Memory.putLong(descriptor + PyStructSequence_Desc.fields, fields);
        Memory.putInt(descriptor + PyStructSequence_Desc.n_in_sequence, shape.visible());
        return descriptor;
    }

    /** A NUL-terminated UTF-8 string that is never freed. */
    static long text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long address = Memory.allocateForever(bytes.length + 1L);
        Memory.putBytes(address, bytes);
        return address;
    }
}
