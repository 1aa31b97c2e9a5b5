"""Every function in tests/ runs, every test can fail, and nothing is patched or passed over."""

import ast
from functools import cache

from tests.house.sources import Function, Source, calls, dotted, sources

HOOKS = {"pytest_configure", "pytest_unconfigure", "pytest_pycollect_makemodule"}
# Chromium and PostgreSQL may be missing on somebody's laptop; under CI both then fail.
MAY_SKIP = {"tests/engines.py", "tests/chromium.py"}
CHECKS = {"expect", "raises", "fail", "wait_for", "assert_called_once", "matches"}


def is_test(function: Function) -> bool:
    """Say whether pytest runs the function."""
    return function.name.startswith("test_")


def is_fixture(function: Function) -> bool:
    """Say whether pytest hands the function's value to tests."""
    return any("fixture" in ast.unparse(mark) for mark in function.decorator_list)


def _is_called_by_others(function: Function) -> bool:
    marks = [ast.unparse(mark) for mark in function.decorator_list]
    return any("property" in mark or "rule(" in mark or "invariant" in mark for mark in marks)


@cache
def names_used() -> set[str]:
    """Return every name that any test file reads."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for source in sources("tests")
        for node in ast.walk(source.tree)
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load)
    }


@cache
def names_that_check() -> set[str]:
    """Return the functions in tests/ that hold an assertion, directly or through another."""
    functions = [function for source in sources("tests") for function in source.functions()]
    checking = set(CHECKS)
    while True:
        more = {f.name for f in functions if f.name not in checking and _asserts(f, checking)}
        if not more:
            return checking
        checking |= more


def _asserts(function: Function, checking: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in checking:
            return True
    return False


def test_every_function_in_tests_is_a_test_a_fixture_or_called():
    dead = [
        f"{source.place(function)} {function.name}"
        for source in sources("tests")
        for function in source.functions()
        if not (is_test(function) or is_fixture(function) or _is_called_by_others(function))
        if function.name not in names_used() | HOOKS and not _belongs_to_a_class(source, function)
    ]
    assert dead == []


def _belongs_to_a_class(source: Source, function: Function) -> bool:
    return any(
        function in parent.body
        for parent in ast.walk(source.tree)
        if isinstance(parent, ast.ClassDef)
    )


def test_every_test_can_fail():
    harmless = [
        f"{source.place(function)} {function.name}"
        for source in sources("tests")
        for function in source.functions()
        if is_test(function) and not _asserts(function, names_that_check())
    ]
    assert harmless == []


def test_no_test_stands_under_the_name_of_another():
    for source in sources("tests"):
        names = [function.name for function in source.tree.body if isinstance(function, Function)]
        assert len(names) == len(set(names)), source.path


def test_the_name_of_every_test_is_a_sentence():
    short = [
        f"{source.place(function)} {function.name}"
        for source in sources("tests")
        for function in source.functions()
        if is_test(function) and function.name.count("_") < 3
    ]
    assert short == []


def test_nothing_is_patched():
    patched = [
        source.place(call)
        for source in sources("tests")
        for call, name in calls(source)
        if name.split(".")[-1] in {"patch", "patch_object"} or name == "monkeypatch.setattr"
    ]
    assert patched == []


def test_nothing_is_passed_over():
    skipping = {
        source.path
        for source in sources("tests")
        for node in ast.walk(source.tree)
        if dotted(node).startswith("pytest.") and dotted(node).split(".")[-1] in _ways_out()
    }
    assert skipping - MAY_SKIP == set()


def _ways_out() -> set[str]:
    return {"skip", "skipif", "xfail", "importorskip"}
