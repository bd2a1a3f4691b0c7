"""Records what CPython 3.11 answers, as rows of runtime/src/test/resources/org/capi4j/text/*.tsv.

Run with any CPython 3.11:  python3.11 runtime/src/test/python/record_text.py [area ...]

A row is: function, arguments, answer, separated by tabs. Text is escaped (backslash x, u or U), a float is given by the
hexadecimal digits of its 64 bits, bytes by two hexadecimal digits each. An exception is "!Type: message".
"""

import codecs
import ctypes
import encodings.aliases
import itertools
import math
import os
import random
import struct
import subprocess
import sys
import unicodedata
import warnings

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/org/capi4j/text")
rows = []


def esc(text):
    return "".join(c if " " <= c <= "~" and c != "\\" else
                   f"\\x{ord(c):02x}" if c < "\u0100" else
                   f"\\u{ord(c):04x}" if c < "\U00010000" else f"\\U{ord(c):08x}" for c in text)


def bits(x):
    return struct.pack(">d", x).hex()


def answer(function):
    try:
        result = function()
    except Exception as e:
        return esc(f"!{type(e).__name__}: {e}")
    if isinstance(result, (bytes, bytearray)):
        return bytes(result).hex()
    return esc(result if isinstance(result, str) else repr(result))


def row(function, arguments, call):
    rows.append("\t".join([function, *map(str, arguments), answer(call)]))


# ---------------------------------------------------------------------------------------------------- numbers

def floats(count, seed):
    r = random.Random(seed)
    yield from (0.0, -0.0, 1.0, -1.0, 0.1, 1e15, 1e16, 1e17, 9999999999999998.0, 123456789012345680.0, 1e-4, 1e-5,
                0.00012345, 5e-324, 1e-323, 1.5e-323, 2e-323, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22,
                1e23, 2e23, 9.5, 99.5, 0.5, 1.5, 2.5, 0.05, 0.25, 0.125, 999999.5, 9999995.0, 1e100, -1e-7, 100.0,
                math.pi, math.inf, -math.inf, math.nan, 4.35, 0.045, 2.675, 1e21, 123456.0, 1234567.0)
    for i in range(count):
        kind = i % 4
        if kind == 0:
            yield struct.unpack(">d", r.randbytes(8))[0]
        elif kind == 1:
            yield round(r.uniform(-1000, 1000), r.randrange(8))
        elif kind == 2:
            yield r.randrange(-10 ** 18, 10 ** 18) / 10 ** r.randrange(25)
        else:
            yield float(r.randrange(1000)) * 2.0 ** r.randrange(-1080, 1000)


def double_to_string(x, code, precision, flags):
    function = ctypes.pythonapi.PyOS_double_to_string
    function.restype = ctypes.c_char_p
    function.argtypes = [ctypes.c_double, ctypes.c_char, ctypes.c_int, ctypes.c_int, ctypes.c_void_p]
    return function(x, code.encode(), precision, flags, None).decode()


