package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import org.capi4j.layout.PyDictObject;
import org.capi4j.layout.PyStructSequence_Desc;
import org.capi4j.layout.PyStructSequence_Field;
import org.capi4j.memory.Memory;
import org.capi4j.memory.NativeCall;
import org.capi4j.memory.Shim;
import org.capi4j.object.ErrorIndicator;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.LongType;
import org.capi4j.type.Objects;
import org.capi4j.type.TypeLookup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The C functions of containers: what Python code can't reach. Expected values are CPython 3.11's. */
final class ContainersTest {
    private static Interpreter python;

    @BeforeAll
    static void open() {
        python = Interpreter.open();
    }

    @AfterAll
    static void close() {
        python.close();
    }

    private static void run(Callable<?> action) throws Exception {
        python.run(() -> {
            action.call();
            return null;
        });
    }

    private static long integer(long value) {
        return LongType.of(value);
    }

    private static long text(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        long address = Memory.allocateForever(bytes.length);
        Memory.putBytes(address, bytes);
        return address;
    }

    /** "TypeError: message" of what {@code action} throws. */
    private static String error(Runnable action) {
        long instance = ExceptionType.instance(assertThrows(PyError.class, action::run));
        return TypeLookup.nameOf(instance) + ": " + Objects.strString(instance);
    }

    @Test
    void tupleIsFilledResizedAndSliced() throws Exception {
        run(() -> {
            long tuple = PyTuple.PyTuple_New(3);
            for (int i = 0; i < 3; i++) PyTuple.PyTuple_SetItem(tuple, i, integer(i));
            assertEquals("(0, 1, 2)", Objects.reprString(tuple));
            assertEquals("(1, 2)", Objects.reprString(PyTuple.PyTuple_GetSlice(tuple, 1, 100)));
            assertEquals("IndexError: tuple index out of range", error(() -> PyTuple.PyTuple_GetItem(tuple, 3)));
            assertEquals("IndexError: tuple index out of range", error(() -> PyTuple.PyTuple_GetItem(tuple, -1)));
            assertEquals("IndexError: tuple assignment index out of range", error(() -> PyTuple.PyTuple_SetItem(tuple, 3, integer(1))));
            long variable = Memory.allocateForever(8);
            Memory.putLong(variable, tuple);
            PyTuple._PyTuple_Resize(variable, 1);
            assertEquals("(0,)", Objects.reprString(Memory.getLong(variable)));
            PyTuple._PyTuple_Resize(variable, 0);
            assertEquals(PyTuple.PyTuple_New(0), Memory.getLong(variable));
            long shared = PyTuple.PyTuple_New(1);
            References.incref(shared);
            assertEquals("SystemError", error(() -> PyTuple.PyTuple_SetItem(shared, 0, NULL)).split(":")[0]);
            return null;
        });
    }

    @Test
    void listIsChangedBySlices() throws Exception {
        run(() -> {
            long list = PyList.PyList_New(0);
            for (int i = 0; i < 5; i++) PyList.PyList_Append(list, integer(i));
            PyList.PyList_SetSlice(list, 1, 3, NULL);
            assertEquals("[0, 3, 4]", Objects.reprString(list));
            PyList.PyList_SetSlice(list, 100, 200, list);
            assertEquals("[0, 3, 4, 0, 3, 4]", Objects.reprString(list));
            PyList.PyList_Insert(list, -1, integer(9));
            PyList.PyList_Sort(list);
            PyList.PyList_Reverse(list);
            assertEquals("(9, 4, 4, 3, 3, 0, 0)", Objects.reprString(PyList.PyList_AsTuple(list)));
            assertEquals("[4, 4]", Objects.reprString(PyList.PyList_GetSlice(list, 1, 3)));
            assertEquals("IndexError: list index out of range", error(() -> PyList.PyList_GetItem(list, 7)));
            assertEquals("IndexError: list assignment index out of range", error(() -> PyList.PyList_SetItem(list, -1, NULL)));
            assertEquals("TypeError: can only assign an iterable", error(() -> PyList.PyList_SetSlice(list, 0, 1, integer(5))));
            return null;
        });
    }

    @Test
    void deeplyNestedContainersAreDeallocated() throws Exception {
        run(() -> {
            long outer = PyList.PyList_New(0);
            for (int i = 0; i < 300_000; i++) {
                long next = switch (i % 3) {
                    case 0 -> PyTuple.PyTuple_New(1);
                    case 1 -> PyList.PyList_New(1);
                    default -> PyDict.PyDict_New();
                };
                if (i % 3 == 0) PyTuple.PyTuple_SetItem(next, 0, outer);
                else if (i % 3 == 1) PyList.PyList_SetItem(next, 0, outer);
                else {
                    PyDict.PyDict_SetItem(next, integer(1), outer);
                    References.decref(outer);
                }
                outer = next;
            }
            References.decref(outer);
            return null;
        });
    }

