package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Method;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.memory.Shim;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.KeywordArguments;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/**
 * {@code warnings.catch_warnings}: puts the filters aside and back again.
 *
 * <pre>
 * 16 the module, while entered
 * 24 a list of the filters there were, while entered
 * 32 action and what else simplefilter gets, a tuple, or NULL
 * 40 a number: 1 to record warnings
 * 48 a number: 1 while entered
 * </pre>
 */
@BuiltinType(value = "c4j_CatchWarnings_Type", name = "warnings.catch_warnings", source = true, basicsize = 56, flags = Fields.FLAGS, references = 3)
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class CatchWarningsType {
    static final long TYPE = Shim.symbol("c4j_CatchWarnings_Type");
    private static final int MODULE = 0;
    private static final int FILTERS = 1;
    private static final int FILTER = 2;
    private static final int RECORD = 3;
    private static final int ENTERED = 4;

    private CatchWarningsType() {}

    @Slot("tp_new")
    public static long create(long type, long args, long kwargs) {
        long[] values = KeywordArguments.parse(
                "catch_warnings.__init__", args, kwargs, 0, 0, "record", "module", "action", "category", "lineno", "append");
        boolean filter = values[2] != NULL && values[2] != Singletons.NONE;
        long self = Fields.make(type, NULL, NULL, NULL);
        Fields.setNumber(self, RECORD, values[0] != NULL && Objects.isTrue(values[0]) ? 1 : 0);
        if (values[1] != NULL && values[1] != Singletons.NONE) Fields.set(self, MODULE, References.newRef(values[1]));
        else Fields.set(self, MODULE, Imports.importModule("warnings"));
        if (filter) Fields.set(self, FILTER, simpleFilter(values));
        return self;
    }

    /** The arguments of {@code simplefilter} in its order. */
    private static long simpleFilter(long[] values) {
        long category = values[3] == NULL ? org.capi4j.object.Exceptions.Warning : values[3];
        long line = values[4] == NULL ? LongType.of(0) : References.newRef(values[4]);
        long append = References.newRef(values[5] == NULL ? Singletons.FALSE : values[5]);
        return TupleType.steal(References.newRef(values[2]), References.newRef(category), line, append);
    }

    private static long filters(long self) {
        return DictType.get(ModuleType.dict(Fields.get(self, MODULE)), "filters");
    }

    @Method("__enter__")
    public static long enter(long self) {
        if (Fields.number(self, ENTERED) != 0) throw PyError.runtimeError("Cannot enter " + text(self) + " twice");
        if (Fields.number(self, RECORD) != 0) throw PythonSource.notImplemented("warnings.catch_warnings(record=True)");
        if (filters(self) == NULL) throw PyError.attributeError("module 'warnings' has no attribute 'filters'");
        Fields.set(self, FILTERS, ListType.slice(filters(self), 0, ListType.size(filters(self))));
        Fields.setNumber(self, ENTERED, 1);
        if (Fields.get(self, FILTER) != NULL) {
            long function = Objects.getAttr(Fields.get(self, MODULE), "simplefilter");
            try {
                References.decref(Calls.call(function, Fields.get(self, FILTER), NULL));
            } finally {
                References.decref(function);
            }
        }
        return Singletons.none();
    }

    /** The list of filters stays the same object, which the runtime looks into; its items are those of before. */
    @Method("__exit__")
    public static long exit(long self, long args, long nargs) {
        if (Fields.number(self, ENTERED) == 0) throw PyError.runtimeError("Cannot exit " + text(self) + " without entering first");
        long filters = filters(self);
        if (filters != NULL) ListType.setSlice(filters, 0, ListType.size(filters), Fields.get(self, FILTERS));
        return Singletons.none();
    }

    private static String text(long self) {
        return Fields.number(self, RECORD) != 0 ? "catch_warnings(record=True)" : "catch_warnings()";
    }

    @Slot("tp_repr")
    public static long repr(long self) {
        return Strings.of(text(self));
    }
}
