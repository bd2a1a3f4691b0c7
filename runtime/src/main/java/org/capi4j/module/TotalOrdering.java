package org.capi4j.module;

import java.util.List;
import java.util.Map;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.BoolType;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code functools.total_ordering}: gives a class with one ordering the other three, made of that and equality. */
@BuiltinModule("functools")
public final class TotalOrdering {
    /** By the ordering that a class has, the one preferred first: the others, and what becomes of the first one's answer. */
    private static final Map<String, String[]> CONVERSIONS = Map.of(
            "lt", new String[] {"gt not and", "le or", "ge not"},
            "le", new String[] {"ge not or", "lt and", "gt not"},
            "gt", new String[] {"lt not and", "ge or", "le not"},
            "ge", new String[] {"le not or", "gt and", "lt not"});

    private static final List<String> PREFERRED = List.of("lt", "le", "gt", "ge");

    private TotalOrdering() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "TotalOrdering").enter("total_ordering(cls)");
        for (String root : PREFERRED) {
            for (String conversion : CONVERSIONS.get(root)) {
                String[] words = conversion.split(" ");
                long rule = TupleType.steal(
                        Strings.of("__" + root + "__"), BoolType.of(conversion.contains("not")), BoolType.of(conversion.endsWith("and")), BoolType.of(conversion.endsWith("or")));
                String name = "_" + words[0] + "_from_" + root;
                Namespace.steal(dict, name, definitions.function(name + "(self, other)", "ordering", rule));
                References.decref(rule);
            }
        }
    }

    /** It closes over the name of the ordering there is, and whether its answer is negated, and what equality has to say. */
    @Method("ordering")
    static long order(long rule, long args, long nargs) {
        long self = Memory.getLong(args);
        long other = Memory.getLong(args + 8);
        try (OwnedObjects own = new OwnedObjects()) {
            long method = own.add(Objects.getAttr(References.type(self), TupleType.get(rule, 0)));
            long answer = own.add(Calls.callWith(method, self, other));
            if (answer == Singletons.NOT_IMPLEMENTED) return References.newRef(answer);
            if (TupleType.get(rule, 1) == Singletons.TRUE) answer = own.add(BoolType.of(!Objects.isTrue(answer)));
            boolean holds = Objects.isTrue(answer);
            if (TupleType.get(rule, 2) == Singletons.TRUE && holds) return Objects.richCompare(self, other, Constants.Py_NE);
            if (TupleType.get(rule, 3) == Singletons.TRUE && !holds) return Objects.richCompare(self, other, Constants.Py_EQ);
            return References.newRef(answer);
        }
    }

    private static boolean has(long cls, String ordering) {
        try (OwnedObjects own = new OwnedObjects()) {
            return own.add(Objects.getAttr(cls, "__" + ordering + "__")) != own.add(Objects.getAttr(BuiltinTypes.OBJECT, "__" + ordering + "__"));
        }
    }

    @Method("total_ordering")
    static long totalOrdering(long closure, long cls) {
        List<String> known = PREFERRED.stream().filter(ordering -> has(cls, ordering)).toList();
        if (known.isEmpty()) throw PyError.valueError("must define at least one ordering operation: < > <= >=");
        long names = ModuleType.dict(DictType.get(Imports.modules(), "functools"));
        for (String conversion : CONVERSIONS.get(known.getFirst())) {
            String ordering = conversion.split(" ")[0];
            if (known.contains(ordering)) continue;
            long function = DictType.get(names, "_" + ordering + "_from_" + known.getFirst());
            long name = Strings.of("__" + ordering + "__");
            Objects.setAttr(function, "__name__", name);
            Objects.setAttr(cls, name, function);
            References.decref(name);
        }
        return References.newRef(cls);
    }
}
