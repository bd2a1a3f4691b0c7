package org.capi4j.text;

import java.math.BigInteger;

/** {@code __format__} of int, float, complex and str: a value and a format spec to text. */
public final class FormatText {
    private FormatText() {}

    /** {@code str.__format__(text, spec)}. */
    public static int[] formatStr(int[] text, int[] spec, String typeName) {
        return FormatSpec.formatText(text, FormatSpec.parse(spec, 's', '<', typeName), typeName);
    }

    /**
     * {@code int.__format__(value, spec)}.
     *
     * @param value a Long or a BigInteger
     * @param maxStrDigits the limit of {@code sys.get_int_max_str_digits()}, 0 for none
     * @throws TextException ValueError, OverflowError
     */
    public static int[] formatInt(Number value, int[] spec, String typeName, int maxStrDigits) {
        FormatSpec parsed = FormatSpec.parse(spec, 'd', '>', typeName);
        return switch (parsed.type()) {
            case 'b', 'c', 'd', 'o', 'x', 'X', 'n' -> integer(value, parsed, maxStrDigits);
            case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> real(toDouble(value), parsed);
            default -> throw FormatSpec.unknownType(parsed.type(), typeName);
        };
    }

    /** {@code float.__format__(value, spec)}. */
    public static int[] formatFloat(double value, int[] spec, String typeName) {
        FormatSpec parsed = FormatSpec.parse(spec, 0, '>', typeName);
        return switch (parsed.type()) {
            case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%' -> real(value, parsed);
            default -> throw FormatSpec.unknownType(parsed.type(), typeName);
        };
    }

    /** {@code complex.__format__(complex(real, imag), spec)}. */
    public static int[] formatComplex(double real, double imag, int[] spec, String typeName) {
        FormatSpec parsed = FormatSpec.parse(spec, 0, '>', typeName);
        return switch (parsed.type()) {
            case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n' -> complex(real, imag, parsed);
            default -> throw FormatSpec.unknownType(parsed.type(), typeName);
        };
    }

    /**
     * An int as a float, rounded half to even.
     *
     * @throws TextException OverflowError
     */
    public static double toDouble(Number value) {
        double result = value.doubleValue();
        if (Double.isInfinite(result)) {
            throw TextException.overflowError("int too large to convert to float");
        }
        return result;
    }

    private static int[] integer(Number value, FormatSpec spec, int maxStrDigits) {
        if (spec.precision() >= 0) {
            throw TextException.valueError("Precision not allowed in integer format specifier");
        }
        if (spec.noNegativeZero()) {
            throw TextException.valueError("Negative zero coercion (z) not allowed in integer format specifier");
        }
        if (spec.type() == 'c') {
            return character(value, spec);
        }
        int base =
                switch (spec.type()) {
                    case 'b' -> 2;
                    case 'o' -> 8;
                    case 'x', 'X' -> 16;
                    default -> 10;
                };
        String digits = digits(value, base, maxStrDigits);
        boolean negative = digits.startsWith("-");
        digits = negative ? digits.substring(1) : digits;
        String prefix = spec.alternate() ? IntText.prefix(base) : "";
        if (spec.type() == 'X') {
            digits = digits.toUpperCase(java.util.Locale.ROOT);
            prefix = prefix.toUpperCase(java.util.Locale.ROOT);
        }
        int group = base == 10 ? 3 : 4;
        return NumberLayout.lay(spec, sign(negative, spec.sign()), prefix, CodePoints.of(digits), group, "");
    }

    static String digits(Number value, int base, int maxStrDigits) {
        if (value instanceof BigInteger big) {
            return base == 10 ? IntText.toText(big, maxStrDigits) : big.toString(base);
        }
        return Long.toString(value.longValue(), base);
    }

