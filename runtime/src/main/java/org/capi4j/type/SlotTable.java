package org.capi4j.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capi4j.layout.PyHeapTypeObject;
import org.capi4j.layout.PyTypeObject;
import org.capi4j.memory.Memory;

/**
 * Every special method and its slot, in the order of {@code PyHeapTypeObject}: that is the order of the wrappers in a type's {@code
 * __dict__}, and it makes {@code __len__} of a type with both tables the one of its mapping table.
 */
final class SlotTable {
    /** All definitions. */
    static final List<SlotDefinition> ALL = new ArrayList<>();

    private static final Map<String, List<SlotDefinition>> BY_NAME = new HashMap<>();

    private static final Map<Long, List<SlotDefinition>> GROUPS = new LinkedHashMap<>();

    /** Those definitions that make wrappers and whose slots stand in one struct: in the type's own, or in a method table that it may not have. */
    record Section(long field, long start, List<SlotDefinition> wrapped) {
        private static final long OWN = -1;

        static Section of(long field, long start, long end) {
            List<SlotDefinition> wrapped = new ArrayList<>();
            for (SlotDefinition definition : ALL) {
                if (definition.hasWrapper() && definition.offset() >= start && definition.offset() < end) wrapped.add(definition);
            }
            return new Section(field, start, wrapped);
        }

        /** NULL: the type hasn't got it. */
        long table(long type) {
            return field == OWN ? type : Memory.getLong(type + field);
        }

        long slot(long table, SlotDefinition definition) {
            return table + definition.offset() - start;
        }
    }

    /** In the order of {@link #ALL}. */
    static final List<Section> SECTIONS;

    static {
        addTypeSlots();
        addAsyncSlots();
        addNumberSlots();
        addMappingSlots();
        addSequenceSlots();
        SECTIONS = List.of(
                Section.of(Section.OWN, 0, PyTypeObject.SIZEOF),
                Section.of(PyTypeObject.tp_as_async, PyHeapTypeObject.as_async, PyHeapTypeObject.as_number),
                Section.of(PyTypeObject.tp_as_number, PyHeapTypeObject.as_number, PyHeapTypeObject.as_mapping),
                Section.of(PyTypeObject.tp_as_mapping, PyHeapTypeObject.as_mapping, PyHeapTypeObject.as_sequence),
                Section.of(PyTypeObject.tp_as_sequence, PyHeapTypeObject.as_sequence, PyHeapTypeObject.as_buffer));
    }

    private SlotTable() {}

