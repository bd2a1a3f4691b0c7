"""Records what CPython 3.11 answers to the lines of src/test/resources/org/capi4j/type/*.txt.

    python3.11 record_snippets.py FILE...

A line that isn't indented is a piece of Python: statements separated by semicolons. The indented line after it, which this
program writes, is its outcome: the reprs of all expression statements, and the error that ended it.
"""

import ast
import re
import sys
import warnings
from collections import OrderedDict


def outcome(line):
    output = []
    variables = {"OrderedDict": OrderedDict, "__name__": "__main__"}
    try:
        for statement in ast.parse(line).body:
            if isinstance(statement, ast.Expr):
                code = compile(ast.Expression(statement.value), "<case>", "eval")
                output.append(repr(eval(code, variables)))
            else:
                code = compile(ast.Module([statement], []), "<case>", "exec")
                exec(code, variables)
    except BaseException as error:
        output.append("!" + type(error).__name__ + ": " + str(error))
    return re.sub("0x[0-9a-f]{6,}", "0x...", " ; ".join(output))


def main():
    warnings.simplefilter("ignore")
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("    ")]
        with open(name, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(line + "\n")
                if line and not line.startswith("#"):
                    file.write("    " + outcome(line) + "\n")


main()
