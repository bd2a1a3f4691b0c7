"""Records the character properties of CPython 3.11 (Unicode 14) as unicode-14.bin, which UnicodeData.java reads.

Run with any CPython 3.11:  python3.11 runtime/src/test/python/record_unicode.py

Everything is asked of the interpreter's own str methods and C-API functions, so that the file says what CPython does.
Numbers are unsigned LEB128 ("varint"), signed ones zigzag. Four sections (flags, maps, numbers, aliases), each after its
length in bytes, so that a reader can leave one out. In them, in order:
  flag words      count, then each flag word (bits as in FLAGS)
  runs            count, then per run: length, index of its flag word; together they cover 0..0x10ffff
  seven maps      upper, lower, title (where not upper), fold (where not lower): full mappings;
                  simple upper, lower, title: where one-to-one mapping is not what the full one suggests
                  each: count, then per entry: key minus previous key, number of characters, signed (character minus key) ...
  numbers         count, then per entry: key minus previous key, signed numerator, denominator
  name aliases    count, then per entry: code point, length of the name, its ASCII characters
"""

import ctypes
import fractions
import os
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "needs CPython 3.11"

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                   "../../main/resources/org/capi4j/text/unicode-14.bin")
api = ctypes.pythonapi

FLAGS = [
    ("ALPHA", lambda i, c: c.isalpha()),
    ("DECIMAL", lambda i, c: c.isdecimal()),
    ("DIGIT", lambda i, c: c.isdigit()),
    ("NUMERIC", lambda i, c: c.isnumeric()),
    ("SPACE", lambda i, c: c.isspace()),
    ("PRINTABLE", lambda i, c: c.isprintable()),
    ("XID_START", lambda i, c: bool(api._PyUnicode_IsXidStart(i))),
    ("XID_CONTINUE", lambda i, c: bool(api._PyUnicode_IsXidContinue(i))),
    ("UPPER", lambda i, c: bool(api._PyUnicode_IsUppercase(i))),
    ("LOWER", lambda i, c: bool(api._PyUnicode_IsLowercase(i))),
    ("TITLE", lambda i, c: bool(api._PyUnicode_IsTitlecase(i))),
    ("LINEBREAK", lambda i, c: bool(api._PyUnicode_IsLinebreak(i))),
    ("CASED", lambda i, c: bool(api._PyUnicode_IsCased(i))),
    ("CASE_IGNORABLE", lambda i, c: bool(api._PyUnicode_IsCaseIgnorable(i))),
    ("ASSIGNED", lambda i, c: unicodedata.category(c) != "Cn"),
]

out = bytearray()


def varint(n):
    while n >= 0x80:
        out.append(n & 0x7f | 0x80)
        n >>= 7
    out.append(n)


def signed(n):
    varint(n << 1 if n >= 0 else (-n << 1) - 1)


def write_runs():
    words, runs = {}, []
    for i in range(0x110000):
        c = chr(i)
        word = sum(test(i, c) << bit for bit, (_, test) in enumerate(FLAGS))
        index = words.setdefault(word, len(words))
        if runs and runs[-1][1] == index:
            runs[-1][0] += 1
        else:
            runs.append([1, index])
    varint(len(words))
    for word in words:
        varint(word)
    varint(len(runs))
    for length, index in runs:
        varint(length)
        varint(index)


def write_map(mapping):
    varint(len(mapping))
    previous = 0
    for key in sorted(mapping):
        varint(key - previous)
        varint(len(mapping[key]))
        for c in mapping[key]:
            signed(ord(c) - key)
        previous = key


def write_maps():
    every = [chr(i) for i in range(0x110000)]
    write_map({ord(c): c.upper() for c in every if c.upper() != c})
    write_map({ord(c): c.lower() for c in every if c.lower() != c})
    write_map({ord(c): c.title() for c in every if c.title() != c.upper()})
    write_map({ord(c): c.casefold() for c in every if c.casefold() != c.lower()})
    for simple, full in [(api._PyUnicode_ToUppercase, str.upper), (api._PyUnicode_ToLowercase, str.lower),
                         (api._PyUnicode_ToTitlecase, str.title)]:
        write_map({ord(c): chr(simple(ord(c))) for c in every
                   if chr(simple(ord(c))) != (full(c) if len(full(c)) == 1 else c)})


def write_numbers():
    numbers = {}
    for i in range(0x110000):
        value = unicodedata.numeric(chr(i), None)
        if value is not None:
            numbers[i] = fractions.Fraction(value).limit_denominator(1000)
            assert float(numbers[i]) == value
            digit = unicodedata.digit(chr(i), None)
            assert digit is None or digit == value
    varint(len(numbers))
    previous = 0
    for key in sorted(numbers):
        varint(key - previous)
        signed(numbers[key].numerator)
        varint(numbers[key].denominator)
        previous = key


def alias_candidates():
    """Names that Perl knows; which of them CPython knows too, and for what, CPython decides."""
    for folder in ("/usr/share/perl", "/usr/lib/x86_64-linux-gnu/perl-base", "/usr/lib/x86_64-linux-gnu/perl"):
        for root, _, files in os.walk(folder):
            if "Name.pl" in files and os.path.basename(root) == "unicore":
                with open(os.path.join(root, "Name.pl"), encoding="utf-8") as names:
                    yield from (line.strip() for line in names)


def write_aliases():
    aliases = {}
    for name in alias_candidates():
        try:
            c = unicodedata.lookup(name)
        except (KeyError, ValueError):
            continue
        if len(c) == 1 and unicodedata.name(c, "") != name:
            aliases[name] = ord(c)
    varint(len(aliases))
    for name in sorted(aliases):
        varint(aliases[name])
        varint(len(name))
        out.extend(name.encode("ascii"))
    return len(aliases)


data = bytearray()
for write in (write_runs, write_maps, write_numbers, write_aliases):
    out.clear()
    count = write()
    section = bytes(out)
    out.clear()
    varint(len(section))
    data += out + section
with open(OUT, "wb") as file:
    file.write(data)
print(len(data), "bytes,", count, "name aliases", file=sys.stderr)
