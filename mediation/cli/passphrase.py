"""The passphrase of a backup: typed at a prompt, or read from a file; never an argument.

An argument would stand in the list of processes for everybody on the machine.
"""

from pathlib import Path

import click

from mediation.basics.errors import RuleBroken
from mediation.wording.command_line import BACKUP, OPTIONS

_SHORTEST = 12

passphrase_option = click.option(
    "--passphrase-file",
    "words_file",
    type=click.Path(path_type=Path),
    default=None,
    help=OPTIONS["passphrase_file"],
)


def new_passphrase(words_file: Path | None) -> str:
    """Return the passphrase for a new backup; a short one is refused."""
    words = _from(words_file) if words_file else _asked(confirm=True)
    if len(words) < _SHORTEST:
        raise RuleBroken("backup.short_words", shortest=_SHORTEST)
    return words


def known_passphrase(words_file: Path | None) -> str:
    """Return the passphrase of an existing backup."""
    return _from(words_file) if words_file else _asked(confirm=False)


def _from(words_file: Path) -> str:
    try:
        return words_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise RuleBroken("instance.no_such_file", file=words_file) from fault


def _asked(*, confirm: bool) -> str:
    answer: str = click.prompt(BACKUP["ask"], hide_input=True, confirmation_prompt=confirm)
    return answer
