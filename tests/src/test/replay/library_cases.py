"""More cases of modules that are Python source in CPython: functools, weakref, codecs, enum and others. builtin_types.py records them with its own."""

from builtin_cases import Ref
from source_cases import CASES, SIGNATURE, call, case, definitions

BUILTINS = Ref("$")
NONE = (None, None, None)


def builtin(case, name):
    return case.get(BUILTINS, name)


def described(case, made, *names):
    """Attributes, and attributes of attributes."""
    for name in names:
        if "." in name:
            case.op("repr", Ref(f"{made.text}.{name}"))
        else:
            case.get(made, name)


def methods(case, made, *calls):
    """Calls of methods, each a tuple of the name and the arguments."""
    for name, *given in calls:
        case.method(made, name, *given)


@case("dispatching", "functools", "collections.abc", "typing", "numbers", "abc")
def dispatching(case):
    """functools: singledispatch, singledispatchmethod, partialmethod, cached_property."""
    definitions(case, "functools", "singledispatch singledispatchmethod partialmethod cached_property")
    names = ("repr", "len", "str", "list", "tuple", "sorted", "abs", "type", "id", "bool")
    function = {name: builtin(case, name) for name in names}
    abstract = {name: case.attribute("collections.abc", name) for name in ("Sized", "Iterable", "Container", "Mapping", "MutableMapping", "Sequence", "Set", "Hashable", "Callable")}
    values = [1, True, 1.5, "text", b"bytes", [1], (1, 2), {"a": 1}, {1, 2}, None, range(3) and case.call("range", 3)]

    def ask(chooser):
        for value in values:
            case.invoke(chooser, value)
        for cls in (int, bool, list, dict, object, abstract["Mapping"], abstract["MutableMapping"]):
            case.method(chooser, "dispatch", cls)
        case.get(chooser, "registry")

    for error in (3, None):
        call(case, "functools", "singledispatch", error)
    chooser = call(case, "functools", "singledispatch", function["repr"])
    described(case, chooser, "__name__", "__qualname__", "__module__", "__wrapped__", "registry", "register.__qualname__", "dispatch.__qualname__", "register.__defaults__", "_clear_cache.__name__")
    ask(chooser)
    case.invoke(chooser)
    case.invoke(chooser, a=1)
    case.op("is", case.method(chooser, "register", int, function["abs"]), function["abs"])
    decorator = case.method(chooser, "register", list)
    described(case, decorator, "__name__", "__qualname__")
    case.op("is", case.invoke(decorator, function["len"]), function["len"])
    case.method(chooser, "register", abstract["Mapping"], function["sorted"])
    case.method(chooser, "register", abstract["Sized"], function["tuple"])
    ask(chooser)
    case.invoke(chooser, [2, 1], 5)
    case.invoke(chooser, {"b": 1, "a": 2}, reverse=True)
    case.method(chooser, "register", case.op("or", case.value(str), None and 0 or case.value(bytes)), function["len"])
    ask(chooser)
    for given in [(3,), (3, function["len"]), ("int",), (function["len"],), ((int, str),), ([int], function["len"]), ()]:
        case.method(chooser, "register", *given)
    case.method(chooser, "register", case.op("getitem", case.attribute("typing", "List"), int), function["len"])
    case.method(chooser, "register", case.op("getitem", case.value(list), int), function["len"])
    case.method(chooser, "register", case.op("getitem", case.attribute("typing", "Union"), (int, str)), function["id"])
    case.method(chooser, "register", case.op("or", case.value(int), case.op("getitem", case.value(list), int)), function["len"])
    case.method(chooser, "_clear_cache")
    case.method(chooser, "dispatch", str)
    case.method(chooser, "dispatch", 3)
    case.method(chooser, "dispatch")
    for kinds in (["Sized", "Container"], ["Iterable", "Sized", "Container"], ["Set", "Sized"], ["Sequence", "Hashable"], ["Mapping", "Sized", "MutableMapping"]):
        chooser = call(case, "functools", "singledispatch", function["repr"])
        for kind, name in zip(kinds, ("len", "type", "sorted")):
            case.method(chooser, "register", abstract[kind], function[name])
        ask(chooser)
    plain = case.new_type("Plain", ())
    derived = case.new_type("Derived", (plain,), __len__=function["id"])
    chooser = call(case, "functools", "singledispatch", function["repr"])
    case.method(chooser, "register", plain, function["type"])
    case.method(chooser, "register", abstract["Sized"], function["id"])
    for cls in (plain, derived):
        case.method(chooser, "dispatch", cls)
    late = case.step(call="ABCMeta", **{"in": "abc"}, args=["Late", {"tuple": []}, {}])
    case.method(chooser, "register", late, function["bool"])
    case.method(chooser, "dispatch", plain)
    case.method(late, "register", plain)
    case.method(chooser, "dispatch", plain)
    case.method(late, "register", float)
    case.method(chooser, "dispatch", float)

    method = call(case, "functools", "singledispatchmethod", function["repr"])
    for error in (3, None):
        call(case, "functools", "singledispatchmethod", error)
    described(case, method, "func", "dispatcher.__name__", "__isabstractmethod__")
    case.method(method, "register", int, function["abs"])
    case.method(method, "register", 5, function["abs"])
    holder = case.new_type("Holder", (), chosen=method)
    instance = case.invoke(holder)
    bound = case.get(instance, "chosen")
    described(case, bound, "__name__", "__wrapped__", "__isabstractmethod__", "register.__name__")
    for value in (-3, "x"):
        case.invoke(bound, value)
        case.method(holder, "chosen", value)
    case.invoke(bound)
    case.method(bound, "register", list, function["len"])
    case.invoke(bound, [1, 2])

    partial = call(case, "functools", "partialmethod", function["sorted"], reverse=True)
    for given in [(), (3,), (None,)]:
        call(case, "functools", "partialmethod", *given)
    case.op("repr", call(case, "functools", "partialmethod", function["len"]))
    nested = call(case, "functools", "partialmethod", partial, 1, key=None)
    for made in (partial, nested):
        described(case, made, "args", "keywords", "__isabstractmethod__")
        case.op("repr", made)
    listed = case.new_type("Listed", (list,), backwards=partial, pushed=call(case, "functools", "partialmethod", builtin(case, "list.append"), 7),
                           made=call(case, "functools", "partialmethod", case.call("staticmethod", function["tuple"]), "ab"), built=call(case, "functools", "partialmethod", case.call("classmethod", function["repr"])))
    instance = case.invoke(listed, [2, 3, 1])
    for name in ("backwards", "pushed", "made", "built"):
        case.method(instance, name)
        case.method(instance, name, 1, bogus=2)
        case.method(listed, name)
    described(case, instance, "backwards.__func__.__qualname__", "pushed.__self__", "made.func", "backwards.__func__.__isabstractmethod__", "backwards.__func__._partialmethod.args")
    case.op("getitem", case.attribute("functools", "partialmethod"), int)

    cached = call(case, "functools", "cached_property", function["id"])
    call(case, "functools", "cached_property")
    call(case, "functools", "cached_property", 3)
    described(case, cached, "attrname", "func")
    case.op("type", case.get(cached, "lock"))
    case.method(cached, "__get__", 3)
    case.method(cached, "__set_name__", 1, "size")
    case.method(cached, "__set_name__", 1, "size")
    case.method(cached, "__set_name__", 1, "other")
    case.method(cached, "__get__", 3)
    case.op("is", case.method(cached, "__get__", None, 3), cached)
    sized = case.new_type("Sized", (list,), size=call(case, "functools", "cached_property", function["len"]))
    instance = case.invoke(sized, [1, 2])
    case.get(instance, "size")
    case.method(instance, "append", 1)
    case.get(instance, "size")
    case.get(instance, "__dict__")
    case.delete(instance, "size")
    case.get(instance, "size")
    case.set(instance, "size", "set")
    case.get(instance, "size")
    case.method(case.get(sized, "size"), "__get__", sized)
    case.op("getitem", case.attribute("functools", "cached_property"), int)