def record_floats():
    for x in floats(900, 1):
        row("repr", [bits(x)], lambda: repr(x))
        row("hex", [bits(x)], lambda: x.hex())
        row("ratio", [bits(x)], lambda: "%d/%d" % x.as_integer_ratio())
    r = random.Random(2)
    for x in floats(300, 3):
        for code in "eEfFgGr":
            precision = 0 if code == "r" else r.choice([0, 1, 2, 3, 6, 10, 12, 16, 17, 25, 60])
            flags = r.randrange(8)
            row("format", [bits(x), code, precision, flags], lambda: double_to_string(x, code, precision, flags))
    texts = ["", " ", "1", " 1 ", "\t1\n", "+1", "-1", "--1", "1e5", "1E5", "1e+5", "1e-5", "1e", "1e+", ".5", "5.", ".", "-.5e1", "1_0",
             "1__0", "_1", "1_", "1_.5", "1._5", "1.5_5", "1e1_0", "1e_1", "inf", "-inf", "+INF", "infinity", "Infinity", "infinit",
             "nan", "-nan", "NaN", "nano", "0x10", "1d", "1f", "1e400", "-1e400", "1e-400", "1e99999999999999999999", "0e99999999999999999999",
             "1e-99999999999999999999", "1 2", "1\x00", "\x1c1", "\x1f1\x1e", "\u0661\u0662.5", "\u20031", "\u0131nf", "1\u0660", "\xe9",
             "1" * 400, "0." + "0" * 400 + "1", "179769313486231580793728971405301e276", "2.2250738585072011e-308", "\ud800", "\U0001d7d8"]
    r = random.Random(4)
    texts += ["".join(r.choice("0123456789.eE+-_ ") for _ in range(r.randrange(1, 9))) for _ in range(1500)]
    texts += [repr(x) for x in floats(200, 5)]
    for text in texts:
        row("parse", [esc(text)], lambda: float(text))
    for text in ["0x", "0x1p", "0x1p99999", "1", "0x1.8p3", ".8", "0x.p1", "inf", "-nan", " 1 ", "1p-1080", "1.fffffffffffff8p1023",
                 "1.fffffffffffff7p1023", "0x1.0000000000000000000000001p-1075", "0x1p-1075", "1p", "1p99999999999999999999",
                 "0p99999999999999999999", "1p-99999999999999999999", "\xe9", "0x1_0", "", "0X1P3", "0x1.8", "-0x0p0", "0x1p1024",
                 "0x3p-1075", "0x0.8p-1074", "0x1.00000000000008p0", "0x1.00000000000018p0", "INFINITY", "+inf", "0x1p+3", "0xp3", "..1", "1.p1"]:
        row("fromhex", [esc(text)], lambda: float.fromhex(text))
    for x in floats(300, 6):
        row("fromhex", [x.hex()], lambda: float.fromhex(x.hex()))


def record_ints():
    texts = ["", " ", "0", "-0", "+1", "- 1", "00", "01", "0_0", "0x", "0xf", "0XF", "0x_f", "0x__f", "_0xf", "0xf_", "0b101", "0B1", "0b2",
             "0o17", "0O7", "0o8", "1_000", "1__0", "1_", "_1", " 12\n", "\x1c7", "12 3", "1\x00", "z", "Zz", "9" * 30, "-" + "9" * 30,
             "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "\u0663\u0664", "\u2003\u0663",
             "\xe9" * 3, "x" * 300, "\u0131", "0 x1", "++1", "1.0", "1e3", "\ud800", "0b", "0b_", "0o", "0_7", "00_1", "1" * 4300,
             "1" * 4301, "0" * 4301, "1_" * 4300 + "1", "1" * 4301 + "x", "f" * 5000]
    r = random.Random(7)
    texts += ["".join(r.choice("0123456789abxoXz_ -") for _ in range(r.randrange(1, 7))) for _ in range(700)]
    for text in texts:
        for base in (0, 10, 16, r.choice([2, 3, 8, 36, 1, 37])) if len(text) < 1000 else (10,):
            row("parse", [esc(text), base], lambda: "%x" % int(text, base))
    for n in [0, 1, -1, 255, -255, 2 ** 63 - 1, -2 ** 63, 2 ** 64, -2 ** 100, 10 ** 40, 10 ** 4299, 10 ** 4300, -10 ** 4300 + 1, -10 ** 4300]:
        number = "%x" % n
        row("str", [number], lambda: str(n))
        for name, function in (("bin", bin), ("oct", oct), ("hex", hex)):
            row(name, [number], lambda: function(n))


# ---------------------------------------------------------------------------------------------------- characters

def random_text(r, length):
    pools = [(0, 0x80), (0x80, 0x250), (0x370, 0x400), (0x1e00, 0x2000), (0x10400, 0x10450), (0, 0x110000), (0xd800, 0xe000), (0xfb00, 0xfb20)]
    return "".join(chr(r.randrange(*r.choice(pools))) for _ in range(length))


