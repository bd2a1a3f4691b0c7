"""Records src/test/resources/org/capi4j/type/expressions.tsv: the outcome on CPython 3.11 of each line of expressions.txt."""
import ast
import pathlib
import warnings

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent


def outcome(source):
    *before, last = ast.parse(source).body
    names = {}
    try:
        exec(compile(ast.Module(before, []), "<case>", "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), "<case>", "exec"), names)
            return "None"
        return repr(eval(compile(ast.Expression(last.value), "<case>", "eval"), names))
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


def split(source):
    """The cases of a line: the elements of a bare tuple each are one."""
    body = ast.parse(source).body
    if len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Tuple) and source[0] != "(":
        return [ast.get_source_segment(source, element) for element in body[0].value.elts]
    return [source]


with open(HERE.parent / "resources/org/capi4j/type/expressions.tsv", "w", encoding="utf-8") as out:
    for line in (HERE / "expressions.txt").read_text(encoding="utf-8").splitlines():
        for case in split(line) if line and line[0] != "#" else []:
            result = outcome(case).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            print(case, result.replace("\n", "\\n").replace("\t", "\\t"), sep="\t", file=out)
