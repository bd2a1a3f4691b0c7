package org.capi4j.module.enums;

import static org.capi4j.memory.Memory.NULL;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;
import org.capi4j.module.Iteration;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.DictType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.Sequences;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;
import org.capi4j.type.TypeLookup;
import org.capi4j.type.TypeType;

/** {@code EnumType.__new__}: makes the class, then its members, one after the other. */
final class EnumCreation {
    private static final String[] KEPT = {"__repr__", "__str__", "__format__", "__reduce_ex__"};
    private static final String[] OPERATORS = {"__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"};

    private final EnumClasses classes = EnumClasses.current();
    private final long metatype;
    private final long args;
    private final long kwargs;
    private final List<Long> names = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private long dict;
    private long cls;
    private long memberType;
    private long first;
    private long newMember;
    private boolean useArguments;

    /** All borrowed. */
    EnumCreation(long metatype, long args, long kwargs) {
        this.metatype = metatype;
        this.args = args;
        this.kwargs = kwargs;
        if (TupleType.size(args) != 3) {
            throw PyError.typeError("EnumType.__new__() missing required arguments: 'cls', 'bases' and 'classdict'");
        }
    }

    private long name() {
        return TupleType.get(args, 0);
    }

    private long bases() {
        return TupleType.get(args, 1);
    }

