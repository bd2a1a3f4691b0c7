package org.capi4j.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A finite double's magnitude in decimal: {@code 0.DIGITS * 10**point}, digits without trailing zeros, "0" and point 1 for
 * zero. This is the shape in which David Gay's dtoa gives numbers, and CPython's layout rules are stated in its terms.
 */
record Decimal(String digits, int point) {
    private static final Decimal ZERO = new Decimal("0", 1);

    /** The shortest digits that read back as {@code x}, the closest of them to {@code x}. */
    static Decimal shortest(double x) {
        double magnitude = Math.abs(x);
        if (magnitude == 0) {
            return ZERO;
        }
        // Double.toString is shortest since JDK 19, save that it always gives two digits at least.
        Decimal decimal = ofJava(Double.toString(magnitude));
        return decimal.digits.length() == 2 && magnitude < 1e-320 ? oneDigit(magnitude, decimal) : decimal;
    }

    /** The shortest digits that are nearer to {@code x} than to any other double. */
    static Decimal shortestInside(double x) {
        double magnitude = Math.abs(x);
        Decimal shortest = shortest(x);
        for (int count = shortest.digits.length(); !shortest.isInside(magnitude); count++) shortest = significant(x, count);
        return shortest;
    }

    private boolean isInside(double x) {
        if (x == 0) return true;
        BigDecimal value = new BigDecimal("0." + digits).scaleByPowerOfTen(point);
        BigDecimal exact = new BigDecimal(x);
        double neighbour = value.compareTo(exact) < 0 ? Math.nextDown(x) : Math.nextUp(x);
        if (Double.isInfinite(neighbour)) neighbour = Math.nextDown(x);
        BigDecimal step = new BigDecimal(neighbour).subtract(exact).abs();
        return value.subtract(exact).abs().multiply(BigDecimal.TWO).compareTo(step) < 0;
    }

    /** Rounded half to even, exactly, to that many significant digits (1 at least). */
    static Decimal significant(double x, int count) {
        if (x == 0) {
            return ZERO;
        }
        BigDecimal exact = new BigDecimal(Math.abs(x));
        int drop = exact.precision() - count;
        return of(drop <= 0 ? exact : exact.setScale(exact.scale() - drop, RoundingMode.HALF_EVEN));
    }

    /** Rounded half to even, exactly, to that many digits after the decimal point. */
    static Decimal places(double x, int count) {
        BigDecimal exact = new BigDecimal(Math.abs(x));
        return of(exact.scale() <= count ? exact : exact.setScale(count, RoundingMode.HALF_EVEN));
    }

    boolean isZero() {
        return digits.equals("0");
    }

    private static Decimal of(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        return value.signum() == 0 ? ZERO : new Decimal(withoutTrailingZeros(digits), digits.length() - value.scale());
    }

    private static Decimal ofJava(String text) {
        int e = text.indexOf('E');
        String mantissa = e < 0 ? text : text.substring(0, e);
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int start = 0;
        while (all.charAt(start) == '0') {
            start++;
        }
        int exponent = e < 0 ? 0 : Integer.parseInt(text, e + 1, text.length(), 10);
        return new Decimal(withoutTrailingZeros(all.substring(start)), dot - start + exponent);
    }

    private static Decimal oneDigit(double x, Decimal two) {
        int first = two.digits.charAt(0) - '0';
        boolean up = two.digits.charAt(1) >= '5';
        for (int digit : new int[] {up ? first + 1 : first, up ? first : first + 1}) {
            Decimal candidate =
                    digit == 10 ? new Decimal("1", two.point + 1) : new Decimal(Integer.toString(digit), two.point);
            if (digit > 0 && Double.parseDouble(candidate.digits + "E" + (candidate.point - 1)) == x) {
                return candidate;
            }
        }
        return two;
    }

    private static String withoutTrailingZeros(String digits) {
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
