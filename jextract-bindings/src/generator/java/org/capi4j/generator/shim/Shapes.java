package org.capi4j.generator.shim;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.capi4j.export.Call;
import org.capi4j.export.Kind;
import org.capi4j.export.Method;
import org.capi4j.generator.shim.CFunction.Parameter;

/** The C functions behind methods and attributes, as far as Java sees them. */
final class Shapes {

    private Shapes() {}

    /**
     * A way to call a method.
     *
     * @param flags      the {@code METH_} flags
     * @param parameters how many parameters Java takes
     * @param adapter    the macro of {@code adapters.h} that makes the C function of it, where Java takes other arguments than C gives; else empty
     */
    record Convention(String flags, int parameters, String adapter) {
        Convention(String flags, int parameters) {
            this(flags, parameters, "");
        }
    }

    /** A function of objects. */
    static CFunction objects(CType result, int parameters) {
        return new CFunction(
                "",
                result,
                Collections.nCopies(parameters, new Parameter(CType.POINTER, false)),
                false,
                result.errorValue(),
                result == CType.POINTER,
                true,
                "");
    }

    /** The C type that a Java type is natural for. */
    static CType natural(String java) {
        return Stream.of(CType.values())
                .filter(type -> type != CType.POINTER && type.java.equals(java))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("C has no counterpart of Java's " + java));
    }

    /** The calling convention of a method, or null when nothing fits that number of parameters. */
    static Convention convention(Method method, int parameters) {
        Call call = method.call() != Call.BY_PARAMETERS ? method.call() : byParameters(parameters);
        if (call == null) {
            return null;
        }
        Convention convention = convention(call, parameters);
        String flags = convention.flags();
        if (method.kind() != Kind.INSTANCE) {
            flags += " | METH_" + method.kind();
        }
        if (method.coexist()) {
            flags += " | METH_COEXIST";
        }
        return new Convention(flags, convention.parameters(), convention.adapter());
    }

    private static Call byParameters(int parameters) {
        List<Call> calls = List.of(Call.NOARGS, Call.O, Call.FASTCALL, Call.FASTCALL_KEYWORDS);
        return parameters >= 1 && parameters <= calls.size() ? calls.get(parameters - 1) : null;
    }

    private static Convention convention(Call call, int parameters) {
        return switch (call) {
            case BY_PARAMETERS -> throw new IllegalArgumentException("decided before");
            case NOARGS -> new Convention("METH_NOARGS", 1);
            case O -> new Convention("METH_O", 2);
            case FASTCALL -> new Convention("METH_FASTCALL", 3);
            case FASTCALL_KEYWORDS -> new Convention("METH_FASTCALL | METH_KEYWORDS", 4);
            case VARARGS -> parameters == 3 ? new Convention("METH_VARARGS", 3, "C4J_FROM_TUPLE") : new Convention("METH_VARARGS", 2);
            case VARARGS_KEYWORDS -> parameters == 4
                    ? new Convention("METH_VARARGS | METH_KEYWORDS", 4, "C4J_FROM_TUPLE_AND_DICT")
                    : new Convention("METH_VARARGS | METH_KEYWORDS", 3);
            case METHOD -> parameters == 4
                    ? new Convention("METH_METHOD | METH_FASTCALL | METH_KEYWORDS", 4, "C4J_WITHOUT_CLASS")
                    : new Convention("METH_METHOD | METH_FASTCALL | METH_KEYWORDS", 5);
        };
    }
}
