"""One lock, hashed and without addresses, and settings that say what they are."""

import ast
import hashlib
import re
import tomllib

from tests.house.sources import ROOT, sources

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
RUNS, CHECKS = LOCK.split("# Tests and checks only:\n")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked_names(part: str) -> set[str]:
    """Return the names that a part of the lock pins."""
    return set(re.findall(r"^([a-z0-9-]+)==", part, re.MULTILINE))


def asked_names(requirements: list[str]) -> set[str]:
    """Return the names that the project asks for, as an index spells them."""
    plain = [re.split(r"[\[<>=~!; ]", requirement)[0] for requirement in requirements]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in plain}


def test_the_lock_gives_no_address():
    assert re.findall(r"https?://|--\w*index|--find-links|file:", LOCK) == []


def test_every_locked_part_is_pinned_and_hashed():
    blocks = re.split(r"\n(?=[a-z])", (RUNS + CHECKS).strip())
    assert [b.split()[0] for b in blocks if "==" not in b or "--hash=sha256:" not in b] == []


def test_what_the_service_runs_on_is_in_the_first_part():
    assert asked_names(PROJECT["dependencies"]) - locked_names(RUNS) == set()
    assert "hatchling" in locked_names(RUNS)


def test_what_the_tests_need_is_in_the_second_part():
    extras = [each for group in PROJECT["optional-dependencies"].values() for each in group]
    assert asked_names(extras) - locked_names(RUNS + CHECKS) == set()


def test_every_setting_says_what_it_is_and_what_it_is_called():
    (source,) = (s for s in sources("mediation") if s.path == "mediation/settings.py")
    (settings,) = (
        node for node in source.tree.body if isinstance(node, ast.ClassDef) and _is_settings(node)
    )
    body = settings.body
    silent = [
        node.target.id
        for node, after in zip(body, [*body[1:], None], strict=True)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if "MEDIATION_" not in _sentence(after)
    ]
    assert silent == []


def _is_settings(node: ast.ClassDef) -> bool:
    return node.name == "Settings"


def _sentence(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return str(node.value.value)
    return ""


def test_what_the_tests_borrow_is_as_it_came():
    vendor = ROOT / "tests" / "vendor"
    listed = [line.split() for line in (vendor / "SHA256SUMS").read_text().splitlines()]
    changed = [
        name
        for digest, name in listed
        if hashlib.sha256((vendor / name).read_bytes()).hexdigest() != digest
    ]
    assert listed
    assert changed == []
