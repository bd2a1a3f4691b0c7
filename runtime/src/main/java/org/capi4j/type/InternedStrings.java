package org.capi4j.type;

import java.util.HashMap;
import java.util.Map;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyASCIIObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * The interned strings of an interpreter. The table itself is the shim's, which fast lanes ask too; those strs that CPython has in
 * static memory are in it without being kept ({@link StaticObjects}). A str that dies takes itself out.
 */
final class InternedStrings implements InterpreterState.Ending {
    private static final int NAMED_LIMIT = 8192;
    private static final long INTERN = Shim.symbol("c4j_intern");
    private static final long FORGET = Shim.symbol("c4j_intern_forget");

    private final Map<Long, Long> identifiers = new HashMap<>();
    private final Map<String, Long> named = new HashMap<>();

    private InternedStrings() {}

    static InternedStrings current() {
        return InterpreterState.current().attached(InternedStrings.class, InternedStrings::new);
    }

    @Override
    public void end() {
        named.values().forEach(References::decref);
        identifiers.values().forEach(References::decref);
        named.clear();
        identifiers.clear();
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
    static long intern(long str) {
        long known = NativeCall.critical(INTERN, str);
        if (known == str) return str;
        References.incref(known);
        References.decref(str);
        return known;
    }

    /** Makes an interned str live for ever. */
    static void makeImmortal(long str) {
        if (state(str) != Constants.SSTATE_INTERNED_MORTAL) return;
        setState(str, Constants.SSTATE_INTERNED_IMMORTAL);
        References.incref(str);
    }

    /** Takes a dying str out of the table. */
    static void forget(long str) {
        NativeCall.critical(FORGET, str);
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
}