def record_characters():
    api = ctypes.pythonapi
    api._PyUnicode_ToNumeric.restype = ctypes.c_double
    simple = [api._PyUnicode_ToUppercase, api._PyUnicode_ToLowercase, api._PyUnicode_ToTitlecase, api._PyUnicode_ToDecimalDigit,
              api._PyUnicode_ToDigit]
    tests = [str.isalpha, str.isdecimal, str.isdigit, str.isnumeric, str.isalnum, str.isspace, str.isprintable, str.isidentifier,
             str.isupper, str.islower, str.istitle]
    r = random.Random(8)
    sample = sorted({*range(0x600), *range(0x1e00, 0x2200), *range(0xfb00, 0xfb20), *(r.randrange(0x110000) for _ in range(1500)),
                     0x10ffff, 0xd800, 0xdfff, 0xf33, 0x4e07, 0x1f8af, 0x2b739, 0x1fbc9, 0x10400})
    for i in sample:
        c = chr(i)
        answers = "".join(str(int(test(c))) for test in tests)
        maps = [c.upper(), c.lower(), c.title(), c.casefold(), c.swapcase(), repr(c), ascii(c)]
        values = [function(i) for function in simple] + [repr(api._PyUnicode_ToNumeric(i))]
        rows.append("\t".join(["char", str(i), answers, *map(str, values), *map(esc, maps)]))
    methods = ["upper", "lower", "title", "capitalize", "swapcase", "casefold", "isupper", "islower", "istitle", "isidentifier",
               "isprintable", "__repr__"]
    texts = ["", "a", "A\u03a3", "\u03a3", "A\u03a3b", "A.\u03a3.", "A.\u03a3.b", "\u03a3\u03a3", "AB'CD", "they're bill's", "\xdf", "\ufb01x",
             "\u01c5", "\u01c6a", "x\u01c6", "'", '"', "'\"", "\\", "\t\r\n\x00\x7f\x80\xa0\xad\u0378\U0001f600\ud83d\ude00"]
    texts += [random_text(r, r.randrange(1, 8)) for _ in range(400)]
    for text in texts:
        for method in methods:
            row(method, [esc(text)], lambda: getattr(text, method)())
        row("ascii", [esc(text)], lambda: ascii(text))
    for _ in range(100):
        data = bytes(r.choice([r.randrange(256), 34, 39, 92, 65]) for _ in range(r.randrange(8)))
        row("bytes", [data.hex()], lambda: repr(data))


# ---------------------------------------------------------------------------------------------------- formatting

def specs(r, count, types):
    for _ in range(count):
        parts = [("", "", "<", ">", "=", "^", "*<", "_^", "0=", "x>", "\u20ac^"), ("", "", "+", "-", " "), ("", "", "", "z"),
                 ("", "", "#"), ("", "", "0"), ("", "", "1", "5", "9", "12", "20"), ("", "", ",", "_"), ("", "", ".0", ".1", ".3", ".10"),
                 types]
        yield "".join(r.choice(part) for part in parts)


ODD_SPECS = [".", "dd", "1.", ",_", "_,", ",,", "__", "99999999999999999999", ".99999999999999999999", ".2147483648", "q", "\u20ac", "\n",
             "\x7f", ",\u20ac", "<<", "<<5", "\u0665", "5\u0660d", ".\u0663f", "  ", "zz", "0005", "==5", "{}", "\U0001f600<5", "\ud800>5",
             "010,", "08_x", "04,d", "05,", "06,", "07,", "08,", "09,", "3,", "N", "-", "F", "5 ", "+-", ",.2f", "_.2f", ",%", "_b", "#_o"]


