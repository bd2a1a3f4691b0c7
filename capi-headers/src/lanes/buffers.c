/* Buffers of bytes and bytearray, capsules, and the state of modules. */
#include "lane.h"
#include "internal/pycore_moduleobject.h"

extern const char c4j_format_bytes[];

/* What PyBuffer_FillInfo does for memory that may be used as asked. */
static inline int fill(Py_buffer *view, PyObject *exporter, void *memory, Py_ssize_t size, int readonly, int flags)
{
    view->obj = Py_NewRef(exporter);
    view->buf = memory;
    view->len = size;
    view->itemsize = 1;
    view->readonly = readonly;
    view->ndim = 1;
    view->format = flags & PyBUF_FORMAT ? (char *)c4j_format_bytes : NULL;
    view->shape = flags & PyBUF_ND ? &view->len : NULL;
    view->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &view->itemsize : NULL;
    view->suboffsets = NULL;
    view->internal = NULL;
    return 0;
}

void c4j_ByteArrayType_releaseBuffer(PyObject *self, Py_buffer *view);

SLOT_LANE(int, c4j_BytesType_getBuffer, PyObject *self, Py_buffer *view, int flags)
{
    if (C4J_UNLIKELY(view == NULL || (flags & PyBUF_WRITABLE) == PyBUF_WRITABLE))
        return MISS(c4j_BytesType_getBuffer)(self, view, flags);
    return fill(view, self, PyBytes_AS_STRING(self), Py_SIZE(self), 1, flags);
}

SLOT_LANE(int, c4j_ByteArrayType_getBuffer, PyObject *self, Py_buffer *view, int flags)
{
    if (C4J_UNLIKELY(view == NULL))
        return MISS(c4j_ByteArrayType_getBuffer)(self, view, flags);
    ((PyByteArrayObject *)self)->ob_exports++;
    return fill(view, self, PyByteArray_AS_STRING(self), Py_SIZE(self), 0, flags);
}

LANE(void, c4j_ByteArrayType_releaseBuffer)(PyObject *self, Py_buffer *Py_UNUSED(view))
{
    ((PyByteArrayObject *)self)->ob_exports--;
}

static inline PyBufferProcs *procs_of(PyObject *object)
{
    return Py_TYPE(object)->tp_as_buffer;
}

LANE(int, PyObject_GetBuffer)(PyObject *exporter, Py_buffer *view, int flags)
{
    if (C4J_UNLIKELY(exporter == NULL || procs_of(exporter) == NULL || procs_of(exporter)->bf_getbuffer == NULL))
        return MISS(PyObject_GetBuffer)(exporter, view, flags);
    return procs_of(exporter)->bf_getbuffer(exporter, view, flags);
}

LANE(void, PyBuffer_Release)(Py_buffer *view)
{
    PyObject *object = view->obj;
    if (object == NULL)
        return;
    PyBufferProcs *procs = procs_of(object);
    if (procs != NULL && procs->bf_releasebuffer != NULL)
        procs->bf_releasebuffer(object, view);
    view->obj = NULL;
    Py_DECREF(object);
}

/* A row of items without strides. */
LANE(int, PyBuffer_IsContiguous)(const Py_buffer *view, char order)
{
    bool simple = view->suboffsets == NULL && view->strides == NULL && (order == 'C' || order == 'A');
    return C4J_LIKELY(simple) ? 1 : MISS(PyBuffer_IsContiguous)(view, order);
}

/* ---- Capsules, as org.capi4j.type.CapsuleType describes them ---- */

struct capsule {
    PyObject base;
    void *pointer;
    const char *name;
    void *context;
    PyCapsule_Destructor destructor;
};

LANE(PyObject *, PyCapsule_New)(void *pointer, const char *name, PyCapsule_Destructor destructor)
{
    struct capsule *capsule = pointer == NULL ? NULL : PyObject_Malloc(sizeof(*capsule));
    if (C4J_UNLIKELY(capsule == NULL))
        return MISS(PyCapsule_New)(pointer, name, destructor);
    *capsule = (struct capsule){{.ob_refcnt = 1, .ob_type = &PyCapsule_Type}, pointer, name, NULL, destructor};
    return (PyObject *)capsule;
}

static inline bool is_capsule_named(PyObject *object, const char *name)
{
    struct capsule *capsule = (struct capsule *)object;
    if (object == NULL || !PyCapsule_CheckExact(object) || capsule->pointer == NULL)
        return false;
    return capsule->name == name || (capsule->name != NULL && name != NULL && strcmp(capsule->name, name) == 0);
}

LANE(void *, PyCapsule_GetPointer)(PyObject *capsule, const char *name)
{
    return C4J_LIKELY(is_capsule_named(capsule, name)) ? ((struct capsule *)capsule)->pointer : MISS(PyCapsule_GetPointer)(capsule, name);
}

SLOT_LANE(void, c4j_CapsuleType_dealloc, PyObject *self)
{
    if (((struct capsule *)self)->destructor == NULL)
        PyObject_Free(self);
    else
        MISS(c4j_CapsuleType_dealloc)(self);
}

/* ---- Modules ---- */

LANE(void *, PyModule_GetState)(PyObject *module)
{
    return C4J_LIKELY(module != NULL && PyModule_Check(module)) ? ((PyModuleObject *)module)->md_state : MISS(PyModule_GetState)(module);
}

/* The module whose definition this is, of the type or the first of its bases that has one. */
LANE(PyObject *, PyType_GetModuleByDef)(PyTypeObject *type, PyModuleDef *def)
{
    PyObject *mro = type == NULL ? NULL : type->tp_mro;
    for (Py_ssize_t i = 0; mro != NULL && i < Py_SIZE(mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(mro, i);
        PyObject *module = PyType_HasFeature(base, Py_TPFLAGS_HEAPTYPE) ? ((PyHeapTypeObject *)base)->ht_module : NULL;
        if (module != NULL && PyModule_Check(module) && ((PyModuleObject *)module)->md_def == def)
            return module;
    }
    return MISS(PyType_GetModuleByDef)(type, def);
}

/* Java, which keeps the list in step with its own table, knows those that aren't in it. */
LANE(PyObject *, PyState_FindModule)(PyModuleDef *def)
{
    PyObject *list = c4j_tstate->interp->modules_by_index, *module = Py_None;
    if (C4J_LIKELY(list != NULL && def != NULL && def->m_slots == NULL && def->m_base.m_index < Py_SIZE(list)))
        module = PyList_GET_ITEM(list, def->m_base.m_index);
    return C4J_LIKELY(module != Py_None) ? module : MISS(PyState_FindModule)(def);
}
