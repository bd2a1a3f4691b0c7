package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;

/** {@code logging}: all loggers by name, each below the one whose name begins its own. */
@BuiltinModule("logging.manager")
public final class LoggerTree {
    private LoggerTree() {}

    static void fill(long dict) {
        Definitions definitions = new Definitions(dict, "LoggerTree");
        ClassContents place = new ClassContents(definitions, "PlaceHolder").define("__init__(self, alogger)", "append(self, alogger)");
        Namespace.steal(dict, "PlaceHolder", place.make(BuiltinTypes.TYPE));
        ClassContents manager = new ClassContents(definitions, "Manager").define("__init__(self, rootnode)", "getLogger(self, name)", "setLoggerClass(self, klass)",
                "setLogRecordFactory(self, factory)", "_fixupParents(self, alogger)", "_fixupChildren(self, ph, alogger)", "_clear_cache(self)");
        long getter = definitions.function("Manager.disable(self)", "disabled", Singletons.NONE);
        long setter = definitions.function("Manager.disable(self, value)", "disable", Singletons.NONE);
        manager.put("disable", Calls.callWith(BuiltinTypes.PROPERTY, getter, setter));
        References.decref(getter);
        References.decref(setter);
        Namespace.steal(dict, "Manager", manager.make(BuiltinTypes.TYPE));
    }

    @Method("PlaceHolder.__init__")
    static long initPlace(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long map = call.keep(DictType.make());
            DictType.set(map, call.arg(1), Singletons.NONE);
            call.set(call.arg(0), "loggerMap", map);
            return Activation.none();
        }
    }

    @Method("PlaceHolder.append")
    static long append(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long map = call.get(call.arg(0), "loggerMap");
            if (!DictType.contains(map, call.arg(1))) DictType.set(map, call.arg(1), Singletons.NONE);
            return Activation.none();
        }
    }

    @Method("Manager.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "root", call.arg(1));
            call.set(self, "disable", call.number(0));
            call.set(self, "emittedNoHandlerWarning", false);
            call.set(self, "loggerDict", call.keep(DictType.make()));
            call.set(self, "loggerClass", Singletons.NONE);
            call.set(self, "logRecordFactory", Singletons.NONE);
            return Activation.none();
        }
    }

    @Method("disabled")
    static long disabled(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.get(call.arg(0), "_disable"));
        }
    }

    @Method("disable")
    static long disable(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "_disable", call.keep(LoggingModule.level(call.arg(1))));
            return Activation.none();
        }
    }

    private static boolean isPlace(Activation call, long object) {
        return Objects.isInstance(object, call.global("logging", "PlaceHolder"));
    }

    @Method("Manager.getLogger")
    static long getLogger(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long name = call.arg(1);
            if (!Namespace.isStr(name)) throw PyError.typeError("A logger name must be a string");
            long all = call.get(call.arg(0), "loggerDict");
            long known = call.keep(References.xnewRef(DictType.get(all, name)));
            if (known != NULL && !isPlace(call, known)) return References.newRef(known);
            long chosen = call.get(call.arg(0), "loggerClass");
            long logger = call.invoke(Objects.isTrue(chosen) ? chosen : call.global("logging", "_loggerClass"), name);
            call.set(logger, "manager", call.arg(0));
            DictType.set(all, name, logger);
            if (known != NULL) call.call(call.arg(0), "_fixupChildren", known, logger);
            call.call(call.arg(0), "_fixupParents", logger);
            return Activation.own(logger);
        }
    }

    @Method("Manager.setLoggerClass")
    static long setLoggerClass(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            LoggingModule.checkLoggerClass(call, call.arg(1));
            call.set(call.arg(0), "loggerClass", call.arg(1));
            return Activation.none();
        }
    }

    @Method("Manager.setLogRecordFactory")
    static long setRecordFactory(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "logRecordFactory", call.arg(1));
            return Activation.none();
        }
    }

    /** Names between a logger's and its parent's get places, which know who waits below them. */
    @Method("Manager._fixupParents")
    static long findParent(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long all = call.get(call.arg(0), "loggerDict");
            String name = call.text(call.arg(1), "name");
            long parent = NULL;
            for (int dot = name.lastIndexOf('.'); dot > 0 && parent == NULL; dot = name.lastIndexOf('.', dot - 1)) {
                long above = call.text(name.substring(0, dot));
                long known = DictType.get(all, above);
                if (known == NULL) DictType.set(all, above, call.invoke(call.global("logging", "PlaceHolder"), call.arg(1)));
                else if (isPlace(call, known)) call.call(known, "append", call.arg(1));
                else parent = known;
            }
            call.set(call.arg(1), "parent", parent == NULL ? call.get(call.arg(0), "root") : parent);
            return Activation.none();
        }
    }

    @Method("Manager._fixupChildren")
    static long takeChildren(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            String name = call.text(call.arg(2), "name");
            Iteration.forEach(call.get(call.arg(1), "loggerMap"), child -> {
                long parent = call.get(child, "parent");
                if (call.text(parent, "name").startsWith(name)) return;
                call.set(call.arg(2), "parent", parent);
                call.set(child, "parent", call.arg(2));
            });
            return Activation.none();
        }
    }

    @Method("Manager._clear_cache")
    static long clear(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            Iteration.forEach(call.call(call.get(call.arg(0), "loggerDict"), "values"), logger -> {
                if (!isPlace(call, logger)) call.call(call.get(logger, "_cache"), "clear");
            });
            call.call(call.get(call.get(call.arg(0), "root"), "_cache"), "clear");
            return Activation.none();
        }
    }
}
