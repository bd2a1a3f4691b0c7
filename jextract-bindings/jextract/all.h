/* What jextract reads: Python.h, and the public headers that it does not include. */
#include <Python.h>
#include <structmember.h>
#include <datetime.h>
#include <frameobject.h>
#include <errcode.h>
#include <marshal.h>
#include <osdefs.h>
#include <token.h>
