"""Loads extension files in CPython, one process each: reads NAME TAB FILE lines, answers each with one line, "loads" or the exception."""
import importlib._bootstrap
import importlib.machinery
import os
import select
import signal
import sys
import warnings

SECONDS = int(sys.argv[1])


def make_parents(name):
    parts = name.split(".")[:-1]
    for count in range(1, len(parts) + 1):
        parent = ".".join(parts[:count])
        if parent not in sys.modules:
            package = type(sys)(parent)
            package.__path__ = []
            sys.modules[parent] = package


def outcome(name, file):
    loader = importlib.machinery.ExtensionFileLoader(name, file)
    spec = importlib.machinery.ModuleSpec(name, loader, origin=file)
    spec._set_fileattr = True
    make_parents(name)
    try:
        importlib._bootstrap._load(spec)
    except BaseException as error:
        kind = type(error)
        prefix = "" if kind.__module__ == "builtins" else kind.__module__ + "."
        text = str(error)
        return prefix + kind.__qualname__ + (": " + text if text else "")
    return "loads"


def child(name, file, answer):
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    warnings.simplefilter("ignore")
    text = outcome(name, file)
    os.write(answer, " ".join(text.encode("utf-8", "replace").decode().split()).encode()[:4000])
    os._exit(0)


def ask(name, file):
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        child(name, file, write)
    os.close(write)
    ready, _, _ = select.select([read], [], [], SECONDS)
    if not ready:
        os.kill(process, signal.SIGKILL)
    text = os.read(read, 8192).decode("utf-8", "replace") if ready else ""
    os.close(read)
    _, status = os.waitpid(process, 0)
    if not ready:
        return "no end after %d seconds" % SECONDS
    return text or "crash: status %d" % status


for line in sys.stdin:
    name, file = line.rstrip("\n").split("\t")
    print(ask(name, file), flush=True)
