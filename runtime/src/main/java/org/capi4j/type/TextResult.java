package org.capi4j.type;

import java.util.function.Supplier;
import org.capi4j.text.TextException;

/** Calls of the algorithms on text from outside of this package: their failures become Python exceptions. */
public final class TextResult {
    private TextResult() {}

    public static <T> T of(Supplier<T> algorithm) {
        try {
            return algorithm.get();
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }
}
