package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * The interned strings of an interpreter; those that CPython has in static memory are the shim's ({@link StaticObjects}).
 *
 * <p>The table holds addresses without references of its own: a str that dies takes itself out. It is open-addressed over the
 * strs' own hashes, because it is asked with strs, not with Java strings.
 */
final class InternedStrings {
    private static final int NAMED_LIMIT = 8192;

    private final Map<Long, Long> identifiers = new HashMap<>();
    private final Map<String, Long> named = new HashMap<>();
    private long[] table = new long[1024];
    private int count;

    private InternedStrings() {}

    static InternedStrings current() {
        return InterpreterState.current().attached(InternedStrings.class, InternedStrings::new);
    }

    /** A new reference to the interned str equal to {@code text}; names that Java asks for are kept for good. */
    long named(String text) {
        Long known = named.get(text);
        if (known != null) return References.newRef(known);
        long str = intern(Strings.of(text));
        if (named.size() < NAMED_LIMIT) named.put(text, References.newRef(str));
        return str;
    }

    /** The str of a {@code _Py_Identifier}: borrowed, kept for good. */
    long ofIdentifier(long identifier, long string) {
        Long known = identifiers.get(identifier);
        if (known != null) return known;
        long str = intern(StrType.decodeUtf8(string, Memory.stringLength(string), null));
        identifiers.put(identifier, str);
        return str;
    }

    /** The interned str equal to {@code str}, whose reference is stolen; strs of subclasses and interned ones come back as they are. */
    long intern(long str) {
        if (References.type(str) != BuiltinTypes.STR || isInterned(str)) return str;
        long shared = StaticObjects.equalTo(str);
        if (shared != NULL) {
            References.decref(str);
            return shared;
        }
        long hash = StrType.hash(str);
        int at = slot(str, hash);
        if (table[at] != NULL) {
            long known = References.newRef(table[at]);
            References.decref(str);
            return known;
        }
        table[at] = str;
        setState(str, Constants.SSTATE_INTERNED_MORTAL);
        if (++count > table.length / 2) grow();
        return str;
    }

    /** Makes an interned str live for ever. */
    static void makeImmortal(long str) {
        if (state(str) != Constants.SSTATE_INTERNED_MORTAL) return;
        setState(str, Constants.SSTATE_INTERNED_IMMORTAL);
        References.incref(str);
    }

    /** Takes a dying str out of the table; the entries after it move up, so that searches never stop too early. */
    void forget(long str) {
        int mask = table.length - 1;
        int hole = (int) StrType.hash(str) & mask;
        while (table[hole] != str) {
            if (table[hole] == NULL) return;
            hole = hole + 1 & mask;
        }
        count--;
        for (int at = hole + 1 & mask; table[at] != NULL; at = at + 1 & mask) {
            int home = (int) StrType.hash(table[at]) & mask;
            if ((at - home & mask) >= (at - hole & mask)) {
                table[hole] = table[at];
                hole = at;
            }
        }
        table[hole] = NULL;
    }

    static boolean isInterned(long str) {
        return state(str) != Constants.SSTATE_NOT_INTERNED;
    }

    static int state(long str) {
        return Memory.getInt(str + PyASCIIObject.state) & PyASCIIObject.state$interned$MASK;
    }

    private static void setState(long str, int interned) {
        int others = Memory.getInt(str + PyASCIIObject.state) & ~PyASCIIObject.state$interned$MASK;
        Memory.putInt(str + PyASCIIObject.state, others | interned);
    }

    private int slot(long str, long hash) {
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (table[at] != NULL && !StrType.equal(table[at], str)) at = at + 1 & mask;
        return at;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        int mask = table.length - 1;
        for (long str : old) {
            if (str == NULL) continue;
            int at = (int) StrType.hash(str) & mask;
            while (table[at] != NULL) at = at + 1 & mask;
            table[at] = str;
        }
    }
}
