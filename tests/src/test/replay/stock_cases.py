"""Cases of what stock extensions were seen to do with built-in modules. builtin_types.py records them with its own."""

from builtin_cases import Ref
from source_cases import CASES, call, case

BUILTINS = Ref("$")


@case("counted_arguments", "time", "_thread", "gc", "posix")
def counted_arguments(case):
    """Functions that take their arguments as a tuple count them in words of their own."""
    for name in ("localtime", "gmtime", "ctime", "asctime", "strftime", "mktime", "clock_gettime", "clock_gettime_ns", "clock_getres", "clock_settime",
                 "clock_settime_ns", "get_clock_info", "pthread_getcpuclockid"):
        for given in [(1, 2, 3), ("x",), ([1],), (1.5, 2), (1e300,)] + [()] * name.startswith(("clock", "get", "str", "pth")):
            call(case, "time", name, *given)
        call(case, "time", name, 1, key=2)
    for number in (2**31, -(2**31) - 1, 2**70):
        for name in ("clock_gettime", "clock_getres"):
            call(case, "time", name, number)
        call(case, "time", "mktime", (number, 1, 1, 0, 0, 0, 0, 1, 0))
        call(case, "_thread", "interrupt_main", number)
        call(case, "posix", "waitid", number, 0, 0)
    for name in ("localtime", "gmtime", "ctime"):
        call(case, "time", name, 0)
        call(case, "time", name, 86400.75)
    for name in ("start_new_thread", "stack_size", "interrupt_main"):
        for given in [("x",), (1, 2, 3, 4)] + [()] * name.startswith("start"):
            call(case, "_thread", name, *given)
    for given in [(), (1, 2, 3, 4), ("x",)]:
        call(case, "gc", "set_threshold", *given)
    for name in ("fsync", "fdatasync"):
        for given in [(), (1, 2), ("x",), (-1,)]:
            call(case, "posix", name, *given)
        call(case, "posix", name, fd="x")
        call(case, "posix", name, file=1)


@case("sums")
def sums(case):
    """sum looks at what it adds up before it looks at the start."""
    for start in ("x", b"x", bytearray(b"x"), 1, None):
        for values in (None, 5, [], [1], ["x"], b"x"):
            case.call("sum", values, start)


@case("inverted_flags", "enum")
def inverted_flags(case):
    """A member keeps its inverse."""
    for kind in ("Flag", "IntFlag"):
        for boundary in ("STRICT", "CONFORM", "EJECT", "KEEP"):
            cls = call(case, "enum", kind, "Colours", ["red", "green", "blue"], boundary=case.attribute("enum", boundary))
            red = case.get(cls, "red")
            case.get(red, "_inverted_")
            inverse = case.op("invert", red)
            case.op("is", case.op("invert", red), inverse)
            case.get(red, "__dict__")
            case.get(inverse, "_inverted_")
            case.op("is", case.op("invert", inverse), red)
            case.get(case.get(cls, "blue"), "__dict__")


@case("numbers_of_buffers")
def numbers_of_buffers(case):
    """int and float read a buffer that is one piece, and refuse others whatever the exporter says."""
    for content in (b"1234", b" 12 ", b"", b"1x", b"\xff", b"1_0"):
        view = case.call("memoryview", content)
        for made in (view, case.call("memoryview", case.value(bytearray(content))), case.op("getitem", view, slice(None, None, 2)),
                     case.op("getitem", view, slice(None, None, -1)), case.value(bytearray(content)), case.value(content)):
            for function in ("int", "float", "complex"):
                case.call(function, made)
            case.call("int", made, 16)
    view = case.method(case.call("memoryview", b"12345678"), "cast", "B", [2, 4])
    double = case.method(case.call("memoryview", b"12345678"), "cast", "d")
    released = case.call("memoryview", b"1")
    case.method(released, "release")
    for made in (view, double, released):
        for function in ("int", "float"):
            case.call(function, made)


@case("views_of_little")
def views_of_little(case):
    """Which views of no item or one are contiguous."""
    line = case.call("memoryview", b"123456")
    plane = case.method(line, "cast", "B", [2, 3])
    column = case.method(line, "cast", "B", [6, 1])
    wide = case.method(case.call("memoryview", b"12345678"), "cast", "i")
    parts = [slice(None, None, step) for step in (1, 2, -1)] + [slice(1, 1, step) for step in (1, 2, -1)] + [slice(1, 0, -1), slice(0, 1, 2), slice(2, 0, -2)]
    for view in (line, plane, column, wide, case.call("memoryview", b"")):
        for part in parts:
            made = case.op("getitem", view, part)
            for name in ("shape", "strides", "c_contiguous", "f_contiguous", "contiguous"):
                case.get(made, name)
            case.op("bytes", made)
            case.op("buffer", made)
            case.method(made, "cast", "B")
            case.call("float", made)
            case.method(case.value(b"-"), "join", [made, b"x"])


@case("sizes_of_values")
def sizes_of_values(case):
    """What a value takes in memory, lists above all, which have room for more."""
    texts = ["", "abc", "h\u00e9", "\u20ac", "\U0001f600"]
    for value in ([], [1], [1, 2, 3, 4, 5], list(range(9)), list(range(40)), [[1], [2, [3]]], (), (1, 2), {}, {"a": 1}, dict.fromkeys("abcdef"), {1, 2, 3, 4, 5, 6}, b"", b"abc", 0, 1, 2**30, 2**70,
                  1.5, True, None, *texts):
        made = case.value(value)
        case.method(made, "__sizeof__")
        if isinstance(value, list):
            case.method(made, "append", 1)
            case.method(made, "__sizeof__")
            case.method(case.method(made, "copy"), "__sizeof__")
