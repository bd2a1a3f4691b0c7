package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;

import java.nio.charset.StandardCharsets;
import org.capi4j.export.Function;
import org.capi4j.layout.Constants;
import org.capi4j.layout.PyMemberDef;
import org.capi4j.layout.PyMethodDef;
import org.capi4j.layout.PyStructSequence;
import org.capi4j.layout.PyStructSequence_Desc;
import org.capi4j.layout.PyStructSequence_Field;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.layout.PyType_Slot;
import org.capi4j.layout.PyType_Spec;
import org.capi4j.layout.PyVarObject;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.Allocation;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;

/**
 * Struct sequences: tuples whose items have names, some of them only names.
 *
 * <pre>
 * | PyVarObject (24), ob_size = visible fields | visible fields | fields that have only a name |
 * </pre>
 *
 * How many there are of each stands in the type's dict: {@code n_sequence_fields}, {@code n_fields}, {@code n_unnamed_fields}.
 */
public final class StructSequenceType {
    private static final String[] ARGUMENTS = {"sequence", "dict"};
    private static final long UNNAMED = Memory.getLong(Shim.symbol("PyStructSequence_UnnamedField"));

    private StructSequenceType() {}

    // ---- Types ----

    /** The C description of a type, with the fields counted. */
    private record Description(long name, long doc, long fields, int visible, int count, int unnamed) {
        static Description read(long description) {
            long fields = Memory.getLong(description + PyStructSequence_Desc.fields);
            int count = 0;
            int unnamed = 0;
            for (long name; (name = fieldName(fields, count)) != NULL; count++) if (name == UNNAMED) unnamed++;
            return new Description(
                    Memory.getLong(description + PyStructSequence_Desc.name),
                    Memory.getLong(description + PyStructSequence_Desc.doc),
                    fields,
                    Memory.getInt(description + PyStructSequence_Desc.n_in_sequence),
                    count,
                    unnamed);
        }

        static long fieldName(long fields, long index) {
            return Memory.getLong(fields + index * PyStructSequence_Field.SIZEOF + PyStructSequence_Field.name);
        }

        /** A PyMemberDef array for the named fields, which the type keeps. */
        long members() {
            long members = Memory.allocateForever((count - unnamed + 1) * PyMemberDef.SIZEOF);
            long member = members;
            for (int i = 0; i < count; i++) {
                long name = fieldName(fields, i);
                if (name == UNNAMED) continue;
                Memory.putLong(member + PyMemberDef.name, name);
                Memory.putInt(member + PyMemberDef.type, Constants.T_OBJECT);
                Memory.putLong(member + PyMemberDef.offset, PyStructSequence.ob_item + 8L * i);
                Memory.putInt(member + PyMemberDef.flags, Constants.READONLY);
                Memory.putLong(
                        member + PyMemberDef.doc,
                        Memory.getLong(fields + i * PyStructSequence_Field.SIZEOF + PyStructSequence_Field.doc));
                member += PyMemberDef.SIZEOF;
            }
            return members;
        }

        void describe(long type) {
            long dict = TypeLookup.dict(type);
            putSize(dict, "n_sequence_fields", visible);
            putSize(dict, "n_fields", count);
            putSize(dict, "n_unnamed_fields", unnamed);
            long names = ListType.make(0);
            for (int i = 0; i < visible; i++) {
                if (fieldName(fields, i) != UNNAMED) {
                    ListType.appendSteal(names, Strings.of(Memory.getString(fieldName(fields, i))));
                }
            }
            long matched = Sequences.tuple(names);
            References.decref(names);
            DictType.set(dict, "__match_args__", matched);
            References.decref(matched);
        }

        private static void putSize(long dict, String key, long size) {
            long number = LongType.of(size);
            DictType.set(dict, key, number);
            References.decref(number);
        }
    }

    /** PyStructSequence_NewType: a heap type, a new reference. */
    public static long newType(long descriptor) {
        return newType(descriptor, 0);
    }

