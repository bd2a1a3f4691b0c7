package org.capi4j.generator.shim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclarationTest {

    private final Declaration declaration = new Declaration(Set.of("destructor"));

    private CFunction function(String line) {
        return declaration.function(line);
    }

    @Test
    void integersAndPointersAreSixLongsForStubs() {
        CFunction function = function("PyAPI_FUNC(int) PyList_Append(PyObject *, PyObject *);");
        assertEquals("PyList_Append", function.name());
        assertEquals("int (long, long)", function.javaSignature());
        assertEquals("(JJJJJJ)J", function.stubShape());
        assertEquals("-1", function.error());
    }

    @Test
    void doublesStayDoubles() {
        CFunction function =
                function("PyAPI_FUNC(char *) PyOS_double_to_string(double val, char format_code, int, int *ptype);");
        assertEquals("long (double, byte, int, long)", function.javaSignature());
        assertEquals("(DJJJ)J", function.stubShape());
    }

    @Test
    void voidReturnsNothingButAStubDoes() {
        CFunction function = function("PyAPI_FUNC(void) PyErr_Clear(void);");
        assertEquals("void ()", function.javaSignature());
        assertEquals("(JJJJJJ)J", function.stubShape());
        assertEquals("0", function.error());
    }

    @Test
    void markersSayHowFailureLooks() {
        CFunction function =
                function("PyAPI_FUNC(int) PyArg_ValidateKeywordArguments(PyObject *) C4J_ERROR(0) C4J_NOFAIL;");
        assertEquals("0", function.error());
        assertFalse(function.reports());
        assertEquals("PyAPI_FUNC(int) PyArg_ValidateKeywordArguments(PyObject *);", function.line());
    }

    @Test
    void onlySinglePointersToObjectsAreObjects() {
        CFunction function = function(
                "PyAPI_FUNC(PyObject *) f(PyObject *a, PyTypeObject *, PyObject **p, PyObject *const *args, const char *, PyThreadState *t);");
        assertEquals(
                "[true, true, false, false, false, false]",
                function.parameters().stream()
                        .map(CFunction.Parameter::isObject)
                        .toList()
                        .toString());
    }

    @Test
    void functionPointersArePointers() {
        CFunction function =
                function("PyAPI_FUNC(int) Py_AddPendingCall(int (*func)(void *, int), destructor dealloc, void *arg);");
        assertEquals("int (long, long, long)", function.javaSignature());
    }

    @Test
    void variadicFunctionsAndStructsAreForCOnly() {
        assertTrue(function("PyAPI_FUNC(int) PyArg_Parse(PyObject *, const char *, ...);")
                .isOnlyForC());
        assertTrue(function("PyAPI_FUNC(double) _Py_c_abs(Py_complex);").isOnlyForC());
        assertFalse(function("PyAPI_FUNC(int) PyArg_VaParse(PyObject *, const char *, va_list);")
                .isOnlyForC());
    }

    @Test
    void functionTypesAreReadToo() {
        CFunction type = declaration.functionType("typedef Py_ssize_t (*lenfunc)(PyObject *);");
        assertEquals("lenfunc", type.name());
        assertEquals("long (long)", type.javaSignature());
    }

    @Test
    void anUnknownTypeIsNamed() {
        Exception failure =
                assertThrows(IllegalArgumentException.class, () -> function("PyAPI_FUNC(int) f(mystery m);"));
        assertEquals("unknown C type 'mystery' in: PyAPI_FUNC(int) f(mystery m);", failure.getMessage());
    }
}
