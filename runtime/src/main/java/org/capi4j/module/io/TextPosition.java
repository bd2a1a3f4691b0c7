package org.capi4j.module.io;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import org.capi4j.module.Fields;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BytesType;
import org.capi4j.type.Calls;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;


/**
 * Positions in a text stream: opaque numbers from which reading can go on.
 *
 * <p>A position is that of a byte in the buffer where the decoder was in a known state, and, in further groups of 64 bits, the decoder's
 * flags, how many bytes to decode from there, how many of the characters that come of them to skip, and whether the decoder needs to be told that
 * the input ends. For nearly all files it is the byte's position and nothing else.
 */
final class TextPosition {
    private static final BigInteger GROUP = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private TextPosition() {}

    private record Cookie(long start, BigInteger flags, long feed, long skip, boolean end) {
        long toInt() {
            BigInteger number = BigInteger.valueOf(end ? 1 : 0);
            number = number.shiftLeft(64).or(BigInteger.valueOf(skip));
            number = number.shiftLeft(64).or(BigInteger.valueOf(feed));
            number = number.shiftLeft(64).or(flags);
            return LongType.of(number.shiftLeft(64).or(BigInteger.valueOf(start)));
        }

        static Cookie of(BigInteger number) {
            return new Cookie(
                    number.and(GROUP).longValue(),
                    number.shiftRight(64).and(GROUP),
                    number.shiftRight(128).and(GROUP).longValue(),
                    number.shiftRight(192).and(GROUP).longValue(),
                    number.shiftRight(256).signum() != 0);
        }
    }

    static long tell(long self) {
        TextState.requireOpen(self);
        if (!TextState.has(self, TextState.SEEKABLE)) throw Streams.unsupported("underlying stream is not seekable");
        if (!TextState.has(self, TextState.TELLING)) throw PyError.of(Exceptions.OSError, "telling position disabled by next() call");
        TextWriting.flush(self);
        long buffer = TextState.buffer(self);
        Streams.run(buffer, "flush");
        long position = Streams.tell(buffer);
        long decoder = Fields.get(self, TextState.DECODER);
        long snapshot = Fields.get(self, TextState.SNAPSHOT);
        if (decoder == NULL || snapshot == NULL) return LongType.of(position);
        BigInteger flags = LongType.asBigInteger(TupleType.get(snapshot, 0));
        byte[] input = BytesType.toJava(TupleType.get(snapshot, 1));
        long start = position - input.length;
        long used = Fields.number(self, TextState.OFFSET);
        if (used == 0) return new Cookie(start, flags, 0, 0, false).toInt();
        long saved = Calls.callMethod(decoder, "getstate");
        try {
            return place(self, start, flags, input, used).toInt();
        } finally {
            Streams.run(decoder, "setstate", saved);
            References.decref(saved);
        }
    }

    /** Feeds the decoder byte by byte until it has given {@code used} characters, and remembers the last place where it held nothing back. */
    private static Cookie place(long self, long start, BigInteger flags, byte[] input, long used) {
        setState(self, new byte[0], flags);
        Cookie safe = new Cookie(start, flags, 0, used, false);
        long characters = 0;
        int safeBytes = 0;
        for (int fed = 1; fed <= input.length; fed++) {
            characters += decode(self, new byte[] {input[fed - 1]}, false);
            if (characters > used) return cookie(safe, fed - safeBytes, false);
            BigInteger[] state = state(self);
            if (state[0].signum() == 0) {
                safe = new Cookie(start + fed, state[1], 0, used - characters, false);
                safeBytes = fed;
            }
            if (characters == used) return cookie(safe, fed - safeBytes, false);
        }
        characters += decode(self, new byte[0], true);
        if (characters < used) throw PyError.of(Exceptions.OSError, "can't reconstruct logical file position");
        return cookie(safe, input.length - safeBytes, true);
    }

    /** Where there is nothing to skip, nothing has to be decoded again. */
    private static Cookie cookie(Cookie safe, long feed, boolean end) {
        if (safe.skip() == 0) return safe;
        return new Cookie(safe.start(), safe.flags(), feed, safe.skip(), end);
    }