    /** As above with more type flags. */
    public static long newType(long descriptor, long flags) {
        Description description = Description.read(descriptor);
        long spec = Memory.allocateForever(PyType_Spec.SIZEOF);
        Memory.putLong(spec + PyType_Spec.name, description.name());
        Memory.putInt(spec + PyType_Spec.basicsize, (int) (PyStructSequence.SIZEOF - 8));
        Memory.putInt(spec + PyType_Spec.itemsize, 8);
        Memory.putInt(spec + PyType_Spec.flags, (int) (Constants.Py_TPFLAGS_HAVE_GC | flags));
        Memory.putLong(spec + PyType_Spec.slots, slots(description));
        long bases = TupleType.of(BuiltinTypes.TUPLE);
        try {
            long type = TypeType.fromSpec(BuiltinTypes.TYPE, NULL, spec, bases);
            description.describe(type);
            return type;
        } finally {
            References.decref(bases);
        }
    }

    private static long slots(Description description) {
        long[][] content = {
            {Constants.Py_tp_dealloc, Shim.symbol("c4j_StructSequenceType_dealloc")},
            {Constants.Py_tp_traverse, Shim.symbol("c4j_StructSequenceType_traverse")},
            {Constants.Py_tp_repr, Shim.symbol("c4j_StructSequenceType_repr")},
            {Constants.Py_tp_new, Shim.symbol("c4j_StructSequenceType_create")},
            {Constants.Py_tp_methods, methods()},
            {Constants.Py_tp_members, description.members()},
            {description.doc() == NULL ? 0 : Constants.Py_tp_doc, description.doc()}
        };
        long slots = Memory.allocateForever((content.length + 1) * PyType_Slot.SIZEOF);
        for (int i = 0; i < content.length; i++) {
            Memory.putInt(slots + i * PyType_Slot.SIZEOF + PyType_Slot.slot, (int) content[i][0]);
            Memory.putLong(slots + i * PyType_Slot.SIZEOF + PyType_Slot.pfunc, content[i][1]);
        }
        return slots;
    }

    private static long methods() {
        return Methods.ARRAY;
    }

    /** The PyMethodDef array that all types share. */
    private static final class Methods {
        static final long ARRAY = make();

        private static long make() {
            byte[] name = "__reduce__\0".getBytes(StandardCharsets.US_ASCII);
            long text = Memory.allocateForever(name.length);
            Memory.putBytes(text, name);
            long methods = Memory.allocateForever(2 * PyMethodDef.SIZEOF);
            Memory.putLong(methods + PyMethodDef.ml_name, text);
            Memory.putLong(methods + PyMethodDef.ml_meth, Shim.symbol("c4j_StructSequenceType_reduce"));
            Memory.putInt(methods + PyMethodDef.ml_flags, Constants.METH_NOARGS);
            return methods;
        }
    }

    /** PyStructSequence_InitType2: makes a static type of the zeroed struct {@code type}. */
    public static void initType(long type, long descriptor, long flags) {
        Description description = Description.read(descriptor);
        Memory.putLong(type, 1);
        Memory.putLong(type + PyTypeObject.tp_name, description.name());
        Memory.putLong(type + PyTypeObject.tp_doc, description.doc());
        Memory.putLong(type + PyTypeObject.tp_basicsize, PyStructSequence.SIZEOF - 8);
        Memory.putLong(type + PyTypeObject.tp_itemsize, 8);
        Memory.putLong(type + PyTypeObject.tp_base, References.newRef(BuiltinTypes.TUPLE));
        Memory.putLong(type + PyTypeObject.tp_flags, Constants.Py_TPFLAGS_HAVE_GC | flags);
        Memory.putLong(type + PyTypeObject.tp_dealloc, Shim.symbol("c4j_StructSequenceType_dealloc"));
        Memory.putLong(type + PyTypeObject.tp_traverse, Shim.symbol("c4j_StructSequenceType_traverse"));
        Memory.putLong(type + PyTypeObject.tp_repr, Shim.symbol("c4j_StructSequenceType_repr"));
        Memory.putLong(type + PyTypeObject.tp_new, Shim.symbol("c4j_StructSequenceType_create"));
        Memory.putLong(type + PyTypeObject.tp_methods, methods());
        Memory.putLong(type + PyTypeObject.tp_members, description.members());
        TypeReady.ready(type);
        description.describe(type);
        TypeType.modified(type);
    }

    // ---- Instances ----

    private static long count(long type, String attribute) {
        long number = DictType.get(TypeLookup.dict(type), attribute);
        if (number == NULL) {
            throw PyError.typeError("Missed attribute '" + attribute + "' of type " + TypeLookup.fullName(type));
        }
        return LongType.asSsize(number);
    }

    private static long visible(long object) {
        return TupleType.size(object);
    }

