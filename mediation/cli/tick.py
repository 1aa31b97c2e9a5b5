"""`mediation tick`: one tick of the clock at a given time, for demonstrations and tests.

The watch walks one round as if it were that time, and the letters that are then due are
delivered; it leaves no sign of life, which is the worker's to leave.  An instance with real cases
refuses: its clock is nobody's to move.
"""

import click

from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.cli.instance import opened
from mediation.cli.post import demo_post
from mediation.cli.worker import postman_of
from mediation.jobs.tick import walk_round
from mediation.wording.watch import TICKED

_NAME = "tick"


@click.command()
@click.option("--at", required=True, help="The time in Guangzhou, such as 2026-11-20T08:30.")
def tick(at: str) -> None:
    """Walk one round of the watch at a given time (demo and test instances only)."""
    try:
        instant = clock.read_local(at)
    except ValueError as fault:
        raise click.BadParameter("2026-11-20T08:30", param_hint="--at") from fault
    with opened() as settings:
        if not settings.is_movable:
            raise RuleBroken("watch.clock_is_fixed")
        with clock.fixed(instant):
            report = walk_round()
            with demo_post(settings):
                delivered = postman_of(settings, _NAME).deliver_due()
    click.echo(
        TICKED.format(looked_at=report.looked_at, delivered=delivered, troubled=report.troubled)
    )
    if report.troubled:
        raise SystemExit(1)
