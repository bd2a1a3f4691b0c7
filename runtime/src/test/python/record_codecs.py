"""Records src/main/resources/org/capi4j/type/codec-names.tsv from CPython 3.11's package encodings.

One encoding a line: module, name, aliases, and for single-byte encodings where the table differs from Latin-1
(80:20ac,fffe;9e:17e, fffe for bytes without a character); "-" for encodings that are written in Java.
"""
import codecs
import importlib
import pkgutil
import encodings
from encodings import aliases

WRITTEN = {"utf_8", "utf_8_sig", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7", "ascii",
           "latin_1", "unicode_escape", "raw_unicode_escape"}


def table(module):
    differences, run = [], None
    for byte in range(256):
        try:
            char = bytes([byte]).decode(module)
        except UnicodeDecodeError:
            char = "\ufffe"
        if ord(char) == byte:
            run = None
        elif run is None:
            run = ["%x" % ord(char)]
            differences.append(("%02x" % byte, run))
        else:
            run.append("%x" % ord(char))
    return ";".join(start + ":" + ",".join(points) for start, points in differences)


for module in sorted(info.name for info in pkgutil.iter_modules(encodings.__path__)):
    source = importlib.import_module("encodings." + module) if module not in ("mbcs", "oem") else None
    charmap = hasattr(source, "decoding_table") or hasattr(source, "decoding_map")
    if module not in WRITTEN and not charmap:
        continue
    names = " ".join(sorted(alias for alias, target in aliases.aliases.items() if target == module))
    name = codecs.lookup(module).name
    print(module, name, names, "-" if module in WRITTEN else table(module), sep="\t")
