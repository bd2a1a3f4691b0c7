/* Declarations of the C API area "dynamic_annotations.h". */
#ifndef Py_DYNAMIC_ANNOTATIONS_H
#define Py_DYNAMIC_ANNOTATIONS_H

#endif /* Py_DYNAMIC_ANNOTATIONS_H */