def record_formatting():
    r = random.Random(9)
    numbers = [0, 1, -1, 7, 255, -255, 1234, -1234567, 10 ** 20, -10 ** 20, 2 ** 63, 1114111, 1114112, 233]
    for spec in [*specs(r, 900, ["", "d", "x", "X", "o", "b", "c", "n", "e", "f", "g", "%", "s"]), *ODD_SPECS]:
        n = r.choice(numbers)
        row("int", ["%x" % n, esc(spec)], lambda: format(n, spec))
    row("int", ["%x" % 10 ** 400, "f"], lambda: format(10 ** 400, "f"))
    row("int", ["%x" % 10 ** 5000, "d"], lambda: format(10 ** 5000, "d"))
    row("int", ["%x" % 10 ** 50, "c"], lambda: format(10 ** 50, "c"))
    some = list(floats(200, 10))
    for spec in [*specs(r, 1200, ["", "", "e", "E", "f", "F", "g", "G", "n", "%", "d", "r"]), *ODD_SPECS]:
        x = r.choice(some[:44] if r.randrange(2) else some)
        row("float", [bits(x), esc(spec)], lambda: format(x, spec))
    for spec in [*specs(r, 700, ["", "", "e", "f", "g", "G", "n", "%", "d"]), *ODD_SPECS]:
        z = complex(r.choice(some[:50]), r.choice(some[:50]))
        row("complex", [bits(z.real), bits(z.imag), esc(spec)], lambda: format(z, spec))
    for spec in [*specs(r, 300, ["", "s", "s", "d"]), *ODD_SPECS]:
        text = r.choice(["", "abc", "h\xe9\u20ac\U0001f600", "a" * 15])
        row("str", [esc(text), esc(spec)], lambda: format(text, spec))


def argument(value):
    if value is None:
        return "n"
    if isinstance(value, int):
        return "i%x" % value
    if isinstance(value, float):
        return "f" + bits(value)
    return "b" + value.hex() if isinstance(value, bytes) else "s" + esc(value)


def percent(template, args):
    kind = "tuple" if isinstance(args, tuple) else "map" if isinstance(args, dict) else "single"
    values = args if kind == "tuple" else [x for kv in args.items() for x in kv] if kind == "map" else [args]
    function = "bytes" if isinstance(template, bytes) else "str"
    shown = template.hex() if function == "bytes" else esc(template)
    row(function, [shown, kind, "|".join(argument(v) for v in values)], lambda: template % args)


def record_percent():
    r = random.Random(11)
    values = [0, 1, -1, 255, -255, 65, 10 ** 20, -10 ** 20, 2.5, -2.25, 1e10, 0.0, -0.0, math.inf, "abc", "\xe9", "", None]
    for _ in range(2500):
        directive = "%" + "".join(r.choice(part) for part in [
            ("", "", "-", "+", " ", "#", "0", "-0", "+#", "0#", "+0"), ("", "", "", "1", "5", "12"), ("", "", "", ".", ".0", ".3", ".12"),
            ("", "", "", "h", "l"), "sradiuoxXeEfFgGc%bq"])
        value = r.choice(values)
        percent(directive, (value,))
        if value is None or isinstance(value, (int, float)):
            percent(directive.encode(), (value,))
        else:
            percent(directive.encode(), (value.encode("utf-8"),))
    odd = [("%", 1), ("%(a", 1), ("%(a", {"a": 1}), ("%(a)d", 1), ("%*d", ("x", 1)), ("%*d", (5, 1)), ("%-*d|", (5, 1)), ("%*d|", (-5, 1)),
           ("%.*f", (2, 1.5)), ("%.*f", (-2, 1.5)), ("%.*f", (2 ** 31, 1.5)), ("%*d", (2 ** 63, 1)), ("%.*f", (1.5, 1)), ("%*d", (5,)),
           ("%99999999999999999999d", 1), ("%.99999999999d", 1), ("%.3000000000d", 1), ("%\u20ac", 1), ("%\n", 1), ("%\x1f", 1), ("%\x7f", 1),
           ("%\ud800", 1), ("%d %d", 1), ("%d %d", (1,)), ("%s", (1, 2)), ("%5", 1), ("%l", 1), ("%ll", 1), ("%.-1d", 1), ("%%", 1), ("%%", ()),
           ("%5%", 1), ("x", 1), ("x", ()), ("x", {}), ("x", {"a": 1}), ("", 1), ("%(a)s%(a)s", {"a": 1}), ("%(a)s%s", {"a": 1}),
           ("%(a(b))s", {"a(b)": 1}), ("%()s", {"": 1}), ("%(a)*d", {"a": 1}), ("%(a)s%(b)d", {"a": "x", "b": 2}), ("%(a)s", ("x",)),
           ("%c", "ab"), ("%c", -1), ("%c", 1114112), ("%c", 10 ** 30), ("%c", 1.5), ("%.0c|", 65), ("%5c|", 65), ("%-5c|", "x"), ("%05c", "x"),
           ("%05s", "a"), ("%d", 10 ** 5000), ("%x", 1.5), ("%d", "x"), ("a%db%sc", (1, "x")), ("%s", "\ud83d\ude00"), ("%d", 1.99), ("%(a)%", {"a": 1})]
    for template, args in odd:
        percent(template, args)
        try:
            if isinstance(args, dict):
                args = {k.encode(): v.encode() if isinstance(v, str) else v for k, v in args.items()}
            elif isinstance(args, tuple):
                args = tuple(v.encode() if isinstance(v, str) else v for v in args)
            elif isinstance(args, str):
                args = args.encode()
            percent(template.encode(), args)
        except UnicodeEncodeError:
            pass
    for c in b"\x80\xff":
        percent(b"%" + bytes([c]), 1)
    percent(b"%c", 256)
    percent(b"%.3b|%5b", (b"abcdef", b"x"))


