"""The arguments that builtin_types.py calls methods with: by type and name, or for all that have a name."""


class Keywords(dict):
    """The last entry of a tuple of arguments: keyword arguments."""


K = Keywords
nan, inf = float("nan"), float("inf")
HUGE = 10 ** 30
STRANGER = Ellipsis

USUAL = [(), (None,), (0,), ("a",), (b"a",), (1.5,), ([],), (1, 2), (1, 2, 3, 4, 5)]
WRONG_COUNTS = [(1, 2, 3, 4, 5, 6)]
NO_ARGUMENTS = {"__repr__", "__str__", "__hash__", "__len__", "__iter__", "__next__", "__abs__", "__neg__", "__pos__", "__invert__", "__bool__", "__int__",
                "__float__", "__index__", "__complex__", "__bytes__", "__reversed__", "__reduce__", "__getstate__", "__length_hint__", "copy", "clear", "lower",
                "upper", "title", "casefold", "capitalize", "swapcase", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
                "isnumeric", "isprintable", "isspace", "istitle", "isupper", "conjugate", "bit_length", "bit_count", "as_integer_ratio", "is_integer", "hex",
                "keys", "values", "items", "popitem", "__trunc__", "__floor__", "__ceil__", "__getnewargs__", "tolist", "toreadonly", "release", "__enter__",
                "__alloc__", "mro", "__prepare__"}
# Called elsewhere, or with consequences for the rest of a case.
NEVER_CALLED = {"__class__", "__init__", "__new__", "__init_subclass__", "__subclasshook__", "__reduce_ex__", "__getattribute__", "__base__",
                "__build_class__", "__import__", "__origin__"}
# Methods that leave any object as it was.
STILL = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__format__", "__repr__", "__str__", "__hash__", "__getstate__", "__delattr__", "__len__",
         "__length_hint__", "__bool__", "__get__", "__sizeof__", "__call__"}
# Methods that leave a container as it was.
PURE = STILL | NO_ARGUMENTS - {"clear", "popitem", "__next__", "release"} | {
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__getitem__", "__add__", "__mul__", "__rmul__", "count", "index", "find",
    "rfind", "rindex", "__format__", "startswith", "endswith", "split", "rsplit", "join", "replace", "strip", "lstrip", "rstrip", "get", "__or__", "__and__",
    "__xor__", "__sub__", "__ror__", "__rand__", "__rxor__", "__rsub__", "union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset",
    "isdisjoint", "translate", "maketrans", "fromhex", "fromkeys", "center", "ljust", "rjust", "zfill", "expandtabs", "partition", "rpartition", "splitlines",
    "decode", "removeprefix", "removesuffix", "__mod__", "__rmod__", "__str__", "__call__", "__get__"}

COMMON = {
    "__eq__": [(1,), ("a",), (None,), ()], "__ne__": [(1,), ("a",), (None,), ()], "__lt__": [(1,), ("a",), ()], "__le__": [(1,), ()], "__gt__": [(1,), ()],
    "__ge__": [(1,), (1, 2)], "__format__": [("",), ("s",), (5,), (b"",), (), ("", "")], "__setattr__": [(), ("a",), (1, 2), ("no_such", 1), ("__class__", 5)],
    "__delattr__": [(), ("a",), (1,), ("a", "b")], "__getstate__": [(), (1,)], "__sizeof__": [], "__setstate__": [(), (1,), (None,), ("a",), ({},), (1, 2)],
    "__get__": [(), (None,), (5,), (5, int), (None, None), (None, int), ([], list), (1, 2, 3)], "__set__": [(), (5,), (5, 6), (None, 1)],
    "__delete__": [(), (5,), (None,)], "__class_getitem__": [(int,), ((int, str),), (), (1, 2)], "__instancecheck__": [(5,), (), (1, 2)],
    "__subclasscheck__": [(int,), (5,), ()], "__call__": [(), (1,), ("a", 2)],
}

_find = [("l",), ("lo", 2), ("o", 5, 100), ("o", -3), ("", 3), ("", 100), ("", 13), ("zz",), ("l", None, None), ("l", 2, None), ("H", -100, 1), (1,), (b"l",), (None,),
         ("l", "a"), ("l", 1.5), ("l", HUGE), ("l", -HUGE, HUGE), (), ("l", 1, 2, 3), ("l" * 50,), ("\u0141",), ("ö",), ("l", K(start=1))]
_strip = [(), (None,), ("H",), ("Hdl",), ("",), (1,), (b"H",), ("H", "d"), ("ö ",), ("\ud800",), (K(chars="H"),)]
_starts = [("He",), ("ld",), ("",), (("x", "He", "ld"),), ((),), (("a", 1),), ("e", 1), ("", 100), ("", 13), ("l", -2, -1), (["H"],), (1,), (b"H",), (None,), ("H", None, None),
           ("H", "a"), ((1, "H"),), (("H", 1),), ("H", HUGE), ("d", -HUGE)]
_split = [(), (None,), (",",), ("o",), ("o", 1), ("o", 0), ("o", -1), (None, 1), (None, 0), ("",), ("l", 1), ("ll",), (1,), (b"o",), (None, "a"), (None, 1.5), (None, HUGE),
          (K(sep="o"),), (K(sep="o", maxsplit=1),), (K(maxsplit=1),), ("o", 1, 2), ("xyz" * 10,), (" ",), ("ö",)]
_justify = [(15,), (15, "*"), (0,), (-5,), (14, "ö"), (15, "\U0001f600"), ("a",), (15, "ab"), (15, ""), (15, 1), (15, b"*"), (1.5,), (), (15, "*", 1), (HUGE,), (K(width=15),)]
_lines = [(), (True,), (False,), (1,), (0,), ("a",), (None,), (1.5,), (K(keepends=True),), (K(bogus=1),), (2 ** 40,)]
_to_bytes = [(), (1,), (1, "big"), (4, "little"), (4, "big", K(signed=True)), (K(length=9, byteorder="big"),), (0, "big"), (-1, "big"), (4, "middle"), (4, 5), ("a", "big"),
             (1.5, "big"), (20, "little", K(signed=True)), (20, "big", K(signed=False)), (HUGE, "big"), (4, "big", True)]


