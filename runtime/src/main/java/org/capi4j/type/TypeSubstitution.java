package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Puts arguments in the place of type variables: {@code dict[T, list[U]][int, str]}. A type variable is whatever has
 * {@code __typing_subst__}; in CPython these are objects of the module typing.
 */
final class TypeSubstitution implements AutoCloseable {
    private final long alias;
    private final List<Long> parameters;
    private final OwnedObjects owned = new OwnedObjects();

    private TypeSubstitution(long alias, long parameters) {
        this.alias = alias;
        this.parameters = Mro.tupleItems(parameters);
    }

    /** The arguments {@code args} of {@code alias} with {@code item}, or its items, for {@code parameters}: a new tuple. */
    static long apply(long alias, long args, long parameters, long item) {
        if (TupleType.size(parameters) == 0) throw PyError.typeError(Objects.reprString(alias) + " is not a generic class");
        try (TypeSubstitution substitution = new TypeSubstitution(alias, parameters)) {
            return substitution.arguments(args, substitution.given(item));
        }
    }

    private static boolean isTuple(long object) {
        return TypeLookup.hasFlag(References.type(object), Constants.Py_TPFLAGS_TUPLE_SUBCLASS);
    }

    private static List<Long> items(long item) {
        return isTuple(item) ? Mro.tupleItems(item) : List.of(item);
    }

    /** One argument for each parameter. */
    private List<Long> given(long item) {
        long prepared = unpacked(item);
        for (long parameter : parameters) {
            long prepare = attribute(parameter, "__typing_prepare_subst__");
            if (prepare == NULL || prepare == Singletons.NONE) continue;
            long tuple = isTuple(prepared) ? prepared : owned.add(TupleType.of(prepared));
            long both = owned.add(TupleType.of(alias, tuple));
            prepared = owned.add(Calls.call(prepare, both, NULL));
        }
        List<Long> given = items(prepared);
        if (given.size() != parameters.size()) {
            throw PyError.typeError("Too " + (given.size() > parameters.size() ? "many" : "few") + " arguments for " + Objects.reprString(alias) + "; actual "
                    + given.size() + ", expected " + parameters.size());
        }
        return given;
    }

    /** An unpacked tuple of known length among the arguments counts as its items. */
    private long unpacked(long item) {
        List<Long> flat = new ArrayList<>();
        for (long argument : items(item)) {
            long inner = TypeLookup.isType(argument) ? NULL : attribute(argument, "__typing_unpacked_tuple_args__");
            boolean known = inner != NULL && isTuple(inner) && !endsOpen(inner);
            if (known) flat.addAll(Mro.tupleItems(inner));
            else flat.add(argument);
        }
        return owned.add(Mro.tuple(flat));
    }

    private static boolean endsOpen(long tuple) {
        long size = TupleType.size(tuple);
        return size > 0 && TupleType.get(tuple, size - 1) == Singletons.ELLIPSIS;
    }

    private long arguments(long args, List<Long> given) {
        List<Long> result = new ArrayList<>();
        for (long argument : Mro.tupleItems(args)) {
            if (TypeLookup.isType(argument)) {
                result.add(argument);
                continue;
            }
            long unpack = attribute(argument, "__typing_is_unpacked_typevartuple__");
            long replaced = replaced(argument, given);
            if (unpack != NULL && Objects.isTrue(unpack)) result.addAll(items(replaced));
            else result.add(replaced);
        }
        return Mro.tuple(result);
    }

    private long replaced(long argument, List<Long> given) {
        long substitute = attribute(argument, "__typing_subst__");
        if (substitute == NULL) return nested(argument, given);
        return owned.add(Calls.callOneArg(substitute, given.get(parameters.indexOf(argument))));
    }

    /** An argument that has parameters of its own gets what stands for those. */
    private long nested(long argument, List<Long> given) {
        long own = attribute(argument, "__parameters__");
        if (own == NULL || !isTuple(own) || TupleType.size(own) == 0) return argument;
        List<Long> chosen = new ArrayList<>();
        for (long parameter : Mro.tupleItems(own)) {
            int index = parameters.indexOf(parameter);
            if (index < 0) chosen.add(parameter);
            else if (isIterable(parameter) && isTuple(given.get(index))) chosen.addAll(Mro.tupleItems(given.get(index)));
            else chosen.add(given.get(index));
        }
        return owned.add(Objects.getItem(argument, owned.add(Mro.tuple(chosen))));
    }

    /** Only a variable for any number of types can be unpacked. */
    private static boolean isIterable(long parameter) {
        return TypeLookup.slotOf(parameter, PyTypeObject.tp_iter) != NULL;
    }

    /** Borrowed until the end, or NULL. */
    private long attribute(long object, String name) {
        long value = Objects.lookupAttr(object, name);
        return value == NULL ? NULL : owned.add(value);
    }

    @Override
    public void close() {
        owned.close();
    }
}
