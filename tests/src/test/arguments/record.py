"""Writes what CPython 3.11 makes of bad arguments: every exported function, called with each parameter in turn as a sweep wants it, each call
in a process of its own. Usage: PYTHONHASHSEED=0 record.py FOLDER-OF-arguments.so CAPI-FACTS.tsv SWEEP [OTHER] > SWEEP.txt
OTHER is what another build of CPython said: where they differ, the function works on memory that isn't what it takes it for.

A line is: name, what it returns, the kinds of its parameters (letters of c/arguments.c), the pattern (x is a good argument, ? a bad one), and for
each letter of the sweep what CPython did, once if it is the same for all: ok, the name of an exception's type, dies, hangs, broken (nothing works any more), undefined (see OTHER), or absent where this
CPython doesn't export the function. Functions that are not called have their reason in skipped.txt, those that one
sweep leaves out its name, too."""

import csv
import os
import pathlib
import re
import select
import signal
import sys

SECONDS = 5

# The letters that stand for bad arguments, and whether messages count.
SWEEPS = {"nulls": ("0", True), "texts": ("89", True), "types": ("nutyg", True)}

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


def suits(sweep, letter, address):
    """Whether a parameter can be bad in this way. Objects with a struct of their own have C's type checks."""
    return {"nulls": address, "texts": letter == "$", "types": letter in "ludtbasnfcSmpkewMxIryECo"}[sweep]


def calls(row, sweep):
    match = re.match(r"(.*?)\b" + row["name"] + r"\((.*)\)$", row["signature"])
    declared = parameters(match.group(2))
    first = 1 if declared and declared[0].startswith("PyThreadState") else 0
    letters, flags = "", ""
    for i, parameter in enumerate(declared):
        letter, address = kind(row["name"], parameter, i, first)
        letters += letter
        object = sweep != "types" or re.match(r"(const )?PyObject \*", parameter)
        flags += ("?" if letter and object and suits(sweep, letter, address) else "x") * len(letter)
    bad = [i for i, flag in enumerate(flags) if flag == "?"]
    patterns = [flags] if sweep == "nulls" and len(bad) > 1 else []
    patterns += ["x" * i + "?" + "x" * (len(flags) - i - 1) for i in bad]
    return [(row["name"], returned(match.group(1).strip(), row["returns"]), letters, pattern) for pattern in patterns]


def child(module, call, details, out):
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    answer = module.call(*call, details)
    os.write(out, (answer or "absent").encode())
    os._exit(0)


def outcome(module, call, details):
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            child(module, call, details, write)
        finally:
            os._exit(9)
    os.close(write)
    ready, _, _ = select.select([read], [], [], SECONDS)
    answer = os.read(read, 4096).decode("ascii", "replace") if ready else ""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(read)
    return re.sub("0x[0-9a-f]{6,}", "0xADDR", answer).replace("../", "") or ("dies" if ready else "hangs")


def place(outcome):
    """An outcome without what each release of CPython says in its own way: the line in its sources."""
    return re.sub(r"\.c:\d+: bad argument", ".c: bad argument", outcome)


def read(file, letters):
    """The outcomes in a file by call and letter."""
    found = {}
    for line in pathlib.Path(file).read_text().splitlines():
        parts = line.split("\t")
        outcomes = parts[4:] * (len(letters) if len(parts) == 5 else 1)
        found.update({(*parts[:4], letter): outcome for letter, outcome in zip(letters, outcomes)})
    return found


def main(folder, facts, sweep, other=None):
    sys.path.insert(0, folder)
    import arguments
    here = pathlib.Path(__file__).parent
    lines = [line.split("\t") for line in (here / "skipped.txt").read_text().splitlines()]
    skipped = {line[0] for line in lines if sweep in line[2:] or len(line) == 2}
    # Private functions trust their callers: CPython reads what an object of another type happens to have at some place.
    hidden = "_" if sweep == "types" else " "
    letters, details = SWEEPS[sweep]
    elsewhere = read(other, letters) if other else {}
    with open(facts, newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "function" and row["exported"] == "yes"]
    for row in sorted(rows, key=lambda row: row["name"]):
        for call in [] if row["name"] in skipped or row["name"].startswith(hidden) else calls(row, sweep):
            found = [outcome(arguments, (*call[:3], call[3].replace("?", letter)), details) for letter in letters]
            for i, letter in enumerate(letters):
                if place(elsewhere.get((*call, letter), found[i])) != place(found[i]):
                    found[i] = "undefined"
            print(*call, *(found[:1] if len(set(found)) == 1 else found), sep="\t", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
