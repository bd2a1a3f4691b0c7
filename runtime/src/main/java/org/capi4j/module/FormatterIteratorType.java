package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.References;
import org.capi4j.text.FormatMarkup;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TextResult;
import org.capi4j.type.TupleType;

/** {@code _string.formatter_parser(text)}: (literal, field name, spec, conversion) of each piece. Fields: the text; then as a number how much of it was read. */
@BuiltinType(value = "c4j_FormatterIteratorType", name = "formatteriterator", basicsize = 48, flags = 0x100)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
@SlotRef(slot = "tp_iter", function = "PyObject_SelfIter")
public final class FormatterIteratorType {
    private static final long TYPE = Shim.symbol("c4j_FormatterIteratorType");
    private static final int TEXT = 0;
    private static final int READ = 1;

    private FormatterIteratorType() {}

    /** {@code text}, a str, is borrowed. */
    static long make(long text) {
        return Fields.make(TYPE, References.newRef(text), 0);
    }

    @Slot("tp_iternext")
    static long next(long self) {
        FormatMarkup markup = new FormatMarkup(StrType.points(Fields.get(self, TEXT)), (int) Fields.number(self, READ));
        FormatMarkup.Piece piece = TextResult.of(markup::next);
        Fields.setNumber(self, READ, markup.position());
        if (piece == null) return NULL;
        long literal = StrType.of(piece.literal());
        if (!piece.hasField()) return TupleType.steal(literal, Singletons.none(), Singletons.none(), Singletons.none());
        long conversion = piece.conversion() == 0 ? Singletons.none() : StrType.of(new int[] {piece.conversion()});
        return TupleType.steal(literal, StrType.of(piece.fieldName()), StrType.of(piece.spec()), conversion);
    }

    @Slot("tp_dealloc")
    static void dealloc(long self) {
        Fields.clear(self, 1);
        Allocation.freeInstance(self);
    }
}
