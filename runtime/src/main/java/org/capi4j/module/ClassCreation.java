package org.capi4j.module;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.PyCodeObject;
import org.capi4j.memory.Memory;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.OwnedObjects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/** {@code types}: making classes as a {@code class} statement does, and {@code coroutine}. */
@BuiltinModule("types")
public final class ClassCreation {
    private static final int CO_GENERATOR = 0x20;
    private static final int CO_ITERABLE_COROUTINE = 0x100;
    private static final int CO_COROUTINE = 0x80;

    private ClassCreation() {}

    static void fill(long dict) {
        new Definitions(dict, "ClassCreation").enter(
                "new_class(name, bases=(), kwds=None, exec_body=None)", "resolve_bases(bases)", "prepare_class(name, bases=(), kwds=None)",
                "_calculate_meta(meta, bases)", "coroutine(func)");
    }

    private static long names() {
        return ModuleType.dict(DictType.get(Imports.modules(), "types"));
    }

    /** The bases themselves where none of them stands for others. */
    @Method("resolve_bases")
    static long resolveBases(long closure, long bases) {
        long resolved = ListType.make(0);
        boolean[] changed = {false};
        try (OwnedObjects own = new OwnedObjects()) {
            own.add(resolved);
            Iteration.forEach(bases, base -> {
                long method = TypeLookup.isType(base) ? NULL : Objects.lookupAttr(base, "__mro_entries__");
                if (method == NULL) {
                    ListType.append(resolved, base);
                    return;
                }
                changed[0] = true;
                long entries = own.add(Calls.callOneArg(own.add(method), bases));
                if (!TupleType.isInstance(entries)) throw PyError.typeError("__mro_entries__ must return a tuple");
                ListType.extend(resolved, entries);
            });
            return changed[0] ? Sequences.tuple(resolved) : References.newRef(bases);
        }
    }

    @Method("_calculate_meta")
    static long calculateMeta(long closure, long args, long nargs) {
        long[] winner = {Memory.getLong(args)};
        Iteration.forEach(Memory.getLong(args + 8), base -> {
            long meta = References.type(base);
            if (Objects.isSubclass(winner[0], meta)) return;
            if (!Objects.isSubclass(meta, winner[0])) {
                throw PyError.typeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
            }
            winner[0] = meta;
        });
        return References.newRef(winner[0]);
    }

    /** The metaclass, its namespace, and the keywords that are left: a tuple. */
    @Method("prepare_class")
    static long prepareClass(long closure, long args, long nargs) {
        long name = Memory.getLong(args);
        long bases = Memory.getLong(args + 8);
        long given = Memory.getLong(args + 16);
        try (OwnedObjects own = new OwnedObjects()) {
            long keywords = own.add(given == Singletons.NONE ? DictType.make() : Calls.callOneArg(BuiltinTypes.DICT, given));
            long meta = own.add(metaclass(own, keywords, bases));
            long prepare = Objects.lookupAttr(meta, "__prepare__");
            long namespace = prepare == NULL ? DictType.make() : Calls.call(own.add(prepare), own.add(TupleType.of(name, bases)), keywords);
            return TupleType.steal(References.newRef(meta), namespace, References.newRef(keywords));
        }
    }

    private static long metaclass(OwnedObjects own, long keywords, long bases) {
        long meta = DictType.pop(keywords, own.add(Strings.of("metaclass")));
        if (meta == NULL) {
            meta = References.newRef(Objects.isTrue(bases) ? References.type(own.add(Objects.getItem(bases, own.add(LongType.of(0))))) : BuiltinTypes.TYPE);
        }
        if (!TypeLookup.isType(meta)) return meta;
        return Calls.callWith(DictType.get(names(), "_calculate_meta"), own.add(meta), bases);
    }

    @Method("new_class")
    static long newClass(long closure, long args, long nargs) {
        long name = Memory.getLong(args);
        long bases = Memory.getLong(args + 8);
        long body = Memory.getLong(args + 24);
        try (OwnedObjects own = new OwnedObjects()) {
            long resolved = own.add(Calls.callOneArg(DictType.get(names(), "resolve_bases"), bases));
            long prepared = own.add(Calls.callWith(DictType.get(names(), "prepare_class"), name, resolved, Memory.getLong(args + 16)));
            long namespace = TupleType.get(prepared, 1);
            if (body != Singletons.NONE) References.decref(Calls.callOneArg(body, namespace));
            boolean plain = TypeLookup.isType(TupleType.get(prepared, 0)) && DictType.isExact(namespace) && !hasSourceNew(TupleType.get(prepared, 0));
            if (plain && DictType.get(namespace, "__module__") == NULL) Namespace.put(namespace, "__module__", "types"); // whose function makes the class
            if (resolved != bases) Objects.setItem(namespace, own.add(Strings.of("__orig_bases__")), bases);
            return Calls.call(TupleType.get(prepared, 0), own.add(TupleType.of(name, resolved, namespace)), TupleType.get(prepared, 2));
        }
    }

    /** Whether a metaclass makes classes by a function of Python source. */
    private static boolean hasSourceNew(long meta) {
        long create = TypeLookup.lookup(meta, "__new__");
        return create != NULL && References.type(create) == BuiltinTypes.STATIC_METHOD;
    }

    /** A generator function whose generators may be awaited. Other callables would be wrapped in Python code. */
    @Method("coroutine")
    static long coroutine(long closure, long function) {
        if (!Objects.isCallable(function)) throw PyError.typeError("types.coroutine() expects a callable");
        if (References.type(function) != BuiltinTypes.FUNCTION) throw PythonSource.notImplemented("types.coroutine of what is no function");
        try (OwnedObjects own = new OwnedObjects()) {
            long code = own.add(Objects.getAttr(function, "__code__"));
            int flags = Memory.getInt(code + PyCodeObject.co_flags);
            if ((flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) != 0) return References.newRef(function);
            if ((flags & CO_GENERATOR) == 0) throw PythonSource.notImplemented("types.coroutine of a function that doesn't yield");
            long keywords = own.add(DictType.make());
            Namespace.steal(keywords, "co_flags", LongType.of(flags | CO_ITERABLE_COROUTINE));
            Objects.setAttr(function, "__code__", own.add(Calls.call(own.add(Objects.getAttr(code, "replace")), own.add(TupleType.empty()), keywords)));
            return References.newRef(function);
        }
    }
}