def in_bytes(entries):
    """The entries of a str method for bytes, and further ones for wrong types."""
    def convert(value):
        if type(value) is str:
            return value.encode("utf-8", "surrogatepass")
        if type(value) is bytes:
            return value.decode()
        if type(value) is tuple:
            return tuple(map(convert, value))
        return value
    result = []
    for entry in entries:
        if entry and isinstance(entry[-1], K):
            result.append((*map(convert, entry[:-1]), K({name: convert(value) for name, value in entry[-1].items()})))
        else:
            result.append(tuple(map(convert, entry)))
    return result


STR = {
    "capitalize": [()], "casefold": [()], "center": _justify, "ljust": _justify, "rjust": _justify, "count": _find, "find": _find, "index": _find, "rfind": _find,
    "rindex": _find, "strip": _strip, "lstrip": _strip, "rstrip": _strip, "startswith": _starts, "endswith": _starts, "split": _split, "rsplit": _split,
    "splitlines": _lines,
    "encode": [(), ("utf-8",), ("ascii",), ("ascii", "ignore"), ("ascii", "replace"), ("ascii", "xmlcharrefreplace"), ("ascii", "backslashreplace"),
               ("ascii", "namereplace"), ("ascii", "strict"), ("ascii", "surrogateescape"), ("utf-8", "surrogatepass"), ("latin-1",), ("utf-16",), ("utf-16-le",),
               ("utf-32",), ("utf-32-be",), ("utf-7",), ("cp1252",), ("no-such",), ("utf-8", "no-such"), ("ascii", "no-such"), (1,), (None,), ("utf-8", 1),
               (K(encoding="ascii", errors="ignore"),), (K(errors="ignore"),), ("a\0b",), ("utf-8", "a\0b"), ("utf-8", "strict", 1), ("raw_unicode_escape",),
               ("unicode_escape",), ("punycode",), ("idna",), ("UTF8",), ("U8",), ("latin_1",), ("rot13",), ("hex",), ("", ), ("\ud800",)],
    "expandtabs": [(), (8,), (4,), (0,), (1,), (-1,), ("a",), (1.5,), (None,), (HUGE,), (K(tabsize=3),), (2 ** 31,), (1, 2)],
    "format": [(), (1,), (1, 2), (K(a=1),), ("{}",)], "format_map": [({},), (), (1,), ({"a": 1}, 2), (None,)],
    "join": [(["a", "b"],), ([],), ("abc",), (("x",),), ([1],), (["a", b"b"],), (1,), (None,), (), ({"k": 1},), (["a"], ["b"]), (["\u0141", "\U0001f600"],), (iter,)],
    "maketrans": [({"a": "b"},), ({97: None, "c": 5},), ("ab", "xy"), ("ab", "xy", "z"), ("ab", "x"), ({"ab": "c"},), (1,), ("a", 1), ("a", "b", 1), (), ({1.5: 2},), ("", ""),
                  ({"a": -1},), ("a",), (b"a", b"b")],
    "partition": [(",",), ("o",), ("zz",), ("",), (1,), (b",",), (None,), (), (",", ","), ("d",), ("H",)],
    "rpartition": [(",",), ("o",), ("zz",), ("",), (1,), (b",",), (None,), (), ("d",)],
    "removeprefix": [("He",), ("x",), ("",), (1,), (b"H",), (), ("Hello, Wörld",), (("H",),)],
    "removesuffix": [("ld",), ("x",), ("",), (1,), (b"d",), (), ("Hello, Wörld",), (("d",),)],
    "replace": [("l", "L"), ("l", "L", 1), ("l", ""), ("", "-"), ("", "-", 3), ("l", "LL", -1), ("zz", "y"), ("l", "\U0001f600"), ("ö", "o"), ("l", "L", 0), (1, "a"), ("a", 1),
                ("a",), ("l", "L", "a"), ("l", "L", 1.5), ("l", "L", None), ("l", "L", HUGE), ("l", "L", 1, 2), ("l", "L", K(count=1)), (b"l", "L"), ("l" * 30, "x"), ("", "")],
    "translate": [({108: "L"},), ({108: None},), ({108: 76, 111: "00"},), ("abc",), ({},), (1,), (None,), ([],), ({108: 1.5},), ({108: -1},), ({108: 0x110000},), (b"x" * 256,),
                  ({108: b"a"},), (), ({246: "\U0001f600"},), (list(range(200, 0, -1)),), ({"l": "x"},)],
    "zfill": [(15,), (0,), (-3,), (5,), ("a",), (1.5,), (None,), (), (HUGE,), (15, 2)],
    "__getitem__": [(0,), (-1,), (6,), (12,), (100,), (-100,), (slice(1, 4),), (slice(None, None, -1),), (slice(None, None, 3),), (slice(0, 0),), (slice(None, None, 0),), (HUGE,), ("a",),
                    (1.5,), (None,), (slice("a"),), (True,), ((0,),)],
    "__contains__": [("l",), ("",), ("lo",), ("zz",), (1,), (b"l",), (None,), ("\u0141",)],
    "__mul__": [(0,), (1,), (3,), (-1,), (HUGE,), (2 ** 62,), ("a",), (1.5,), (None,), (True,)], "__add__": [("x",), ("",), (1,), (b"x",), (None,), ("\U0001f600",)],
    "__mod__": [((),), ((1,),), ({},), (1,), ("a",)],
}
OCTETS = {name: in_bytes(entries) for name, entries in STR.items() if name not in ("encode", "format", "format_map", "casefold")}
OCTETS.update({
    "decode": [(), ("utf-8",), ("ascii",), ("ascii", "ignore"), ("ascii", "replace"), ("latin-1",), ("utf-16",), ("no-such",), ("utf-8", "no-such"), (1,), ("utf-8", 1), (None,),
               (K(encoding="ascii", errors="surrogateescape"),), ("utf-8", "strict", 1), ("utf-7",), ("cp437",), ("unicode_escape",), ("utf-32",), ("hex",), ("a\0b",), ("backslashreplace",),
               ("ascii", "backslashreplace"), ("utf-8", "surrogateescape"), ("utf-8", "xmlcharrefreplace")],
    "fromhex": [("",), ("00ff",), ("00 FF",), (" 0 0",), ("0g",), ("0",), ("\u0660",), (b"00",), (1,), (), ("00\n11",), ("00\u00e9",), ("0\U0001f6000",)],
    "hex": [(), (":",), (":", 2), (":", -2), (":", 0), ("",), ("ab",), ("é",), (1,), (b":",), (":", "a"), (b"\xe9",), (K(sep="-", bytes_per_sep=3),), (None,), (":", HUGE), (":", 1, 2)],
    "maketrans": [(b"ab", b"xy"), (b"a", b"xy"), ("a", "b"), (b"a",), (bytearray(b"a"), memoryview(b"b")), (1, 2), (b"", b"")],
    "translate": [(bytes(range(256)),), (None,), (None, b"l"), (bytes(range(255, -1, -1)), b"He"), (b"short",), (1,), (), (None, 1), (K(table=None),), (None, K(delete=b"l")), ("a",),
                  (bytes(range(256)), None)],
    "count": OCTETS["count"] + [(108,), (300,), (-1,)], "find": OCTETS["find"] + [(108,), (300,), (-1,)], "index": OCTETS["index"] + [(108,), (300,)],
    "rfind": OCTETS["rfind"] + [(108,), (300,)], "rindex": OCTETS["rindex"] + [(108,), (256,)],
    "__contains__": [(108,), (b"lo",), (300,), (-1,), ("l",), (None,), (1.5,), (b"",), (HUGE,)],
    "join": [([b"a", b"b"],), ([bytearray(b"x"), memoryview(b"y")],), ([],), ([1],), (["a"],), (1,), (b"ab",), ([b"a", "b"],), ()],
    "__add__": [(b"x",), (bytearray(b"x"),), (memoryview(b"x"),), ("x",), (1,), (None,), ([1],)],
})
LIST_INDEX = [(1,), (99,), (2, 1), (1, 2), (1, -1), (1, -100, 100), (1, HUGE), ("a",), (), (1, "a"), (1, None), (1, 1.5), (1, 0, 0), (1, 2, 3, 4)]

