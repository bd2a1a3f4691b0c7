package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;

/** {@code functools.partialmethod}. */
@BuiltinModule("functools.partialmethod")
public final class PartialMethods {
    private PartialMethods() {}

    static long make(long dict) {
        ClassContents method = new ClassContents(new Definitions(dict, "PartialMethods"), "partialmethod").define(
                "__init__(self, func, /, *args, **keywords)", "__repr__(self)", "_make_unbound_method(self)", "__get__(self, obj, cls=None)");
        method.defineProperties("__isabstractmethod__(self)").put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        return method.make(BuiltinTypes.TYPE);
    }

    static void requireDescriptor(long function) {
        if (Objects.isCallable(function) || Objects.hasAttr(function, "__get__")) return;
        throw PyError.typeError(Objects.reprString(function) + " is not callable or a descriptor");
    }

    /** A partialmethod of a partialmethod is made of the inner function. */
    @Method("partialmethod.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long function = call.arg(1);
            requireDescriptor(function);
            boolean isNested = Objects.isInstance(function, call.global("functools", "partialmethod"));
            call.set(self, "func", isNested ? call.get(function, "func") : function);
            call.set(self, "args", isNested ? call.keep(Sequences.concat(call.get(function, "args"), call.arg(2))) : call.arg(2));
            call.set(self, "keywords", isNested ? merged(call, call.get(function, "keywords"), call.arg(3)) : call.arg(3));
            return Activation.none();
        }
    }

    private static long merged(Activation call, long keywords, long more) {
        long all = call.keep(DictType.make());
        DictType.merge(all, keywords, true);
        DictType.merge(all, more, true);
        return all;
    }

    @Method("partialmethod.__repr__")
    static long repr(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            List<String> given = new ArrayList<>();
            Iteration.forEach(call.get(self, "args"), value -> given.add(Objects.reprString(value)));
            List<String> named = new ArrayList<>();
            long keywords = call.get(self, "keywords");
            long[] pair = new long[2];
            for (long at = DictType.next(keywords, 0, pair); at >= 0; at = DictType.next(keywords, at, pair)) {
                named.add(Objects.strString(pair[0]) + "=" + Objects.reprString(pair[1]));
            }
            long cls = call.get(self, "__class__");
            return Strings.of(call.text(cls, "__module__") + "." + call.text(cls, "__qualname__") + "(" + call.text(self, "func") + ", " + String.join(", ", given) + ", "
                    + String.join(", ", named) + ")");
        }
    }

    private static long unbound(Activation call, long self) {
        long globals = call.get(call.global("functools", "wraps"), "__globals__");
        long method = call.keep(new Definitions(globals, "PartialMethods").function(
                "partialmethod._make_unbound_method.<locals>._method(cls_or_self, /, *args, **keywords)", "method", self));
        call.set(method, "__isabstractmethod__", call.get(self, "__isabstractmethod__"));
        call.set(method, "_partialmethod", self);
        return method;
    }

    @Method("partialmethod._make_unbound_method")
    static long makeUnbound(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(unbound(call, call.arg(0)));
        }
    }

    @Method("method")
    static long callMethod(long partial, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long keywords = merged(call, call.get(partial, "keywords"), call.arg(2));
            long given = call.keep(Sequences.concat(call.prepended(call.arg(0), call.get(partial, "args")), call.arg(1)));
            return Calls.call(call.get(partial, "func"), given, keywords);
        }
    }

    @Method("partialmethod.__get__")
    static long bind(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long function = call.get(self, "func");
            long get = call.find(function, "__get__");
            long bound = get == NULL ? function : call.invoke(get, call.arg(1), call.arg(2));
            if (bound == function) return Activation.own(call.call(call.call(self, "_make_unbound_method"), "__get__", call.arg(1), call.arg(2)));
            long result = call.apply(call.global("functools", "partial"), call.prepended(bound, call.get(self, "args")), call.get(self, "keywords"));
            try {
                call.set(result, "__self__", call.get(bound, "__self__"));
            } catch (PyError error) {
                if (!ExceptionType.matches(error, Exceptions.AttributeError)) throw error;
                error.release();
            }
            return References.newRef(result);
        }
    }

    /** Of any object with a {@code func}. */
    @Method("partialmethod.__isabstractmethod__")
    static long isAbstract(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long isAbstract = call.find(call.get(Memory.getLong(args), "func"), "__isabstractmethod__");
            return References.newRef(isAbstract == NULL ? Singletons.FALSE : isAbstract);
        }
    }
}
