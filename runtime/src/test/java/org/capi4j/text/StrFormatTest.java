package org.capi4j.text;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrFormatTest {
    @Test
    void templatesFormatAsInCPython() {
        Recorded.check("markup", row -> {
            int[] text = Recorded.text(row[1]);
            try {
                return switch (row[0]) {
                    case "format" -> StrFormat.format(text, new Tracers());
                    case "parser" -> pieces(text);
                    default -> parts(text);
                };
            } catch (KeyError e) {
                return e.getMessage();
            }
        });
    }

    private static String pieces(int[] template) {
        List<String> pieces = new ArrayList<>();
        FormatMarkup markup = new FormatMarkup(template);
        for (FormatMarkup.Piece piece = markup.next(); piece != null; piece = markup.next()) {
            String conversion = piece.conversion() == 0 ? "None" : Character.toString(piece.conversion());
            pieces.add(CodePoints.toString(piece.literal()) + '|'
                    + (piece.hasField()
                            ? CodePoints.toString(piece.fieldName()) + '|' + CodePoints.toString(piece.spec()) + '|' + conversion
                            : "None|None|None"));
        }
        return String.join(";", pieces);
    }

    private static String parts(int[] name) {
        FieldName split = new FieldName(name);
        List<String> parts = new ArrayList<>(List.of(shown(split.first())));
        for (FieldName.Part part = split.next(); part != null; part = split.next()) {
            parts.add(Recorded.bool(part.attribute()) + ":" + shown(part));
        }
        return String.join("|", parts);
    }

    private static String shown(FieldName.Part part) {
        return part.index() >= 0 ? Long.toString(part.index()) : CodePoints.toString(part.name());
    }

    @SuppressWarnings("serial")
    private static final class KeyError extends RuntimeException {
        KeyError(String message) {
            super(message);
        }
    }

    /** The recorder's Tracer objects: an object is an index into their paths. */
    private static final class Tracers implements StrFormat.Fields {
        private final List<String> paths = new ArrayList<>();
        private final List<Boolean> strings = new ArrayList<>();

        private long add(String path, boolean string) {
            paths.add(path);
            strings.add(string);
            return paths.size() - 1;
        }

        @Override
        public long positional(long index) {
            if (index > 2) {
                throw StrFormat.noArgument(index);
            }
            return add(Long.toString(index), false);
        }

        @Override
        public long keyword(int[] name) {
            String key = CodePoints.toString(name);
            if (!key.equals("a") && !key.equals("k")) {
                throw new KeyError("!KeyError: " + TextRepr.reprString(name));
            }
            return add(key, false);
        }

        @Override
        public long attribute(long object, int[] name) {
            return add(paths.get((int) object) + '.' + CodePoints.toString(name), false);
        }

        @Override
        public long item(long object, long index) {
            return add(paths.get((int) object) + '[' + index + ']', false);
        }

        @Override
        public long item(long object, int[] key) {
            return add(paths.get((int) object) + "['" + CodePoints.toString(key) + "']", false);
        }

        @Override
        public long convert(long object, char conversion) {
            return add((conversion == 's' ? "s(" : "r(") + paths.get((int) object) + ')', true);
        }

        @Override
        public int[] format(long object, int[] spec) {
            String path = paths.get((int) object);
            return strings.get((int) object)
                    ? FormatText.formatStr(CodePoints.of(path), spec, "str")
                    : CodePoints.of('<' + path + '|' + CodePoints.toString(spec) + '>');
        }
    }
}
