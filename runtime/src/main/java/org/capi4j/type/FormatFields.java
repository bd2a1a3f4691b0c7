package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.text.StrFormat;

/** The arguments of {@code str.format} and {@code str.format_map}, as package text asks for them. */
final class FormatFields implements StrFormat.Fields, AutoCloseable {
    /** A tuple, NULL for {@code format_map}. */
    private final long args;
    /** A dict or any mapping, NULL for none. */
    private final long keywords;
    private final OwnedObjects owned = new OwnedObjects();

    FormatFields(long args, long keywords) {
        this.args = args;
        this.keywords = keywords;
    }

    private long str(int[] text) {
        return owned.add(StrType.of(text));
    }

    @Override
    public long positional(long index) {
        if (args == NULL) throw StrFormat.noPositionals();
        if (index >= TupleType.size(args)) throw StrFormat.noArgument(index);
        return TupleType.get(args, index);
    }

    @Override
    public long keyword(int[] name) {
        long key = str(name);
        if (keywords == NULL) throw PyError.keyError(key);
        return owned.add(Objects.getItem(keywords, key));
    }

    @Override
    public long attribute(long object, int[] name) {
        return owned.add(Objects.getAttr(object, str(name)));
    }

    @Override
    public long item(long object, long index) {
        return owned.add(Objects.getItem(object, owned.add(LongType.of(index))));
    }

    @Override
    public long item(long object, int[] key) {
        return owned.add(Objects.getItem(object, str(key)));
    }

    @Override
    public long convert(long object, char conversion) {
        return owned.add(
                switch (conversion) {
                    case 's' -> Objects.str(object);
                    case 'r' -> Objects.repr(object);
                    default -> Objects.ascii(object);
                });
    }

    @Override
    public int[] format(long object, int[] spec) {
        long text = Objects.format(object, spec.length == 0 ? NULL : str(spec));
        try {
            return StrType.points(StrType.ready(text));
        } finally {
            References.decref(text);
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
