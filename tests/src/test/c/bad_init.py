"""What CPython 3.11 says of each init function of bad_init.c: bad_init.py FOLDER > bad_init.txt, the folder having bad_init.so."""
import importlib.machinery
import importlib.util
import re
import sys


def main(folder):
    file = folder + "/bad_init.cpython-311-x86_64-linux-gnu.so"
    with open(file, "rb") as binary:
        names = sorted(set(re.findall(rb"\0PyInit_(\w+)(?=\0)", binary.read())))
    for name in (name.decode() for name in names):
        try:
            loader = importlib.machinery.ExtensionFileLoader(name, file)
            loader.exec_module(importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader)))
            print(name, "loads", sep="\t")
        except BaseException as error:
            print(name, f"{type(error).__name__}: {error}".replace(str(file), "FILE"), sep="\t")


main(*sys.argv[1:])
