package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.BuiltinType;
import org.capi4j.export.Getter;
import org.capi4j.export.Slot;
import org.capi4j.export.SlotRef;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.module.Fields;
import org.capi4j.module.Imports;
import org.capi4j.module.Namespace;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.FunctionCall;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.ModuleType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Traversal;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;

/**
 * {@code enum._EnumDict}: what the body of an enum class is executed in. It sorts members from methods and gives {@code auto()} its value.
 *
 * <pre>
 * 0  PyDictObject
 * 48 dict of the members' names
 * 56 list of the values so far
 * 64 list of names to ignore
 * 72 _generate_next_value_ or NULL
 * 80 name of the class or NULL
 * 88 1 when a value was generated
 * </pre>
 */
@BuiltinType(value = "c4j_EnumDict_Type", name = "enum._EnumDict", source = true, basicsize = 96, flags = 0x20000000 | Fields.FLAGS, base = "PyDict_Type")
@SlotRef(slot = "tp_getattro", function = "PyObject_GenericGetAttr")
public final class EnumDictType {
    static final long TYPE = Shim.symbol("c4j_EnumDict_Type");
    private static final long NAMES = 48;
    private static final long VALUES = 56;
    private static final long IGNORE = 64;
    private static final long GENERATE = 72;
    private static final long CLASS_NAME = 80;
    private static final long GENERATED = 88;
    private static final long[] OWN = {NAMES, VALUES, IGNORE, GENERATE, CLASS_NAME};

    private EnumDictType() {}

