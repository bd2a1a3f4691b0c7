package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.text.CodePointBuilder;

/** {@code translate} and {@code maketrans} of str. */
@BuiltinType(value = "PyUnicode_Type", part = true)
public final class StrTranslate {
    private static final int[] UNCHANGED = new int[0];
    private static final int[] UNDEFINED = new int[0];

    private StrTranslate() {}

    @Method("translate")
    static long translateMethod(long self, long table) {
        return translate(StrType.ready(self), table);
    }

    /** {@code PyUnicode_Translate} with an error handler for what the table maps to None. */
    public static long translate(long str, long table, String errors) {
        if (errors.equals("ignore")) return translate(str, table);
        int[] points = StrType.points(str);
        for (int i = 0; i < points.length; i++) {
            int end = i;
            while (end < points.length && isUndefined(lookup(table, points[end]))) end++;
            if (end == i) continue;
            if (!errors.equals("strict")) throw PyError.notImplemented("PyUnicode_Translate with the error handler " + errors);
            throw ExceptionType.raiseNew(UnicodeErrors.translateError(str, i, end, "character maps to <undefined>"));
        }
        return translate(str, table);
    }

    private static boolean isUndefined(int[] mapped) {
        return mapped == UNDEFINED;
    }

    /** {@code PyUnicode_Translate} where what the table maps to None is dropped; what it doesn't know stays. */
    public static long translate(long str, long table) {
        int[] points = StrType.points(str);
        CodePointBuilder result = new CodePointBuilder(points.length);
        int[][] latin1 = new int[256][];
        boolean changed = false;
        for (int point : points) {
            int[] mapped = point < 256 ? latin1[point] : null;
            if (mapped == null) {
                mapped = lookup(table, point);
                if (point < 256) latin1[point] = mapped;
            }
            if (mapped == UNCHANGED) {
                result.append(point);
            } else {
                result.append(mapped);
                changed = true;
            }
        }
        return changed ? StrType.of(result.toArray()) : StrType.exact(str);
    }

    /** What a table says of a character; an empty array that isn't UNCHANGED deletes it. */
    private static int[] lookup(long table, int point) {
        long value = lookupObject(table, point);
        if (value == NULL) return UNCHANGED;
        try {
            if (value == Singletons.NONE) return UNDEFINED;
            if (StrType.isInstance(value)) return StrType.points(StrType.ready(value)).clone();
            if (!LongType.isInstance(value)) throw PyError.typeError("character mapping must return integer, None or str");
            return new int[] {character(value)};
        } finally {
            References.decref(value);
        }
    }

    private static long lookupObject(long table, int point) {
        long key = LongType.of(point);
        try {
            return Objects.getItem(table, key);
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.LookupError)) throw error;
            error.release();
            return NULL;
        } finally {
            References.decref(key);
        }
    }

    private static int character(long integer) {
        long point = LongType.asLong(integer);
        if (point < 0 || point > 0x10ffff) throw PyError.valueError("character mapping must be in range(0x110000)");
        return (int) point;
    }

    @Method(value = "maketrans", kind = Kind.STATIC)
    static long makeTranslation(long unused, long args, long nargs) {
        Arguments.checkPositional("maketrans", nargs, 1, 3);
        long table = DictType.make();
        try {
            if (nargs == 1) fromDict(table, Memory.getLong(args));
            else fromStrs(table, args, nargs);
            return table;
        } catch (RuntimeException failure) {
            References.decref(table);
            throw failure;
        }
    }

    private static void fromDict(long table, long dict) {
        if (References.type(dict) != BuiltinTypes.DICT) {
            throw PyError.typeError("if you give only one argument to maketrans it must be a dict");
        }
        long[] entry = new long[2];
        for (long at = 0; (at = DictType.next(dict, at, entry)) >= 0; ) {
            long key = entry[0];
            if (StrType.isInstance(key)) {
                if (StrType.length(key) != 1) throw PyError.valueError("string keys in translate table must be of length 1");
                set(table, Strings.get(Strings.kind(key), Strings.data(key), 0), entry[1]);
            } else if (LongType.isInstance(key)) {
                DictType.set(table, key, entry[1]);
            } else {
                throw PyError.typeError("keys in translate table must be strings or integers");
            }
        }
    }

    private static void set(long table, int point, long value) {
        long key = LongType.of(point);
        try {
            DictType.set(table, key, value);
        } finally {
            References.decref(key);
        }
    }

    private static void fromStrs(long table, long args, long nargs) {
        long from = Memory.getLong(args);
        long to = StrMethods.requireArgument("maketrans", " 2", Memory.getLong(args + 8));
        long delete = nargs < 3 ? NULL : StrMethods.requireArgument("maketrans", " 3", Memory.getLong(args + 16));
        if (!StrType.isInstance(from)) {
            throw PyError.typeError("first maketrans argument must be a string if there is a second argument");
        }
        int[] keys = StrType.points(StrType.ready(from));
        int[] values = StrType.points(to);
        if (keys.length != values.length) {
            throw PyError.valueError("the first two maketrans arguments must have equal length");
        }
        for (int i = 0; i < keys.length; i++) {
            long value = LongType.of(values[i]);
            set(table, keys[i], value);
            References.decref(value);
        }
        if (delete == NULL) return;
        for (int point : StrType.points(delete)) set(table, point, Singletons.NONE);
    }
}
