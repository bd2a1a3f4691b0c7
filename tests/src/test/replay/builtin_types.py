#!/usr/bin/env python3.11
"""Writes the cases of the built-in types, builtins/TYPE.json, and records what CPython 3.11 answers, builtins/TYPE.expected.jsonl, both in
the short form of compact.py.

  python3.11 builtin_types.py [TYPE...]

For each type every name of dir(TYPE) is asked for, and what can be called is called: with the arguments that CALLS names for it, or with
a choice of ordinary, edge and wrong ones. Each case runs twice under different hash seeds; a step whose answer isn't determined then only
shows its type.
"""

import builtins
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import types
import weakref

from builtin_cases import Case, Ref, encode
import builtin_calls as calls
import compact
import posix_steps
import library_cases
import stock_cases

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "builtins")

# Not determined by the language, answered by Python source in CPython, or documentation.
LEFT_OUT = {"__doc__", "__dict__", "__sizeof__", "__dir__", "__subclasses__", "__text_signature__", "__class_getitem__"}
BINARY = {"__add__": "add", "__sub__": "sub", "__mul__": "mul", "__truediv__": "truediv", "__floordiv__": "floordiv", "__mod__": "mod",
          "__pow__": "pow", "__matmul__": "matmul", "__lshift__": "lshift", "__rshift__": "rshift", "__and__": "and", "__or__": "or",
          "__xor__": "xor", "__divmod__": "divmod", "__iadd__": "iadd", "__imul__": "imul", "__isub__": "isub", "__ior__": "ior"}
ALWAYS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or", "xor", "divmod"]
UNARY = ["neg", "pos", "invert", "abs", "len", "iter", "next", "bool", "int", "float", "complex", "list", "tuple", "bytes", "index", "str",
         "repr", "round", "memoryview", "sorted", "dict"]
COMPARE = ["eq", "ne", "lt", "le", "gt", "ge"]


def usual(name):
    """Arguments for a name that CALLS says nothing about."""
    if name in calls.NO_ARGUMENTS:
        return [(), (None,), (1, 2)]
    if name in BINARY or name.startswith("__r") and name[3:] and "__" + name[3:] in BINARY:
        return [(), (1,), (2.5,), ("a",), (None,), (b"a",), ([1],), (1, 2)]
    return calls.USUAL


class Cover:
    """Asks for all that a type has."""

    def __init__(self, case, type_, sample, mutable=False, more=None):
        """sample(case) makes an object; of a mutable type a new one for each call."""
        self.case = case
        self.type = type_
        self.sample = sample
        self.mutable = mutable
        self.kept = sample(case)
        self.calls = dict(calls.CALLS.get(type_.__name__, {}), **(more or {}))

    def object(self):
        return self.sample(self.case) if self.mutable else self.kept

    def all(self, operators=True):
        kind = self.case.type_of(self.kept)
        self.kind = kind
        for name in sorted(set(dir(self.type)) - LEFT_OUT):
            self.name(name)
        for attribute in ("no_such", "__doc", "__slots__", "__weakref__", "__abstractmethods__"):
            self.case.get(self.object(), attribute)
        self.case.set(self.object(), "no_such", 1)
        self.case.delete(self.object(), "no_such")
        if operators:
            self.operators()

    def name(self, name):
        case = self.case
        case.get(self.kind, name)
        attribute = getattr(self.type, name, None)
        if not callable(attribute):
            self.data(name)
        elif name not in calls.NEVER_CALLED:
            self.function(name, attribute)

    def data(self, name):
        case, object_ = self.case, self.object()
        case.get(object_, name)
        case.set(object_, name, 1)
        case.delete(object_, name)

    def function(self, name, attribute):
        case = self.case
        for args, kwargs in self.arguments(name):
            object_ = self.kept if name in calls.STILL else self.object()
            case.method(object_, name, *args, **kwargs)
            if self.mutable and name not in calls.PURE:
                case.op("repr", object_)
        if isinstance(attribute, (types.MethodDescriptorType, types.WrapperDescriptorType)):
            case.method(self.kind, name)
            case.method(self.kind, name, calls.STRANGER)
        case.method(self.kept if name in calls.STILL else self.object(), name, bogus=1)

    def arguments(self, name):
        special = self.calls.get(name)
        if special is None:
            special = calls.COMMON.get(name, usual(name))
        for entry in special:
            if entry and isinstance(entry[-1], calls.Keywords):
                yield entry[:-1], entry[-1]
            else:
                yield entry, {}
        if name in self.calls:
            for wrong in calls.WRONG_COUNTS:
                yield wrong, {}

    def operators(self, some=None):
        """All operators with all operands, or some of them, drawn by chance."""
        case = self.case
        drawn = lambda: some is None or some.random() < 0.25
        pool = calls.OPERANDS.get(self.type.__name__, []) + calls.ANY_OPERANDS
        for op in ALWAYS + ["iadd", "imul", "isub", "ior"]:
            for other in pool:
                if not drawn() or op == "pow" and type(other) is int and abs(other) > 100:
                    continue
                object_ = self.object() if op.startswith("i") else self.kept
                case.op(op, object_, other)
                if op in ("add", "sub", "mul", "truediv", "mod"):
                    case.op("r" + op, self.kept, other)
        for op in COMPARE:
            for other in pool:
                if drawn():
                    case.op(op, self.kept, other)
        for op in UNARY:
            case.op(op, self.object())
        for key in calls.KEYS.get(self.type.__name__, [0, "a", None]):
            case.op("getitem", self.kept, key)
            case.op("contains", self.object(), key)
            for op, args in (("delitem", (key,)), ("setitem", (key, 1))):
                object_ = self.object()
                case.op(op, object_, *args)
                if self.mutable:
                    case.op("repr", object_)
        for args in ((), (1,), ("a", 2)):
            case.op("call", self.kept, *args)
        for spec in calls.SPECS.get(self.type.__name__, ["", "s", "5", "x"]):
            case.op("format", self.kept, spec)


def same(value):
    return lambda case: case.value(value)


def constructor(case, name):
    for entry in calls.CONSTRUCT[name]:
        kwargs = {}
        if entry and isinstance(entry[-1], calls.Keywords):
            entry, kwargs = entry[:-1], entry[-1]
        case.call(name, *entry, **kwargs)


def subclass(case, name, sample):
    """A subclass of a built-in type: attributes of its own, and what the built-in's methods make of it."""
    made = case.new_type("Sub", (getattr(builtins, name),), extra=1)
    object_ = case.invoke(made, *sample)
    for attribute in ("extra", "__dict__", "__class__", "__weakref__"):
        case.get(object_, attribute)
    case.set(object_, "own", 2)
    case.get(object_, "__dict__")
    for op in ("repr", "str", "bool", "len", "iter", "neg", "list", "hash"):
        case.op(op, object_)
    case.op("add", object_, object_)
    case.op("mul", object_, 2)
    case.op("eq", object_, object_)
    case.method(object_, "__reduce_ex__", 2)
    if hasattr(getattr(builtins, name), "copy"):
        case.method(object_, "copy")
    return made, object_


CASES = {}
HASHED = {"int", "bool", "float", "complex", "tuple", "range", "slice", "dict", "list", "callbacks", "struct_sequence"}


def case(name, *imports):
    def register(function):
        CASES[name] = (function, imports)
        return function
    return register


def values(name, samples, mutable=False):
    """The case of a type that builtins names: its constructor, each sample, a subclass."""
    def fill(case):
        type_ = getattr(builtins, name)
        constructor(case, name)
        for number, sample in enumerate(samples):
            cover = Cover(case, type_, same(sample), mutable)
            if number == 0:
                cover.all()
            else:
                drawn = random.Random(name + str(number))
                cover.operators(some=drawn)
                for method in sorted(calls.EACH_SAMPLE.get(name, [])):
                    for args, kwargs in cover.arguments(method):
                        if drawn.random() < 0.4:
                            case.method(cover.object(), method, *args, **kwargs)
        if name not in ("bool", "range", "slice", "memoryview"):
            subclass(case, name, (samples[0],))
    return fill


nan, inf = float("nan"), float("inf")
CASES["int"] = (values("int", [7, 0, -3, 2 ** 64 + 5, -(2 ** 100)]), ())
CASES["bool"] = (values("bool", [True, False]), ())
CASES["float"] = (values("float", [2.5, 0.0, -0.0, -1e300, 5e-324, inf, nan, 123456789.125]), ())
CASES["complex"] = (values("complex", [1 + 2j, 0j, complex(-0.0, 3), complex(nan, inf), 1e200 - 1e200j]), ())
CASES["str"] = (values("str", ["Hello, W\u00f6rld", "", "abc abc", "\u00df\u0130\ud800\U0001f600", "a\tb\nc\r\n d\x1c", "  12  "]), ())
CASES["bytes"] = (values("bytes", [b"Hello, World", b"", b"a\tb\nc\r\n d", b"\x00\xff\xe9"]), ())
CASES["bytearray"] = (values("bytearray", [bytearray(b"Hello, World"), bytearray()], True), ())
CASES["tuple"] = (values("tuple", [(1, 2, 3, 2), (), ("a", (1,))]), ())
CASES["list"] = (values("list", [[3, 1, 2, 1], [], ["b", "a"]], True), ())
CASES["dict"] = (values("dict", [{"a": 1, "b": 2}, {}, {1: "x", (2,): None}], True), ())
CASES["set"] = (values("set", [{1, 2, 3}, set()], True), ())
CASES["frozenset"] = (values("frozenset", [frozenset({1, 2, 3}), frozenset()]), ())


@case("memoryview")
def memory_views(case):
    constructor(case, "memoryview")
    drawn = random.Random("memoryview")
    for data in (bytearray(b"abcdef"), b"\x01\x02\x03\x04"):
        Cover(case, memoryview, lambda c: c.call("memoryview", data), True).all()
    for format_, shape in (("B", [2, 3]), ("b", None), ("c", None), ("h", None), ("i", [1]), ("f", None), ("?", None), ("H", [3]), ("@I", None),
                           ("Z", None), ("P", None), ("q", None), ("B", [3, 2, 1]), ("B", [6, 0]), ("B", [7]), ("B", []), ("", None), (1, None)):
        view = case.call("memoryview", bytearray(b"abcdefgh" if format_ in ("f", "q", "P", "i", "@I") else b"abcdef"))
        cast = case.method(view, "cast", format_, shape) if shape is not None else case.method(view, "cast", format_)
        for attribute in ("format", "itemsize", "ndim", "shape", "strides", "suboffsets", "nbytes", "contiguous", "c_contiguous", "f_contiguous",
                          "readonly"):
            case.get(cast, attribute)
        for method in ("tolist", "tobytes", "hex"):
            case.method(cast, method)
        for order in ("C", "F", "A", None, "X", 1):
            case.method(cast, "tobytes", order)
        for key in (0, -1, 5, 6, (0, 1), (1, 2), (2, 0), (0,), slice(1, 3), slice(None, None, -2), Ellipsis, (), (slice(1), 0), "a", None):
            case.op("getitem", cast, key)
            for value in drawn.sample((0, 65, -1, 300, 1.5, b"x", b"xy", bytearray(b"ab"), None, True), 4):
                case.op("setitem", cast, key, value)
        case.op("delitem", cast, 0)
        case.op("eq", cast, view)
        case.op("eq", cast, b"abcdef")
        case.op("hash", cast)
        case.op("len", cast)
        case.op("list", cast)
        case.op("contains", cast, 97)
        case.method(cast, "cast", "B")
        case.method(cast, "toreadonly")
    view = case.call("memoryview", bytearray(b"abcdef"))
    part = case.op("getitem", view, slice(None, None, 2))
    for method, args in (("tolist", ()), ("tobytes", ()), ("hex", ()), ("hex", (":",)), ("hex", ("-", 2)), ("cast", ("b",)), ("release", ()),
                         ("release", ()), ("tolist", ()), ("__enter__", ())):
        case.method(part, method, *args)
    for attribute in ("obj", "shape", "format", "nbytes", "readonly", "contiguous"):
        case.get(part, attribute)
    for op in ("len", "repr", "hash", "str", "bool"):
        case.op(op, part)
    case.op("enter", view)
    case.op("exit", view)
    case.op("len", view)
    case.method(case.call("memoryview", b"x"), "__exit__", 1)
    array = case.value(bytearray(b"12345"))
    held = case.call("memoryview", array)
    for method, args in (("append", (1,)), ("clear", ()), ("extend", (b"1",)), ("pop", ()), ("remove", (49,)), ("insert", (0, 1))):
        case.method(array, method, *args)
    case.op("setitem", array, slice(0, 2), b"zz")
    case.op("setitem", array, slice(0, 2), b"zzz")
    case.op("tobytes", held)


