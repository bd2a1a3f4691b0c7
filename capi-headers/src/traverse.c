/* tp_traverse of the built-in types: what makes a collection cheap. Each visits exactly what its Java twin visits. */
#include "lanes/dict.h"

#define TRAVERSE(name) int name(PyObject *self, visitproc visit, void *arg); LANE(int, name)(PyObject *self, visitproc visit, void *arg)

static inline int visit_all(PyObject **items, Py_ssize_t count, visitproc visit, void *arg)
{
    for (Py_ssize_t i = 0; i < count; i++)
        Py_VISIT(items[i]);
    return 0;
}

/* The type's references are count pointers in a row, from offset on. */
#define TRAVERSE_FIELDS(name, offset, count)                                         \
    TRAVERSE(name)                                                                   \
    {                                                                                \
        return visit_all((PyObject **)((char *)self + (offset)), count, visit, arg); \
    }

enum { BEHIND_HEAD = sizeof(PyObject) };

/* ---- Containers ---- */

/* The last one first, as CPython's lists and tuples do it. */
static inline int visit_items(PyObject **items, Py_ssize_t count, visitproc visit, void *arg)
{
    while (--count >= 0)
        Py_VISIT(items[count]);
    return 0;
}

TRAVERSE(c4j_ListType_traverse)
{
    return visit_items(((PyListObject *)self)->ob_item, Py_SIZE(self), visit, arg);
}

TRAVERSE(c4j_TupleType_traverse)
{
    return visit_items(((PyTupleObject *)self)->ob_item, Py_SIZE(self), visit, arg);
}

TRAVERSE(c4j_DictType_traverse)
{
    struct c4j_table *table = c4j_table_of(self);
    if (table == NULL)
        return 0;
    struct c4j_entry *entries = c4j_entries_of(table);
    for (Py_ssize_t i = 0; i < table->nentries; i++) {
        Py_VISIT(entries[i].key);
        Py_VISIT(entries[i].value);
    }
    return 0;
}

/* What Java objects refer to, the JVM's collector knows. */
TRAVERSE(c4j_JavaObjectType_traverse)
{
    (void)self, (void)visit, (void)arg;
    return 0;
}

TRAVERSE(c4j_JavaCallableType_traverse)
{
    (void)self, (void)visit, (void)arg;
    return 0;
}

static int visit_set(PyObject *self, visitproc visit, void *arg)
{
    PySetObject *set = (PySetObject *)self;
    if (set->table == NULL)
        return 0;
    for (Py_ssize_t i = 0; i <= set->mask; i++) {
        if (set->table[i].key != _PySet_Dummy)
            Py_VISIT(set->table[i].key);
    }
    return 0;
}

TRAVERSE(c4j_MutableSetType_traverse)
{
    return visit_set(self, visit, arg);
}

TRAVERSE(c4j_FrozenSetType_traverse)
{
    return visit_set(self, visit, arg);
}

/* ---- Functions, cells, references ---- */

TRAVERSE(c4j_CFunctionType_traverse)
{
    PyCFunctionObject *function = (PyCFunctionObject *)self;
    if (function->m_ml->ml_flags & METH_METHOD)
        Py_VISIT(((PyCMethodObject *)self)->mm_class);
    Py_VISIT(function->m_self);
    Py_VISIT(function->m_module);
    return 0;
}

TRAVERSE(c4j_WeakrefType_traverse)
{
    Py_VISIT(((PyWeakReference *)self)->wr_callback);
    return 0;
}

TRAVERSE_FIELDS(c4j_GetSetDescrType_traverse, BEHIND_HEAD, 1)
TRAVERSE_FIELDS(c4j_MemberDescrType_traverse, BEHIND_HEAD, 1)
TRAVERSE_FIELDS(c4j_MethodDescrType_traverse, BEHIND_HEAD, 1)
TRAVERSE_FIELDS(c4j_ClassMethodDescrType_traverse, BEHIND_HEAD, 1)
TRAVERSE_FIELDS(c4j_WrapperDescrType_traverse, BEHIND_HEAD, 1)

/* ---- Iterators: an index, then the sequence ---- */

TRAVERSE_FIELDS(c4j_ListIterType_traverse, BEHIND_HEAD + 8, 1)
TRAVERSE_FIELDS(c4j_ListRevIterType_traverse, BEHIND_HEAD + 8, 1)
TRAVERSE_FIELDS(c4j_TupleIterType_traverse, BEHIND_HEAD + 8, 1)
TRAVERSE_FIELDS(c4j_SeqIterType_traverse, BEHIND_HEAD + 8, 1)

