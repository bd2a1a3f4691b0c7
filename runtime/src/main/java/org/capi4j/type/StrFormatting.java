package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Call;
import org.capi4j.export.Method;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.FormatText;
import org.capi4j.text.PercentFormat;
import org.capi4j.text.StrFormat;
import org.capi4j.text.TextException;

/** {@code %}, {@code format}, {@code format_map} and {@code __format__} of str. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrFormatting {
    private StrFormatting() {}

    static long percent(long format, long args) {
        try (PercentArguments arguments = new PercentArguments(args, false)) {
            int[] points = StrType.points(format);
            int[] text = PercentFormat.format(points, arguments);
            return same(points, text) ? References.newRef(format) : StrType.of(text);
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }

    /** What nothing was done to is that object again, also one of a derived class; but an empty str is always the one there is. */
    private static boolean same(int[] before, int[] after) {
        return before.length > 0 && Arrays.equals(before, after);
    }

    @Method(value = "format", call = Call.VARARGS_KEYWORDS)
    static long format(long self, long args, long kwargs) {
        return filled(self, args, kwargs);
    }

    @Method("format_map")
    static long formatMap(long self, long mapping) {
        return filled(self, NULL, mapping);
    }

    private static long filled(long template, long args, long keywords) {
        boolean empty = Strings.length(StrType.ready(template)) == 0;
        if (isPlain(template)) return empty ? StrType.exact(template) : References.newRef(template);
        try (FormatFields fields = new FormatFields(args, keywords)) {
            return StrType.of(StrFormat.format(StrType.points(StrType.ready(template)), fields));
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }

    /** Without markup the template itself is the result, even an instance of a subclass. */
    private static boolean isPlain(long template) {
        int kind = Strings.kind(template);
        long data = Strings.data(template);
        long length = Strings.length(template);
        return StrData.findChar(kind, data, '{', 0, length) < 0 && StrData.findChar(kind, data, '}', 0, length) < 0;
    }

    @Method("__format__")
    static long formatSpec(long self, long spec) {
        StrMethods.requireArgument("__format__", "", spec);
        if (Strings.length(spec) == 0) {
            return StrType.isExact(self) ? References.newRef(self) : Objects.str(self);
        }
        return format(StrType.ready(self), StrType.points(spec));
    }

    /** A str laid out by a format spec that isn't empty. */
    public static long format(long str, int[] spec) {
        try {
            int[] points = StrType.points(str);
            int[] text = FormatText.formatStr(points, spec, TypeLookup.fullNameOf(str));
            return same(points, text) ? References.newRef(str) : StrType.of(text);
        } catch (TextException failure) {
            throw TextErrors.of(failure);
        }
    }

    /** {@code _PyUnicode_FormatLong}: an integer's {@code %d}, {@code %o}, {@code %x} or {@code %X}. */
    public static long percentLong(long value, boolean alternate, int precision, char type) {
        long format = Strings.of("%" + (alternate ? "#" : "") + (precision < 0 ? "" : "." + precision) + type);
        long args = TupleType.of(value);
        try {
            return percent(format, args);
        } finally {
            References.decref(args);
            References.decref(format);
        }
    }
}
