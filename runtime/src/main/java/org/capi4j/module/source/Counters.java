package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code collections.Counter}. */
@BuiltinModule("collections.Counter")
public final class Counters {
    private Counters() {}

    static long make(long globals) {
        ClassContents counter = new ClassContents(new Definitions(globals, "Counters"), "Counter").define(
                "__init__(self, iterable=None, /, **kwds)", "total(self)", "most_common(self, n=None)", "elements(self)",
                "update(self, iterable=None, /, **kwds)", "subtract(self, iterable=None, /, **kwds)", "copy(self)", "__reduce__(self)", "__delitem__(self, elem)",
                "__repr__(self)", "__pos__(self)", "__neg__(self)", "_keep_positive(self)");
        counter.answering(LongType.of(0), "__missing__(self, key)");
        for (String operator : new String[] {"eq", "ne", "le", "lt", "ge", "gt"}) counter.closing("compare", Strings.of(operator), "__" + operator + "__(self, other)");
        for (String operator : new String[] {"add", "sub", "or", "and"}) {
            counter.closing("combine", Strings.of(operator), "__" + operator + "__(self, other)").closing("change", Strings.of(operator), "__i" + operator + "__(self, other)");
        }
        return counter.defineClassMethods("fromkeys(cls, iterable, v=None)").make(BuiltinTypes.TYPE, BuiltinTypes.DICT);
    }

