"""Writes calls.txt: every exported function that takes an address, called by CPython 3.11 with NULL for each address in turn and for all
of them, each call in a process of its own. Usage: record.py FOLDER-OF-nulls.so CAPI-FACTS.tsv > calls.txt

A line is: name, what it returns, the kinds of its parameters (letters of c/nulls.c), the pattern (0 is NULL), and what CPython did: ok, the
name of an exception's type, dies, or absent where this CPython doesn't export the function. Functions that are not called have their reason in skipped.txt."""

import csv
import os
import pathlib
import re
import select
import signal
import sys

SECONDS = 5

# What the first parameters of functions with such a prefix are; "" is what others have.
OBJECTS = [
    ("_?PyList_", "l"), ("_?PyDict_", "d"), ("_?PyTuple_", "t"), ("_?PyUnicode_", "u"), ("_?PyUnicode", "u"), ("_?PyBytes_", "b"),
    ("_?PyByteArray_", "a"), ("_?PySet_|PyFrozenSet_", "s"), ("_?PyLong_", "n"), ("_?PyFloat_", "f"), ("_?PyComplex_", "c"),
    ("_?PySlice_", "S"), ("_?PyModule_", "m"), ("PyState_", "m"), ("PyCapsule_", "p"), ("PyCell_", "k"), ("_?PyException_", "e"),
    ("PyUnicode(En|De|Trans)\\w*Error_", "e"), ("_?PyWeakref_", "w"), ("PyMemoryView_", "M"), ("PyCFunction_", "C"), ("_?PyCode_", "x"),
    ("_?PyIter_|PyAIter_", "I"), ("_?PyFrame_", "r"), ("_?PyNumber_|PyIndex_", "n"), ("_?PySequence_", "l"), ("PyMapping_", "d"),
    ("_?PyType_", "y"), ("_?PyErr_", "E"), ("_?PyArg_", "t"), ("_?PyObject_Call|PyVectorcall_|_PyObject_", "C"), ("PyEval_", "C"),
    ("", "o")]
STRUCTS = {"PyTypeObject": "y", "PyThreadState": "T", "PyInterpreterState": "Y", "FILE": "J", "PyCodeObject": "x", "PyFrameObject": "r",
           "PyLongObject": "n", "PyListObject": "l", "PyDictObject": "d", "PySliceObject": "S", "PyWeakReference": "w"}


def parameters(text):
    depth, start, parts = 0, 0, []
    for i, c in enumerate(text + ","):
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [p for p in parts if p not in ("void", "")]


def kind(name, parameter, index, first):
    """The kind of a parameter, and whether it is an address. first is where the object that the function is about stands."""
    if parameter == "...":
        return "", False
    if parameter.startswith("va_list"):
        return "B", False
    if "(*" in parameter or re.match(r"(\w*[Ff]unc\w*|PyCFunction|destructor|freefunc|\w*_Destructor|PyOS_sighandler_t)\b(?!.*\*)", parameter):
        return "Q", True
    plain = re.sub(r"\bconst\b|\bstruct\b", "", parameter)
    stars = plain.count("*") + plain.count("[")
    base = plain.split("*")[0].split()[0]
    if stars == 0:
        if base == "Py_complex":
            return "DD", False
        if base == "PyThread_type_lock":
            return "B", True
        descriptor = re.search(r"\bfd$", parameter) or (name == "PyFile_FromFd" and index == 0)
        return "D" if base in ("double", "float") else "h" if descriptor else "i", False
    if stars > 1 or "PyObject *const *" in parameter:
        return ("P" if base == "PyObject" else "B"), True
    if base == "PyObject":
        return next(letter for prefix, letter in OBJECTS if re.match(prefix, name) and (index == first or prefix == "")), True
    if base in ("char", "wchar_t") and parameter.startswith("const"):
        return ("$" if base == "char" else "W"), True
    return STRUCTS.get(base, "B"), True


def returned(type, reference):
    if type == "PyObject *" and reference == "new":
        return "O"
    return {"PyStatus": "S", "double": "D", "Py_complex": "D"}.get(type, "x")


def calls(row):
    match = re.match(r"(.*?)\b" + row["name"] + r"\((.*)\)$", row["signature"])
    declared = parameters(match.group(2))
    first = 1 if declared and declared[0].startswith("PyThreadState") else 0
    found = [kind(row["name"], p, i, first) for i, p in enumerate(declared)]
    letters = "".join(letter for letter, _ in found)
    flags = "".join(("0" if address else "x") * len(letter) for letter, address in found)
    addresses = [i for i, flag in enumerate(flags) if flag == "0"]
    patterns = [flags] if len(addresses) > 1 else []
    patterns += ["x" * i + "0" + "x" * (len(flags) - i - 1) for i in addresses]
    return [(row["name"], returned(match.group(1).strip(), row["returns"]), letters, pattern) for pattern in patterns]


def child(module, call, out):
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    answer = module.call(*call)
    os.write(out, (answer or "absent").encode())
    os._exit(0)


def outcome(module, call):
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            child(module, call, write)
        finally:
            os._exit(9)
    os.close(write)
    ready, _, _ = select.select([read], [], [], SECONDS)
    answer = os.read(read, 100).decode() if ready else ""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(read)
    return answer or ("dies" if ready else "hangs")


def main(folder, facts):
    sys.path.insert(0, folder)
    import nulls
    here = pathlib.Path(__file__).parent
    skipped = {line.split("\t")[0] for line in (here / "skipped.txt").read_text().splitlines()}
    with open(facts, newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "function" and row["exported"] == "yes"]
    for row in sorted(rows, key=lambda row: row["name"]):
        for call in [] if row["name"] in skipped else calls(row):
            print(*call, outcome(nulls, call), sep="\t", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
