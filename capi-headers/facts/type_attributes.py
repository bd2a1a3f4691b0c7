#!/usr/bin/env python3.11
"""The attributes of CPython's static types in the order of their __dict__: python3.11 -S -I type_attributes.py > type-attributes-3.11.tsv"""
import importlib
import sys

MODULES = "_abc _codecs _collections _functools _imp _io _locale _operator _signal _stat _string _thread _warnings _weakref atexit errno gc itertools marshal posix time"
HEAP = 1 << 9  # Py_TPFLAGS_HEAPTYPE: its methods come in a spec's order


def types():
    found = {object: None}
    todo = [object]
    while todo:
        for derived in type.__subclasses__(todo.pop()):
            if derived not in found:
                found[derived] = None
                todo.append(derived)
    return found


def tp_name(kind):
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


for module in MODULES.split():
    importlib.import_module(module)
print("tp_name\tattributes")
rows = {tp_name(kind): " ".join(vars(kind)) for kind in types() if kind.__flags__ & HEAP == 0 or kind.__module__ in MODULES.split()}
for name in sorted(rows):
    print(f"{name}\t{rows[name]}")