    @Test
    void dictIsWalkedWithNext() throws Exception {
        run(() -> {
            long dict = PyDict.PyDict_New();
            for (int i = 0; i < 100; i++) PyDict.PyDict_SetItem(dict, integer(i), integer(i * i));
            for (int i = 0; i < 100; i += 2) PyDict.PyDict_DelItem(dict, integer(i));
            long variables = Memory.allocateForever(32);
            long sum = 0;
            while (PyDict._PyDict_Next(dict, variables, variables + 8, variables + 16, variables + 24) != 0) {
                sum += LongType.asLong(Memory.getLong(variables + 16)) - Memory.getLong(variables + 24);
            }
            assertEquals(166650 - 2500, sum);
            assertEquals(50, PyDict.PyDict_Size(dict));
            assertEquals("KeyError: 0", error(() -> PyDict.PyDict_DelItem(dict, integer(0))));
            return null;
        });
    }

    @Test
    void dictGetItemDropsErrors() throws Exception {
        run(() -> {
            long dict = PyDict.PyDict_New();
            long list = PyList.PyList_New(0);
            assertEquals(NULL, PyDict.PyDict_GetItem(dict, list));
            assertEquals("TypeError: unhashable type: 'list'", error(() -> PyDict.PyDict_GetItemWithError(dict, list)));
            ErrorIndicator.restore(PyError.valueError("before"));
            assertEquals(NULL, PyDict.PyDict_GetItem(dict, list));
            assertEquals("ValueError: before", ExceptionType.describe(ErrorIndicator.fetch()));
            assertEquals(NULL, PyDict.PyDict_GetItem(list, list));
            assertEquals(NULL, PyDict.PyDict_GetItemString(dict, text("a")));
            PyDict.PyDict_SetItemString(dict, text("a"), list);
            assertEquals(list, PyDict.PyDict_GetItemString(dict, text("a")));
            assertEquals("SystemError", error(() -> PyDict.PyDict_GetItemWithError(list, list)).split(":")[0]);
            return null;
        });
    }

    @Test
    void dictVersionChangesWithItsContent() throws Exception {
        run(() -> {
            long dict = PyDict.PyDict_New();
            long empty = version(dict);
            PyDict.PyDict_SetItem(dict, integer(1), integer(2));
            long one = version(dict);
            assertNotEquals(empty, one);
            PyDict.PyDict_SetItem(dict, integer(1), integer(2));
            assertEquals(one, version(dict));
            PyDict.PyDict_SetItem(dict, integer(1), integer(3));
            long two = version(dict);
            assertNotEquals(one, two);
            PyDict.PyDict_Clear(dict);
            assertNotEquals(two, version(dict));
            return null;
        });
    }

    private static long version(long dict) {
        return Memory.getLong(dict + PyDictObject.ma_version_tag);
    }

    @Test
    void dictGrowsOverEveryIndexWidth() throws Exception {
        run(() -> {
            long dict = PyDict.PyDict_New();
            int count = 60_000;
            for (int i = 0; i < count; i++) {
                long key = integer(i * 7919L);
                PyDict.PyDict_SetItem(dict, key, key);
                References.decref(key);
            }
            assertEquals(count, PyDict.PyDict_Size(dict));
            for (int i = 0; i < count; i++) {
                long key = integer(i * 7919L);
                assertEquals(i * 7919L, LongType.asLong(PyDict.PyDict_GetItemWithError(dict, key)));
                if (i % 3 == 0) PyDict.PyDict_DelItem(dict, key);
                References.decref(key);
            }
            assertEquals(count - count / 3, PyDict.PyDict_Size(dict));
            References.decref(dict);
            return null;
        });
    }

    @Test
    void dictMergesByThreeRules() throws Exception {
        run(() -> {
            long dict = PyDict.PyDict_New();
            long other = PyDict.PyDict_New();
            PyDict.PyDict_SetItem(dict, integer(1), integer(1));
            PyDict.PyDict_SetItem(other, integer(1), integer(2));
            PyDict.PyDict_Merge(dict, other, 0);
            assertEquals("{1: 1}", Objects.reprString(dict));
            assertEquals("KeyError: 1", error(() -> PyDict._PyDict_MergeEx(dict, other, 2)));
            PyDict.PyDict_Update(dict, other);
            assertEquals("{1: 2}", Objects.reprString(dict));
            assertEquals("AttributeError: 'int' object has no attribute 'keys'", error(() -> PyDict.PyDict_Update(dict, integer(5))));
            assertEquals(
                    "TypeError: cannot convert dictionary update sequence element #0 to a sequence",
                    error(() -> PyDict.PyDict_MergeFromSeq2(dict, dict, 1)));
            return null;
        });
    }

