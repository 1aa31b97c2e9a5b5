"""A file that prose names exists: in docstrings, comments, templates and the README."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, Source, sources, templates

NAMED = re.compile(r"(?<![\w/.*{<-])((?:[\w.-]+/)*[\w-]+\.(?:py|html|md|toml|lock|css|js))\b")
ROOM = re.compile(
    r"(?<![\w/.-])((?:basics|rules|wording|models|mail|gate|casework|schemas|jobs)/[a-z_]+)\b"
)
# A name of somebody else's file, or one that a reader is told to make.
FOREIGN = {"htmx.min.js", "tabler.min.css", "axe.min.js", "chart.js"}


def prose_of(source: Source) -> Iterator[str]:
    """Go through the docstrings and comments of a file."""
    for node in source.find(ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef):
        assert isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        yield ast.get_docstring(node) or ""
    for _number, comment in source.comments():
        yield comment


def missing_files(prose: str, beside: str) -> list[str]:
    """Return the files that the prose names and nobody can open."""
    named = [name for name in NAMED.findall(prose) if name not in FOREIGN]
    rooms = [f"{name}.py" for name in ROOM.findall(prose) if not name.endswith("__init__")]
    return [name for name in named + rooms if not _exists(name, beside)]


def _exists(name: str, beside: str) -> bool:
    folder = Path(beside).parent
    candidates = [
        str(folder / name),
        name,
        f"mediation/{name}",
        f"templates/{name}",
        f"tests/{name}",
    ]
    if any((ROOT / candidate).exists() for candidate in candidates):
        return True
    if "/" in name and (ROOT / "mediation" / name.removesuffix(".py")).is_dir():
        return True
    return "/" not in name and any((ROOT / "mediation").rglob(name))


def test_files_named_in_code_exist():
    lost = [
        f"{source.path}: {name}"
        for source in sources()
        for prose in prose_of(source)
        for name in missing_files(prose, source.path)
    ]
    assert lost == []


def test_files_named_in_templates_exist():
    comments = re.compile(r"\{#.*?#\}", re.DOTALL)
    lost = [
        f"{path}: {name}"
        for path, text in templates()
        for comment in comments.findall(text)
        for name in missing_files(comment, path)
    ]
    assert lost == []


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "Makefile", "pyproject.toml"])
def test_files_named_in_the_front_pages_exist(page):
    assert missing_files((ROOT / page).read_text(encoding="utf-8"), page) == []


def test_the_check_sees_a_file_that_is_not_there():
    assert missing_files("see rules/unheard_of and nowhere.py", "x.py") == [
        "nowhere.py",
        "rules/unheard_of.py",
    ]
