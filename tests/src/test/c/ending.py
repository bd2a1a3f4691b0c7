"""In which order CPython 3.11 takes apart what ending.c or ending_several.c has prepared: ending.py FOLDER MODULE JOURNAL, the folder having the extension."""
import importlib
import sys

sys.path.insert(0, sys.argv[1])
importlib.import_module(sys.argv[2]).prepare(sys.argv[3])