    @Method("Counter.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.apply(call.get(call.arg(0), "update"), call.tuple(call.arg(1)), call.arg(2));
            return Activation.none();
        }
    }

    @Method("Counter.total")
    static long total(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long[] sum = {call.number(0)};
            Iteration.forEach(call.call(call.arg(0), "values"), count -> sum[0] = call.keep(Numbers.add(sum[0], count)));
            return References.newRef(sum[0]);
        }
    }

    /** Pairs, those of the highest counts first. */
    @Method("Counter.most_common")
    static long mostCommon(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long keywords = call.keep(DictType.make());
            DictType.set(keywords, "key", call.invoke(call.imported("operator", "itemgetter"), call.number(1)));
            DictType.set(keywords, "reverse", Singletons.TRUE);
            long list = call.keep(Sequences.list(call.call(call.arg(0), "items")));
            call.apply(call.get(list, "sort"), call.tuple(), keywords);
            if (!call.isGiven(1)) return References.newRef(list);
            boolean all = Objects.richCompareBool(call.arg(1), call.number(ListType.size(list)), Constants.Py_GE);
            return all ? References.newRef(list) : ListType.slice(list, 0, Math.max(0, Numbers.asSsize(call.arg(1), Exceptions.OverflowError)));
        }
    }

    @Method("Counter.elements")
    static long elements(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long repeated = call.invoke(call.imported("itertools", "starmap"), call.imported("itertools", "repeat"), call.call(call.arg(0), "items"));
            return Activation.own(call.call(call.imported("itertools", "chain"), "from_iterable", repeated));
        }
    }

    @Method("Counter.fromkeys")
    static long fromKeys(long closure, long args, long nargs) {
        throw PyError.of(Exceptions.NotImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
    }

    private static boolean isMapping(Activation call, long object) {
        return Objects.isInstance(object, call.imported("collections.abc", "Mapping"));
    }

    @Method("Counter.update")
    static long update(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long source = call.arg(1);
            boolean counts = source != Singletons.NONE && isMapping(call, source);
            if (counts && Objects.isTrue(self)) change(call, source, Numbers::add, true);
            else if (counts) call.call(BuiltinTypes.DICT, "update", self, source);
            else if (source != Singletons.NONE) call.invoke(call.imported("_collections", "_count_elements"), self, source);
            if (Objects.isTrue(call.arg(2))) call.call(self, "update", call.arg(2));
            return Activation.none();
        }
    }

    @Method("Counter.subtract")
    static long subtract(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long source = call.arg(1);
            long one = call.number(1);
            if (source != Singletons.NONE && isMapping(call, source)) {
                change(call, source, Numbers::subtract, false);
            } else if (source != Singletons.NONE) {
                Iteration.forEach(source, item -> set(call, item, Numbers.subtract(old(call, item), one)));
            }
            if (Objects.isTrue(call.arg(2))) call.call(call.arg(0), "subtract", call.arg(2));
            return Activation.none();
        }
    }

    private static long old(Activation call, long item) {
        return call.call(call.arg(0), "get", item, call.number(0));
    }

    private static void set(Activation call, long item, long count) {
        Objects.setItem(call.arg(0), item, call.keep(count));
    }

    /** @param given whether a given count is the left operand */
    private static void change(Activation call, long source, LongBinaryOperator operator, boolean given) {
        each(call, source, (item, count) -> {
            long old = old(call, item);
            set(call, item, given ? operator.applyAsLong(count, old) : operator.applyAsLong(old, count));
        });
    }

    private interface Pair {
        void accept(long item, long count);
    }

    private static void each(Activation call, long mapping, Pair action) {
        Iteration.forEach(call.call(mapping, "items"), pair -> {
            long both = call.keep(Sequences.tuple(pair));
            action.accept(TupleType.get(both, 0), TupleType.get(both, 1));
        });
    }

    @Method("Counter.copy")
    static long copy(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Calls.callOneArg(References.type(call.arg(0)), call.arg(0));
        }
    }

    @Method("Counter.__reduce__")
    static long reduce(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return TupleType.of(References.type(call.arg(0)), call.tuple(call.invoke(BuiltinTypes.DICT, call.arg(0))));
        }
    }

    @Method("Counter.__delitem__")
    static long delete(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (Sequences.contains(call.arg(0), call.arg(1))) call.call(BuiltinTypes.DICT, "__delitem__", call.arg(0), call.arg(1));
            return Activation.none();
        }
    }

    @Method("Counter.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String name = TypeLookup.name(References.type(call.arg(0)));
            if (!Objects.isTrue(call.arg(0))) return Strings.of(name + "()");
            return Strings.of(name + "(" + Objects.reprString(ordered(call)) + ")");
        }
    }

    private static long ordered(Activation call) {
        try {
            return call.invoke(BuiltinTypes.DICT, call.call(call.arg(0), "most_common"));
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.TypeError)) throw error;
            error.release();
            return call.invoke(BuiltinTypes.DICT, call.arg(0));
        }
    }

    private static boolean isCounter(Activation call, int index) {
        return Objects.isInstance(call.arg(index), call.global("collections", "Counter"));
    }

    /** Whether all counts of both compare so. */
    private static boolean compares(Activation call, int operation) {
        for (int i = 0; i < 2; i++) {
            long items = call.keep(Objects.iter(call.arg(i)));
            for (long item = call.keep(Objects.next(items)); item != NULL; item = call.keep(Objects.next(items))) {
                long left = call.keep(Objects.getItem(call.arg(0), item));
                if (!Objects.richCompareBool(left, call.keep(Objects.getItem(call.arg(1), item)), operation)) return false;
            }
        }
        return true;
    }

    /** NotImplemented for what is no counter. */
    @Method("compare")
    static long compare(long operator, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (!isCounter(call, 1)) return Singletons.notImplemented();
            return Activation.own(switch (Strings.toJava(operator)) {
                case "eq" -> compares(call, Constants.Py_EQ);
                case "ne" -> !compares(call, Constants.Py_EQ);
                case "le" -> compares(call, Constants.Py_LE);
                case "lt" -> compares(call, Constants.Py_LE) && differ(call);
                case "ge" -> compares(call, Constants.Py_GE);
                default -> compares(call, Constants.Py_GE) && differ(call);
            });
        }
    }

    private static boolean differ(Activation call) {
        return Objects.richCompareBool(call.arg(0), call.arg(1), Constants.Py_NE);
    }

    private static void putPositive(Activation call, long result, long item, long count) {
        if (Objects.richCompareBool(count, call.number(0), Constants.Py_GT)) Objects.setItem(result, item, count);
    }

    private static long newCounter(Activation call) {
        return call.invoke(call.global("collections", "Counter"));
    }

    @Method("combine")
    static long combine(long operator, long args, long nargs) {
        return switch (Strings.toJava(operator)) {
            case "add" -> combine(args, Numbers::add, References::newRef);
            case "sub" -> combine(args, Numbers::subtract, Counters::negated);
            case "or" -> combine(args, Counters::greater, References::newRef);
            default -> combine(args, Counters::lesser, null);
        };
    }

    @Method("change")
    static long change(long operator, long args, long nargs) {
        return switch (Strings.toJava(operator)) {
            case "add" -> inPlace(args, false, Numbers::add);
            case "sub" -> inPlace(args, false, Numbers::subtract);
            case "or" -> inPlace(args, false, Counters::greater);
            default -> inPlace(args, true, Counters::least);
        };
    }

    /** @param rest what becomes of the counts that only the other has; null: nothing */
    private static long combine(long args, LongBinaryOperator operator, LongUnaryOperator rest) {
        try (Activation call = new Activation(args)) {
            if (!isCounter(call, 1)) return Singletons.notImplemented();
            long result = newCounter(call);
            each(call, call.arg(0), (item, count) -> putPositive(call, result, item, call.keep(operator.applyAsLong(count, call.keep(Objects.getItem(call.arg(1), item))))));
            if (rest == null) return References.newRef(result);
            each(call, call.arg(1), (item, count) -> {
                if (!Sequences.contains(call.arg(0), item)) putPositive(call, result, item, call.keep(rest.applyAsLong(count)));
            });
            return References.newRef(result);
        }
    }

    private static long lesser(long one, long other) {
        return References.newRef(Objects.richCompareBool(one, other, Constants.Py_LT) ? one : other);
    }

    private static long greater(long one, long other) {
        return References.newRef(Objects.richCompareBool(one, other, Constants.Py_LT) ? other : one);
    }

    private static long negated(long count) {
        long zero = LongType.of(0);
        try {
            return Numbers.subtract(zero, count);
        } finally {
            References.decref(zero);
        }
    }

    @Method("Counter.__pos__")
    static long positive(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long result = newCounter(call);
            each(call, call.arg(0), (item, count) -> putPositive(call, result, item, count));
            return References.newRef(result);
        }
    }

    @Method("Counter.__neg__")
    static long negative(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long result = newCounter(call);
            each(call, call.arg(0), (item, count) -> putPositive(call, result, item, call.keep(negated(count))));
            return References.newRef(result);
        }
    }

    @Method("Counter._keep_positive")
    static long keepPositive(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long dropped = call.keep(ListType.make(0));
            each(call, call.arg(0), (item, count) -> {
                if (!Objects.richCompareBool(count, call.number(0), Constants.Py_GT)) ListType.append(dropped, item);
            });
            Iteration.forEach(dropped, item -> Objects.delItem(call.arg(0), item));
            return References.newRef(call.arg(0));
        }
    }

    /** @param ours whether the counter's own items are walked, and not the other's */
    private static long inPlace(long args, boolean ours, LongBinaryOperator operator) {
        try (Activation call = new Activation(args)) {
            each(call, call.arg(ours ? 0 : 1), (item, count) -> {
                long old = ours ? count : call.keep(Objects.getItem(call.arg(0), item));
                long given = ours ? call.keep(Objects.getItem(call.arg(1), item)) : count;
                long sum = call.keep(operator.applyAsLong(old, given));
                if (sum != old) Objects.setItem(call.arg(0), item, sum);
            });
            return Activation.own(call.call(call.arg(0), "_keep_positive"));
        }
    }

    private static long least(long one, long other) {
        return References.newRef(Objects.richCompareBool(other, one, Constants.Py_LT) ? other : one);
    }
}
