package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.Allocation;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.BytesType;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Singletons;
import org.capi4j.type.StrCodecs;
import org.capi4j.type.TypeLookup;

/** {@code _locale}: the C library's locale, which is the process's. */
@BuiltinModule("_locale")
public final class LocaleModule {
    private static final int LONGEST_RESULT = 8;

    private static final String CONSTANTS =
            """
            ABDAY_1=131072 ABDAY_2=131073 ABDAY_3=131074 ABDAY_4=131075 ABDAY_5=131076 ABDAY_6=131077 ABDAY_7=131078 ABMON_1=131086
            ABMON_10=131095 ABMON_11=131096 ABMON_12=131097 ABMON_2=131087 ABMON_3=131088 ABMON_4=131089 ABMON_5=131090 ABMON_6=131091
            ABMON_7=131092 ABMON_8=131093 ABMON_9=131094 ALT_DIGITS=131119 AM_STR=131110 CHAR_MAX=127 CODESET=14 CRNCYSTR=262159 DAY_1=131079
            DAY_2=131080 DAY_3=131081 DAY_4=131082 DAY_5=131083 DAY_6=131084 DAY_7=131085 D_FMT=131113 D_T_FMT=131112 ERA=131116
            ERA_D_FMT=131118 ERA_D_T_FMT=131120 ERA_T_FMT=131121 LC_ALL=6 LC_COLLATE=3 LC_CTYPE=0 LC_MESSAGES=5 LC_MONETARY=4 LC_NUMERIC=1
            LC_TIME=2 MON_1=131098 MON_10=131107 MON_11=131108 MON_12=131109 MON_2=131099 MON_3=131100 MON_4=131101 MON_5=131102 MON_6=131103
            MON_7=131104 MON_8=131105 MON_9=131106 NOEXPR=327681 PM_STR=131111 RADIXCHAR=65536 THOUSEP=65537 T_FMT=131114 T_FMT_AMPM=131115
            YESEXPR=327680 _DATE_FMT=131180
            """;

    /** The strings of C's {@code struct lconv} in order; a dot before a name: a list of numbers. */
    private static final String[] TEXTS = {
        "decimal_point", "thousands_sep", ".grouping", "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
        ".mon_grouping", "positive_sign", "negative_sign"
    };

    /** The bytes behind them. */
    private static final String[] NUMBERS = {
        "int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn"
    };

    /** In CPython's order. */
    private static final String[] ORDER = {
        "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep", "mon_grouping", "positive_sign", "negative_sign",
        "int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space", "p_sign_posn", "n_sign_posn",
        "decimal_point", "thousands_sep", "grouping"
    };

    private LocaleModule() {}

    static void fill(long dict) {
        NamedNumbers.fill(dict, CONSTANTS);
        DictType.set(dict, "Error", LocaleErrorType.TYPE);
    }

    /** {@code locale}: the same, without what Python source adds. */
    static void fillPublic(long dict) {
        JavaModules.copy("_locale", dict, name -> !name.startsWith("__"));
    }

    private static PyError error(String message) {
        return PyError.of(LocaleErrorType.TYPE, message);
    }

    private static long decoded(long text) {
        return StrCodecs.decodeFileName(text, Memory.stringLength(text));
    }

    /** The bytes of a str argument, as the C library wants them: a new bytes object without NUL. */
    private static long encoded(String function, int position, long text) {
        if (!Namespace.isStr(text)) {
            throw PyError.typeError(function + "() argument " + (position > 0 ? position + " " : "") + "must be str, not " + Arguments.typeName(text));
        }
        long bytes = StrCodecs.encodeFileName(text);
        if (Memory.stringLength(BytesType.data(bytes)) == BytesType.size(bytes)) return bytes;
        References.decref(bytes);
        throw PyError.valueError("embedded null character");
    }

    /** As {@link #encoded} of an argument that may be None, which is NULL. */
    private static long encodedOrNone(String function, int position, long text) {
        if (text != Singletons.NONE && !Namespace.isStr(text)) {
            String which = position > 0 ? position + " " : "";
            throw PyError.typeError(function + "() argument " + which + "must be str or None, not " + TypeLookup.nameOf(text));
        }
        return text == Singletons.NONE ? NULL : encoded(function, position, text);
    }

    private static long data(long bytes) {
        return bytes == NULL ? NULL : BytesType.data(bytes);
    }

    @Method("setlocale")
    static long setLocale(long module, long args, long nargs) {
        Arguments.checkPositional("setlocale", nargs, 1, 2);
        int category = Arguments.integer(Memory.getLong(args));
        long name = nargs < 2 ? NULL : encodedOrNone("setlocale", 2, Memory.getLong(args + 8));
        try {
            long result = NativeFunctions.libc("setlocale", category, data(name));
            if (result == NULL) throw error(name == NULL ? "locale query failed" : "unsupported locale setting");
            return decoded(result);
        } finally {
            References.xdecref(name);
        }
    }

