"""Cases of modules that are Python source in CPython: builtin_types.py records them with its own."""

import importlib
import types

from builtin_cases import Ref, encode

CASES = {}
SIGNATURE = ("__qualname__", "__module__", "__defaults__", "__kwdefaults__", "__code__.co_varnames", "__code__.co_argcount", "__code__.co_posonlyargcount", "__code__.co_kwonlyargcount")


def case(name, *imports):
    def register(function):
        CASES[name] = (function, imports)
        return function
    return register


def call(case, module, name, /, *given, **named):
    return case.step(call=name, **{"in": module}, args=[*map(encode, given)], **({"kwargs": {key: encode(value) for key, value in named.items()}} if named else {}))


def signature(case, made, function):
    """What a function says of itself, and how it refuses arguments that it doesn't have."""
    code = function.__code__
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    for name in SIGNATURE:
        stable = not any(type(value).__repr__ is object.__repr__ for value in function.__defaults__ or ())
        if (stable or name != "__defaults__") and (name != "__code__.co_varnames" or count == len(code.co_varnames)):
            case.op("repr", Ref(f"{made.text}.{name}"))
    if code.co_argcount > len(function.__defaults__ or ()):
        case.invoke(made)
    if not code.co_flags & 8:
        case.invoke(made, *["a"] * (code.co_argcount - len(function.__defaults__ or ())), bogus=1)


def definitions(case, module, names):
    """Functions and classes of a module by name, the classes with their methods; "Class -method" leaves one out."""
    for name in names.split():
        value = getattr(importlib.import_module(module), name)
        made = case.attribute(module, name)
        if not isinstance(value, type):
            signature(case, made, value)
            continue
        for attribute in ("__mro__", "__qualname__", "__module__", "__hash__"):
            case.op("repr", Ref(f"{made.text}.{attribute}"))
        for key, member in vars(value).items():
            function = getattr(member, "__func__", member)
            if isinstance(function, types.FunctionType) and not function.__code__.co_flags & 0x80 and not key.startswith("_at_fork"):
                signature(case, case.get(made, f"{key}.__func__" if function is not member else key), function)


