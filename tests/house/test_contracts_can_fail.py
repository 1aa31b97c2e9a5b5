"""Each contract of import-linter is broken once, in a copy, and must be seen to fail.

A contract that nobody has seen fail may be one that cannot.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]

# Each contract, the file that breaks it, and how.
BREACHES = [
    ("floors", "basics/breach.py", "import mediation.rules"),
    ("strangers", "casework/breach.py", "from mediation.casework import second_breach"),
    ("commit", "casework/breach.py", "from mediation.models import transaction"),
    ("pure-rules", "rules/breach.py", "def today():\n    import os"),
    ("pure-basics", "basics/breach.py", "import socket"),
    ("flask", "casework/breach.py", "import flask"),
    ("sqlalchemy", "web/breach.py", "import sqlalchemy"),
    ("marshmallow", "web/breach.py", "import marshmallow"),
    ("reportlab", "casework/breach.py", "import reportlab"),
    ("xlsxwriter", "casework/breach.py", "import xlsxwriter"),
    ("apscheduler", "web/breach.py", "import apscheduler"),
    ("sealing", "gate/breach.py", "import cryptography"),
]


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package and its contracts to a place where they may be broken."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "mediation",
        house / "mediation",
        ignore=shutil.ignore_patterns("static", "typefaces", "__pycache__"),
    )
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


def lint(house: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Ask import-linter about one contract."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--contract", contract],
        cwd=house,
        env={"PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_broken_once():
    assert {contract["id"] for contract in CONTRACTS} == {breach[0] for breach in BREACHES}


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES, ids=[b[0] for b in BREACHES])
def test_a_broken_contract_is_seen(copied_house, contract, file, line):
    breach = copied_house / "mediation" / file
    second = copied_house / "mediation" / "casework" / "second_breach.py"
    second.touch()
    before = lint(copied_house, contract)
    breach.write_text(line)
    after = lint(copied_house, contract)
    breach.unlink()
    assert (before.returncode, after.returncode) == (0, 1), before.stdout + after.stdout