/* ---- Exceptions and tracebacks ---- */

TRAVERSE_FIELDS(c4j_BaseExceptionType_traverse, offsetof(PyBaseExceptionObject, dict), 6)
TRAVERSE_FIELDS(c4j_TracebackType_traverse, offsetof(PyTracebackObject, tb_next), 2)

/* ---- Modules, types and instances of classes ---- */

TRAVERSE(c4j_ModuleType_traverse)
{
    struct module { PyObject head; PyObject *dict; PyModuleDef *def; void *state; } *module = (struct module *)self;
    PyModuleDef *def = module->def;
    if (def != NULL && def->m_traverse != NULL && (def->m_size <= 0 || module->state != NULL)) {
        int stop = def->m_traverse(self, visit, arg);
        if (stop != 0)
            return stop;
    }
    Py_VISIT(module->dict);
    return 0;
}

TRAVERSE(c4j_TypeType_traverse)
{
    PyTypeObject *type = (PyTypeObject *)self;
    if (!PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE))
        return 0;
    Py_VISIT(type->tp_dict);
    Py_VISIT(type->tp_cache);
    Py_VISIT(type->tp_mro);
    Py_VISIT(type->tp_bases);
    Py_VISIT((PyObject *)type->tp_base);
    Py_VISIT(((PyHeapTypeObject *)type)->ht_module);
    return 0;
}

int c4j_Instances_traverse(PyObject *self, visitproc visit, void *arg);

/* The fields that a class's __slots__ made. */
static int visit_slots(PyObject *self, PyTypeObject *class, visitproc visit, void *arg)
{
    if (!PyType_HasFeature(class, Py_TPFLAGS_HEAPTYPE))
        return 0;
    PyMemberDef *member = (PyMemberDef *)((char *)class + Py_TYPE(class)->tp_basicsize);
    for (Py_ssize_t i = 0; i < Py_SIZE(class); i++, member++) {
        if (member->type == T_OBJECT_EX && !(member->flags & READONLY))
            Py_VISIT(*(PyObject **)((char *)self + member->offset));
    }
    return 0;
}

static PyObject *instance_dict(PyObject *self, PyTypeObject *type)
{
    Py_ssize_t offset = type->tp_dictoffset;
    if (PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT))
        return *c4j_managed_dict(self);
    if (offset < 0) {
        Py_ssize_t size = Py_SIZE(self), room = type->tp_basicsize + (size < 0 ? -size : size) * type->tp_itemsize;
        offset += (room + 7) & ~(Py_ssize_t)7;
    }
    return offset == 0 ? NULL : *(PyObject **)((char *)self + offset);
}

LANE(int, c4j_Instances_traverse)(PyObject *self, visitproc visit, void *arg)
{
    PyTypeObject *type = Py_TYPE(self), *base = type;
    for (; base->tp_traverse == c4j_Instances_traverse; base = base->tp_base) {
        int stop = Py_SIZE(base) == 0 ? 0 : visit_slots(self, base, visit, arg);
        if (stop != 0)
            return stop;
    }
    if (type->tp_dictoffset != base->tp_dictoffset && !PyType_HasFeature(base, Py_TPFLAGS_MANAGED_DICT))
        Py_VISIT(instance_dict(self, type));
    bool heap_base = PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE);
    if (PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE) && (base->tp_traverse == NULL || !heap_base))
        Py_VISIT((PyObject *)type);
    return base->tp_traverse == NULL ? 0 : base->tp_traverse(self, visit, arg);
}

/* ---- tp_is_gc of types, and weak references that the collector clears ---- */

int c4j_TypeType_isCollected(PyObject *type);

LANE(int, c4j_TypeType_isCollected)(PyObject *type)
{
    return PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HEAPTYPE);
}

LANE(void, _PyWeakref_ClearRef)(PyWeakReference *reference)
{
    PyObject *object = reference->wr_object;
    if (object == Py_None || object == NULL)
        return;
    if (reference->wr_prev != NULL)
        reference->wr_prev->wr_next = reference->wr_next;
    else
        *(PyWeakReference **)((char *)object + Py_TYPE(object)->tp_weaklistoffset) = reference->wr_next;
    if (reference->wr_next != NULL)
        reference->wr_next->wr_prev = reference->wr_prev;
    reference->wr_prev = reference->wr_next = NULL;
    reference->wr_object = Py_None;
}