@case("logging_calls", "logging", "io", "sys")
def logging_calls(case):
    """logging: levels, the tree of loggers, filters, handlers, what they write."""
    definitions(case, "logging", "getLevelName getLevelNamesMapping addLevelName getLogger getLoggerClass setLoggerClass basicConfig disable makeLogRecord getLogRecordFactory "
                "debug info warning warn error exception critical fatal log LogRecord Filter Filterer Formatter Handler StreamHandler FileHandler NullHandler Logger RootLogger "
                "PlaceHolder")
    for level in (0, 10, 15, "INFO", "WARN", "x", None, 50):
        call(case, "logging", "getLevelName", level)
    call(case, "logging", "getLevelNamesMapping")
    for name in ("root", "lastResort", "raiseExceptions", "BASIC_FORMAT", "FATAL", "WARN", "NOTSET"):
        case.attribute("logging", name)
    loggers = {name: call(case, "logging", "getLogger", name) for name in ("a.b.c", "a", "a.b", "z", "a.x", "root", "", None)}
    call(case, "logging", "getLogger", 3)
    call(case, "logging", "getLogger")
    for logger in loggers.values():
        for name in ("name", "level", "parent", "propagate", "handlers", "disabled", "filters", "manager.disable"):
            case.op("repr", Ref(f"{logger.text}.{name}"))
        for name in ("getEffectiveLevel", "hasHandlers", "__repr__", "__reduce__"):
            case.method(logger, name)
    case.op("is", call(case, "logging", "getLogger", "a"), loggers["a"])
    case.op("sorted", case.get(loggers["a"], "manager.loggerDict"))
    case.method(loggers["a"], "getChild", "b")
    case.method(loggers[None], "getChild", "q")
    stream = call(case, "io", "StringIO")
    handler = call(case, "logging", "StreamHandler", stream)
    case.op("repr", handler)
    case.method(loggers["a"], "addHandler", handler)
    case.method(loggers["a"], "addHandler", handler)
    case.get(loggers["a"], "handlers")
    for level in ("DEBUG", 15, "none", None, 2.5, "ERROR", 0):
        case.method(loggers["a"], "setLevel", level)
        case.get(loggers["a"], "level")
        for name in ("a", "a.b", "a.b.c"):
            case.method(loggers[name], "getEffectiveLevel")
            for number in (5, 10, 30, 60):
                case.method(loggers[name], "isEnabledFor", number)
    case.method(loggers["a"], "setLevel", "INFO")
    for name in ("debug", "info", "warning", "error", "critical", "fatal"):
        case.method(loggers["a.b.c"], name, f"{name} %s and %d", "one", 2)
        case.method(loggers["a.b.c"], name, f"{name} alone %")
        case.method(loggers["a.b.c"], name, f"%(x)s", {"x": 3})
        case.method(loggers["a.b.c"], name)
        case.method(loggers["a.b.c"], name, "x", bogus=1)
    case.method(loggers["a"], "log", 35, "at 35")
    case.method(loggers["a"], "log", 5, "at 5")
    case.method(loggers["a"], "log", "ERROR", "by name")
    case.method(loggers["a"], "exception", "no exception")
    error = case.call("ValueError", "bad")
    case.method(loggers["a"], "error", "an exception", exc_info=error)
    case.method(loggers["a"], "error", "extra", extra={"mine": 1})
    case.method(loggers["a"], "error", "extra", extra={"name": 1})
    case.method(loggers["a"], "error", "extra", extra={"message": 1})
    case.method(stream, "getvalue")
    case.set(loggers["a.b"], "propagate", False)
    case.method(loggers["a.b.c"], "hasHandlers")
    case.set(loggers["a"], "disabled", True)
    case.method(loggers["a"], "error", "disabled")
    case.set(loggers["a"], "disabled", False)
    call(case, "logging", "disable", 20)
    case.method(loggers["a"], "isEnabledFor", 20)
    case.method(loggers["a"], "info", "below")
    call(case, "logging", "disable", "none")
    call(case, "logging", "disable", 0)
    only = call(case, "logging", "Filter", "a.x")
    case.method(loggers["a"], "addFilter", only)
    case.method(loggers["a"], "error", "filtered")
    case.method(loggers["a"], "removeFilter", only)
    for name in ("a.x", "a.x.y", "a.xy", "b"):
        case.method(only, "filter", call(case, "logging", "makeLogRecord", {"name": name}))
    formats = [("%(levelname)s|%(name)s|%(message)s",), ("{levelname:>8}{message}", None, "{"), ("none",), ("none", None, "%", False), ("%(nothere)s",), (None,), ("x", None, "!")]
    for given in formats:
        formatter = call(case, "logging", "Formatter", *given)
        case.method(handler, "setFormatter", formatter)
        case.method(formatter, "usesTime")
        case.method(loggers["a"], "error", "formatted %s", 1)
    timed = call(case, "logging", "Formatter", "%(asctime)s %(message)s")
    record = call(case, "logging", "makeLogRecord", {"created": 86400.5, "msecs": 500.0, "msg": "timed", "levelno": 20, "levelname": "INFO", "name": "n", "pathname": "a/b.py"})
    case.op("repr", record)
    case.method(timed, "format", record)
    case.method(timed, "formatTime", record, "%H")
    case.method(timed, "usesTime")
    for name in ("filename", "module", "thread", "process", "processName", "args", "exc_info", "exc_text", "funcName", "stack_info", "message", "asctime"):
        case.step(on=record.text, get=name, **({"show": "type"} if name in ("thread", "process") else {}))
    made = call(case, "logging", "LogRecord", "n", 30, "/a/b.c.py", 3, "m %s", {"tuple": []} and (1,), None)
    for name in ("filename", "module", "levelname", "lineno", "threadName"):
        case.get(made, name)
    case.method(made, "getMessage")
    case.method(stream, "getvalue")
    other = call(case, "io", "StringIO")
    case.method(handler, "setStream", other)
    case.method(handler, "setStream", other)
    for name in ("get_name", "flush", "acquire", "release", "close"):
        case.method(handler, name)
    case.method(handler, "set_name", "mine")
    case.get(handler, "name")
    case.method(handler, "setLevel", "nope")
    null = call(case, "logging", "NullHandler")
    case.op("repr", null)
    case.method(null, "handle", record)
    case.get(null, "lock")
    plain = call(case, "logging", "Handler", 10)
    case.op("repr", plain)
    case.method(plain, "emit", record)
    case.method(plain, "format", record)
    case.method(case.attribute("logging", "root"), "addHandler", plain)
    for given in ({"format": "x"}, {"level": 10, "force": True, "stream": other, "format": "%(message)s!"}, {"force": True, "bogus": 1, "stream": other}, {"force": True, "style": "x"},
                  {"force": True, "stream": other, "filename": "x"}, {"force": True, "stream": other, "handlers": []}):
        call(case, "logging", "basicConfig", **given)
        case.get(case.attribute("logging", "root"), "level")
        case.op("len", case.get(case.attribute("logging", "root"), "handlers"))
    call(case, "logging", "warning", "of the module %s", 1)
    call(case, "logging", "log", 40, "with level")
    call(case, "logging", "exception", "with info", exc_info=error)
    case.method(other, "getvalue")
    call(case, "logging", "addLevelName", 15, "FINE")
    call(case, "logging", "getLevelName", 15)
    call(case, "logging", "getLevelName", "FINE")
    case.method(loggers["a"], "setLevel", "FINE")
    case.op("repr", loggers["a"])
    call(case, "logging", "setLoggerClass", case.call("type", "Mine", (int,), {}))
    derived = case.call("type", "Mine", (case.attribute("logging", "Logger"),), {})
    call(case, "logging", "setLoggerClass", derived)
    case.op("repr", call(case, "logging", "getLogger", "derived"))
    call(case, "logging", "getLoggerClass")