    private static long decode(long self, byte[] input, boolean last) {
        long bytes = BytesType.of(input);
        long text = NULL;
        try {
            text = TextReading.decode(self, bytes, last);
            return Strings.length(text);
        } finally {
            References.xdecref(text);
            References.decref(bytes);
        }
    }

    /** How many bytes the decoder holds back, and its flags. */
    private static BigInteger[] state(long self) {
        long state = Calls.callMethod(Fields.get(self, TextState.DECODER), "getstate");
        try {
            return new BigInteger[] {
                BigInteger.valueOf(Objects.length(TupleType.get(state, 0))), LongType.asBigInteger(TupleType.get(state, 1))
            };
        } finally {
            References.decref(state);
        }
    }

    private static void setState(long self, byte[] held, BigInteger flags) {
        long state = TupleType.steal(BytesType.of(held), LongType.of(flags));
        try {
            Streams.run(Fields.get(self, TextState.DECODER), "setstate", state);
        } finally {
            References.decref(state);
        }
    }

    static long seek(long self, long cookie, int whence) {
        TextState.requireOpen(self);
        if (!TextState.has(self, TextState.SEEKABLE)) throw Streams.unsupported("underlying stream is not seekable");
        long number = Numbers.index(cookie);
        BigInteger target;
        try {
            target = LongType.asBigInteger(number);
        } finally {
            References.decref(number);
        }
        if (whence == 1 && target.signum() != 0) throw Streams.unsupported("can't do nonzero cur-relative seeks");
        if (whence == 2 && target.signum() != 0) throw Streams.unsupported("can't do nonzero end-relative seeks");
        if (whence < 0 || whence > 2) throw PyError.valueError("invalid whence (" + whence + ", should be 0, 1 or 2)");
        if (whence == 2) return end(self);
        if (whence == 1) {
            long here = tell(self);
            try {
                return seek(self, here, 0);
            } finally {
                References.decref(here);
            }
        }
        if (target.signum() < 0) throw PyError.valueError("negative seek position " + target);
        return to(self, cookie, Cookie.of(target));
    }

    private static void forget(long self) {
        TextWriting.flush(self);
        Streams.run(TextState.buffer(self), "flush");
        TextState.setDecoded(self, NULL);
        TextState.dropSnapshot(self);
    }

    private static long end(long self) {
        forget(self);
        if (Fields.get(self, TextState.DECODER) != NULL) Streams.run(Fields.get(self, TextState.DECODER), "reset");
        long position = Streams.seek(TextState.buffer(self), 0, 2);
        resetEncoder(self, position == 0);
        return LongType.of(position);
    }

    private static long to(long self, long cookie, Cookie place) {
        forget(self);
        Streams.seek(TextState.buffer(self), place.start(), 0);
        if (Fields.get(self, TextState.DECODER) != NULL) restart(self, place);
        resetEncoder(self, place.start() == 0 && place.flags().signum() == 0);
        return References.newRef(cookie);
    }

    private static void restart(long self, Cookie place) {
        boolean fresh = place.start() == 0 && place.flags().signum() == 0;
        if (fresh) Streams.run(Fields.get(self, TextState.DECODER), "reset");
        else setState(self, new byte[0], place.flags());
        if (place.skip() == 0) return;
        long input = Streams.callWithNumber(TextState.buffer(self), "read", place.feed());
        try {
            Fields.set(self, TextState.SNAPSHOT, TupleType.steal(LongType.of(place.flags()), References.newRef(input)));
            TextState.setDecoded(self, TextReading.decode(self, input, place.end()));
            if (TextState.left(self) < place.skip()) throw PyError.of(Exceptions.OSError, "can't restore logical file position");
            Fields.setNumber(self, TextState.OFFSET, place.skip());
        } finally {
            References.decref(input);
        }
    }

    /** At the start of a file an encoder may write a byte order mark, nowhere else. */
    static void resetEncoder(long self, boolean start) {
        long encoder = Fields.get(self, TextState.ENCODER);
        if (encoder == NULL) return;
        if (start) Streams.run(encoder, "reset");
        else References.decref(Streams.callWithNumber(encoder, "setstate", 0));
    }
}