    /** PyStructSequence_New: all fields NULL. */
    public static long make(long type) {
        long visible = count(type, "n_sequence_fields");
        long object = Allocation.genericAlloc(type, count(type, "n_fields"));
        Memory.putLong(object + PyVarObject.ob_size, visible);
        return object;
    }

    /** Borrowed, or NULL; no check. */
    public static long get(long object, long index) {
        return TupleType.get(object, index);
    }

    /** Steals; no check, as the macro. */
    public static void init(long object, long index, long item) {
        TupleType.init(object, index, item);
    }

    @Function
    static long create(long type, long args, long kwargs) {
        long[] given = Arguments.unpack("structseq", ARGUMENTS, 2, 1, args, kwargs);
        long dict = given[1];
        long sequence = Sequences.fast(given[0], "constructor requires a sequence");
        try {
            if (dict != NULL && !DictType.isInstance(dict)) {
                throw PyError.typeError(TypeLookup.fullName(type) + "() takes a dict as second arg, if any");
            }
            long length = Sequences.fastLength(sequence);
            checkLength(type, length);
            return fill(type, Sequences.fastItems(sequence), length, dict);
        } finally {
            References.decref(sequence);
        }
    }

    private static void checkLength(long type, long length) {
        long min = count(type, "n_sequence_fields");
        long max = count(type, "n_fields");
        if (length >= min && length <= max) return;
        String bound = min == max ? "a " + min : length < min ? "an at least " + min : "an at most " + max;
        throw PyError.typeError(
                TypeLookup.fullName(type) + "() takes " + bound + "-sequence (" + length + "-sequence given)");
    }

    /** What the sequence doesn't have comes from the dict, or is None. */
    private static long fill(long type, long items, long length, long dict) {
        long object = make(type);
        Items.copy(items, TupleType.items(object), length);
        long max = count(type, "n_fields");
        long unnamed = count(type, "n_unnamed_fields");
        long members = Memory.getLong(type + PyTypeObject.tp_members);
        for (long i = length; i < max; i++) {
            long name = Memory.getLong(members + (i - unnamed) * PyMemberDef.SIZEOF + PyMemberDef.name);
            long value = dict == NULL ? NULL : DictType.get(dict, Memory.getString(name));
            init(object, i, References.newRef(value == NULL ? Singletons.NONE : value));
        }
        return object;
    }

    @Function
    static void dealloc(long self) {
        long type = References.type(self);
        Allocation.gcUntrack(self);
        Items.release(TupleType.items(self), count(type, "n_fields"));
        Allocation.freeObject(self);
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HEAPTYPE)) References.decref(type);
    }

    @Function(-1)
    static int traverse(long self, long visit, long argument) {
        long type = References.type(self);
        if (TypeLookup.hasFlag(type, Constants.Py_TPFLAGS_HEAPTYPE)) {
            int stop = Traversal.visit(type, visit, argument);
            if (stop != 0) return stop;
        }
        return Traversal.visitAll(TupleType.items(self), count(type, "n_fields"), visit, argument);
    }

    @Function
    static long repr(long self) {
        long type = References.type(self);
        long members = Memory.getLong(type + PyTypeObject.tp_members);
        StringBuilder text = new StringBuilder(TypeLookup.fullName(type)).append('(');
        for (long i = 0; i < visible(self); i++) {
            long name = Memory.getLong(members + i * PyMemberDef.SIZEOF + PyMemberDef.name);
            if (name == NULL) throw PyError.systemError("In structseq_repr(), member " + i + " name is NULL for type "
                    + TypeLookup.fullName(type));
            if (i > 0) text.append(", ");
            text.append(Memory.getString(name)).append('=').append(Objects.reprString(get(self, i)));
        }
        return Strings.of(text.append(')').toString());
    }

    /** {@code (type, (visible fields, {name: other field}))}. */
    @Function
    static long reduce(long self, long unused) {
        long type = References.type(self);
        long members = Memory.getLong(type + PyTypeObject.tp_members);
        long unnamed = count(type, "n_unnamed_fields");
        long dict = DictType.make();
        for (long i = visible(self); i < count(type, "n_fields"); i++) {
            long name = Memory.getLong(members + (i - unnamed) * PyMemberDef.SIZEOF + PyMemberDef.name);
            DictType.set(dict, Memory.getString(name), get(self, i));
        }
        long items = TupleType.fromItems(TupleType.items(self), visible(self));
        return TupleType.steal(References.newRef(type), TupleType.steal(items, dict));
    }
}
