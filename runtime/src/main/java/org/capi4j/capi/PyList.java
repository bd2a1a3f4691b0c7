package org.capi4j.capi;

import static org.capi4j.memory.Memory.NULL;

import org.capi4j.export.CApi;
import org.capi4j.export.Nullable;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.type.ListType;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code listobject.h}: list. */
@CApi
public final class PyList {
    private PyList() {}

    public static long PyList_New(long size) {
        return ListType.make(size);
    }

    public static long PyList_Size(long list) {
        ListType.require(list);
        return ListType.size(list);
    }

    public static long PyList_GetItem(long list, long index) {
        ListType.require(list);
        if (index < 0 || index >= ListType.size(list)) throw PyError.indexError("list index out of range");
        return ListType.get(list, index);
    }

    /** Steals {@code item}, also when it fails. */
    public static int PyList_SetItem(@Nullable long list, long index, @Nullable long item) {
        if (list == NULL || !ListType.isInstance(list)) {
            References.xdecref(item);
            throw PyError.badInternalCall();
        }
        if (index < 0 || index >= ListType.size(list)) {
            References.xdecref(item);
            throw PyError.indexError("list assignment index out of range");
        }
        References.setRef(ListType.items(list) + 8 * index, item);
        return 0;
    }

    public static int PyList_Insert(long list, long index, @Nullable long item) {
        if (item == NULL) throw PyError.badInternalCall();
        ListType.require(list);
        ListType.insert(list, index, item);
        return 0;
    }

    public static int PyList_Append(long list, @Nullable long item) {
        if (item == NULL) throw PyError.badInternalCall();
        ListType.require(list);
        ListType.append(list, item);
        return 0;
    }

    public static long PyList_GetSlice(long list, long low, long high) {
        ListType.require(list);
        return ListType.slice(list, low, high);
    }

    /** {@code value} NULL deletes. */
    public static int PyList_SetSlice(long list, long low, long high, @Nullable long value) {
        ListType.require(list);
        ListType.setSlice(list, low, high, value);
        return 0;
    }

    public static int PyList_Sort(@Nullable long list) {
        if (list == NULL) throw PyError.badInternalCall();
        ListType.require(list);
        ListType.sort(list);
        return 0;
    }

    public static int PyList_Reverse(@Nullable long list) {
        if (list == NULL) throw PyError.badInternalCall();
        ListType.require(list);
        ListType.reverse(list);
        return 0;
    }

    public static long PyList_AsTuple(@Nullable long list) {
        if (list == NULL) throw PyError.badInternalCall();
        ListType.require(list);
        return TupleType.fromItems(ListType.items(list), ListType.size(list));
    }

    /** None, as {@code list.extend} returns. */
    public static long _PyList_Extend(long list, long iterable) {
        ListType.extend(list, iterable);
        return Singletons.none();
    }
}
