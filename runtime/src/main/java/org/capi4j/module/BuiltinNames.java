package org.capi4j.module;

import java.util.List;
import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionGroupType;

/** The types and exceptions that {@code builtins} names. */
final class BuiltinNames {
    private static final List<String> EXCEPTIONS = List.of(
            "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup", "BlockingIOError",
            "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError", "ConnectionAbortedError", "ConnectionError",
            "ConnectionRefusedError", "ConnectionResetError", "DeprecationWarning", "EOFError", "EncodingWarning", "EnvironmentError",
            "Exception", "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit", "IOError",
            "ImportError", "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError",
            "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "NotADirectoryError",
            "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError", "ProcessLookupError",
            "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning", "StopAsyncIteration",
            "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit", "TabError", "TimeoutError", "TypeError",
            "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning",
            "UserWarning", "ValueError", "Warning", "ZeroDivisionError");

    private BuiltinNames() {}

    static void fill(long dict) {
        types(dict);
        for (String name : EXCEPTIONS) DictType.set(dict, name, Memory.getLong(Shim.symbol("PyExc_" + name)));
        DictType.set(dict, "ExceptionGroup", ExceptionGroupType.exceptionGroup());
    }

    private static void types(long dict) {
        DictType.set(dict, "bool", BuiltinTypes.BOOL);
        DictType.set(dict, "memoryview", BuiltinTypes.MEMORY_VIEW);
        DictType.set(dict, "bytearray", BuiltinTypes.BYTE_ARRAY);
        DictType.set(dict, "bytes", BuiltinTypes.BYTES);
        DictType.set(dict, "classmethod", BuiltinTypes.CLASS_METHOD);
        DictType.set(dict, "complex", BuiltinTypes.COMPLEX);
        DictType.set(dict, "dict", BuiltinTypes.DICT);
        DictType.set(dict, "enumerate", BuiltinTypes.ENUM);
        DictType.set(dict, "filter", BuiltinTypes.FILTER);
        DictType.set(dict, "float", BuiltinTypes.FLOAT);
        DictType.set(dict, "frozenset", BuiltinTypes.FROZEN_SET);
        DictType.set(dict, "property", BuiltinTypes.PROPERTY);
        DictType.set(dict, "int", BuiltinTypes.INT);
        DictType.set(dict, "list", BuiltinTypes.LIST);
        DictType.set(dict, "map", BuiltinTypes.MAP);
        DictType.set(dict, "object", BuiltinTypes.OBJECT);
        DictType.set(dict, "range", BuiltinTypes.RANGE);
        DictType.set(dict, "reversed", BuiltinTypes.REVERSED);
        DictType.set(dict, "set", BuiltinTypes.SET);
        DictType.set(dict, "slice", BuiltinTypes.SLICE);
        DictType.set(dict, "staticmethod", BuiltinTypes.STATIC_METHOD);
        DictType.set(dict, "str", BuiltinTypes.STR);
        DictType.set(dict, "super", BuiltinTypes.SUPER);
        DictType.set(dict, "tuple", BuiltinTypes.TUPLE);
        DictType.set(dict, "type", BuiltinTypes.TYPE);
        DictType.set(dict, "zip", BuiltinTypes.ZIP);
    }
}
