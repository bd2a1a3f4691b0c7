package org.capi4j.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The character properties of Unicode 14 as CPython 3.11 has them, from the resource {@code unicode-14.bin} that {@code
 * record_unicode.py} writes. Java's own tables are newer and change with the JDK. Loaded when a character beyond ASCII is
 * first asked about.
 */
final class UnicodeData {
    static final int ALPHA = 1;
    static final int DECIMAL = 1 << 1;
    static final int DIGIT = 1 << 2;
    static final int NUMERIC = 1 << 3;
    static final int SPACE = 1 << 4;
    static final int PRINTABLE = 1 << 5;
    static final int XID_START = 1 << 6;
    static final int XID_CONTINUE = 1 << 7;
    static final int UPPER = 1 << 8;
    static final int LOWER = 1 << 9;
    static final int TITLE = 1 << 10;
    static final int LINEBREAK = 1 << 11;
    static final int CASED = 1 << 12;
    static final int CASE_IGNORABLE = 1 << 13;
    static final int ASSIGNED = 1 << 14;

    private static final int PAGE = 256;

    private final int[] words;
    /** The index of the flag word of each character, in pages; pages with one index throughout are shared. */
    private final byte[][] pages = new byte[0x110000 / PAGE][];

    private final RecordedData caseMapSection;
    private final RecordedData numberSection;
    private final RecordedData aliasSection;
    private volatile CaseMaps caseMaps;
    private volatile Map<Integer, Double> numbers;
    private volatile Map<String, Integer> aliases;

    private static final class Holder {
        static final UnicodeData DATA = new UnicodeData();
    }

    static UnicodeData get() {
        return Holder.DATA;
    }

    private UnicodeData() {
        RecordedData data = new RecordedData("unicode-14.bin");
        RecordedData flagSection = data.section();
        caseMapSection = data.section();
        numberSection = data.section();
        aliasSection = data.section();
        words = new int[flagSection.varint()];
        for (int i = 0; i < words.length; i++) {
            words[i] = flagSection.varint();
        }
        readRuns(flagSection);
    }

    private void readRuns(RecordedData data) {
        byte[][] uniform = new byte[words.length][];
        int c = 0;
        for (int runs = data.varint(); runs > 0; runs--) {
            int end = c + data.varint();
            int index = data.varint();
            while (c < end) {
                int page = c / PAGE;
                if (c % PAGE == 0 && end - c >= PAGE) {
                    pages[page] = uniform[index] == null ? uniform[index] = filled(index) : uniform[index];
                    c += PAGE;
                } else {
                    int stop = Math.min(end, (page + 1) * PAGE);
                    pages[page] = pages[page] == null ? new byte[PAGE] : pages[page];
                    Arrays.fill(pages[page], c % PAGE, c % PAGE + stop - c, (byte) index);
                    c = stop;
                }
            }
        }
    }

    private static byte[] filled(int index) {
        byte[] page = new byte[PAGE];
        Arrays.fill(page, (byte) index);
        return page;
    }

    private static Map<Integer, Double> readNumbers(RecordedData data) {
        Map<Integer, Double> numbers = new HashMap<>();
        int key = 0;
        for (int count = data.varint(); count > 0; count--) {
            key += data.varint();
            double numerator = data.signed();
            numbers.put(key, numerator / data.varint());
        }
        return numbers;
    }

    private static Map<String, Integer> readAliases(RecordedData data) {
        Map<String, Integer> aliases = new HashMap<>();
        for (int count = data.varint(); count > 0; count--) {
            int c = data.varint();
            aliases.put(data.text(), c);
        }
        return aliases;
    }

    int flags(int c) {
        return words[pages[c / PAGE][c % PAGE]];
    }

    /** The numeric value, NaN for a character that has none. */
    double number(int c) {
        if (numbers == null) {
            synchronized (this) {
                numbers = numbers == null ? readNumbers(numberSection) : numbers;
            }
        }
        return numbers.getOrDefault(c, Double.NaN);
    }

    /** The character of a name alias such as {@code LINE FEED}, -1 when there is none. */
    int alias(String upperName) {
        if (aliases == null) {
            synchronized (this) {
                aliases = aliases == null ? readAliases(aliasSection) : aliases;
            }
        }
        return aliases.getOrDefault(upperName, -1);
    }

    /** The case mappings. */
    static CaseMaps caseMaps() {
        UnicodeData data = get();
        if (data.caseMaps == null) {
            synchronized (data) {
                data.caseMaps = data.caseMaps == null ? CaseMaps.read(data.caseMapSection) : data.caseMaps;
            }
        }
        return data.caseMaps;
    }

    /**
     * The case mappings: {@code title} only where it is not {@code upper}, {@code fold} where it is not {@code lower}; a simple
     * (one-to-one) mapping only where the full one doesn't tell it.
     */
    record CaseMaps(
            Mapping upper,
            Mapping lower,
            Mapping title,
            Mapping fold,
            Mapping simpleUpper,
            Mapping simpleLower,
            Mapping simpleTitle) {
        private static CaseMaps read(RecordedData data) {
            return new CaseMaps(
                    new Mapping(data), new Mapping(data), new Mapping(data), new Mapping(data), new Mapping(data),
                    new Mapping(data), new Mapping(data));
        }
    }

    /** A mapping of characters to one or more characters. */
    static final class Mapping {
        private final int[] keys;
        /** The character itself, or the complement of an index into {@code strings}. */
        private final int[] values;

        private final int[][] strings;

        private Mapping(RecordedData data) {
            keys = new int[data.varint()];
            values = new int[keys.length];
            int[][] found = new int[keys.length][];
            int strings = 0;
            int key = 0;
            for (int i = 0; i < keys.length; i++) {
                key += data.varint();
                keys[i] = key;
                int[] to = new int[data.varint()];
                for (int j = 0; j < to.length; j++) {
                    to[j] = key + (int) data.signed();
                }
                if (to.length == 1) {
                    values[i] = to[0];
                } else {
                    values[i] = ~strings;
                    found[strings++] = to;
                }
            }
            this.strings = Arrays.copyOf(found, strings);
        }

        boolean has(int c) {
            return Arrays.binarySearch(keys, c) >= 0;
        }

        /** The one character {@code c} maps to; {@code c} itself where there is no entry or a longer one. */
        int one(int c) {
            int index = Arrays.binarySearch(keys, c);
            return index < 0 || values[index] < 0 ? c : values[index];
        }

        /** Appends what {@code c} maps to. */
        void append(CodePointBuilder out, int c) {
            int index = Arrays.binarySearch(keys, c);
            int value = index < 0 ? c : values[index];
            if (value >= 0) {
                out.append(value);
            } else {
                out.append(strings[~value]);
            }
        }
    }
}