class Tracer:
    """An argument of str.format whose text says what was asked of it."""

    def __init__(self, path):
        self.path = path

    def __getattr__(self, name):
        return Tracer(f"{self.path}.{name}")

    def __getitem__(self, key):
        return Tracer(f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}['{key}']")

    def __format__(self, spec):
        return f"<{self.path}|{spec}>"

    def __repr__(self):
        return f"r({self.path})"

    def __str__(self):
        return f"s({self.path})"


def record_markup():
    import _string
    r = random.Random(12)
    templates = ["", "x", "{", "}", "{}", "{0", "{0!", "{0!r", "{0!rx}", "{0!}", "{0!x}", "{!r", "{0:", "{0:{", "{0:{1}", "{0:{1}}", "{0[", "{0[a", "{0[]}",
                 "{0.}", "{0.a.}", "{0[a]b}", "{0]}", "{}{0}", "{0}{}", "{a", "{{", "}}", "{{}}", "{:{}{}}", "{:{:{}}}", "{0!\u20ac}",
                 "{99999999999999999999}", "{0[99999999999999999999]}", "{!", "{:}}", "{0!r:>9}", "{0.real}", "{9}", "{0[0]}", "{a b}", "{-1}", "{ 0}",
                 "{0[-1]}", "{[0]}", "{.real}", "{:{", "{0{1}}", "{0[{]}", "{0[}]}", "{0:{{}}}", "{0!\n}", "{0!ra}", "{a.b[c].d}", "{0:x}}", "{!s}",
                 "{0!s", "{0!s:", "{0!s:x", "{0!}}", "{0!}x", "{!}x", "a{0.b[c]!r:x{1}y{k}z}z", "{\u0661}", "{0x}", "{0..a}", "{0[a.b]}", "{0.[a]}",
                 "x}}y{{z", "{!a}{}", "{a}{}", "{}{a}{}", "{}{}{}{}", "{0[\ud800]}", "{zz}", "{:{}}", "{:{0}}", "{0:{}}", "{0!s:{1!r}}", "{a[1].2[x.y]:3}"]
    templates += ["".join(r.choice(["{", "}", "0", "1", "a", "k", ".", "[", "]", "!", "r", ":", "x", "{0}", "{}", "{a}"])
                          for _ in range(r.randrange(1, 9))) for _ in range(1500)]

    for template in templates:
        row("format", [esc(template)], lambda: template.format(Tracer("0"), Tracer("1"), Tracer("2"), a=Tracer("a"), k=Tracer("k")))
        row("parser", [esc(template)], lambda: ";".join(
            f"{lit}|{name}|{spec}|{conv}" for lit, name, spec, conv in _string.formatter_parser(template)))
        row("split", [esc(template)], lambda: "|".join(
            [str((parts := _string.formatter_field_name_split(template))[0]), *(f"{attr}:{name}" for attr, name in parts[1])]))