@case("barriers_and_adapters", "threading", "logging", "io", "_weakref")
def barriers_and_adapters(case):
    """threading.Barrier by one thread, locks after a fork, weak references to locks, logging.LoggerAdapter."""
    definitions(case, "threading", "Barrier Event Condition BrokenBarrierError")
    called = case.value([])
    for given in ({"parties": 1}, {"parties": 1, "action": case.get(called, "__len__")}, {"parties": 1, "action": case.get(called, "pop")}, {"parties": 2}, {"parties": 2, "timeout": 0.01},
                  {"parties": 0, "timeout": 0}, {"parties": "x", "timeout": 0}, {}):
        barrier = call(case, "threading", "Barrier", **given)
        case.op("repr", barrier)
        for method, *arguments in (("wait", 0), ("wait", 0), ("reset",), ("wait", 0), ("wait",) if given.get("timeout") or given.get("parties") == 1 else ("_exit",), ("abort",), ("wait", "x"),
                                   ("reset",), ("_release",), ("_wait", 0), ("_exit",), ("_enter",), ("_break",), ("_enter",)):
            case.method(barrier, method, *arguments)
            for name in ("parties", "n_waiting", "broken", "_state", "_count"):
                case.get(barrier, name)
            case.op("repr", barrier)
    for kind in ("Lock", "RLock"):
        lock = call(case, "threading", kind)
        case.method(lock, "acquire")
        case.method(lock, "_at_fork_reinit")
        case.method(lock, "acquire", False)
        case.method(lock, "_at_fork_reinit", 1)
        case.method(lock, "__enter__", False)
        case.method(lock, "__enter__", timeout=0.01) if kind == "Lock" else None
        case.method(lock, "__enter__", 1, 2, 3)
        case.method(lock, "__exit__", 1)
        reference = call(case, "_weakref", "ref", lock)
        case.op("is", case.invoke(reference), lock)
    for kind in ("Event", "Condition"):
        made = call(case, "threading", kind)
        case.method(made, "_at_fork_reinit")
    definitions(case, "logging", "LoggerAdapter")
    stream = call(case, "io", "StringIO")
    handler = call(case, "logging", "StreamHandler", stream)
    case.method(handler, "setFormatter", call(case, "logging", "Formatter", "%(levelname)s %(name)s %(message)s %(who)s"))
    logger = call(case, "logging", "getLogger", "adapted")
    case.method(logger, "addHandler", handler)
    case.step(on=logger.text, set="propagate", value=False)
    for extra in ({"who": "me"}, {}, None, {"message": 1}, "none"):
        adapter = call(case, "logging", "LoggerAdapter", logger, *([] if extra == "none" else [extra]))
        case.op("repr", adapter)
        for level in ("debug", "info", "warning", "warn", "error", "critical", "exception"):
            case.method(adapter, level, "text %s", 1)
        case.method(adapter, "log", 30, "at level")
        case.method(adapter, "log", 30, "at level", extra={"who": "other"})
        case.method(adapter, "log", "x", "at level")
        case.method(adapter, "_log", 30, "plain %s", (1,), None, {"who": "x"})
        case.method(adapter, "process", "m", {"a": 1})
        case.method(adapter, "process", "m", 1)
        case.get(adapter, "extra")
    for name in ("isEnabledFor", "setLevel"):
        case.method(adapter, name, 30)
    for name in ("getEffectiveLevel", "hasHandlers"):
        case.method(adapter, name)
    case.get(adapter, "name")
    case.op("is", case.get(adapter, "manager"), case.get(logger, "manager"))
    case.step(on=adapter.text, set="manager", value=5)
    case.get(logger, "manager")
    case.step(**{"on": adapter.text, "del": "manager"})
    case.op("repr", case.op("getitem", case.attribute("logging", "LoggerAdapter"), case.get(Ref("$"), "int")))
    case.method(stream, "getvalue")
    wrong = call(case, "logging", "LoggerAdapter", 5)
    case.method(wrong, "info", "x")
    case.op("repr", wrong)


@case("threading_calls", "threading", "collections")
def threading_calls(case):
    """threading: conditions, events and semaphores by one thread, threads that run built-in functions."""
    definitions(case, "threading", "RLock current_thread main_thread active_count activeCount enumerate settrace gettrace setprofile getprofile Condition Event Semaphore BoundedSemaphore "
                "_MainThread")
    for name in ("ThreadError", "TIMEOUT_MAX", "local", "Lock", "Thread", "Timer", "ExceptHookArgs", "Condition", "excepthook"):
        case.attribute("threading", name)
    main = call(case, "threading", "current_thread")
    case.op("type", main)
    for name in ("name", "daemon"):
        case.get(main, name)
    case.op("is", main, call(case, "threading", "main_thread"))
    case.method(main, "is_alive")
    case.method(main, "join")
    case.method(main, "start")
    call(case, "threading", "active_count")
    case.op("len", call(case, "threading", "enumerate"))
    results = case.value([])
    append = case.get(results, "append")
    for number, given in enumerate([{"target": append, "args": ("by tuple",)}, {"target": append, "args": ["by list"], "daemon": True}, {"target": append, "name": "mine", "args": (3,)}, {},
                                    {"name": 5}, {"group": 1}, {"bogus": 1}]):
        thread = call(case, "threading", "Thread", **given)
        case.step(on=thread.text, op="repr")
        for name in ("name", "daemon", "ident", "native_id"):
            case.get(thread, name)
        case.method(thread, "is_alive")
        case.method(thread, "join")
        case.set(thread, "daemon", True)
        case.set(thread, "name", 5.5)
        case.set(thread, "ident", 5)
        case.get(thread, "name")
        case.method(thread, "start")
        case.method(thread, "start")
        case.method(thread, "join")
        case.method(thread, "join", 1)
        case.method(thread, "is_alive")
        case.set(thread, "daemon", False)
        case.step(on=thread.text, get="ident", show="type")
        case.op("len", results)
    case.op("repr", results)
    timer = call(case, "threading", "Timer", 0, append, ["timer"])
    case.method(timer, "start")
    case.method(timer, "join")
    timer = call(case, "threading", "Timer", 1000, append, ["never"])
    case.method(timer, "start")
    case.method(timer, "cancel")
    case.method(timer, "join")
    case.op("repr", results)
    event = call(case, "threading", "Event")
    for name, *given in [("__repr__",), ("is_set",), ("wait", 0), ("wait", 0.001), ("set",), ("wait",), ("__repr__",), ("is_set",), ("clear",), ("is_set",), ("wait", "x")]:
        case.method(event, name, *given)
    thread = call(case, "threading", "Thread", target=case.get(event, "set"))
    case.method(thread, "start")
    case.method(event, "wait")
    case.method(event, "wait", 5)
    for lock in (call(case, "threading", "Lock"), call(case, "threading", "RLock"), None):
        condition = call(case, "threading", "Condition", lock)
        for name, *given in [("wait",), ("notify",), ("notify_all",), ("acquire",), ("wait", 0), ("wait", 0.001), ("notify",), ("notify", 2), ("notify_all",), ("_is_owned",), ("release",),
                             ("_is_owned",), ("release",), ("__enter__",), ("__exit__", None, None, None)]:
            case.method(condition, name, *given)
        case.method(condition, "__enter__")
        case.method(condition, "wait_for", case.get(Ref("$"), "int"), 0.001)
        case.method(condition, "wait_for", case.get(Ref("$"), "dict"), 0)
        case.method(condition, "wait_for", case.get(Ref("$"), "object"))
        thread = call(case, "threading", "Thread", target=case.get(condition, "__enter__"))
        case.method(condition, "__exit__", None, None, None)
    call(case, "threading", "Condition", 3)
    for kind in ("Semaphore", "BoundedSemaphore"):
        for value in (0, 2, -1, "x"):
            semaphore = call(case, "threading", kind, value)
            case.op("repr", semaphore)
            for name, *given in [("acquire", False), ("acquire", False), ("acquire", False), ("acquire", True, 0.001), ("acquire", False, 1), ("release",), ("acquire", True, 0.001), ("release", 2),
                                 ("release", 0), ("release", 5), ("__enter__",), ("__exit__", None, None, None)]:
                if value != 0 or name != "__enter__" or kind == "Semaphore":  # which would wait for ever
                    case.method(semaphore, name, *given)
            case.op("repr", semaphore)
    rlock = call(case, "threading", "RLock")
    case.method(rlock, "acquire")
    case.method(rlock, "acquire")
    case.op("type", case.step(on=rlock.text, method="_release_save", show="type"))
    case.method(rlock, "release")
    call(case, "threading", "RLock", 1)
    call(case, "threading", "settrace", None)
    call(case, "threading", "gettrace")


