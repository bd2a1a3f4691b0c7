/* Text between the locale's encoding and wchar_t. The virtual machine runs in UTF-8 as far as Python is concerned: that is what CPython's
   UTF-8 mode does, with surrogateescape for what is no UTF-8. */
#include "shim.h"
#include "internal_api.h"

#include <errno.h>
#include <unistd.h>
#include <wchar.h>

enum { UNKNOWN_HANDLER, STRICT, SURROGATEESCAPE, REPLACE, IGNORE, BACKSLASHREPLACE, SURROGATEPASS, XMLCHARREFREPLACE, OTHER_HANDLER };

/* The result of the functions that say why they failed. */
enum { NO_MEMORY = -1, BAD_TEXT = -2, BAD_HANDLER = -3 };

enum { ESCAPED = 0xDC00, FIRST_SURROGATE = 0xD800, LAST_SURROGATE = 0xDFFF };

_Py_error_handler _Py_GetErrorHandler(const char *errors)
{
    static const char *const names[] = {
        [STRICT] = "strict",   [SURROGATEESCAPE] = "surrogateescape",   [REPLACE] = "replace",
        [IGNORE] = "ignore",   [BACKSLASHREPLACE] = "backslashreplace", [SURROGATEPASS] = "surrogatepass",
        [XMLCHARREFREPLACE] = "xmlcharrefreplace",
    };
    if (errors == NULL)
        return STRICT;
    for (int handler = STRICT; handler < OTHER_HANDLER; handler++) {
        if (strcmp(errors, names[handler]) == 0)
            return handler;
    }
    return OTHER_HANDLER;
}

static bool is_known(_Py_error_handler errors)
{
    return errors == STRICT || errors == SURROGATEESCAPE || errors == SURROGATEPASS;
}

/* The C library's conversions know nothing of surrogates: CPython refuses that handler there. */
static bool is_locales(_Py_error_handler errors)
{
    return errors == STRICT || errors == SURROGATEESCAPE;
}

/* ---- Decoding ---- */

/* How many bytes the character at text has, 0 for a malformed one; surrogates are well-formed when pass says so. */
static int decode_character(const unsigned char *text, size_t left, bool pass, wchar_t *character)
{
    static const long least[] = {0, 0, 0x80, 0x800, 0x10000};
    int length = text[0] < 0x80 ? 1 : text[0] < 0xC2 ? 0 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : text[0] < 0xF5 ? 4 : 0;
    if (length == 0 || (size_t)length > left)
        return 0;
    long code = length == 1 ? text[0] : text[0] & (0x7F >> length);
    for (int i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3F);
    }
    bool surrogate = code >= FIRST_SURROGATE && code <= LAST_SURROGATE;
    if (code < least[length] || code > 0x10FFFF || (surrogate && !pass))
        return 0;
    *character = (wchar_t)code;
    return length;
}

int _Py_DecodeUTF8Ex(const char *text, Py_ssize_t size, wchar_t **wide, size_t *length, const char **reason, _Py_error_handler errors)
{
    if (!is_known(errors))
        return BAD_HANDLER;
    wchar_t *result = PyMem_RawMalloc(((size_t)size + 1) * sizeof(wchar_t));
    if (result == NULL)
        return NO_MEMORY;
    size_t written = 0;
    for (Py_ssize_t at = 0; at < size; written++) {
        int bytes = decode_character((const unsigned char *)text + at, (size_t)(size - at), errors == SURROGATEPASS, &result[written]);
        if (bytes == 0 && errors != SURROGATEESCAPE) {
            PyMem_RawFree(result);
            if (length != NULL)
                *length = (size_t)at;
            if (reason != NULL)
                *reason = "decoding error";
            return BAD_TEXT;
        }
        if (bytes == 0)
            result[written] = ESCAPED + (unsigned char)text[at];
        at += bytes == 0 ? 1 : bytes;
    }
    result[written] = L'\0';
    *wide = result;
    if (length != NULL)
        *length = written;
    return 0;
}

wchar_t *_Py_DecodeUTF8_surrogateescape(const char *text, Py_ssize_t size, size_t *length)
{
    wchar_t *wide;
    int status = _Py_DecodeUTF8Ex(text, size, &wide, length, NULL, SURROGATEESCAPE);
    if (status != 0 && length != NULL)
        *length = (size_t)status;
    return status == 0 ? wide : NULL;
}