# ---------------------------------------------------------------------------------------------------- hashes

def record_hashes():
    r = random.Random(13)
    for x in floats(400, 14):
        if x == x:
            row("float", [bits(x)], lambda: hash(x))
    for n in [0, 1, -1, -2, 2 ** 61 - 1, 2 ** 61 - 2, 2 ** 61, -2 ** 61 + 1, -2 ** 61, 2 ** 63 - 1, -2 ** 63, *(r.randrange(-2 ** 200, 2 ** 200)
              >> r.randrange(200) for _ in range(300))]:
        row("int", ["%x" % n], lambda: hash(n))
    for _ in range(100):
        z = complex(r.choice([0.0, 1.5, -1.0, r.uniform(-9, 9)]), r.choice([0.0, 1.0, -2.0, r.uniform(-9, 9)]))
        row("complex", [bits(z.real), bits(z.imag)], lambda: hash(z))
        items = [r.randrange(-2 ** 63, 2 ** 63) >> r.randrange(64) for _ in range(r.randrange(8))]
        row("tuple", [" ".join("%x" % n for n in items)], lambda: hash(tuple(items)))
        row("frozenset", [" ".join("%x" % n for n in set(items))], lambda: hash(frozenset(items)))
    texts = ["", "a", "abc", "h\xe9llo", "\u20ac", "\U0001f600", "\ud800\udc00", *(random_text(r, r.randrange(1, 20)) for _ in range(60)), "x" * 8, "y" * 16]
    code = "import sys\nfor line in sys.stdin: print(hash(eval(line)))"
    data = [*texts, *(r.randbytes(r.randrange(20)) for _ in range(40))]
    for seed in (0, 1, 42, 4294967295):
        run = subprocess.run([sys.executable, "-c", code], input="\n".join(map(ascii, data)), capture_output=True, text=True, check=True,
                             env={"PYTHONHASHSEED": str(seed)})
        for value, result in zip(data, run.stdout.split()):
            kind, shown = ("bytes", value.hex()) if isinstance(value, bytes) else ("str", esc(value))
            rows.append("\t".join([kind, str(seed), shown, result]))


# ---------------------------------------------------------------------------------------------------- codecs

CP1252 = bytes(range(256)).decode("cp1252", "replace").replace("\ufffd", "\ufffe")

DECODERS = {
    "utf-8": codecs.utf_8_decode,
    "utf-7": codecs.utf_7_decode,
    "utf-16": lambda data, errors, final: codecs.utf_16_ex_decode(data, errors, 0, final),
    "utf-16-le": lambda data, errors, final: codecs.utf_16_ex_decode(data, errors, -1, final),
    "utf-16-be": lambda data, errors, final: codecs.utf_16_ex_decode(data, errors, 1, final),
    "utf-32": lambda data, errors, final: codecs.utf_32_ex_decode(data, errors, 0, final),
    "utf-32-le": lambda data, errors, final: codecs.utf_32_ex_decode(data, errors, -1, final),
    "utf-32-be": lambda data, errors, final: codecs.utf_32_ex_decode(data, errors, 1, final),
    "ascii": lambda data, errors, final: codecs.ascii_decode(data, errors),
    "latin-1": lambda data, errors, final: codecs.latin_1_decode(data, errors),
    "unicode_escape": codecs.unicode_escape_decode,
    "raw_unicode_escape": codecs.raw_unicode_escape_decode,
    "charmap": lambda data, errors, final: codecs.charmap_decode(data, errors, CP1252),
}
ENCODERS = {
    "utf-8": codecs.utf_8_encode,
    "utf-7": codecs.utf_7_encode,
    "utf-16": lambda text, errors: codecs.utf_16_encode(text, errors, 0),
    "utf-16-le": codecs.utf_16_le_encode,
    "utf-16-be": codecs.utf_16_be_encode,
    "utf-32": lambda text, errors: codecs.utf_32_encode(text, errors, 0),
    "utf-32-le": codecs.utf_32_le_encode,
    "utf-32-be": codecs.utf_32_be_encode,
    "ascii": codecs.ascii_encode,
    "latin-1": codecs.latin_1_encode,
    "unicode_escape": codecs.unicode_escape_encode,
    "raw_unicode_escape": codecs.raw_unicode_escape_encode,
    "charmap": lambda text, errors: codecs.charmap_encode(text, errors, codecs.charmap_build(CP1252)),
}
HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace",
            "test-text", "test-bytes", "test-far", "test-negative"]