@case("context_managers", "contextlib", "io", "sys", "functools", "threading")
def context_managers(case):
    """contextlib: managers alone, in stacks, as decorators."""
    definitions(case, "contextlib", "contextmanager AbstractContextManager ContextDecorator closing nullcontext suppress redirect_stdout redirect_stderr chdir ExitStack _BaseExitStack "
                "_GeneratorContextManager _GeneratorContextManagerBase _RedirectStream")
    none = (None, None, None)
    error = case.call("ValueError", "bad")
    details = (case.get(Ref("$"), "ValueError"), error, None)
    abstract = case.attribute("contextlib", "AbstractContextManager")
    case.invoke(abstract)
    for cls in (case.get(Ref("$"), "int"), case.op("type", call(case, "threading", "Lock")), case.get(Ref("$"), "memoryview")):
        case.op("issubclass", cls, abstract)
    case.op("getitem", abstract, case.get(Ref("$"), "int"))
    stream = call(case, "io", "StringIO")
    managers = [("closing", stream), ("closing", 3), ("nullcontext",), ("nullcontext", 5), ("suppress",), ("suppress", details[0]), ("suppress", case.get(Ref("$"), "OSError")), ("suppress", 3)]
    for name, *given in managers:
        manager = call(case, "contextlib", name, *given)
        case.method(manager, "__enter__")
        case.method(manager, "__exit__", *none)
        case.method(manager, "__exit__", *details)
    case.get(stream, "closed")
    target = call(case, "io", "StringIO")
    call(case, "contextlib", "redirect_stdout", target)
    manager = call(case, "contextlib", "redirect_stderr", target)
    case.op("is", case.method(manager, "__enter__"), target)
    case.method(case.attribute("sys", "stderr"), "write", "text")
    case.method(manager, "__exit__", *none)
    case.method(manager, "__exit__", *none)
    case.method(target, "getvalue")
    calls = case.value([])
    append = case.get(calls, "append")
    stack = call(case, "contextlib", "ExitStack")
    case.op("is", case.method(stack, "__enter__"), stack)
    case.op("is", case.method(stack, "callback", append, 1), append)
    case.method(stack, "callback", append, 1, 2)
    case.method(stack, "callback", append, bogus=1)
    case.method(stack, "callback", append, "first out")
    case.method(stack, "callback")
    case.method(stack, "enter_context", call(case, "contextlib", "nullcontext", 7))
    case.method(stack, "enter_context", 3)
    case.method(stack, "push", 3)
    case.method(stack, "push", call(case, "contextlib", "nullcontext", 7))
    case.op("len", case.get(stack, "_exit_callbacks"))
    case.method(stack, "__exit__", *none)
    case.op("repr", calls)
    case.op("len", case.get(stack, "_exit_callbacks"))
    for how in (none, details):
        stack = call(case, "contextlib", "ExitStack")
        case.method(stack, "callback", append, "outer")
        case.method(stack, "enter_context", call(case, "contextlib", "suppress", details[0]))
        case.method(stack, "callback", append, "inner")
        moved = case.method(stack, "pop_all")
        case.method(stack, "close")
        case.method(moved, "__exit__", *how)
        case.op("repr", calls)
        stack = call(case, "contextlib", "ExitStack")
        case.method(stack, "callback", case.get(Ref("$"), "int"), "x")
        case.method(stack, "callback", case.get(Ref("$"), "len"), 3)
        case.method(stack, "__exit__", *how)
    decorator = case.call("type", "Deco", (case.attribute("contextlib", "ContextDecorator"),), {"__enter__": case.get(Ref("$"), "id"), "__exit__": case.get(Ref("$"), "callable")})
    made = case.invoke(decorator)
    case.method(made, "_recreate_cm")
    wrapped = case.invoke(made, case.get(Ref("$"), "len"))
    for name in ("__name__", "__qualname__", "__wrapped__", "__module__"):
        case.get(wrapped, name)
    case.op("type", wrapped)
    helper = call(case, "contextlib", "contextmanager", case.get(Ref("$"), "iter"))
    for name in ("__name__", "__qualname__", "__wrapped__", "__module__"):
        case.get(helper, name)
    for given in ([[1, 2]], [[1]], [[]], [3], []):
        manager = case.invoke(helper, *given)
        case.method(manager, "__enter__")
        case.method(manager, "__enter__")
        case.method(manager, "__exit__", *none)
        case.method(manager, "__exit__", *none)
        case.method(case.invoke(helper, *given), "__exit__", *details)


