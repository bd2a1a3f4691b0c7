package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;

/** The method resolution order: C3 linearisation of a type's bases, or what a metatype's {@code mro()} says. */
final class Mro {
    private Mro() {}

    /** The C3 order of {@code type} from its {@code tp_bases}: borrowed types, itself first. */
    static List<Long> linearise(long type) {
        List<Long> bases = tupleItems(Memory.getLong(type + PyTypeObject.tp_bases));
        checkNoDuplicates(bases);
        List<List<Long>> sequences = new ArrayList<>();
        for (long base : bases) sequences.add(new ArrayList<>(ofBase(base)));
        sequences.add(new ArrayList<>(bases));
        List<Long> result = new ArrayList<>();
        result.add(type);
        merge(sequences, result);
        return result;
    }

    private static List<Long> ofBase(long base) {
        long mro = Memory.getLong(base + PyTypeObject.tp_mro);
        if (mro == NULL) throw PyError.typeError("Cannot extend an incomplete type '" + TypeLookup.fullName(base) + "'");
        return tupleItems(mro);
    }

    private static void checkNoDuplicates(List<Long> bases) {
        for (int i = 0; i < bases.size(); i++) {
            if (bases.indexOf(bases.get(i)) < i) {
                throw PyError.typeError("duplicate base class " + TypeLookup.name(bases.get(i)));
            }
        }
    }

    private static void merge(List<List<Long>> sequences, List<Long> result) {
        sequences.removeIf(List::isEmpty);
        while (!sequences.isEmpty()) {
            Long next = next(sequences);
            if (next == null) throw inconsistent(sequences);
            result.add(next);
            for (List<Long> sequence : sequences) {
                if (sequence.getFirst().equals(next)) sequence.removeFirst();
            }
            sequences.removeIf(List::isEmpty);
        }
    }

    /** The first head that is in no tail, or null. */
    private static Long next(List<List<Long>> sequences) {
        for (List<Long> sequence : sequences) {
            if (inNoTail(sequence.getFirst(), sequences)) return sequence.getFirst();
        }
        return null;
    }

    private static boolean inNoTail(Long head, List<List<Long>> sequences) {
        for (List<Long> sequence : sequences) {
            if (sequence.lastIndexOf(head) > 0) return false;
        }
        return true;
    }

    private static PyError inconsistent(List<List<Long>> sequences) {
        Set<Long> heads = new LinkedHashSet<>();
        for (List<Long> sequence : sequences) heads.add(sequence.getFirst());
        String names = String.join(", ", heads.stream().map(TypeLookup::name).toList());
        return PyError.typeError("Cannot create a consistent method resolution\norder (MRO) for bases " + names);
    }

    /** A tuple of the order, as {@code mro()} of the metatype computes it: a new reference. */
    static long compute(long type) {
        if (isOrdinary(References.type(type))) return tuple(linearise(type));
        long method = Calls.lookupSpecial(type, "mro");
        if (method == NULL) return tuple(linearise(type));
        try {
            long answer = Calls.callNoArgs(method);
            try {
                return checked(type, Sequences.tuple(answer));
            } finally {
                References.decref(answer);
            }
        } finally {
            References.decref(method);
        }
    }

    /** Whether the metatype's {@code mro} is {@code type}'s own. */
    private static boolean isOrdinary(long metatype) {
        if (metatype == BuiltinTypes.TYPE) return true;
        long name = StrType.intern("mro");
        try {
            return TypeLookup.lookup(metatype, name) == DictType.get(TypeLookup.dict(BuiltinTypes.TYPE), name);
        } finally {
            References.decref(name);
        }
    }

    /** Refuses what isn't a type, or a type whose instances are laid out otherwise. Returns its argument. */
    private static long checked(long type, long mro) {
        long solid = Layout.solidBase(type);
        for (long base : tupleItems(mro)) {
            String problem = !TypeLookup.isType(base)
                    ? "mro() returned a non-class ('" + TypeLookup.fullNameOf(base) + "')"
                    : !TypeLookup.isSubtype(solid, Layout.solidBase(base))
                            ? "mro() returned base with unsuitable layout ('" + TypeLookup.fullName(base) + "')"
                            : null;
            if (problem != null) {
                References.decref(mro);
                throw PyError.typeError(problem);
            }
        }
        return mro;
    }

    static long tuple(List<Long> types) {
        long[] items = new long[types.size()];
        for (int i = 0; i < items.length; i++) items[i] = types.get(i);
        return TupleType.of(items);
    }

    static List<Long> tupleItems(long tuple) {
        List<Long> items = new ArrayList<>();
        long count = TupleType.size(tuple);
        for (long i = 0; i < count; i++) items.add(TupleType.get(tuple, i));
        return items;
    }
}
