package org.capi4j.object;

import org.capi4j.memory.Memory;
import org.capi4j.memory.Shim;

/** The addresses of the built-in exception types: borrowed, immortal, shared by all interpreters. */
public final class Exceptions {
    public static final long ArithmeticError = type("ArithmeticError");
    public static final long AssertionError = type("AssertionError");
    public static final long AttributeError = type("AttributeError");
    public static final long BaseException = type("BaseException");
    public static final long BaseExceptionGroup = type("BaseExceptionGroup");
    public static final long BlockingIOError = type("BlockingIOError");
    public static final long BrokenPipeError = type("BrokenPipeError");
    public static final long BufferError = type("BufferError");
    public static final long BytesWarning = type("BytesWarning");
    public static final long ChildProcessError = type("ChildProcessError");
    public static final long ConnectionAbortedError = type("ConnectionAbortedError");
    public static final long ConnectionError = type("ConnectionError");
    public static final long ConnectionRefusedError = type("ConnectionRefusedError");
    public static final long ConnectionResetError = type("ConnectionResetError");
    public static final long DeprecationWarning = type("DeprecationWarning");
    public static final long EOFError = type("EOFError");
    public static final long EncodingWarning = type("EncodingWarning");
    public static final long EnvironmentError = type("EnvironmentError");
    public static final long Exception = type("Exception");
    public static final long FileExistsError = type("FileExistsError");
    public static final long FileNotFoundError = type("FileNotFoundError");
    public static final long FloatingPointError = type("FloatingPointError");
    public static final long FutureWarning = type("FutureWarning");
    public static final long GeneratorExit = type("GeneratorExit");
    public static final long IOError = type("IOError");
    public static final long ImportError = type("ImportError");
    public static final long ImportWarning = type("ImportWarning");
    public static final long IndentationError = type("IndentationError");
    public static final long IndexError = type("IndexError");
    public static final long InterruptedError = type("InterruptedError");
    public static final long IsADirectoryError = type("IsADirectoryError");
    public static final long KeyError = type("KeyError");
    public static final long KeyboardInterrupt = type("KeyboardInterrupt");
    public static final long LookupError = type("LookupError");
    public static final long MemoryError = type("MemoryError");
    public static final long ModuleNotFoundError = type("ModuleNotFoundError");
    public static final long NameError = type("NameError");
    public static final long NotADirectoryError = type("NotADirectoryError");
    public static final long NotImplementedError = type("NotImplementedError");
    public static final long OSError = type("OSError");
    public static final long OverflowError = type("OverflowError");
    public static final long PendingDeprecationWarning = type("PendingDeprecationWarning");
    public static final long PermissionError = type("PermissionError");
    public static final long ProcessLookupError = type("ProcessLookupError");
    public static final long RecursionError = type("RecursionError");
    public static final long ReferenceError = type("ReferenceError");
    public static final long ResourceWarning = type("ResourceWarning");
    public static final long RuntimeError = type("RuntimeError");
    public static final long RuntimeWarning = type("RuntimeWarning");
    public static final long StopAsyncIteration = type("StopAsyncIteration");
    public static final long StopIteration = type("StopIteration");
    public static final long SyntaxError = type("SyntaxError");
    public static final long SyntaxWarning = type("SyntaxWarning");
    public static final long SystemError = type("SystemError");
    public static final long SystemExit = type("SystemExit");
    public static final long TabError = type("TabError");
    public static final long TimeoutError = type("TimeoutError");
    public static final long TypeError = type("TypeError");
    public static final long UnboundLocalError = type("UnboundLocalError");
    public static final long UnicodeDecodeError = type("UnicodeDecodeError");
    public static final long UnicodeEncodeError = type("UnicodeEncodeError");
    public static final long UnicodeError = type("UnicodeError");
    public static final long UnicodeTranslateError = type("UnicodeTranslateError");
    public static final long UnicodeWarning = type("UnicodeWarning");
    public static final long UserWarning = type("UserWarning");
    public static final long ValueError = type("ValueError");
    public static final long Warning = type("Warning");
    public static final long ZeroDivisionError = type("ZeroDivisionError");

    private Exceptions() {}

    private static long type(String name) {
        return Memory.getLong(Shim.symbol("PyExc_" + name));
    }
}
