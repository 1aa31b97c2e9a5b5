"""The built wheel runs without the checkout: it carries templates, migrations, assets and fonts."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip would, with the locked build tool."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel where no checkout is."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where only the installed copy can be found."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(installed), "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


@pytest.mark.parametrize(
    "part", ["templates", "migrations/versions", "web/static/vendor", "pdf/typefaces"]
)
def test_the_wheel_carries_what_stands_beside_the_code(wheel, part):
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.startswith(f"mediation/{part}/")] != []


def test_the_installed_copy_makes_a_demo_without_the_checkout(installed, tmp_path):
    where = run(installed, "-c", "import mediation; print(mediation.__file__)")
    assert where.stdout.strip() == str(installed / "mediation" / "__init__.py")
    demo = ["-m", "mediation.cli.main", "demo", "--no-serve", "--instance", str(tmp_path / "demo")]
    made = run(installed, *demo)
    assert made.returncode == 0, made.stdout + made.stderr