    @Method("localeconv")
    static long localeConventions(long module) {
        long values = DictType.make();
        long conventions = NativeFunctions.libc("localeconv");
        for (int i = 0; i < TEXTS.length; i++) {
            long text = Memory.getLong(conventions + 8L * i);
            if (TEXTS[i].startsWith(".")) Namespace.steal(values, TEXTS[i].substring(1), grouping(text));
            else Namespace.steal(values, TEXTS[i], decoded(text));
        }
        for (int i = 0; i < NUMBERS.length; i++) Namespace.put(values, NUMBERS[i], (long) Memory.getByte(conventions + 8L * TEXTS.length + i));
        long ordered = DictType.make();
        for (String name : ORDER) DictType.set(ordered, name, DictType.get(values, name));
        References.decref(values);
        return ordered;
    }

    /** Numbers up to 0, which goes with them, or CHAR_MAX. */
    private static long grouping(long text) {
        long list = ListType.make(0);
        for (long at = text; Memory.getByte(text) != 0; at++) {
            Namespace.append(list, LongType.of(Memory.getByte(at)));
            if (Memory.getByte(at) == 0 || Memory.getByte(at) == Byte.MAX_VALUE) break;
        }
        return list;
    }

    @Method("nl_langinfo")
    static long languageInfo(long module, long key) {
        int item = Arguments.integer(key);
        boolean known = false;
        for (String entry : CONSTANTS.strip().split("\\s+")) {
            String name = entry.substring(0, entry.indexOf('='));
            known |= !name.startsWith("LC_") && !name.equals("CHAR_MAX") && entry.endsWith("=" + item);
        }
        if (!known) throw PyError.valueError("unsupported langinfo constant");
        return decoded(NativeFunctions.libc("nl_langinfo", item));
    }

    @Method("getencoding")
    static long getEncoding(long module) {
        return Strings.of("UTF-8");
    }

    @Method("strcoll")
    static long compare(long module, long args, long nargs) {
        Arguments.checkPositional("strcoll", nargs, 2, 2);
        long left = encoded("strcoll", 1, Memory.getLong(args));
        try {
            long right = encoded("strcoll", 2, Memory.getLong(args + 8));
            try {
                return LongType.of((int) NativeFunctions.libc("strcoll", BytesType.data(left), BytesType.data(right)));
            } finally {
                References.decref(right);
            }
        } finally {
            References.decref(left);
        }
    }

    @Method("strxfrm")
    static long transform(long module, long text) {
        long bytes = encoded("strxfrm", 0, text);
        long room = BytesType.size(bytes) * LONGEST_RESULT + 1;
        long target = Allocation.allocate(room);
        try {
            long length = NativeFunctions.libc("strxfrm", target, BytesType.data(bytes), room);
            if (length >= room) {
                target = Allocation.reallocate(target, length + 1);
                NativeFunctions.libc("strxfrm", target, BytesType.data(bytes), length + 1);
            }
            return decoded(target);
        } finally {
            Allocation.free(target);
            References.decref(bytes);
        }
    }

    @Method("gettext")
    static long getText(long module, long message) {
        return translated("gettext", NULL, message, -1);
    }

    @Method("dgettext")
    static long dgettext(long module, long args, long nargs) {
        Arguments.checkPositional("dgettext", nargs, 2, 2);
        return translated("dgettext", Memory.getLong(args), Memory.getLong(args + 8), -1);
    }

    @Method("dcgettext")
    static long dcgettext(long module, long args, long nargs) {
        Arguments.checkPositional("dcgettext", nargs, 3, 3);
        return translated("dcgettext", Memory.getLong(args), Memory.getLong(args + 8), Arguments.integer(Memory.getLong(args + 16)));
    }

    /** By the function of that name; {@code domain} NULL and {@code category} -1 where it takes none. */
    private static long translated(String function, long domain, long message, int category) {
        long name = domain == NULL ? NULL : encodedOrNone(function, 1, domain);
        try {
            long text = encoded(function, domain == NULL ? 0 : 2, message);
            try {
                if (domain == NULL) return decoded(NativeFunctions.libc(function, data(text)));
                if (category < 0) return decoded(NativeFunctions.libc(function, data(name), data(text)));
                return decoded(NativeFunctions.libc(function, data(name), data(text), category));
            } finally {
                References.decref(text);
            }
        } finally {
            References.xdecref(name);
        }
    }

    @Method("textdomain")
    static long textDomain(long module, long domain) {
        long name = encodedOrNone("textdomain", 0, domain);
        try {
            return decoded(NativeFunctions.libc("textdomain", data(name)));
        } finally {
            References.xdecref(name);
        }
    }

    @Method("bindtextdomain")
    static long bindTextDomain(long module, long args, long nargs) {
        return bound("bindtextdomain", args, nargs);
    }

    @Method("bind_textdomain_codeset")
    static long bindCodeSet(long module, long args, long nargs) {
        return bound("bind_textdomain_codeset", args, nargs);
    }

    private static long bound(String function, long args, long nargs) {
        Arguments.checkPositional(function, nargs, 2, 2);
        long domain = encoded(function, 1, Memory.getLong(args));
        try {
            if (function.equals("bindtextdomain") && BytesType.size(domain) == 0) throw error("domain must be a non-empty string");
            long value = encodedOrNone(function, 2, Memory.getLong(args + 8));
            try {
                long result = NativeFunctions.libc(function, data(domain), data(value));
                return result == NULL ? Singletons.none() : decoded(result);
            } finally {
                References.xdecref(value);
            }
        } finally {
            References.decref(domain);
        }
    }
}
