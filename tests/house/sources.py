"""The project's own files, read once, for the tests that guard its shape."""

import ast
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("mediation", "migrations", "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, eq=False)
class Source:
    """One Python file: its path from the root of the project, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.text.splitlines()

    def find(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Go through the nodes of the given kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> list[Function]:
        """Return every function of the file, methods and inner ones too."""
        both = (ast.FunctionDef, ast.AsyncFunctionDef)
        return [node for node in ast.walk(self.tree) if isinstance(node, both)]

    def comments(self) -> Iterator[tuple[int, str]]:
        """Go through the comments with their line numbers."""
        lines = iter(self.text.splitlines(keepends=True))
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string

    def place(self, node: ast.AST) -> str:
        """Say where a node stands, as an editor understands it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def sources(*rooms: str) -> tuple[Source, ...]:
    """Return the Python files below the given folders, or all of them."""
    found = []
    for room in rooms or ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append(Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return tuple(found)


def outside(room: str, *allowed: str) -> list[Source]:
    """Return the files of a room except the named ones."""
    return [source for source in sources(room) if source.path not in allowed]


@cache
def templates() -> tuple[tuple[str, str], ...]:
    """Return each template with its path from the root of the project."""
    found = sorted((ROOT / "templates").rglob("*.*"))
    return tuple((p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in found)


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a chain of names, or as much of its end as is plain."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Go through the calls of a file with the dotted name of what is called."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)
