package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.text.Dtoa;
import org.capi4j.text.FloatParser;
import org.capi4j.type.Objects;

/** Conversions between numbers and their digits: {@code pycore_dtoa.h}, and underscores in numbers. */
@CApi
public final class PyDtoa {
    private PyDtoa() {}

    /** Digits without a point, whose place is {@code *decpt}; to be given back with {@link #_Py_dg_freedtoa}. */
    public static long _Py_dg_dtoa(double d, int mode, int ndigits, long decpt, long sign, @Nullable long rve) {
        Dtoa result = Dtoa.of(d, mode, ndigits);
        byte[] digits = result.digits().getBytes(StandardCharsets.US_ASCII);
        long text = Allocation.allocate(digits.length + 1);
        Memory.putBytes(text, digits);
        Memory.putByte(text + digits.length, (byte) 0);
        Memory.putInt(decpt, result.point());
        Memory.putInt(sign, Double.doubleToRawLongBits(d) < 0 && !Double.isNaN(d) ? 1 : 0);
        if (rve != NULL) Memory.putLong(rve, text + digits.length);
        return text;
    }

    public static void _Py_dg_freedtoa(@Nullable long s) {
        Allocation.free(s);
    }

    /** The number at the start of a text, no name of one; {@code *se} is where it ends, the text's start where there is none. */
    public static double _Py_dg_strtod(long str, @Nullable long se) {
        String text = new String(Memory.getBytes(str, Memory.stringLength(str)), StandardCharsets.ISO_8859_1);
        FloatParser.Parsed parsed = FloatParser.parseNumber(text);
        if (se != NULL) Memory.putLong(se, str + parsed.end());
        return parsed.value();
    }

    /** Calls {@code innerfunc} with the text, without its underscores where each stands between two digits; else a {@code ValueError}. */
    public static long _Py_string_to_number_with_underscores(
            long str, long len, long what, long obj, @Nullable long arg, long innerfunc) {
        byte[] text = Memory.getBytes(str, len);
        byte[] plain = new byte[text.length + 1];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            boolean between = i > 0 && isDigit(text[i - 1]) && i + 1 < text.length && isDigit(text[i + 1]);
            if (text[i] != '_') plain[length++] = text[i];
            else if (!between) throw PyError.valueError("could not convert string to " + Memory.getString(what) + ": " + Objects.reprString(obj));
        }
        if (length == text.length) return NativeCall.call(innerfunc, str, len, arg);
        long copy = Allocation.allocate(length + 1);
        try {
            Memory.putBytes(copy, plain);
            return NativeCall.call(innerfunc, copy, length, arg);
        } finally {
            Allocation.free(copy);
        }
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
