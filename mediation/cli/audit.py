"""The audit trail at the command line."""

import click

from mediation.cli.instance import opened
from mediation.models import audit
from mediation.wording.command_line import AUDIT


@click.group("audit")
def audit_commands() -> None:
    """Look after the audit trail."""


@audit_commands.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Check the chain from its first row; exit 1 naming the first row that does not hold."""
    with opened():
        broken, count = audit.first_broken(), audit.count_entries()
    if broken is None:
        click.echo(AUDIT["whole"].format(count=count))
        return
    click.echo(AUDIT["broken"].format(row=broken), err=True)
    context.exit(1)