@case("traceback_texts", "traceback", "io", "sys")
def traceback_texts(case):
    """traceback: exceptions without a traceback, with causes, notes, of wrong kinds."""
    definitions(case, "traceback", "format_exception format_exception_only print_exception format_exc print_exc format_tb print_tb")
    plain = case.call("ValueError", "bad", 1)
    empty = case.call("KeyError")
    lines = case.call("OSError", "two\nlines")
    caused = case.call("TypeError", "with a cause")
    case.set(caused, "__cause__", plain)
    during = case.call("TypeError", "with a context")
    case.set(during, "__context__", caused)
    noted = case.call("ValueError", "noted")
    case.method(noted, "add_note", "a note\nof two lines")
    syntax = case.call("SyntaxError", "wrong", ("file", 3, 4, "x = = 1\n", 3, 5))
    group = case.call("ExceptionGroup", "some", [plain, empty])
    stream = call(case, "io", "StringIO")
    for error in (plain, empty, lines, caused, during, noted, syntax, group, None):
        call(case, "traceback", "format_exception", error)
        call(case, "traceback", "format_exception_only", error)
        call(case, "traceback", "format_exception", None, error, None)
        call(case, "traceback", "format_exception", error, limit=1)
        call(case, "traceback", "format_exception", error, chain=False)
        call(case, "traceback", "print_exception", error, file=stream)
    case.method(stream, "getvalue")
    for given in [(3,), (plain, plain), (int, 3, None), ("x",)]:
        call(case, "traceback", "format_exception", *given)
    call(case, "traceback", "format_tb", None)
    call(case, "traceback", "print_tb", None)
    call(case, "traceback", "format_exc")
    call(case, "traceback", "print_exc", file=stream)
    case.method(stream, "getvalue")


