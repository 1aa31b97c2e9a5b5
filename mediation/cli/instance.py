"""Opening an instance for one command, if it may be worked on.

A command runs inside the application, so that it passes the same gate as a page.  An instance
whose schema or keys do not fit is refused before anything is read or written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mediation.app import create_app, revisions
from mediation.basics.errors import RuleBroken
from mediation.cli.choice import chosen_folder
from mediation.models import schema, sealing
from mediation.models.db import let_go
from mediation.settings import Settings, key_files, kind_of, read_settings


def chosen_settings() -> Settings:
    """Read the settings of the instance that this command is about."""
    return settings_in(chosen_folder())


def settings_in(folder: Path) -> Settings:
    """Read the settings of the instance in a folder, or say that there is none."""
    has_key = any(path.exists() for path in key_files(folder).values())
    if kind_of(folder) is None and not has_key:
        raise RuleBroken("instance.not_founded", folder=folder)
    return read_settings(instance=folder)


@contextmanager
def opened(instance: Path | None = None) -> Iterator[Settings]:
    """Open the instance, ready to work, for the length of a block."""
    settings = settings_in(instance) if instance else chosen_settings()
    with opened_unchecked(settings):
        must_be_ready(settings)
        yield settings


@contextmanager
def opened_unchecked(settings: Settings) -> Iterator[None]:
    """Open an instance whatever its state, and leave no connection behind."""
    with create_app(settings).app_context():
        try:
            yield
        finally:
            let_go()


def must_be_ready(settings: Settings) -> None:
    """Raise `RuleBroken` unless the running instance has the program's schema and its own keys."""
    stored, known = schema.stored_revision(), revisions()
    if stored is None:
        raise RuleBroken("instance.schema_missing", folder=settings.instance)
    if stored not in known:
        raise RuleBroken("instance.schema_unknown", revision=stored)
    if stored != known[0]:
        raise RuleBroken("instance.schema_behind", folder=settings.instance)
    if not sealing.keys_fit():
        raise RuleBroken("instance.wrong_keys")
