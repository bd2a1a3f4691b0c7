#!/usr/bin/env python3.11
"""Records digests of what CPython 3.11 makes of every code point and of millions of floats: python3.11 digests.py

writes ../digests/unicode.txt, unicodedata.txt and floats.txt: a line for each property with a digest for each part, which is a plane of
Unicode or a block of numbers. UnicodeDigestTest and FloatDigestTest make the same digests here.
"""

import hashlib
import os
import struct
import unicodedata

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "digests")
PLANE = 0x10000
BLOCK = 10000
BLOCKS = 300
MASK = 2 ** 64 - 1


def digest(text):
    return hashlib.sha256(text.encode("utf-32-le", "surrogatepass")).hexdigest()[:12]


PREDICATES = "isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split()
MAPPINGS = "upper lower title casefold swapcase capitalize __repr__ expandtabs strip".split()


def of_plane(chars):
    """Each property of the characters, as a text that tells it of all."""
    for name in PREDICATES:
        yield name, "|".join(filter(getattr(str, name), chars))
    yield "isidentifier in the middle", "|".join(filter(str.isidentifier, ["a" + c for c in chars]))
    for name in MAPPINGS:
        yield name, "|".join(map(getattr(str, name), chars))
    yield "lower after a letter", "|".join(map(str.lower, ["\u03a3" + c + "\u03a3" for c in chars]))
    yield "title after a letter", "|".join(map(str.title, ["a" + c + "a" for c in chars]))
    yield "ascii", "|".join(map(ascii, chars))
    yield "splitlines", "|".join("a".join(chars).splitlines())
    yield "split", "|".join("a".join(chars).split())
    decimals = list(filter(str.isdecimal, chars))
    yield "int", "|".join(map(str, map(int, decimals)))
    yield "float", "|".join(map(str, map(float, decimals)))
    yield "utf-8", "|".join(map(repr, [c.encode("utf-8", "surrogatepass") for c in chars]))


OF_DATA = "category bidirectional combining east_asian_width mirrored decomposition".split()
FORMS = "NFC NFD NFKC NFKD".split()


def data_of_plane(chars):
    for name in OF_DATA:
        yield name, "|".join(map(str, map(getattr(unicodedata, name), chars)))
    for name in ("name", "decimal", "digit", "numeric"):
        yield name, "|".join(map(str, map(getattr(unicodedata, name), chars, [None] * len(chars))))
    for form in FORMS:
        yield form, "|".join(map(unicodedata.normalize, [form] * len(chars), chars))


def planes(properties):
    found = {}
    for start in range(0, 0x110000, PLANE):
        for name, text in properties(list(map(chr, range(start, start + PLANE)))):
            found.setdefault(name, []).append(digest(text))
    return found


def splitmix(seed):
    """Numbers that any language makes alike."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def number(index, bits):
    """Of all exponents, of one, short decimals, whole numbers: in turn."""
    kind = index % 4
    if kind == 0:
        return struct.unpack("<d", struct.pack("<Q", bits))[0]
    if kind == 1:
        return (bits >> 11) * 2.0 ** -53
    if kind == 2:
        return float(bits % 1000000007) / float(10 ** (bits >> 60))
    return float(bits >> 1)


def literal(bits):
    return "%d.%de%d" % (bits >> 13, bits % 99991, (bits >> 32) % 640 - 330)


def of_block(numbers, literals):
    yield "repr", " ".join(map(repr, numbers))
    for spec in (".17g", ".3f", ".0e", "%", "g", "n", ",.1f"):
        values = [value if abs(value) < 1e30 else 0.5 for value in numbers] if spec[-1] in "f%" else numbers
        yield spec, " ".join(map(format, values, [spec] * len(values)))
    yield "hex", " ".join(map(float.hex, numbers))
    yield "float", " ".join(map(float.hex, map(float, literals)))
    yield "round", " ".join(map(repr, map(round, numbers, [3] * len(numbers))))


def blocks():
    found = {}
    for block in range(BLOCKS):
        random = splitmix(block)
        bits = [next(random) for _ in range(BLOCK)]
        numbers = [number(index, each) for index, each in enumerate(bits)]
        numbers = [value if value - value == 0 else 1.5 for value in numbers]  # neither inf nor nan
        for name, text in of_block(numbers, list(map(literal, bits))):
            found.setdefault(name, []).append(digest(text)[:6])
    return found


def write(name, found):
    with open(os.path.join(OUT, name), "w", encoding="utf-8") as file:
        for key, values in found.items():
            file.write(key + "\t" + " ".join(values) + "\n")


if __name__ == "__main__":
    write("unicode.txt", planes(of_plane))
    write("unicodedata.txt", planes(data_of_plane))
    write("floats.txt", blocks())