@case("range")
def ranges(case):
    constructor(case, "range")
    for args in ((10,), (0,), (5, 0, -2), (2 ** 70, 2 ** 70 + 10, 3), (-5, 5, 4)):
        Cover(case, range, lambda c: c.call("range", *args)).all()
    for args in ((10,), (3, 3), (0, 10 ** 20, 10 ** 19), (10, 0, -3)):
        made = case.call("range", *args)
        for iterator in (case.op("iter", made), case.call("reversed", made)):
            for method, arguments in (("__length_hint__", ()), ("__reduce__", ()), ("__next__", ()), ("__setstate__", (2,)), ("__reduce__", ()),
                                      ("__setstate__", (-9,)), ("__setstate__", ("a",)), ("__setstate__", (10 ** 30,)), ("__next__", ()),
                                      ("__length_hint__", ())):
                case.method(iterator, method, *arguments)
    for key in (0, -1, 9, 10, -11, 2 ** 70, slice(2, 5), slice(None, None, -1), slice(None, None, 0), slice(-3, None, 2), slice("a"), 1.0, None):
        case.op("getitem", case.call("range", 10), key)
        case.op("getitem", case.call("range", 2 ** 70, 2 ** 70 + 10), key)
    for pair in (((10,), (0, 10)), ((0,), (5, 5)), ((0, 3, 2), (0, 4, 2)), ((1,), (0, 5, 10)), ((3,), (4,))):
        case.op("eq", case.call("range", *pair[0]), case.call("range", *pair[1]))
        case.op("hash", case.call("range", *pair[0]))
    case.new_type("R", (range,))


@case("slice")
def slices(case):
    constructor(case, "slice")
    for args in ((1, 2, 3), (None,), ("a", 1.5, [])):
        Cover(case, slice, lambda c: c.call("slice", *args)).all()
    for args in itertools.product((None, 0, 2, -1, 100, -100), (None, 1, -2, 100, -100), (None, 1, 2, -1, -3)):
        case.method(case.call("slice", *args), "indices", 7)
    for args, length in (((None, None, 0), 5), (("a",), 5), ((1.5,), 5), ((None,), -1), ((None,), "a"), ((None,), 10 ** 30), ((10 ** 30,), 5),
                         ((None, None, -(10 ** 30)), 5), ((10 ** 30, -(10 ** 30), -1), 10 ** 29), ((True, False), 4)):
        case.method(case.call("slice", *args), "indices", length)
    for left, right in itertools.product(((1,), (2,), (1, 2), ("a",), (None, 1)), repeat=2):
        for op in COMPARE:
            case.op(op, case.call("slice", *left), case.call("slice", *right))
    case.new_type("S", (slice,))


@case("dict_views")
def dict_views(case):
    for name in ("keys", "values", "items"):
        view = lambda c: c.method(c.value({"a": 1, "b": 2, 3: None}), name)
        Cover(case, type(getattr({}, name)()), view).all()
        for content in ({}, {1: 1}, {"a": 1, "z": 9}):
            made = case.method(case.value(content), name)
            for other in (["a"], ("a", 1), {"a"}, {("a", 1)}, {"a": 1}, case.method(case.value({"a": 1}), "keys"),
                          case.method(case.value({"a": 1}), "items"), 5, None, "ab", [[]], [("a", [])], iter):
                for op in ("and", "or", "xor", "sub", "rsub", "eq", "le", "lt", "ge", "gt", "contains"):
                    case.op(op, made, other)
                if name != "values":
                    case.method(made, "isdisjoint", other)
                    case.method(made, "__rand__", other)
                    case.method(made, "__ror__", other)
            for iterator in (case.op("iter", made), case.call("reversed", made)):
                for method in ("__length_hint__", "__reduce__", "__next__", "__next__", "__length_hint__", "__iter__"):
                    case.method(iterator, method)
        changing = case.value({1: 1, 2: 2})
        for start in ("iter", "reversed"):
            iterator = case.call(start, case.method(changing, name))
            case.op("next", iterator)
            case.op("setitem", changing, start, 1)
            case.op("next", iterator)
            case.op("next", iterator)
            case.method(iterator, "__length_hint__")
            iterator = case.call(start, case.method(changing, name))
            case.op("next", iterator)
            case.op("delitem", changing, 1)
            case.op("setitem", changing, 7, 1)
            case.op("next", iterator)
            case.op("setitem", changing, 1, 1)
        case.get(case.method(changing, name), "mapping")
        inside = case.value({})
        case.op("setitem", inside, "self", case.method(inside, name))
        case.op("repr", inside)
        case.invoke(case.type_of(case.method(inside, name)))
        case.invoke(case.type_of(case.method(inside, name)), {})
        case.new_type("V", (case.type_of(case.method(inside, name)),))


@case("iterators")
def iterators(case):
    """All types of iterators, after each number of steps."""
    makers = {
        "list": lambda c: c.op("iter", c.value([1, 2, 3])), "tuple": lambda c: c.op("iter", c.value((1, 2, 3))),
        "str": lambda c: c.op("iter", c.value("a\u00e9\U0001f600")), "ascii": lambda c: c.op("iter", c.value("abc")),
        "bytes": lambda c: c.op("iter", c.value(b"abc")), "bytearray": lambda c: c.op("iter", c.value(bytearray(b"abc"))),
        "set": lambda c: c.op("iter", c.value({1, 2, 3})), "dict": lambda c: c.op("iter", c.value({1: 2, 3: 4})),
        "memoryview": lambda c: c.op("iter", c.call("memoryview", b"abc")), "list_reversed": lambda c: c.call("reversed", [1, 2, 3]),
        "reversed": lambda c: c.call("reversed", (1, 2, 3)), "dict_reversed": lambda c: c.call("reversed", {1: 2, 3: 4}),
        "callable": lambda c: c.call("iter", c.value([1, 2, 3]).pop, 1), "enumerate": lambda c: c.call("enumerate", "abc", 5),
        "zip": lambda c: c.call("zip", "abc", [1, 2, 3]), "map": lambda c: c.call("map", len, ["a", "bb", "ccc"]),
        "filter": lambda c: c.call("filter", None, [0, 1, 2, 3]), "range": lambda c: c.op("iter", c.call("range", 3)),
        "longrange": lambda c: c.op("iter", c.call("range", 2 ** 70, 2 ** 70 + 3)),
        "items": lambda c: c.op("iter", c.method(c.value({1: 2, 3: 4}), "items")),
        "alias": lambda c: c.op("iter", c.op("getitem", c.value(list), int)),
    }
    samples = {
        "list": iter([]), "tuple": iter(()), "str": iter("\u00e9\u0100"), "ascii": iter(""), "bytes": iter(b""), "bytearray": iter(bytearray()), "set": iter(set()),
        "dict": iter({}), "memoryview": iter(memoryview(b"")), "list_reversed": reversed([]), "reversed": reversed(()),
        "dict_reversed": reversed({}), "callable": iter(list, 1), "enumerate": enumerate(""), "zip": zip(), "map": map(len, ""),
        "filter": filter(None, ""), "range": iter(range(3)), "longrange": iter(range(2 ** 70, 2 ** 70 + 3)), "items": iter({}.items()),
        "alias": iter(list[int]),
    }
    for name, make in makers.items():
        Cover(case, type(samples[name]), make, True).all(operators=name in ("list", "enumerate"))
        for taken in range(5):
            iterator = make(case)
            for _ in range(taken):
                case.op("next", iterator)
            for method in ("__length_hint__", "__reduce__"):
                case.method(iterator, method)
            for state in (1, -100, 2 ** 70, "a") if taken % 2 else (0, -1, 100, None):
                case.method(iterator, "__setstate__", state)
                case.method(iterator, "__length_hint__")
            case.op("list", iterator)
        kind = case.type_of(make(case))
        case.invoke(kind)
        case.invoke(kind, 1)
        case.new_type("I", (kind,))
    for name in ("enumerate", "zip", "map", "filter", "reversed"):
        constructor(case, name)
        made = case.new_type("Sub", (getattr(builtins, name),))
        case.op("list", case.invoke(made, *calls.CONSTRUCT[name][0]))
        case.invoke(made, *calls.CONSTRUCT[name][0], bogus=1)


@case("strict_zip")
def strict_zip(case):
    for lengths in itertools.product(range(3), repeat=3):
        made = case.call("zip", *[list(range(length)) for length in lengths], strict=True)
        case.op("list", made)
        case.method(made, "__reduce__")
    for state in (1, 0, True, "a", []):
        made = case.call("zip", [1], [1, 2])
        case.method(made, "__setstate__", state)
        case.op("list", made)
    case.call("zip", [1], strict="")
    case.call("zip", [1], strict=[1], other=2)
    case.call("zip", 1)
    case.call("zip", [], 1, [], strict=True)


@case("mutation")
def mutation(case):
    """Containers that change while they are walked, and callbacks that change them."""
    items = case.value([1, 2, 3])
    iterator = case.op("iter", items)
    case.op("next", iterator)
    case.method(items, "clear")
    case.op("next", iterator)
    case.method(items, "append", 1)
    case.op("next", iterator)
    items = case.value([3, 2, 1])
    case.method(items, "sort", key=items.append)
    case.op("repr", items)
    case.method(items, "sort", key=items.count)
    case.op("repr", items)
    items = case.value([3, 2, 1])
    case.method(items, "sort", key=case.value([]).append)
    case.op("list", case.call("map", items.remove, items))
    case.op("repr", items)
    items = case.value([1, 2, 3, 4])
    case.method(items, "extend", case.call("map", items.__getitem__, [0, 1]))
    case.op("repr", items)
    case.method(items, "extend", items)
    case.op("repr", items)
    case.op("setitem", items, slice(1, 2), items)
    case.op("repr", items)
    items = case.value([1, 2])
    case.method(items, "append", items)
    for op in ("repr", "str", "len", "hash"):
        case.op(op, items)
    case.op("eq", items, items)
    table = case.value({1: 1})
    case.op("setitem", table, "me", table)
    case.op("repr", table)
    case.op("list", case.call("map", table.pop, table))
    case.op("repr", table)
    numbers = case.value({1, 2, 3})
    case.op("list", case.call("map", numbers.discard, numbers))
    case.op("len", numbers)
    iterator = case.op("iter", numbers)
    case.method(numbers, "add", 77)
    case.op("next", iterator)
    case.method(iterator, "__length_hint__")
    array = case.value(bytearray(b"abc"))
    iterator = case.op("iter", array)
    case.op("next", iterator)
    case.method(array, "clear")
    case.op("next", iterator)
    case.method(array, "extend", case.call("map", array.append, b"xyz"))
    case.op("repr", array)
    case.method(array, "extend", array)
    case.op("repr", array)
    case.op("setitem", array, slice(0, 0), array)
    case.op("repr", array)
    items = case.value([1])
    pair = case.value(([1],))
    case.op("iadd", case.op("getitem", pair, 0), [2])
    case.op("repr", pair)
    evil = case.new_type("Evil", (object,), __eq__=items.clear, __hash__=case.value(5).__int__)
    case.method(items, "index", case.invoke(evil))
    shrinking = case.value([1, 2, 3])
    evil = case.new_type("Evil", (object,), __eq__=shrinking.remove, __hash__=case.value(5).__int__)
    for method in ("index", "remove", "count"):
        case.method(shrinking, method, case.invoke(evil))
    case.op("repr", shrinking)
    other = case.value([1, 2, 3])
    evil = case.new_type("Evil", (object,), __lt__=other.append)
    case.method(case.value([]), "sort")
    pair = case.value([case.invoke(evil), case.invoke(evil)])
    case.op("sorted", pair)


