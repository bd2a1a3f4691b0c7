package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code warnings.catch_warnings}: puts filters and {@code showwarning} aside and back again, and may list the warnings in between. */
@BuiltinModule("warnings")
public final class CatchWarnings {
    private CatchWarnings() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "CatchWarnings");
        ClassContents contents = new ClassContents(definitions, "catch_warnings");
        long init = definitions.function(
                "catch_warnings.__init__(self, *, record=False, module=None, action=None, category=closure, lineno=0, append=False)",
                "catch_warnings.__init__", Exceptions.Warning);
        contents.put("__init__", init).define("__repr__(self)", "__enter__(self)", "__exit__(self, *exc_info)");
        Namespace.steal(dict, "catch_warnings", contents.make(BuiltinTypes.TYPE));
    }

    @Method("catch_warnings.__init__")
    static long init(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        long module = Memory.getLong(args + 16);
        Objects.setAttr(self, "_record", Memory.getLong(args + 8));
        Objects.setAttr(self, "_module", module == Singletons.NONE ? DictType.get(Imports.modules(), "warnings") : module);
        Objects.setAttr(self, "_entered", Singletons.FALSE);
        long action = Memory.getLong(args + 24);
        if (action == Singletons.NONE) {
            Objects.setAttr(self, "_filter", Singletons.NONE);
            return Singletons.none();
        }
        long filter = TupleType.of(action, Memory.getLong(args + 32), Memory.getLong(args + 40), Memory.getLong(args + 48));
        try {
            Objects.setAttr(self, "_filter", filter);
            return Singletons.none();
        } finally {
            References.decref(filter);
        }
    }

    private static boolean is(long self, String attribute) {
        long value = Objects.getAttr(self, attribute);
        try {
            return Objects.isTrue(value);
        } finally {
            References.decref(value);
        }
    }

    private static String text(long self) {
        try (OwnedObjects own = new OwnedObjects()) {
            long module = own.add(Objects.getAttr(self, "_module"));
            StringBuilder text = new StringBuilder(is(self, "_record") ? "record=True" : "");
            if (module != DictType.get(Imports.modules(), "warnings")) {
                text.append(text.isEmpty() ? "" : ", ").append("module=").append(Objects.reprString(module));
            }
            return TypeLookup.nameOf(self) + "(" + text + ")";
        }
    }

    @Method("catch_warnings.__repr__")
    static long repr(long closure, long self) {
        return Strings.of(text(self));
    }

    @Method("catch_warnings.__enter__")
    static long enter(long closure, long self) {
        if (is(self, "_entered")) throw PyError.runtimeError("Cannot enter " + text(self) + " twice");
        try (OwnedObjects own = new OwnedObjects()) {
            Objects.setAttr(self, "_entered", Singletons.TRUE);
            long module = own.add(Objects.getAttr(self, "_module"));
            long filters = own.add(Objects.getAttr(module, "filters"));
            Objects.setAttr(self, "_filters", filters);
            Objects.setAttr(module, "filters", own.add(org.capi4j.type.Sequences.list(filters)));
            References.decref(Calls.callMethod(module, "_filters_mutated"));
            keep(own, self, module, "showwarning", "_showwarning");
            keep(own, self, module, "_showwarnmsg_impl", "_showwarnmsg_impl");
            long log = is(self, "_record") ? record(own, module) : Singletons.NONE;
            long filter = own.add(Objects.getAttr(self, "_filter"));
            if (filter != Singletons.NONE) References.decref(Calls.call(DictType.get(WarningFilters.names(), "simplefilter"), filter, NULL));
            return References.newRef(log);
        }
    }

    private static void keep(OwnedObjects own, long self, long module, String name, String attribute) {
        Objects.setAttr(self, attribute, own.add(Objects.getAttr(module, name)));
    }

    private static long record(OwnedObjects own, long module) {
        long log = own.add(ListType.make(0));
        Objects.setAttr(module, "_showwarnmsg_impl", own.add(Objects.getAttr(log, "append")));
        Objects.setAttr(module, "showwarning", own.add(Objects.getAttr(module, "_showwarning_orig")));
        return log;
    }

    @Method("catch_warnings.__exit__")
    static long exit(long closure, long args, long nargs) {
        long self = Memory.getLong(args);
        if (!is(self, "_entered")) throw PyError.runtimeError("Cannot exit " + text(self) + " without entering first");
        try (OwnedObjects own = new OwnedObjects()) {
            long module = own.add(Objects.getAttr(self, "_module"));
            Objects.setAttr(module, "filters", own.add(Objects.getAttr(self, "_filters")));
            References.decref(Calls.callMethod(module, "_filters_mutated"));
            Objects.setAttr(module, "showwarning", own.add(Objects.getAttr(self, "_showwarning")));
            Objects.setAttr(module, "_showwarnmsg_impl", own.add(Objects.getAttr(self, "_showwarnmsg_impl")));
            return Singletons.none();
        }
    }
}