codecs.register_error("test-text", lambda e: ("\xe9", e.end))
codecs.register_error("test-bytes", lambda e: (b"\xff", e.end))
codecs.register_error("test-far", lambda e: ("?", 99))
codecs.register_error("test-negative", lambda e: ("?", e.end - len(e.object) if e.end < len(e.object) else e.end))


def joined(result):
    return "|".join(map(str, result))


def inputs(r):
    """Bytes that are nearly right for each codec."""
    hard = [b"", b"a", b"\x80", b"\xc0\x80", b"\xc2", b"\xe0\x80\x80", b"\xe0\xa0", b"\xed\xa0\x80", b"\xed\xa0", b"\xed", b"\xed\xb0\x80a", b"\xf0\x80",
            b"\xf0\x90\x80", b"\xf4\x90\x80\x80", b"\xf4\x8f\xbf\xbf", b"\xf5", b"\xff\xfe", b"\xfe\xff\x00a", b"\xff\xfe\x00\x00a\x00\x00\x00",
            b"\x00\x00\xfe\xff\x00\x00\x00a", b"\x00\xd8a\x00", b"\x00\xd8\x00", b"\x00\xdc", b"\xd8\x00\xdc\x00", b"\x00\xd8\x00\xdc",
            b"\x00\xd8\x00\x00", b"\x00\x00\x11\x00", b"+", b"+-", b"+AAA", b"+AAA-", b"+2AA-", b"+2AA", b"+2ADcAA-", b"+AB-", b"a+//--", b"+2AA+",
            b"+AGEAYg-c", b"+AGE!b", b"+AGE\xff", b"+ ", b"+\x80", b"+2AAAYQ-", b"+A", b"a+AGEAYgA", b"+AGEA+", b"+AGF-", b"+2AAa", b"+2AA\x80",
            b"\\", b"\\x", b"\\x4", b"\\x41", b"\\u004", b"\\u0041", b"\\u00g1", b"\\U0010ffff", b"\\U00110000", b"\\Uffffffff", b"\\N", b"\\N{", b"\\N{}",
            b"\\N{SPACE}", b"\\N{space}x", b"\\N{bogus}", b"\\N{DASH", b"\\Nx", b"\\777", b"\\1", b"\\12x", b"\\q\\8", b"\\\n\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"",
            b"\\\\u0041", b"\\\\\\u0041", b"\xe9\\xe9", b"\\N{LINE FEED}", b"\\N{NULL}", b"\\N{CJK UNIFIED IDEOGRAPH-4E00}",
            b"\\N{HANGUL SYLLABLE GAGS}", b"\\u", b"\\U0001f60", b"a\\", b"\x81\x8d", b"caf\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"]
    yield from hard
    pool = [b"a", b"\x00", b"\xd8", b"\xdc", b"\xff\xfe", b"\x80", b"\xc3", b"\xe2\x82", b"\xed\xa0", b"\xf0\x9f", b"\xbf", b"+", b"-", b"AGE", b"2AA", b"/", b"\\",
            b"u00", b"x", b"41", b"N{", b"}", b"\x11", b"\xac", b"\xf4"]
    for _ in range(60):
        yield b"".join(r.choice(pool) for _ in range(r.randrange(1, 7)))


