/* filter, map and zip. */
#ifndef Py_BLTINMODULE_H
#define Py_BLTINMODULE_H

C4J_BEGIN_DECLS

PyAPI_DATA(PyTypeObject) PyFilter_Type;
PyAPI_DATA(PyTypeObject) PyMap_Type;
PyAPI_DATA(PyTypeObject) PyZip_Type;

C4J_END_DECLS

#endif /* Py_BLTINMODULE_H */
