"""Is the instance sound?  One line for each question, and what to do about each answer.

Exit code 0: all is well; 1: something wants attention; 2: something is broken.  What cannot be
asked because an earlier answer stands in the way is left out, never guessed.
"""

import json
from collections.abc import Iterator

import click

from mediation.basics.errors import MediationError
from mediation.cli import doctor_machine, doctor_records
from mediation.cli.finding import Finding, Grade
from mediation.cli.instance import chosen_settings, must_be_ready, opened_unchecked
from mediation.models.db import UNREACHABLE
from mediation.settings import Settings
from mediation.wording.command_line import OPTIONS
from mediation.wording.doctor import FIXES, GRADES, PROVES, SUMMARY
from mediation.wording.instance import ERRORS
from mediation.wording.sentences import sentence

_ORDER = list(Grade)


@click.command()
@click.option("--json", "as_json", is_flag=True, help=OPTIONS["json"])
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Examine the instance."""
    findings = list(examine())
    worst = max((each.grade for each in findings), key=_ORDER.index)
    if as_json:
        said = [_plain(each) for each in findings]
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        for each in findings:
            click.echo(_line(each))
        click.echo(SUMMARY[worst.value])
    context.exit(_ORDER.index(worst))


def examine() -> Iterator[Finding]:
    """Ask one question after another, as far as the answers allow."""
    try:
        settings = chosen_settings()
    except MediationError as fault:
        yield Finding("settings", Grade.BROKEN, sentence(fault))
        return
    yield Finding("settings", Grade.SOUND)
    yield from doctor_machine.examine(settings)
    try:
        yield from _inside(settings)
    except UNREACHABLE:
        yield Finding("database", Grade.BROKEN, ERRORS["instance.database_away"])


def _inside(settings: Settings) -> Iterator[Finding]:
    with opened_unchecked(settings):
        try:
            must_be_ready(settings)
        except MediationError as fault:
            yield Finding("schema", Grade.BROKEN, sentence(fault))
            return
        yield Finding("database", Grade.SOUND)
        yield Finding("schema", Grade.SOUND)
        yield from doctor_records.examine(settings)


def _plain(finding: Finding) -> dict[str, str]:
    return {
        "name": finding.name,
        "grade": finding.grade.value,
        "proves": PROVES[finding.name],
        "seen": finding.seen,
        "fix": "" if finding.grade is Grade.SOUND else FIXES[finding.name],
    }


def _line(finding: Finding) -> str:
    seen = f"：{finding.seen}" if finding.seen else ""
    line = f"[{GRADES[finding.grade.value]}] {PROVES[finding.name]}{seen}"
    return line if finding.grade is Grade.SOUND else f"{line}\n       {FIXES[finding.name]}"
