package org.capi4j.module;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.object.PyError;
import org.capi4j.text.FieldName;
import org.capi4j.type.LongType;
import org.capi4j.type.StrType;
import org.capi4j.type.TextResult;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code _string}: the parts of {@code str.format} that {@code string.Formatter} is made of. */
@BuiltinModule("_string")
public final class StringModule {
    private StringModule() {}

    private static int[] points(long text) {
        if (!Namespace.isStr(text)) throw PyError.typeError("expected str, got " + TypeLookup.nameOf(text));
        return StrType.points(text);
    }

    @Method("formatter_parser")
    static long parser(long module, long text) {
        points(text);
        return FormatterIteratorType.make(text);
    }

    /** The first part, a number where it is one, and an iterator of what follows. */
    @Method("formatter_field_name_split")
    static long split(long module, long text) {
        FieldName name = TextResult.of(() -> new FieldName(points(text)));
        return TupleType.steal(part(name.first()), FieldNameIteratorType.make(text));
    }

    /** A number or a str. */
    static long part(FieldName.Part part) {
        return part.index() >= 0 ? LongType.of(part.index()) : StrType.of(part.name());
    }
}
