package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.util.LinkedHashMap;
import java.util.Map;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Slot;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.Strings;
import org.capi4j.type.DictType;
import org.capi4j.type.TupleType;

/** A Java function as a Python callable: {@code capi4j.JavaCallable}, laid out as {@link JavaObjectType}. */
@BuiltinType(value = "c4j_JavaCallable_Type", name = "capi4j.JavaCallable", basicsize = 24, flags = 0x80)
public final class JavaCallableType {
    static final long TYPE = Shim.symbol("c4j_JavaCallable_Type");

    private JavaCallableType() {}

    /** What a Java callable does: arguments are Java values already; the result is converted to Python. */
    @FunctionalInterface
    public interface Target {
        Object call(Object[] args, Map<String, Object> kwargs) throws Exception;
    }

    /** The target with the converter that reads arguments and writes the result. */
    private record Callable(String name, Target target, Conversion conversion) {}

    /** A new Python callable. */
    public static long of(String name, Target target, Conversion conversion) {
        return JavaObjectType.wrap(TYPE, new Callable(name, target, conversion));
    }

    @Slot("tp_call")
    public static long call(long self, long args, long kwargs) throws Exception {
        Callable callable = (Callable) JavaObjectType.get(self);
        Object[] values = new Object[(int) TupleType.size(args)];
        for (int i = 0; i < values.length; i++) values[i] = callable.conversion().toJava(TupleType.get(args, i));
        Object result = callable.target().call(values, keywords(callable.conversion(), kwargs));
        return callable.conversion().toPython(result);
    }

    private static Map<String, Object> keywords(Conversion conversion, long kwargs) {
        if (kwargs == NULL || DictType.size(kwargs) == 0) return Map.of();
        Map<String, Object> keywords = new LinkedHashMap<>();
        long[] pair = new long[2];
        for (long at = DictType.next(kwargs, 0, pair); at >= 0; at = DictType.next(kwargs, at, pair)) {
            keywords.put(Strings.toJava(pair[0]), conversion.toJava(pair[1]));
        }
        return keywords;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        JavaObjectType.JavaObjects.current().remove(Memory.getLong(self + JavaObjectType.INDEX));
        Allocation.free(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<Java function " + ((Callable) JavaObjectType.get(self)).name() + ">");
    }
}
