package org.capi4j.type;

import org.capi4j.text.PercentFormat;
import org.capi4j.text.TextException;

/** {@code bytes % args}. */
public final class BytesFormatting {
    private BytesFormatting() {}

    /** The content of {@code format % args}: {@code _PyBytes_FormatEx} before it becomes an object. */
    public static byte[] percent(byte[] format, long args) {
        try (PercentArguments arguments = new PercentArguments(args, true)) {
            return PercentFormat.formatBytes(format, arguments);
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }
}
