/* Declarations of the C API area "py_curses.h". */
#ifndef Py_PY_CURSES_H
#define Py_PY_CURSES_H

#endif /* Py_PY_CURSES_H */