@case("callbacks")
def callbacks(case):
    """Special methods that answer, refuse or answer nonsense, as built-in functions and types see them."""
    answers = {"five": case.value(5).__int__, "minus": case.value(-1).__int__, "huge": case.value(2 ** 100).__int__, "text": case.value("t").__str__,
               "float": case.value(1.5).__float__, "list": list, "false": bool, "raises": case.value({}).popitem, "none": case.value([]).clear,
               "octets": case.value(b"o").__bytes__, "sub": case.value(True).__and__, "complex": complex, "dict": dict, "nothing": None}
    questions = {
        "__index__": ["index", "int", "float", "complex", "bytes", ("getitem", [1, 2]), ("range",), ("hex",), ("chr",), ("round", 1.5), ("mul", "ab")],
        "__int__": ["int", "float", "index"], "__float__": ["float", "complex", "int"], "__complex__": ["complex", "float"],
        "__len__": ["len", "bool", "list"], "__bool__": ["bool"], "__hash__": ["hash"], "__repr__": ["repr", "str"], "__str__": ["str", "repr"],
        "__format__": [("format", "x")], "__bytes__": ["bytes"], "__iter__": ["iter", "list", "tuple"], "__next__": ["next", "iter"],
        "__contains__": [("contains", 1)], "__eq__": [("eq", 1)], "__lt__": [("lt", 1)], "__call__": ["call", ("call", 1)],
        "__getitem__": [("getitem", 1), "iter", ("contains", 1)], "__setitem__": [("setitem", 1, 2)], "__delitem__": [("delitem", 1)],
        "__getattr__": [("getattr", "x"), ("hasattr", "x")], "__getattribute__": [("getattr", "x"), ("hasattr", "x")],
        "__abs__": ["abs"], "__neg__": ["neg"], "__invert__": ["invert"], "__round__": ["round", ("round", 1)], "__add__": [("add", 1)],
        "__radd__": [("radd", 1)], "__iadd__": [("iadd", 1)], "__pow__": [("pow", 1)], "__divmod__": [("divmod", 1)], "__reversed__": [],
        "__length_hint__": ["list"], "__dir__": [], "__instancecheck__": [], "__trunc__": ["int"], "__floor__": [], "__enter__": ["enter"],
        "__exit__": ["exit"], "__set_name__": [], "__missing__": [], "__class_getitem__": [], "__mro_entries__": [], "__sizeof__": [],
    }
    for name, asked in questions.items():
        for kind, answer in answers.items():
            made = case.new_type("C", (), **{name: answer})
            object_ = case.invoke(made)
            for question in asked:
                if isinstance(question, str):
                    case.op(question, object_)
                elif question[0] in ("range", "hex", "chr"):
                    case.call(question[0], object_)
                elif question[0] == "round" and len(question) == 2 and name == "__index__":
                    case.op("round", case.value(question[1]), object_)
                elif question[0] in ("getitem", "mul") and name == "__index__":
                    case.op(question[0], case.value(question[1]), object_)
                else:
                    case.op(question[0], object_, *question[1:])
            if name == "__reversed__":
                case.call("reversed", object_)
            if name == "__dir__":
                case.call("dir", object_)
            if name == "__mro_entries__":
                case.new_type("D", (object_,))
            if name == "__missing__":
                missing = case.new_type("M", (dict,), __missing__=answer)
                case.op("getitem", case.invoke(missing), 1)
            if name == "__set_name__":
                case.new_type("S", (), attribute=object_)
            if name == "__class_getitem__":
                case.op("getitem", made, 1)
            if name == "__length_hint__":
                hinted = case.new_type("H", (), __length_hint__=answer, __iter__=iter, __next__=case.value({}).popitem)
                case.op("list", case.invoke(hinted))
    eq = case.new_type("OnlyEq", (), __eq__=case.value([]).clear)
    case.op("hash", case.invoke(eq))
    case.get(eq, "__hash__")
    case.op("ne", case.invoke(eq), 1)


class Strange:
    pass


@case("object")
def objects(case):
    Cover(case, object, lambda c: c.call("object")).all()
    constructor(case, "object")
    plain = case.new_type("Plain", ())
    Cover(case, type("Plain", (), {}), lambda c: c.invoke(plain), True, more={"__class__": [()]}).all()
    sample = case.invoke(plain)
    for value in (plain, case.new_type("Other", ()), int, 5, None, object, case.new_type("Slotted", (), __slots__=("a",))):
        case.set(sample, "__class__", value)
    for value in ({"a": 1}, {}, 5, None, {1: 2}):
        case.set(sample, "__dict__", value)
        case.get(sample, "__dict__")
    case.delete(sample, "__dict__")
    case.get(sample, "__dict__")
    slotted = case.new_type("Slots", (), __slots__=("a", "b"))
    holder = case.invoke(slotted)
    for attribute in ("a", "b", "c", "__dict__", "__weakref__", "__slots__"):
        case.get(holder, attribute)
        case.set(holder, attribute, 1)
        case.get(holder, attribute)
        case.delete(holder, attribute)
        case.delete(holder, attribute)
    for slots in ("a", ["a", "a"], ("1a",), (1,), ("__dict__",), ("__weakref__",), ("__dict__", "__dict__"), ("__slots__",), ("a", "__dict__"), 5, (), ("_x",),
                  ("__private",), {"a": 1}):
        made = case.new_type("S", (), __slots__=slots)
        case.op("typename", made)
        case.op("repr", case.invoke(made))
    case.new_type("S", (), __slots__=("a",), a=1)
    case.new_type("S", (int,), __slots__=("a",))
    case.new_type("S", (int,), __slots__=())
    case.new_type("S", (tuple,), __slots__=("a",))
    for protocol in range(6):
        case.method(sample, "__reduce_ex__", protocol)
        case.method(holder, "__reduce_ex__", protocol)
    case.method(sample, "__getstate__")
    case.method(holder, "__getstate__")
    case.set(holder, "a", 3)
    case.method(holder, "__getstate__")
    case.method(case.invoke(case.new_type("Empty", (), __slots__=())), "__getstate__")


@case("type")
def type_objects(case):
    constructor(case, "type")
    made = lambda c: c.new_type("Made", (), x=1)
    Cover(case, type, made, True).all()
    Cover(case, type, lambda c: c.value(int), more=calls.TYPE_CALLS).all()
    kind = made(case)
    for attribute, entries in calls.TYPE_ATTRIBUTES.items():
        case.get(kind, attribute)
        for value in entries:
            case.set(kind, attribute, value)
            case.get(kind, attribute)
        case.delete(kind, attribute)
        case.get(kind, attribute)
        case.get(case.value(int), attribute)
        case.set(case.value(int), attribute, entries[0])
        case.delete(case.value(int), attribute)
    a, b = case.new_type("A", ()), case.new_type("B", ())
    c = case.new_type("C", (a, b))
    d = case.new_type("D", (b, a))
    case.get(c, "__mro__")
    case.new_type("E", (c, d))
    case.new_type("E", (a, c))
    case.new_type("E", (c, a))
    case.get(case.new_type("E", (c, a)), "__mro__")
    for bases in ((int, str), (int, bool), (bool,), (type(None),) and (object, object), (int, int), (object, int), (list, tuple), (dict, object), (BaseException, int),
                  (Exception, KeyError), (KeyError, Exception), (OSError, ValueError)):
        case.new_type("M", bases)
    for value in ((a,), (b,), (b, a), (int,), (), (object,), (c,), (a, 5), 5, [a], (a, a)):
        case.set(c, "__bases__", value)
        case.get(c, "__bases__")
        case.get(c, "__mro__")
    meta = case.new_type("Meta", (type,), extra=5)
    of_meta = case.invoke(meta, "OfMeta", (), {})
    case.get(of_meta, "extra")
    case.op("type", of_meta)
    case.op("repr", of_meta)
    other = case.new_type("Meta2", (type,))
    case.invoke(other, "Both", (of_meta,), {})
    case.new_type("Derived", (of_meta,))
    case.op("type", case.new_type("Derived", (of_meta,)))
    for name in ("__init_subclass__", "__set_name__"):
        case.new_type("K", (), **{name: 5})
    case.call("type", "K", (), {}, bogus=1)
    case.call("type", "K", (a,), {}, bogus=1)
    for left, right in ((int, bool), (bool, int), (int, (str, int)), (5, int), (int, 5), (int, ()), (c, object)):
        case.call("issubclass", left, right)
    for left, right in ((5, int), (True, int), (5, (str, (int,))), (5, 5), (5, "a"), (None, type(None) and object), ([], list)):
        case.call("isinstance", left, right)
    for left, right in ((int, str), (int, None), (None, int), (int, 5), (int, int), (list, "a")):
        case.op("or", case.value(left), right)
    for protocol in range(3):
        case.method(a, "__reduce_ex__", protocol)
    for args in ((), (5,), (int,), (int, 5), (int, int), (5, 5)):
        case.method(case.value(object), "__new__", *args)
        case.method(case.value(int), "__new__", *args)
        case.method(case.value(type), "__call__", *args)
    case.method(case.value(object), "__new__", bool)
    case.method(case.value(int), "__new__", bool, 1)
    case.method(case.value(tuple), "__new__", list)


@case("module")
def modules(case):
    module_type = types.ModuleType
    kind = case.type_of(Ref("$"))
    for args in ((), ("m",), ("m", "doc"), ("m", None), (1,), ("m", "d", 1)):
        case.invoke(kind, *args)
    case.invoke(kind, name="m", doc="d")
    case.invoke(kind, bogus=1)
    Cover(case, module_type, lambda c: c.invoke(kind, "mod"), True).all()
    sample = case.invoke(kind, "mod")
    for name in ("__name__", "__loader__", "__package__", "__spec__", "__dict__", "__annotations__", "__file__", "x"):
        case.get(sample, name)
        case.set(sample, name, 5)
        case.get(sample, name)
        case.delete(sample, name)
        case.get(sample, name)
    case.op("repr", sample)
    named = case.invoke(kind, "named")
    case.set(named, "__getattr__", len)
    case.get(named, "abcd")
    case.set(named, "__getattr__", case.value({}).popitem)
    case.get(named, "abcd")
    case.set(named, "__getattr__", 5)
    case.get(named, "abcd")
    case.call("dir", named)
    case.set(named, "__dir__", case.value([]).copy)
    case.call("dir", named)
    case.set(named, "__dir__", 5)
    case.call("dir", named)
    bare = case.method(kind, "__new__", kind)
    for name in ("__name__", "x", "__dict__", "__annotations__"):
        case.get(bare, name)
    case.op("repr", bare)
    case.method(bare, "__init__", "late")
    case.op("repr", bare)
    sub = case.new_type("Sub", (kind,), extra=1)
    case.op("repr", case.invoke(sub, "m"))
    case.get(case.invoke(sub, "m"), "extra")


