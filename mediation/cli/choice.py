"""Which instance a command is about: the one that `--instance` names, else the environment's.

Every command takes the option; it is added where the commands are put together, so that no
command has to hand it on.
"""

from pathlib import Path

import click

from mediation.settings import instance_folder
from mediation.wording.command_line import OPTIONS

_CHOSEN = "mediation.instance"


def instance_option() -> click.Option:
    """Return the option that every command takes."""
    return click.Option(
        ["--instance"],
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=OPTIONS["instance"],
        expose_value=False,
        is_eager=True,
        callback=_remember,
    )


def named_folder() -> Path | None:
    """Return the folder that the operator named at this command, if any."""
    context = click.get_current_context(silent=True)
    named: Path | None = context.meta.get(_CHOSEN) if context else None
    return named


def chosen_folder() -> Path:
    """Return the folder of the instance that this command is about."""
    return named_folder() or instance_folder()


def _remember(context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        context.meta[_CHOSEN] = folder.expanduser().resolve()
