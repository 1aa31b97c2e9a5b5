"""Backing up an instance while it works: the database, and the keys under a passphrase.

The only way that is documented.  Copying the file of a working SQLite database tears it.
"""

from datetime import datetime
from pathlib import Path

import click

from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.cli.archive import write_archive
from mediation.cli.instance import opened
from mediation.cli.passphrase import new_passphrase, passphrase_option
from mediation.models.backup import copy_database
from mediation.settings import Settings
from mediation.wording.command_line import BACKUP, OPTIONS

LAST = "last-backup"


@click.command()
@click.option("--to", "target", type=click.Path(path_type=Path), default=None, help=OPTIONS["to"])
@passphrase_option
def backup(target: Path | None, words_file: Path | None) -> None:
    """Write a backup into a new folder."""
    with opened() as settings:
        words = new_passphrase(words_file)
        folder = back_up(settings, target or settings.instance / "backups", words)
        (settings.instance / LAST).write_text(f"{clock.now().isoformat()}\n", encoding="ascii")
    click.echo(BACKUP["made"].format(folder=folder))


def back_up(settings: Settings, target: Path, words: str | None) -> Path:
    """Write a backup of the instance into a folder of its own and return that folder."""
    now = clock.now()
    folder = _new_folder(target.expanduser().resolve(), now)
    copy = copy_database(settings.database, folder)
    write_archive(folder, copy, settings, now.isoformat(timespec="seconds"), words)
    return folder


def _new_folder(target: Path, now: datetime) -> Path:
    """Make a folder named by the time; a second backup in the same second gets another name."""
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise RuleBroken("backup.no_place", place=target) from fault
    stem = f"mediation-{clock.local(now):%Y%m%d-%H%M%S}"
    for ending in ("", *(f"-{number}" for number in range(2, 100))):
        folder = target / f"{stem}{ending}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError as fault:
            raise RuleBroken("backup.no_place", place=target) from fault
        return folder
    raise RuleBroken("backup.no_place", place=target)
