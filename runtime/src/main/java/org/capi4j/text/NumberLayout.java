package org.capi4j.text;

/** Puts a number together: sign, prefix, digits in groups, the rest, and padding. */
final class NumberLayout {
    private NumberLayout() {}

    /**
     * @param digits the whole digits, which are grouped
     * @param group the digits in a group
     * @param rest what follows them: point, fraction, exponent, percent sign; or all of it for inf and nan
     */
    static int[] lay(FormatSpec spec, String sign, String prefix, int[] digits, int group, String rest) {
        int fixed = sign.length() + prefix.length() + rest.length();
        // Zeros that pad a number are part of it, and so are grouped.
        boolean zeros = spec.fill() == '0' && spec.align() == '=';
        long least = zeros ? spec.width() - fixed : 0;
        if (least > Integer.MAX_VALUE - 64) {
            throw TextException.memoryError();
        }
        int[] grouped = digits.length == 0 ? digits : grouped(digits, spec.separator(), group, (int) Math.max(0, least));
        int length = fixed + grouped.length;
        CodePointBuilder out = new CodePointBuilder(length);
        out.append(sign).append(prefix);
        if (spec.align() == '=' && spec.width() > length) {
            if (spec.width() > Integer.MAX_VALUE - 64) {
                throw TextException.memoryError();
            }
            out.fill(spec.fill(), (int) spec.width() - length);
        }
        out.append(grouped).append(rest);
        return spec.pad(out.toArray());
    }

    /** The digits with separators, and with zeros in front until there are {@code least} characters, never a separator first. */
    private static int[] grouped(int[] digits, char separator, int group, int least) {
        int missing = separator == 0 ? Math.max(0, least - digits.length) : missing(digits.length, group, least);
        int total = digits.length + missing;
        CodePointBuilder out = new CodePointBuilder(total + total / group + 1);
        for (int i = 0; i < total; i++) {
            if (separator != 0 && i > 0 && (total - i) % group == 0) {
                out.append(separator);
            }
            out.append(i < missing ? '0' : digits[i - missing]);
        }
        return out.toArray();
    }

    /** The zeros that make {@code count} digits and their separators at least {@code least} wide. */
    private static int missing(int count, int group, int least) {
        int total = Math.max(count, least - least / (group + 1));
        return total + (total - 1) / group < least ? total + 1 - count : total - count;
    }
}
