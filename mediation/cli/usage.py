"""Faults of usage, told in Chinese.

click words them in English; an operator should not need it to learn that an option is missing.
"""

from typing import Any

import click

from mediation.wording.command_line import USAGE


class UsageTold(click.ClickException):
    """A fault of usage with the usage before it; exit code 2."""

    exit_code = 2

    def __init__(self, fault: click.UsageError) -> None:
        """Word the fault."""
        usage = "" if fault.ctx is None else _usage(fault.ctx)
        super().__init__(f"{usage}{told(fault)}")

    def show(self, file: Any = None) -> None:
        """Say it on the error channel."""
        click.echo(self.format_message(), err=True, file=file)


def told(fault: click.UsageError) -> str:
    """Return the sentence for a fault of usage."""
    match fault:
        case click.NoSuchOption():
            return USAGE["no_option"].format(name=fault.option_name)
        case click.MissingParameter():
            return USAGE["missing"].format(name=_name(fault))
        case click.BadOptionUsage():
            return USAGE["no_value"].format(name=fault.option_name)
        case click.BadParameter():
            return USAGE["bad_value"].format(name=_name(fault), words=fault.message.rstrip("."))
        case _:
            return USAGE["other"].format(words=fault.message.rstrip("."))


def _name(fault: click.BadParameter) -> str:
    if fault.param is not None and fault.ctx is not None:
        return fault.param.get_error_hint(fault.ctx).strip("'")
    hint = fault.param_hint or ""
    return hint if isinstance(hint, str) else " ".join(hint)


def _usage(context: click.Context) -> str:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"{USAGE['usage']}{context.command_path} {pieces}\n"