@case("weak_functions", "weakref", "gc", "types")
def weak_functions(case):
    """weakref: WeakMethod and finalize."""
    definitions(case, "weakref", "WeakMethod finalize")
    cls = case.new_type("Holder", (list,))
    calls = case.value([])
    append = case.get(calls, "append")
    owners = {name: case.value([]) for name in "ab"}
    for owner in owners.values():
        case.method(owner, "append", case.invoke(cls))
    made = {}
    for name in "ab":
        target = case.op("getitem", owners[name], 0)
        method = case.step(call="MethodType", **{"in": "types"}, args=[{"ref": append.text}, {"ref": target.text}])
        made[name] = call(case, "weakref", "WeakMethod", method, append)
    for given in [(append,), (3,), (), (case.get(BUILTINS, "len"),), (None, append)]:
        call(case, "weakref", "WeakMethod", *given)
    one, other = made["a"], made["b"]
    for name in ("eq", "ne", "lt"):
        case.op(name, one, other)
        case.op(name, one, one)
        case.op(name, one, 3)
    case.op("type", case.invoke(one))
    case.invoke(one, 1)
    case.get(one, "_alive")
    case.get(one, "_meth_type")

    target = case.invoke(cls)
    final = call(case, "weakref", "finalize", target, append, "called")
    for given in [(), (1,), (target,), (3, append)]:
        call(case, "weakref", "finalize", *given)
    described(case, final, "alive", "atexit")
    case.op("typename", case.method(final, "peek"))
    case.set(final, "atexit", 0)
    case.get(final, "atexit")
    case.set(final, "alive", 0)
    case.invoke(final)
    case.invoke(final)
    case.op("repr", final)
    described(case, final, "alive", "atexit")
    methods(case, final, ("peek",), ("detach",))
    case.op("repr", calls)
    detached = call(case, "weakref", "finalize", target, append, "never")
    case.op("len", case.method(detached, "detach"))
    methods(case, detached, ("detach",), ("peek",))
    case.invoke(detached)
    keyed = call(case, "weakref", "finalize", target, builtin(case, "sorted"), [3, 1, 2], reverse=True)
    case.op("getitem", case.method(keyed, "peek"), 3)
    case.op("getitem", case.method(keyed, "peek"), 2)
    case.op("repr", keyed)
    case.invoke(keyed)
    case.method(case.attribute("weakref", "finalize"), "_select_for_exit")
    mortals = case.op("list", case.call("map", cls, [(), (), ()]))
    bound = case.call("map", case.attribute("types", "MethodType"), [append] * 3, mortals)
    weak = case.op("list", case.call("map", case.attribute("weakref", "WeakMethod"), bound, [append, append, case.get(BUILTINS, "type")]))
    finals = case.op("list", case.call("map", case.attribute("weakref", "finalize"), mortals, [append] * 3, ["first", "second", "third"]))
    one, final = case.op("getitem", weak, 0), case.op("getitem", finals, 0)
    case.op("eq", one, case.op("getitem", weak, 1))
    case.op("typename", case.invoke(one))
    case.method(mortals, "clear")
    case.op("repr", calls)
    case.invoke(one)
    case.get(one, "_alive")
    case.op("eq", one, case.op("getitem", weak, 1))
    case.op("eq", one, one)
    described(case, final, "alive", "atexit")
    methods(case, final, ("peek",), ("detach",), ("__call__",))
    case.op("repr", final)


