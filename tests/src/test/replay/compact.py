#!/usr/bin/env python3.11
"""The short form in which the cases of builtins/ are kept, and back.

  python3.11 compact.py expand CASE DIR        writes DIR/CASE.json and DIR/CASE.expected.jsonl, as oracle.py and ./capi4j replay take and print them

A case's steps, one a line, are lists: [12, ".m", args...] calls a method of step 12's result, [12, "?a"] gets an attribute, [12, "op", args...] does an operation,
["f", args...] calls a function of the module, [null, value] makes a value; "12.a" in place of 12 is an attribute of the result. What has more to say stays an object.
CPython's lines are lists, too: [type, repr], [type] where only that is shown, [false, exception, message], [step] where an earlier result is missing; a number
stands for the same as that line. Other lines stay objects. CompactCase.java reads all this.
"""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def dumps(value):
    return json.dumps(value, separators=(",", ":"))


def short_on(on):
    """12 for "$12", "12.a" for "$12.a", "" for the module."""
    head, _, path = on[1:].partition(".")
    return int(head) if head and not path else on[1:]


def short_step(step):
    keys = set(step) - {"args"}
    args = step.get("args", [])
    if "args" in step and not args:
        return step
    if keys == {"on", "method"}:
        return [short_on(step["on"]), "." + step["method"], *args]
    if keys == {"on", "get"} and not args:
        return [short_on(step["on"]), "?" + step["get"]]
    if keys == {"on", "op"}:
        return [short_on(step["on"]), step["op"], *args]
    if keys == {"call"}:
        return [step["call"], *args]
    if keys == {"value"} and not args:
        return [None, step["value"]]
    return step


def short_line(line):
    if set(line) == {"i", "skip"}:
        return [int(line["skip"][1:])] if line["skip"][1:].isdigit() else line
    if line.get("ok") and set(line) <= {"i", "ok", "type", "repr"}:
        return [line["type"], *([line["repr"]] if "repr" in line else [])]
    if set(line) == {"i", "ok", "exc", "msg"}:
        return [False, line["exc"], line["msg"]]
    return {key: value for key, value in line.items() if key != "i"}


def write(path, head, steps, lines):
    """path without ".json"; head is what the case has beside its steps."""
    with open(path + ".json", "w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "steps": [\n' + ",\n".join(dumps(short_step(step)) for step in steps) + "\n]}\n")
    known = {}
    with open(path + ".expected.jsonl", "w", encoding="utf-8") as file:
        for number, line in enumerate(lines, 1):
            text = dumps(short_line(line))
            file.write(str(known.setdefault(text, number) if len(text) > 6 and text in known else text) + "\n")
            known.setdefault(text, number)


def long_step(step):
    if isinstance(step, dict):
        return step
    first, *rest = step
    if first is None:
        return {"value": rest[0]}
    if isinstance(first, str) and not is_on(first):
        return {"call": first, **({"args": rest} if rest else {})}
    name, *args = rest
    kind = "method" if name[0] == "." else "get" if name[0] == "?" else "op"
    return {"on": f"${first}", kind: name if kind == "op" else name[1:], **({"args": args} if args else {})}


def is_on(text):
    return not text or text[0].isdigit() or text[0] == "."


def long_line(line, number):
    if isinstance(line, dict):
        return {"i": number, **line}
    if isinstance(line[0], int) and line[0] is not False:
        return {"i": number, "skip": f"${line[0]}"}
    if line[0] is False:
        return {"i": number, "ok": False, "exc": line[1], "msg": line[2]}
    return {"i": number, "ok": True, "type": line[0], **({"repr": line[1]} if len(line) > 1 else {})}


def read(path):
    """The case and CPython's lines, both as oracle.py has them."""
    with open(path + ".json", encoding="utf-8") as file:
        case = json.load(file)
    case["steps"] = [long_step(step) for step in case["steps"]]
    with open(path + ".expected.jsonl", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    lines = [lines[line - 1] if isinstance(line, int) else line for line in lines]
    return case, [long_line(line, number) for number, line in enumerate(lines, 1)]


def main():
    _, command, name, folder = sys.argv
    if command != "expand":
        sys.exit(__doc__)
    case, lines = read(os.path.join(HERE, "builtins", name))
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(case, file)
    with open(os.path.join(folder, name + ".expected.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


if __name__ == "__main__":
    main()
