"""`mediation stats`: the figures of a period, counted from the records.

With `--json` the figures are printed by key for other programs, otherwise in the words and units
of the yearly report with what each one counts.  Only numbers are told, nobody's name.
"""

import json
from datetime import datetime

import click

from mediation.basics.errors import RuleBroken
from mediation.cli.instance import opened
from mediation.models import organisation, statistics
from mediation.models.organisation import DistrictFacts
from mediation.rules.statistics import Figures, Period, period
from mediation.wording.command_line import OPTIONS
from mediation.wording.sentences import label
from mediation.wording.statistics import BY_CHANNEL, COUNTED, HEADING, UNITS

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", required=True, type=_DAY, metavar="DATE", help=OPTIONS["first"])
@click.option("--to", "last", required=True, type=_DAY, metavar="DATE", help=OPTIONS["last"])
@click.option("--district", metavar="CODE", help=OPTIONS["district"])
@click.option("--json", "as_json", is_flag=True, help=OPTIONS["json"])
def stats(first: datetime, last: datetime, district: str | None, *, as_json: bool) -> None:
    """Print the figures of a period."""
    days = period(first.date(), last.date())
    with opened():
        ground = _chosen(district)
        found = statistics.figures(ground.id, days)
    click.echo(_as_json(ground, days, found) if as_json else _as_text(ground, days, found))


def _chosen(code: str | None) -> DistrictFacts:
    """Return the district that was named, or the only one."""
    if code is not None:
        return organisation.find_district(code)
    known = organisation.districts()
    if len(known) != 1:
        codes = "、".join(f"{each.code}{each.name}" for each in known)
        raise RuleBroken("statistics.name_the_district", count=len(known), codes=codes)
    return known[0]


def _as_json(district: DistrictFacts, days: Period, found: Figures) -> str:
    said: dict[str, object] = {
        "district": district.code,
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
    }
    said |= {figure.value: count for figure, count in found.counts.items()}
    by_channel = {channel.value: count for channel, count in found.cases_by_channel.items()}
    said["cases_by_channel"] = by_channel
    return json.dumps(said, ensure_ascii=False, indent=2)


def _as_text(district: DistrictFacts, days: Period, found: Figures) -> str:
    lines = [HEADING.format(district=district.name, first=days.first, last=days.last)]
    for figure, count in found.counts.items():
        lines.append(f"  {label(figure)}：{count:,}{UNITS[figure]}（{COUNTED[figure]}）")
    lines.append(BY_CHANNEL)
    for channel, count in found.cases_by_channel.items():
        lines.append(f"  {label(channel)}：{count:,}")
    return "\n".join(lines)
