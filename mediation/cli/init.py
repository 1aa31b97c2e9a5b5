"""Making an instance: its folder, its keys, its tables, its district.

Run again it changes nothing.  Keys are never made for a database that is already there: new keys
would open nothing in it, and whoever lost the old ones has to fetch them from the backup.
"""

import os
import secrets
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from mediation.app import upgrade_schema
from mediation.basics.errors import RuleBroken
from mediation.casework import instance as casework
from mediation.cli.choice import chosen_folder, named_folder
from mediation.cli.instance import must_be_ready, opened_unchecked
from mediation.models import schema, sealing
from mediation.rules.districts import DISTRICTS
from mediation.rules.permissions import operator
from mediation.settings import (
    InstanceKind,
    Keys,
    Settings,
    key_files,
    key_names,
    kind_of,
    read_settings,
)
from mediation.wording.command_line import INIT, OPTIONS

_KEY_BYTES = 32
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
KINDS = [kind.value for kind in InstanceKind]


@click.command()
@click.option("--kind", type=click.Choice(KINDS), default=None, help=OPTIONS["kind"])
def init(kind: str | None) -> None:
    """Make an instance."""
    folder = chosen_folder()
    is_new = kind_of(folder) is None
    settings = make_instance(folder, InstanceKind(kind) if kind else None)
    engine = INIT["sqlite" if settings.database.startswith("sqlite") else "postgresql"]
    said = INIT["made" if is_new else "kept"]
    click.echo(said.format(folder=folder, engine=engine))
    where = "" if named_folder() is None else f" --instance {shlex.quote(str(folder))}"
    click.echo(INIT["next"].format(where=where))


def make_instance(
    folder: Path,
    kind: InstanceKind | None,
    environment: Mapping[str, str] | None = None,
    *,
    empty: bool = False,
) -> Settings:
    """Make what is missing of an instance and return its settings; an empty one has no district."""
    found = kind_of(folder)
    if None not in (found, kind) and found is not kind:
        raise RuleBroken("instance.other_kind", folder=folder, kind=found)
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(_PRIVATE_FOLDER)
    made = _make_keys(folder, environment)
    if found is None:
        _write_private(folder / "kind", (kind or InstanceKind.PRODUCTION).value)
    settings = read_settings(environment, folder)
    try:
        _make_tables(settings, empty=empty)
    except RuleBroken:
        for path in made:
            path.unlink()
        raise
    return settings


def write_keys(folder: Path, keys: Keys, kind: InstanceKind) -> None:
    """Write the keys and the kind of an instance that comes from a backup."""
    (folder / "keys").mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    for name in key_names():
        _write_private(folder / "keys" / f"{name}.key", getattr(keys, name).hex())
    _write_private(folder / "kind", kind.value)


def _make_tables(settings: Settings, *, empty: bool) -> None:
    with opened_unchecked(settings):
        is_empty = schema.stored_revision() is None
    if is_empty:
        upgrade_schema(settings.database)
    with opened_unchecked(settings):
        must_be_ready(settings)
        if empty or sealing.has_trial():
            return
        for district in DISTRICTS:
            casework.found(operator(), district)


def _make_keys(folder: Path, environment: Mapping[str, str] | None) -> list[Path]:
    """Make the keys that are missing and return them; an existing database keeps its own."""
    wanted = key_files(folder, environment)
    missing = {name: path for name, path in wanted.items() if not path.exists()}
    if missing and (folder / "mediation.sqlite3").exists():
        raise RuleBroken("instance.keys_missing", names=tuple(missing))
    for path in missing.values():
        path.parent.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        _write_private(path, secrets.token_hex(_KEY_BYTES))
    return list(missing.values())


def _write_private(path: Path, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(f"{text}\n")