    /** The last base, borrowed, or NULL when there is none. */
    static long firstEnum(long bases) {
        long count = TupleType.size(bases);
        if (count == 0) return NULL;
        long last = TupleType.get(bases, count - 1);
        if (EnumNames.isEnum(last)) return last;
        throw PyError.typeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`");
    }

    /** An enum class with members can't be derived from. */
    static void refuseExtension(long name, long bases) {
        for (long i = 0; i < TupleType.size(bases); i++) {
            long mro = Memory.getLong(TupleType.get(bases, i) + PyTypeObject.tp_mro);
            for (long k = 0; k < TupleType.size(mro); k++) {
                long base = TupleType.get(mro, k);
                if (EnumNames.isEnum(base) && EnumMetaType.length(base) > 0) {
                    throw PyError.typeError("<enum " + Objects.reprString(name) + "> cannot extend " + Objects.reprString(base));
                }
            }
        }
    }

    long make() {
        long boundary = kwargs == NULL ? NULL : DictType.get(kwargs, "boundary");
        try {
            takeMembers();
            refuseExtension(name(), bases());
            first = firstEnum(bases());
            memberType = first == NULL ? BuiltinTypes.OBJECT : dataType();
            findNew();
            enterTables(boundary == Singletons.NONE ? NULL : boundary);
            cls = makeClass();
            inheritMethods();
            for (int i = 0; i < names.size(); i++) addMember(names.get(i), values.get(i));
            return cls;
        } catch (Throwable failure) {
            if (cls != NULL) References.decref(cls);
            throw failure;
        } finally {
            names.forEach(References::decref);
            values.forEach(References::decref);
            References.xdecref(dict);
        }
    }

    /** Copies the body's contents without members and what is to be ignored. */
    private void takeMembers() {
        long body = TupleType.get(args, 2);
        long memberNames = Objects.getAttr(body, "_member_names");
        long ignored = Objects.lookupAttr(body, "_ignore");
        try {
            dict = DictType.copy(body);
            if (ignored != NULL) Iteration.forEach(ignored, name -> DictType.delete(dict, name));
            DictType.delete(dict, "_ignore_");
            DictType.delete(dict, "_order_");
            Iteration.forEach(memberNames, this::takeMember);
        } finally {
            References.decref(memberNames);
            References.xdecref(ignored);
        }
    }

    private void takeMember(long name) {
        String text = Strings.toJava(name);
        if (text.isEmpty() || text.equals("mro")) throw PyError.valueError("invalid enum member name(s) " + Objects.reprString(name));
        long value = References.xnewRef(DictType.get(dict, name));
        if (value == NULL) return; // deleted since
        names.add(References.newRef(name));
        values.add(value);
        DictType.delete(dict, name);
    }

    /** What the values are made of: the one base, in front of the enum's, that has a way of its own to make instances. */
    private long dataType() {
        long found = NULL;
        for (long i = 0; i < TupleType.size(bases()); i++) {
            long type = dataType(TupleType.get(bases(), i));
            if (type == NULL || type == found) continue;
            if (found != NULL) throw PyError.typeError("too many data types for " + Objects.reprString(name()));
            found = type;
        }
        return found == NULL ? BuiltinTypes.OBJECT : found;
    }

    private static long dataType(long chain) {
        long candidate = NULL;
        long mro = Memory.getLong(chain + PyTypeObject.tp_mro);
        for (long i = 0; i < TupleType.size(mro); i++) {
            long base = TupleType.get(mro, i);
            if (base == BuiltinTypes.OBJECT) continue;
            if (EnumNames.isEnum(base)) {
                long type = DictType.get(TypeLookup.dict(base), "_member_type_");
                if (type != NULL && type != BuiltinTypes.OBJECT) return type;
            } else if (DictType.get(TypeLookup.dict(base), "__new__") != NULL) {
                return candidate == NULL ? base : candidate;
            } else if (candidate == NULL) {
                candidate = base;
            }
        }
        return NULL;
    }

    /** How members are made: by the body's {@code __new__}, an inherited one, or the data type's. Borrowed from where it stands. */
    private void findNew() {
        newMember = DictType.get(dict, "__new__");
        boolean own = newMember != NULL;
        if (!own) newMember = inheritedNew();
        useArguments = first != NULL && newMember != attribute(BuiltinTypes.OBJECT, "__new__");
        if (own && first != NULL) DictType.set(dict, "__new_member__", newMember);
        DictType.set(dict, "_new_member_", newMember);
        Namespace.put(dict, "_use_args_", useArguments);
        if (own && first != NULL) DictType.set(dict, "__new__", DictType.get(TypeLookup.dict(classes.enumClass), "__new__"));
        newMember = DictType.get(dict, "_new_member_");
    }

    private long inheritedNew() {
        long plain = attribute(BuiltinTypes.OBJECT, "__new__");
        long lookup = classes.enumClass == NULL ? NULL : attribute(classes.enumClass, "__new__");
        for (String method : new String[] {"__new_member__", "__new__"}) {
            for (long type : new long[] {memberType, first}) {
                long found = type == NULL ? NULL : attribute(type, method);
                if (found != NULL && found != plain && found != lookup) return found;
            }
        }
        return plain;
    }

    /** As {@code getattr} of a class finds it, borrowed from the class; NULL when there is none. */
    private static long attribute(long type, String name) {
        long value = Objects.lookupAttr(type, name);
        References.xdecref(value);
        return value;
    }

    private void enterTables(long boundary) {
        // as CPython finds it running the metaclass's own source
        if (DictType.get(dict, "__module__") == NULL) Namespace.put(dict, "__module__", "enum");
        Namespace.steal(dict, "_member_names_", ListType.make(0));
        Namespace.steal(dict, "_member_map_", DictType.make());
        Namespace.steal(dict, "_value2member_map_", DictType.make());
        Namespace.steal(dict, "_unhashable_values_", ListType.make(0));
        DictType.set(dict, "_member_type_", memberType);
        long inherited = first == NULL ? NULL : attribute(first, "_boundary_");
        DictType.set(dict, "_boundary_", boundary != NULL ? boundary : inherited != NULL ? inherited : Singletons.NONE);
        if (DictType.get(dict, "_value_repr_") == NULL) DictType.set(dict, "_value_repr_", valueRepr());
        for (String name : new String[] {"_flag_mask_", "_all_bits_", "_singles_mask_"}) Namespace.put(dict, name, 0);
        DictType.set(dict, "_inverted_", Singletons.NONE);
    }

    /** How {@code repr} shows a value: as the data type does; None for any object's way. */
    private long valueRepr() {
        if (memberType == BuiltinTypes.OBJECT) return Singletons.NONE;
        return attribute(memberType, "__repr__");
    }

    private long makeClass() {
        long keywords = kwargs == NULL ? NULL : DictType.copy(kwargs);
        if (keywords != NULL) {
            DictType.delete(keywords, "boundary");
            DictType.delete(keywords, "_simple");
        }
        long arguments = TupleType.of(name(), bases(), dict);
        try {
            return TypeType.make(metatype, arguments, keywords);
        } finally {
            References.decref(arguments);
            References.xdecref(keywords);
        }
    }

    /** A data type in front hides methods of the enum's: these come back, unless the body has its own. */
    private void inheritMethods() {
        if (first == NULL) return;
        boolean shown = classes.repr != NULL && Sequences.contains(bases(), classes.repr);
        if (shown && memberType == BuiltinTypes.OBJECT) {
            throw PyError.typeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)");
        }
        for (String method : KEPT) {
            if (DictType.get(dict, method) != NULL) continue;
            boolean ofData = shown && (method.equals("__str__") || method.equals("__format__"));
            long found = TypeLookup.lookup(cls, method);
            boolean hidden = found == TypeLookup.lookup(memberType, method) || found == TypeLookup.lookup(BuiltinTypes.OBJECT, method);
            if (ofData) set(method, TypeLookup.lookup(memberType, dataMethod(method)));
            else if (hidden) set(method, TypeLookup.lookup(first, method));
        }
        if (classes.flag == NULL || !TypeLookup.isSubtype(cls, classes.flag)) return;
        for (String method : OPERATORS) {
            if (DictType.get(dict, method) == NULL) set(method, DictType.get(TypeLookup.dict(classes.flag), method));
        }
    }

    private String dataMethod(String method) {
        boolean plain = method.equals("__str__") && TypeLookup.lookup(memberType, method) == TypeLookup.lookup(BuiltinTypes.OBJECT, method);
        return plain ? "__repr__" : method;
    }

    private void set(String name, long value) {
        if (value != NULL) Objects.setAttr(cls, name, value);
    }

    private void addMember(long name, long value) {
        long arguments = TupleType.isExact(value) && memberType != BuiltinTypes.TUPLE ? References.newRef(value) : TupleType.of(value);
        long member = NULL;
        try {
            member = newMember(arguments, value);
            References.decref(Objects.getAttr(member, "_value_"));
            Objects.setAttr(member, "_name_", name);
            Objects.setAttr(member, "__objclass__", cls);
            long init = Objects.getAttr(member, "__init__");
            try {
                References.decref(Calls.call(init, arguments, NULL));
            } finally {
                References.decref(init);
            }
            enter(name, member);
        } finally {
            References.xdecref(member);
            References.decref(arguments);
        }
    }

    private long newMember(long arguments, long value) {
        long member = useArguments ? Calls.callPrepended(newMember, cls, arguments, NULL) : Calls.callWith(newMember, cls);
        if (Objects.hasAttr(member, "_value_")) return member;
        try {
            long own = memberType == BuiltinTypes.OBJECT ? References.newRef(value) : Calls.call(memberType, arguments, NULL);
            Objects.setAttr(member, "_value_", own);
            References.decref(own);
            return member;
        } catch (PyError error) {
            References.decref(member);
            if (memberType == BuiltinTypes.OBJECT) throw error;
            PyError wrapped = PyError.typeError("_value_ not set in __new__, unable to create it");
            throw org.capi4j.type.ExceptionType.withCause(wrapped, error);
        }
    }

    /** Enters a member under its name; one whose value is there already becomes an alias. */
    private void enter(long name, long member) {
        long value = Objects.getAttr(member, "_value_");
        long listed = DictType.get(TypeLookup.dict(cls), "_member_names_");
        long map = DictType.get(TypeLookup.dict(cls), "_member_map_");
        try {
            long order = LongType.of(ListType.size(listed));
            Objects.setAttr(member, "_sort_order_", order);
            References.decref(order);
            long known = EnumFunctions.find(cls, value);
            if (known == NULL && isCanonical(value)) ListType.append(listed, name);
            if (known == NULL) addBits(value);
            long kept = known == NULL ? member : known;
            long hidden = TypeLookup.lookup(cls, name);
            boolean redirected = hidden != NULL && TypeLookup.isInstance(hidden, EnumPropertyType.TYPE);
            if (!redirected) Objects.setAttr(cls, Strings.toJava(name), kept);
            DictType.set(map, name, kept);
            if (known == NULL) enterValue(value, kept);
        } finally {
            References.decref(value);
        }
    }

    private void enterValue(long value, long member) {
        try {
            DictType.set(DictType.get(TypeLookup.dict(cls), "_value2member_map_"), value, member);
        } catch (PyError error) {
            if (error.type() != Exceptions.TypeError) throw error;
            error.release();
            ListType.append(DictType.get(TypeLookup.dict(cls), "_unhashable_values_"), value);
        }
    }

    private boolean isFlag() {
        return classes.flag != NULL && TypeLookup.isSubtype(cls, classes.flag);
    }

    /** Of a flag's members only single bits are listed: the others are names for sets of them. */
    private boolean isCanonical(long value) {
        return !isFlag() || LongType.isInstance(value) && LongType.asBigInteger(value).signum() > 0 && LongType.asBigInteger(value).bitCount() == 1;
    }

    private void addBits(long value) {
        if (!isFlag() || !LongType.isInstance(value)) return;
        BigInteger bits = LongType.asBigInteger(value);
        BigInteger mask = EnumFunctions.number(cls, "_flag_mask_").or(bits);
        setNumber("_flag_mask_", mask);
        if (isCanonical(value)) setNumber("_singles_mask_", EnumFunctions.number(cls, "_singles_mask_").or(bits));
        setNumber("_all_bits_", BigInteger.ONE.shiftLeft(mask.bitLength()).subtract(BigInteger.ONE));
    }

    private void setNumber(String name, BigInteger value) {
        long number = LongType.of(value);
        Objects.setAttr(cls, name, number);
        References.decref(number);
    }
}
