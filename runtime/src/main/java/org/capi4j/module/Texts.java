package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.TupleType;

/** Arguments of calls, as text and in parts. */
final class Texts {
    private Texts() {}

    /** {@code (1, 'a', key=2)} of a tuple and a dict or NULL. */
    static String call(long args, long kwargs) {
        StringBuilder text = new StringBuilder("(");
        appendArguments(text, args, kwargs, "");
        return text.append(")").toString();
    }

    /** Appends the arguments' reprs; {@code separator} is what goes before the first one. */
    static void appendArguments(StringBuilder text, long args, long kwargs, String separator) {
        String before = separator;
        for (long i = 0; i < TupleType.size(args); i++, before = ", ") text.append(before).append(Objects.reprString(TupleType.get(args, i)));
        if (kwargs == NULL) return;
        long[] pair = new long[2];
        for (long at = DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair), before = ", ") {
            String key = Namespace.isStr(pair[0]) ? Strings.toJava(pair[0]) : Objects.reprString(pair[0]);
            text.append(before).append(key).append("=").append(Objects.reprString(pair[1]));
        }
    }

    /** A new tuple without the first {@code start} items. */
    static long tail(long tuple, long start) {
        long rest = TupleType.make(Math.max(TupleType.size(tuple) - start, 0));
        for (long i = start; i < TupleType.size(tuple); i++) TupleType.init(rest, i - start, References.newRef(TupleType.get(tuple, i)));
        return rest;
    }

    /** A new tuple of the items of both. */
    static long join(long left, long right) {
        long size = TupleType.size(left);
        long all = TupleType.make(size + TupleType.size(right));
        for (long i = 0; i < size; i++) TupleType.init(all, i, References.newRef(TupleType.get(left, i)));
        for (long i = 0; i < TupleType.size(right); i++) TupleType.init(all, size + i, References.newRef(TupleType.get(right, i)));
        return all;
    }
}
