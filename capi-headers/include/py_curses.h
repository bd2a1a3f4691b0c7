/* The curses module's C API, by capsule. */
#ifndef Py_CURSES_H
#define Py_CURSES_H

#include <curses.h>

C4J_BEGIN_DECLS

#define PyCurses_API_pointers 4
#define PyCurses_CAPSULE_NAME "_curses._C_API"

typedef struct {
    PyObject_HEAD
    WINDOW *win;
    char *encoding;
} PyCursesWindowObject;

#define PyCursesWindow_Check(v) Py_IS_TYPE((v), &PyCursesWindow_Type)

#ifndef CURSES_MODULE
/* Entry 0 is the window type, the others tell whether a step of the set-up has been done; false means an exception. */
static void **PyCurses_API Py_GCC_ATTRIBUTE((unused));

#  define PyCursesWindow_Type (*_PyType_CAST(PyCurses_API[0]))
#  define PyCursesSetupTermCalled { if (!((int (*)(void))PyCurses_API[1])()) return NULL; }
#  define PyCursesInitialised { if (!((int (*)(void))PyCurses_API[2])()) return NULL; }
#  define PyCursesInitialisedColor { if (!((int (*)(void))PyCurses_API[3])()) return NULL; }
#  define import_curses() PyCurses_API = (void **)PyCapsule_Import(PyCurses_CAPSULE_NAME, 1);
#endif

static const char catchall_ERR[] Py_GCC_ATTRIBUTE((unused)) = "curses function returned ERR";
static const char catchall_NULL[] Py_GCC_ATTRIBUTE((unused)) = "curses function returned NULL";

C4J_END_DECLS

#endif /* Py_CURSES_H */
