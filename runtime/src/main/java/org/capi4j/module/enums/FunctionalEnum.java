package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code Enum("Name", names, module=..., qualname=..., type=..., start=1, boundary=...)}: an enum class without a class statement. */
final class FunctionalEnum {
    private final long base;
    private final long[] values;

    /** @param values name, names, module, qualname, type, start, boundary; NULL where not given, borrowed */
    FunctionalEnum(long base, long[] values) {
        this.base = base;
        this.values = values;
    }

    private boolean has(int index) {
        return values[index] != NULL && values[index] != Singletons.NONE;
    }

    long make() {
        long bases = has(4) ? TupleType.of(values[4], base) : TupleType.of(base);
        long contents = NULL;
        try {
            long metatype = References.type(base);
            contents = Calls.callMethod(metatype, "__prepare__", values[0], bases);
            enterMembers(contents, Namespace.isStr(values[1]) ? words(Strings.toJava(values[1])) : References.newRef(values[1]));
            Namespace.steal(contents, "__module__", has(2) ? References.newRef(values[2]) : Strings.of(org.capi4j.type.CallingModule.name()));
            if (has(3)) Namespace.steal(contents, "__qualname__", References.newRef(values[3]));
            return create(metatype, bases, contents);
        } finally {
            References.decref(bases);
            References.xdecref(contents);
        }
    }

    private long create(long metatype, long bases, long contents) {
        long args = TupleType.of(values[0], bases, contents);
        long keywords = DictType.make();
        try {
            if (has(6)) DictType.set(keywords, "boundary", values[6]);
            return Calls.call(metatype, args, keywords);
        } finally {
            References.decref(args);
            References.decref(keywords);
        }
    }

    private static long words(String names) {
        String text = names.replace(',', ' ').strip();
        return Namespace.list(text.isEmpty() ? java.util.List.of() : java.util.List.of(text.split("\\s+")));
    }

    /** {@code names}' reference is consumed: names alone, pairs of name and value, or a mapping. */
    private void enterMembers(long contents, long names) {
        try {
            boolean listed = TupleType.isInstance(names) || ListType.isInstance(names);
            if (listed && Sequences.length(names) > 0 && isName(names)) {
                enterNames(contents, names);
                return;
            }
            Iteration.forEach(names, item -> {
                if (Namespace.isStr(item)) enter(contents, References.newRef(item), Objects.getItem(names, item));
                else enter(contents, Sequences.getItem(item, 0), Sequences.getItem(item, 1));
            });
        } finally {
            References.decref(names);
        }
    }

    private static boolean isName(long names) {
        long first = Sequences.getItem(names, 0);
        References.decref(first); // it stays in the sequence
        return Namespace.isStr(first);
    }

    /** Values are generated from {@code start} on. */
    private void enterNames(long contents, long names) {
        long last = ListType.make(0);
        long start = values[5] == NULL ? LongType.of(1) : References.newRef(values[5]);
        long generate = Objects.getAttr(base, "_generate_next_value_");
        long[] count = {0};
        try {
            Iteration.forEach(names, name -> {
                long index = LongType.of(count[0]++);
                long soFar = Sequences.list(last);
                try {
                    long value = Calls.callWith(generate, name, start, index, soFar);
                    ListType.append(last, value);
                    enter(contents, References.newRef(name), value);
                } finally {
                    References.decref(index);
                    References.decref(soFar);
                }
            });
        } finally {
            References.decref(generate);
            References.decref(start);
            References.decref(last);
        }
    }

    /** Both references are consumed. */
    private static void enter(long contents, long name, long value) {
        try {
            Objects.setItem(contents, name, value);
        } finally {
            References.decref(name);
            References.decref(value);
        }
    }
}
