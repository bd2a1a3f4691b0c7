package org.capi4j.text;

/** The latin-1 codec. */
public final class Latin1 {
    private Latin1() {}

    /** The characters U+0000 to U+00FF of these bytes. */
    public static int[] decode(byte[] data) {
        int[] text = new int[data.length];
        for (int i = 0; i < data.length; i++) {
            text[i] = data[i] & 0xFF;
        }
        return text;
    }
}
