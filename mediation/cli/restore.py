"""Proving a backup, and making an instance from it.

`--verify` puts the backup back into a scratch database and asks it the questions that matter: are
all rows there, does the audit chain hold, does a sealed number open.  `--to` does the same first
and then fills an empty folder.  `--replace` puts the copy that an upgrade left in the place of a
database that the upgrade spoilt.
"""

import tempfile
from pathlib import Path

import click

from mediation.app import revisions, upgrade_schema
from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.cli.archive import Manifest, has_keys, read_archive, read_keys
from mediation.cli.choice import chosen_folder
from mediation.cli.init import write_keys
from mediation.cli.instance import opened_unchecked, settings_in
from mediation.cli.passphrase import known_passphrase, passphrase_option
from mediation.models import audit, schema, sealing
from mediation.models import backup as copies
from mediation.settings import (
    InstanceKind,
    Keys,
    Settings,
    named_database,
    sqlite_in,
)
from mediation.wording.command_line import BACKUP, OPTIONS

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("archive", type=_FOLDER)
@click.option("--verify", is_flag=True, help=OPTIONS["verify"])
@click.option("--to", "target", type=_FOLDER, default=None, help=OPTIONS["restore_to"])
@click.option("--replace", "in_place", is_flag=True, help=OPTIONS["replace"])
@passphrase_option
def restore(
    archive: Path, target: Path | None, words_file: Path | None, *, verify: bool, in_place: bool
) -> None:
    """Verify a backup, or restore it."""
    if verify is (target is not None):
        raise RuleBroken("backup.verify_or_to")
    manifest = read_archive(archive)
    folder = target.expanduser().resolve() if target else None
    if folder is not None and not in_place:
        _must_be_empty(folder)
    keys = _keys(archive, folder if in_place else None, words_file)
    opened = prove(archive, manifest, keys)
    for line in _findings(manifest, opened=opened):
        click.echo(line)
    if folder is None:
        return
    if in_place:
        _replace(archive, manifest, folder)
    else:
        _make(archive, manifest, folder, keys)
    click.echo(BACKUP["restored"].format(folder=folder))


def prove(archive: Path, manifest: Manifest, keys: Keys) -> bool:
    """Put the backup into a scratch database and examine it; true when a number was opened."""
    copy = archive / manifest.database
    if manifest.revision not in revisions():
        raise RuleBroken("instance.schema_unknown", revision=manifest.revision)
    is_sqlite = copy.name == copies.SQLITE_COPY
    server = "sqlite://" if is_sqlite else named_database(chosen_folder())
    if not server:
        raise RuleBroken("backup.needs_server")
    with tempfile.TemporaryDirectory(prefix="mediation-") as folder:
        place = Path(folder)
        with copies.scratch_database(server, place) as url:
            copies.put_back(copy, url)
            scratch = Settings(place, keys, InstanceKind.TEST, url, secure_cookies=False)
            _count(scratch, manifest)
            upgrade_schema(url)
            return _examine(scratch)


def _count(scratch: Settings, manifest: Manifest) -> None:
    with opened_unchecked(scratch):
        rows = schema.stored_rows()
    wrong = sorted(name for name, count in manifest.rows.items() if rows.get(name) != count)
    if wrong:
        raise RuleBroken("backup.rows_differ", names=tuple(wrong))


def _examine(scratch: Settings) -> bool:
    with opened_unchecked(scratch):
        if not sealing.keys_fit():
            raise RuleBroken("backup.other_keys")
        if (broken := audit.first_broken()) is not None:
            raise RuleBroken("backup.chain_broken", row=broken)
        return copies.open_one_sealed_number()


def _keys(archive: Path, owner: Path | None, words_file: Path | None) -> Keys:
    """Return the keys of the backup, or of the instance beside which an upgrade left it."""
    if has_keys(archive):
        return read_keys(archive, known_passphrase(words_file))
    if owner is None:
        raise RuleBroken("backup.has_no_keys")
    return settings_in(owner).keys


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RuleBroken("backup.not_empty", place=folder)


def _make(archive: Path, manifest: Manifest, folder: Path, keys: Keys) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    url = named_database(folder) or sqlite_in(folder)
    copies.put_back(archive / manifest.database, url)
    upgrade_schema(url)
    write_keys(folder, keys, InstanceKind(manifest.kind))


def _replace(archive: Path, manifest: Manifest, folder: Path) -> None:
    settings = settings_in(folder)
    file = copies.sqlite_file(settings.database)
    if file is None:
        raise RuleBroken("backup.other_engine")
    aside = file.with_name(f"{file.name}.{clock.local(clock.now()):%Y%m%d-%H%M%S}")
    copies.replace_sqlite(archive / manifest.database, settings.database, aside)


def _findings(manifest: Manifest, *, opened: bool) -> list[str]:
    rows = sum(manifest.rows.values())
    said = BACKUP["proved"].format(
        at=manifest.made_at, tables=len(manifest.rows), rows=rows, acts=manifest.audit_rows
    )
    return [said, BACKUP["opened" if opened else "nothing_sealed"]]