def owner(case, **body):
    made = case.new_type("Owner", (list,), **body)
    return made, case.invoke(made, [1, 2])


@case("property")
def properties(case):
    constructor(case, "property")
    Cover(case, property, lambda c: c.call("property", len)).all()
    setter = case.value([]).append
    for args in ((), (len,), (len, case.value({}).setdefault), (len, case.value({}).setdefault, case.value([]).append), (None, None, None, "doc"), (5,),
                 (case.value({}).popitem,)):
        prop = case.call("property", *args)
        made, object_ = owner(case, p=prop)
        for attribute in ("fget", "fset", "fdel", "__isabstractmethod__", "__name__"):
            case.get(prop, attribute)
            case.set(prop, attribute, 1)
        case.get(object_, "p")
        case.set(object_, "p", 3)
        case.delete(object_, "p")
        case.get(made, "p")
        case.method(prop, "__get__", object_)
        case.method(prop, "__get__", None)
        case.method(prop, "__get__", object_, made)
        case.method(prop, "__set__", object_)
        case.method(prop, "__delete__", object_)
        for name in ("getter", "setter", "deleter"):
            derived = case.method(prop, name, len)
            for attribute in ("fget", "fset", "fdel"):
                case.get(derived, attribute)
        case.method(prop, "__set_name__", made, "named")
        case.method(prop, "__set_name__", made)
        case.get(object_, "p")
    for keywords in ({"fget": len}, {"fset": len}, {"fdel": len}, {"doc": "d"}, {"bogus": 1}):
        case.op("type", case.call("property", **keywords))
    sub = case.new_type("Sub", (property,))
    made = case.invoke(sub, len)
    case.set(made, "own", 1)
    case.method(made, "getter", repr)
    abstract = case.new_type("Abstract", (), __isabstractmethod__=True)
    case.get(case.call("property", case.invoke(abstract)), "__isabstractmethod__")
    _ = setter


@case("classmethod")
def class_methods(case):
    for name in ("classmethod", "staticmethod"):
        constructor(case, name)
        Cover(case, getattr(builtins, name), lambda c: c.call(name, len), more={"__getstate__": []}).all()  # its state holds a docstring
        for wrapped in (len, 5, None, int, case.value({}).popitem, case.call("property", len), case.value("a").join, case.call("classmethod", len)):
            made = case.call(name, wrapped)
            for attribute in ("__func__", "__wrapped__", "__isabstractmethod__", "__name__", "__qualname__", "__module__", "__annotations__"):
                case.get(made, attribute)
            case.op("repr", made)
            case.op("call", made, [1])
            kind, object_ = owner(case, m=made)
            for holder in (kind, object_):
                case.get(holder, "m")
                case.method(holder, "m")
                case.method(holder, "m", [1])
            case.method(made, "__get__", object_)
            case.method(made, "__get__", object_, kind)
            case.method(made, "__get__", None, kind)
            case.method(made, "__get__", None)
            case.method(made, "__get__", None, None)
            case.set(made, "own", 1)
            case.get(made, "own")
            case.set(made, "__isabstractmethod__", True)
            case.set(made, "__func__", True)
        sub = case.new_type("Sub", (getattr(builtins, name),))
        case.invoke(sub, len)


@case("super")
def supers(case):
    constructor(case, "super")
    base = case.new_type("Base", (), x=1, m=case.call("classmethod", repr), p=case.call("property", repr))
    sub = case.new_type("Sub", (base,), x=2)
    subsub = case.new_type("SubSub", (sub,), x=3)
    object_ = case.invoke(subsub)
    Cover(case, super, lambda c: c.call("super", sub, object_)).all(operators=False)
    for args in ((sub,), (sub, object_), (subsub, object_), (base, object_), (sub, subsub), (subsub, sub), (sub, 5), (5, object_), (int, 5), (int, True),
                 (bool, True), (int, int), (object, object_), (sub, None), (type, int), (sub, object_, 1), (None, None)):
        made = case.call("super", *args)
        for attribute in ("x", "m", "p", "__thisclass__", "__self__", "__self_class__", "__class__", "__init__", "nothing", "__dict__", "__add__",
                          "__repr__", "__mro__"):
            case.op("type", case.get(made, attribute))
        case.op("repr", made)
        case.set(made, "x", 5)
        case.set(made, "own", 5)
        case.delete(made, "x")
        case.method(made, "__get__", object_)
        case.method(made, "__get__", 5)
        case.method(made, "__get__", None, int)
    case.call("super", sub, bogus=1)
    case.method(case.call("super", bool, True), "__add__", 4)
    case.method(case.call("super", bool, True), "__repr__")
    unbound = case.call("super", sub)
    case.get(case.method(unbound, "__get__", object_), "x")
    blank = case.method(case.value(super), "__new__", super)
    case.op("repr", blank)
    case.get(blank, "__thisclass__")
    case.get(blank, "x")
    named = case.new_type("Named", (super,))
    case.get(case.invoke(named, sub, object_), "x")


@case("functions", "types")
def functions(case):
    """Built-in functions, methods and descriptors of all kinds."""
    sample = case.value([1])
    kinds = {
        "function": (lambda c: c.value(len), len), "bound": (lambda c: c.get(sample, "append"), [].append),
        "class method": (lambda c: c.get(c.value(dict), "fromkeys"), dict.fromkeys),
        "method_descriptor": (lambda c: c.get(c.value(list), "append"), list.append),
        "wrapper_descriptor": (lambda c: c.get(c.value(list), "__add__"), list.__add__),
        "method-wrapper": (lambda c: c.get(sample, "__add__"), [].__add__),
        "getset_descriptor": (lambda c: c.get(c.value(int), "real"), int.real),
        "member_descriptor": (lambda c: c.get(c.value(slice), "start"), slice.start),
        "classmethod_descriptor": (lambda c: c.op("getitem", c.step(on=c.value(dict).text, get="__dict__", show="type"), "fromkeys"), dict.__dict__["fromkeys"]),
        "mappingproxy": (lambda c: c.get(c.new_type("P", (), a=1), "__dict__"), type("P", (), {}).__dict__),
        "new": (lambda c: c.get(c.value(int), "__new__"), int.__new__),
    }
    for name, (make, example) in kinds.items():
        Cover(case, type(example), make, more=calls.FUNCTION_CALLS.get(name)).all(operators=name in ("function", "mappingproxy"))
        made = make(case)
        for attribute in ("__name__", "__qualname__", "__module__", "__self__", "__objclass__", "__doc", "__text_signature__x", "__dict__", "__call__"):
            case.op("type", case.get(made, attribute))
            case.get(made, attribute)
            case.set(made, attribute, 1)
        for protocol in (0, 2, 4):
            case.method(made, "__reduce_ex__", protocol)
        case.op("eq", made, make(case))
        case.op("hash", made)
        for object_ in (sample, case.value(5), None):
            for type_ in (None, int, list, 5):
                case.method(made, "__get__", object_, type_)
            case.method(made, "__get__", object_)
        for args in ((), (1,), ([1],), ([1], [2]), ([1], 1), (1, 2, 3)):
            case.op("call", made, *args)
            case.op("call", made, *args)
        kind = case.type_of(made)
        case.invoke(kind)
        case.invoke(kind, 1)
        case.invoke(kind, {"a": 1})
        case.new_type("F", (kind,))
    for name in ("real", "imag", "numerator"):
        descriptor = case.get(case.value(int), name)
        for object_ in (5, True, "a", None):
            case.method(descriptor, "__get__", object_)
            case.method(descriptor, "__set__", object_, 1)
            case.method(descriptor, "__delete__", object_)
    plain = case.new_type("Plain", (), __slots__=("s",))
    member = case.get(plain, "s")
    holder = case.invoke(plain)
    for args in ((holder, 1), (5, 1), (None, 1), (holder,), ()):
        case.method(member, "__set__", *args)
    for object_ in (holder, 5, None):
        case.method(member, "__get__", object_)
        case.method(member, "__delete__", object_)
    bound = case.attribute("types", "MethodType")
    for args in ((), (len,), (len, 5), (len, [1]), (5, 5), (len, None), (len, 5, 6)):
        case.invoke(bound, *args)
    made = case.invoke(bound, len, [1, 2])
    Cover(case, types.MethodType, lambda c: made).all()
    case.op("call", made)
    case.op("eq", made, case.invoke(bound, len, [1, 2]))
    for attribute in ("__self__", "__func__", "__name__", "nothing", "__qualname__"):
        case.op("type", case.get(made, attribute))
        case.set(made, attribute, 1)


@case("mappingproxy", "types")
def mapping_proxies(case):
    kind = case.attribute("types", "MappingProxyType")
    for args in ((), (5,), ([],), ((),), ("a",), ({"a": 1},), ({1: 2}, 3), (case.new_type("X", (dict,)),), (case.invoke(case.new_type("X", (dict,)), {1: 2}),)):
        case.invoke(kind, *args)
    case.invoke(kind, mapping={1: 2})
    make = lambda c: c.invoke(kind, {"a": 1, "b": 2})
    Cover(case, types.MappingProxyType, make).all()
    made = make(case)
    for other in ({"a": 1, "b": 2}, {"c": 3}, make(case), [("a", 1)], None, 5):
        for op in ("eq", "ne", "or", "ior", "lt", "and"):
            case.op(op, made, other)
        case.op("or", case.value({"z": 1}), made)
    for value in (["not a mapping"], "ab", (1, 2)):
        case.op("getitem", case.invoke(kind, value), 0)
        case.method(case.invoke(kind, value), "keys")
    case.op("hash", made)
    case.op("iter", made)
    case.call("reversed", made)
    case.op("list", case.call("reversed", made))
    case.op("setitem", made, "a", 2)
    case.op("delitem", made, "a")


@case("namespace", "types")
def namespaces(case):
    kind = case.attribute("types", "SimpleNamespace")
    for args, kwargs in (((), {}), ((), {"a": 1}), ((1,), {}), (({},), {}), ((), {"a": 1, "_b": 2, "c d": 3}), ((), {"self": 1})):
        case.invoke(kind, *args, **kwargs)
    Cover(case, types.SimpleNamespace, lambda c: c.invoke(kind, a=1, b="x"), True).all()
    made = case.invoke(kind, a=1)
    case.set(made, "me", made)
    case.op("repr", made)
    case.delete(made, "a")
    case.delete(made, "a")
    case.get(made, "a")
    case.op("eq", case.invoke(kind, a=1), case.invoke(kind, a=1))
    case.op("eq", case.invoke(kind, a=1), case.invoke(kind, a=2))
    case.op("lt", case.invoke(kind, a=1), case.invoke(kind, a=2))
    case.op("eq", case.invoke(kind, a=1), {"a": 1})
    case.method(made, "__reduce__")
    sub = case.new_type("Sub", (kind,), x=5)
    case.op("repr", case.invoke(sub, y=1))
    case.op("eq", case.invoke(sub, y=1), case.invoke(kind, y=1))
    odd = case.get(made, "__dict__")
    case.op("setitem", odd, 5, 6)
    case.op("repr", made)


