package org.capi4j.type;

import org.capi4j.layout.Constants;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePoints;
import org.capi4j.text.FormatText;
import org.capi4j.text.IntText;
import org.capi4j.text.TextException;

/** {@code __format__} of the numbers: from a str with a format spec to a str. */
final class NumberFormat {
    private NumberFormat() {}

    @FunctionalInterface
    private interface Formatter {
        int[] format(int[] spec);
    }

    private static long format(long self, long spec, Formatter formatter) {
        if (!TypeLookup.hasFlag(References.type(spec), Constants.Py_TPFLAGS_UNICODE_SUBCLASS)) {
            throw PyError.typeError("__format__() argument must be str, not " + Arguments.typeName(spec));
        }
        if (Strings.length(spec) == 0) return Objects.str(self);
        try {
            return Strings.of(CodePoints.toString(formatter.format(Strings.toJava(spec).codePoints().toArray())));
        } catch (TextException wrong) {
            throw TextErrors.of(wrong);
        }
    }

    static long formatInt(long self, long spec) {
        Number value = IntText.narrow(LongType.asBigInteger(self));
        return format(self, spec, s -> FormatText.formatInt(value, s, TypeLookup.fullNameOf(self), LongType.maxStrDigits()));
    }

    static long formatFloat(long self, long spec) {
        return format(self, spec, s -> FormatText.formatFloat(FloatType.value(self), s, TypeLookup.fullNameOf(self)));
    }

    static long formatComplex(long self, long spec) {
        return format(self, spec, s -> FormatText.formatComplex(ComplexType.real(self), ComplexType.imaginary(self), s, TypeLookup.fullNameOf(self)));
    }
}