    @Slot("tp_init")
    public static void init(long self, long args, long kwargs) {
        FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_init), self, args, kwargs);
        References.setRef(self + NAMES, DictType.make());
        References.setRef(self + VALUES, ListType.make(0));
        References.setRef(self + IGNORE, ListType.make(0));
    }

    /** A new one for a class; {@code generate} is borrowed, or NULL. */
    static long make(long className, long generate) {
        long self = Calls.callNoArgs(TYPE);
        References.setRef(self + CLASS_NAME, References.newRef(className));
        if (generate != NULL) References.setRef(self + GENERATE, References.newRef(generate));
        return self;
    }

    @Getter("_member_names")
    public static long memberNames(long self) {
        return References.newRef(Memory.getLong(self + NAMES));
    }

    @Getter("_last_values")
    public static long lastValues(long self) {
        return References.newRef(Memory.getLong(self + VALUES));
    }

    @Getter("_ignore")
    public static long ignored(long self) {
        return References.newRef(Memory.getLong(self + IGNORE));
    }

    @Slot("mp_ass_subscript")
    public static int assign(long self, long key, long value) {
        if (value == NULL) {
            if (!DictType.delete(self, key)) throw PyError.keyError(key);
            return 0;
        }
        String name = Namespace.isStr(key) ? Strings.toJava(key) : "";
        if (!isMember(self, key, name, value)) set(self, name, value);
        else addMember(self, key, value);
        return 0;
    }

    private static void set(long self, String name, long value) {
        long plain = isHolder(value, "nonmember") ? Objects.getAttr(value, "value") : References.newRef(value);
        try {
            DictType.set(self, name.equals("__order__") ? "_order_" : name, plain);
        } finally {
            References.decref(plain);
        }
    }

    /** Whether a value is wrapped into {@code enum.member} or {@code enum.nonmember}. */
    private static boolean isHolder(long value, String name) {
        long module = DictType.get(Imports.modules(), "enum");
        long holder = module == NULL ? NULL : DictType.get(ModuleType.dict(module), name);
        return holder != NULL && TypeLookup.isInstance(value, holder);
    }

    /** Whether the entry makes a member; what is reserved or there twice is refused. */
    private static boolean isMember(long self, long key, String name, long value) {
        if (isPrivate(self, name)) return false;
        if (EnumNames.isSunder(name)) {
            reserved(self, name, value);
            return false;
        }
        if (EnumNames.isDunder(name)) return false;
        long known = DictType.get(self, key);
        if (DictType.contains(Memory.getLong(self + NAMES), key)) throw twice(key, known);
        boolean isNone = Sequences.contains(Memory.getLong(self + IGNORE), key) || isHolder(value, "nonmember") || EnumNames.isDescriptor(value);
        if (isNone) return false;
        if (known != NULL) throw twice(key, known);
        return true;
    }

    private static PyError twice(long key, long known) {
        return PyError.typeError(Objects.reprString(key) + " already defined as " + (known == NULL ? "a member" : Objects.reprString(known)));
    }

    private static boolean isPrivate(long self, String name) {
        long className = Memory.getLong(self + CLASS_NAME);
        if (className == NULL || !Namespace.isStr(className)) return false;
        String prefix = "_" + Strings.toJava(className) + "__";
        return name.startsWith(prefix) && name.length() > prefix.length() && !(name.endsWith("__"));
    }

    private static void reserved(long self, String name, long value) {
        switch (name) {
            case "_order_", "_numeric_repr_", "_missing_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_" -> {}
            case "_generate_next_value_" -> {
                if (Memory.getLong(self + GENERATED) != 0) throw PyError.typeError("_generate_next_value_ must be defined before members");
                long function = Objects.lookupAttr(value, "__func__");
                References.setRef(self + GENERATE, function != NULL ? function : References.newRef(value));
            }
            case "_ignore_" -> References.setRef(self + IGNORE, Namespace.isStr(value) ? words(value) : Sequences.list(value));
            default -> throw PyError.valueError("_sunder_ names, such as '" + name + "', are reserved for future Enum use");
        }
    }

    private static long words(long text) {
        return Namespace.list(java.util.List.of(Strings.toJava(text).replace(',', ' ').strip().split("\\s+")));
    }

    private static void addMember(long self, long key, long given) {
        long value = isHolder(given, "member") ? Objects.getAttr(given, "value") : References.newRef(given);
        long stored = resolved(self, key, value);
        References.decref(value); // resolved or kept among the last values
        try {
            DictType.set(Memory.getLong(self + NAMES), key, org.capi4j.type.Singletons.NONE);
            DictType.set(self, key, stored);
        } finally {
            References.decref(stored);
        }
    }

    /** The value, a new reference, with every {@code auto()} in it replaced. */
    private static long resolved(long self, long key, long value) {
        long values = Memory.getLong(self + VALUES);
        if (TypeLookup.isInstance(value, AutoType.TYPE)) {
            long made = generated(self, key, value);
            ListType.append(values, made);
            return References.newRef(made);
        }
        boolean some = TupleType.isExact(value) && hasAuto(value);
        if (!some) {
            ListType.append(values, value);
            return References.newRef(value);
        }
        long[] items = new long[(int) TupleType.size(value)];
        for (int i = 0; i < items.length; i++) {
            long item = TupleType.get(value, i);
            items[i] = TypeLookup.isInstance(item, AutoType.TYPE) ? generated(self, key, item) : item;
            ListType.append(values, items[i]);
        }
        return TupleType.of(items);
    }

    private static boolean hasAuto(long tuple) {
        for (long i = 0; i < TupleType.size(tuple); i++) if (TypeLookup.isInstance(TupleType.get(tuple, i), AutoType.TYPE)) return true;
        return false;
    }

    /** What an {@code auto} stands for, borrowed from it. */
    private static long generated(long self, long key, long auto) {
        if (AutoType.value(auto) == NULL) AutoType.set(auto, next(self, key));
        return AutoType.value(auto);
    }

    private static long next(long self, long key) {
        long start = LongType.of(1);
        long count = LongType.of(DictType.size(Memory.getLong(self + NAMES)));
        long values = Sequences.list(Memory.getLong(self + VALUES));
        long function = Memory.getLong(self + GENERATE);
        try {
            Memory.putLong(self + GENERATED, 1);
            return function == NULL ? EnumFunctions.following(start, values) : Calls.callWith(function, key, start, count, values);
        } finally {
            References.decref(start);
            References.decref(count);
            References.decref(values);
        }
    }

    @Slot("tp_traverse")
    public static int traverse(long self, long visit, long argument) {
        for (long field : OWN) {
            int stop = Traversal.visit(Memory.getLong(self + field), visit, argument);
            if (stop != 0) return stop;
        }
        return FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_traverse), self, visit, argument);
    }

    @Slot("tp_clear")
    public static int clear(long self) {
        for (long field : OWN) References.clear(self + field);
        return FunctionCall.integer(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_clear), self);
    }

    @Slot("tp_dealloc")
    public static void dealloc(long self) {
        Allocation.gcUntrack(self);
        for (long field : OWN) References.clear(self + field);
        FunctionCall.run(Memory.getLong(BuiltinTypes.DICT + PyTypeObject.tp_dealloc), self);
    }
}
