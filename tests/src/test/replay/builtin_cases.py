"""What the generator of built-in cases is made of: a case that grows step by step, and the notation of values.

builtin_types.py uses it; the format is that of oracle.py.
"""

import base64
import builtins
import json
import math

NAMES = {id(value): name for name, value in vars(builtins).items() if isinstance(value, type) or name in ("NotImplemented",)}
FUNCTIONS = {id(value): name for name, value in vars(builtins).items() if type(value) is type(len)}


class Ref:
    """The result of an earlier step, or an attribute of it."""

    def __init__(self, text):
        self.text = text

    def __getattribute__(self, name):
        text = object.__getattribute__(self, "text")
        return text if name == "text" else Ref(f"{text}.{name}")


def b64(data):
    return base64.b64encode(bytes(data)).decode()


def encode(value):
    """The value in the notation of replay cases."""
    if type(value) is Ref:
        return {"ref": value.text}
    if value is Ellipsis:
        return {"ellipsis": True}
    if id(value) in NAMES:
        return {"builtin": NAMES[id(value)]}
    if id(value) in FUNCTIONS:
        return {"builtin": FUNCTIONS[id(value)]}
    kind = type(value)
    if value is None or kind in (bool, str, int):
        return value
    if kind is float:
        plain = math.isfinite(value) and not (value == 0 and math.copysign(1, value) < 0)
        return value if plain else {"float": "-0.0" if value == 0 else repr(value)}
    if kind in (bytes, bytearray, memoryview):
        return {kind.__name__: b64(value)}
    if kind is list:
        return [encode(item) for item in value]
    if kind in (tuple, set, frozenset):
        return {kind.__name__: [encode(item) for item in value]}
    if kind is complex:
        return {"complex": [encode(value.real), encode(value.imag)]}
    if kind is dict:
        return {"dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if kind is slice:
        return {"slice": [encode(value.start), encode(value.stop), encode(value.step)]}
    raise TypeError(f"no notation for {value!r}")


class Case:
    """A case whose module is builtins."""

    def __init__(self, name, imports=()):
        self.name = name
        self.imports = imports
        self.steps = []

    def step(self, **step):
        self.steps.append(step)
        return Ref(f"${len(self.steps)}")

    def value(self, value):
        if type(value) is Ref:
            return value
        return self.step(value=encode(value))

    def call(self, name, /, *args, **kwargs):
        return self.step(call=name, **arguments(args, kwargs))

    def method(self, on, name, /, *args, **kwargs):
        return self.step(on=on.text, method=name, **arguments(args, kwargs))

    def get(self, on, name):
        return self.step(on=on.text, get=name)

    def set(self, on, name, value):
        return self.step(on=on.text, set=name, value=encode(value))

    def delete(self, on, name):
        return self.step(**{"on": on.text, "del": name})

    def op(self, name, on, /, *args):
        return self.step(on=on.text, op=name, **arguments(args, {}))

    def invoke(self, on, /, *args, **kwargs):
        return self.step(on=on.text, op="call", **arguments(args, kwargs))

    def attribute(self, module, name):
        """An attribute of another module, one of imports."""
        return self.step(get=name, **{"in": module})

    def type_of(self, on):
        return self.op("type", on)

    def new_type(self, name, bases, /, **body):
        return self.call("type", name, tuple(bases), body)

    def text(self):
        head = {"name": self.name, "module": "builtins", "from": "generated"}
        if self.imports:
            head["with"] = [[name] for name in self.imports]
        lines = [json.dumps(step, separators=(",", ":")) for step in self.steps]
        return json.dumps(head)[:-1] + ', "steps": [\n' + ",\n".join(lines) + "\n]}\n"


def arguments(args, kwargs):
    step = {}
    if args:
        step["args"] = [encode(argument) for argument in args]
    if kwargs:
        step["kwargs"] = {name: encode(value) for name, value in kwargs.items()}
    return step
