package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.module.FilePaths;
import org.capi4j.object.PyError;
import org.capi4j.text.FloatParser;
import org.capi4j.text.FloatText;

/** {@code osmodule.h}, {@code pystrtod.h}, {@code pystrcmp.h}, {@code intrcheck.h}: what CPython takes from the C library. */
@CApi
public final class PyOS {
    private PyOS() {}

    public static long PyOS_FSPath(long path) {
        return FilePaths.of(path);
    }

    /** {@code endptr} NULL wants the whole text to be a number; {@code overflow_exception} NULL wants an infinity for what is too large. */
    public static double PyOS_string_to_double(long str, long endptr, @Nullable long overflow_exception) {
        String text = new String(Memory.getBytes(str, Memory.stringLength(str)), StandardCharsets.ISO_8859_1);
        FloatParser.Parsed parsed = FloatParser.parsePrefix(text, 0);
        if (endptr != NULL) Memory.putLong(endptr, str + parsed.end());
        if (parsed.end() == 0 || endptr == NULL && parsed.end() != text.length()) {
            throw PyError.valueError("could not convert string to float: " + shown(str));
        }
        boolean tooLarge = Double.isInfinite(parsed.value()) && text.substring(0, parsed.end()).indexOf('n') < 0
                && text.substring(0, parsed.end()).indexOf('N') < 0;
        if (tooLarge && overflow_exception != NULL) {
            throw PyError.of(overflow_exception, "value too large to convert to float: " + shown(str));
        }
        return parsed.value();
    }

    private static String shown(long str) {
        String text = Memory.getString(str);
        return "'" + (text.codePointCount(0, text.length()) > 200 ? text.substring(0, text.offsetByCodePoints(0, 200)) : text) + "'";
    }

    public static double _Py_parse_inf_or_nan(long p, long endptr) {
        String text = new String(Memory.getBytes(p, Memory.stringLength(p)), StandardCharsets.ISO_8859_1);
        FloatParser.Parsed parsed = FloatParser.parsePrefix(text, 0);
        boolean isName = !Double.isFinite(parsed.value()) && !Character.isDigit(text.charAt(parsed.end() - 1));
        Memory.putLong(endptr, isName ? p + parsed.end() : p);
        return isName ? parsed.value() : -1;
    }

    /** The caller frees the result with {@code PyMem_Free}. */
    public static long PyOS_double_to_string(double val, byte format_code, int precision, int flags, long type) {
        boolean known = "eEfFgGr".indexOf(format_code) >= 0;
        if (!known || format_code == 'r' && precision != 0) throw PyError.badInternalCall();
        if (type != NULL) {
            boolean infinite = Double.isInfinite(val);
            Memory.putInt(type, infinite ? Constants.Py_DTST_INFINITE : Double.isNaN(val) ? Constants.Py_DTST_NAN : Constants.Py_DTST_FINITE);
        }
        return CStrings.owned(FloatText.toText(val, (char) format_code, precision, flags));
    }

    public static int PyOS_mystricmp(long left, long right) {
        return PyOS_mystrnicmp(left, right, Long.MAX_VALUE);
    }

    /** The difference of the first two letters that differ, case apart, as C's {@code strncasecmp} in the C locale. */
    public static int PyOS_mystrnicmp(long left, long right, long size) {
        for (long i = 0; i < size; i++) {
            int a = lower(Memory.getUnsignedByte(left + i));
            int b = lower(Memory.getUnsignedByte(right + i));
            if (a != b || a == 0) return a - b;
        }
        return 0;
    }

    private static int lower(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    /** The Java virtual machine takes the process's signals: none ever waits for Python. */
    public static int PyOS_InterruptOccurred() {
        return 0;
    }

    /** Nothing has to be locked for a child that starts another program at once; any other child of a virtual machine is lost. */
    public static void PyOS_BeforeFork() {}

    public static void PyOS_AfterFork_Parent() {}
}
