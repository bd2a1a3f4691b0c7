package org.capi4j.bridge;

import static org.capi4j.memory.Memory.NULL;

import java.util.LinkedHashMap;
import java.util.Map;
import org.capi4j.export.BuiltinType;
import org.capi4j.export.Function;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Gil;
import org.capi4j.object.Guard;
import org.capi4j.object.InterpreterState;
import org.capi4j.object.Strings;
import org.capi4j.type.Arguments;
import org.capi4j.type.TupleType;

/**
 * A Java function as a Python callable: {@code capi4j.JavaCallable}.
 *
 * <pre>
 * 0  PyObject       ob_base
 * 16 long           index into the interpreter's Java objects, as in {@link JavaObjectType}
 * 24 vectorcallfunc vectorcall
 * </pre>
 */
@BuiltinType(
        value = "c4j_JavaCallable_Type", name = "capi4j.JavaCallable", basicsize = JavaCallableType.SIZE, flags = 0x4880,
        vectorcallOffset = JavaCallableType.VECTORCALL)
@SlotRef(slot = "tp_call", function = "PyVectorcall_Call")
@SlotRef(slot = "tp_free", function = "PyObject_GC_Del")
public final class JavaCallableType {
    static final long VECTORCALL = 24;
    static final long SIZE = 32;
    static final long TYPE = Shim.symbol("c4j_JavaCallable_Type");
    private static final long FUNCTION = Shim.symbol("c4j_JavaCallableType_vectorcall");

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
        long object = JavaObjectType.wrap(TYPE, new Callable(name, target, conversion));
        Memory.putLong(object + VECTORCALL, FUNCTION);
        return object;
    }

    @Function
    static long vectorcall(long self, long args, long nargsf, long kwnames) throws Exception {
        Gil.attend(InterpreterState.current(), true); // this is where CPython would run Python code
        Callable callable = (Callable) JavaObjectType.get(self);
        int count = (int) Arguments.count(nargsf);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) values[i] = callable.conversion().toJava(Memory.getLong(args + 8L * i));
        Map<String, Object> keywords = kwnames == NULL ? Map.of() : keywords(callable.conversion(), args + 8L * count, kwnames);
        try {
            return callable.conversion().toPython(callable.target().call(values, keywords));
        } catch (Throwable failure) { // for Java callers too, who clean up after a PyError and know nothing of others
            throw Guard.error(failure, callable.name());
        }
    }

    private static Map<String, Object> keywords(Conversion conversion, long values, long kwnames) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (long i = 0; i < TupleType.size(kwnames); i++) {
            keywords.put(Strings.toJava(TupleType.get(kwnames, i)), conversion.toJava(Memory.getLong(values + 8 * i)));
        }
        return keywords;
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        return 0;
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        JavaObjectType.dealloc(self);
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of("<Java function " + ((Callable) JavaObjectType.get(self)).name() + ">");
    }
}
