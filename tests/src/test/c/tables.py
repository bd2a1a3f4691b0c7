#!/usr/bin/env python3.11
"""What CPython 3.11's types and functions have in their structs, as tables.c tells: python3.11 -S tables.py FOLDER > tables.txt, the folder having the extension.

A line is OWNER WHAT NAME...; the first one names the modules.
"""
import collections
import sys

sys.path.insert(0, sys.argv[1])
import tables

MODULES = """
builtins sys _abc _codecs _collections _functools _imp _io _locale _operator _signal _stat _string _thread _tracemalloc _warnings _weakref atexit
errno faulthandler gc itertools marshal posix pwd time io os posixpath _frozen_importlib _frozen_importlib_external importlib importlib.machinery
importlib.util stat locale signal abc operator functools types copyreg collections __future__ numbers weakref warnings codecs collections.abc keyword
copy string json json.decoder json.encoder enum uuid dataclasses _typing typing threading logging contextlib traceback queue inspect
""".split()

names = collections.defaultdict(list)
for line in tables.walk(MODULES):
    owner, what, name = (line + " -").split(" ")[:3]
    if owner == "slots" or owner in MODULES or owner.rpartition(".")[0] in MODULES + ["types"]:
        names[owner, what].append(name)
print("modules", *MODULES)
for (owner, what), all_names in names.items():
    print(owner, what, *all_names)