    @Test
    void setHandsOutEntries() throws Exception {
        run(() -> {
            long set = PySet.PySet_New(NULL);
            for (int i = 0; i < 10; i++) PySet.PySet_Add(set, integer(i));
            PySet.PySet_Discard(set, integer(5));
            long variables = Memory.allocateForever(24);
            long sum = 0;
            while (PySet._PySet_NextEntry(set, variables, variables + 8, variables + 16) != 0) {
                assertEquals(Memory.getLong(variables + 16), LongType.asLong(Memory.getLong(variables + 8)));
                sum += Memory.getLong(variables + 16);
            }
            assertEquals(40, sum);
            long frozen = PySet.PyFrozenSet_New(NULL);
            PySet.PySet_Add(frozen, integer(1));
            assertEquals("frozenset({1})", Objects.reprString(frozen));
            References.incref(frozen);
            assertEquals("SystemError", error(() -> PySet.PySet_Add(frozen, integer(2))).split(":")[0]);
            assertEquals("SystemError", error(() -> PySet.PySet_Discard(frozen, integer(2))).split(":")[0]);
            return null;
        });
    }

    @Test
    void slicesAreUnpackedAndAdjusted() throws Exception {
        run(() -> {
            long slice = PySlice.PySlice_New(integer(-3), NULL, integer(-2));
            long v = Memory.allocateForever(32);
            PySlice.PySlice_Unpack(slice, v, v + 8, v + 16);
            assertEquals(-3, Memory.getLong(v));
            assertEquals(Long.MIN_VALUE, Memory.getLong(v + 8));
            assertEquals(4, PySlice.PySlice_AdjustIndices(10, v, v + 8, -2));
            assertEquals(7, Memory.getLong(v));
            assertEquals(-1, Memory.getLong(v + 8));
            PySlice.PySlice_GetIndicesEx(slice, 4, v, v + 8, v + 16, v + 24);
            assertEquals(1, Memory.getLong(v + 24));
            assertEquals(-1, PySlice.PySlice_GetIndices(PySlice.PySlice_New(integer(9), NULL, NULL), 4, v, v + 8, v + 16));
            return null;
        });
    }

    @Test
    void structSequencesHaveNamedFields() throws Exception {
        run(() -> {
            long type = PyStructSequence.PyStructSequence_NewType(description());
            long point = PyStructSequence.PyStructSequence_New(type);
            for (int i = 0; i < 3; i++) PyStructSequence.PyStructSequence_SetItem(point, i, integer(i + 1));
            assertEquals("geometry.point(x=1, y=2)", Objects.reprString(point));
            assertEquals("3", Objects.reprString(Objects.getAttr(point, "label")));
            assertEquals(2, PyTuple.PyTuple_Size(point));
            assertEquals("('x', 'y')", Objects.reprString(Objects.getAttr(type, "__match_args__")));
            assertEquals("geometry", Objects.strString(Objects.getAttr(type, "__module__")));
            long reduced = org.capi4j.type.Calls.callMethod(point, "__reduce__");
            assertEquals("((1, 2), {'label': 3})", Objects.reprString(PyTuple.PyTuple_GetItem(reduced, 1)));
            long again = org.capi4j.type.Calls.callOneArg(type, PyTuple.PyTuple_GetItem(PyTuple.PyTuple_GetItem(reduced, 1), 0));
            assertEquals("geometry.point(x=1, y=2)", Objects.reprString(again));
            assertEquals("None", Objects.reprString(Objects.getAttr(again, "label")));
            assertEquals(
                    "TypeError: geometry.point() takes an at least 2-sequence (0-sequence given)",
                    error(() -> org.capi4j.type.Calls.callOneArg(type, PyTuple.PyTuple_New(0))));
            References.decref(point);
            return null;
        });
    }

    private static long description() {
        String[] names = {"x", "y", "label"};
        long fields = Memory.allocateForever((names.length + 1) * PyStructSequence_Field.SIZEOF);
        for (int i = 0; i < names.length; i++) {
            Memory.putLong(fields + i * PyStructSequence_Field.SIZEOF + PyStructSequence_Field.name, text(names[i]));
        }
        long description = Memory.allocateForever(PyStructSequence_Desc.SIZEOF);
        Memory.putLong(description + PyStructSequence_Desc.name, text("geometry.point"));
        Memory.putLong(description + PyStructSequence_Desc.fields, fields);
        Memory.putInt(description + PyStructSequence_Desc.n_in_sequence, 2);
        return description;
    }

