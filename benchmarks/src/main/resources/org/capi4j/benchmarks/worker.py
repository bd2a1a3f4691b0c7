"""CPython's side of a comparison: answers requests, one JSON line each, on standard input and output.

    python3.11 worker.py DIR...        folders to look for extension files in

    {"case": {"module", "file", "stubs", "with"}}   loads an extension, as a replay case does     {"ok", "ns"}
    {"step": {...}}                                 one step of it; its result is kept            {"ok", "repr"}
    {"load": [name, file]}                          loads another extension                       {"ok", "ns"}
    {"rss": true}                                   resident memory of this process               {"ok", "kb"}

What goes wrong is {"ok": false, "exc", "msg"}. Worker.java is the other side.
"""
import base64
import builtins
import importlib._bootstrap
import json
import operator
import os
import sys
import time
import types
from importlib.machinery import ExtensionFileLoader, ModuleSpec

results = []
module = None


def find(name):
    for folder in sys.argv[1:]:
        for file in (os.path.join(folder, name), os.path.join(folder, os.path.basename(name))):
            if os.path.exists(file):
                return file
    raise FileNotFoundError(name + " is in no --path")


def load(name, file):
    sys.modules.pop(name, None)
    loader = ExtensionFileLoader(name, find(file))
    return importlib._bootstrap._load(ModuleSpec(name, loader, origin=loader.path))


def package(name):
    """The module of this name, made when there is none, and its parents."""
    parent, _, last = name.rpartition(".")
    if name not in sys.modules:
        made = sys.modules[name] = types.ModuleType(name)
        made.__path__ = []
        if parent:
            setattr(package(parent), last, made)
    return sys.modules[name]


def stub(of, value):
    if isinstance(value, dict) and list(value) == ["class"]:
        name, base = value["class"]
        return type(name, (getattr(builtins, base),), {"__module__": of})
    return made(value)


def reference(text):
    head, *names = text.split(".")
    value = module if head == "$" else results[int(head[1:]) - 1]
    for name in names:
        value = getattr(value, name)
    return value


SPECIAL = {
    "bytes": base64.b64decode, "tuple": lambda items: tuple(made(item) for item in items), "builtin": lambda name: getattr(builtins, name), "ref": reference,
}


def made(value):
    if isinstance(value, list):
        return [made(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1 and list(value)[0] in SPECIAL:
            (kind, what), = value.items()
            return SPECIAL[kind](what)
        return {key: made(item) for key, item in value.items()}
    return value


OPERATIONS = {"mul": operator.mul, "add": operator.add, "call": lambda function, *args: function(*args)}


def begin(case):
    global module
    for name, names in case.get("stubs", {}).items():
        for attribute, value in names.items():
            setattr(package(name), attribute, stub(name, value))
        package(name)
    for other, file in case.get("with", []):
        load(other, file)
    if "." in case["module"]:
        package(case["module"].rpartition(".")[0])
    start = time.perf_counter()
    module = load(case["module"], case["file"])
    return {"ns": (time.perf_counter() - start) * 1e9}


def run(step):
    args = [made(value) for value in step.get("args", [])]
    if "value" in step:
        result = made(step["value"])
    elif "op" in step:
        result = OPERATIONS[step["op"]](reference(step["on"]), *args)
    elif "method" in step:
        result = getattr(reference(step["on"]), step["method"])(*args)
    else:
        of = reference(step["on"]) if "on" in step else sys.modules[step["in"]] if "in" in step else module
        result = getattr(of, step["get"]) if "get" in step else getattr(of, step["call"])(*args)
    results.append(result)
    return {"repr": repr(result) if isinstance(result, (float, str, tuple)) else None}


def load_one(request):
    start = time.perf_counter()
    load(*request)
    return {"ns": (time.perf_counter() - start) * 1e9}


def resident(_):
    with open("/proc/self/status") as status:
        return {"kb": int(next(line for line in status if line.startswith("VmRSS:")).split()[1])}


REQUESTS = {"case": begin, "step": run, "load": load_one, "rss": resident}


def main():
    package("caller").nothing = lambda *args: None
    for line in sys.stdin:
        (name, what), = json.loads(line).items()
        try:
            answer = {"ok": True, **REQUESTS[name](what)}
        except BaseException as error:
            answer = {"ok": False, "exc": type(error).__name__, "msg": str(error)}
        print(json.dumps(answer), flush=True)


main()