    private static int[] character(Number value, FormatSpec spec) {
        if (spec.sign() != 0) {
            throw TextException.valueError("Sign not allowed with integer format specifier 'c'");
        }
        if (spec.alternate()) {
            throw TextException.valueError("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        if (!(value instanceof Long)) {
            throw TextException.overflowError("Python int too large to convert to C long");
        }
        long c = value.longValue();
        if (c < 0 || c > 0x10FFFF) {
            throw TextException.overflowError("%c arg not in range(0x110000)");
        }
        return spec.pad(new int[] {(int) c});
    }

    private static String sign(boolean negative, char flag) {
        return negative ? "-" : flag == '+' ? "+" : flag == ' ' ? " " : "";
    }

    private static int[] real(double value, FormatSpec spec) {
        boolean percent = spec.type() == '%';
        String text = digits(percent ? value * 100 : value, spec);
        boolean negative = text.startsWith("-");
        return layOut(spec, sign(negative, spec.sign()), negative ? text.substring(1) : text, percent ? "%" : "");
    }

    /** The text of a float without grouping and padding, with a sign only when negative. */
    private static String digits(double value, FormatSpec spec) {
        if (spec.precision() > Integer.MAX_VALUE) {
            throw TextException.valueError("precision too big");
        }
        if (spec.precision() > Integer.MAX_VALUE - 1000) {
            throw TextException.memoryError();
        }
        int flags = (spec.alternate() ? FloatText.ALT : 0) | (spec.noNegativeZero() ? FloatText.NO_NEGATIVE_ZERO : 0);
        int precision = (int) spec.precision();
        return switch (spec.type()) {
            case 0 -> precision < 0
                    ? FloatText.toText(value, 'r', 0, flags | FloatText.ADD_DOT_0)
                    : FloatText.toText(value, 'g', precision, flags | FloatText.ADD_DOT_0);
            case '%' -> FloatText.toText(value, 'f', precision < 0 ? 6 : precision, flags);
            case 'n' -> FloatText.toText(value, 'g', precision < 0 ? 6 : precision, flags);
            default -> FloatText.toText(value, (char) spec.type(), precision < 0 ? 6 : precision, flags);
        };
    }

    /** Groups the whole digits of {@code text}; the rest, from the point or exponent on, stays as it is. */
    private static int[] layOut(FormatSpec spec, String sign, String text, String suffix) {
        int end = 0;
        while (end < text.length() && FloatParser.isDigit(text.charAt(end))) {
            end++;
        }
        return NumberLayout.lay(spec, sign, "", CodePoints.of(text.substring(0, end)), 3, text.substring(end) + suffix);
    }

    private static int[] complex(double real, double imag, FormatSpec spec) {
        if (spec.precision() > Integer.MAX_VALUE) {
            throw TextException.valueError("precision too big");
        }
        if (spec.fill() == '0') {
            throw TextException.valueError("Zero padding is not allowed in complex format specifier");
        }
        if (spec.align() == '=') {
            throw TextException.valueError("'=' alignment flag is not allowed in complex format specifier");
        }
        boolean bare = spec.type() == 0;
        boolean onlyImag = bare && Double.doubleToRawLongBits(real) == 0;
        CodePointBuilder out = new CodePointBuilder(48);
        if (bare && !onlyImag) {
            out.append('(');
        }
        if (!onlyImag) {
            out.append(part(real, spec, spec.sign()));
        }
        out.append(part(imag, spec, onlyImag ? spec.sign() : '+')).append('j');
        if (bare && !onlyImag) {
            out.append(')');
        }
        return spec.pad(out.toArray());
    }

    private static int[] part(double value, FormatSpec spec, char sign) {
        FormatSpec unpadded = new FormatSpec(
                ' ', '>', false, sign, spec.noNegativeZero(), spec.alternate(), -1, spec.separator(), spec.precision(),
                spec.type());
        String text = complexDigits(value, unpadded);
        boolean negative = text.startsWith("-");
        return layOut(unpadded, sign(negative, sign), negative ? text.substring(1) : text, "");
    }

    /** Like {@link #digits}, but a part of a complex number never gets a ".0". */
    private static String complexDigits(double value, FormatSpec spec) {
        if (spec.type() != 0) {
            return digits(value, spec);
        }
        int flags = (spec.alternate() ? FloatText.ALT : 0) | (spec.noNegativeZero() ? FloatText.NO_NEGATIVE_ZERO : 0);
        return spec.precision() < 0
                ? FloatText.toText(value, 'r', 0, flags)
                : FloatText.toText(value, 'g', (int) spec.precision(), flags);
    }
}