CALLS = {
    "int": {
        "to_bytes": _to_bytes,
        "from_bytes": [(b"\x01\x02",), (b"\x01\x02", "big"), (b"\xff\xfe", "little"), (b"\xff\xfe", "little", K(signed=True)), ([1, 2, 3], "big"), ([256], "big"), ("ab", "big"), (1, "big"),
                       (b"", "big"), (b"\x80" + bytes(20), "big", K(signed=True)), (b"1", "middle"), (b"1", 5), (), (K(bytes=b"1", byteorder="big"),), (bytearray(b"ab"), "big"),
                       (memoryview(b"ab"), "little"), (None, "big"), (b"1", "big", True)],
        "__round__": [(), (0,), (1,), (-1,), (-2,), (-30,), (None,), ("a",), (1.5,), (HUGE,), (1, 2)],
        "__pow__": [(2,), (0,), (-1,), (2, 5), (-1, 5), (-1, 7), (2, 0), (2, 1), (2, -5), ("a",), (1.5,), (2, 1.5), (), (1, 2, 3), (None,), (2, None)],
        "__rpow__": [(2,), (-2,), (2, 5), ("a",), (0,)], "__lshift__": [(0,), (70,), (-1,), (HUGE,), ("a",)], "__rshift__": [(0,), (1,), (70,), (-1,), (HUGE,), (1.5,)],
        "__format__": [(spec,) for spec in ("", "d", "5", "<5", "^7d", "+", " ", "x", "#x", "X", "#X", "o", "#o", "b", "#b", "08b", "#010x", ",", "_", "_x", "_b", ",x", "c", "e", ".2f", "%", "n",
                                             "s", "z", ".3d", "010,", "=+10", "*^20", "\U0001f600<9", "5.5", "+c", "#c", ",c", ",n", "1" * 30, "{", "g", "G", "E", ".0f", "010_b")] + [(5,), (), (None,)],
        "__divmod__": [(2,), (-2,), (0,), (1.5,), ("a",)], "__truediv__": [(2,), (0,), (2 ** 2000,), (1.5,)],
        "__getnewargs__": [()], "__eq__": [(7,), (7.0,), ("a",), (7 + 0j,)],
    },
    "float": {
        "__round__": [(), (0,), (1,), (2,), (-1,), (-300,), (400,), (HUGE,), (-HUGE,), (None,), ("a",), (1.5,), (1, 2)],
        "fromhex": [("0x1p0",), ("1.8",), ("-0x1.8p3",), ("inf",), ("nan",), ("-nan",), ("0x",), ("",), ("1p99999",), ("0x1p-1074",), ("0x1p-1075",), ("0x1.fffffffffffff8p1023",), (" 0x1p1 ",),
                    ("0x1p",), (1,), (b"1",), (), ("0x1_0",), ("\u0660",), ("1" * 400,), ("0x.p0",), ("infinityx",), ("\ud800",)],
        "__pow__": [(2,), (0.5,), (-1,), (-0.5,), (1000,), (inf,), (nan,), ("a",), (2, 3), (2, None), (1j,), (2 ** 2000,)],
        "__rpow__": [(2,), (-2,), (0,), (-2.5,)], "__divmod__": [(2,), (0,), (-1.5,), (inf,), (nan,)], "__getformat__": [("double",), ("float",), ("x",), (1,), ()],
        "__setformat__": [("double", "unknown"), ("double", "x"), ("x", "unknown"), ()],
        "__format__": [(spec,) for spec in ("", "f", ".0f", ".1f", ".3e", "g", ".3g", "#.3g", "%", ".1%", "n", "10.2f", "010.2f", "+", " ", ",", "_", ",.2f", "_.2f", "z", "z.1f", "<10", "^+12.3e", "d", "x", "s",
                                             "c", ".400f", "E", "G", "F", "#", "#g", ".", "1.f", ".-1f", "=10", "é^9", ",n", "r", "0", "010", "z010.0f")] + [(5,), ()],
        "__eq__": [(2.5,), (2,), ("a",), (2.5 + 0j,), (2 ** 2000,)],
    },
    "complex": {"__format__": [(spec,) for spec in ("", "f", ".1f", "e", "g", "20", "<20", "^20.2f", "=20", "020", "+", " ", "n", "%", "d", "x", "z.1f", ",.2f", "#g", ".3", "s", "_")] + [(5,)],
                "__pow__": [(2,), (0,), (-1,), (0.5,), (1j,), (100,), (101,), (1e300,), (2, 3), (2, None), ("a",)], "__rpow__": [(2,), (0,), (-2,)]},
    "str": STR, "bytes": OCTETS, "bytearray": dict(OCTETS, **{
        "append": [(1,), (255,), (256,), (-1,), ("a",), (b"a",), (1.5,), (None,), (), (HUGE,)], "extend": [(b"ab",), ([1, 2],), ([256],), ("ab",), (1,), (["a"],), (None,), (), (bytearray(b"z"),), ((1,),)],
        "insert": [(0, 1), (-1, 2), (100, 3), (-100, 4), (0, 256), ("a", 1), (0, "a"), (0,), (HUGE, 1)], "pop": [(), (0,), (-1,), (100,), (-100,), ("a",), (None,), (1.5,), (HUGE,)],
        "remove": [(72,), (1,), (256,), ("a",), (b"H",), ()], "reverse": [(), (1,)], "clear": [(), (1,)], "copy": [(), (1,)],
        "__setitem__": [(0, 65), (-1, 66), (100, 1), (0, 256), (0, -1), (0, "a"), (0, b"a"), (slice(0, 2), b"xyz"), (slice(0, 2), b""), (slice(None, None, 2), b"abcdef"),
                        (slice(None, None, 2), b"ab"), (slice(0, 2), [1, 2, 3]), (slice(0, 2), [256]), (slice(0, 2), "ab"), (slice(0, 2), 5), (slice(5, 2), b"i"), (slice(None, None, 0), b""),
                        (slice(None, None, -1), b"0123456789ab"), ("a", 1), (None, 1), (1.5, 2), (HUGE, 1), (0,), (slice(0, 3, 2), b"")],
        "__delitem__": [(0,), (-1,), (100,), (slice(0, 2),), (slice(None, None, 2),), (slice(None, None, -3),), (slice(5, 2),), ("a",), (None,), (), (slice(None, None, 0),)],
        "__init__": [(), (b"x",), ("x",), ("x", "utf-8"), (5,), (-1,), ([1],)], "__alloc__": [(1,)], "__iadd__": [(b"x",), ("x",), (1,), ([1],), (memoryview(b"q"),)],
        "__imul__": [(2,), (0,), (-1,), ("a",), (1.5,), (HUGE,)]}),
    "tuple": {"index": LIST_INDEX, "count": [(2,), (99,), (), (1, 2)], "__getitem__": STR["__getitem__"], "__mul__": STR["__mul__"], "__add__": [((1,),), ((),), ([1],), (1,)],
              "__contains__": [(1,), (99,), (None,)]},
    "list": {"index": LIST_INDEX, "count": [(1,), (99,), (), (1, 2)], "__getitem__": STR["__getitem__"], "__mul__": STR["__mul__"], "__imul__": STR["__mul__"],
             "__add__": [([1],), ([],), ((1,),), (1,)], "__iadd__": [([1],), ((1,),), ("ab",), (1,), (None,)], "__contains__": [(1,), (99,), (None,)],
             "append": [(1,), (), (1, 2)], "extend": [([1],), ("ab",), ((),), ({1: 2},), (1,), (None,), (), ([1], [2])], "insert": [(0, 9), (1, 9), (-1, 9), (100, 9), (-100, 9), ("a", 9), (1.5, 9), (0,), (HUGE, 9)],
             "pop": [(), (0,), (-1,), (1,), (100,), (-100,), ("a",), (None,), (1.5,), (HUGE,), (1, 2)], "remove": [(1,), (99,), ("b",), (), (1, 2)], "reverse": [(), (1,)],
             "sort": [(), (K(reverse=True),), (K(key=str),), (K(key=None, reverse=1),), (1,), (K(key=5),), (K(key=len),), (K(reverse="a"),), (K(cmp=1),), (K(reverse=None),), (K(reverse=1.5),)],
             "__setitem__": [(0, 9), (-1, 9), (100, 9), (slice(0, 2), [7, 8, 9]), (slice(0, 2), []), (slice(None, None, 2), [1]), (slice(None, None, 2), [1, 2]), (slice(0, 2), "ab"), (slice(0, 2), 5),
                             (slice(5, 2), [6]), (slice(None, None, 0), []), (slice(None, None, -1), [1, 2, 3, 4]), ("a", 1), (None, 1), (1.5, 2), (HUGE, 1), (0,), (slice(0, 2, 1), 5), (slice(0, 4, 2), 5)],
             "__delitem__": [(0,), (-1,), (100,), (slice(0, 2),), (slice(None, None, 2),), (slice(None, None, -3),), (slice(5, 2),), ("a",), (None,), ()],
             "__init__": [(), ([1],), (5,), ("ab",)]},
    "dict": {"get": [("a",), ("z",), ("z", 5), ([],), (), (1, 2, 3), ("a", K(default=1))], "pop": [("a",), ("z",), ("z", 5), ([],), (), (1, 2, 3), ("a", K(default=1))],
             "setdefault": [("a",), ("z",), ("z", 5), ([],), (), (1, 2, 3), ("q", K(default=1))], "popitem": [(), (1,)], "clear": [(), (1,)], "copy": [(), (1,)],
             "update": [(), ({"z": 1},), ([("z", 1)],), ([("z",)],), ([1],), (1,), ("ab",), (["ab", "cd"],), (K(k=1),), ({"a": 5}, K(b=6)), (None,), ({}, {}), ([[[], 1]],), (K(self=1),)],
             "fromkeys": [("ab",), ([1, 2], 5), ({1: 2}, None), ({1, 2}, 0), (1,), (), ([[]],), ("a", 1, 2), ({},)],
             "__getitem__": [("a",), ("z",), ([],), (1,), (), (None,), ((1, 2),), (1.0,)], "__setitem__": [("a", 5), ("z", 5), ([], 1), ("a",), (None, None), (1.0, "f"), (True, "t")],
             "__delitem__": [("a",), ("z",), ([],), (), (1,)], "__contains__": [("a",), ("z",), ([],), ()], "__or__": [({"z": 1},), ({"a": 9},), ([],), ([("a", 1)],), (1,), (None,)],
             "__ror__": [({"z": 1},), ({"a": 9},), ([],), (1,)], "__ior__": [({"z": 1},), ([("a", 9)],), (1,), (None,), ("ab",), (["ab"],)], "__eq__": [({"b": 2, "a": 1},), ({"a": 1},), ([],)],
             "__init__": [(), ({"n": 1},), (1,), (K(x=1),), ({}, {})], "__reversed__": [()]},
    "mappingproxy": {"get": [("a",), ("z",), ("z", 5), ([],), (), (1, 2, 3)], "__getitem__": [("a",), ("z",), ([],)], "__contains__": [("a",), ([],)], "__or__": [({"z": 1},), ([],)],
                     "__ror__": [({"z": 1},), ([],)], "__ior__": [({},)], "copy": [(), (1,)], "__repr__": [], "__str__": [], "items": [(1,)], "values": [(1,)]},
    "SimpleNamespace": {"__setattr__": [("x", 1), (1, 2), ()], "__eq__": [(1,)], "__delattr__": [("a",), ("z",)]},
    "cell": {},
}
SETS = [(), ([1, 9],), ({1, 9},), ((),), (b"a",), ({1: 2},), (1,), (None,), ([[]],), ([1], [2, 3]), ([1], 5), (frozenset({3}),), (range,)]
ALGEBRA = [({1, 9},), (frozenset({1}),), ({1: 2},), ([1],), (1,), (None,), (set(),)]
CALLS["frozenset"] = {name: SETS for name in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint")}
CALLS["frozenset"].update({name: ALGEBRA for name in ("__and__", "__or__", "__xor__", "__sub__", "__rand__", "__ror__", "__rxor__", "__rsub__", "__eq__", "__le__", "__lt__", "__ge__", "__gt__")})
CALLS["frozenset"].update({"__contains__": [(1,), (9,), ([],), ({1},), ()], "copy": [(), (1,)]})
CALLS["set"] = dict(CALLS["frozenset"], **{name: SETS for name in ("update", "intersection_update", "difference_update", "symmetric_difference_update")})
CALLS["set"].update({name: ALGEBRA for name in ("__iand__", "__ior__", "__ixor__", "__isub__")})
CALLS["set"].update({"add": [(5,), (1,), ([],), (), (1, 2), ({1},)], "remove": [(1,), (9,), ([],), ({1},), ()], "discard": [(1,), (9,), ([],), ({1},), ()], "pop": [(1,)], "clear": [(), (1,)],
                     "__init__": [(), ([7],), (5,), ([1], [2])]})

EACH_SAMPLE = {
    "int": ["bit_length", "bit_count", "to_bytes", "as_integer_ratio", "__round__", "__hash__", "__pow__", "__lshift__", "__rshift__"],
    "float": ["as_integer_ratio", "is_integer", "hex", "__hash__", "__round__", "__trunc__", "__floor__", "__ceil__", "__pow__"], "complex": ["conjugate", "__hash__", "__pow__"],
    "str": [name for name in STR if name not in ("maketrans", "__add__", "encode")] + ["upper", "lower", "title", "casefold", "swapcase", "encode", "isalpha", "isupper", "istitle", "isidentifier",
                                                                                          "isprintable", "isspace", "isascii", "isnumeric"],
    "bytes": [name for name in OCTETS if name not in ("maketrans", "fromhex", "__add__")] + ["upper", "lower", "title", "swapcase", "isalpha", "isupper", "istitle", "isspace", "isascii"],
    "bytearray": ["pop", "remove", "reverse", "insert", "__delitem__"], "list": ["sort", "pop", "remove", "index"], "dict": ["popitem", "pop", "update"], "set": ["pop", "union", "update"],
    "tuple": ["index", "count"], "frozenset": ["union"],
}

NUMBERS = [0, 1, -2, 7, 2 ** 65, 0.0, 1.5, -0.0, inf, nan, 2j, True]
ANY_OPERANDS = ["a", b"a", None, [1], (1,), {1: 2}, {1}, 2.5]
OPERANDS = {"int": NUMBERS + [2 ** 2000, -(2 ** 64), 3], "bool": [0, 1, True, False, -1, 5], "float": NUMBERS + [2 ** 2000, 1e300, -1e-300], "complex": NUMBERS + [1e308 + 1j, complex(nan, 0)],
            "str": ["", "abc", 0, 2, -1, "\U0001f600", ("x",), {"a": 1}, 2 ** 70], "bytes": [b"", b"abc", 0, 3, bytearray(b"q"), memoryview(b"m"), 2 ** 70],
            "bytearray": [b"", b"abc", 0, 3, bytearray(b"q"), memoryview(b"m"), 2 ** 70], "tuple": [(), (1, 2, 3, 2), (1, 2), (nan,), 0, 3, -1, (1, 2, 4)], "list": [[], [3, 1, 2, 1], [3, 1], 0, 2, -1, [9]],
            "dict": [{}, {"a": 1, "b": 2}, {"b": 3, "c": 4}, [("a", 1)]], "set": [set(), {1, 2, 3}, {2, 9}, frozenset({1}), {1: 1}.keys],
            "frozenset": [set(), frozenset({1, 2, 3}), {2, 9}, frozenset({1})], "range": [range, (0,), 3], "memoryview": [b"abcdef", bytearray(b"abcdef"), memoryview(b"abcdef"), b"x"]}
OPERANDS["set"] = OPERANDS["set"][:4]
KEYS = {"str": [0, -1, 2, 100, "l", "a", slice(1, 3), None, 1.5], "bytes": [0, -1, 100, 108, b"l", slice(1, 3), None], "bytearray": [0, -1, 100, 108, b"l", slice(1, 3), None],
        "tuple": [0, -1, 2, 100, "a", slice(1, 3), None], "list": [0, -1, 2, 100, "a", slice(1, 3), None], "dict": ["a", 1, (2,), [], None], "set": [1, 9, [], {1}], "frozenset": [1, 9, [], {1}],
        "range": [0, -1, 4, 100, slice(1, 3), "a", 2 ** 70], "memoryview": [0, -1, 100, slice(1, 3), "a", (0,), None]}
SPECS = {"str": ["", "s", "20", ">20", "^20s", ".3", "10.3s", "=20", "+", "d", ",", "#", "0", "020", "z", "é<20", "\U0001f600^21", "<", "5.", " ", "_s", ",s", "1" * 25],
         "bool": ["", "d", "5", "s", "x", "f", "+", "c"], "int": ["", "5d"], "float": ["", ".2f"], "complex": ["", ".2f"]}

TYPE_CALLS = {"mro": [(), (1,)], "__call__": [(), ("5",), (1, 2, 3)], "__instancecheck__": [(5,), ("a",), (), (True,)], "__subclasscheck__": [(bool,), (5,), ()], "__prepare__": [(), ("a", (), 5), (K(a=1),)],
              "__or__": [(str,), (None,), (5,)], "__ror__": [(str,), (None,), (5,)], "__subclasses__": []}
TYPE_ATTRIBUTES = {"__name__": ["New", "", 5, b"x", "a\0b", "é", "\ud800"], "__qualname__": ["A.B", 5, ""], "__module__": ["m", 5, None], "__bases__": [(object,), (int,), 5, ()],
                   "__abstractmethods__": [["x"], 5, frozenset(), {"a", "b"}], "__mro__": [()], "__basicsize__": [1], "__itemsize__": [1], "__flags__": [1], "__dictoffset__": [1],
                   "__weakrefoffset__": [1], "__annotations__": [{"a": 1}, 5, None], "__base__": [int], "x": [5], "no_such": [1], "__class__": [type, 5, int], "__init__": [5, None]}
FUNCTION_CALLS = {"function": {"__call__": [(), ([1],), (1,), ([1], [2])], "__eq__": [(len,), (repr,)]}, "mappingproxy": {"get": [("a",), ("z", 1)], "copy": [()], "keys": [(1,)], "items": [(1,)], "values": [(1,)]},
                  "bound": {"__call__": [(1, 2), ()]}, "new": {"__call__": [(), (int,), (bool,), (str,), (5,), (int, "5")]}}
PROXY_CALLS = {}
EXCEPTION_CALLS = {"with_traceback": [(None,), (5,), (), (1, 2)], "add_note": [("n",), (5,), ()], "__setstate__": [({"a": 1},), (None,), (5,), ()]}
GROUP_CALLS = {"split": [(ValueError,)], "subgroup": [(ValueError,)], "derive": [([],)], "with_traceback": [(None,), (5,)], "add_note": [(5,), ()], "__setstate__": [(5,), ()], "__reduce__": [()]}
EXCEPTIONS = {
    "BaseException": [(), (1,), ("text",), (1, 2), (None,), (K(a=1),)],
    "SystemExit": [(), (1,), ("text",), (1, 2), (None,), (K(code=1),)],
    "StopIteration": [(), (1,), (1, 2), (K(value=1),)],
    "KeyError": [(), ("k",), (1, 2), ((1, 2),), (K(a=1),)],
    "ImportError": [(), ("m",), ("m", K(name="n", path="p")), (1, 2), ("m", K(bogus=1)), (K(name="n"),), ("m", K(name=5)), ("m", "n", K(path="p"))],
    "AttributeError": [(), ("m",), ("m", K(name="n", obj=5)), ("m", 2), ("m", K(bogus=1))],
    "NameError": [(), ("m",), ("m", K(name="n")), ("m", 2), ("m", K(bogus=1))],
    "OSError": [(), (1,), (2, "text"), (2, "text", "file"), (2, "text", b"file"), (2, "text", "file", None), (2, "text", "file", None, "file2"), (2, "t", "f", 3, 5), (1, 2, 3, 4, 5, 6), ("a", "b"), (None, None),
                (13, "x", 7), (K(errno=1),), (2, "text", None), (2, None, "f")],
    "SyntaxError": [(), ("m",), ("m", ("f", 1, 2, "text")), ("m", ("f", 1, 2, "text", 3, 4)), ("m", ("f", 1, 2)), ("m", ("f", 1, 2, "t", 5)), ("m", 5), ("m", (None, None, None, None)), ("m", ["f", 1, 2, "t"]),
                    ("m", "abcd"), ("m", ("f", "l", "o", "t")), ("m", ("dir/f.py", 7, 2, "text")), (5, ("f", 1, 2, "t")), ("m", 1, 2)],
    "UnicodeEncodeError": [("ascii", "aéb", 1, 2, "why"), ("ascii", "aéb", 0, 3, "why"), ("ascii", "a\U0001f600", 1, 2, "why"), ("ascii", "a\ud800", 1, 2, "w"), ("ascii", "a", -5, 20, "w"), ("ascii", "", 0, 0, "w"),
                           (), (1, 2, 3, 4, 5), ("ascii", b"x", 1, 2, "w"), ("a", "b", "c", "d", "e"), ("a", "b", 1, 2), ("a", "b", 1, 2, 3), ("a", "b", 1.5, 2, "w"), ("ascii", "ab", 5, 1, "w"), (K(object=1),)],
    "UnicodeDecodeError": [("utf-8", b"a\xffb", 1, 2, "why"), ("utf-8", b"a\xffb", 0, 3, "why"), ("utf-8", bytearray(b"ab"), 1, 2, "w"), ("u", memoryview(b"ab"), 0, 1, "w"), ("u", b"", 0, 0, "w"), ("u", b"a", -5, 20, "w"),
                           (), (1, 2, 3, 4, 5), ("u", "x", 1, 2, "w"), ("u", b"b", "c", "d", "e"), ("u", b"b", 1, 2), ("u", b"ab", 5, 1, "w")],
    "UnicodeTranslateError": [("aéb", 1, 2, "why"), ("aéb", 0, 3, "why"), ("a\U0001f600", 1, 2, "w"), ("", 0, 0, "w"), ("a", -5, 20, "w"), (), (1, 2, 3, 4), (b"x", 1, 2, "w"), ("b", 1, 2), ("ab", 5, 1, "w")],
}

TEXTS = [("",), ("5",), (" 5 ",), ("-5",), ("+5",), ("0x1f",), ("1_000",), ("1__0",), ("_1",), ("1_",), ("\u0665",), ("a",), ("5.5",), ("1e3",), ("nan",), ("-inf",), ("infinity",), ("1" * 60,), ("\ud800",), ("5\0",),
         (b"5",), (b" 7 ",), (b"\xff",), (bytearray(b"8"),), (memoryview(b"9"),), ("\u20035",), ("1e400",), ("1e-400",), ("0_0.0_1",), (".",), ("-",), ("1j",), ("1+2j",), ("(1-2j)",), ("+ 5",), ("0b101",), ("٣.٥",)]
CONSTRUCT = {
    "int": TEXTS + [(), (5,), (1.9,), (-1.9,), (1e300,), (inf,), (nan,), (1j,), (None,), ([],), ("1f", 16), ("0x1f", 16), ("0x1f", 0), ("z", 36), ("Z", 35), ("10", 2), ("0b10", 0), ("0o17", 0), ("017", 0), ("00", 0), ("0", 0),
                    ("1", 1), ("1", 37), ("1", -1), ("1", "a"), ("1", 1.5), (1, 10), (b"10", 2), (1.5, 10), ("1", None), ("12", K(base=3)), (K(x=1),), (K(base=10),), ("1", HUGE), ("9" * 5000,), (True,), ("-0x1F", 16),
                    ("0_7", 0), ("0x_1", 0), ("0x", 0), ("1", 2, 3), ("- 1",), ("١٢٣", 8)],
    "bool": [(), (0,), (1,), ("",), ("a",), ([],), (None,), (1, 2), (K(x=1),), (nan,)],
    "float": TEXTS + [(), (5,), (2 ** 2000,), (-(2 ** 1024),), (2 ** 1024 - 2 ** 969,), (1j,), (None,), ([],), (1, 2), (K(x=1),), (True,), (2 ** 53 + 1,)],
    "complex": TEXTS + [(), (1, 2), (1.5, -0.0), (1j, 2j), ("1", 2), (1, "2"), (None,), (1, None), (K(real=1),), (K(imag=2),), (K(real=1, imag=2j),), (1, K(imag=2)), (1, 2, 3), ("j",), ("-j",), ("1e5+nanj",), ("infj",),
                        (" ( 1+2j ) ",), ("1 + 2j",), ("1+2",), ("(1+2j",), ("1+2j)",), ("1j+2",), ("+1.5e-3-2.E2J",), ([],), (2 ** 2000,), ("1_0+2_0j",)],
    "str": [(), (5,), ("a",), (None,), (b"ab",), (b"ab", "ascii"), (b"\xff", "ascii"), (b"\xff", "ascii", "replace"), (bytearray(b"ab"), "utf-8"), (memoryview(b"ab"), "utf-8"), ("a", "ascii"), (5, "ascii"), (b"a", 5), (b"a", "ascii", 5),
            (K(object=5),), (K(object=b"a", encoding="ascii"),), (b"a", K(errors="strict")), (1, 2, 3, 4), (K(x=1),), (K(encoding="ascii"),), (b"a", "no-such"), ([1, "a"],)],
    "bytes": [(), (5,), (0,), (-1,), ("a",), ("a", "ascii"), ("é", "ascii"), ("é", "ascii", "ignore"), (b"x",), ([1, 2],), ([256],), ([-1],), (["a"],), ((1,),), (None,), (1.5,), (bytearray(b"b"),), (memoryview(b"m"),), (b"a", "ascii"),
              (5, "ascii"), ("a", 5), ("a", "ascii", 5), (K(source=b"a"),), (K(encoding="ascii"),), (K(errors="x"),), (1, 2, 3, 4), (HUGE,), ({1, 2},), ("a", K(errors="strict")), (range,), (True,)],
    "tuple": [(), ([1],), ("ab",), (5,), (None,), (1, 2), (K(iterable=[1]),), ({1: 2},), ((1,),), (K(x=1),)], "list": [(), ([1],), ("ab",), (5,), (None,), (1, 2), (K(iterable=[1]),), ({1: 2},), ((1,),), (K(x=1),)],
    "dict": [(), ({"a": 1},), ([("a", 1)],), (["ab"],), ([1],), ([(1, 2, 3)],), (5,), (None,), (K(a=1),), ({"a": 1}, K(a=2)), ({}, {}), ([[[], 1]],), ([["a", 1], "bc"],), ("ab",), ("",), ([None],)],
    "set": [(), ([1, 2],), ("a",), (5,), (None,), ([[]],), ([1], [2]), (K(iterable=[1]),), ({1: 2},), (K(x=1),)], "frozenset": [(), ([1, 2],), ("a",), (5,), (None,), ([[]],), ([1], [2]), (K(iterable=[1]),), (frozenset({1}),)],
    "memoryview": [(), (b"a",), (bytearray(b"a"),), ("a",), (5,), (None,), (memoryview(b"a"),), (b"a", 1), (K(object=b"a"),), (K(x=1),), ([1],)],
    "range": [(), (5,), (1, 5), (1, 10, 3), (1, 10, 0), (1, 2, 3, 4), ("a",), (1.5,), (None,), (1, "a"), (K(stop=5),), (True,), (HUGE,), (5, K(step=1))],
    "slice": [(), (5,), (1, 5), (1, 10, 3), (1, 2, 3, 4), ("a",), (None,), (K(stop=5),)],
    "object": [(), (1,), (K(a=1),)], "type": [(), (5,), ("A",), ("A", ()), ("A", (), {}), (5, (), {}), ("A", 5, {}), ("A", (), 5), ("A", (5,), {}), ("A", (int, str), {}), ("A", (object,), {"__slots__": 5}), ("A\0", (), {}), ("", (), {}),
                                          (K(name="A"),), ("A", [], {}), ("A", (), {1: 2}), ("A", (), {"__qualname__": 5}), ("A", (), {"__qualname__": "Q"}), ("A", (), {"__module__": 5}), ("A", (), {}, 1), ("é", (), {}), ("\ud800", (), {}),
                                          ("A", (), {"__classcell__": 5}), ("A", (bool,), {}), ("A", ("x",), {})],
    "enumerate": [("ab",), (), (5,), ("ab", 5), ("ab", 2 ** 70), ("ab", "a"), ("ab", K(start=2)), (K(iterable="ab"),), (K(iterable="ab", start=3),), ("ab", 1, 2), ("ab", K(bogus=1)), (K(start=1),), ("ab", None), ("ab", 1.5)],
    "zip": [("ab", "cd"), (), (5,), ("ab", 5), ("ab", K(strict=True)), ("ab", K(bogus=1)), (K(strict=False),)], "map": [(len, ["a"]), (), (len,), (len, 5), (5, "ab"), (pow, [2, 3], [4, 5, 6]), (len, ["a"], K(x=1))],
    "filter": [(None, [0, 1]), (), (None,), (None, 5), (5, "ab"), (bool, [0, 1]), (len, ["", "a"]), (None, [], 1), (None, [], K(x=1))], "reversed": [([1, 2],), (), (5,), ({1},), ("ab",), ({1: 2},), ([], 1), (K(sequence=[]),), (None,)],
    "property": [(), (len,), (len, len, len, "doc"), (1, 2, 3, 4, 5), (K(fget=len, doc="d"),), (K(x=1),), (None,), (5,)], "classmethod": [(), (len,), (5,), (len, 1), (K(function=len),), (K(f=1),)],
    "staticmethod": [(), (len,), (5,), (len, 1), (K(function=len),), (K(f=1),)], "super": [(5,), (int, 5, 6), (int,), (int, 5), (int, "a"), (K(type=int),), (5, 5), ("a", "b")],
}
CONSTRUCT["bytearray"] = CONSTRUCT["bytes"]

NOT_FUNCTIONS = {"print", "input", "open", "exec", "eval", "compile", "breakpoint", "exit", "quit", "help", "copyright", "credits", "license", "globals", "locals", "vars", "dir", "id", "Ellipsis", "None", "hash"}
FUNCTIONS = {
    "abs": [(-5,), (-1.5,), (3 + 4j,), (True,), (-(2 ** 70),), (-0.0,)], "all": [([],), ([1, 0],), ([1],), ("",), ({0: 1},)], "any": [([],), ([1, 0],), ([0],), ("",)],
    "ascii": [("aé\U0001f600\ud800",), ([b"\xff", "é"],), ({1: "é"},)], "bin": [(5,), (-5,), (0,), (2 ** 70,), (True,)], "hex": [(255,), (-255,), (0,), (2 ** 70,), (True,)], "oct": [(8,), (-8,), (0,), (2 ** 70,)],
    "callable": [(len,), (int,), (5,), ("a",)], "chr": [(97,), (0,), (0x10ffff,), (0x110000,), (0xd800,), (2 ** 70,), (-(2 ** 70),), (True,)], "ord": [("a",), ("ab",), ("",), (b"a",), (b"ab",), (bytearray(b"a"),), ("\U0001f600",), ("\ud800",)],
    "delattr": [(5, "real"), (5, "x"), (5, 5), (int, "x"), ("a", "\ud800")], "setattr": [(5, "real", 1), (5, "x", 1), (5, 5, 5), (int, "x", 1)], "getattr": [(5, "real"), (5, "x"), (5, "x", 7), (5, 5), (5, 5, 7), (5, "\ud800"), (5, "x", 1, 2)],
    "hasattr": [(5, "real"), (5, "x"), (5, 5)], "divmod": [(7, 2), (-7, 2), (7, -2), (7, 0), (7.5, 2), (7, 0.0), (2 ** 70, 3), (True, 2), (1j, 1), ("a", 1)], "pow": [(2, 3), (2, -1), (2, 3, 5), (2, -1, 5), (2, -1, 4), (0, 0), (0, -1), (0.0, -1),
    (-8, 0.5), (2, 3, 0), (2, 3, 1.5), (2.0, 3, 5), (2, K(exp=3)), (K(base=2, exp=3, mod=5),), (2, 3, None), ("a", 2), (2, K(mod=5)), (1j, 2, 3)],
    "round": [(2.5,), (3.5,), (-2.5,), (2.675, 2), (1234, -2), (1250, -2), (1.5, None), (5, 2 ** 70), (5.5, "a"), ("a",), (2.5, K(ndigits=0)), (K(number=2.5),), (K(number=2.5, ndigits=1),), (inf,), (nan,), (1e300, -299), (1.7e308, -308), (1j,)],
    "sum": [([1, 2],), ([1.5, 2],), ([],), ([], 5), ([[1], [2]], []), (["a"], ""), ([b"a"], b""), ([bytearray(b"a")], bytearray()), (["a"],), ([1, 2], K(start=5)), ([2 ** 62, 2 ** 62],), ([0.1] * 10,), ([1, "a"],), ([True, True],), ([1, 2.5, 3j],), ({1: 2},)],
    "min": [([3, 1, 2],), (3, 1, 2), ([],), ([], K(default=5)), ([1, 2], K(key=str)), (["bb", "a"], K(key=len)), (1, "a"), ([1, 2], K(bogus=1)), (1, 2, K(default=5)), ([1], K(key=5)), ([1, 2], K(key=None)), ([nan, 1],), ([1, nan],), ("abc",)],
    "sorted": [([3, 1, 2],), ("bca",), ([3, 1, 2], K(reverse=True)), (["bb", "a"], K(key=len)), ([1, "a"],), ({3: 1, 1: 2},), ([1], 2), ([2, 1], K(key=None)), ([1], K(bogus=1)), (K(iterable=[1]),), ([1], K(key=len)), ([1j, 2j],)],
    "isinstance": [(5, int), (5, (str, int)), (5, 5), (5,), (True, int), (5, ((), (int,))), (5, ())], "issubclass": [(bool, int), (int, (str, int)), (5, int), (int, 5), (int, ())],
    "iter": [([1],), (len, 5), (5,), (5, 5), ("a",), (list, [])], "next": [([],), (5,), (5, 6)], "len": [("abc",), ([1],), ({1: 2},), (b"",), ((1,),)], "repr": [("a'b\"",), ([1, [2]],), (1.0,), ("\ud800",)],
    "format": [(5,), (5, "x"), (5, 5), ("a", ">5"), (1.5, ".3f"), ([], "s"), ([],), (None, "x"), (5, "x", 1)], "id": [],
}
FUNCTIONS["max"] = FUNCTIONS["min"]
