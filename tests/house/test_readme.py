"""The README is true: settings, commands, targets and floors are what it says they are."""

import ast
import re
from itertools import pairwise

from mediation.cli.main import COMMANDS
from tests.house.sources import ROOT, sources

README = (ROOT / "README.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"MEDIATION_[A-Z_]+")


def settings_table() -> str:
    """Return the table of the settings as their own docstrings tell it."""
    (source,) = [each for each in sources("mediation") if each.path == "mediation/settings.py"]
    (body,) = [
        node.body
        for node in source.tree.body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    ]
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for field, prose in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(prose, ast.Expr):
            lines.append(_row(field, ast.literal_eval(prose.value)))
    return "\n".join(lines)


def _row(field: ast.AnnAssign, meaning: str) -> str:
    variable = (VARIABLE.findall(meaning) or ["–"])[0]
    default = "–" if field.value is None else _plain(field.value)
    return f"| `{variable}` | {default} | {meaning} |"


def _plain(value: ast.expr) -> str:
    if isinstance(value, ast.Call):
        value = next(each.value for each in value.keywords if each.arg == "default")
    text = ast.unparse(value).replace("'", "").replace("InstanceKind.", "").lower()
    return f"`{text}`" if text not in {"", "()"} else "empty"


def test_the_settings_are_told_as_they_are():
    assert settings_table() in README


def test_every_command_that_is_named_is_a_command():
    named = set(re.findall(r"(?:`|^|bin/)mediation ([a-z]+)", README, re.MULTILINE))
    assert named >= set(COMMANDS)
    assert named - set(COMMANDS) == set()


def test_every_target_that_is_named_is_in_the_makefile():
    named = set(re.findall(r"(?:`|^|\s)make ([a-z]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named - targets - {"python"} == set()


def test_every_variable_that_is_named_is_known():
    known = set(VARIABLE.findall((ROOT / "mediation" / "settings.py").read_text()))
    others = {"MEDIATION_DEMO_PASSWORD", "MEDIATION_SMTP_PASSWORD_FILE"}
    assert set(VARIABLE.findall(README)) - known - others == set()


def test_every_floor_of_the_picture_is_a_folder():
    picture = README.partition("```\n cli ")[2].partition("```")[0]
    floors = re.findall(r"^ ([a-z]+)", f" cli {picture}", re.MULTILINE)
    beside = re.findall(r"\|  ([a-z]+)", picture)
    drawn = {*floors, *beside}
    rooms = {path.parent.name for path in (ROOT / "mediation").glob("*/__init__.py")}
    assert drawn == rooms | {"app", "settings"}