int _Py_DecodeLocaleEx(const char *text, wchar_t **wide, size_t *length, const char **reason, int Py_UNUSED(current_locale), _Py_error_handler errors)
{
    return is_locales(errors) ? _Py_DecodeUTF8Ex(text, (Py_ssize_t)strlen(text), wide, length, reason, errors) : BAD_HANDLER;
}

/* On failure *length is (size_t)-1 for no memory, (size_t)-2 for text that can't be decoded. */
wchar_t *Py_DecodeLocale(const char *text, size_t *length)
{
    return _Py_DecodeUTF8_surrogateescape(text, (Py_ssize_t)strlen(text), length);
}

/* ---- Encoding ---- */

static size_t put_character(char *to, unsigned long code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)((0xF00 >> length) | code);
    return length;
}

int _Py_EncodeUTF8Ex(const wchar_t *text, char **encoded, size_t *error_pos, const char **reason, int raw_malloc, _Py_error_handler errors)
{
    if (!is_known(errors))
        return BAD_HANDLER;
    size_t length = wcslen(text);
    char *result = raw_malloc ? PyMem_RawMalloc(4 * length + 1) : PyMem_Malloc(4 * length + 1);
    if (result == NULL)
        return NO_MEMORY;
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned long code = (unsigned long)text[i];
        bool surrogate = code >= FIRST_SURROGATE && code <= LAST_SURROGATE;
        if (surrogate && errors == SURROGATEESCAPE && code >= ESCAPED + 0x80 && code <= ESCAPED + 0xFF) {
            result[written++] = (char)(code - ESCAPED);
        } else if (code > 0x10FFFF || (surrogate && errors != SURROGATEPASS)) {
            (raw_malloc ? PyMem_RawFree : PyMem_Free)(result);
            if (error_pos != NULL)
                *error_pos = i;
            if (reason != NULL)
                *reason = "encoding error";
            return BAD_TEXT;
        } else {
            written += put_character(result + written, code);
        }
    }
    result[written] = '\0';
    *encoded = result;
    return 0;
}

int _Py_EncodeLocaleEx(const wchar_t *text, char **encoded, size_t *error_pos, const char **reason, int Py_UNUSED(current_locale), _Py_error_handler errors)
{
    return is_locales(errors) ? _Py_EncodeUTF8Ex(text, encoded, error_pos, reason, 1, errors) : BAD_HANDLER;
}

static char *encode(const wchar_t *text, size_t *error_pos, int raw_malloc)
{
    char *encoded;
    if (error_pos != NULL)
        *error_pos = (size_t)-1;
    return _Py_EncodeUTF8Ex(text, &encoded, error_pos, NULL, raw_malloc, SURROGATEESCAPE) == 0 ? encoded : NULL;
}

/* The caller frees the result with PyMem_Free. */
char *Py_EncodeLocale(const wchar_t *text, size_t *error_pos)
{
    return encode(text, error_pos, 0);
}

/* The caller frees the result with PyMem_RawFree. */
char *_Py_EncodeLocaleRaw(const wchar_t *text, size_t *error_pos)
{
    return encode(text, error_pos, 1);
}

/* ---- The locale itself ---- */

int _Py_GetForceASCII(void)
{
    return 0;
}

void _Py_ResetForceASCII(void) {}

wchar_t *_Py_GetLocaleEncoding(void)
{
    wchar_t *name = PyMem_RawMalloc(sizeof(L"utf-8"));
    if (name != NULL)
        wcscpy(name, L"utf-8");
    return name;
}

PyObject *_Py_GetLocaleEncodingObject(void)
{
    return PyUnicode_FromString("utf-8");
}

PyObject *_Py_device_encoding(int fd)
{
    if (!isatty(fd))
        Py_RETURN_NONE;
    return PyUnicode_FromString("utf-8");
}

int _Py_GetLocaleconvNumeric(struct lconv *locale, PyObject **decimal_point, PyObject **thousands_sep)
{
    *decimal_point = PyUnicode_DecodeLocale(locale->decimal_point, NULL);
    if (*decimal_point == NULL)
        return -1;
    *thousands_sep = PyUnicode_DecodeLocale(locale->thousands_sep, NULL);
    return *thousands_sep == NULL ? -1 : 0;
}

char *_Py_SetLocaleFromEnv(int category)
{
    return setlocale(category, "");
}

int _Py_IsLocaleCoercionTarget(const char *name)
{
    return strcmp(name, "C.UTF-8") == 0 || strcmp(name, "C.utf8") == 0 || strcmp(name, "UTF-8") == 0;
}
