#!/usr/bin/env python3.11
"""What dir() gives for the modules that CPython builds into its executable: python3.11 -S module_names.py > module-names.json"""
import importlib, json
NAMES = """builtins sys _abc _codecs _collections _functools _imp _io _locale _operator _signal _stat _string _thread _tracemalloc _warnings
           _weakref atexit errno faulthandler gc itertools marshal posix pwd time""".split()
print(json.dumps({name: dir(importlib.import_module(name)) for name in NAMES}, indent=1))