@case("user_collections", "collections", "functools", "copy")
def user_collections(case):
    """collections.Counter, ChainMap, UserDict, UserList, UserString, and what functools.lru_cache returns."""
    import collections
    names = "Counter ChainMap UserDict UserList UserString"
    definitions(case, "collections", names)
    counts = [call(case, "collections", "Counter", *given) for given in (["abracadabra"], [{"a": 3, "z": -2, "b": 0}], [], [None], [[1, "1", 1.5]], ["xy"])]
    call(case, "collections", "Counter", "ab", a=5)
    call(case, "collections", "Counter", 3)
    call(case, "collections", "Counter", "a", "b")
    call(case, "collections", "Counter", [[]])
    case.method(case.attribute("collections", "Counter"), "fromkeys", "ab")
    for count in counts:
        for name, *given in [("total",), ("most_common",), ("most_common", 2), ("most_common", 0), ("most_common", -1), ("most_common", "x"), ("copy",), ("__reduce__",), ("__repr__",),
                             ("__pos__",), ("__neg__",), ("__missing__", 3), ("__len__",), ("get", "a"), ("__contains__", "q"), ("__hash__",)]:
            case.method(count, name, *given)
        case.op("list", case.step(on=count.text, method="elements", show="type"))
        case.op("getitem", count, "nothing")
        for other in (counts[1], counts[0], {"a": 3}, 5):
            for operation in ("add", "sub", "and", "or", "eq", "ne", "lt", "le", "gt", "ge"):
                case.op(operation, count, other)
        case.op("call", Ref("$.len"), count)
    changing = call(case, "collections", "Counter", "aab")
    for name, *given in [("update", "abc"), ("update", {"a": 10}), ("update", None), ("update", 3), ("subtract", "aq"), ("subtract", {"b": 7}), ("subtract",), ("__delitem__", "a"),
                         ("__delitem__", "nothing"), ("__iadd__", counts[0]), ("__isub__", counts[1]), ("__ior__", counts[0]), ("__iand__", counts[0]), ("_keep_positive",), ("__iadd__", 3)]:
        case.method(changing, name, *given)
        case.op("repr", changing)
    case.method(changing, "update", x=4)
    case.method(changing, "subtract", x=1, y=2)
    case.op("repr", changing)
    derived = case.call("type", "Mine", (case.attribute("collections", "Counter"),), {})
    case.op("repr", case.invoke(derived, "ab"))
    case.op("add", case.invoke(derived, "ab"), case.invoke(derived, "b"))
    case.method(case.invoke(derived, "ab"), "copy")
    chain = call(case, "collections", "ChainMap", {"a": 1, "b": 2}, {"b": 3, "c": 4})
    for made in (chain, call(case, "collections", "ChainMap"), call(case, "collections", "ChainMap", {})):
        for name, *given in [("__getitem__", "b"), ("__getitem__", "c"), ("__getitem__", "q"), ("__getitem__", []), ("get", "c"), ("get", "q"), ("get", "q", 7), ("__len__",), ("__contains__", "c"),
                             ("__bool__",), ("__repr__",), ("copy",), ("__copy__",), ("new_child",), ("new_child", {"n": 1}), ("__setitem__", "c", 9), ("__delitem__", "c"), ("__delitem__", "c"),
                             ("pop", "c"), ("pop", "c", 1), ("pop", "a"), ("__or__", {"k": 1}), ("__ror__", {"k": 1, "b": 0}), ("__ior__", {"k": 5}), ("__or__", 3), ("__ror__", 3), ("__eq__", {"b": 2}),
                             ("keys",), ("items",), ("popitem",), ("setdefault", "s", 1), ("clear",), ("popitem",), ("__repr__",)]:
            case.method(made, name, *given)
        case.method(made, "new_child", x=1)
        case.method(made, "new_child", {"n": 1}, x=1)
        case.get(made, "parents")
        case.get(made, "maps")
        case.op("list", made)
    case.op("setitem", chain, "itself", chain)
    case.op("repr", chain)
    case.method(case.attribute("collections", "ChainMap"), "fromkeys", "ab", 3)
    case.method(case.attribute("collections", "ChainMap"), "fromkeys", "ab")
    dictionary = call(case, "collections", "UserDict", {"a": 1}, b=2)
    call(case, "collections", "UserDict", 3)
    for name, *given in [("__getitem__", "a"), ("__getitem__", "q"), ("__setitem__", "c", 3), ("__setitem__", [], 3), ("__delitem__", "c"), ("__delitem__", "c"), ("__len__",), ("__contains__", "a"),
                         ("__repr__",), ("copy",), ("__copy__",), ("__or__", {"x": 1}), ("__ror__", {"x": 1}), ("__ior__", {"y": 1}), ("__or__", 3), ("__ror__", 3), ("__or__", dictionary),
                         ("get", "q", 5), ("pop", "a"), ("pop", "a"), ("keys",), ("update", {"u": 1}), ("__eq__", {"u": 1}), ("setdefault", "d"), ("popitem",), ("__hash__",)]:
        case.method(dictionary, name, *given)
    case.op("list", dictionary)
    case.get(dictionary, "data")
    case.method(case.attribute("collections", "UserDict"), "fromkeys", "ab", 3)
    mine = case.call("type", "Mine", (case.attribute("collections", "UserDict"),), {"__missing__": case.get(Ref("$"), "id")})
    case.op("type", case.op("getitem", case.invoke(mine), "q"))
    case.method(case.invoke(mine, {"a": 1}), "copy")
    numbers = call(case, "collections", "UserList", [3, 1, 2])
    for given in [(numbers,), ("abc",), (3,), ((1, 2),)]:
        call(case, "collections", "UserList", *given)
    for name, *given in [("__getitem__", 0), ("__getitem__", 7), ("__getitem__", slice(0, 2)), ("__getitem__", "x"), ("__setitem__", 0, 5), ("__setitem__", 9, 5), ("__delitem__", 9), ("__len__",),
                         ("__contains__", 1), ("__repr__",), ("__add__", [1]), ("__add__", (1,)), ("__add__", numbers), ("__add__", 3), ("__radd__", [1]), ("__radd__", "ab"), ("__mul__", 2), ("__rmul__", 2),
                         ("__mul__", "x"), ("__iadd__", [4]), ("__iadd__", "a"), ("__imul__", 2), ("append", 9), ("insert", 0, 8), ("pop",), ("pop", 0), ("pop", 99), ("remove", 1), ("remove", 77),
                         ("count", 2), ("index", 2), ("index", 2, 5), ("index", 77), ("reverse",), ("sort",), ("extend", [1]), ("extend", numbers), ("extend", 3), ("copy",), ("__copy__",),
                         ("__lt__", [1]), ("__eq__", numbers), ("__ge__", 3), ("__hash__",), ("clear",), ("__repr__",)]:
        case.method(numbers, name, *given)
    ordered = call(case, "collections", "UserList", [3, 1, 2])
    case.method(ordered, "sort", reverse=True)
    case.op("repr", ordered)
    text = call(case, "collections", "UserString", "ab Cd")
    for given in [(text,), (3,), (b"x",), ()]:
        case.op("repr", call(case, "collections", "UserString", *given))
    for name, value in sorted(vars(collections.UserString).items()):
        if isinstance(value, types.FunctionType) and name not in ("__init__", "__hash__"):
            for given in [(), (2,), ("b",), (text,), ("b", "x"), (" ", 1), (["x", "y"],)]:
                case.method(text, name, *given)
    case.method(text, "format", 1, a=2)
    case.op("mod", call(case, "collections", "UserString", "%s-%d"), (text, 3))
    case.op("hash", text)
    case.op("eq", text, "ab Cd")
    case.op("getitem", text, slice(1, None))
    for given in [(5,), (None,), (-3,), ("x",), (None, True)]:
        decorator = call(case, "functools", "lru_cache", *given)
        case.op("type", decorator)
        case.get(decorator, "__qualname__")
        cached = case.invoke(decorator, case.get(Ref("$"), "len"))
        case.invoke(cached, "abc")
        case.invoke(cached, "abc")
        case.method(cached, "cache_info")
        case.method(cached, "cache_parameters")
        case.invoke(decorator)
        case.invoke(decorator, bogus=1)


