package org.capi4j.text;

import java.util.Arrays;

/**
 * How much has to be changed to make one name of another: 2 for a byte more, less or other, 1 for a letter of the other case. By it CPython
 * finds what a misspelt name may have meant.
 */
public final class EditCost {
    private static final int MOVE = 2;
    private static final int CASE = 1;
    private static final int LONGEST = 40;

    private EditCost() {}

    /** {@code limit + 1} where the cost is more than {@code limit}, or the names are too long to tell; -1 is no limit. */
    public static long of(byte[] left, byte[] right, long limit) {
        long most = limit == -1 ? (long) (left.length + right.length) * MOVE : limit;
        int start = Arrays.mismatch(left, right);
        if (start < 0) return 0;
        int leftEnd = left.length;
        int rightEnd = right.length;
        while (leftEnd > start && rightEnd > start && left[leftEnd - 1] == right[rightEnd - 1]) {
            leftEnd--;
            rightEnd--;
        }
        byte[] a = Arrays.copyOfRange(left, start, leftEnd);
        byte[] b = Arrays.copyOfRange(right, start, rightEnd);
        if (a.length == 0 || b.length == 0) return (long) (a.length + b.length) * MOVE;
        if (a.length > LONGEST || b.length > LONGEST) return most + 1;
        return a.length <= b.length ? ofRest(a, b, most) : ofRest(b, a, most);
    }

    /** {@code a} is the shorter one. A row holds the costs of making the first bytes of {@code a} the first {@code i} of {@code b}. */
    private static long ofRest(byte[] a, byte[] b, long most) {
        if ((long) (b.length - a.length) * MOVE > most) return most + 1;
        long[] row = new long[a.length];
        Arrays.setAll(row, i -> (i + 1L) * MOVE);
        long result = 0;
        for (int i = 0; i < b.length; i++) {
            long diagonal = (long) i * MOVE;
            result = diagonal;
            long least = Long.MAX_VALUE;
            for (int j = 0; j < a.length; j++) {
                long replaced = diagonal + substitution(b[i], a[j]);
                diagonal = row[j];
                result = Math.min(replaced, Math.min(result, diagonal) + MOVE);
                row[j] = result;
                least = Math.min(least, result);
            }
            if (least > most) return most + 1;
        }
        return result;
    }

    private static int substitution(byte a, byte b) {
        if (a == b) return 0;
        return lower(a) == lower(b) ? CASE : MOVE;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