@case("alias", "types")
def aliases(case):
    kind = case.attribute("types", "GenericAlias")
    for args in ((), (list,), (list, int), (list, (int, str)), (list, ()), (5, 6), (list, [int]), (list, int, str)):
        made = case.invoke(kind, *args)
        for attribute in ("__origin__", "__args__", "__parameters__", "__unpacked__", "__mro__", "__class__", "__name__", "append", "nothing"):
            case.op("type", case.get(made, attribute))
            case.get(made, attribute)
        case.op("call", made)
        case.op("hash", made)
        case.method(made, "__reduce__")
        case.op("getitem", made, int)
    case.invoke(kind, list, origin=int)
    Cover(case, types.GenericAlias, lambda c: c.op("getitem", c.value(list), int)).all()
    for type_ in (list, dict, tuple, set, frozenset, type, enumerate, filter, map, reversed, zip, int, str, object, slice, range, property, bytes):
        for item in (int, (int, str), (), 5, None, Ellipsis, (int, Ellipsis), "forward", [int, str]):
            case.op("getitem", case.value(type_), item)
    case.method(case.value(list), "__class_getitem__", int)
    case.method(case.value(dict), "__class_getitem__", (int, str))
    alias = case.op("getitem", case.value(dict), (int, str))
    for other in (case.op("getitem", case.value(dict), (int, str)), case.op("getitem", case.value(dict), (int, int)), dict, 5):
        case.op("eq", alias, other)
        case.op("or", alias, other)
        case.op("ror", alias, other) if False else case.op("or", case.value(int), alias)
    for check in ("isinstance", "issubclass"):
        case.call(check, int, alias)
        case.call(check, 5, alias)
        case.call(check, {}, alias)
    case.new_type("Sub", (alias,))
    variable = case.new_type("Var", (), __typing_subst__=list, __repr__=case.value("~T").__str__)
    t, u = case.invoke(variable), case.invoke(variable)
    for parts in (t, (t, u), (t, int), (int, u), (t, t), case.op("getitem", case.value(list), t), (case.op("getitem", case.value(list), t), u),
                  case.op("or", case.op("getitem", case.value(list), t), None)):
        generic = case.op("getitem", case.value(dict), parts)
        case.get(generic, "__parameters__")
        for item in ("ab", ("ab", "cd"), (int,), (), ("ab", "cd", "ef"), 5, (t, u), ([1], {2: 3})):
            made = case.op("getitem", generic, item)
            case.get(made, "__args__")
            case.get(made, "__parameters__")
    tuples = case.op("getitem", case.value(tuple), (int, str))
    case.op("list", tuples)
    star = case.op("next", case.op("iter", tuples))
    for attribute in ("__unpacked__", "__args__", "__typing_unpacked_tuple_args__", "__parameters__"):
        case.get(star, attribute)
    case.op("repr", star)
    case.op("getitem", case.value(tuple), star)
    case.op("eq", star, tuples)
    case.op("hash", star)
    case.method(star, "__reduce__")


@case("union", "types")
def unions(case):
    kind = case.attribute("types", "UnionType")
    case.invoke(kind)
    case.invoke(kind, int, str)
    Cover(case, types.UnionType, lambda c: c.op("or", c.value(int), str)).all()
    union = case.op("or", case.value(int), str)
    for other in (int, None, float, union, case.op("or", case.value(str), int), case.op("getitem", case.value(list), int), 5, "x", Ellipsis):
        for op in ("or", "eq", "ne", "lt", "and"):
            case.op(op, union, other)
        case.op("or", case.value(list), other)
    for object_ in (5, "a", 1.5, None, True):
        case.call("isinstance", object_, union)
        case.call("isinstance", object_, case.op("or", case.value(float), None))
    for type_ in (bool, str, float, object, 5):
        case.call("issubclass", type_, union)
    with_alias = case.op("or", case.value(int), case.op("getitem", case.value(list), int))
    case.call("isinstance", 5, with_alias)
    case.call("isinstance", "a", with_alias)
    case.call("issubclass", int, with_alias)
    case.get(with_alias, "__args__")
    case.get(with_alias, "__parameters__")
    case.op("getitem", with_alias, int)
    variable = case.new_type("Var", (), __typing_subst__=type, __repr__=case.value("~T").__str__, __hash__=case.value(5).__int__)
    t = case.invoke(variable)
    generic = case.op("or", case.op("getitem", case.value(list), t), str)
    case.get(generic, "__parameters__")
    for item in (5, 1.5, (5,), (5, 6), ()):
        case.op("getitem", generic, item)
    case.new_type("Sub", (kind,))
    case.op("hash", union)
    case.op("eq", case.op("hash", union), case.op("hash", case.op("or", case.value(str), int)))


@case("struct_sequence", "sys", "time")
def struct_sequences(case):
    import time
    kind = case.attribute("time", "struct_time")
    for args in ((), (5,), ((1,),), (tuple(range(9)),), (tuple(range(11)),), (tuple(range(12)),), (list(range(9)),), ("abcdefghi",), (tuple(range(9)), {}),
                 (tuple(range(9)), {"tm_zone": "X"}), (tuple(range(9)), 5), (tuple(range(9)), {"bogus": 1}), (tuple(range(10)), {"tm_zone": "X"})):
        case.invoke(kind, *args)
    case.invoke(kind, sequence=tuple(range(9)))
    case.invoke(kind, sequence=tuple(range(9)), dict={"tm_gmtoff": 5})
    Cover(case, time.struct_time, lambda c: c.invoke(kind, tuple(range(9)))).all()
    made = case.invoke(kind, tuple(range(11)))
    for attribute in ("tm_year", "tm_zone", "tm_gmtoff", "n_fields", "n_sequence_fields", "n_unnamed_fields", "__match_args__"):
        case.get(made, attribute)
        case.set(made, attribute, 1)
        case.get(kind, attribute)
    case.method(made, "__reduce__")
    case.op("eq", made, tuple(range(9)))
    case.op("add", made, (1,))
    case.op("getitem", made, slice(2))
    case.new_type("Sub", (kind,))
    for name in ("float_info", "int_info", "hash_info", "version_info"):
        info = case.attribute("sys", name)
        for operation in ("len", "list", "repr"):
            case.op(operation, info)
        case.invoke(case.type_of(info))
        case.get(case.type_of(info), "__match_args__")
        case.get(case.type_of(info), "n_unnamed_fields")


@case("singletons")
def singletons(case):
    for value, example in ((None, None), (Ellipsis, Ellipsis), (NotImplemented, NotImplemented)):
        Cover(case, type(example), same(value)).all()
        kind = case.type_of(case.value(value))
        case.invoke(kind)
        case.invoke(kind, 1)
        case.invoke(kind, a=1)
        case.new_type("Sub", (kind,))


@case("cell", "types")
def cells(case):
    kind = case.attribute("types", "CellType")
    for args in ((), (5,), (5, 6)):
        case.invoke(kind, *args)
    case.invoke(kind, contents=5)
    Cover(case, types.CellType, lambda c: c.invoke(kind, 5), True).all()
    empty = case.invoke(kind)
    case.get(empty, "cell_contents")
    case.delete(empty, "cell_contents")
    case.op("repr", empty)
    case.set(empty, "cell_contents", [])
    case.get(empty, "cell_contents")
    pairs = [case.invoke(kind), case.invoke(kind, 1), case.invoke(kind, 2), case.invoke(kind, "a")]
    for left, right in itertools.product(pairs, repeat=2):
        for op in COMPARE:
            case.op(op, left, right)
    case.op("hash", empty)
    case.new_type("Sub", (kind,))


@case("weakref", "_weakref")
def weak_references(case):
    kind = case.attribute("_weakref", "ref")
    plain = case.new_type("Plain", (), x=1, __call__=len, __len__=case.value(3).__int__)
    object_ = case.invoke(plain)
    for args in ((), (object_,), (object_, None), (object_, len), (5,), ("a",), (plain,), (None,), (object_, len, 1), (case.value([]),)):
        case.op("type", case.invoke(kind, *args))
    case.op("type", case.invoke(kind, object_, callback=len))
    make = lambda c: c.invoke(kind, object_)
    Cover(case, weakref.ref, make).all()
    reference = make(case)
    case.op("type", case.op("call", reference))
    case.op("is", case.op("call", reference), object_)
    case.op("is", make(case), reference)
    case.op("call", reference, 1)
    case.get(reference, "__callback__")
    case.get(case.invoke(kind, object_, len), "__callback__")
    case.op("eq", case.invoke(kind, case.invoke(plain)), case.invoke(kind, case.invoke(plain)))
    dead = case.invoke(kind, case.new_type("Gone", ()))
    case.op("type", dead)
    for name in ("proxy", "getweakrefcount", "getweakrefs"):
        function = case.attribute("_weakref", name)
        for args in ((), (object_,), (5,), (object_, None), (object_, len), (object_, 5), (object_, len, 1)):
            case.op("type", case.invoke(function, *args))
    numbers = case.new_type("Numbers", (int,))
    whole = case.invoke(numbers, 7)
    proxy = case.attribute("_weakref", "proxy")
    for target in (object_, whole, case.invoke(case.new_type("Dict", (dict,)), {1: 2}), case.invoke(case.new_type("Set", (set,)), {1, 2})):
        make = lambda c: c.invoke(proxy, target)
        made = make(case)
        for op in UNARY + ["hash", "typename"]:
            case.op(op, made)
        for other in (2, 1.5, "a", {2: 3}, {2}):
            for op in ALWAYS + COMPARE + ["contains", "getitem", "iadd", "ior", "isub", "imul", "radd", "rsub", "rpow"]:
                case.op(op, made, other)
        case.get(made, "x")
        case.set(made, "y", 1)
        case.get(made, "y")
        case.delete(made, "y")
        case.delete(made, "y")
        case.get(made, "__class__")
        case.op("call", made)
        case.op("setitem", made, 1, 5)
        case.op("delitem", made, 1)
    Cover(case, type(weakref.proxy(Strange())), lambda c: c.invoke(proxy, whole), more=calls.PROXY_CALLS).all(operators=False)
    sub = case.new_type("Sub", (kind,), extra=1)
    made = case.invoke(sub, object_)
    case.set(made, "own", 1)
    case.get(made, "__dict__")
    case.op("is", case.invoke(sub, object_), made)


EXCEPTIONS = sorted((name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)))