    /** The definitions of a special method (several slots may stand for one name), none for any other name. */
    static List<SlotDefinition> named(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /** The definitions that share the slot at {@code offset}, in order. */
    static List<SlotDefinition> at(long offset) {
        return GROUPS.get(offset);
    }

    /** All definitions by slot; a definition knows the place of its group. */
    static List<List<SlotDefinition>> groups() {
        return List.copyOf(GROUPS.values());
    }

    private static void add(String name, long offset, String function, String wrapper, String doc) {
        List<SlotDefinition> group = GROUPS.computeIfAbsent(offset, key -> new ArrayList<>());
        int place = group.isEmpty() ? GROUPS.size() - 1 : group.getFirst().group();
        SlotDefinition definition = new SlotDefinition(name, offset, place, function, wrapper, doc);
        group.add(definition);
        ALL.add(definition);
        BY_NAME.computeIfAbsent(name, key -> new ArrayList<>()).add(definition);
    }

    private static void addTypeSlots() {
        add("__repr__", PyTypeObject.tp_repr, "tp_repr", "unary", "__repr__($self, /)\n--\n\nReturn repr(self).");
        add("__hash__", PyTypeObject.tp_hash, "tp_hash", "hash", "__hash__($self, /)\n--\n\nReturn hash(self).");
        add("__call__", PyTypeObject.tp_call, "tp_call", "call", "__call__($self, /, *args, **kwargs)\n--\n\nCall self as a function.");
        add("__str__", PyTypeObject.tp_str, "tp_str", "unary", "__str__($self, /)\n--\n\nReturn str(self).");
        add("__getattribute__", PyTypeObject.tp_getattro, "tp_getattr_hook", "binary", "__getattribute__($self, name, /)\n--\n\nReturn getattr(self, name).");
        add("__getattr__", PyTypeObject.tp_getattro, "tp_getattr_hook", null, "");
        add("__setattr__", PyTypeObject.tp_setattro, "tp_setattro", "setAttr",
                "__setattr__($self, name, value, /)\n--\n\nImplement setattr(self, name, value).");
        add("__delattr__", PyTypeObject.tp_setattro, "tp_setattro", "delAttr", "__delattr__($self, name, /)\n--\n\nImplement delattr(self, name).");
        add("__lt__", PyTypeObject.tp_richcompare, "tp_richcompare", "lt", "__lt__($self, value, /)\n--\n\nReturn self<value.");
        add("__le__", PyTypeObject.tp_richcompare, "tp_richcompare", "le", "__le__($self, value, /)\n--\n\nReturn self<=value.");
        add("__eq__", PyTypeObject.tp_richcompare, "tp_richcompare", "eq", "__eq__($self, value, /)\n--\n\nReturn self==value.");
        add("__ne__", PyTypeObject.tp_richcompare, "tp_richcompare", "ne", "__ne__($self, value, /)\n--\n\nReturn self!=value.");
        add("__gt__", PyTypeObject.tp_richcompare, "tp_richcompare", "gt", "__gt__($self, value, /)\n--\n\nReturn self>value.");
        add("__ge__", PyTypeObject.tp_richcompare, "tp_richcompare", "ge", "__ge__($self, value, /)\n--\n\nReturn self>=value.");
        add("__iter__", PyTypeObject.tp_iter, "tp_iter", "unary", "__iter__($self, /)\n--\n\nImplement iter(self).");
        add("__next__", PyTypeObject.tp_iternext, "tp_iternext", "next", "__next__($self, /)\n--\n\nImplement next(self).");
        add("__get__", PyTypeObject.tp_descr_get, "tp_descr_get", "descrGet",
                "__get__($self, instance, owner=None, /)\n--\n\nReturn an attribute of instance, which is of type owner.");
        add("__set__", PyTypeObject.tp_descr_set, "tp_descr_set", "descrSet",
                "__set__($self, instance, value, /)\n--\n\nSet an attribute of instance to value.");
        add("__delete__", PyTypeObject.tp_descr_set, "tp_descr_set", "descrDelete", "__delete__($self, instance, /)\n--\n\nDelete an attribute of instance.");
        add("__init__", PyTypeObject.tp_init, "tp_init", "init",
                "__init__($self, /, *args, **kwargs)\n--\n\nInitialize self.  See help(type(self)) for accurate signature.");
        add("__new__", PyTypeObject.tp_new, "tp_new", null, "");
        add("__del__", PyTypeObject.tp_finalize, "tp_finalize", "delete", "");
    }

    private static void addAsyncSlots() {
        add("__await__", PyHeapTypeObject.as_async$am_await, "am_await", "unary",
                "__await__($self, /)\n--\n\nReturn an iterator to be used in await expression.");
        add("__aiter__", PyHeapTypeObject.as_async$am_aiter, "am_aiter", "unary",
                "__aiter__($self, /)\n--\n\nReturn an awaitable, that resolves in asynchronous iterator.");
        add("__anext__", PyHeapTypeObject.as_async$am_anext, "am_anext", "unary", "__anext__($self, /)\n--\n\nReturn a value or raise StopAsyncIteration.");
    }

    private static void addNumberSlots() {
        add("__add__", PyHeapTypeObject.as_number$nb_add, "nb_add", "binaryLeft", "__add__($self, value, /)\n--\n\nReturn self+value.");
        add("__radd__", PyHeapTypeObject.as_number$nb_add, "nb_add", "binaryRight", "__radd__($self, value, /)\n--\n\nReturn value+self.");
        add("__sub__", PyHeapTypeObject.as_number$nb_subtract, "nb_subtract", "binaryLeft", "__sub__($self, value, /)\n--\n\nReturn self-value.");
        add("__rsub__", PyHeapTypeObject.as_number$nb_subtract, "nb_subtract", "binaryRight", "__rsub__($self, value, /)\n--\n\nReturn value-self.");
        add("__mul__", PyHeapTypeObject.as_number$nb_multiply, "nb_multiply", "binaryLeft", "__mul__($self, value, /)\n--\n\nReturn self*value.");
        add("__rmul__", PyHeapTypeObject.as_number$nb_multiply, "nb_multiply", "binaryRight", "__rmul__($self, value, /)\n--\n\nReturn value*self.");
        add("__mod__", PyHeapTypeObject.as_number$nb_remainder, "nb_remainder", "binaryLeft", "__mod__($self, value, /)\n--\n\nReturn self%value.");
        add("__rmod__", PyHeapTypeObject.as_number$nb_remainder, "nb_remainder", "binaryRight", "__rmod__($self, value, /)\n--\n\nReturn value%self.");
        add("__divmod__", PyHeapTypeObject.as_number$nb_divmod, "nb_divmod", "binaryLeft", "__divmod__($self, value, /)\n--\n\nReturn divmod(self, value).");
        add("__rdivmod__", PyHeapTypeObject.as_number$nb_divmod, "nb_divmod", "binaryRight", "__rdivmod__($self, value, /)\n--\n\nReturn divmod(value, self).");
        add("__pow__", PyHeapTypeObject.as_number$nb_power, "nb_power", "ternary", "__pow__($self, value, mod=None, /)\n--\n\nReturn pow(self, value, mod).");
        add("__rpow__", PyHeapTypeObject.as_number$nb_power, "nb_power", "ternaryRight", "__rpow__($self, value, mod=None, /)\n--\n\nReturn pow(value, self, mod).");
        add("__neg__", PyHeapTypeObject.as_number$nb_negative, "nb_negative", "unary", "__neg__($self, /)\n--\n\n-self");
        add("__pos__", PyHeapTypeObject.as_number$nb_positive, "nb_positive", "unary", "__pos__($self, /)\n--\n\n+self");
        add("__abs__", PyHeapTypeObject.as_number$nb_absolute, "nb_absolute", "unary", "__abs__($self, /)\n--\n\nabs(self)");
        add("__bool__", PyHeapTypeObject.as_number$nb_bool, "nb_bool", "inquiry", "__bool__($self, /)\n--\n\nTrue if self else False");
        add("__invert__", PyHeapTypeObject.as_number$nb_invert, "nb_invert", "unary", "__invert__($self, /)\n--\n\n~self");
        add("__lshift__", PyHeapTypeObject.as_number$nb_lshift, "nb_lshift", "binaryLeft", "__lshift__($self, value, /)\n--\n\nReturn self<<value.");
        add("__rlshift__", PyHeapTypeObject.as_number$nb_lshift, "nb_lshift", "binaryRight", "__rlshift__($self, value, /)\n--\n\nReturn value<<self.");
        add("__rshift__", PyHeapTypeObject.as_number$nb_rshift, "nb_rshift", "binaryLeft", "__rshift__($self, value, /)\n--\n\nReturn self>>value.");
        add("__rrshift__", PyHeapTypeObject.as_number$nb_rshift, "nb_rshift", "binaryRight", "__rrshift__($self, value, /)\n--\n\nReturn value>>self.");
        add("__and__", PyHeapTypeObject.as_number$nb_and, "nb_and", "binaryLeft", "__and__($self, value, /)\n--\n\nReturn self&value.");
        add("__rand__", PyHeapTypeObject.as_number$nb_and, "nb_and", "binaryRight", "__rand__($self, value, /)\n--\n\nReturn value&self.");
        add("__xor__", PyHeapTypeObject.as_number$nb_xor, "nb_xor", "binaryLeft", "__xor__($self, value, /)\n--\n\nReturn self^value.");
        add("__rxor__", PyHeapTypeObject.as_number$nb_xor, "nb_xor", "binaryRight", "__rxor__($self, value, /)\n--\n\nReturn value^self.");
        add("__or__", PyHeapTypeObject.as_number$nb_or, "nb_or", "binaryLeft", "__or__($self, value, /)\n--\n\nReturn self|value.");
        add("__ror__", PyHeapTypeObject.as_number$nb_or, "nb_or", "binaryRight", "__ror__($self, value, /)\n--\n\nReturn value|self.");
        add("__int__", PyHeapTypeObject.as_number$nb_int, "nb_int", "unary", "__int__($self, /)\n--\n\nint(self)");
        add("__float__", PyHeapTypeObject.as_number$nb_float, "nb_float", "unary", "__float__($self, /)\n--\n\nfloat(self)");
        add("__iadd__", PyHeapTypeObject.as_number$nb_inplace_add, "nb_inplace_add", "binary", "__iadd__($self, value, /)\n--\n\nReturn self+=value.");
        add("__isub__", PyHeapTypeObject.as_number$nb_inplace_subtract, "nb_inplace_subtract", "binary", "__isub__($self, value, /)\n--\n\nReturn self-=value.");
        add("__imul__", PyHeapTypeObject.as_number$nb_inplace_multiply, "nb_inplace_multiply", "binary", "__imul__($self, value, /)\n--\n\nReturn self*=value.");
        add("__imod__", PyHeapTypeObject.as_number$nb_inplace_remainder, "nb_inplace_remainder", "binary", "__imod__($self, value, /)\n--\n\nReturn self%=value.");
        add("__ipow__", PyHeapTypeObject.as_number$nb_inplace_power, "nb_inplace_power", "inplacePower", "__ipow__($self, value, /)\n--\n\nReturn self**=value.");
        add("__ilshift__", PyHeapTypeObject.as_number$nb_inplace_lshift, "nb_inplace_lshift", "binary", "__ilshift__($self, value, /)\n--\n\nReturn self<<=value.");
        add("__irshift__", PyHeapTypeObject.as_number$nb_inplace_rshift, "nb_inplace_rshift", "binary", "__irshift__($self, value, /)\n--\n\nReturn self>>=value.");
        add("__iand__", PyHeapTypeObject.as_number$nb_inplace_and, "nb_inplace_and", "binary", "__iand__($self, value, /)\n--\n\nReturn self&=value.");
        add("__ixor__", PyHeapTypeObject.as_number$nb_inplace_xor, "nb_inplace_xor", "binary", "__ixor__($self, value, /)\n--\n\nReturn self^=value.");
        add("__ior__", PyHeapTypeObject.as_number$nb_inplace_or, "nb_inplace_or", "binary", "__ior__($self, value, /)\n--\n\nReturn self|=value.");
        add("__floordiv__", PyHeapTypeObject.as_number$nb_floor_divide, "nb_floor_divide", "binaryLeft", "__floordiv__($self, value, /)\n--\n\nReturn self//value.");
        add("__rfloordiv__", PyHeapTypeObject.as_number$nb_floor_divide, "nb_floor_divide", "binaryRight", "__rfloordiv__($self, value, /)\n--\n\nReturn value//self.");
        add("__truediv__", PyHeapTypeObject.as_number$nb_true_divide, "nb_true_divide", "binaryLeft", "__truediv__($self, value, /)\n--\n\nReturn self/value.");
        add("__rtruediv__", PyHeapTypeObject.as_number$nb_true_divide, "nb_true_divide", "binaryRight", "__rtruediv__($self, value, /)\n--\n\nReturn value/self.");
        add("__ifloordiv__", PyHeapTypeObject.as_number$nb_inplace_floor_divide, "nb_inplace_floor_divide", "binary", "__ifloordiv__($self, value, /)\n--\n\nReturn self//=value.");
        add("__itruediv__", PyHeapTypeObject.as_number$nb_inplace_true_divide, "nb_inplace_true_divide", "binary", "__itruediv__($self, value, /)\n--\n\nReturn self/=value.");
        add("__index__", PyHeapTypeObject.as_number$nb_index, "nb_index", "unary",
                "__index__($self, /)\n--\n\nReturn self converted to an integer, if self is suitable for use as an index into a list.");
        add("__matmul__", PyHeapTypeObject.as_number$nb_matrix_multiply, "nb_matrix_multiply", "binaryLeft", "__matmul__($self, value, /)\n--\n\nReturn self@value.");
        add("__rmatmul__", PyHeapTypeObject.as_number$nb_matrix_multiply, "nb_matrix_multiply", "binaryRight", "__rmatmul__($self, value, /)\n--\n\nReturn value@self.");
        add("__imatmul__", PyHeapTypeObject.as_number$nb_inplace_matrix_multiply, "nb_inplace_matrix_multiply", "binary", "__imatmul__($self, value, /)\n--\n\nReturn self@=value.");
    }

    private static void addMappingSlots() {
        add("__len__", PyHeapTypeObject.as_mapping$mp_length, "sq_length", "length", "__len__($self, /)\n--\n\nReturn len(self).");
        add("__getitem__", PyHeapTypeObject.as_mapping$mp_subscript, "mp_subscript", "binary", "__getitem__($self, key, /)\n--\n\nReturn self[key].");
        add("__setitem__", PyHeapTypeObject.as_mapping$mp_ass_subscript, "mp_ass_subscript", "setItem", "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.");
        add("__delitem__", PyHeapTypeObject.as_mapping$mp_ass_subscript, "mp_ass_subscript", "delItem", "__delitem__($self, key, /)\n--\n\nDelete self[key].");
    }

    private static void addSequenceSlots() {
        add("__len__", PyHeapTypeObject.as_sequence$sq_length, "sq_length", "length", "__len__($self, /)\n--\n\nReturn len(self).");
        add("__add__", PyHeapTypeObject.as_sequence$sq_concat, null, "binary", "__add__($self, value, /)\n--\n\nReturn self+value.");
        add("__mul__", PyHeapTypeObject.as_sequence$sq_repeat, null, "index", "__mul__($self, value, /)\n--\n\nReturn self*value.");
        add("__rmul__", PyHeapTypeObject.as_sequence$sq_repeat, null, "index", "__rmul__($self, value, /)\n--\n\nReturn value*self.");
        add("__getitem__", PyHeapTypeObject.as_sequence$sq_item, "sq_item", "sequenceItem", "__getitem__($self, key, /)\n--\n\nReturn self[key].");
        add("__setitem__", PyHeapTypeObject.as_sequence$sq_ass_item, "sq_ass_item", "sequenceSetItem", "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.");
        add("__delitem__", PyHeapTypeObject.as_sequence$sq_ass_item, "sq_ass_item", "sequenceDelItem", "__delitem__($self, key, /)\n--\n\nDelete self[key].");
        add("__contains__", PyHeapTypeObject.as_sequence$sq_contains, "sq_contains", "contains", "__contains__($self, key, /)\n--\n\nReturn key in self.");
        add("__iadd__", PyHeapTypeObject.as_sequence$sq_inplace_concat, null, "binary", "__iadd__($self, value, /)\n--\n\nImplement self+=value.");
        add("__imul__", PyHeapTypeObject.as_sequence$sq_inplace_repeat, null, "index", "__imul__($self, value, /)\n--\n\nImplement self*=value.");
    }
}