@case("json_texts", "json", "json.decoder", "json.encoder", "io", "collections")
def json_texts(case):
    """json: texts that are well formed and not, values that can be written and not, hooks and options."""
    definitions(case, "json", "load loads dump dumps detect_encoding JSONEncoder")
    for name in ("JSONDecoder", "JSONDecodeError"):
        case.attribute("json.decoder", name)
    case.attribute("json.encoder", "JSONEncoder")
    texts = ['', ' ', '[', '[1', '[1,', '[1,]', '[ 1 , 2 ]', '[1 2]', '[,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', '{"a" 1}', '{1:2}', '{}', '[]', ' { } ', '"', '"a', '"\\x"',
             '"\\u12"', '"\\u1', '"\\u', '"\\', '"\n"', '"\t"', 'nul', 'null', 'true', 'false', 'tru', 'True', '1 2', '-', '-x', '01', '1.', '1.5', '1e', '1e5', '1E+2', '1.5e-3', '.5', '-0', '-0.0', '1E400',
             'Infinity', '-Infinity', 'NaN', 'Nan', '-Inf', '\ufeff1', '"\\ud800"', '"\\ud83d\\ude00"', '"\\ud83d\\u0041"', '"\\ud83d\\u00"', '"\\u 123"', '"\\u+123"', '"\\u00E9\\n\\t\\"\\\\\\/"', '"é"', '"\x7f"',
             '{"a": {"b": [1, 2.5, null, true, "x"]}, "a": 2}', '123456789012345678901234567890', '[[[[]]]]', '1\n', '\n\n [1,\n2 3]', '[' * 5, '"' + 'x' * 50 + '"', '１']
    for text in texts:
        call(case, "json", "loads", text)
    for given in (b'[1]', bytearray(b'{"a": 2}'), '\ufeff"x"'.encode("utf-8"), '["é"]'.encode("utf-16"), '["é"]'.encode("utf-32-le"), '["é"]'.encode("utf-16-be"), b'"\xff"', 3, None, ["x"]):
        call(case, "json", "loads", given)
    builtin = {name: case.get(Ref("$"), name) for name in ("str", "list", "tuple", "len", "int", "float", "repr")}
    text = '{"a": 1, "b": [1.5, NaN, {"c": -2}]}'
    for hook in ({"object_hook": builtin["list"]}, {"object_hook": builtin["len"]}, {"object_pairs_hook": builtin["tuple"]}, {"object_pairs_hook": builtin["list"], "object_hook": builtin["len"]},
                 {"parse_float": builtin["str"]}, {"parse_int": builtin["float"]}, {"parse_constant": builtin["repr"]}, {"parse_int": builtin["len"], "parse_float": builtin["int"]}, {"strict": False}, {"bogus": 1},
                 {"cls": case.attribute("json", "JSONDecoder")}, {"cls": 3}):
        call(case, "json", "loads", text, **hook)
    call(case, "json", "loads", '"\t\n"', strict=False)
    call(case, "json", "load", call(case, "io", "StringIO", "[1, 2]"))
    call(case, "json", "load", 3)
    decoder = call(case, "json", "JSONDecoder")
    for given in [('1 x',), ('xx 1', 3), ('1', 1), ('1', 5), ('1', -1), ('', 0), (3,)]:
        case.method(decoder, "raw_decode", *given)
    for name in ("strict", "object_hook", "parse_float", "parse_int"):
        case.get(decoder, name)
    ordered = call(case, "collections", "OrderedDict", [("z", 1), ("a", 2)])
    values = [None, True, False, 0, -5, 10 ** 30, 1.5, -0.0, 1e100, 1e-7, float("nan"), float("inf"), float("-inf"), "", "a\"b\\c/\b\f\n\r\t\x01\x7f\x80é\u2028€😀\ud800", [], [1, [2, []], {}], (), (1, 2),
              {}, {"a": 1}, {1: 2, None: 3, True: 4, 2.5: 5, float("nan"): 6}, {(1,): 2}, {"b": 1, "a": [1, {"c": None}]}, b"x", {1, 2}, 1j, ..., ordered, [object] and case.get(Ref("$"), "object")]
    options = [{}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"sort_keys": True}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"allow_nan": False}, {"skipkeys": True},
               {"default": builtin["str"]}, {"indent": 1, "separators": ("; ", " = ")}]
    for value in values:
        for option in options:
            call(case, "json", "dumps", value, **option)
    for option in ({"bogus": 1}, {"separators": (1,)}, {"separators": "abc"}, {"separators": 3}, {"indent": True}, {"cls": case.attribute("json", "JSONEncoder")}, {"cls": 3}, {"default": 3}):
        call(case, "json", "dumps", [1, b"x"] if "default" in option else [1, 2], **option)
    circular = case.value([])
    case.method(circular, "append", circular)
    call(case, "json", "dumps", circular)
    looped = case.value({})
    case.op("setitem", looped, "x", [looped])
    call(case, "json", "dumps", looped)
    call(case, "json", "dumps", b"x", default=case.get(Ref("$"), "bytes"))
    shared = case.value([1])
    call(case, "json", "dumps", [shared, shared])
    stream = call(case, "io", "StringIO")
    call(case, "json", "dump", {"a": [1, 2]}, stream)
    case.method(stream, "getvalue")
    call(case, "json", "dump", [b"x"], stream)
    call(case, "json", "dump", [1], 3)
    derived = case.call("type", "Mine", (case.attribute("json", "JSONEncoder"),), {"default": case.call("staticmethod", builtin["str"])})
    case.method(case.invoke(derived), "encode", [b"x"])
    for base, value in ((builtin["str"], "x"), (builtin["int"], 3), (builtin["float"], 2.5), (builtin["list"], [1]), (builtin["tuple"], (1,))):
        mine = case.call("type", "Mine", (base,), {"__repr__": case.get(Ref("$"), "id"), "__str__": case.get(Ref("$"), "id")})
        call(case, "json", "dumps", [case.invoke(mine, value)])
    encoder = call(case, "json", "JSONEncoder", indent=2)
    for name in ("item_separator", "key_separator", "indent", "skipkeys"):
        case.get(encoder, name)
    case.method(encoder, "default", 3)


@case("keywords", "keyword")
def keywords(case):
    """keyword: the words, and what tells them."""
    for name in ("kwlist", "softkwlist"):
        case.attribute("keyword", name)
    for word in ("if", "None", "none", "match", "_", "print", "", 3, []):
        call(case, "keyword", "iskeyword", word)
        call(case, "keyword", "issoftkeyword", word)


