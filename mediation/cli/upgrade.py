"""Bringing an instance to the schema of the program: a copy first, then the migrations.

On PostgreSQL a migration that stops leaves nothing behind.  On SQLite it runs in one transaction
too; should the file be spoilt all the same, the copy is there, and the command that puts it back
is said in full.
"""

import shlex
from pathlib import Path

import click

from mediation.app import revisions, upgrade_schema
from mediation.basics.errors import RuleBroken
from mediation.cli.backup import back_up
from mediation.cli.instance import chosen_settings, opened_unchecked
from mediation.jobs.tick import write_case_texts
from mediation.models import backup as copies
from mediation.models import schema, sealing
from mediation.settings import Settings
from mediation.wording.command_line import UPGRADE


@click.command()
def upgrade() -> None:
    """Back up, then migrate."""
    settings = chosen_settings()
    with opened_unchecked(settings):
        stored = schema.stored_revision()
        _must_be_known(settings, stored)
        if stored == revisions()[0]:
            click.echo(UPGRADE["newest"])
            return
        copy = back_up(settings, settings.instance / "backups", None)
    click.echo(UPGRADE["copied"].format(folder=copy))
    try:
        upgrade_schema(settings.database)
    except Exception:
        click.echo(_way_back(settings, copy), err=True)
        raise
    with opened_unchecked(settings):
        write_case_texts()
    click.echo(UPGRADE["upgraded"].format(revision=revisions()[0]))


def _must_be_known(settings: Settings, stored: str | None) -> None:
    if stored is None:
        raise RuleBroken("instance.schema_missing", folder=settings.instance)
    if stored not in revisions():
        raise RuleBroken("instance.schema_unknown", revision=stored)
    if not sealing.keys_fit():
        raise RuleBroken("instance.wrong_keys")


def _way_back(settings: Settings, copy: Path) -> str:
    if copies.sqlite_file(settings.database) is None:
        return UPGRADE["unchanged"].format(folder=copy)
    target = shlex.quote(str(settings.instance))
    command = f"mediation restore {shlex.quote(str(copy))} --to {target} --replace"
    return UPGRADE["way_back"].format(command=command)
