package org.capi4j.text;

/** The engine of {@code str.format} and {@code str.format_map}. What objects can do, it asks {@link Fields}. */
public final class StrFormat {
    /**
     * The arguments of a format. Objects are opaque longs, owned by this interface's implementation, which keeps them alive
     * until the formatting is over. Its methods may throw whatever the caller wants to see.
     */
    public interface Fields {
        /** A positional argument; see {@link StrFormat#noArgument} and {@link StrFormat#noPositionals} for the errors. */
        long positional(long index);

        /** A keyword argument, or the mapping's value of a key; raises KeyError. */
        long keyword(int[] name);

        /** {@code object.name}. */
        long attribute(long object, int[] name);

        /** {@code object[index]}. */
        long item(long object, long index);

        /** {@code object[key]}. */
        long item(long object, int[] key);

        /** {@code str(object)}, {@code repr(object)} or {@code ascii(object)}, by {@code conversion}: {@code s r a}. */
        long convert(long object, char conversion);

        /** {@code format(object, spec)}. */
        int[] format(long object, int[] spec);
    }

    private final Fields fields;
    private final CodePointBuilder out = new CodePointBuilder(64);
    /** The next automatic number; -1 once a field was numbered by hand. */
    private long automatic;

    private boolean decided;

    private StrFormat(Fields fields) {
        this.fields = fields;
    }

    /**
     * {@code template.format(...)}.
     *
     * @throws TextException ValueError
     */
    public static int[] format(int[] template, Fields fields) {
        StrFormat format = new StrFormat(fields);
        format.render(template, format.out, 2);
        return format.out.toArray();
    }

    /** The IndexError for a positional argument that is not there. */
    public static TextException noArgument(long index) {
        return new TextException(
                TextException.Kind.INDEX_ERROR,
                "Replacement index " + index + " out of range for positional args tuple");
    }

    /** The ValueError of {@code format_map} for a positional field. */
    public static TextException noPositionals() {
        return TextException.valueError("Format string contains positional fields");
    }

    private void render(int[] template, CodePointBuilder into, int depth) {
        if (depth == 0) {
            throw TextException.valueError("Max string recursion exceeded");
        }
        FormatMarkup markup = new FormatMarkup(template);
        for (FormatMarkup.Piece piece = markup.next(); piece != null; piece = markup.next()) {
            into.append(piece.literal());
            if (piece.hasField()) {
                long object = converted(lookup(piece.fieldName()), piece.conversion());
                int[] spec = piece.spec();
                if (piece.nested()) {
                    CodePointBuilder expanded = new CodePointBuilder(16);
                    render(spec, expanded, depth - 1);
                    spec = expanded.toArray();
                }
                into.append(fields.format(object, spec));
            }
        }
    }

    private long lookup(int[] text) {
        FieldName name = new FieldName(text);
        FieldName.Part first = name.first();
        long index = first.index();
        if (index >= 0 || first.name().length == 0) {
            index = number(index);
        }
        long object = index >= 0 ? fields.positional(index) : fields.keyword(first.name());
        for (FieldName.Part part = name.next(); part != null; part = name.next()) {
            if (part.attribute()) {
                object = fields.attribute(object, part.name());
            } else {
                object = part.index() >= 0 ? fields.item(object, part.index()) : fields.item(object, part.name());
            }
        }
        return object;
    }

    private long number(long given) {
        boolean byHand = given >= 0;
        if (decided && byHand != (automatic < 0)) {
            throw TextException.valueError(
                    byHand
                            ? "cannot switch from automatic field numbering to manual field specification"
                            : "cannot switch from manual field specification to automatic field numbering");
        }
        decided = true;
        automatic = byHand ? -1 : automatic;
        return byHand ? given : automatic++;
    }

    private long converted(long object, int conversion) {
        return switch (conversion) {
            case 0 -> object;
            case 's', 'r', 'a' -> fields.convert(object, (char) conversion);
            default -> throw TextException.valueError("Unknown conversion specifier "
                    + (conversion > 32 && conversion < 127
                            ? Character.toString(conversion)
                            : "\\x" + Integer.toHexString(conversion)));
        };
    }
}
