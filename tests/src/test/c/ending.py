"""In which order CPython 3.11 takes apart what ending.c has prepared: ending.py FOLDER JOURNAL, the folder having ending.cpython-311-x86_64-linux-gnu.so."""
import sys

sys.path.insert(0, sys.argv[1])
import ending

ending.prepare(sys.argv[2])