    @Test
    void iteratorsAreSentTo() throws Exception {
        run(() -> {
            long list = PyList.PyList_New(0);
            PyList.PyList_Append(list, integer(7));
            long iterator = Objects.iter(list);
            long result = Memory.allocateForever(8);
            long none = org.capi4j.type.Singletons.NONE;
            assertEquals(1, PyIter.PyIter_Send(iterator, none, result));
            assertEquals(7, LongType.asLong(Memory.getLong(result)));
            assertEquals(0, PyIter.PyIter_Send(iterator, none, result));
            assertEquals(none, Memory.getLong(result));
            assertEquals(1, PyIter.PyIter_Check(iterator));
            assertEquals(0, PyIter.PyIter_Check(list));
            assertEquals(
                    "AttributeError: 'list_iterator' object has no attribute 'send'",
                    error(() -> PyIter.PyIter_Send(iterator, list, result)));
            return null;
        });
    }

    @Test
    void sequenceAndMappingFunctionsSayWhatTheyAre() throws Exception {
        run(() -> {
            long list = PyList.PyList_New(0);
            long dict = PyDict.PyDict_New();
            assertEquals("TypeError: dict is not a sequence", error(() -> PySequence.PySequence_Size(dict)));
            assertEquals("TypeError: dict is not a sequence", error(() -> PySequence.PySequence_GetItem(dict, 0)));
            assertEquals("TypeError: 'int' object does not support indexing", error(() -> PySequence.PySequence_GetItem(integer(1), 0)));
            assertEquals(
                    "TypeError: 'int' object does not support item assignment",
                    error(() -> PySequence.PySequence_SetItem(integer(1), 0, list)));
            assertEquals(
                    "TypeError: 'int' object doesn't support item deletion", error(() -> PySequence.PySequence_DelItem(integer(1), 0)));
            assertEquals("TypeError: 'int' object is unsliceable", error(() -> PySequence.PySequence_GetSlice(integer(1), 0, 1)));
            assertEquals("TypeError: object of type 'int' has no len()", error(() -> PySequence.PySequence_Size(integer(1))));
            assertEquals("TypeError: 'dict' object can't be concatenated", error(() -> PySequence.PySequence_Concat(dict, dict)));
            assertEquals("TypeError: 'dict' object can't be repeated", error(() -> PySequence.PySequence_Repeat(dict, 2)));
            assertEquals("TypeError: nothing", error(() -> PySequence.PySequence_Fast(integer(1), text("nothing"))));
            assertEquals("ValueError: sequence.index(x): x not in sequence", error(() -> PySequence.PySequence_Index(list, list)));
            assertEquals("TypeError: object of type 'int' has no len()", error(() -> PyMapping.PyMapping_Size(integer(1))));
            assertEquals(0, PySequence.PySequence_Check(dict));
            assertEquals(1, PyMapping.PyMapping_Check(list));
            assertEquals("KeyError: 'a'", error(() -> PyMapping.PyMapping_GetItemString(dict, text("a"))));
            assertEquals("AttributeError: 'list' object has no attribute 'keys'", error(() -> PyMapping.PyMapping_Keys(list)));
            return null;
        });
    }

    /** The same through C's names: what an extension calls, lanes included. */
    @Test
    void functionsAreReachedThroughTheShim() throws Exception {
        run(() -> {
            long list = NativeCall.call(Shim.symbol("PyList_New"), 0);
            long item = NativeCall.call(Shim.symbol("PyLong_FromLong"), 12345);
            assertEquals(0, (int) NativeCall.call(Shim.symbol("PyList_Append"), list, item));
            assertEquals(0, (int) NativeCall.call(Shim.symbol("PyList_Insert"), list, 0, item));
            assertEquals("[12345, 12345]", Objects.reprString(list));
            assertEquals(3, References.count(item));
            assertEquals(-1, (int) NativeCall.call(Shim.symbol("PyList_SetSlice"), list, 0, 1, item));
            assertEquals("TypeError: can only assign an iterable", ExceptionType.describe(ErrorIndicator.fetch()));
            long dict = NativeCall.call(Shim.symbol("PyDict_New"));
            assertEquals(0, (int) NativeCall.call(Shim.symbol("PyDict_SetItem"), dict, item, list));
            assertEquals(list, NativeCall.call(Shim.symbol("PyDict_GetItem"), dict, item));
            assertEquals(1, (int) NativeCall.call(Shim.symbol("PyDict_Contains"), dict, item));
            assertEquals(-1, (int) NativeCall.call(Shim.symbol("PyDict_SetItem"), dict, list, list));
            assertEquals("TypeError: unhashable type: 'list'", ExceptionType.describe(ErrorIndicator.fetch()));
            NativeCall.call(Shim.symbol("Py_DecRef"), dict);
            assertEquals(1, References.count(list));
            NativeCall.call(Shim.symbol("Py_DecRef"), list);
            assertEquals(1, References.count(item));
            return null;
        });
    }
}
