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
