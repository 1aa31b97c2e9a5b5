"""Importing a file does nothing: it connects to nothing, reads nothing, asks no time."""

import ast

from tests.house.sources import Source, calls, sources

DEFINES = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Assign,
    ast.AnnAssign,
)
ACTS = {"open", "connect", "execute", "run", "getenv", "now", "today", "read_text", "read_bytes"}


def acts_on_import(source: Source) -> list[str]:
    """Return where a file does more than define when it is imported."""
    places = []
    for statement in source.tree.body:
        if not isinstance(statement, DEFINES) and not _is_harmless(statement):
            places.append(source.place(statement))
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            alone = Source(source.path, "", ast.Module(body=[statement], type_ignores=[]))
            acts = [call for call, name in calls(alone) if name.split(".")[-1] in ACTS]
            places.extend(source.place(call) for call in acts)
    return places


def _is_harmless(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    if not isinstance(statement, ast.If):
        return False
    return "TYPE_CHECKING" in ast.unparse(statement.test) or "__main__" in ast.unparse(
        statement.test
    )


def test_the_package_only_defines_when_it_is_imported():
    assert [place for source in sources("mediation") for place in acts_on_import(source)] == []


def test_the_check_sees_a_file_that_acts():
    text = "import os\nHOME = open('x')\nfor name in os.listdir():\n    print(name)\nstart()\n"
    source = Source("wrong.py", text, ast.parse(text))
    assert acts_on_import(source) == ["wrong.py:2", "wrong.py:3", "wrong.py:5"]
