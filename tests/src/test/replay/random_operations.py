#!/usr/bin/env python3.11
"""Random operations on built-in types, and what CPython answers: one process that makes as many cases as it is asked for.

  python3.11 random_operations.py

reads requests from standard input, a line each: AREA SEED COUNT CASE.json. It writes the case, COUNT steps drawn with that seed, and CPython's
lines beside it, CASE.expected.jsonl, then prints "done". What is drawn depends on the seed alone. AREAS below has the areas.
"""

import json
import os
import random
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import oracle  # noqa: E402
from builtin_cases import Case, Ref  # noqa: E402

oracle.__dict__["__name__"] = "__main__"  # what classes made without a module are of, as where the oracle runs by itself

ALPHABET = "abcXYZ019 _-+.,:;%{}[]()!\t\n\r\x00\x1c\x85\xa0\xe9\xdf\xb5\u0130\u0131\u0149\u01c5\u0300\u0345\u03a3\u03c2\u0660\u0966\u1e9e\u2028\u2160\u3000\ufb01\ud800\udc80\U00010400\U0001d7d8\U0001f600"
CODECS = ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "ascii", "latin-1", "cp1252", "cp437", "cp1251", "koi8-r", "iso8859-15", "utf-7", "unicode_escape",
          "raw_unicode_escape", "utf-8-sig", "punycode", "idna"]
ERRORS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace"]