def record_codecs():
    warnings.simplefilter("ignore")
    r = random.Random(15)
    for data in inputs(r):
        for name, decoder in DECODERS.items():
            row("decode", [name, "strict", 1, data.hex()], lambda: joined(decoder(data, "strict", True)))
            row("decode", [name, "strict", 0, data.hex()], lambda: joined(decoder(data, "strict", False)))
            for handler in r.sample(HANDLERS[1:], 2):
                final = r.randrange(2)
                row("decode", [name, handler, final, data.hex()], lambda: joined(decoder(data, handler, bool(final))))
    texts = ["", "abc", "\xe9", "\u20ac", "\U0001f600", "\ud800", "\udc80\udcff", "a\udc80\ud800b", "\ud83d\ude00", "+-~\\", "a+b", "\x00\t\n\r", "\x81\x7f",
             "\u0378\u4e00\uac00", "\x00\x85", "a\u0391-", "\u0391b", "\u0391/", "\u0391 !", "\u0391~\u0392", *(random_text(r, r.randrange(1, 6)) for _ in range(50))]
    for text in texts:
        for name, encoder in ENCODERS.items():
            for handler in ["strict", *r.sample(HANDLERS[1:], 3)]:
                row("encode", [name, handler, esc(text)], lambda: encoder(text, handler)[0])
    for name in ["cp037", "cp1006", "cp1250", "cp1252", "cp1255", "cp437", "cp874", "cp875", "iso8859_6", "iso8859_10", "koi8_r", "koi8_t", "mac_roman",
                 "mac_turkish", "mac_arabic", "hp_roman8", "tis_620", "kz1048"]:
        row("charmap", [name], lambda: bytes(range(256)).decode(name, "backslashreplace"))
        row("charmap-encode", [name], lambda: "\u20ac\u0391x\u0416\u05d0\xe9\x85\xa4".encode(name, "xmlcharrefreplace"))
    for name in ["UTF-8", "utf8", "U8", "Latin-1", "iso-8859-1", "ISO_8859-1:1987", "windows-1252", "cp1252", "  utf 8", "utf--16", "US-ASCII", "646", "8859",
                 "csisolatin2", "mac.roman", "utf_8_sig", "no-such"]:
        row("codec", [name], lambda: encodings.aliases.aliases.get(normal := encodings.normalize_encoding(name).lower())
            or encodings.aliases.aliases.get(normal.replace(".", "_")) or normal)
    for c in [*range(0, 0x110000, 997), *range(0xac00, 0xd7a4, 331), 0x17000, 0x18b00, 0x1b170, 0x3400, 0x4dbf, 0x9ffc, 0x9ffd, 0x20000, 0x2a6df, 0x2b738,
              0xf900, 0x2f800, 0x30000, 0x1f8af, 0x1cf00]:
        row("name", [c], lambda: unicodedata.name(chr(c), "None"))
    for name in ["SPACE", "space", "LINE FEED", "BEL", "ALERT", "BELL", "NULL", "nul", "NO SUCH", "", "LATIN SMALL LETTER A", "LATIN SMALL LETTER GHA",
                 "HANGUL SYLLABLE GA", "hangul syllable ga", "HANGUL SYLLABLE GGYAEBS", "HANGUL SYLLABLE", "HANGUL SYLLABLE X", "CJK UNIFIED IDEOGRAPH-4E00",
                 "CJK UNIFIED IDEOGRAPH-4e00", "cjk unified ideograph-4E00", "CJK UNIFIED IDEOGRAPH-FFFF", "HANGUL SYLLABLES AC00", "CONTROL", "LINE FEED (LF)",
                 "HIGH SURROGATES D800", "BASIC LATIN 0", "CJK COMPATIBILITY IDEOGRAPH-F900", "GRINNING FACE", "TANGUT IDEOGRAPH-17000", "\xe9"]:
        row("lookup", [esc(name)], lambda: "%x" % ord(unicodedata.lookup(name)))


AREAS = {"floats": record_floats, "ints": record_ints, "characters": record_characters, "formatting": record_formatting,
         "percent": record_percent, "markup": record_markup, "hashes": record_hashes, "codecs": record_codecs}
for area in sys.argv[1:] or AREAS:
    rows.clear()
    AREAS[area]()
    with open(os.path.join(OUT, area + ".tsv"), "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(rows) + "\n")
    print(area, len(rows), "rows", file=sys.stderr)