@case("exceptions")
def exceptions(case):
    for name in EXCEPTIONS:
        kind = getattr(builtins, name)
        if kind.__name__ != name or issubclass(kind, BaseExceptionGroup):
            case.get(case.value(kind), "__name__")
            continue
        special = calls.EXCEPTIONS.get(kind.__name__) or next((calls.EXCEPTIONS[base.__name__] for base in kind.__mro__ if base.__name__ in calls.EXCEPTIONS))
        for args in special:
            kwargs = {}
            if args and isinstance(args[-1], calls.Keywords):
                args, kwargs = args[:-1], args[-1]
            made = case.call(name, *args, **kwargs)
            for op in ("str", "repr"):
                case.op(op, made)
            case.method(made, "__reduce__")
        sample = next(args for args in special if not (args and isinstance(args[-1], calls.Keywords)) and works(kind, args))
        for attribute in sorted(set(vars(kind)) & set(dir(kind)) - set(dir(BaseException))):
            made = case.call(name, *sample)
            if callable(getattr(kind, attribute)) and not isinstance(getattr(kind, attribute), type):
                continue
            for value in () if attribute == "object" else (case.get(made, attribute), 5, "a", None, b"x"):
                case.set(made, attribute, value)
                case.get(made, attribute)
                case.op("str", made)
            case.delete(made, attribute)
            case.get(made, attribute)
            case.op("str", made)
        case.get(case.value(kind), "__mro__")
        case.get(case.value(kind), "__base__")
    Cover(case, BaseException, lambda c: c.call("BaseException", 1, "two"), True, more=calls.EXCEPTION_CALLS).all()
    made = case.call("ValueError", 1)
    for name in ("args", "__cause__", "__context__", "__traceback__", "__suppress_context__", "__notes__", "__dict__"):
        case.get(made, name)
        for value in ((1, 2), [3], "ab", 5, None, case.call("KeyError", 1), True, {"a": 1}, ValueError):
            case.set(made, name, value)
            case.get(made, name)
        case.delete(made, name)
        case.get(made, name)
    for value in ("note", 5, None, "", "n\u00f6te"):
        case.method(made, "add_note", value)
        case.get(made, "__notes__")
    case.set(made, "__notes__", 5)
    case.method(made, "add_note", "x")
    sub = case.new_type("Sub", (ValueError,), x=1)
    made = case.invoke(sub, 1, 2)
    case.set(made, "own", 3)
    for op in ("str", "repr"):
        case.op(op, made)
    case.method(made, "__reduce__")
    for state in ({"a": 1}, {1: 2}, None, 5, [("a", 1)]):
        case.method(made, "__setstate__", state)
        case.get(made, "__dict__")
    for name in ("OSError", "UnicodeDecodeError", "SyntaxError", "StopIteration", "ImportError", "KeyError", "SystemExit"):
        sub = case.new_type("Sub", (getattr(builtins, name),))
        case.op("str", case.invoke(sub, 2, "text", "file"))
        case.op("type", case.invoke(sub, 2, "text", "file"))
        case.method(case.invoke(sub, 2, "text", "file"), "__reduce__")
        case.invoke(sub, bogus=1)
    blank = case.method(case.value(OSError), "__new__", OSError, 2, "t", "f")
    for attribute in ("errno", "strerror", "filename", "filename2", "args"):
        case.get(blank, attribute)
    case.op("str", blank)
    for errno in list(range(0, 40)) + [98, 104, 110, 111, 112, 113, 115]:
        case.op("type", case.call("OSError", errno, "x"))


def works(kind, args):
    try:
        kind(*args)
        return True
    except TypeError:
        return False


@case("exception_groups")
def exception_groups(case):
    v, t, k = case.call("ValueError", 1), case.call("TypeError", 2), case.call("KeyboardInterrupt")
    for name in ("ExceptionGroup", "BaseExceptionGroup"):
        for args in ((), ("m",), ("m", [v]), ("m", [v, t]), ("m", (v,)), ("m", [k]), ("m", [v, k]), ("m", []), ("m", [5]), ("m", 5), (5, [v]), ("m", [ValueError]),
                     ("m", [v], 1), (None, [v]), ("m", {v}), ("m", [v, 5])):
            made = case.call(name, *args)
            for op in ("str", "repr", "type"):
                case.op(op, made)
            for attribute in ("message", "exceptions", "args"):
                case.get(made, attribute)
                case.set(made, attribute, 5)
        case.call(name, message="m", exceptions=[v])
    inner = case.call("ExceptionGroup", "inner", [v, t])
    outer = case.call("ExceptionGroup", "outer", [inner, case.call("OSError", 2, "x"), case.call("ExceptionGroup", "deep", [case.call("ExceptionGroup", "deeper", [t])])])
    Cover(case, ExceptionGroup, lambda c: outer, more=calls.GROUP_CALLS).all(operators=False)
    for method in ("split", "subgroup"):
        for condition in (ValueError, TypeError, (ValueError, OSError), Exception, BaseException, KeyError, ExceptionGroup, BaseExceptionGroup, 5, None, (), (5,),
                          [ValueError], int, bool, repr, case.value({}).popitem, type, (KeyError, 5), case.new_type("Own", (ValueError,))):
            made = case.method(outer, method, condition)
            case.op("repr", made)
        case.method(outer, method)
        case.method(outer, method, ValueError, TypeError)
    for excs in ([v], [k], (v, t), [], [5], 5):
        case.method(outer, "derive", excs)
    case.method(inner, "add_note", "a note")
    case.set(inner, "__cause__", v)
    part = case.method(outer, "subgroup", TypeError)
    first = case.op("getitem", case.get(part, "exceptions"), 0)
    for attribute in ("__notes__", "__cause__", "__context__", "__traceback__", "__suppress_context__", "message"):
        case.get(first, attribute)
    sub = case.new_type("Sub", (case.value(ExceptionGroup),))
    made = case.invoke(sub, "sub", [v, t])
    case.op("repr", made)
    case.method(made, "split", ValueError)
    case.method(made, "derive", [v])
    sub = case.new_type("Mixed", (case.value(BaseExceptionGroup), case.value(ValueError)))
    case.invoke(sub, "mixed", [v])
    case.invoke(sub, "mixed", [k])
    case.op("getitem", case.value(ExceptionGroup), int)
    case.op("getitem", case.value(BaseExceptionGroup), int)


@case("functions_of_builtins")
def functions_of_builtins(case):
    """The functions that builtins has, those apart that execute Python source, read, write or stop."""
    for name in sorted(set(dir(builtins))):
        function = getattr(builtins, name)
        if isinstance(function, type) or not callable(function) or name in calls.NOT_FUNCTIONS or name.startswith("_"):
            continue
        case.get(Ref("$"), name)
        for entry in calls.FUNCTIONS.get(name, []):
            kwargs = {}
            if entry and isinstance(entry[-1], calls.Keywords):
                entry, kwargs = entry[:-1], entry[-1]
            case.call(name, *entry, **kwargs)
        for args in calls.USUAL:
            case.call(name, *args)
        case.call(name, bogus=1)
    for name in sorted(dir(builtins)):
        if not name.startswith("_") and name not in ("copyright", "credits", "exit", "quit", "license", "help"):
            case.op("type", case.get(Ref("$"), name))


@case("found_at_random", "io", "itertools", "collections", "codecs", "_abc", "_collections", "_functools", "_codecs")
def found_at_random(case):
    """What random_operations.py has found, so that it is asked for every time."""
    for function, *args in [("int.to_bytes", -1, 0, "big"), ("int.to_bytes", -2, 0, "big")]:
        case.call(function, *args, signed=True)
    for number in (-(2 ** 63), 2 ** 63 - 1, -(2 ** 63) + 1):
        for value in ([0, 1, 2, 3], bytearray(b"0123")):
            made = case.value(value)
            case.op("delitem", made, slice(-1, -3, number))
            case.op("delitem", made, slice(1, None, number))
            case.op("repr", made)
    view = case.op("getitem", case.call("memoryview", b"0123456789"), slice(None, None, -3))
    for kind in ("bytes", "bytearray", "list"):
        case.call(kind, view)
    case.method(case.call("memoryview", b"01234567"), "cast", "e", [0])
    for codec in ("punycode", "idna", "cp1252", "U8", "utf-16-le"):
        for errors in ("strict", "ignore", "namereplace", "unknown"):
            for data in (b"ab-\xff", b"a\xffb-9`", b"ab-99999a1b", b"xn--9a--.b", b"\xff\xd8"):
                case.call("bytes.decode", data, codec, errors)
            for text in ("\xe9.", "a\x80", "\u05d0a", "\u05d01", "xn--\xe9", "a..\xe9", "\ud800"):
                case.call("str.encode", text, codec, errors)
    made = case.step(call="OrderedDict", **{"in": "collections"})
    for key in (None, (1,), (1, 2), 3):
        case.method(made, "pop", key)
        case.method(made, "move_to_end", key)
    case.method(case.step(call="deque", **{"in": "collections"}, args=[[1], 1]), "insert", 10 ** 20, 1)
    for name in ("permutations", "combinations", "combinations_with_replacement"):
        made = case.step(call=name, **{"in": "itertools"}, args=[[], 1])
        case.method(made, "__reduce__")
        case.op("list", made)
        case.method(made, "__reduce__")
    for bounds in ([-1], [-2], [0, -1], [0, -2], [-1, 2], ["a"], ["a", 2], [0, 2, 0]):
        case.step(call="islice", **{"in": "itertools"}, args=[[], *bounds])
    for kind in ("BytesIO", "StringIO"):
        for name, *args in [("write", 5), ("truncate", "a"), ("flush",), ("isatty",), ("__iter__",), ("readlines", "a"), ("readlines", 2 ** 70)]:
            for closed in (False, True):
                made = case.step(call=kind, **{"in": "io"})
                if closed:
                    case.method(made, "close")
                case.method(made, name, *args)
    case.step(call="reduce", **{"in": "_functools"}, args=[[]], kwargs={"start": 1})
    for name in ("escape_decode", "charmap_decode", "utf_16_ex_decode", "readbuffer_encode", "utf_8_decode"):
        case.step(call=name, **{"in": "_codecs"}, args=[3, 4])
        case.step(call=name, **{"in": "_codecs"}, args=[{"bytes": "YQ=="}, None, None])
    for one, other in ((3, int), (bool, int), (int, bool), (int, 3), (int, str)):
        case.step(call="_abc_register", **{"in": "_abc"}, args=[*map(encode, (one, other))])
    for mapping, items in (([], 3), ([], []), ({}, [[]])):
        case.step(call="_count_elements", **{"in": "_collections"}, args=[mapping, items])
    made = case.value(bytearray(b"a"))
    view = case.call("memoryview", made)
    case.op("setitem", view, slice(None, None, 0), b"")
    case.op("getitem", view, slice(None, None, 0))
    case.method(view, "release")
    case.method(made, "clear")
    for name in ("bytearray", "set", "memoryview", "str", "list", "UnicodeDecodeError", "AttributeError", "tuple", "dict", "slice"):
        case.op("list", case.get(Ref("$"), f"{name}.__dict__"))


def source_function(case, made, function):
    """A function that CPython has as Python source: what it says of itself, and calls with too few, too many and wrong arguments."""
    for name in ("__name__", "__qualname__", "__module__", "__defaults__", "__kwdefaults__", "__code__.co_argcount", "__code__.co_posonlyargcount", "__code__.co_kwonlyargcount"):
        if function.__defaults__ is None or name != "__defaults__" or not any(type(value) is object for value in function.__defaults__):
            case.op("repr", Ref(f"{made.text}.{name}"))
    case.op("type", made)
    code = function.__code__
    for number in range(code.co_argcount + 3):
        case.invoke(made, *["a", 1, None, 2, 3, 4, 5][:number])
    case.invoke(made, bogus=1)
    case.invoke(made, *["a", 1, 2, 3, 4, 5][:code.co_argcount], **{name: 7 for name in code.co_varnames[:1]})
    for name in code.co_varnames[:code.co_argcount]:
        case.invoke(made, **{name: 7})


def source_classes(case, module):
    """The classes of a module of Python source: their names, abstract methods, functions."""
    import importlib
    for name, cls in sorted(vars(importlib.import_module(module)).items()):
        if not isinstance(cls, type) or name.startswith("_") or cls.__module__ != module:
            continue
        made = case.attribute(module, name)
        case.op("sorted", case.step(on=made.text, get="__dict__", show="type"))
        case.op("sorted", case.get(made, "__abstractmethods__"))
        for attribute in ("__mro__", "__bases__", "__qualname__", "__module__", "__hash__", "__slots__"):
            case.op("repr", Ref(f"{made.text}.{attribute}"))
        case.invoke(made)
        case.invoke(made, 1)
        for key, value in vars(cls).items():
            function = getattr(value, "__func__", value)
            asynchronous = isinstance(function, types.FunctionType) and function.__code__.co_flags & 0x80
            if isinstance(function, types.FunctionType) and not asynchronous and not cls.__name__.startswith("Async"):
                source_function(case, case.get(made, f"{key}.__func__" if function is not value else key), function)