@case("codec_streams", "codecs", "io", "_codecs")
def codec_streams(case):
    """codecs: readers and writers of streams, for all kinds of built-in codecs."""
    definitions(case, "codecs", "StreamWriter StreamReader StreamReaderWriter StreamRecoder open EncodedFile iterencode iterdecode")
    text = "one\ntwo\r\nthrée\x0bfour\u2028five\r\rsix"
    for name in ("utf-8", "latin-1", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp1252", "ascii", "raw_unicode_escape", "unicode_escape", "koi8-r"):
        info = call(case, "codecs", "lookup", name)
        for kind in ("streamreader", "streamwriter"):
            described(case, info, kind, f"{kind}.__module__", f"{kind}.__name__")
        case.op("len", info)
        case.op("is", case.op("getitem", info, 2), case.get(info, "streamreader"))
        case.op("is", call(case, "codecs", "getwriter", name), case.op("getitem", info, 3))
        data = text.encode(name, "replace")
        stream = call(case, "io", "BytesIO")
        writer = case.invoke(case.get(info, "streamwriter"), stream, "backslashreplace")
        methods(case, writer, ("write", "a\xe9\n"), ("write", "\u20ac"), ("writelines", ["x", "y\r\n"]), ("write", 3), ("writelines", 3), ("reset",), ("write", "z"), ("seek", 0), ("write", "Q"))
        case.method(writer, "getvalue")
        described(case, writer, "errors", "closed", "nothing")
        strict = case.invoke(call(case, "codecs", "getwriter", name), stream)
        case.method(strict, "write", "\ud800")
        for calls in ([("read",)], [("read", 3), ("read", 4, 2), ("read", -1, 1), ("read", 0), ("read",), ("read",)], [("readline",)] * 8, [("readline", 4), ("readline", 2, False), ("readline", None, False), ("read", 2), ("readlines",)],
                      [("readlines",)], [("readlines", None, False)], [("__next__",)] * 8, [("readline",), ("seek", 0), ("readline",), ("reset",), ("read",)]):
            reader = case.invoke(case.get(info, "streamreader"), call(case, "io", "BytesIO", data))
            methods(case, reader, *calls)
            described(case, reader, "charbuffer", "linebuffer", "bytebuffer")
        case.op("list", reader)
    for data in (b"ok\nbad\xff\nmore", b"\xff", b"\xe9", b"cut\xe2\x82", b"l\n" * 100, b"x" * 200 + b"\n" + b"y" * 9000 + b"\nz", b""):
        for errors in ("strict", "replace", "unknown"):
            reader = case.invoke(call(case, "codecs", "getreader", "utf-8"), call(case, "io", "BytesIO", data), errors)
            methods(case, reader, ("readline",), ("readline",), ("readline", 3), ("read", 10), ("read", 2, 1), ("readline",), ("read",))
    for data in (b"\x00a\x00b", b"\xff\xfea\x00", b"\xfe\xff\x00a\x00b", b"\xff", b"", b"ab", b"a"):
        reader = case.invoke(call(case, "codecs", "getreader", "utf-16"), call(case, "io", "BytesIO", data))
        methods(case, reader, ("read", 1), ("read",))
    for data in (b"\xef\xbb\xbfx", b"\xef\xbb", b"x", b"", b"\xef\xbbx"):
        reader = case.invoke(call(case, "codecs", "getreader", "utf-8-sig"), call(case, "io", "BytesIO", data))
        methods(case, reader, ("read", 2), ("read",))
    stream = call(case, "io", "BytesIO", b"first\nsecond\n")
    for kind in ("StreamWriter", "StreamReader"):
        plain = call(case, "codecs", kind, stream)
        methods(case, plain, ("write", "x"), ("read",), ("readline",), ("decode", b"x"), ("encode", "x"), ("__reduce_ex__", 2), ("__enter__",), ("seekable",))
        call(case, "codecs", kind)
        call(case, "codecs", kind, stream, "strict", 3)
    reader, writer = call(case, "codecs", "getreader", "latin-1"), call(case, "codecs", "getwriter", "latin-1")
    pair = call(case, "codecs", "StreamReaderWriter", stream, reader, writer)
    call(case, "codecs", "StreamReaderWriter", stream, 3, writer)
    described(case, pair, "encoding", "errors", "closed", "nothing")
    methods(case, pair, ("readline",), ("write", "\xe9"), ("write", "\u20ac"), ("seek", 0), ("read", 3), ("readlines",), ("reset",), ("writelines", ["a", "b"]), ("seek", 0), ("__next__",), ("__next__",), ("__next__",),
            ("__reduce_ex__", 2), ("getvalue",), ("seek", 3, 0), ("readline", 4), ("__enter__",), ("__exit__", *NONE), ("read",))
    case.get(pair, "closed")
    for encodings in [("utf-8", "latin-1"), ("latin-1", "utf-16"), ("utf-8",), ("utf-8", None), ("unknown",), ("utf-8", "unknown"), (3,), ()]:
        stream = call(case, "io", "BytesIO", "d\xe9j\xe0\nvu\n".encode(encodings[1] if len(encodings) > 1 and encodings[1] not in (None, "unknown") else "utf-8"))
        recoder = call(case, "codecs", "EncodedFile", stream, *encodings)
        described(case, recoder, "data_encoding", "file_encoding", "errors")
        methods(case, recoder, ("readline",), ("read", 1), ("readlines",), ("write", "\xe9".encode("utf-8")), ("writelines", [b"a", b"b"]), ("writelines", ["a"]), ("seek", 0), ("readline", 3), ("__next__",), ("reset",), ("getvalue",),
                ("__reduce_ex__", 1), ("__exit__", *NONE))
    for function, items in (("iterencode", ["a", "\xe9", "", "\u20ac"]), ("iterdecode", [b"\xe2", b"\x82", b"\xac", b"", b"x"]), ("iterdecode", [b"\xff"]), ("iterencode", [b"x"]), ("iterdecode", ["x"]), ("iterdecode", 3), ("iterdecode", [b"\xe2"])):
        for encoding in ("utf-8", "utf-16", "ascii", "unknown"):
            for errors in ("strict", "ignore"):
                made = call(case, "codecs", function, items, encoding, errors)
                case.op("type", made)
                case.op("list", made)
    made = call(case, "codecs", "iterencode", "abc", "latin-1", bogus=1)
    case.op("list", made)
    for given in [("/nothing/here",), ("/nothing/here", "r", "utf-8"), ("/dev/null", "r", "unknown"), (3.5,), ()]:
        call(case, "codecs", "open", *given)
    opened = call(case, "codecs", "open", "/dev/null", "r", "utf-8", "replace")
    described(case, opened, "encoding", "errors", "mode", "closed")
    methods(case, opened, ("read",), ("readline",), ("close",))
    case.get(opened, "closed")
    opened = call(case, "codecs", "open", "/dev/null")
    described(case, opened, "mode", "closed")
    case.method(opened, "close")


@case("enum_checks", "enum", "types", "sys")
def enum_checks(case):
    """enum: verify, unique, member and nonmember, members that are names of their module, bin."""
    definitions(case, "enum", "unique verify member nonmember global_enum global_enum_repr global_flag_repr global_str pickle_by_global_name pickle_by_enum_name bin show_flag_values")
    check = {name: case.attribute("enum", name) for name in ("UNIQUE", "CONTINUOUS", "NAMED_FLAGS", "EnumCheck")}
    for made in check.values():
        case.op("repr", made)
        case.op("str", made)
    case.op("list", check["EnumCheck"])
    described(case, check["UNIQUE"], "name", "value")
    case.invoke(check["EnumCheck"], "one name per value")
    made = [call(case, "enum", kind, "Made", members, module="sys") for kind, members in (
        ("Enum", {"a": 1, "b": 2, "c": 1}), ("Enum", {"a": 1, "b": 2}), ("IntEnum", {"a": 1, "b": 5, "c": 3}), ("Enum", {"a": -2, "b": 2}), ("Enum", {"a": "x", "b": "y"}), ("Enum", {}), ("Enum", {"a": 1}),
        ("Enum", {"a": 0, "z": 300}), ("Flag", {"r": 1, "w": 2, "x": 4}), ("Flag", {"r": 1, "x": 4, "z": 32}), ("Flag", {"r": 1, "both": 3}), ("Flag", {"r": 1, "both": 3, "all": 15}), ("IntFlag", {"r": 1, "w": 2, "rw": 3, "again": 2}),
        ("Flag", {"r": 1, "minus": -1}), ("StrEnum", {"a": "b"}))]
    for given in ([], ["UNIQUE"], ["CONTINUOUS"], ["NAMED_FLAGS"], ["CONTINUOUS", "UNIQUE", "NAMED_FLAGS"]):
        verify = call(case, "enum", "verify", *[check[name] for name in given])
        case.get(verify, "checks")
        for cls in made:
            case.invoke(verify, cls)
        for other in (int, 3, None):
            case.invoke(verify, other)
    case.invoke(call(case, "enum", "verify", 3), made[0])
    for cls in made:
        call(case, "enum", "unique", cls)
    call(case, "enum", "unique", 3)
    for value in (0, 1, 6, 255, 2**40, -1, "x", True, case.op("getitem", made[12], "rw"), case.op("getitem", made[0], "a")):
        call(case, "enum", "show_flag_values", value)
    for given in [(0,), (1,), (10,), (~10,), (-1,), (-8,), (10, 8), (-10, 8), (10, 2), (2**70,), (-2**40, 50), ("x",), (1.5,), (True,), (5, "x"), (5, None)]:
        call(case, "enum", "bin", *given)
    function = case.get(BUILTINS, "len")
    lazy = case.new_type("Inner", ())
    for value in (3, "x", function, lazy, None):
        for kind in ("member", "nonmember"):
            wrapped = call(case, "enum", kind, value)
            case.get(wrapped, "value")
            cls = call(case, "enum", "Enum", "Wrapped", [("plain", 1), ("it", wrapped)])
            case.op("list", cls)
            case.get(cls, "it")
            case.get(cls, "__members__")
    for wrapped in (call(case, "enum", "member", 3), call(case, "enum", "nonmember", 3)):
        call(case, "enum", "Enum", "Twice", [("a", 1), ("a", wrapped)])
        call(case, "enum", "Enum", "Twice", [("a", wrapped), ("a", 1)])
    for cls in made[:3] + made[8:13]:
        case.op("is", call(case, "enum", "global_enum", cls), cls)
        for member in ("a", "b", "r", "rw", "both"):
            found = case.op("getitem", cls, member)
            case.op("repr", found)
            case.op("str", found)
            case.op("format", found, "")
    for number in (0, 3, 5, 8, -1):
        for cls in (made[8], made[12]):
            flag = case.invoke(cls, number)
            case.op("repr", flag)
            case.op("str", flag)
    call(case, "enum", "global_enum", made[2], True)
    case.op("str", case.op("getitem", made[2], "a"))
    case.attribute("sys", "rw")
    call(case, "enum", "global_enum", 3)
    member = case.op("getitem", made[0], "a")
    for name in ("pickle_by_global_name", "pickle_by_enum_name"):
        call(case, "enum", name, member, 2)
        call(case, "enum", name, 3, 2)
    case.attribute("enum", "MappingProxyType")


@case("path_names", "posixpath", "os", "posix")
def path_names(case):
    """os.path: what is done with names, and what the system says of them."""
    import posixpath
    definitions(case, "posixpath", " ".join(name for name, value in vars(posixpath).items() if callable(value) and value.__module__ in ("posixpath", "genericpath") and not name.startswith("_")))
    names = ["", "/", "//", "///a//b", "a", "a/", "a/b.c", "/a/./b/../c.tar.gz", ".hidden", "a/.x.y", "..", "../..", "~", "~/x", "~root", "~root/x", "~nobody-here/x", "$HOME", "${LC_ALL}/a$nope$", "${", "$LC_ALL$LC_ALL", "\xe9/b", b"a/b.c", b"/",
             b"$LC_ALL/x", b"${LC_ALL}", b"~root/\xff", 12345, None]
    one = ["normcase", "isabs", "split", "splitext", "splitdrive", "basename", "dirname", "islink", "lexists", "ismount", "expanduser", "expandvars", "normpath", "exists", "isdir", "isfile", "realpath"]
    for name in one:
        for path in names:
            is_relative = name == "realpath" and isinstance(path, str) and not path.startswith("/") or path == b"a/b.c" or isinstance(path, bytes) and name == "realpath"
            if path not in ("~", "~/x", "$HOME") and not is_relative:  # which depend on who records
                call(case, "posixpath", name, path)
    for given in [("a",), ("a", "b"), ("a/", "b"), ("a", "/b", "c"), ("", "a"), ("a", ""), (b"a", b"b"), ("a", b"b"), (b"a", "b"), ("a", 3), (3,), (), ("a", None), (b"a", 1)]:
        call(case, "posixpath", "join", *given)
    for paths in ([], ["/a/b", "/a/c"], ["/a/b"], ["a/b/", "a/b/c"], ["/a", "b"], ["a", b"a"], [b"/x/y", b"/x//./y/z"], ["", "a"], ["/", "/"], [3], 3, ["/a/b", "/a/bc"], "ab", None, ["a/../b", "a/./b"], [None, "a"], ["a", 3]):
        call(case, "posixpath", "commonpath", paths)
        call(case, "posixpath", "commonprefix", paths)
    for path in ("/", "/proc", "/dev", "/nothing/here", "/dev/null", "/proc/self", "a\0b", b"/", 3.5):
        call(case, "posixpath", "ismount", path)
        call(case, "posixpath", "exists", path)
    for pair in [("/", "/"), ("/", "/dev"), ("/nothing", "/"), (3.5, "/")]:
        call(case, "posixpath", "samefile", *pair)
        call(case, "posixpath", "samestat", case.step(call="stat", **{"in": "posix"}, args=[pair[0]], show="type"), case.step(call="stat", **{"in": "posix"}, args=[pair[1]], show="type"))
    for pair in [(0, 0), (0, 999), (1000, 1), ("x", 0)]:
        call(case, "posixpath", "sameopenfile", *pair)
    call(case, "posixpath", "samestat", 1, 2)
    for given in [("a", "a"), ("/a/b/c", "/a/d"), ("/a", "/"), ("", "a"), (b"/a/b", b"/a"), ("a", b"a"), ("/x", None), (3,), (None,), (b"", b"a")]:
        if given != ("/x", None):
            call(case, "posixpath", "relpath", *given)
    for given in ({}, {"strict": True}, {"strict": False}, {"bogus": 1}):
        call(case, "posixpath", "realpath", "/nothing/./here/..", **given)
        call(case, "posixpath", "realpath", "/dev/../dev/./null", **given)
    for name in ("getsize", "getmtime", "getatime", "getctime"):
        for path in ("/nothing", 3.5, "a\0b"):
            call(case, "posixpath", name, path)


@case("queues", "queue", "threading")
def queues(case):
    """queue: the three kinds of queues by one thread, and by one that waits for another."""
    definitions(case, "queue", "Queue LifoQueue PriorityQueue Full")
    call(case, "queue", "Full", 3)
    for kind in ("Queue", "LifoQueue"):
        for size in (0, 2, -1, "x", 1.5):
            made = call(case, "queue", kind, size)
            methods(case, made, ("qsize",), ("empty",), ("full",), ("get", False), ("get_nowait",), ("get", True, 0.001), ("get", True, -1), ("put", 3), ("put_nowait", 1), ("put", 2, False), ("put", 2, True, 0.001), ("put", 2, True, -1),
                    ("full",), ("empty",), ("qsize",), ("get", False), ("get", True, 0.001), ("task_done",), ("task_done",), ("get", False), ("task_done",), ("task_done",), ("put", "a", bool), ("put",), ("get", 1, 2, 3))
            described(case, made, "maxsize", "unfinished_tasks", "queue")
    ordered = call(case, "queue", "PriorityQueue")
    described(case, ordered, "queue")
    case.method(ordered, "qsize")
    made = call(case, "queue", "Queue")
    thread = call(case, "threading", "Thread", target=case.get(made, "put"), args=("from a thread",))
    case.method(thread, "start")
    methods(case, made, ("get",), ("task_done",), ("join",))
    case.method(thread, "join")
    case.op("getitem", case.attribute("queue", "Queue"), int)
    mine = case.new_type("Mine", (case.attribute("queue", "Queue"),), _put=builtin(case, "print"), _qsize=builtin(case, "id"))
    case.method(case.invoke(mine), "empty")


@case("inspected", "inspect", "functools", "types", "contextlib", "collections.abc", "weakref", "copyreg")
def inspected(case):
    """inspect: what kinds of objects there are."""
    import inspect
    kinds = [name for name in ("isfunction ismethod isclass ismodule isbuiltin isroutine iscode isframe istraceback isgenerator iscoroutine isawaitable isasyncgen isabstract isdatadescriptor ismethoddescriptor isgetsetdescriptor "
                               "ismemberdescriptor ismethodwrapper iscoroutinefunction isgeneratorfunction isasyncgenfunction").split()]
    definitions(case, "inspect", " ".join(kinds) + " getmro unwrap cleandoc getmembers")
    for name in dir(inspect):
        if name.startswith("CO_") or name == "TPFLAGS_IS_ABSTRACT":
            case.attribute("inspect", name)
    function = case.attribute("copyreg", "pickle")
    generator = case.get(case.attribute("collections.abc", "Mapping"), "get")
    case.get(function, "__code__.co_flags")
    values = [function, generator, case.step(on=function.text, get="__code__", show="type"), case.get(function, "__get__"), builtin(case, "len"), case.get(case.value([]), "append"), 3, None, int, case.attribute("collections.abc", "Mapping"),
              case.get(Ref("$"), "str.join"), case.get(Ref("$"), "int.real"), case.get(Ref("$"), "object.__init__"), case.get(case.attribute("types", "FunctionType"), "__code__"), case.get(case.attribute("types", "FunctionType"), "__globals__"), call(case, "functools", "partial", function),
              case.call("property"), case.call("staticmethod", len), case.call("classmethod", len), case.attribute("contextlib", "contextmanager"), case.get(case.attribute("contextlib", "ExitStack"), "push"), case.method(function, "__get__", 3),
              case.get(case.value(3), "__add__"), case.call("iter", []), case.new_type("Plain", ())]
    for kind in kinds:
        for value in values:
            call(case, "inspect", kind, value)
        call(case, "inspect", kind)
    for cls in (bool, int, 3):
        call(case, "inspect", "getmro", cls)
    wrapped = call(case, "functools", "lru_cache", builtin(case, "abs"))
    call(case, "inspect", "unwrap", wrapped)
    call(case, "inspect", "unwrap", wrapped, stop=builtin(case, "callable"))
    call(case, "inspect", "unwrap", 3)
    space = case.step(call="SimpleNamespace", **{"in": "types"}, kwargs={"b": 1, "a": 2})
    case.set(space, "__wrapped__", space)
    case.op("typename", call(case, "inspect", "unwrap", space))
    for text in ("", "one", "  one\n    two\n      three\n", "\n\n  a\n\n  b\n\n", "a\n\tb\n        c", "   ", "\n", "a\n b\n", 3, None, b"x\n  y"):
        call(case, "inspect", "cleandoc", text)
    holder = case.invoke(case.new_type("Holder", (), b=1, a="x", __slots__=["q"]))
    for predicate in (None, builtin(case, "callable"), builtin(case, "len")):
        members = call(case, "inspect", "getmembers", holder, predicate)
        case.op("len", members)
    call(case, "inspect", "getmembers", holder, case.attribute("inspect", "isclass"))


@case("json_parts", "json", "io")
def json_parts(case):
    """json: the parts that iterencode yields, and those that dump writes before a value that can't be written."""
    function = builtin(case, "repr")
    circular = case.value([1])
    case.method(circular, "append", circular)
    values = [1, "x", [], {}, [1, [2, "a", []], {"k": 1}], {"a": [1, {"b": None}], "c": {}, "d": 1.5}, [1, float("nan"), 2], {"a": 1, "b": {2}}, [1, [2, {"x": 1j}]], {(1,): 2, "a": 3}, [[], {}, ()], circular, {"a": circular, "b": 2}, b"x", [b"x", 1],
              {1: [], None: {}, 2.5: "x"}]
    for value in values:
        for options in ({}, {"indent": 1}, {"separators": (";", "=")}, {"allow_nan": False, "skipkeys": True}, {"default": function}):
            encoder = call(case, "json", "JSONEncoder", **options)
            parts = case.method(encoder, "iterencode", value)
            for _ in range(3):
                case.step(on=parts.text, op="next")
            case.op("list", parts)
            case.op("list", parts)
            stream = call(case, "io", "StringIO")
            call(case, "json", "dump", value, stream, **options)
            case.method(stream, "getvalue")


@case("typing_functions", "typing", "types")
def typing_functions(case):
    """typing: NamedTuple by call and by class, NewType, ForwardRef, get_type_hints, and functions that return what they get."""
    definitions(case, "typing", "cast final overload no_type_check runtime_checkable get_type_hints NamedTuple NewType NamedTupleMeta")
    form = {name: case.attribute("typing", name) for name in ("ClassVar", "Final", "NamedTuple")}
    for value in (3, "x", None, [1]):
        call(case, "typing", "cast", int, value)
        for name in ("final", "no_type_check", "overload", "runtime_checkable")[:2]:
            call(case, "typing", name, value)
    cls = case.new_type("Marked", ())
    for name in ("final", "no_type_check"):
        case.op("is", call(case, "typing", name, cls), cls)
    described(case, cls, "__final__", "__no_type_check__")
    for fields in ([("x", int), ("y", str)], [], [("x", None)], [("x", "text")], [("x", 3)], [("x", (1, 2))], [("x", form["ClassVar"])], [("x", form["Final"])], [("x",)], [("1", int)], [("_x", int)], 3, [3], [["a", int]], [("a", int), ("a", int)],
                   [("x", case.op("getitem", case.value(list), int))]):
        made = call(case, "typing", "NamedTuple", "Made", fields)
        described(case, made, "__mro__", "_fields", "__annotations__", "__new__.__annotations__", "__name__", "_field_defaults", "__match_args__")
        case.invoke(made, 1, "a")
        case.invoke(made, 1)
    call(case, "typing", "NamedTuple", "Made", x=int, y=str)
    call(case, "typing", "NamedTuple", "Made", [("x", int)], y=str)
    call(case, "typing", "NamedTuple", "Made", None, y=str)
    call(case, "typing", "NamedTuple", 3, [("x", int)])
    call(case, "typing", "NamedTuple", "Made", [("x", int)], 3)
    case.call("isinstance", 3, form["NamedTuple"])
    for body in ({"__annotations__": {"x": int, "y": str}, "y": "default", "other": 5}, {"__annotations__": {"x": int, "y": str}, "x": 1}, {"__annotations__": {"x": int, "y": str, "z": int}, "x": 1, "y": 2}, {}, {"other": 1}, {"__annotations__": {"x": (1,)}},
                 {"__annotations__": {"x": None}, "_fields": 3}, {"__annotations__": {"x": int}, "__new__": len}, {"__annotations__": {"x": "later"}, "__doc__": "text"}, {"_make": 1}):
        namespace = case.value(dict(body, __module__="mine", __qualname__="Derived"))
        case.step(call="new_class", **{"in": "types"}, args=["Derived", {"tuple": [{"ref": form["NamedTuple"].text}]}])
        made = case.invoke(case.attribute("typing", "NamedTupleMeta"), "Derived", (case.attribute("typing", "_NamedTuple"),), namespace)
        described(case, made, "__mro__", "_fields", "_field_defaults", "__annotations__", "__module__", "__qualname__", "other", "__orig_bases__")
        case.invoke(made, 1, 2, 3)
        case.invoke(made, 1)
    case.invoke(case.attribute("typing", "NamedTupleMeta"), "Derived", (int,), {})
    case.method(form["NamedTuple"], "__mro_entries__", (1,))
    new = call(case, "typing", "NewType", "UserId", int)
    described(case, new, "__name__", "__qualname__", "__supertype__")
    for given in [(5,), ("x",), (), (1, 2)]:
        case.invoke(new, *given)
    case.step(call="new_class", **{"in": "types"}, args=["Derived", {"tuple": [{"ref": new.text}]}])
    for given in [("a.b.C", str), ("N",), (3, int), ()]:
        call(case, "typing", "NewType", *given)
    case.method(new, "__reduce__")
    case.op("or", new, int)
    case.op("or", case.value(int), new)
    forward = call(case, "typing", "ForwardRef", "later")
    case.op("repr", forward)
    case.op("repr", call(case, "typing", "ForwardRef", "later", module="m"))
    case.op("eq", forward, call(case, "typing", "ForwardRef", "later"))
    case.op("eq", forward, call(case, "typing", "ForwardRef", "other"))
    case.op("eq", forward, 3)
    case.op("is", case.op("hash", forward), None)
    call(case, "typing", "ForwardRef", 3)
    described(case, forward, "__forward_arg__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__", "__forward_module__", "__forward_is_class__")
    base = case.new_type("Base", (), __annotations__={"a": int, "b": None})
    derived = case.new_type("Derived", (base,), __annotations__={"b": str, "c": 3})
    plain = case.new_type("Plain", ())
    for value in (base, derived, plain, 3, builtin(case, "len"), case.attribute("typing", "cast"), case.attribute("typing", "final"), case.step(call="SimpleNamespace", **{"in": "types"}, kwargs={"__annotations__": {"dict": [["q", None]]}})):
        call(case, "typing", "get_type_hints", value)
    call(case, "typing", "get_type_hints", cls)


def data_class(case, annotations, /, *, options=None, bases=(), name="Data", **body):
    """A class made by type(), and what dataclass makes of it."""
    plain = case.new_type(name, bases, __annotations__=annotations, __module__="mine", **body)
    if options:
        return case.invoke(call(case, "dataclasses", "dataclass", **options), plain)
    return call(case, "dataclasses", "dataclass", plain)


def field(case, **given):
    return call(case, "dataclasses", "field", **given)


def methods_of_data(case, made, *names):
    """What the functions of a data class say of themselves."""
    for name in names or ("__init__", "__repr__", "__eq__"):
        function = case.get(made, name)
        described(case, function, *(part for part in SIGNATURE if name != "__repr__" or part != "__code__.co_varnames"), "__annotations__", "__name__", "__code__.co_name", "__code__.co_qualname")


@case("data_classes", "dataclasses", "typing", "types", "sys")
def data_classes(case):
    """dataclasses.dataclass: what it makes of classes, its fields and their options."""
    definitions(case, "dataclasses", "dataclass field fields is_dataclass replace asdict astuple make_dataclass FrozenInstanceError InitVar Field")
    for name in ("MISSING", "KW_ONLY", "_HAS_DEFAULT_FACTORY", "_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR", "_EMPTY_METADATA"):
        case.type_of(case.attribute("dataclasses", name))
        if name[0] == "_":
            case.op("repr", case.attribute("dataclasses", name))
    point = data_class(case, {"x": int, "y": int}, y=5)
    methods_of_data(case, point)
    described(case, point, "__doc__", "__match_args__", "__dataclass_params__", "__hash__", "__repr__.__wrapped__.__qualname__", "y")
    for given in [(), (1,), (1, 2), (1, 2, 3)]:
        case.invoke(point, *given)
    for given in [{"x": 1}, {"y": 1}, {"x": 1, "y": 2}, {"x": 1, "z": 2}]:
        case.invoke(point, **given)
    case.invoke(point, 1, x=2)
    one, same, other = case.invoke(point, 1), case.invoke(point, 1, 5), case.invoke(point, 2)
    for right in (same, other, (1, 5), 3):
        for operator in ("eq", "ne", "lt"):
            case.op(operator, one, right)
    case.op("hash", one)
    case.set(one, "x", 10)
    case.op("repr", one)
    case.set(one, "y", one)
    case.op("repr", one)
    case.delete(one, "x")
    case.op("repr", one)
    case.invoke(case.get(point, "__eq__"), same)
    case.invoke(case.get(point, "__init__"))

    marker = {name: case.attribute("dataclasses", name) for name in ("InitVar", "KW_ONLY", "MISSING")}
    variable = case.attribute("typing", "ClassVar")
    of_int = case.op("getitem", marker["InitVar"], int)
    case.op("repr", of_int)
    case.op("repr", case.op("getitem", marker["InitVar"], case.op("getitem", case.value(list), int)))
    case.op("repr", call(case, "dataclasses", "InitVar", "text"))
    rich = data_class(case, {"a": int, "b": list, "c": variable, "d": of_int, "e": str, "_": marker["KW_ONLY"], "f": float, "g": dict},
                      b=field(case, default_factory=list), c=3, d=field(case, default=4), e=field(case, default="e", repr=False, compare=False), f=1.5,
                      g=field(case, default_factory=dict, init=False, metadata={"m": 1}), __post_init__=case.call("staticmethod", builtin(case, "abs")))
    methods_of_data(case, rich)
    described(case, rich, "__doc__", "__match_args__", "b", "c", "d", "e", "g", "__dataclass_fields__.keys")
    case.invoke(rich, 1)
    case.invoke(rich, 1, d=-3)
    case.invoke(rich, 1, [2], 3, "x", f=2.5)
    case.invoke(rich, 1, [2], 3, "x", 2.5)
    case.invoke(rich, 1, g={})
    case.invoke(rich, 1, d="x")
    made = case.invoke(rich, 1)
    described(case, made, "a", "b", "c", "d", "e", "f", "g")
    for name in ("fields", "is_dataclass", "asdict", "astuple"):
        for value in (made, rich, 3, int):
            if name == "fields":
                got = call(case, "dataclasses", name, value)
                if value is made:
                    for index in range(5):
                        one = case.op("getitem", got, index)
                        described(case, one, "name", "type", "init", "repr", "hash", "compare", "metadata", "kw_only", "_field_type")
            else:
                call(case, "dataclasses", name, value)
    for given in [{}, {"a": 5}, {"d": 2}, {"g": {}}, {"z": 1}]:
        call(case, "dataclasses", "replace", made, **given)
    call(case, "dataclasses", "replace", rich)
    call(case, "dataclasses", "replace", 3, a=1)
    call(case, "dataclasses", "replace")
    call(case, "dataclasses", "replace", one, x=1)

    for options in ({"frozen": True}, {"order": True}, {"frozen": True, "order": True}, {"unsafe_hash": True}, {"eq": False}, {"eq": False, "frozen": True}, {"init": False}, {"repr": False}, {"kw_only": True},
                    {"slots": True}, {"slots": True, "weakref_slot": True}, {"slots": True, "frozen": True}, {"match_args": False}, {"order": True, "eq": False}, {"weakref_slot": True}, {"bogus": 1}):
        made = data_class(case, {"x": int, "y": str}, options=options, y="d")
        described(case, made, "__doc__", "__match_args__", "__dataclass_params__", "__hash__.__qualname__", "__slots__", "__dictoffset__", "__weakrefoffset__", "__setattr__.__qualname__", "__lt__.__qualname__", "y", "__init__.__qualname__",
                  "__init__.__kwdefaults__", "__init__.__defaults__", "__repr__.__qualname__", "__eq__.__qualname__")
        one, two = case.invoke(made, x=1), case.invoke(made, x=2)
        for operator in ("eq", "lt", "le", "gt", "ge"):
            case.op(operator, one, two)
        case.op("lt", one, 3)
        case.op("eq", case.op("hash", one), case.op("hash", case.invoke(made, x=1)))
        for name in ("x", "z"):
            case.set(one, name, 7)
            case.delete(one, name)
        case.get(one, "x")
        derived = data_class(case, {"w": int}, bases=(made,), name="Derived", w=1)
        frozen = data_class(case, {"w": int, "x": float}, options={"frozen": True}, bases=(made,), name="Cold", w=1)
        for cls in (derived, frozen):
            described(case, cls, "__doc__", "__match_args__", "__init__.__annotations__")
            one = case.invoke(cls, x=1)
            case.op("repr", one)
            case.set(one, "w", 2)
            case.set(one, "other", 2)
    for name in ("__init__", "__repr__", "__eq__", "__lt__", "__setattr__", "__delattr__", "__hash__", "__match_args__", "__slots__", "__doc__", "__getstate__"):
        for options in ({}, {"frozen": True}, {"order": True}, {"unsafe_hash": True}, {"slots": True, "frozen": True}, {"eq": False}):
            made = data_class(case, {"x": int}, options=options, **{name: builtin(case, "len") if name != "__slots__" else ()})
            case.op("is", case.get(made, name), builtin(case, "len"))
            case.get(made, "__hash__.__qualname__")
    for annotations, body in [({"x": int, "y": int}, {"x": 1}), ({"x": list}, {"x": []}), ({"x": dict}, {"x": {}}), ({"x": set}, {"x": {1}}), ({"x": int}, {"y": field(case)}), ({"x": variable}, {"x": field(case, default_factory=list)}),
                              ({"x": of_int}, {"x": field(case, default_factory=list)}), ({"x": variable}, {"x": field(case, kw_only=True)}), ({"_": marker["KW_ONLY"], "__": marker["KW_ONLY"]}, {}), ({"self": int, "x": int}, {}),
                              ({"x": "int", "y": "typing.ClassVar[int]", "z": "InitVar"}, {}), ({}, {}), ({"x": None}, {}), ({"x": (1, 2)}, {"x": (1,)}), ({"x": int}, {"x": field(case, init=False)}), ({"x": int}, {"x": field(case, init=False, default=3)}),
                              ({"x": int}, {"x": field(case, hash=False)}), ({"x": int, "y": int}, {"y": field(case, kw_only=True)}), ({"x": case.op("getitem", case.value(list), int)}, {}), ({"x": case.attribute("types", "SimpleNamespace")}, {}),
                              ({"x": case.op("or", case.value(int), None)}, {"x": None})]:
        for options in ({}, {"frozen": True}, {"slots": True}):
            made = data_class(case, annotations, options=options, **body)
            described(case, made, "__doc__", "__init__.__annotations__", "__init__.__code__.co_varnames", "__match_args__", "x")
            case.invoke(made)
            case.invoke(made, 1)
            case.invoke(made, 1, 2)
    for given in [(3,), (None,), (3, 4), (int,)]:
        call(case, "dataclasses", "dataclass", *given)
    field(case, default=1, default_factory=list)
    field(case, metadata=3)
    call(case, "dataclasses", "field", 3)
    unset = field(case)
    described(case, unset, "name", "type", "init", "metadata", "hash", "_field_type")
    case.op("is", case.get(unset, "default"), marker["MISSING"])
    case.set(unset, "other", 1)
    text = case.new_type("Mine", (), __module__="sys", __annotations__={"a": "int", "b": "ClassVar", "c": "dataclasses.InitVar"})
    described(case, call(case, "dataclasses", "dataclass", text), "__init__.__annotations__", "__init__.__module__")
    module = call(case, "types", "ModuleType", "mine")
    case.set(module, "ClassVar", variable)
    modules = case.step(get="modules", **{"in": "sys"}, show="type")
    case.method(modules, "__setitem__", "mine", module)
    case.set(module, "KW", marker["KW_ONLY"])
    case.set(module, "InitVar", marker["InitVar"])
    for annotation in ("ClassVar", "ClassVar[int]", " ClassVar", "typing.ClassVar", "InitVar[int]", "dataclasses.InitVar", "KW", "Missing", "", "[", "list.ClassVar"):
        made = data_class(case, {"x": annotation, "y": int}, y=1)
        described(case, made, "__init__.__annotations__", "__init__.__kwdefaults__", "__init__.__module__", "__match_args__", "__doc__")
        case.invoke(made, 3)

    nested = data_class(case, {"left": object, "items": list}, items=field(case, default_factory=list), name="Nested")
    inner = case.invoke(nested, 1, [2, (3, {"k": same})])
    outer = case.invoke(nested, inner, [inner, same, {"a": [inner]}])
    case.op("repr", outer)
    for name in ("asdict", "astuple"):
        call(case, "dataclasses", name, outer)
        call(case, "dataclasses", name, outer, **{"dict_factory" if name == "asdict" else "tuple_factory": list})
        call(case, "dataclasses", name, outer, 3)
    for fields in (["a", ("b", int), ("c", int, 3)], [("a", int, field(case, default_factory=list))], [], ["1"], ["for"], ["a", "a"], [("a",)], [("a", 1, 2, 3)], [3], 3, [(3, int)]):
        made = call(case, "dataclasses", "make_dataclass", "Made", fields)
        described(case, made, "__module__", "__doc__", "__annotations__", "__init__.__annotations__", "__mro__", "__match_args__")
        case.invoke(made, 1, 2)
    made = call(case, "dataclasses", "make_dataclass", "Made", ["q"], bases=(point,), namespace={"more": 3}, kw_only=True, slots=True)
    described(case, made, "__module__", "__doc__", "more", "__mro__", "__slots__")
    case.invoke(made, 1, q=2)
    call(case, "dataclasses", "make_dataclass", 3, ["q"])
    call(case, "dataclasses", "make_dataclass", "Made", ["q"], bogus=1)


@case("weak_sets", "weakref")
def weak_sets(case):
    """weakref.WeakSet with any iterable, and weak dictionaries' last entries."""
    cls = case.new_type("Kept", ())
    kept = [case.new_type(name, (cls,)) for name in "abcd"]
    groups = [kept[:2], kept[1:3], kept, [], kept[3:], [kept[0], kept[0]], [kept[0], 3], 3, [3]]

    def unordered(step):
        """A step whose result's repr has the order of addresses."""
        case.steps[-1]["show"] = "type"
        return step

    def made(items):
        return unordered(call(case, "weakref", "WeakSet", items))

    def content(one):
        for item in kept:
            case.op("contains", one, item)
        case.op("len", one)

    for left in (kept[:2], []):
        for right in groups:
            for other in (right, made(right)) if type(right) is list and 3 not in right else (right,):
                one = made(left)
                for name in ("issubset", "issuperset", "isdisjoint", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
                    case.method(one, name, other)
                for name in ("union", "intersection", "difference", "symmetric_difference"):
                    content(unordered(case.method(one, name, other)))
                for name in ("or", "and", "sub", "xor"):
                    unordered(case.op(name, one, other))
                for name in ("update", "intersection_update", "difference_update", "symmetric_difference_update"):
                    one = made(left)
                    case.method(one, name, other)
                    content(one)
                for name in ("__ior__", "__iand__", "__isub__", "__ixor__"):
                    one = made(left)
                    case.op("is", unordered(case.method(one, name, other)), one)
                    content(one)
    one = made(kept)
    for name in ("__isub__", "__ixor__", "__iand__", "__ior__"):
        same = made(kept)
        case.op("is", unordered(case.method(same, name, same)), same)
        content(same)
    content(unordered(case.method(one, "copy")))
    case.op("or", case.value([1]), one)
    single = made(kept[:1])
    case.op("is", case.method(single, "pop"), kept[0])
    case.method(single, "pop")
    case.op("repr", single)
    case.op("getitem", case.attribute("weakref", "WeakSet"), int)
    for name, last in (("WeakValueDictionary", {"x": kept[0], "y": kept[1]}), ("WeakKeyDictionary", None)):
        table = call(case, "weakref", name, *([last] if last else []))
        if not last:
            case.method(table, "__setitem__", kept[0], 1)
        for _ in range(3):
            case.method(table, "popitem")
        case.op("len", case.method(table, "__copy__"))


@case("string_formatters", "string")
def string_formatters(case):
    """string.Formatter, which a subclass may change, and capwords."""
    definitions(case, "string", "capwords Formatter")
    formatter = call(case, "string", "Formatter")
    for given in [("{} {}", 1, 2), ("{0} {1} {0}", 1, "x"), ("{} {0}", 1), ("{0} {}", 1), ("{a.real} {b[0]} {b[k]}",), ("{:>{}}|", "x", 5), ("{!r:>5} {!s} {!a}", "x", "y", "\xe9"), ("{!z}", 1), ("{", 1), ("}", 1), ("{{}}",), ("",), ("{:{:{:{}}}}", 1, 2, 3, 4),
                  ("{x}",), ("{5}", 1), ("{:d}", "x"), (3,), (), ("{0.real}", 3), ("{0[1]}", [1, 2]), ("{0[x]}", [1, 2])]:
        case.method(formatter, "format", *given)
        case.method(formatter, "format", *given, a=3, b={0: 1, "k": 2}, x=1.5)
    case.method(formatter, "format", format_string="x")
    case.method(formatter, "vformat", "{0}{a}", (1,), {"a": 2})
    case.method(formatter, "vformat", "{0}{a}", [1], 3)
    for key in (0, "a", 5, "z", None):
        case.method(formatter, "get_value", key, (1,), {"a": 2})
    for kind in (None, "s", "r", "a", "x", 3, ""):
        case.method(formatter, "convert_field", "\xe9", kind)
    case.method(formatter, "format_field", 3, ">5")
    case.method(formatter, "format_field", 3, "q")
    case.method(formatter, "get_field", "0.real", (5,), {})
    case.method(formatter, "check_unused_args", (), (), {})
    case.call("list", case.method(formatter, "parse", "a{b!r:c}d"))
    shouting = case.new_type("Shouting", (case.attribute("string", "Formatter"),), format_field=case.call("staticmethod", builtin(case, "repr")), get_value=case.call("staticmethod", builtin(case, "max")))
    case.method(case.invoke(shouting), "format", "{0} {1}", 1, 2)
    for given in [("hello  big world",), ("a-b-c", "-"), ("", "x"), ("  x y  ",), ("aB cD", None), ("a b", ""), (3,), ("a", 3), ()]:
        call(case, "string", "capwords", *given)
