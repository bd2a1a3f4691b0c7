"""Records the single-byte codecs of CPython 3.11's encodings package, and all codec aliases, as charmaps.bin for Charmaps.java.

Run with any CPython 3.11:  python3.11 runtime/src/test/python/record_charmaps.py

Java's charsets of the same names differ from CPython's in 27 of 70 codecs, so the tables are recorded whole. Numbers are
unsigned LEB128, text is its length and ASCII. The parts, in order:
  codecs    count, then per codec: name, then runs that cover 256 bytes: length, first character, step (0: all undefined)
  aliases   count, then per alias: alias, codec name
"""

import encodings
import encodings.aliases
import importlib
import os
import pkgutil
import sys

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../main/resources/org/capi4j/text/charmaps.bin")
out = bytearray()


def varint(n):
    while n >= 0x80:
        out.append(n & 0x7f | 0x80)
        n >>= 7
    out.append(n)


def text(s):
    varint(len(s))
    out.extend(s.encode("ascii"))


def tables():
    for name in sorted(module.name for module in pkgutil.iter_modules(encodings.__path__)):
        try:
            module = importlib.import_module("encodings." + name)
        except ImportError:
            continue
        if isinstance(getattr(module, "decoding_table", None), str):
            yield name, module.decoding_table.ljust(256, "\ufffe")
        elif hasattr(module, "decoding_map"):
            yield name, "".join(chr(0xfffe if c is None else c) for c in map(module.decoding_map.get, range(256)))


def runs(table):
    found = []
    for c in map(ord, table):
        if found and (c == 0xfffe) == (found[-1][2] == 0) and (c == 0xfffe or c == found[-1][1] + found[-1][0]):
            found[-1][0] += 1
        else:
            found.append([1, c, int(c != 0xfffe)])
    return found


every = list(tables())
varint(len(every))
for name, table in every:
    text(name)
    for length, first, step in runs(table):
        varint(length)
        varint(first)
        varint(step)
aliases = encodings.aliases.aliases
varint(len(aliases))
for alias in sorted(aliases):
    text(alias)
    text(aliases[alias])
with open(OUT, "wb") as file:
    file.write(out)
print(len(out), "bytes,", len(every), "codecs,", len(aliases), "aliases", file=sys.stderr)
