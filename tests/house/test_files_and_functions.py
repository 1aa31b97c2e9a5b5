"""Files and functions stay small enough to read, named well, and opened by prose."""

import ast
import re

import pytest

from tests.house.sources import ROOT, Function, Source, sources, templates

PAPER_ROOMS = ("mediation", "migrations", "tests")
BANNED_FILES = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
BANNED_VERBS = re.compile(r"^_?(process|handle|manage|do)(_|$)")
BANNED_NOUNS = {"data", "info", "obj", "item", "items", "tmp"}
# Names that SQLAlchemy, aiosmtpd and logging call, not names that we chose.
GIVEN_NAMES = {"process_bind_param", "process_result_value", "handle_RCPT", "handle_DATA"}


def long_functions(source: Source) -> list[str]:
    """Return the functions of more than forty lines, their docstrings not counted."""
    return [
        f"{source.place(function)} {function.name}"
        for function in source.functions()
        if _length(function) > 40
    ]


def _length(function: Function) -> int:
    first = function.body[0]
    prose = 0
    if ast.get_docstring(function) is not None:
        prose = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - prose


def _is_record(path: str) -> bool:
    """Tell whether a file is a schema revision: a record of columns that nobody reads downward."""
    return path.startswith("migrations/versions/")


def test_no_file_is_longer_than_four_hundred_lines():
    read = [source for source in sources() if not _is_record(source.path)]
    assert [source.path for source in read if len(source.lines) > 400] == []


def test_no_template_is_longer_than_two_screens():
    assert [path for path, text in templates() if text.count("\n") > 200] == []


def test_no_line_is_longer_than_a_hundred_characters():
    long = [
        f"{source.path}:{number}"
        for source in sources()
        if not _is_record(source.path)
        for number, line in enumerate(source.lines, start=1)
        if len(line.partition("  # noqa")[0].partition("  # type: ignore")[0]) > 100
    ]
    assert long == []


def test_no_function_is_longer_than_forty_lines():
    read = [source for source in sources() if not _is_record(source.path)]
    assert [place for source in read for place in long_functions(source)] == []


def test_every_file_opens_with_a_docstring_that_ends_in_a_full_stop():
    openings = {s.path: ast.get_docstring(s.tree) or "" for s in sources() if s.text.strip()}
    assert [path for path, prose in openings.items() if "." not in prose] == []


def test_the_rooms_of_the_house_hold_only_their_docstring():
    rooms = [s for s in sources("mediation") if s.path.endswith("/__init__.py")]
    assert [s.path for s in rooms if len(s.tree.body) != 1] == []
    assert [s.path for s in rooms if not ast.get_docstring(s.tree)] == []


def test_every_folder_of_the_package_is_a_room():
    rooms = {path.parent for path in (ROOT / "mediation").glob("*/*.py")}
    assert [room.name for room in rooms if not (room / "__init__.py").exists()] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [s.path for s in sources() if s.path[:-3].rsplit("/")[-1] in BANNED_FILES] == []


def test_public_functions_say_what_they_do_in_a_sentence():
    silent = [
        f"{source.place(function)} {function.name}"
        for source in sources("mediation")
        for function in source.functions()
        if not function.name.startswith("_") and _is_public(source, function)
        if not _has_sentence(ast.get_docstring(function) or "")
    ]
    assert silent == []


def _is_public(source: Source, function: Function) -> bool:
    return any(
        function in parent.body
        for parent in ast.walk(source.tree)
        if isinstance(parent, ast.Module)
        or (isinstance(parent, ast.ClassDef) and not parent.name.startswith("_"))
    )


def _has_sentence(prose: str) -> bool:
    return re.search(r"[.。]($|\s)", prose) is not None


@pytest.mark.parametrize("room", PAPER_ROOMS)
def test_functions_are_named_by_what_they_do(room):
    vague = [
        f"{source.place(function)} {function.name}"
        for source in sources(room)
        for function in source.functions()
        if BANNED_VERBS.match(function.name) and function.name not in GIVEN_NAMES
    ]
    assert vague == []


def test_values_are_named_by_what_they_are():
    vague = [
        f"{source.place(node)} {name}"
        for source in sources("mediation")
        for node, name in _bound_names(source)
        if name in BANNED_NOUNS
    ]
    assert vague == []


def _bound_names(source: Source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