@case("abstract_classes", "collections.abc", "numbers")
def abstract_classes(case):
    """collections.abc and numbers: their classes alone, then what they give to classes derived from them."""
    source_classes(case, "collections.abc")
    source_classes(case, "numbers")
    sequences(case)
    sets_and_mappings(case)


def derived(case, abstract, concrete, primitives):
    """A class whose methods are those of the abstract class but for its primitives."""
    base = case.attribute("collections.abc", abstract)
    kind = case.get(Ref("$"), concrete)
    return case.call("type", abstract + "Derived", (base, kind), {name: Ref(f"{kind.text}.{name}") for name in primitives})


def all_methods(case, cls, sample, calls):
    for name, *given in calls:
        made = case.invoke(cls, sample)
        case.method(made, name, *given)
        case.op("len", made)
        case.op("sorted", made)


def sequences(case):
    for abstract in ("Sequence", "MutableSequence"):
        cls = derived(case, abstract, "list", ["__getitem__", "__len__", "__setitem__", "__delitem__", "insert"])
        all_methods(case, cls, [3, 1, 2, 1], [
            ("index", 1), ("index", 1, 2), ("index", 1, 2, 3), ("index", 1, -1), ("index", 3, -9, -1), ("index", 9), ("index", 1, 0, 1), ("index", 1, "a"), ("count", 1), ("count", 9), ("__contains__", 2),
            ("__contains__", None), ("append", 5), ("clear",), ("reverse",), ("extend", [7, 8]), ("extend", 3), ("pop",), ("pop", 0), ("pop", 9), ("pop", "a"), ("remove", 1), ("remove", 9), ("__iadd__", [4])])
        made = case.invoke(cls, [3, 1, 2, 1])
        for name in ("iter", "list", "tuple", "sorted"):
            case.op(name, made)
        case.op("list", case.call("reversed", made))
        iterator = case.op("iter", made)
        for name in ("__name__", "__qualname__", "gi_running", "gi_suspended", "gi_yieldfrom"):
            case.get(iterator, name)
        case.method(iterator, "send", 1)
        case.op("next", iterator)
        case.get(iterator, "gi_suspended")
        case.method(iterator, "send", 1)
        case.method(iterator, "throw", Ref(case.get(Ref("$"), "ValueError").text), "no")
        case.op("next", iterator)
        case.method(iterator, "close")
        case.method(case.op("iter", made), "throw", 3)
        case.call("isinstance", made, case.attribute("collections.abc", "Sequence"))


def sets_and_mappings(case):
    for abstract in ("Set", "MutableSet"):
        cls = derived(case, abstract, "set", ["__contains__", "__iter__", "__len__", "add", "discard"])
        other = case.invoke(cls, [2, 3])
        binary = ["__le__", "__lt__", "__gt__", "__ge__", "__eq__", "__and__", "__rand__", "__or__", "__ror__", "__sub__", "__rsub__", "__xor__", "__rxor__", "isdisjoint", "__ior__", "__iand__", "__ixor__", "__isub__"]
        all_methods(case, cls, [1, 2], [(name, given) for name in binary for given in (other, {1, 2}, frozenset([1]), [5, 1], 3, {1: 2})]
                    + [("add", 5), ("discard", 1), ("discard", 9), ("remove", 1), ("remove", 9), ("clear",), ("_hash",), ("_from_iterable", [1])])
        made = case.invoke(cls, [1])
        case.op("hash", made)
        case.method(made, "pop")
        case.method(made, "pop")
        case.op("xor", made, made)
        case.method(made, "__ixor__", made)
        case.method(made, "__isub__", made)
    for abstract in ("Mapping", "MutableMapping"):
        cls = derived(case, abstract, "dict", ["__getitem__", "__iter__", "__len__", "__setitem__", "__delitem__"])
        other = case.invoke(cls, {1: 2, 3: 4})
        pairs = [[5, 6], (7, 8), "ab"]
        all_methods(case, cls, {1: 2, 3: 4}, [
            ("get", 1), ("get", 9), ("get", 9, "d"), ("__contains__", 1), ("__contains__", []), ("keys",), ("items",), ("values",), ("__eq__", {1: 2, 3: 4}), ("__eq__", other), ("__eq__", 3), ("__ne__", {1: 2}),
            ("pop", 1), ("pop", 9), ("pop", 9, None), ("popitem",), ("clear",), ("update", {5: 6}), ("update", other), ("update", pairs), ("update", 3), ("update", [1]), ("update", [(1,)]), ("update", [(1, 2, 3)]),
            ("setdefault", 1), ("setdefault", 9), ("setdefault", 9, 3)])
        case.call("reversed", other)
        for view in ("keys", "items", "values"):
            made = case.method(other, view)
            for name in ("len", "list", "repr", "iter"):
                case.op(name, made)
            for item in (1, 2, (1, 2), (1, 3), (9, 9), (1,), (1, 2, 3), "ab"):
                case.op("contains", made, item)
            for name in ("and", "or", "sub", "xor", "eq", "le", "add"):
                case.op(name, made, [1, (3, 4)])
            case.get(made, "_mapping")
            case.op("type", made)


@case("copying", "copyreg", "functools", "operator")
def copying(case):
    """The functions of copyreg."""
    import copyreg
    for name, function in sorted(vars(copyreg).items()):
        if isinstance(function, types.FunctionType) and name not in ("clear_extension_cache", "_slotnames"):
            source_function(case, case.attribute("copyreg", name), function)
    for name, *given in [("add_extension", "m", "n", 5), ("add_extension", "m", "n", 5), ("add_extension", "m", "n", 6), ("add_extension", "a", "b", 5), ("add_extension", "a", "b", 0), ("add_extension", "a", "b", 2 ** 31),
                         ("add_extension", "a", "b", "7"), ("add_extension", "a", "b", None), ("remove_extension", "m", "n", 6), ("remove_extension", "m", "n", 5), ("remove_extension", "m", "n", 5),
                         ("remove_extension", "m", [], 5), ("pickle_complex", 3), ("pickle_complex", 1j), ("pickle_complex", "a"), ("pickle", int, 3), ("constructor", 3), ("constructor", int)]:
        case.step(call=name, **{"in": "copyreg"}, args=[*map(encode, given)])
    case.step(call="pickle_union", **{"in": "copyreg"}, args=[encode(case.op("or", case.get(Ref("$"), "int"), str))])
    for name in ("_extension_registry", "_inverted_registry"):
        case.attribute("copyreg", name)
    slotted = case.call("type", "_Slotted", (), {"__slots__": ["a", "__b", "__c__"]})
    derived = case.call("type", "Derived", (slotted,), {"__slots__": "d"})
    for cls in (slotted, derived, int):
        case.step(call="_slotnames", **{"in": "copyreg"}, args=[encode(cls)])
    for protocol in range(5):
        for made in (case.invoke(derived), case.value(7), case.value([1]), case.call("Exception", 1), case.call("object")):
            case.method(made, "__reduce_ex__", protocol)
            case.step(call="_reduce_ex", **{"in": "copyreg"}, args=[encode(made), protocol])
    for given in [(int, int, "7"), (list, list, "78"), (object, object, None), (3, 4, 5), (bool, int, 1), (int, object, 1)]:
        case.step(call="_reconstructor", **{"in": "copyreg"}, args=[*map(encode, given)])
    for given in [(int,), (int, 7), (3,), (list, 1, 2)]:
        case.step(call="__newobj__", **{"in": "copyreg"}, args=[*map(encode, given)])
    case.step(call="__newobj_ex__", **{"in": "copyreg"}, args=[*map(encode, (int, ("7",), {"base": 8}))])


def named_functions(case, module, names):
    """Functions and classes of a module by name; methods as "Class.method"."""
    import importlib
    for name in names.split():
        function = importlib.import_module(module)
        for part in name.split("."):
            function = getattr(function, part)
        made = case.attribute(module, name)
        if isinstance(function, type):
            case.step(on=made.text, get="__dict__", show="type")
            for attribute in ("__mro__", "__qualname__", "__module__", "__hash__"):
                case.op("repr", Ref(f"{made.text}.{attribute}"))
            case.invoke(made)
            case.invoke(made, 1, 2, 3, 4, 5, 6, 7, 8, 9)
            case.invoke(made, bogus=1)
        else:
            source_function(case, made, getattr(function, "__func__", function))


def call_in(case, module, name, /, *given, **named):
    return case.step(call=name, **{"in": module}, args=[*map(encode, given)], **({"kwargs": {key: encode(value) for key, value in named.items()}} if named else {}))


@case("making_classes", "types", "functools", "abc", "collections.abc")
def making_classes(case):
    """types, functools.total_ordering, abc: what makes and changes classes."""
    named_functions(case, "types", "new_class resolve_bases prepare_class _calculate_meta DynamicClassAttribute DynamicClassAttribute.__init__ DynamicClassAttribute.__get__ DynamicClassAttribute.getter")
    named_functions(case, "abc", "abstractmethod update_abstractmethods abstractproperty abstractclassmethod abstractstaticmethod abstractclassmethod.__init__")
    named_functions(case, "functools", "total_ordering _gt_from_lt _le_from_ge _lt_from_le")
    alias = case.op("getitem", case.get(Ref("$"), "list"), int)
    for bases in ((), (int,), (alias, str), [int], [alias], 3, (3,)):
        call_in(case, "types", "resolve_bases", bases)
    for given in (("A",), ("A", (int,)), ("A", (alias,)), ("A", (), {"metaclass": 3}), ("A", (), {"a": 1}), ("A", (int, 3)), ("A", 3), ("A", (), 3)):
        call_in(case, "types", "prepare_class", *given)
        made = call_in(case, "types", "new_class", *given)
        for name in ("__mro__", "__module__", "__orig_bases__"):
            case.get(made, name)
    meta = case.attribute("abc", "ABCMeta")
    for bases in ((), (int,), (case.attribute("collections.abc", "Sized"), int)):
        case.get(call_in(case, "types", "prepare_class", "A", bases), "__len__")
        call_in(case, "types", "_calculate_meta", meta, bases)
        call_in(case, "types", "_calculate_meta", 3, bases)
    call_in(case, "types", "coroutine", 3)
    for name in ("lt", "le", "gt", "ge"):
        cls = case.call("type", "Ordered", (case.get(Ref("$"), "object"),), {f"__{name}__": Ref(case.get(case.get(Ref("$"), "object"), f"__{name}__").text)})
        call_in(case, "functools", "total_ordering", cls)
        case.op("sorted", Ref(f"{cls.text}.__dict__"))
        case.op("lt", case.invoke(cls), case.invoke(cls))
        base = case.get(Ref("$"), "str")
        cls = case.call("type", "OrderedStr", (), {f"__{name}__": Ref(case.get(base, f"__{name}__").text)})
        call_in(case, "functools", "total_ordering", cls)
    call_in(case, "functools", "total_ordering", object)
    call_in(case, "functools", "total_ordering", 3)
    dynamic = case.attribute("types", "DynamicClassAttribute")
    made = case.invoke(dynamic, len, doc="text")
    owner = case.call("type", "Owner", (list,), {"size": made, "empty": case.invoke(dynamic)})
    for name in ("size", "empty"):
        case.get(owner, name)
        case.get(case.invoke(owner, [1, 2]), name)
        case.set(case.invoke(owner), name, 3)
        case.delete(case.invoke(owner), name)
    for name in ("getter", "setter", "deleter"):
        other = case.method(made, name, abs)
        for attribute in ("fget", "fset", "fdel", "__doc__", "overwrite_doc", "__isabstractmethod__"):
            case.get(other, attribute)


