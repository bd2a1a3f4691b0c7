/* Kept so that old sources still find it; it names nothing since the LL(1) grammar went away. */
#ifndef Py_GRAMINIT_H
#define Py_GRAMINIT_H

#endif /* Py_GRAMINIT_H */
