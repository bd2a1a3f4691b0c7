package org.capi4j.type;

import org.capi4j.object.InterpreterState;
import org.capi4j.text.IntText;

/** The interpreter's limit on decimal digits between int and str: {@code sys.set_int_max_str_digits}. */
public final class DigitLimit {
    private int digits = IntText.DEFAULT_MAX_STR_DIGITS;

    private DigitLimit() {}

    private static DigitLimit current() {
        return InterpreterState.current().attached(DigitLimit.class, DigitLimit::new);
    }

    /** The most digits, 0 for no limit. */
    public static int get() {
        return current().digits;
    }

    public static void set(int digits) {
        current().digits = digits;
    }
}
