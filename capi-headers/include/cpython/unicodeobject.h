/* Declarations of the C API area "cpython/unicodeobject.h". */
#ifndef Py_CPYTHON_UNICODEOBJECT_H
#define Py_CPYTHON_UNICODEOBJECT_H

C4J_BEGIN_DECLS

PyAPI_DATA(const unsigned char) _Py_ascii_whitespace[];
PyAPI_FUNC(PyObject *) _PyUnicode_AsASCIIString(PyObject *unicode, const char *errors);
PyAPI_FUNC(PyObject *) _PyUnicode_AsLatin1String(PyObject *unicode, const char *errors);
PyAPI_FUNC(Py_UNICODE *) PyUnicode_AsUnicode(PyObject *unicode);
PyAPI_FUNC(const Py_UNICODE *) _PyUnicode_AsUnicode(PyObject *unicode);
PyAPI_FUNC(Py_UNICODE *) PyUnicode_AsUnicodeAndSize(PyObject *unicode, Py_ssize_t *size);
PyAPI_FUNC(const char *) PyUnicode_AsUTF8(PyObject *unicode);
PyAPI_FUNC(PyObject *) _PyUnicode_AsUTF8String(PyObject *unicode, const char *errors);
PyAPI_FUNC(int) _PyUnicode_CheckConsistency(PyObject *op, int check_content) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyUnicode_Copy(PyObject *unicode);
PyAPI_FUNC(Py_ssize_t) PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
PyAPI_FUNC(PyObject *) _PyUnicode_DecodeRawUnicodeEscapeStateful(const char *string, Py_ssize_t length, const char *errors, Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) _PyUnicode_DecodeUnicodeEscapeInternal(const char *string, Py_ssize_t length, const char *errors, Py_ssize_t *consumed, const char **first_invalid_escape);
PyAPI_FUNC(PyObject *) _PyUnicode_DecodeUnicodeEscapeStateful(const char *string, Py_ssize_t length, const char *errors, Py_ssize_t *consumed);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeCharmap(PyObject *unicode, PyObject *mapping, const char *errors);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeUTF16(PyObject *unicode, const char *errors, int byteorder);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeUTF32(PyObject *object, const char *errors, int byteorder);
PyAPI_FUNC(PyObject *) _PyUnicode_EncodeUTF7(PyObject *unicode, int base64SetO, int base64WhiteSpace, const char *errors);
PyAPI_FUNC(int) _PyUnicode_EQ(PyObject *, PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_Equal(PyObject *, PyObject *) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_EqualToASCIIId(PyObject *left, _Py_Identifier *right) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_EqualToASCIIString(PyObject *left, const char *right) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(void) _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
PyAPI_FUNC(void) _PyUnicode_FastFill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char);
PyAPI_FUNC(Py_ssize_t) PyUnicode_Fill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char);
PyAPI_FUNC(Py_UCS4) _PyUnicode_FindMaxChar(PyObject *unicode, Py_ssize_t start, Py_ssize_t end) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj, PyObject *format_spec, Py_ssize_t start, Py_ssize_t end);
PyAPI_FUNC(PyObject *) _PyUnicode_FormatLong(PyObject *, int, int, int);
PyAPI_FUNC(PyObject *) _PyUnicode_FromASCII(const char *buffer, Py_ssize_t size);
PyAPI_FUNC(PyObject *) _PyUnicode_FromId(_Py_Identifier *) C4J_BORROWED;
PyAPI_FUNC(PyObject *) PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyUnicode_FromUnicode(const Py_UNICODE *u, Py_ssize_t size);
PyAPI_FUNC(Py_ssize_t) _PyUnicode_InsertThousandsGrouping(_PyUnicodeWriter *writer, Py_ssize_t n_buffer, PyObject *digits, Py_ssize_t d_pos, Py_ssize_t n_digits, Py_ssize_t min_width, const char *grouping, PyObject *thousands_sep, Py_UCS4 *maxchar);
PyAPI_FUNC(int) _PyUnicode_IsAlpha(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsCased(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsCaseIgnorable(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsDecimalDigit(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsDigit(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsLinebreak(const Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsLowercase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsNumeric(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsPrintable(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsTitlecase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsUppercase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsWhitespace(const Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsXidContinue(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_IsXidStart(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyUnicode_JoinArray(PyObject *separator, PyObject *const *items, Py_ssize_t seqlen);
PyAPI_FUNC(PyObject *) PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);
PyAPI_FUNC(int) _PyUnicode_Ready(PyObject *unicode);
PyAPI_FUNC(Py_ssize_t) _PyUnicode_ScanIdentifier(PyObject *);
PyAPI_FUNC(int) _PyUnicode_ToDecimalDigit(Py_UCS4 ch) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_ToDigit(Py_UCS4 ch) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_ToFoldedFull(Py_UCS4 ch, Py_UCS4 *res) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToLowercase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_ToLowerFull(Py_UCS4 ch, Py_UCS4 *res) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(double) _PyUnicode_ToNumeric(Py_UCS4 ch) C4J_NOFAIL;
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToTitlecase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_ToTitleFull(Py_UCS4 ch, Py_UCS4 *res) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(Py_UCS4) _PyUnicode_ToUppercase(Py_UCS4 ch) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(int) _PyUnicode_ToUpperFull(Py_UCS4 ch, Py_UCS4 *res) C4J_ERROR(0) C4J_NOFAIL;
PyAPI_FUNC(PyObject *) _PyUnicode_TransformDecimalAndSpaceToASCII(PyObject *unicode);
PyAPI_FUNC(int) _PyUnicode_WideCharString_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(int) _PyUnicode_WideCharString_Opt_Converter(PyObject *, void *) C4J_ERROR(0);
PyAPI_FUNC(PyObject *) _PyUnicode_XStrip(PyObject *self, int striptype, PyObject *sepobj);
PyAPI_FUNC(void) _PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer);
PyAPI_FUNC(PyObject *) _PyUnicodeWriter_Finish(_PyUnicodeWriter *writer);
PyAPI_FUNC(void) _PyUnicodeWriter_Init(_PyUnicodeWriter *writer);
PyAPI_FUNC(int) _PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 maxchar);
PyAPI_FUNC(int) _PyUnicodeWriter_PrepareKindInternal(_PyUnicodeWriter *writer, enum PyUnicode_Kind kind);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteASCIIString(_PyUnicodeWriter *writer, const char *str, Py_ssize_t len);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 ch);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteLatin1String(_PyUnicodeWriter *writer, const char *str, Py_ssize_t len);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *str);
PyAPI_FUNC(int) _PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *str, Py_ssize_t start, Py_ssize_t end);

C4J_END_DECLS

#endif /* Py_CPYTHON_UNICODEOBJECT_H */
