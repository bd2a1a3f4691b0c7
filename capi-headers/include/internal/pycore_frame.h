/* The frame that runs, and the object that shows it: Cython and greenlet look inside. */
#ifndef Py_INTERNAL_FRAME_H
#define Py_INTERNAL_FRAME_H

#include <stdbool.h>
#include <stddef.h>

C4J_BEGIN_DECLS

struct _frame {
    PyObject_HEAD
    PyFrameObject *f_back;
    struct _PyInterpreterFrame *f_frame;
    PyObject *f_trace;
    int f_lineno;
    char f_trace_lines;
    char f_trace_opcodes;
    char f_fast_as_locals;
    PyObject *_f_frame_data[1];
};

enum _framestate {
    FRAME_CREATED = -2,
    FRAME_SUSPENDED = -1,
    FRAME_EXECUTING = 0,
    FRAME_COMPLETED = 1,
    FRAME_CLEARED = 4
};

enum _frameowner {
    FRAME_OWNED_BY_THREAD = 0,
    FRAME_OWNED_BY_GENERATOR = 1,
    FRAME_OWNED_BY_FRAME_OBJECT = 2
};

typedef signed char PyFrameState;

/* localsplus holds locals, cells, free variables, then the value stack up to stacktop. */
typedef struct _PyInterpreterFrame {
    PyFunctionObject *f_func;
    PyObject *f_globals;
    PyObject *f_builtins;
    PyObject *f_locals;
    PyCodeObject *f_code;
    PyFrameObject *frame_obj;
    struct _PyInterpreterFrame *previous;
    _Py_CODEUNIT *prev_instr;
    int stacktop;
    bool is_entry;
    char owner;
    PyObject *localsplus[1];
} _PyInterpreterFrame;

#define _PyInterpreterFrame_LASTI(IF) ((int)((IF)->prev_instr - _PyCode_CODE((IF)->f_code)))
/* What a frame needs besides localsplus, in pointers. */
#define FRAME_SPECIALS_SIZE ((sizeof(_PyInterpreterFrame) - 1) / sizeof(PyObject *))

static inline PyObject **_PyFrame_GetLocalsArray(_PyInterpreterFrame *frame) {
    return frame->localsplus;
}

static inline PyObject **_PyFrame_GetStackPointer(_PyInterpreterFrame *frame) {
    return frame->localsplus + frame->stacktop;
}

static inline void _PyFrame_SetStackPointer(_PyInterpreterFrame *frame, PyObject **stack_pointer) {
    frame->stacktop = (int)(stack_pointer - frame->localsplus);
}

/* Still being set up, so nobody may see it; a generator's frame is complete from the start. */
static inline bool _PyFrame_IsIncomplete(_PyInterpreterFrame *frame) {
    return frame->owner != FRAME_OWNED_BY_GENERATOR && frame->prev_instr < _PyCode_CODE(frame->f_code) + frame->f_code->_co_firsttraceable;
}

C4J_END_DECLS

#endif /* Py_INTERNAL_FRAME_H */
