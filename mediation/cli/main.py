"""The commands of the service, each loaded when it is called.

`mediation --help` lists them from the table below and imports none of them.  Whatever the rooms
refuse is said here in one sentence, with exit code 1; a fault of the program shows its kind and
no trace, unless `--debug` asks for it.
"""

import errno
import platform
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Any

import click

from mediation.basics.errors import Malformed, MediationError
from mediation.cli.choice import instance_option
from mediation.cli.leash import end_with_parent
from mediation.cli.log import write_log
from mediation.cli.usage import UsageTold
from mediation.models.db import UNREACHABLE
from mediation.wording.command_line import HELP, OPTIONS, SAID
from mediation.wording.instance import ERRORS
from mediation.wording.sentences import sentence

COMMANDS = {
    "demo": "mediation.cli.demo:demo",
    "init": "mediation.cli.init:init",
    "serve": "mediation.cli.serve:serve",
    "web": "mediation.cli.web:web",
    "worker": "mediation.cli.worker:worker",
    "user": "mediation.cli.user:user_commands",
    "doctor": "mediation.cli.doctor:doctor",
    "backup": "mediation.cli.backup:backup",
    "restore": "mediation.cli.restore:restore",
    "upgrade": "mediation.cli.upgrade:upgrade",
    "mail": "mediation.cli.mail:mail_commands",
    "tick": "mediation.cli.tick:tick",
    "clock": "mediation.cli.clock:clock",
    "stats": "mediation.cli.stats:stats",
    "audit": "mediation.cli.audit:audit_commands",
}


_SERVING = frozenset({"serve", "web", "worker"})


class Refusal(click.ClickException):
    """A refusal in one sentence, without the English word that click would put before it."""

    def show(self, file: Any = None) -> None:
        """Say the sentence on the error channel."""
        click.echo(self.format_message(), err=True, file=file)


class LazyCommands(click.Group):
    """A group that imports a command when it is called, and tells refusals in a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command and give it its sentence and its `--instance`."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return _furnished(command, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their sentences, importing none."""
        with formatter.section(SAID["commands"]):
            formatter.write_dl([(name, HELP[name]) for name in COMMANDS])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal of the house becomes one of the command line."""
        try:
            return super().invoke(ctx)
        except Malformed as fault:
            found = [sentence(each) for each in sum(fault.problems.values(), ())]
            raise Refusal("\n".join(found)) from fault
        except MediationError as fault:
            raise Refusal(sentence(fault)) from fault
        except click.UsageError as fault:
            raise UsageTold(fault) from fault
        except UNREACHABLE as fault:
            raise Refusal(ERRORS["instance.database_away"]) from fault
        except click.Abort as fault:
            raise Refusal(SAID["stopped"]) from fault
        except OSError as fault:
            if (
                fault.errno == errno.EPIPE
            ):  # whoever read our words has gone; click knows what to do
                raise
            words = SAID["no_access"].format(file=fault.filename or "", why=fault.strerror or fault)
            raise Refusal(words) from fault


@click.group(cls=LazyCommands, help=HELP[""])
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    help=OPTIONS["version"],
    callback=lambda context, _option, asked: _say_version(context) if asked else None,
)
@click.option("--debug", is_flag=True, help=OPTIONS["debug"])
@click.option("--leashed", is_flag=True, hidden=True)
@click.pass_context
def commands(context: click.Context, *, debug: bool, leashed: bool) -> None:
    """Hear the options that stand before every command."""
    write_log(everything=context.invoked_subcommand in _SERVING)
    if not debug:
        sys.excepthook = _say_kind
    if leashed:
        end_with_parent()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    commands.main(args=None if arguments is None else list(arguments), prog_name="mediation")


def _say_version(context: click.Context) -> None:
    try:
        number = version("mediation")
    except PackageNotFoundError:
        number = SAID["not_installed"]
    click.echo(f"mediation {number} (python {platform.python_version()})")
    context.exit()


def _furnished(command: click.Command, path: str) -> click.Command:
    command.help = HELP[path]
    command.short_help = HELP[path]
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            _furnished(each, f"{path} {name}")
    elif all(each.name != "instance" for each in command.params):
        command.params.append(instance_option())
    return command


def _say_kind(
    kind: type[BaseException], _fault: BaseException, trace: TracebackType | None
) -> None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    click.echo(SAID["unforeseen"].format(kind=kind.__name__, place=place), err=True)


if __name__ == "__main__":
    main()