@case("warnings", "warnings", "io", "sys")
def warnings_(case):
    """warnings: filters, messages, how they are shown and caught."""
    named_functions(case, "warnings", "showwarning formatwarning _showwarnmsg_impl _formatwarnmsg_impl _showwarnmsg _formatwarnmsg filterwarnings simplefilter _add_filter resetwarnings _getaction _getcategory "
                    "WarningMessage WarningMessage.__init__ catch_warnings catch_warnings.__init__ catch_warnings.__enter__ catch_warnings.__exit__ _OptionError")
    call_in(case, "warnings", "resetwarnings")
    message = call_in(case, "warnings", "WarningMessage", "m", UserWarning, "f.py", 3)
    case.op("str", message)
    case.op("sorted", Ref(f"{message.text}.__dict__"))
    case.get(call_in(case, "warnings", "WarningMessage", "m", None, "f.py", 3), "_category_name")
    for given in (("m", UserWarning, "f.py", 3), ("m", UserWarning, "f.py", 3, "  a line "), ("m", UserWarning, "f.py", 3, ""), (UserWarning("a"), UserWarning, "f", "x")):
        case.step(call="formatwarning", **{"in": "warnings"}, args=[encode(case.call("UserWarning", *one.args) if isinstance(one, Warning) else one) for one in given])
    call_in(case, "warnings", "_formatwarnmsg_impl", call_in(case, "warnings", "WarningMessage", "m", UserWarning, "f.py", 3, None, None, 5))
    stream = call_in(case, "io", "StringIO")
    call_in(case, "warnings", "showwarning", "m", UserWarning, "f.py", 3, stream, "the line")
    case.method(stream, "getvalue")
    catch = call_in(case, "warnings", "catch_warnings", record=True)
    case.op("repr", catch)
    case.method(catch, "__exit__")
    log = case.method(catch, "__enter__")
    case.method(catch, "__enter__")
    call_in(case, "warnings", "simplefilter", "always")
    for given in (("a",), ("b", DeprecationWarning), ("c", int), (3,), ("d", UserWarning, 2)):
        call_in(case, "warnings", "warn", *given)
    call_in(case, "warnings", "warn_explicit", "e", UserWarning, "file", 7)
    case.op("len", log)
    for number in range(5):
        made = case.op("getitem", log, number)
        for name in ("message", "category", "file", "line", "source"):
            case.get(made, name)
    case.method(catch, "__exit__", None, None, None)
    case.attribute("warnings", "filters")
    for filters in (("ignore",), ("error", Warning, 0, True), ("ignore",), ("once", UserWarning, 5), ("error",), ("bad",), ("error", 3, -1), ("error", Warning, "a")):
        call_in(case, "warnings", "simplefilter", *filters)
        case.attribute("warnings", "filters")
    for filters in (("error",), ("error", 3), ("error", "", 3), ("error", "", UserWarning, 3), ("error", "", UserWarning, "", -1), ("error", "", int)):
        call_in(case, "warnings", "filterwarnings", *filters)
    call_in(case, "warnings", "warn", "raised")
    for name in ("e", "", "all", "zz", "def"):
        call_in(case, "warnings", "_getaction", name)
    for name in ("", "UserWarning", "a.b", "int", "nothing", "builtins.BytesWarning"):
        call_in(case, "warnings", "_getcategory", name)
    call_in(case, "warnings", "resetwarnings")
    module = case.op("getitem", case.step(get="modules", show="type", **{"in": "sys"}), "warnings")
    written = call_in(case, "io", "StringIO")
    case.set(module, "showwarning", Ref(case.get(written, "write").text))
    call_in(case, "warnings", "warn", "not so")
    case.set(module, "showwarning", 3)
    call_in(case, "warnings", "warn", "not so")
    case.set(module, "formatwarning", Ref(case.get(Ref("$"), "repr").text))
    call_in(case, "warnings", "_formatwarnmsg", message)


@case("codec_parts", "codecs")
def codec_parts(case):
    """codecs: what registered codecs are made of."""
    named_functions(case, "codecs", "getencoder getdecoder getincrementalencoder getincrementaldecoder getreader getwriter make_identity_dict make_encoding_map CodecInfo CodecInfo.__new__ Codec Codec.encode IncrementalEncoder "
                    "IncrementalEncoder.__init__ IncrementalEncoder.encode IncrementalEncoder.getstate IncrementalDecoder IncrementalDecoder.decode BufferedIncrementalEncoder BufferedIncrementalEncoder.encode "
                    "BufferedIncrementalDecoder BufferedIncrementalDecoder.setstate")
    for name in sorted(name for name in dir(__import__("codecs")) if name.startswith("BOM")):
        case.attribute("codecs", name)
    for name in ("getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder"):
        for codec in ("latin-1", "unknown", 3, "ascii"):
            case.op("type", call_in(case, "codecs", name, codec))
    info = call_in(case, "codecs", "CodecInfo", len, abs, name="mine", incrementalencoder=3)
    case.op("tuple", info)
    case.op("repr", info)
    for name in ("encode", "decode", "incrementalencoder", "incrementaldecoder", "streamreader", "streamwriter", "name", "_is_text_encoding"):
        case.get(info, name)
        case.get(call_in(case, "codecs", "CodecInfo", 1, 2, 3, 4, 5, 6, "n", _is_text_encoding=False), name)
    case.op("repr", call_in(case, "codecs", "lookup", "ascii"))
    for kind, data in (("IncrementalEncoder", "a"), ("IncrementalDecoder", b"a"), ("BufferedIncrementalEncoder", "a"), ("BufferedIncrementalDecoder", b"a")):
        made = call_in(case, "codecs", kind)
        for name, *given in [("getstate",), ("encode", data), ("decode", data), ("setstate", (b"q", 3)), ("getstate",), ("setstate", "q"), ("getstate",), ("setstate", 0), ("getstate",), ("reset",), ("getstate",)]:
            case.method(made, name, *given)
        case.get(made, "errors")
        case.get(made, "buffer")
    call_in(case, "codecs", "make_identity_dict", [1, 2])
    call_in(case, "codecs", "make_encoding_map", {1: 2, 3: 2, 4: 5})


@case("typing_classes", "typing")
def typing_classes(case):
    """What typing's names that stand for classes say of objects and classes, and those that stand for none."""
    import typing
    for name in typing.__all__:
        form = getattr(typing, name)
        if type(form).__name__ not in ("_SpecialGenericAlias", "_CallableType", "_TupleType", "_SpecialForm") or name in ("Counter", "ChainMap", "Pattern", "Match", "ContextManager", "AsyncContextManager"):
            continue
        step = case.attribute("typing", name)
        case.get(step, "__origin__")
        for value in ([1], {"a": 1}, (1,), "text", 5):
            case.call("isinstance", value, step)
        for cls in (list, dict, int, memoryview, 5):
            case.call("issubclass", cls, step)
    for name, item in (("List", int), ("Dict", (str, int)), ("Sequence", str), ("Union", (int, str)), ("Optional", int)):
        alias = case.op("getitem", case.attribute("typing", name), item)
        call_in(case, "typing", "get_origin", alias)
    case.call("issubclass", case.attribute("typing", "List"), case.attribute("typing", "Sequence"))


@case("named_tuples", "collections", "functools", "copy")
def named_tuples(case):
    """collections.namedtuple, and functions of functools and copy."""
    import collections
    named_functions(case, "collections", "namedtuple")
    named_functions(case, "functools", "update_wrapper wraps cache")
    named_functions(case, "copy", "copy deepcopy")
    cls = call_in(case, "collections", "namedtuple", "P", ["x", "y"], defaults=[5])
    for name, value in vars(collections.namedtuple("P", ["x", "y"], defaults=[5])).items():
        function = getattr(value, "__func__", value)
        if isinstance(function, types.FunctionType):
            source_function(case, case.get(cls, name), function)
    made = case.invoke(cls, 1, 2)
    case.method(made, "_replace", x=3)
    case.method(made, "_replace", z=3)
    for name, *given in [("_replace", 1), ("_asdict",), ("_make", [1, 2]), ("_make", [1]), ("_make", 3), ("__repr__",), ("__getnewargs__",), ("__reduce_ex__", 2), ("count", 1)]:
        case.method(made, name, *given)
    for given in [(), (1,), (1, 2, 3), (1, 2, 3, 4)]:
        case.invoke(cls, *given)
    case.invoke(cls, y=1)
    case.invoke(cls, 1, x=1)
    case.invoke(cls, z=1)
    for given in [("P", "x y"), ("P", "x, y"), ("P", ["x", "x"]), ("P", ["1"]), ("P", ["class"]), ("class", []), ("P", ["_a"]), ("P", 3), (3, ["a"]), ("P", ["a"], 1), ("P", [])]:
        case.op("call", call_in(case, "collections", "namedtuple", *given), *given[:1])
    for named in ({"rename": True}, {"defaults": [1, 2, 3]}, {"defaults": "abcde"}, {"module": "zz"}, {"module": None}):
        other = call_in(case, "collections", "namedtuple", "P", ["x", "def", "_q", "x"], **dict(named, rename=True))
        for name in ("_fields", "__module__", "_field_defaults", "__match_args__"):
            case.get(other, name)
    derived = case.call("type", "Text", (str,), {})
    text = case.invoke(derived, "ab")
    for step in (case.op("mod", text, [1]), case.op("format", text, "s"), case.op("format", text, "2.2"), case.op("format", text, "5"), case.op("mod", case.invoke(derived), {})):
        case.op("type", step)
    call_in(case, "functools", "wraps", len)


@case("posix_more", "posix")
def posix_more(case):
    """Programs, directories, scheduling and copies between files."""
    case.steps.extend(posix_steps.steps())


CASES.update(library_cases.CASES)
CASES.update(stock_cases.CASES)


def record(path):
    answer = subprocess.run([sys.executable, os.path.join(HERE, "oracle.py"), path], capture_output=True, text=True, check=False, timeout=60)
    if answer.returncode:
        sys.exit(f"{path}: {answer.stderr}")
    return [json.loads(line) for line in answer.stdout.splitlines()]


def write(name):
    fill, imports = CASES[name]
    made = Case(name, imports)
    fill(made)
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, name + ".json")
    for _ in range(2):
        with open(path, "w", encoding="utf-8") as file:
            file.write(made.text())
        lines, again = record(path), record(path)
        if len(lines) != len(made.steps):
            sys.exit(f"{path}: CPython gave up at {made.steps[len(lines)]}")
        for step, one, two in zip(made.steps, lines, again):
            if one != two or "hash" in (step.get("op", ""), step.get("method", "").strip("_")) and name not in HASHED:
                step["show"] = "type"
    shutil.rmtree(folder)
    head = json.loads(made.text())
    compact.write(os.path.join(OUT, name), head, head.pop("steps"), lines)
    print(name, len(lines), "steps,", sum(not line.get("ok", True) for line in lines), "errors,",
          sum(step.get("show") == "type" for step in made.steps), "show only their type")


def main():
    os.makedirs(OUT, exist_ok=True)
    for name in sys.argv[1:] or CASES:
        write(name)


if __name__ == "__main__":
    main()
