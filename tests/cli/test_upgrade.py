"""`mediation upgrade`: a copy first, then the migrations; a migration that stops spoils nothing.

The program under test is a copy of this one with one more migration, which works or stops half
way, as the next release of the service might.
"""

import os
import shutil
import subprocess
import sys

import pytest

from mediation.app import create_app, revisions
from mediation.cli.backup import back_up
from mediation.cli.init import make_instance
from mediation.cli.instance import opened_unchecked
from mediation.models import schema
from mediation.models.db import let_go
from mediation.settings import InstanceKind, read_settings
from tests.cli.commands import done, refused
from tests.engines import ENGINES
from tests.house.sources import ROOT

NEXT = '''"""The next revision, for a test."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade():
    op.add_column("districts", sa.Column("motto", sa.String(40)))
    {then}


def downgrade():
    op.drop_column("districts", "motto")
'''
HEAVY = shutil.ignore_patterns("*.ttf", "__pycache__", "vendor", "typefaces")


@pytest.fixture(params=ENGINES)
def office(request, databases, tmp_path):
    """The folder of an instance, and the environment that names its database."""
    with databases.empty(request.param, tmp_path) as url:
        named = {"MEDIATION_DATABASE_URL": url} if request.param == "postgresql" else {}
        make_instance(tmp_path / "office", InstanceKind.TEST, named)
        yield tmp_path / "office", named


def next_release(tmp_path, then):
    """Copy the program and give it one more migration."""
    place = tmp_path / "release"
    shutil.copytree(ROOT / "mediation", place / "mediation", ignore=HEAVY)
    shutil.copytree(ROOT / "migrations", place / "migrations", ignore=HEAVY)
    (place / "templates").mkdir()
    text = NEXT.format(head=revisions()[0], then=then)
    (place / "migrations" / "versions" / "next.py").write_text(text)
    return place


def run(place, named, *arguments):
    """Run a command of the next release."""
    given = {k: v for k, v in os.environ.items() if not k.startswith("MEDIATION_")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "mediation", *map(str, arguments)],
        env={**given, **named, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def revision_in(folder, named):
    """Return the revision that the database of an instance carries."""
    with create_app(read_settings(named, folder)).app_context():
        found = schema.stored_revision()
        let_go()
        return found


def test_the_newest_schema_is_left_alone(office):
    folder, named = office
    assert "已经是最新版本" in done("upgrade", "--instance", folder, **named)
    assert not (folder / "backups").exists()


def test_an_old_database_is_copied_and_then_upgraded(office, tmp_path):
    folder, named = office
    place = next_release(tmp_path, "pass")
    behind = run(place, named, "audit", "verify", "--instance", folder)
    assert "mediation upgrade" in behind.stderr
    upgraded = run(place, named, "upgrade", "--instance", folder)
    assert upgraded.returncode == 0, upgraded.stderr
    assert len(list((folder / "backups").iterdir())) == 1
    assert revision_in(folder, named) == "next"
    # This very program is now the older one, and keeps its hands off.
    assert "比程序新" in refused("audit", "verify", "--instance", folder, **named)


def test_a_migration_that_stops_leaves_the_old_database_and_a_copy(office, tmp_path):
    folder, named = office
    before = revision_in(folder, named)
    stopped = run(next_release(tmp_path, "1 / 0"), named, "upgrade", "--instance", folder)
    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr
    assert "升级没有完成" in stopped.stderr
    assert revision_in(folder, named) == before
    (copy,) = (folder / "backups").iterdir()
    assert str(copy) in stopped.stderr
    assert ("--replace" in stopped.stderr) is (not named)


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_a_spoilt_database_is_replaced_by_the_copy_and_kept_aside(office):
    folder, named = office
    with opened_unchecked(read_settings(named, folder)):
        copy = back_up(read_settings(named, folder), folder / "backups", None)
    (folder / "mediation.sqlite3").write_bytes(b"spoilt")
    assert "已恢复到" in done("restore", copy, "--to", folder, "--replace")
    assert "操作记录完整" in done("audit", "verify", "--instance", folder)
    aside = [each for each in folder.glob("mediation.sqlite3.*") if each.read_bytes() == b"spoilt"]
    assert len(aside) == 1
