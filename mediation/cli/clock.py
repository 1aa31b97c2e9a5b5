"""When a time limit ends, and why: the engine of the service at the command line.

The calendar of the instance is asked when there is one, else the one a new instance starts with.
"""

import json
from datetime import date, datetime

import click

from mediation.cli.choice import chosen_folder
from mediation.cli.instance import opened
from mediation.models import calendar
from mediation.rules import clocks, holidays
from mediation.rules.clock_table import clock as clock_row
from mediation.rules.clocks import Reckoned
from mediation.rules.working_days import Calendar
from mediation.settings import kind_of
from mediation.wording.clock import clock_name, day_with_weekday, derivation_sentences
from mediation.wording.command_line import CLOCK, OPTIONS


@click.command()
@click.argument("rule")
@click.option(
    "--from",
    "start",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help=OPTIONS["from"],
)
@click.option("--json", "as_json", is_flag=True, help=OPTIONS["json"])
def clock(rule: str, start: datetime, *, as_json: bool) -> None:
    """Reckon the last day of a time limit."""
    day = start.date()
    reckoned = clocks.reckon(clock_row(rule.upper(), on=day), day, _calendar())
    click.echo(_as_json(reckoned) if as_json else _as_text(reckoned))


def _calendar() -> Calendar:
    if kind_of(chosen_folder()) is None:
        return holidays.seed()
    with opened():
        return calendar.current()


def _as_json(reckoned: Reckoned) -> str:
    said = {
        "rule": reckoned.rule,
        "start": _iso(reckoned.start),
        "raw_due": _iso(reckoned.raw_due),
        "due": _iso(reckoned.due),
        "provisional": reckoned.provisional,
        "basis": list(reckoned.basis),
        "derivation": list(derivation_sentences(reckoned.derivation)),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _as_text(reckoned: Reckoned) -> str:
    rows = [
        (CLOCK["rule"], f"{reckoned.rule} {clock_name(reckoned.rule)}"),
        (CLOCK["start"], day_with_weekday(reckoned.start)),
        (CLOCK["raw_due"], day_with_weekday(reckoned.raw_due)),
        (CLOCK["due"], day_with_weekday(reckoned.due)),
        (CLOCK["provisional"], CLOCK["yes" if reckoned.provisional else "no"]),
        (CLOCK["basis"], "；".join(reckoned.basis)),
    ]
    lines = [f"{name}：{value}" for name, value in rows]
    lines.append(f"{CLOCK['derivation']}：")
    sentences = derivation_sentences(reckoned.derivation)
    lines += [f"  {number}. {each}" for number, each in enumerate(sentences, start=1)]
    return "\n".join(lines)


def _iso(day: date) -> str:
    return day.isoformat()
