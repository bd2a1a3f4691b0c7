package org.capi4j.type;

import static org.capi4j.memory.Memory.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import org.capi4j.Interpreter;
import org.capi4j.bridge.Conversion;
import org.capi4j.bridge.JavaCallableType;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Containers that are changed by the very comparisons, hashes and reprs that they call. */
final class MutationTest {
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

    /** A callable that runs {@code action} and returns {@code result}. */
    private static long callable(Runnable action, Object result) {
        Conversion conversion = new Conversion(object -> "object", object -> Singletons.NONE);
        return JavaCallableType.of("action", (args, kwargs) -> {
            action.run();
            return result;
        }, conversion);
    }

    /** An instance of a class with one method that runs {@code action}; hashes are 1. */
    private static long object(String method, Runnable action, Object result) {
        long dict = DictType.make();
        DictType.set(dict, method, callable(action, result));
        if (!method.equals("__hash__")) DictType.set(dict, "__hash__", callable(() -> {}, 1L));
        long type = Calls.call(BuiltinTypes.TYPE, TupleType.of(Strings.of("K"), TupleType.empty(), dict), NULL);
        return Calls.callNoArgs(type);
    }

    private static long integers(int count) {
        long list = ListType.make(0);
        for (int i = 0; i < count; i++) ListType.append(list, LongType.of(i));
        return list;
    }

    @Test
    void dictIsClearedByComparison() throws Exception {
        run(() -> {
            long dict = DictType.make();
            long key = object("__eq__", () -> DictType.clear(dict), false);
            DictType.set(dict, key, Singletons.NONE);
            DictType.set(dict, LongType.of(5), Singletons.NONE);
            assertEquals(NULL, DictType.get(dict, LongType.of(1)));
            assertEquals(0, DictType.size(dict));
            return null;
        });
    }

    @Test
    void dictGrowsDuringComparison() throws Exception {
        run(() -> {
            long dict = DictType.make();
            int[] calls = {0};
            long key = object("__eq__", () -> {
                for (int i = 0; i < 50 && calls[0] < 3; i++) DictType.set(dict, LongType.of(100 + 50L * calls[0] + i), Singletons.NONE);
                calls[0]++;
            }, false);
            DictType.set(dict, key, Singletons.NONE);
            DictType.set(dict, LongType.of(1), Singletons.TRUE);
            assertEquals(Singletons.TRUE, DictType.get(dict, LongType.of(1)));
            assertEquals(152, DictType.size(dict));
            return null;
        });
    }

    @Test
    void dictIsClearedByReprAndEquality() throws Exception {
        run(() -> {
            long dict = DictType.make();
            long value = object("__repr__", () -> DictType.clear(dict), "K");
            DictType.set(dict, LongType.of(1), value);
            DictType.set(dict, LongType.of(2), value);
            assertEquals("{1: K}", Objects.reprString(dict));
            long left = DictType.make();
            long right = DictType.make();
            long clearing = object("__eq__", () -> {
                DictType.clear(left);
                DictType.clear(right);
            }, true);
            for (int i = 0; i < 10; i++) {
                DictType.set(left, LongType.of(i), clearing);
                DictType.set(right, LongType.of(i), Singletons.NONE);
            }
            Objects.equal(left, right);
            assertEquals(0, DictType.size(left));
            return null;
        });
    }

    @Test
    void setIsChangedByComparison() throws Exception {
        run(() -> {
            long set = SetType.make(NULL);
            long key = object("__eq__", () -> SetType.clear(set), false);
            SetType.add(set, key);
            SetType.add(set, LongType.of(9));
            assertFalse(SetType.contains(set, LongType.of(1)));
            assertEquals(0, SetType.size(set));
            long growing = SetType.make(NULL);
            int[] calls = {0};
            long item = object("__eq__", () -> {
                if (calls[0]++ < 2) for (int i = 0; i < 100; i++) SetType.add(growing, LongType.of(1000 + i));
            }, false);
            SetType.add(growing, item);
            SetType.add(growing, LongType.of(1));
            assertEquals(102, SetType.size(growing));
            long other = SetType.makeFrozen(growing);
            SetOperations.update(growing, other);
            SetOperations.differenceUpdate(growing, other);
            assertEquals(0, SetType.size(growing));
            return null;
        });
    }

