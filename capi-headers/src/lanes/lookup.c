/* The attributes that types have, as org.capi4j.type.TypeLookup finds them; its MethodCache gives types their versions and takes them
   away when anything about them changes, so an entry here can't outlive what it says. */
#include "lookup.h"

/* Strings that aren't interned may never be asked for again. */
static void remember(struct c4j_lookup *entry, unsigned version, PyObject *name, PyObject *value)
{
    PyObject *old = entry->name;
    *entry = (struct c4j_lookup){version, Py_NewRef(name), value};
    Py_XDECREF(old);
}

bool c4j_search_type(PyTypeObject *type, PyObject *name, struct c4j_lookup *entry, PyObject **value)
{
    struct c4j_entry *found;
    PyObject *mro = type->tp_mro;
    bool kept = c4j_is_plain_str(name) && ((PyASCIIObject *)name)->state.interned;
    /* A type without a version gets one from Java, by being looked at there. */
    if (mro == NULL || !c4j_is_plain_str(name) || (kept && type->tp_version_tag == 0))
        return false;
    *value = NULL;
    for (Py_ssize_t i = 0; i < Py_SIZE(mro) && *value == NULL; i++) {
        enum c4j_found outcome = c4j_look_up(((PyTypeObject *)((PyTupleObject *)mro)->ob_item[i])->tp_dict, name, &found);
        if (outcome == C4J_UNDECIDED)
            return false;
        if (outcome == C4J_FOUND)
            *value = found->value;
    }
    if (kept)
        remember(entry, type->tp_version_tag, name, *value);
    return true;
}

LANE(PyObject *, _PyType_Lookup)(PyTypeObject *type, PyObject *name)
{
    PyObject *value;
    return C4J_LIKELY(c4j_look_up_type(type, name, &value)) ? value : MISS(_PyType_Lookup)(type, name);
}

/* ---- Names ---- */

/* The second time in a row that a text is met, its str stays. */
static void keep_name(struct c4j_name *entry, const char *text, PyObject **name)
{
    Py_hash_t hash = c4j_is_plain_str(*name) ? c4j_str_hash(*name) : -1;
    bool again = entry->text == text && entry->hash == hash && hash != -1 && c4j_str_is_ascii(*name);
    PyObject *old = entry->name;
    if (again)
        PyUnicode_InternInPlace(name);
    *entry = (struct c4j_name){text, again ? Py_NewRef(*name) : NULL, hash};
    Py_XDECREF(old);
}

PyObject *c4j_name_of(const char *text)
{
    size_t place = ((size_t)text >> 3 ^ (size_t)text >> 11) & (C4J_NAMES - 1);
    struct c4j_name *entry = &c4j_tstate->interp->names[place];
    if (C4J_LIKELY(entry->text == text && entry->name != NULL && strcmp(c4j_str_data(entry->name), text) == 0))
        return Py_NewRef(entry->name);
    PyObject *name = PyUnicode_FromString(text);
    if (name != NULL)
        keep_name(entry, text, &name);
    return name;
}

/* Borrowed. The place is shared with texts: an identifier is at another address than any of them. */
LANE(PyObject *, _PyUnicode_FromId)(_Py_Identifier *identifier)
{
    const char *text = (const char *)identifier;
    size_t place = ((size_t)text >> 3 ^ (size_t)text >> 11) & (C4J_NAMES - 1);
    struct c4j_name *entry = &c4j_tstate->interp->names[place];
    if (C4J_LIKELY(entry->text == text && entry->name != NULL))
        return entry->name;
    PyObject *name = MISS(_PyUnicode_FromId)(identifier), *old = entry->name;
    if (C4J_UNLIKELY(name == NULL))
        return NULL;
    *entry = (struct c4j_name){text, Py_NewRef(name), -1};
    Py_XDECREF(old);
    return name;
}

void c4j_lookups_clear(c4j_interp *interp)
{
    for (int i = 0; i < C4J_LOOKUPS; i++) {
        interp->lookups[i].version = 0;
        Py_CLEAR(interp->lookups[i].name);
    }
    for (int i = 0; i < C4J_NAMES; i++) {
        interp->names[i].text = NULL;
        Py_CLEAR(interp->names[i].name);
    }
}
