/* Text between the locale's bytes and wide characters. */
#ifndef Py_FILEUTILS_H
#define Py_FILEUTILS_H

C4J_BEGIN_DECLS

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x03050000
PyAPI_FUNC(wchar_t *) Py_DecodeLocale(const char *arg, size_t *size);
PyAPI_FUNC(char *) Py_EncodeLocale(const wchar_t *text, size_t *error_pos);
#endif

C4J_END_DECLS

#ifndef Py_LIMITED_API
#  include "cpython/fileutils.h"
#endif

#endif /* Py_FILEUTILS_H */