@case("class_layouts", "sys")
def class_layouts(case):
    """Where instances of classes have their dict, fields and weak references: sizes, offsets, flags, and what may be assigned to __class__."""
    builtin = [case.get(Ref("$"), name) for name in ("object", "int", "list", "Exception", "dict", "float", "type", "tuple", "str", "set", "bytes")]
    classes = [case.new_type("Plain", (base,)) for base in builtin]
    classes += [case.new_type("Slots", (base,), __slots__=[]) for base in builtin]
    a = classes[0]
    classes += [case.new_type("B", (a,), __slots__=["x", "y"]), case.new_type("F", (), __slots__=["__dict__"]), case.new_type("G", (), __slots__=["__dict__", "a", "__weakref__"]),
                case.new_type("W", (), __slots__=["__weakref__"]), case.new_type("X", (), __slots__=["x"]), case.new_type("Both", (a, classes[2])), case.new_type("Other", (a,))]
    classes += [case.new_type("H", (classes[-7], classes[2])), case.new_type("K", (classes[-6], classes[5])), case.new_type("O", (classes[len(builtin)],)), case.new_type("P", (classes[-7], a))]
    for made in classes:
        for name in ("__basicsize__", "__dictoffset__", "__weakrefoffset__", "__flags__", "__itemsize__", "__base__"):
            case.get(made, name)
    for made in classes:
        if made.text == classes[6].text or made.text == classes[len(builtin) + 6].text:
            continue
        instance = case.invoke(made)
        case.set(instance, "q", 5)
        case.get(instance, "q")
        case.get(instance, "__dict__")
        case.call("vars", instance)
        case.step(call="getsizeof", **{"in": "sys"}, args=[{"ref": instance.text}])
        for name in ("x", "y", "a"):
            case.set(instance, name, 7)
            case.get(instance, name)
        case.get(instance, "__dict__")
        for cls in (a, classes[-5], classes[-1], classes[len(builtin)]):
            case.set(instance, "__class__", cls)
        case.set(instance, "self", instance)
        case.set(instance, "__dict__", {"new": 1})
        case.get(instance, "q")
        case.get(instance, "new")
        case.delete(instance, "new")
        case.delete(instance, "__dict__")
        case.get(instance, "__dict__")
        case.op("hasattr", instance, "__weakref__")
        case.method(instance, "__reduce_ex__", 2)


@case("small_parts", "__future__", "copyreg", "enum", "functools", "io", "posix")
def small_parts(case):
    """__future__'s features, what code objects say of their lines and variables, how posix reads numbers of processes, what members of enums list."""
    definitions(case, "__future__", "_Feature")
    for name in ("annotations", "generators", "division", "barry_as_FLUFL"):
        feature = case.attribute("__future__", name)
        for attribute in ("optional", "mandatory", "compiler_flag", "__dict__"):
            case.get(feature, attribute)
        for method in ("getOptionalRelease", "getMandatoryRelease", "__repr__"):
            case.method(feature, method)
    case.set(feature, "mandatory", "never")
    case.op("repr", feature)
    code = case.step(on=case.attribute("copyreg", "pickle").text, get="__code__", show="type")
    kind = case.type_of(code)
    for name in ("co_nlocals", "co_lnotab", "_varname_from_oparg", "__sizeof__"):
        case.get(kind, name)
    for given in [(0,), (1,), (2,), (-1,), (99,), ("a",), (), (1, 2), (2**40,), (1.0,), (True,)]:
        case.method(code, "_varname_from_oparg", *given)
    case.method(code, "_varname_from_oparg", oparg=1)
    for units, table in [(1, b"\xe8\x00"), (2, b"\xe8\x02\xe8\x03"), (3, b"\xd0\1\2\xf8\xe8\x03"), (5, b"\xea\x00\xe8\x7e\x04\xe8\x7f\x04"), (160, b"\xe8\x00" + b"\xff" * 19 + b"\xee\x04"),
                         (3, b"\xe8\x50\x19\xe8\x51\x19\xf0\x02\0\1\1"), (161, b"\xef\x00" * 18 + b"\xe8\x41\x20\xef\x02\xef\x02")]:
        made = case.method(code, "replace", co_code=b"\x09\0" * units, co_linetable=table, co_firstlineno=5000, co_filename="f")
        case.get(made, "co_lnotab")
        case.method(made, "__sizeof__")
    for module, name in [("io", "StringIO"), ("io", "BytesIO"), ("io", "FileIO"), ("io", "TextIOWrapper"), ("functools", "partial"), ("functools", "_lru_cache_wrapper")]:
        kind = case.attribute(module, name)
        for attribute in ("__getattribute__", "__setattr__"):
            case.op("contains", case.step(on=kind.text, get="__dict__", show="type"), attribute)
            case.op("repr", Ref(f"{kind.text}.{attribute}"))
    for given in [(2**40, 0), (-2**40, 0), (2**70, 0), ("a", 0), (1.0, 0), (0, "x"), (0, 2**70), (1,), ()]:
        for name in ("kill", "killpg", "setpgid", "tcsetpgrp"):
            call(case, "posix", name, *given)
        if given[1:] == (0,):
            for name in ("getpgid", "getsid"):
                call(case, "posix", name, given[0])
    for base, names in [("Enum", ["a", "_b", "c"]), ("IntEnum", ["x"]), ("StrEnum", ["z"]), ("Flag", ["r", "w"]), ("IntFlag", ["k"])]:
        made = call(case, "enum", base, "Made", names)
        member = case.get(made, names[0])
        listed = case.method(member, "__dir__") if base in ("Enum", "Flag") else case.step(on=member.text, method="__dir__", show="type")
        for name in ("__add__", "value", "__init_subclass__", names[0], "_name_", "_value_repr_", "__weakref__"):
            case.op("contains", listed, name)
        case.op("repr", Ref(f"{member.text}.__dir__.__func__.__code__.co_argcount"))
        case.set(member, "added", 1)
        case.set(member, "_hidden", 1)
        listed = case.step(on=member.text, method="__dir__", show="type")
        for name in ("added", "_hidden"):
            case.op("contains", listed, name)
    case.method(case.attribute("enum", "Enum"), "__dir__", 5)