    @Test
    void listIsClearedByComparison() throws Exception {
        run(() -> {
            long list = integers(10);
            long clearing = object("__eq__", () -> ListType.clear(list), false);
            assertEquals(0, ListMethods.contains(list, clearing));
            ListMethods.extendWith(list, integers(5));
            assertThrows(PyError.class, () -> ListMethods.remove(list, clearing));
            ListMethods.extendWith(list, integers(5));
            References.decref(ListMethods.count(list, clearing));
            ListMethods.extendWith(list, integers(5));
            long other = ListType.of(clearing, clearing, clearing, clearing, clearing);
            References.decref(Objects.richCompare(list, other, org.capi4j.layout.Constants.Py_LT));
            assertEquals(0, ListType.size(list));
            return null;
        });
    }

    @Test
    void listIsClearedByRepr() throws Exception {
        run(() -> {
            long list = ListType.make(0);
            long item = object("__repr__", () -> ListType.clear(list), "K");
            ListType.append(list, item);
            ListType.append(list, item);
            assertEquals("[K]", Objects.reprString(list));
            return null;
        });
    }

    @Test
    void listChangedDuringSortIsNoticed() throws Exception {
        run(() -> {
            long list = ListType.make(0);
            for (int i = 0; i < 5; i++) ListType.append(list, object("__lt__", () -> ListType.append(list, Singletons.NONE), false));
            PyError error = assertThrows(PyError.class, () -> ListType.sort(list));
            assertEquals("list modified during sort", error.getMessage());
            assertEquals(5, ListType.size(list));
            return null;
        });
    }

    @Test
    void inconsistentOrderKeepsEveryItem() throws Exception {
        run(() -> {
            long list = ListType.make(0);
            java.util.Random random = new java.util.Random(1);
            long[] counts = new long[200];
            for (int i = 0; i < counts.length; i++) {
                Conversion conversion = new Conversion(object -> "object", object -> Singletons.NONE);
                long dict = DictType.make();
                DictType.set(dict, "__lt__", JavaCallableType.of("lt", (args, kwargs) -> random.nextBoolean(), conversion));
                long type = Calls.call(BuiltinTypes.TYPE, TupleType.of(Strings.of("K"), TupleType.empty(), dict), NULL);
                counts[i] = Calls.callNoArgs(type);
                ListType.append(list, counts[i]);
            }
            ListType.sort(list);
            for (long item : counts) assertEquals(2, References.count(item));
            ListSort.sort(list, BuiltinTypes.STR, true);
            for (long item : counts) assertEquals(2, References.count(item));
            return null;
        });
    }

    @Test
    void sliceAssignmentFromAnIteratorThatClearsTheList() throws Exception {
        run(() -> {
            long list = integers(20);
            int[] calls = {0};
            long next = callable(() -> {
                calls[0]++;
                ListType.clear(list);
            }, 7L);
            long iterator = Iterators.callable(object("__call__", () -> {
                if (++calls[0] == 3) ListType.clear(list);
            }, 7L), LongType.of(8));
            References.decref(next);
            long bounded = SliceType.of(LongType.of(0), LongType.of(20), LongType.of(7));
            long three = Calls.call(BuiltinTypes.ZIP, TupleType.of(iterator, integers(3)), NULL);
            PyError error = assertThrows(PyError.class, () -> Objects.setItem(list, bounded, three));
            assertEquals("list assignment index out of range", error.getMessage());
            ListMethods.extendWith(list, integers(20));
            calls[0] = 0;
            ListType.setSlice(list, 5, 15, Calls.call(BuiltinTypes.ZIP, TupleType.of(iterator, integers(3)), NULL));
            assertEquals("[(7, 0), (7, 1), (7, 2)]", Objects.reprString(list));
            return null;
        });
    }
}
