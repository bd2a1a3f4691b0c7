package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.util.Arrays;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrType;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code io.IncrementalNewlineDecoder}: lets another decoder decode, then finds and, if told to, translates line ends.
 *
 * <pre>
 * 16 decoder, None for none
 * 24 errors
 * 32 whether line ends become LF
 * 40 whether a CR waits for what follows it
 * 48 the ends that were seen
 * </pre>
 */
@BuiltinType(value = "c4j_NewlineDecoderType", name = "_io.IncrementalNewlineDecoder", basicsize = 56, flags = Fields.FLAGS, references = 2)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class NewlineDecoderType {
    static final long TYPE = Shim.symbol("c4j_NewlineDecoderType");
    private static final int DECODER = 0;
    private static final int ERRORS = 1;
    private static final int TRANSLATE = 2;
    private static final int PENDING = 3;
    private static final int SEEN = 4;

    private NewlineDecoderType() {}

    static long make(long decoder, boolean translate) {
        long errors = Strings.of("strict");
        long made = Fields.make(TYPE, References.newRef(decoder), errors);
        Fields.setNumber(made, TRANSLATE, translate ? 1 : 0);
        return made;
    }

    @Slot("tp_new")
    static long create(long type, long args, long kwargs) {
        return Fields.make(type, NULL, NULL);
    }

    @Slot("tp_init")
    static void init(long self, long args, long kwargs) {
        String[] names = {"decoder", "translate", "errors"};
        long[] values = Arguments.unpack("IncrementalNewlineDecoder", names, 3, 2, args, kwargs);
        Fields.set(self, DECODER, References.newRef(values[0]));
        Fields.setNumber(self, TRANSLATE, Objects.isTrue(values[1]) ? 1 : 0);
        Fields.set(self, ERRORS, values[2] == NULL ? Strings.of("strict") : References.newRef(values[2]));
        Fields.setNumber(self, SEEN, 0);
        Fields.setNumber(self, PENDING, 0);
    }

    private static long decoder(long self) {
        long decoder = Fields.get(self, DECODER);
        if (decoder == NULL) throw PyError.valueError("IncrementalNewlineDecoder.__init__() not called");
        return decoder;
    }

    @Method("decode")
    static long decode(long self, long args, long nargs, long kwnames) {
        long[] values = Arguments.unpack("decode", new String[] {"input", "final"}, 2, 1, args, nargs, kwnames);
        return decode(self, values[0], values[1] != NULL && Objects.isTrue(values[1]));
    }

    /** A new str. */
    static long decode(long self, long input, boolean last) {
        long decoder = decoder(self);
        long text = decoder == Singletons.NONE ? References.newRef(input) : Calls.callMethod(decoder, "decode", input, last ? Singletons.TRUE : Singletons.FALSE);
        try {
            if (!StrType.isInstance(text)) {
                throw PyError.typeError("decoder should return a string result, not '" + TypeLookup.nameOf(text) + "'");
            }
            return decoded(self, StrType.points(StrType.ready(text)), last);
        } finally {
            References.decref(text);
        }
    }

    private static long decoded(long self, int[] points, boolean last) {
        if (Fields.number(self, PENDING) != 0 && (last || points.length > 0)) {
            int[] joined = new int[points.length + 1];
            joined[0] = '\r';
            System.arraycopy(points, 0, joined, 1, points.length);
            points = joined;
            Fields.setNumber(self, PENDING, 0);
        }
        if (!last && points.length > 0 && points[points.length - 1] == '\r') {
            points = Arrays.copyOf(points, points.length - 1);
            Fields.setNumber(self, PENDING, 1);
        }
        Fields.setNumber(self, SEEN, Fields.number(self, SEEN) | LineEnds.seen(points));
        return StrType.of(Fields.number(self, TRANSLATE) != 0 ? LineEnds.translated(points) : points);
    }

    /** The decoder's state, its flag moved up by the bit for a waiting CR. */
    @Method("getstate")
    static long getState(long self) {
        long decoder = decoder(self);
        long pending = Fields.number(self, PENDING);
        if (decoder == Singletons.NONE) return TupleType.steal(BytesType.empty(), LongType.of(pending));
        long state = Calls.callMethod(decoder, "getstate");
        try {
            if (!TupleType.isInstance(state)) throw PyError.typeError("illegal decoder state");
            long flag = LongType.asMask(TupleType.get(state, 1)) << 1 | pending;
            return TupleType.steal(References.newRef(TupleType.get(state, 0)), LongType.ofUnsigned(flag));
        } finally {
            References.decref(state);
        }
    }

    @Method("setstate")
    static long setState(long self, long state) {
        long decoder = decoder(self);
        if (!TupleType.isInstance(state)) throw PyError.typeError("state argument must be a tuple");
        long flag = LongType.asMask(TupleType.get(state, 1));
        Fields.setNumber(self, PENDING, flag & 1);
        if (decoder == Singletons.NONE) return Singletons.none();
        long inner = TupleType.steal(References.newRef(TupleType.get(state, 0)), LongType.ofUnsigned(flag >>> 1));
        try {
            return Calls.callMethod(decoder, "setstate", inner);
        } finally {
            References.decref(inner);
        }
    }

    @Method("reset")
    static long reset(long self) {
        long decoder = decoder(self);
        Fields.setNumber(self, SEEN, 0);
        Fields.setNumber(self, PENDING, 0);
        return decoder == Singletons.NONE ? Singletons.none() : Calls.callMethod(decoder, "reset");
    }

    @Getter("newlines")
    static long newlines(long self) {
        decoder(self);
        return Streams.newlines((int) Fields.number(self, SEEN));
    }
}
