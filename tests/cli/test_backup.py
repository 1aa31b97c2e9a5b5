"""Backups on both engines: made while the office works, proved, put back, never just believed."""

import json
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mediation.app import create_app
from mediation.casework import user
from mediation.cli.init import make_instance
from mediation.cli.instance import opened_unchecked
from mediation.models import audit, organisation
from mediation.models.db import let_go
from mediation.rules.permissions import Role, operator
from mediation.rules.user import UserEntry
from mediation.settings import InstanceKind, key_names, read_settings
from tests.builders import a_case, a_district
from tests.cli.commands import WORDS, done, refused
from tests.engines import ENGINES

FILES = ("manifest.json", "keys.sealed", "SHA256SUMS")


@dataclass(frozen=True, slots=True)
class Office:
    """An instance with a case in it, and how a command finds its database."""

    folder: Path
    spare_url: str
    words: Path
    environment: dict[str, str] = field(default_factory=dict)

    def backup(self) -> Path:
        """Back the office up and return the folder."""
        target = self.folder.parent / "copies"
        done(
            *("backup", "--to", target, "--instance", self.folder),
            *("--passphrase-file", self.words),
            **self.environment,
        )
        (made,) = target.iterdir()
        return made

    def restore(self, archive: Path, *arguments: object) -> tuple[object, ...]:
        """Return the command that restores a backup with the passphrase."""
        return ("restore", archive, *arguments, "--passphrase-file", self.words)


@pytest.fixture(params=ENGINES)
def office(request, databases, tmp_path, clock):
    words = tmp_path / "words"
    words.write_text(f"{WORDS}\n")
    folder, engine = tmp_path / "office", request.param
    with databases.empty(engine, tmp_path) as url, databases.empty(engine, tmp_path) as spare:
        named = {"MEDIATION_DATABASE_URL": url} if engine == "postgresql" else {}
        settings = make_instance(folder, InstanceKind.TEST, named, empty=True)
        with opened_unchecked(settings):
            a_case(a_district())
        yield Office(folder, spare if named else "", words, named)


def test_a_backup_is_proved_in_a_scratch_database(office):
    said = done(*office.restore(office.backup(), "--verify"), **office.environment)
    assert "备份可用" in said
    assert "加密号码可以解开" in said


def test_a_restored_instance_holds_the_same_acts(office, tmp_path):
    archive = office.backup()
    spare = {"MEDIATION_DATABASE_URL": office.spare_url} if office.spare_url else {}
    done(*office.restore(archive, "--to", tmp_path / "new"), **spare)
    said = done("audit", "verify", "--instance", tmp_path / "new", **spare)
    assert said == done("audit", "verify", "--instance", office.folder, **office.environment)
    settings = read_settings(spare, tmp_path / "new")
    assert settings.keys == read_settings(office.environment, office.folder).keys
    with opened_unchecked(settings):
        assert audit.count_entries() > 10


def test_what_an_instance_holds_is_never_overwritten(office):
    archive = office.backup()
    before = sorted(office.folder.iterdir())
    said = refused(*office.restore(archive, "--to", office.folder), **office.environment)
    assert "不是空的" in said
    assert sorted(office.folder.iterdir()) == before


def test_a_database_that_is_not_empty_is_never_overwritten(office, tmp_path):
    if not office.environment:
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "mediation.sqlite3").write_bytes(b"")
    said = refused(*office.restore(office.backup(), "--to", tmp_path / "new"), **office.environment)
    assert "不是空的" in said
    assert not (tmp_path / "new" / "keys").exists()


def test_a_backup_made_while_people_write_is_whole(office):
    stop = threading.Event()
    written: list[str] = []
    # Made before the thread begins: two threads may not compile routes at once (CPython 3.11).
    app = create_app(read_settings(office.environment, office.folder))

    def write():
        with app.app_context():
            body = organisation.find_by_name("番禺区总工会").public_id
            while not stop.is_set():
                entry = UserEntry(f"u{len(written)}", "某人", "", body, (Role.MEDIATOR,))
                written.append(user.add(operator(), entry))
            let_go()

    writer = threading.Thread(target=write)
    writer.start()
    archive = office.backup()
    stop.set()
    writer.join()
    assert written
    assert "备份可用" in done(*office.restore(archive, "--verify"), **office.environment)


def test_the_manifest_tells_what_is_in_the_copy(office):
    manifest = json.loads((office.backup() / "manifest.json").read_text())
    assert manifest["rows"]["cases"] == 1
    assert manifest["rows"]["audit_entries"] == manifest["audit_rows"] > 10
    assert manifest["made_at"].startswith("2026-03-02T01:00")
    assert manifest["revision"]


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
class TestOneEngineIsEnough:
    """What does not depend on where the records are."""

    @pytest.mark.parametrize("name", [*FILES, "database.sqlite3"])
    def test_one_changed_byte_is_enough_to_refuse(self, office, name):
        file = office.backup() / name
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        said = refused(*office.restore(file.parent, "--verify"))
        assert "与写入时不同" in said

    def test_a_missing_file_and_one_too_many_are_noticed(self, office):
        archive = office.backup()
        (archive / "keys.sealed").rename(archive / "keys.old")
        said = refused(*office.restore(archive, "--verify"))
        assert "keys.old" in said
        assert "keys.sealed" in said

    def test_other_words_do_not_open_the_keys(self, office):
        archive = office.backup()
        office.words.write_text("some other words altogether")
        assert "口令不对" in refused(*office.restore(archive, "--verify"))

    def test_no_key_stands_readable_in_the_backup(self, office):
        keys = read_settings({}, office.folder).keys
        content = b"".join(file.read_bytes() for file in office.backup().iterdir())
        for name in key_names():
            assert getattr(keys, name) not in content
            assert getattr(keys, name).hex().encode() not in content

    def test_nobody_else_can_read_the_backup(self, office):
        archive = office.backup()
        assert archive.stat().st_mode & 0o777 == 0o700
        assert {file.stat().st_mode & 0o777 for file in archive.iterdir()} == {0o600}

    def test_the_passphrase_may_not_be_short(self, office):
        office.words.write_text("short")
        command = ("backup", "--instance", office.folder, "--passphrase-file", office.words)
        assert "请用至少12个字符" in refused(*command)

    def test_a_copy_with_a_forged_row_is_not_believed(self, office, tmp_path):
        done(
            "backup",
            "--to",
            tmp_path / "c",
            "--instance",
            office.folder,
            "--passphrase-file",
            office.words,
        )
        other = tmp_path / "other"
        done("init", "--instance", other, "--kind", "test")
        shutil.copyfile(other / "keys" / "audit.key", office.folder / "keys" / "audit.key")
        done(
            "backup",
            "--to",
            tmp_path / "d",
            "--instance",
            office.folder,
            "--passphrase-file",
            office.words,
        )
        (archive,) = (tmp_path / "d").iterdir()
        assert "从第1条起不能相互印证" in refused(*office.restore(archive, "--verify"))

    def test_a_folder_that_is_no_backup_is_told_so(self, office, tmp_path):
        assert "不是备份文件夹" in refused(*office.restore(tmp_path, "--verify"))

    def test_one_says_whether_to_verify_or_to_restore(self, office):
        assert "只能选一项" in refused(*office.restore(office.backup()))
