package org.capi4j.text;

import java.util.Locale;

/** Names of characters, for {@code \N{...}} and the namereplace handler: Java's, as far as Unicode 14 has the character. */
public final class CharacterNames {
    private static final String HANGUL = "HANGUL SYLLABLE ";
    private static final String UNIFIED = "CJK UNIFIED IDEOGRAPH-";
    private static final String[] LEAD = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
    private static final String[] VOWEL =
            "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
    private static final String[] TAIL =
            " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

    private CharacterNames() {}

    /** The name of {@code c}, null when it has none. */
    public static String name(int c) {
        if (!UnicodeText.isAssigned(c) || isNameless(c)) {
            return null;
        }
        if (c >= 0xAC00 && c <= 0xD7A3) {
            int index = c - 0xAC00;
            return HANGUL + LEAD[index / 588] + VOWEL[index / 28 % 21] + TAIL[index % 28];
        }
        String name = Character.getName(c);
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
        // Java makes names up from block and number where the Unicode table has only a range.
        boolean madeUp = name == null || (block != null && name.equals(block.toString().replace('_', ' ') + " " + digits));
        return !madeUp ? name : isUnified(c) ? UNIFIED + digits : null;
    }

    private static boolean isUnified(int c) {
        return Character.isIdeographic(c) && ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3134F));
    }

    private static boolean isNameless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** The character of a name or name alias, in any case; -1 when there is none. */
    public static int lookup(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        int alias = UnicodeData.get().alias(upper);
        if (alias >= 0) {
            return alias;
        }
        int c = name.startsWith(HANGUL) ? hangul(name.substring(HANGUL.length())) : name.startsWith(UNIFIED) ? unified(name) : -1;
        if (c < 0 && name.chars().allMatch(ch -> ch < 0x80)) {
            c = java(upper);
        }
        boolean algorithmic = c >= 0 && (isUnified(c) || (c >= 0xAC00 && c <= 0xD7A3));
        return c >= 0 && (algorithmic ? name : upper).equals(name(c)) ? c : -1;
    }

    private static int java(String upper) {
        try {
            return Character.codePointOf(upper);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static int unified(String name) {
        try {
            return Integer.parseInt(name, UNIFIED.length(), name.length(), 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int hangul(String syllable) {
        int lead = longest(LEAD, syllable);
        String rest = syllable.substring(lead < 0 ? 0 : LEAD[lead].length());
        int vowel = longest(VOWEL, rest);
        if (lead < 0 || vowel < 0) {
            return -1;
        }
        String tail = rest.substring(VOWEL[vowel].length());
        for (int i = 0; i < TAIL.length; i++) {
            if (TAIL[i].equals(tail)) {
                return 0xAC00 + (lead * 21 + vowel) * 28 + i;
            }
        }
        return -1;
    }

    private static int longest(String[] parts, String text) {
        int best = -1;
        for (int i = 0; i < parts.length; i++) {
            if (text.startsWith(parts[i]) && (best < 0 || parts[i].length() > parts[best].length())) {
                best = i;
            }
        }
        return best;
    }
}
