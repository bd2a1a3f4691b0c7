package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.ArrayList;
import java.util.List;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.Iteration;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code functools.singledispatch} and {@code singledispatchmethod}. What the functions that it makes close over is a list: the function's name, the registry (a
 * dict from classes to functions), a cache of answers, and the state of abstract classes for which that holds (None: no abstract class is registered).
 */
@BuiltinModule("functools.singledispatch")
public final class SingleDispatch {
    private static final int NAME = 0;
    private static final int REGISTRY = 1;
    private static final int CACHE = 2;
    private static final int TOKEN = 3;

    private SingleDispatch() {}

    public static void fill(long dict) {
        new Definitions(dict, "SingleDispatch").enter("singledispatch(func)");
    }

    static long makeMethod(long dict) {
        ClassContents method = new ClassContents(new Definitions(dict, "SingleDispatch"), "singledispatchmethod");
        method.define("__init__(self, func)", "register(self, cls, method=None)", "__get__(self, obj, cls=None)").defineProperties("__isabstractmethod__(self)");
        return method.make(BuiltinTypes.TYPE);
    }

    @Method("singledispatch")
    static long dispatch(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long function = call.arg(0);
            long name = call.find(function, "__name__");
            long registry = call.keep(DictType.make());
            DictType.set(registry, BuiltinTypes.OBJECT, function);
            long cache = call.invoke(call.imported("weakref", "WeakKeyDictionary"));
            long state = call.keep(ListType.of(name == NULL ? call.text("singledispatch function") : name, registry, cache, Singletons.NONE));
            long wrapper = local(call, "wrapper(*args, **kw)", "wrapper", state);
            call.set(wrapper, "register", local(call, "register(cls, func=None)", "register", state));
            call.set(wrapper, "dispatch", local(call, "dispatch(cls)", "dispatch", state));
            call.set(wrapper, "registry", call.invoke(BuiltinTypes.MAPPING_PROXY, registry));
            call.set(wrapper, "_clear_cache", call.get(cache, "clear"));
            return Activation.own(call.invoke(call.global("functools", "update_wrapper"), wrapper, function));
        }
    }

    private static long local(Activation call, String definition, String body, long state) {
        long globals = call.get(call.global("functools", "singledispatch"), "__globals__");
        return call.keep(new Definitions(globals, "SingleDispatch").function("singledispatch.<locals>." + definition, body, state));
    }

    @Method("wrapper")
    static long callChosen(long state, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            if (TupleType.size(call.arg(0)) == 0) throw PyError.typeError(Objects.strString(ListType.get(state, NAME)) + " requires at least 1 positional argument");
            long cls = call.get(TupleType.get(call.arg(0), 0), "__class__");
            return Calls.call(chosen(call, state, cls), call.arg(0), call.arg(1));
        }
    }

    @Method("dispatch")
    static long choose(long state, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(chosen(call, state, call.arg(0)));
        }
    }

    private static long chosen(Activation call, long state, long cls) {
        long cache = ListType.get(state, CACHE);
        if (ListType.get(state, TOKEN) != Singletons.NONE) {
            long token = token(call);
            if (!Objects.equal(token, ListType.get(state, TOKEN))) {
                call.call(cache, "clear");
                Sequences.setItem(state, TOKEN, token);
            }
        }
        long known = call.call(cache, "get", cls);
        if (known != Singletons.NONE) return known;
        long registered = DictType.get(ListType.get(state, REGISTRY), cls);
        long found = call.keep(References.newRef(registered != NULL ? registered : nearest(cls, ListType.get(state, REGISTRY))));
        Objects.setItem(cache, cls, found);
        return found;
    }

    private static long token(Activation call) {
        return call.invoke(call.imported("abc", "get_cache_token"));
    }

    /** The function of the registered class that comes first in the order of {@code cls} and the abstract classes that it belongs to; None: there is none. */
    private static long nearest(long cls, long registry) {
        long match = NULL;
        List<Long> own = ClassOrder.mro(cls);
        for (long candidate : ClassOrder.of(cls, keys(registry))) {
            boolean isRegistered = DictType.get(registry, candidate) != NULL;
            if (match == NULL) {
                if (isRegistered) match = candidate;
                continue;
            }
            boolean isAmbiguous = isRegistered && !own.contains(candidate) && !own.contains(match) && !Objects.isSubclass(match, candidate);
            if (isAmbiguous) throw PyError.runtimeError("Ambiguous dispatch: " + Objects.strString(match) + " or " + Objects.strString(candidate));
            break;
        }
        return match == NULL ? Singletons.NONE : DictType.get(registry, match);
    }

    private static List<Long> keys(long dict) {
        List<Long> keys = new ArrayList<>();
        long[] pair = new long[2];
        for (long at = DictType.next(dict, 0, pair); at >= 0; at = DictType.next(dict, at, pair)) keys.add(pair[0]);
        return keys;
    }

    private static boolean isUnion(Activation call, long object) {
        long origin = call.invoke(call.imported("typing", "get_origin"), object);
        return origin == call.imported("typing", "Union") || origin == call.imported("types", "UnionType");
    }

    private static boolean isClass(Activation call, long object) {
        if (TypeLookup.isType(object)) return true;
        if (!isUnion(call, object)) return false;
        boolean[] all = {true};
        Iteration.forEach(members(call, object), member -> all[0] &= TypeLookup.isType(member));
        return all[0];
    }

    private static long members(Activation call, long union) {
        return call.invoke(call.imported("typing", "get_args"), union);
    }

    @Method("register")
    static long register(long state, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long cls = call.arg(0);
            if (isClass(call, cls)) {
                if (!call.isGiven(1)) return Activation.own(local(call, "register.<locals>.<lambda>(f)", "registering", call.tuple(state, cls)));
                return enter(call, state, cls, call.arg(1));
            }
            String text = Objects.reprString(cls);
            if (call.isGiven(1)) throw PyError.typeError("Invalid first argument to `register()`. " + text + " is not a class or union type.");
            long annotations = call.find(cls, "__annotations__");
            if (annotations == NULL || !Objects.isTrue(annotations)) {
                throw PyError.typeError("Invalid first argument to `register()`: " + text + ". Use either `@register(some_class)` or plain `@register` on an annotated function.");
            }
            return enter(call, state, annotated(call, cls), cls);
        }
    }

    /** The class by which a function's first parameter is annotated. */
    private static long annotated(Activation call, long function) {
        long items = call.call(call.invoke(call.imported("typing", "get_type_hints"), function), "items");
        long first = call.keep(Objects.next(call.keep(Objects.iter(items))));
        long cls = TupleType.get(first, 1);
        if (isClass(call, cls)) return cls;
        String where = "Invalid annotation for " + Objects.reprString(TupleType.get(first, 0)) + ". " + Objects.reprString(cls);
        throw PyError.typeError(where + (isUnion(call, cls) ? " not all arguments are classes." : " is not a class."));
    }

    @Method("registering")
    static long registerFor(long stateAndClass, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return enter(call, TupleType.get(stateAndClass, 0), TupleType.get(stateAndClass, 1), call.arg(0));
        }
    }

    private static long enter(Activation call, long state, long cls, long function) {
        long registry = ListType.get(state, REGISTRY);
        if (TypeLookup.isType(cls)) DictType.set(registry, cls, function);
        else Iteration.forEach(members(call, cls), member -> DictType.set(registry, member, function));
        boolean isAbstract = Objects.hasAttr(cls, "__abstractmethods__");
        if (isAbstract && ListType.get(state, TOKEN) == Singletons.NONE) Sequences.setItem(state, TOKEN, token(call));
        call.call(ListType.get(state, CACHE), "clear");
        return References.newRef(function);
    }

    @Method("singledispatchmethod.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            PartialMethods.requireDescriptor(call.arg(1));
            call.set(call.arg(0), "dispatcher", call.invoke(call.global("functools", "singledispatch"), call.arg(1)));
            call.set(call.arg(0), "func", call.arg(1));
            return Activation.none();
        }
    }

    @Method("singledispatchmethod.register")
    static long registerMethod(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long keywords = call.keep(DictType.make());
            DictType.set(keywords, "func", call.arg(2));
            return Activation.own(call.apply(call.get(call.get(call.arg(0), "dispatcher"), "register"), call.tuple(call.arg(1)), keywords));
        }
    }

    @Method("singledispatchmethod.__isabstractmethod__")
    static long isAbstract(long closure, long args, long nargs) {
        return PartialMethods.isAbstract(closure, args, nargs);
    }

    @Method("singledispatchmethod.__get__")
    static long bind(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            long globals = call.get(call.global("functools", "singledispatch"), "__globals__");
            long method = call.keep(new Definitions(globals, "SingleDispatch").function(
                    "singledispatchmethod.__get__.<locals>._method(*args, **kwargs)", "method", call.tuple(self, call.arg(1), call.arg(2))));
            for (String name : new String[] {"__isabstractmethod__", "register"}) call.set(method, name, call.get(self, name));
            return Activation.own(call.invoke(call.global("functools", "update_wrapper"), method, call.get(self, "func")));
        }
    }

    /** Closes over the descriptor, the object and the class. */
    @Method("method")
    static long callMethod(long bound, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long first = call.keep(Sequences.getItem(call.arg(0), 0));
            long chosen = call.call(call.get(TupleType.get(bound, 0), "dispatcher"), "dispatch", call.get(first, "__class__"));
            return Activation.own(call.apply(call.call(chosen, "__get__", TupleType.get(bound, 1), TupleType.get(bound, 2)), call.arg(0), call.arg(1)));
        }
    }
}
