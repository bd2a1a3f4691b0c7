package org.capi4j.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PercentFormatTest {
    @Test
    void percentFormatsAsInCPython() {
        Recorded.check("percent", row -> {
            boolean bytes = row[0].equals("bytes");
            Recording arguments = new Recording(row[2], row[3], bytes);
            return bytes
                    ? Recorded.hex(PercentFormat.formatBytes(Recorded.bytes(row[1]), arguments))
                    : PercentFormat.format(Recorded.text(row[1]), arguments);
        });
    }

    /** The arguments of a row; an object is its index. None is null, a number is a Number, text is int[], bytes are byte[]. */
    private record Recording(String kind, Object[] values, boolean bytes) implements PercentFormat.Arguments {
        Recording(String kind, String column, boolean bytes) {
            this(
                    kind,
                    column.isEmpty()
                            ? new Object[0]
                            : Arrays.stream(column.split("\\|", -1)).map(Recording::value).toArray(),
                    bytes);
        }

        private static Object value(String column) {
            String rest = column.substring(1);
            return switch (column.charAt(0)) {
                case 'i' -> IntText.narrow(new BigInteger(rest, 16));
                case 'f' -> Recorded.bits(rest);
                case 's' -> Recorded.text(rest);
                case 'b' -> Recorded.bytes(rest);
                default -> null;
            };
        }

        @Override
        public int size() {
            return kind.equals("tuple") ? values.length : -1;
        }

        @Override
        public long item(int index) {
            return index;
        }

        @Override
        public long single() {
            return kind.equals("map") ? -1 : 0;
        }

        @Override
        public boolean isMapping() {
            return kind.equals("map");
        }

        @Override
        public long lookup(int[] key) {
            for (int i = 0; i < values.length; i += 2) {
                int[] candidate = values[i] instanceof byte[] data ? Latin1.decode(data) : (int[]) values[i];
                if (Arrays.equals(key, candidate)) {
                    return i + 1;
                }
            }
            throw new IllegalArgumentException("KeyError");
        }

        @Override
        public int[] text(long object, char conversion) {
            Object value = values[(int) object];
            if (value instanceof int[] text) {
                return conversion == 's' ? text : conversion == 'r' ? TextRepr.repr(text) : CodePoints.of(TextRepr.ascii(text));
            }
            String text = value == null
                    ? "None"
                    : value instanceof Double x
                            ? FloatText.repr(x)
                            : value instanceof byte[] data ? TextRepr.bytesRepr(data) : value.toString();
            return CodePoints.of(text);
        }

        @Override
        public Number integer(long object, boolean truncate) {
            Object value = values[(int) object];
            if (value instanceof Double x) {
                if (!truncate) {
                    return null;
                }
                if (!Double.isFinite(x)) {
                    throw TextException.overflowError("cannot convert float infinity to integer");
                }
                return IntText.narrow(new BigDecimal(x).toBigInteger());
            }
            return value instanceof Number number ? number : null;
        }

        @Override
        public Number width(long object) {
            return integer(object, false);
        }

        @Override
        public Double real(long object) {
            Object value = values[(int) object];
            return value instanceof Double x ? x : value instanceof Number n ? (Double) FormatText.toDouble(n) : null;
        }

        @Override
        public int[] characters(long object) {
            Object value = values[(int) object];
            return value instanceof byte[] data ? Latin1.decode(data) : value instanceof int[] text ? text : null;
        }

        @Override
        public int[] bytesLike(long object) {
            return values[(int) object] instanceof byte[] data ? Latin1.decode(data) : null;
        }

        @Override
        public String typeName(long object) {
            Object value = object < 0 ? "dict" : values[(int) object];
            return value == null
                    ? "NoneType"
                    : value instanceof Double ? "float" : value instanceof Number ? "int" : bytes ? "bytes" : "str";
        }
    }
}
