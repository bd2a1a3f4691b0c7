/* list: making, appending, filling and reading. Items live in a block of the object domain, as Java's lists have it. */
#include "lane.h"

static PyListObject *empty_list(void)
{
    PyListObject *list = c4j_take_container(&c4j_lists_here()->lists);
    if (C4J_LIKELY(list != NULL))
        list->ob_base.ob_base = (PyObject){.ob_refcnt = 1, .ob_type = &PyList_Type};
    else
        list = (PyListObject *)c4j_gc_new(&PyList_Type, sizeof(PyListObject));
    if (list != NULL) {
        list->ob_base.ob_size = 0;
        list->ob_item = NULL;
        list->allocated = 0;
    }
    return list;
}

LANE(PyObject *, PyList_New)(Py_ssize_t size)
{
    if (C4J_UNLIKELY((size_t)size > PY_SSIZE_T_MAX / sizeof(PyObject *)))
        return MISS(PyList_New)(size);
    PyObject **items = NULL;
    c4j_before_container();
    if (size > 0) {
        items = PyObject_Calloc((size_t)size, sizeof(*items));
        if (items == NULL)
            return MISS(PyList_New)(size);
    }
    PyListObject *list = empty_list();
    if (C4J_UNLIKELY(list == NULL)) {
        PyObject_Free(items);
        return MISS(PyList_New)(size);
    }
    list->ob_base.ob_size = list->allocated = size;
    list->ob_item = items;
    c4j_link_tracked(list);
    return (PyObject *)list;
}

LANE(Py_ssize_t, PyList_Size)(PyObject *list)
{
    return C4J_LIKELY(list != NULL && PyList_Check(list)) ? Py_SIZE(list) : MISS(PyList_Size)(list);
}

static inline bool has_item(PyObject *list, Py_ssize_t index)
{
    return list != NULL && PyList_Check(list) && (size_t)index < (size_t)Py_SIZE(list);
}

LANE(PyObject *, PyList_GetItem)(PyObject *list, Py_ssize_t index)
{
    return C4J_LIKELY(has_item(list, index)) ? ((PyListObject *)list)->ob_item[index] : MISS(PyList_GetItem)(list, index);
}

LANE(int, PyList_SetItem)(PyObject *list, Py_ssize_t index, PyObject *item)
{
    if (C4J_UNLIKELY(!has_item(list, index)))
        return MISS(PyList_SetItem)(list, index, item);
    PyObject *old = ((PyListObject *)list)->ob_item[index];
    ((PyListObject *)list)->ob_item[index] = item;
    Py_XDECREF(old);
    return 0;
}

/* Room for more items; reserves an eighth more where few are added, in steps of four. allocated is -1 while the list is being sorted. */
static inline bool make_room(PyListObject *list, Py_ssize_t more)
{
    Py_ssize_t size = Py_SIZE(list) + more;
    if (C4J_LIKELY(size <= list->allocated))
        return true;
    if (list->allocated < 0 || size > PY_SSIZE_T_MAX / 16)
        return false;
    Py_ssize_t room = (size + (size >> 3) + 6) & ~(Py_ssize_t)3;
    if (more > room - size)
        room = (size + 3) & ~(Py_ssize_t)3;
    PyObject **items = PyObject_Realloc(list->ob_item, (size_t)room * sizeof(*items));
    if (items == NULL)
        return false;
    list->ob_item = items;
    list->allocated = room;
    return true;
}

LANE(int, PyList_Append)(PyObject *list, PyObject *item)
{
    if (C4J_UNLIKELY(list == NULL || item == NULL || !PyList_Check(list) || !make_room((PyListObject *)list, 1)))
        return MISS(PyList_Append)(list, item);
    Py_INCREF(item);
    ((PyListObject *)list)->ob_item[((PyVarObject *)list)->ob_size++] = item;
    return 0;
}

/* What goes is released only when the list is empty already: releasing may run anything. */
static void clear(PyListObject *list)
{
    PyObject **items = list->ob_item;
    Py_ssize_t size = Py_SIZE(list);
    list->ob_base.ob_size = list->allocated = 0;
    list->ob_item = NULL;
    c4j_drop_items(items, size);
    PyObject_Free(items);
}

static bool append_all(PyListObject *list, PyListObject *items)
{
    if (list == items || !make_room(list, Py_SIZE(items)))
        return false;
    PyObject **end = list->ob_item + Py_SIZE(list);
    for (Py_ssize_t i = 0; i < Py_SIZE(items); i++)
        end[i] = Py_NewRef(items->ob_item[i]);
    list->ob_base.ob_size += Py_SIZE(items);
    return true;
}

/* Emptying, and appending another list's items. */
LANE(int, PyList_SetSlice)(PyObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *items)
{
    bool plain = list != NULL && PyList_CheckExact(list) && ((PyListObject *)list)->allocated >= 0;
    if (plain && items == NULL && low == 0 && high >= Py_SIZE(list))
        clear((PyListObject *)list);
    else if (!plain || items == NULL || !PyList_CheckExact(items) || low != Py_SIZE(list) || high != low || !append_all((PyListObject *)list, (PyListObject *)items))
        return MISS(PyList_SetSlice)(list, low, high, items);
    return 0;
}

SLOT_LANE(void, c4j_ListType_dealloc, PyObject *self)
{
    PyListObject *list = (PyListObject *)self;
    if (C4J_UNLIKELY(!PyList_CheckExact(self) || c4j_tstate == NULL)) {
        MISS(c4j_ListType_dealloc)(self);
        return;
    }
    c4j_unlink_tracked(self);
    c4j_drop_items(list->ob_item, Py_SIZE(self));
    PyObject_Free(list->ob_item);
    c4j_give_container(&c4j_lists_here()->lists, self);
}