class Draw(random.Random):
    """Values of all kinds, edges more often than chance would have them."""

    def int(self):
        kind = self.randrange(6)
        if kind == 0:
            return self.randrange(-5, 6)
        if kind == 1:
            return self.choice([1, -1]) * 2 ** self.randrange(0, 130) + self.randrange(-1, 2)
        if kind == 2:
            return self.randrange(-(10 ** 6), 10 ** 6)
        if kind == 3:
            return self.choice([1, -1]) * self.getrandbits(self.randrange(1, 400))
        if kind == 4:
            return self.choice([1, -1]) * 10 ** self.randrange(0, 40) + self.randrange(-1, 2)
        return self.randrange(-(2 ** 63), 2 ** 63)

    def float(self):
        kind = self.randrange(7)
        if kind == 0:
            return self.choice([0.0, -0.0, 1.0, -1.0, 0.5, 1e16, 1e-5, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan")])
        if kind == 1:
            return struct.unpack("<d", self.randbytes(8))[0]
        if kind == 2:
            return self.randrange(-1000, 1000) / self.choice([1, 2, 4, 5, 8, 10, 100, 3, 7])
        if kind == 3:
            return float(self.randrange(-(2 ** 60), 2 ** 60))
        if kind == 4:
            return self.uniform(-1, 1) * 10 ** self.randrange(-30, 30)
        if kind == 5:
            return round(self.uniform(-1000, 1000), self.randrange(6)) + self.choice([0, 0.5, 0.05, 0.005])
        return self.gauss(0, 1)

    def number(self):
        kind = self.randrange(8)
        if kind < 3:
            return self.int()
        if kind < 6:
            return self.float()
        return complex(self.float(), self.float()) if kind == 6 else self.choice([True, False])

    def hashable(self):
        """A number whose hash is not its address."""
        value = self.number()
        return 0 if has_nan(value) else value

    def sized(self, value):
        """The value, where it may become a width, a precision or a number of copies: not one that asks for gigabytes."""
        if isinstance(value, (list, tuple)):
            return type(value)(map(self.sized, value))
        huge = isinstance(value, (int, float)) and 1000 < abs(value) < 2 ** 64
        return self.randrange(-1000, 1000) if huge else value

    def text(self, longest=12):
        size = self.choice([0, 1, 2, 3, self.randrange(longest + 1)])
        kind = self.randrange(4)
        if kind == 0:
            return "".join(self.choice("ab ") for _ in range(size))
        if kind == 1:
            return "".join(chr(self.choice([self.randrange(128), self.randrange(256), self.randrange(0x3000), self.randrange(0x110000)])) for _ in range(size))
        return "".join(self.choice(ALPHABET) for _ in range(size))

    def octets(self, longest=12):
        size = self.choice([0, 1, 2, 3, self.randrange(longest + 1)])
        if self.randrange(2):
            return bytes(self.choice(b"ab \n\tAZ09\xff\x80\x00") for _ in range(size))
        return self.randbytes(size)

    def index(self):
        return self.choice([None, 0, 1, 2, 3, -1, -2, -3, self.randrange(-20, 20), self.choice([10 ** 20, -(10 ** 20), 2 ** 63 - 1, -(2 ** 63)])])

    def slice(self):
        return slice(self.index(), self.index(), self.choice([None, 1, 2, 3, -1, -2, -3, 0, self.index()]))

    def value(self, depth=2):
        kind = self.randrange(11 if depth else 7)
        if kind < 3:
            return self.number()
        if kind < 5:
            return self.text(4)
        if kind == 5:
            return self.octets(4)
        if kind == 6:
            return None
        items = [self.value(depth - 1) for _ in range(self.randrange(4))]
        return items if kind < 9 else tuple(items)

    def any(self, small=False):
        """Any value as an argument; no number that as an exponent or a shift takes for ever."""
        kind = self.randrange(12)
        if kind == 0:
            return self.choice([len, repr, int, str, list, dict, object, type, ValueError, abs])
        if kind == 1:
            return self.choice([self.slice(), Ellipsis, {self.key(): self.value(1)}, {self.randrange(5)}, frozenset([1]), bytearray(self.octets(3)), memoryview(b"ab")])
        if kind < 4:
            return self.choice([0, 1, 2, 3, -1, True, self.randrange(-20, 20)])
        value = self.sized(self.value(1))
        return 3 if small and isinstance(value, int) and abs(value) > 1000 else value

    def key(self):
        return self.choice([self.randrange(-3, 8), self.randrange(-3, 8), self.number(), self.text(3), self.octets(2), None, (self.randrange(3), self.text(2))])


BINARY = ["add", "sub", "mul", "truediv", "floordiv", "mod", "and_", "or_", "xor", "eq", "ne", "lt", "le", "gt", "ge"]


def numbers(case, draw):
    """Arithmetic on int, bool, float and complex."""
    kind = draw.randrange(10)
    if kind < 5:
        case.step(call=draw.choice(BINARY), **{"in": "operator"}, **args(draw.number(), draw.number()))
    elif kind == 5:
        case.step(call=draw.choice(["lshift", "rshift"]), **{"in": "operator"}, **args(draw.int(), draw.choice([0, 1, 29, 30, 31, 60, 64, -1, draw.randrange(200), draw.float(), 2 ** 62, 10 ** 30])))
    elif kind == 6:
        case.call("pow", draw.choice([draw.number(), draw.randrange(-20, 20)]), draw.choice([draw.randrange(-6, 60), draw.float(), complex(draw.float(), draw.float())]))
    elif kind == 7:
        case.call("pow", draw.int(), draw.int(), draw.choice([draw.int(), draw.randrange(-50, 50)]))
    elif kind == 8:
        case.step(call=draw.choice(["neg", "pos", "invert", "abs", "truth", "index"]), **{"in": "operator"}, **args(draw.number()))
    else:
        name = draw.choice(["divmod", "divmod", "hash", "round", "complex"])
        second = draw.choice([draw.randrange(-40, 40), draw.float()]) if name == "round" else draw.number()
        case.call(name, *[draw.number(), second][:draw.choice([1, 2])])


def conversions(case, draw):
    """int and float of each other and of text, and back."""
    kind = draw.randrange(9)
    if kind == 0:
        base = draw.choice([0, 2, 3, 8, 10, 16, 36, draw.randrange(2, 37)])
        digits = "".join(draw.choice("0123456789abcdefzXo_ -+\u0663") for _ in range(draw.randrange(1, 12)))
        case.call("int", draw.choice(["", "0x", "0b", "0o", "-", " "]) + digits, base)
    elif kind == 1:
        case.call(draw.choice(["int", "float", "complex"]), draw.choice(["", "-", "+", " "]) + "".join(draw.choice("0123456789.e+-_ jinfa\u0663") for _ in range(draw.randrange(1, 10))))
    elif kind == 2:
        case.call("float", repr(draw.float()) + draw.choice(["", "0", "e1", "_0", "j", " "]))
    elif kind == 3:
        case.call("float", "%d.%de%d" % (draw.randrange(10 ** draw.randrange(1, 25)), draw.randrange(10 ** draw.randrange(1, 25)), draw.randrange(-330, 310)))
    elif kind == 4:
        case.call(draw.choice(["int", "float", "complex", "str", "repr", "hex", "bin", "oct", "bool"]), draw.number())
    elif kind == 5:
        value = draw.float()
        names = ["float.hex", "float.as_integer_ratio", "float.is_integer", "float.__trunc__", "float.__ceil__", "float.__floor__", *["float.__hash__"] * (value == value)]
        case.call(draw.choice(names), value)
    elif kind == 6:
        case.call("int.to_bytes", draw.int(), draw.randrange(20), draw.choice(["big", "little"]), signed=draw.choice([True, False]))
    elif kind == 7:
        case.call("int.from_bytes", draw.octets(20), draw.choice(["big", "little"]), signed=draw.choice([True, False]))
    else:
        case.call(draw.choice(["int.bit_length", "int.bit_count", "int.__round__", "int.__hash__", "int.as_integer_ratio"]), draw.int(), *(draw.choice([(), (), (draw.randrange(-40, 4),)])))


def reprs(case, draw):
    """The shortest repr of doubles, read back."""
    text = case.call("repr", draw.float())
    case.call("float", text)


def specs(case, draw):
    """format() with random specs, most of them well-formed."""
    value = draw.choice([draw.int(), draw.float(), draw.float(), draw.text(), complex(draw.float(), draw.float()), True])
    spec = draw.choice(["", "", "*", "\xe9", "<"]) + draw.choice(["", "<", ">", "^", "="]) + draw.choice(["", "", "+", "-", " "]) + draw.choice(["", "", "z", "#", "#0", "0"])
    spec += draw.choice(["", str(draw.randrange(40))]) + draw.choice(["", "", ",", "_"]) + draw.choice(["", "." + str(draw.randrange(30)), "."])
    spec += draw.choice(["", "d", "e", "E", "f", "F", "g", "G", "%", "n", "x", "X", "o", "b", "c", "s", draw.choice("abcdefghijklmnopqrstuvwxyz{")])
    case.call("format", value, spec)


def percents(case, draw):
    """str % and bytes %."""
    form = "".join(draw.choice(["x", "%%", "%"]) + "" if draw.randrange(3) == 0 else "%" + draw.choice(["", "-", "+", " ", "#", "0", "-0", "+#"]) + draw.choice(["", "5", "*", "12"])
                   + draw.choice(["", ".2", ".0", ".", ".*"]) + draw.choice(["", "l", "h"]) * (draw.randrange(4) == 0) + draw.choice("diouxXeEfFgGcrsa" * 3 + "zb")
                   for _ in range(draw.randrange(1, 4)))
    values = tuple(draw.choice([draw.int(), draw.float(), draw.text(4), draw.octets(3), draw.randrange(300), None]) for _ in range(draw.randrange(4)))
    given = draw.choice([values, values, draw.value(1)])
    form = form if draw.randrange(3) else form.encode()
    case.step(call="mod", **{"in": "operator"}, **args(form, draw.sized(given) if "*" in str(form) else given))


def str_formats(case, draw):
    """str.format with fields, conversions and nested specs."""
    parts = []
    for _ in range(draw.randrange(1, 4)):
        field = draw.choice(["", "0", "1", "a", "0[0]", "1.real", "b[x]", "2", "a.b", "0[", "-1"]) + draw.choice(["", "", "!r", "!s", "!a", "!x"]) + draw.choice(["", ":5", ":>{1}", ":{}", ":x", ":.2f", ":"])
        parts.append(draw.choice(["", "t", "{{", "}}", "}"] if draw.randrange(5) == 0 else ["", "t", "{{"]) + "{" + field + "}")
    case.call("str.format", "".join(parts), *[draw.sized(draw.value(1)) for _ in range(draw.randrange(3))], a=draw.number(), b={"x": draw.text(3)})


STR = {"upper": "", "lower": "", "title": "", "casefold": "", "capitalize": "", "swapcase": "", "isalpha": "", "isalnum": "", "isascii": "", "isdecimal": "", "isdigit": "", "isidentifier": "", "islower": "",
       "isnumeric": "", "isprintable": "", "isspace": "", "istitle": "", "isupper": "", "__len__": "", "__repr__": "", "__hash__": "", "splitlines": "b", "expandtabs": "n", "zfill": "n", "strip": "t?", "lstrip": "t?",
       "rstrip": "t?", "find": "tii", "rfind": "tii", "index": "tii", "rindex": "tii", "count": "tii", "startswith": "tii", "endswith": "tii", "split": "tn?", "rsplit": "tn?", "partition": "t", "rpartition": "t",
       "replace": "ttn?", "center": "nc?", "ljust": "nc?", "rjust": "nc?", "removeprefix": "t", "removesuffix": "t", "__contains__": "t", "__add__": "t", "__mul__": "n", "__getitem__": "s", "join": "l", "translate": "m"}


def argument(draw, kind, text, self):
    if kind == "t":
        if draw.randrange(2) and self:
            start = draw.randrange(len(self))
            return self[start:start + draw.randrange(1, 4)]
        return text(3)
    if kind == "c":
        return draw.choice(["*", "\xe9", "\U0001f600"]) if isinstance(self, str) else b"*"
    return {"b": lambda: draw.choice([True, False]), "n": lambda: draw.randrange(-2, 20), "i": draw.index, "s": lambda: draw.choice([draw.slice(), draw.slice(), draw.randrange(-8, 8)]),
            "l": lambda: [text(3) for _ in range(draw.randrange(4))],
            "m": lambda: ({ord(draw.choice(ALPHABET)): draw.choice([None, "xy", 97, "\U0001f600"]) for _ in range(3)} if isinstance(self, str) else bytes(draw.sample(range(256), 256)))}[kind]()


def method(case, draw, kind, methods, text):
    name = draw.choice(sorted(methods))
    self = text(12)
    given = []
    pattern = methods[name]
    least = len(pattern.rstrip("?")) if not pattern.endswith("?") else len(pattern) - 2
    letters = pattern.rstrip("?")
    for letter in letters[:draw.choice([least, len(letters), len(letters)]) if "i" not in letters else draw.randrange(1, len(letters) + 1)]:
        given.append(argument(draw, letter, text, self))
    case.call(f"{kind}.{name}", self, *given)


def strs(case, draw):
    """Methods of str."""
    method(case, draw, "str", STR, draw.text)


OCTETS = {name: pattern for name, pattern in STR.items() if name not in ("casefold", "isdecimal", "isidentifier", "isnumeric", "isprintable")}


def octets(case, draw):
    """Methods of bytes and bytearray."""
    if draw.randrange(2):
        method(case, draw, "bytes", OCTETS, draw.octets)
    else:
        methods = {name: pattern for name, pattern in OCTETS.items() if name != "__hash__"}
        method(case, draw, "bytearray", methods, lambda longest: bytearray(draw.octets(longest)))


def codecs(case, draw):
    """Encoding and decoding with error handlers."""
    if draw.randrange(2):
        case.call("str.encode", draw.text(), draw.choice(CODECS), draw.choice(ERRORS))
    else:
        codec = draw.choice(CODECS)
        data = draw.octets(16)
        if draw.randrange(2):
            try:
                data = draw.text().encode(codec, "ignore")[:draw.randrange(1, 20)] + draw.octets(2)
            except UnicodeError:
                pass
        case.call("bytes.decode", data, codec, draw.choice(ERRORS))


def lists(case, draw):
    """One list, changed again and again."""
    made = case.value([draw.randrange(10) for _ in range(draw.randrange(8))])
    for _ in range(10):
        kind = draw.randrange(12)
        if kind < 7:
            name = draw.choice(["append", "insert", "pop", "remove", "reverse", "sort", "extend", "index", "count", "copy", "__getitem__", "__mul__", "__imul__", "__add__", "__contains__"])
            given = {"append": (draw.randrange(10),), "insert": (draw.randrange(-12, 12), draw.randrange(10)), "pop": draw.choice([(), (draw.randrange(-6, 6),)]), "remove": (draw.randrange(10),),
                     "extend": ([draw.randrange(10) for _ in range(draw.randrange(3))],), "index": (draw.randrange(10), draw.randrange(-9, 9)), "count": (draw.randrange(10),),
                     "__getitem__": (draw.slice(),), "__mul__": (draw.randrange(-1, 3),), "__imul__": (draw.randrange(0, 2),), "__add__": ([1],), "__contains__": (draw.value(1),)}.get(name, ())
            case.method(made, name, *given)
        elif kind < 9:
            case.op("setitem", made, draw.slice(), [draw.randrange(10) for _ in range(draw.randrange(4))])
        elif kind == 9:
            case.op("delitem", made, draw.choice([draw.slice(), draw.randrange(-6, 6)]))
        else:
            case.op("repr", made)
    case.op("repr", made)


def dicts(case, draw):
    """One dict, changed again and again, its order with it."""
    made = case.value({draw.randrange(6): draw.randrange(10) for _ in range(draw.randrange(6))})
    for _ in range(10):
        key = draw.key()
        name = draw.choice(["get", "pop", "setdefault", "popitem", "update", "copy", "__getitem__", "__delitem__", "__contains__", "__or__", "__ior__", "keys", "items", "__len__", "__setitem__", "__setitem__", "__setitem__"])
        given = {"get": (key, 1), "pop": draw.choice([(key,), (key, 5)]), "setdefault": (key, draw.randrange(9)), "update": ({draw.key(): 1, draw.key(): 2},), "__getitem__": (key,), "__delitem__": (key,),
                 "__contains__": (key,), "__or__": ({key: 7},), "__ior__": ({key: 8},), "__setitem__": (key, draw.randrange(99))}.get(name, ())
        case.method(made, name, *given)
    case.op("repr", made)
    case.op("list", case.call("reversed", made))


def sets(case, draw):
    """Two sets and what they make, in the order of their tables."""
    some = lambda: {draw.choice([draw.randrange(-5, 70), draw.hashable(), draw.text(3)]) for _ in range(draw.randrange(12))}
    a, b = case.value(sorted(some(), key=repr)), case.value(sorted(some(), key=repr))
    a, b = case.call(draw.choice(["set", "frozenset"]), a), case.call("set", b)
    for _ in range(8):
        kind = draw.randrange(3)
        if kind == 0:
            case.op(draw.choice(["and", "or", "xor", "sub", "le", "lt", "eq", "ge"]), a, b)
        elif kind == 1:
            case.method(b, draw.choice(["add", "discard", "remove"]), draw.choice([draw.randrange(-5, 70), draw.text(2)]))
        else:
            case.method(b, draw.choice(["update", "difference_update", "intersection_update", "symmetric_difference_update", "union", "issubset", "isdisjoint"]), draw.choice([a, [draw.randrange(70)], draw.text(2)]))
    case.op("repr", a)
    case.op("repr", b)
    case.op("hash", case.call("frozenset", b))


def comparisons(case, draw):
    """Comparing and hashing nested values, equal ones more often than chance."""
    left = draw.value()
    right = left if draw.randrange(4) == 0 else draw.value()
    name = draw.choice(["eq", "ne", "lt", "le", "gt", "ge", "contains", "is_", "add", "mul"])
    case.step(call=name, **{"in": "operator"}, **args(*((draw.sized(left), draw.sized(right)) if name == "mul" else (left, right))))
    if not has_nan(left):
        case.call("hash", left)
    case.call(draw.choice(["repr", "str", "ascii", "bool", "sorted"]), right)


def has_nan(value):
    """The hashes of nan and None are their addresses."""
    if isinstance(value, (list, tuple)):
        return any(map(has_nan, value))
    return value is None or value != value


def ranges(case, draw):
    """range and slice.indices."""
    bounds = [draw.choice([draw.randrange(-20, 20), draw.int()]) for _ in range(3)]
    made = case.call("range", *bounds)
    for _ in range(4):
        name = draw.choice(["__getitem__", "__getitem__", "__contains__", "index", "count", "__len__", "__reduce__"])
        given = {"__getitem__": (draw.choice([draw.slice(), draw.randrange(-30, 30)]),), "__contains__": (draw.int(),), "index": (draw.int(),), "count": (draw.randrange(-20, 20),)}.get(name, ())
        case.method(made, name, *given)
    case.method(case.value(draw.slice()), "indices", draw.choice([draw.randrange(30), draw.int()]))


def bytearrays(case, draw):
    """One bytearray, changed again and again, and views of it."""
    made = case.value(bytearray(draw.octets(10)))
    view = None
    for _ in range(10):
        kind = draw.randrange(12)
        if kind < 6:
            name = draw.choice(["append", "insert", "pop", "remove", "reverse", "extend", "clear", "copy", "__imul__", "__iadd__", "count", "index", "__getitem__"])
            given = {"append": (draw.choice([draw.randrange(256), draw.int()]),), "insert": (draw.index() or 0, draw.randrange(256)), "pop": draw.choice([(), (draw.randrange(-6, 6),)]),
                     "remove": (draw.randrange(256),), "extend": (draw.choice([draw.octets(4), [draw.randrange(260)], draw.text(2)]),), "__imul__": (draw.randrange(-1, 3),),
                     "__iadd__": (draw.choice([draw.octets(4), draw.text(1)]),), "count": (draw.choice([draw.octets(1), draw.randrange(256)]),), "index": (draw.octets(1),),
                     "__getitem__": (draw.slice(),)}.get(name, ())
            case.method(made, name, *given)
        elif kind < 8:
            case.op("setitem", made, draw.slice(), draw.choice([draw.octets(4), [draw.randrange(256)], draw.randrange(3)]))
        elif kind == 8:
            case.op("delitem", made, draw.choice([draw.slice(), draw.randrange(-6, 6)]))
        elif view is None:
            view = case.call("memoryview", made)
        else:
            case.op("setitem", view, draw.choice([draw.slice(), draw.randrange(-4, 4)]), draw.choice([draw.octets(3), draw.randrange(300), draw.text(1)]))
            if draw.randrange(2):
                case.method(view, "release")
                view = None
    case.op("repr", made)


FORMATS = ["b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "f", "d", "?", "c", "n", "N", "@i", "<i", "P", "e", "x"]


def memoryviews(case, draw):
    """Casts, slices, items and comparisons of memoryviews."""
    size = draw.choice([0, 8, 16, 24, 48])
    view = case.call("memoryview", bytearray(draw.randbytes(size)))
    for _ in range(8):
        kind = draw.randrange(8)
        if kind == 0:
            shape = draw.choice([(), (), ([2, size // 2],), ([2, 2, 2],), ([0],), ([-1],), ((1, 3),)])
            view = case.method(case.method(view, "cast", "B"), "cast", draw.choice(FORMATS), *shape)
        elif kind == 1:
            case.op("setitem", view, draw.choice([draw.randrange(-4, 4), draw.slice(), (0, 1), (draw.slice(), 0)]), draw.choice([draw.number(), draw.octets(4), b"a"]))
        elif kind == 2:
            case.op("getitem", view, draw.choice([draw.randrange(-4, 4), (0, 1), (0,), (0, 0, 0)]))
        elif kind == 3:
            case.op("tobytes", case.op("getitem", view, draw.slice()))
        elif kind == 4:
            case.method(view, draw.choice(["tolist", "tobytes", "hex", "toreadonly", "__len__", "__hash__"]))
        elif kind == 5:
            case.method(view, "tobytes", draw.choice(["C", "F", "A", None, "x"]))
        elif kind == 6:
            case.op(draw.choice(["eq", "ne", "lt", "contains"]), view, draw.choice([draw.octets(4), view, draw.number()]))
        else:
            case.get(view, draw.choice(["format", "itemsize", "nbytes", "shape", "strides", "ndim", "readonly", "c_contiguous", "f_contiguous", "contiguous", "suboffsets"]))


def deques(case, draw):
    """One deque, changed again and again."""
    made = case.step(call="deque", **{"in": "collections"}, **args(*draw.choice([(), ([1, 2, 3],), ([draw.randrange(5) for _ in range(9)], draw.choice([None, 0, 1, 5, 100, -1, "a"]))])))
    for _ in range(10):
        name = draw.choice(["append", "appendleft", "pop", "popleft", "extend", "extendleft", "rotate", "reverse", "remove", "insert", "index", "count", "copy", "clear", "__getitem__", "__setitem__",
                            "__delitem__", "__contains__", "__imul__", "__mul__", "__add__", "__iadd__", "__eq__", "__lt__", "__len__", "__reversed__", "__reduce__"])
        given = {"append": (draw.value(1),), "appendleft": (draw.randrange(9),), "extend": ([draw.randrange(9), draw.randrange(9)],), "extendleft": (draw.choice([[1, 2], "ab", 3]),),
                 "rotate": draw.choice([(), (draw.randrange(-20, 20),), (draw.float(),)]), "remove": (draw.randrange(9),), "insert": (draw.index() or 0, draw.randrange(9)),
                 "index": (draw.randrange(9), *draw.choice([(), (draw.randrange(-9, 9),), (draw.randrange(-9, 9), draw.randrange(-9, 9))])), "count": (draw.randrange(9),),
                 "__getitem__": (draw.choice([draw.randrange(-9, 9), draw.slice()]),), "__setitem__": (draw.randrange(-9, 9), 7), "__delitem__": (draw.randrange(-9, 9),),
                 "__contains__": (draw.value(1),), "__imul__": (draw.randrange(-1, 3),), "__mul__": (draw.randrange(-1, 3),), "__add__": (draw.choice([made, [1]]),), "__iadd__": (draw.choice([[1], "a", 2]),),
                 "__eq__": (draw.choice([made, [1]]),), "__lt__": (made,)}.get(name, ())
        case.method(made, name, *given)
    case.op("repr", made)
    case.get(made, "maxlen")


def ordered_dicts(case, draw):
    """One OrderedDict, changed again and again."""
    made = case.step(call="OrderedDict", **{"in": "collections"}, **args([(draw.randrange(6), draw.randrange(9)) for _ in range(draw.randrange(6))]))
    for _ in range(10):
        key = draw.key()
        name = draw.choice(["get", "pop", "setdefault", "popitem", "update", "copy", "move_to_end", "__getitem__", "__delitem__", "__contains__", "__or__", "__ior__", "__ror__", "__reversed__", "__eq__", "__reduce__",
                            "__setitem__", "__setitem__", "fromkeys", "clear", "keys", "values", "items"])
        given = {"get": (key, 1), "pop": draw.choice([(key,), (key, 5)]), "setdefault": (key, 3), "popitem": draw.choice([(), (False,), (True,)]), "update": ({draw.key(): 1, draw.key(): 2},),
                 "move_to_end": (draw.choice([key, draw.randrange(6)]), *draw.choice([(), (False,)])), "__getitem__": (key,), "__delitem__": (key,), "__contains__": (key,), "__or__": (draw.choice([{key: 7}, 3]),),
                 "__ior__": ({key: 8},), "__ror__": ({key: 8},), "__eq__": (draw.choice([made, {}]),), "__setitem__": (key, draw.randrange(99)), "fromkeys": ([1, key],)}.get(name, ())
        if name == "clear" and draw.randrange(4):
            continue
        case.method(made, name, *given)
    case.op("repr", made)
    case.op("list", case.call("reversed", made))


def iterations(case, draw):
    """What itertools makes, and what it gives."""
    some = lambda: draw.choice([[draw.randrange(5) for _ in range(draw.randrange(6))], draw.text(5), draw.value(1), (1, 2, 3)] if draw.randrange(3) else ["abcd", [3, 1, 2], [0, 0, 1]])
    some_args = lambda: [some() for _ in range(draw.randrange(4))]
    small = lambda: draw.choice([0, 1, 2, 3, 4, -1, None, draw.value(0)])
    name = draw.choice(["chain", "chain.from_iterable", "combinations", "combinations_with_replacement", "permutations", "product", "islice", "zip_longest", "compress", "accumulate", "count", "cycle", "repeat",
                        "groupby", "pairwise", "tee", "dropwhile", "takewhile", "filterfalse", "starmap"])
    call = {"combinations": lambda: (some(), small()), "combinations_with_replacement": lambda: (some(), small()), "permutations": lambda: (some(), small()), "islice": lambda: (some(), *[draw.index() for _ in range(draw.randrange(1, 4))]),
            "compress": lambda: (some(), some()), "accumulate": lambda: (some(),), "count": lambda: tuple(draw.number() for _ in range(draw.randrange(3))), "cycle": lambda: (some(),), "repeat": lambda: (draw.value(1), *draw.choice([(), (small(),)])),
            "groupby": lambda: (some(),), "pairwise": lambda: (some(),), "tee": lambda: (some(), *draw.choice([(), (small(),)])), "dropwhile": lambda: (bool, some()), "takewhile": lambda: (bool, some()),
            "filterfalse": lambda: (draw.choice([None, bool]), some()), "starmap": lambda: (divmod, [(draw.number(), draw.randrange(1, 5))]), "chain.from_iterable": lambda: (some(),)}.get(name, some_args)()
    named = {"accumulate": {"initial": 3}, "zip_longest": {"fillvalue": 0}, "product": {"repeat": draw.choice([0, 1, 2, -1])}}.get(name, {})
    made = case.step(call=name, **{"in": "itertools"}, **args(*call, **(named if draw.randrange(3) == 0 else {})))
    case.op("repr", made) if name in ("count", "repeat") else None
    case.op("take", made, draw.choice([1, 2, 3]))
    case.op("take", made, draw.choice([3, 20])) if name in ("count", "cycle", "repeat") else case.op("list", made)
    case.method(made, "__reduce__") if name not in ("groupby", "tee", "dropwhile", "takewhile", "filterfalse", "starmap", "islice") else None


def streams(case, draw):
    """BytesIO and StringIO, as files in memory."""
    octets = draw.randrange(2) == 0
    data = (lambda: draw.octets(9)) if octets else (lambda: draw.text(9))
    given = draw.choice([(), (data(),)]) if octets else draw.choice([(), (data(),), (data(), draw.choice([None, "", "\n", "\r", "\r\n", "x"]))])
    made = case.step(call="BytesIO" if octets else "StringIO", **{"in": "io"}, **args(*given))
    number = lambda: draw.choice([None, 0, 1, 2, 5, -1, 100, draw.int(), "a"])
    for _ in range(8):
        name = draw.choice(["read", "readline", "readlines", "write", "write", "writelines", "seek", "seek", "tell", "truncate", "getvalue", "__next__", "readable", "isatty", "flush", "close", "read1", "readinto", "fileno"])
        arguments = {"read": (number(),), "readline": (number(),), "readlines": (number(),), "write": (draw.choice([data(), data(), draw.value(0)]),), "writelines": ([data(), data()],),
                     "seek": draw.choice([(draw.randrange(9),), (0, 2), (draw.randrange(-3, 3), draw.randrange(-1, 4)), (draw.sized(draw.number()),)]), "truncate": (draw.choice([None, 3, 20, -1, "a"]),),
                     "readinto": (bytearray(4),), "read1": (number(),)}.get(name, ())
        if name == "close" and draw.randrange(6):
            continue
        case.method(made, name, *(arguments if draw.randrange(6) or name in ("write", "writelines", "seek", "readinto") else ()))
    case.method(made, "getvalue")


TYPES = {"int": Draw.int, "float": Draw.float, "complex": lambda draw: complex(draw.float(), draw.float()), "bool": lambda draw: draw.randrange(2) == 0, "str": Draw.text, "bytes": Draw.octets,
         "bytearray": lambda draw: bytearray(draw.octets()), "memoryview": lambda draw: memoryview(draw.octets()), "list": lambda draw: [draw.value(1) for _ in range(draw.randrange(4))],
         "tuple": lambda draw: tuple(draw.value(1) for _ in range(draw.randrange(4))), "dict": lambda draw: {draw.key(): draw.value(1) for _ in range(draw.randrange(4))},
         "set": lambda draw: {draw.randrange(9) for _ in range(draw.randrange(4))}, "frozenset": lambda draw: frozenset(draw.randrange(9) for _ in range(draw.randrange(4))), "slice": Draw.slice}
MADE = {"range": lambda draw: (draw.randrange(9),), "enumerate": lambda draw: (draw.text(3),), "zip": lambda draw: (draw.text(3), [1, 2]), "map": lambda draw: (repr, [1, 2]),
        "filter": lambda draw: (None, [1, 0, 2]), "reversed": lambda draw: ([1, 2, 3],), "property": lambda draw: (len,), "classmethod": lambda draw: (len,), "staticmethod": lambda draw: (len,),
        "iter": lambda draw: draw.choice([([1, 2],), ("ab",), (b"ab",), ((1, 2),), ({1: 2},), (frozenset(),), (bytearray(b"a"),)]), "ValueError": lambda draw: (draw.value(1),), "OSError": lambda draw: (draw.randrange(40), draw.text(3)),
        "KeyError": lambda draw: (draw.value(0),), "StopIteration": lambda draw: (draw.value(0),), "UnicodeDecodeError": lambda draw: ("utf-8", draw.octets(), draw.randrange(4), draw.randrange(4), "why"),
        "dict.keys": lambda draw: ({1: 2},), "dict.items": lambda draw: ({1: 2},), "dict.values": lambda draw: ({1: 2},), "ImportError": lambda draw: (draw.text(3),), "SyntaxError": lambda draw: ("a", ("f", 1, 2, "t")),
        "SystemExit": lambda draw: (draw.value(0),), "AttributeError": lambda draw: (draw.text(3),), "NameError": lambda draw: (draw.text(3),), "object": lambda draw: ()}

# These say where the object is, tell its type's subclasses, or change what all share.
UNDRAWN = {"__subclasses__", "__reduce__", "__reduce_ex__", "__sizeof__", "__getstate__", "__setattr__", "__delattr__", "__set__", "__delete__", "__setstate__", "__doc__"}


def methods(case, draw):
    """Any method of any built-in type with any arguments: mostly wrong ones, so that it's messages that are compared."""
    kind = draw.choice(sorted(TYPES) + sorted(MADE))
    if kind in TYPES:
        model = TYPES[kind](draw)
        self = case.value(model)
    else:
        given = MADE[kind](draw)
        self = case.call(kind, *given)
        model = eval(kind)(*given) if kind != "UnicodeDecodeError" else UnicodeDecodeError("utf-8", b"", 0, 0, "")
    names = [name for name in dir(type(model)) if name not in UNDRAWN and not (name == "__hash__" and (type(model).__hash__ is object.__hash__ or has_nan(model) or kind in ("tuple", "range")))]
    name = draw.choice(names)
    if kind in ("classmethod", "staticmethod") and name == "__dict__" or kind == "memoryview" and name in ("__hash__", "release", "__exit__") or kind in MADE and name in ("__repr__", "__str__", "__eq__", "__ne__", "__format__"):
        return
    powers = "pow" in name or "shift" in name
    given = [draw.any(powers) for _ in range(draw.choice([0, 1, 1, 1, 2, 2, 3, 4]))]
    named = {draw.choice(["key", "x", "sep", "start", "encoding", "default", "\u00e9", "maxsplit", "value", "end"]): draw.any(powers) for _ in range(draw.choice([0, 0, 0, 0, 1, 2]))}
    if callable(getattr(type(model), name)):
        case.method(self, name, *given, **named)
    else:
        case.get(self, name)
    if type(model) in (list, dict, set, bytearray):
        case.op("repr", self)


def functions(case, draw):
    """Any function and type of the modules below with any arguments."""
    module, names = draw.choice(sorted(CALLABLES.items()))
    name = draw.choice(names)
    powers = "pow" in name or "shift" in name
    given = [draw.any(powers) for _ in range(draw.choice([0, 1, 1, 1, 1, 2, 2, 2, 3, 4]))]
    named = {draw.choice(["key", "x", "start", "encoding", "default", "\u00e9", "step", "strict", "end", "maxlen", "initial", "object"]): draw.any(powers) for _ in range(draw.choice([0, 0, 0, 0, 0, 1, 2]))}
    made = case.step(call=name, **{"in": module}, **args(*given, **named), **({"show": "type"} if name in SHOWN_BY_TYPE else {}))
    if name in SHOWN_BY_TYPE:
        return
    case.op("take", made, draw.choice([0, 1, 2, 3])) if module in ("itertools", "builtins") else None


def callables(module, left_out):
    import importlib
    names = vars(importlib.import_module(module))
    return sorted(name for name, value in names.items() if callable(value) and name not in left_out.split() and not name.startswith("__"))


SHOWN_BY_TYPE = {"id", "object", "hash"}
CALLABLES = {
    "builtins": callables("builtins", "exit quit open input breakpoint compile eval exec help copyright credits license print globals locals vars dir super pow hash id memoryview KeyboardInterrupt __build_class__ EncodingWarning"),
    "operator": callables("_operator", "length_hint"), "itertools": callables("itertools", "_grouper _tee _tee_dataobject"), "_collections": callables("_collections", "_deque_iterator _deque_reverse_iterator _tuplegetter OrderedDict"),
    "_functools": callables("_functools", "_lru_cache_wrapper"), "_string": callables("_string", ""), "_stat": callables("_stat", ""),
    "_codecs": callables("_codecs", "register unregister register_error lookup _forget_codec charmap_build lookup_error encode decode"),
    "_abc": callables("_abc", "get_cache_token _reset_caches _reset_registry _abc_init"),
    "time": callables("time", "sleep time time_ns monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns thread_time thread_time_ns clock_gettime clock_gettime_ns clock_settime "
                              "clock_settime_ns tzset ctime localtime gmtime asctime strftime strptime clock_getres pthread_getcpuclockid get_clock_info")}


def args(*values, **named):
    from builtin_cases import arguments
    return arguments(values, named)


AREAS = {"numbers": numbers, "conversions": conversions, "reprs": reprs, "specs": specs, "percents": percents, "str_formats": str_formats, "strs": strs, "octets": octets, "codecs": codecs, "lists": lists,
         "dicts": dicts, "sets": sets, "comparisons": comparisons, "ranges": ranges, "bytearrays": bytearrays, "memoryviews": memoryviews, "deques": deques, "ordered_dicts": ordered_dicts, "iterations": iterations,
         "streams": streams, "methods": methods, "functions": functions}
IMPORTS = {"deques": ["collections"], "ordered_dicts": ["collections"], "iterations": ["itertools"], "streams": ["io"], "functions": sorted(CALLABLES)}


def make(area, seed, count):
    draw = Draw(f"{area} {seed}")
    case = Case(f"{area}_{seed}", IMPORTS.get(area, ()))
    while len(case.steps) < count:
        AREAS[area](case, draw)
    return case


def main():
    for request in sys.stdin:
        area, seed, count, path = request.split()
        case = make(area, int(seed), int(count))
        with open(path, "w", encoding="utf-8") as file:
            file.write(case.text())
        with open(path.replace(".json", ".expected.jsonl"), "w", encoding="utf-8") as file:
            oracle.play(json.loads(case.text()), file)
        print("done", flush=True)


if __name__ == "__main__":
    main()
