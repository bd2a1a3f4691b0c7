package org.capi4j.text;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * The key of the str and bytes hash: {@code _Py_HashSecret}.
 *
 * @param k0 the first eight bytes, little-endian
 * @param k1 the second eight bytes
 * @param suffix the last eight bytes, which pyexpat uses
 */
public record HashSecret(long k0, long k1, long suffix) {
    /** The secret of {@code PYTHONHASHSEED=seed}, 0 to 4294967295; 0 means no randomisation. */
    public static HashSecret ofSeed(long seed) {
        if (seed == 0) {
            return new HashSecret(0, 0, 0);
        }
        int state = (int) seed;
        long[] words = new long[3];
        for (int i = 0; i < 24; i++) {
            state = state * 214013 + 2531011;
            words[i / 8] |= (long) (state >>> 16 & 0xFF) << i % 8 * 8;
        }
        return new HashSecret(words[0], words[1], words[2]);
    }

    /** A random secret, as without {@code PYTHONHASHSEED}: from the system, since the first {@code SecureRandom} of a process takes long. */
    public static HashSecret random() {
        byte[] bytes = new byte[3 * Long.BYTES];
        try (FileInputStream source = new FileInputStream("/dev/urandom")) {
            if (source.readNBytes(bytes, 0, bytes.length) < bytes.length) new SecureRandom().nextBytes(bytes);
        } catch (IOException missing) {
            new SecureRandom().nextBytes(bytes);
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        return new HashSecret(words.getLong(), words.getLong(), words.getLong());
    }

    /** {@code hash(bytes)}: {@code _Py_HashBytes}. */
    public long hash(byte[] data) {
        return hash(data, 1, data.length);
    }

    private long hash(Object data, int kind, int length) {
        if (length == 0) {
            return 0;
        }
        SipHash13 hash = new SipHash13(k0, k1);
        long word = 0;
        int filled = 0;
        for (int i = 0; i < length; i++) {
            long item = data instanceof byte[] bytes ? bytes[i] & 0xFF : ((int[]) data)[i];
            word |= item << filled * 8;
            filled += kind;
            if (filled == 8) {
                hash.word(word);
                word = 0;
                filled = 0;
            }
        }
        return NumericHash.notMinusOne(hash.finish(word, (long) length * kind));
    }

    /** {@code hash(str)}: over the characters in the narrowest of the 1, 2 and 4 byte kinds. */
    public long hash(int[] text) {
        int max = CodePoints.max(text);
        return hash(text, max < 0x100 ? 1 : max < 0x10000 ? 2 : 4, text.length);
    }
}
