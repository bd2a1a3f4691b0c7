package org.capi4j.text;

/**
 * A double's magnitude as David Gay's {@code dtoa} gives it: {@code 0.DIGITS * 10**point}. Digits have no trailing zeros; a number that rounds
 * to nothing has none at all.
 */
public record Dtoa(String digits, int point) {
    /** The point of what is no number. */
    private static final int NOT_FINITE = 9999;

    /**
     * Digits as {@code mode} says: 0 the shortest that read back as {@code x}; 1 the same without those that do so only because ties go to
     * even; 2 at most {@code count} significant ones; 3 as many after
     * the decimal point, or fewer before it where {@code count} is negative; 4 and 5 the digits of 0 where 2 and 3 leave room for them, else
     * theirs. 6 to 9 are 2 to 5 by other ways, anything else is 0.
     */
    public static Dtoa of(double x, int mode, int count) {
        if (!Double.isFinite(x)) return new Dtoa(Double.isNaN(x) ? "NaN" : "Infinity", NOT_FINITE);
        int kind = mode > 9 ? 0 : mode > 5 ? mode - 4 : mode;
        Decimal shortest = kind == 1 ? Decimal.shortestInside(x) : Decimal.shortest(x);
        int room = kind % 2 == 0 ? Math.max(count, 1) : shortest.point() + count;
        boolean rounds = kind == 2 || kind == 3 || kind > 3 && shortest.digits().length() > room;
        Decimal decimal = !rounds ? shortest : kind % 2 == 0 ? Decimal.significant(x, Math.max(count, 1)) : Decimal.places(x, count);
        return decimal.isZero() && x != 0 ? new Dtoa("", -count) : new Dtoa(decimal.digits(), decimal.point());
    }
}
