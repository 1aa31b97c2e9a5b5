"""Telling people at once, and reminding them while they are silent.

A red warning travels alone and at once.  Orange ones, and yellow ones inside a sensitive period,
travel together: one letter per person in ten minutes, so that a bad morning is no storm.  Who was
told of which occasion is written beside the letter, so nobody is told twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation.gate.command import Work, command
from mediation.mail import letters
from mediation.mail.reader import Reader
from mediation.mail.warning import AlertRow, WarningAlert
from mediation.models import alert, organisation, outbox, recipient, user
from mediation.models.outbox import OwedLetter, Urgency
from mediation.models.recipient import Told
from mediation.models.warning import WarningFacts
from mediation.rules import escalation
from mediation.rules.escalation import Due
from mediation.rules.permissions import Action
from mediation.rules.warning_table import delivery_of
from mediation.rules.warnings import Recipient, WarningLevel

KIND = "warning"


@dataclass(frozen=True, slots=True)
class _ToldAs:
    """Somebody who is told, and as whom."""

    user_id: int
    reader: Reader


@dataclass(frozen=True, slots=True)
class _Pressing:
    """How far the silence has come: the reminder or the step of the ladder that is written."""

    mark: str = ""
    reminder: int = 0
    step: int = 0


@command(Action.KEEP_WATCH)
def tell(work: Work, district_id: int) -> None:
    """Tell whoever must know at once of the warnings that have newly risen."""
    warnings = alert.untold(district_id)
    waiting: set[int] = set()
    for told, theirs in _told_at_once(district_id, warnings).items():
        fresh = [each for each in theirs if not alert.was_told(each, told.user_id)]
        for level in reversed(WarningLevel):
            rows = [each for each in fresh if each.level is level]
            if level is WarningLevel.RED:
                for each in rows:
                    _write(work, told, (each,), _Pressing())
            elif rows and _was_just_told(work, told):
                waiting |= {each.id for each in rows}
            elif rows:
                _write(work, told, tuple(rows), _Pressing())
    alert.set_told(tuple(each.id for each in warnings if each.id not in waiting))


@command(Action.KEEP_WATCH)
def remind(work: Work, district_id: int) -> None:
    """Remind of red warnings that nobody acknowledges, and in the end climb the ladder."""
    work.about("warning", "reminders", district_id=district_id)
    for warning in alert.silent_red(district_id):
        due = escalation.due_for_silence(warning.level_at, work.now)
        climbed = _climb(work, warning, due)
        if due.reminder > warning.reminded and climbed == warning.climbed:
            for told in recipient.alerted(district_id):
                _write(work, _as(told), (warning,), _Pressing(f"#r{due.reminder}", due.reminder))
        alert.set_reminded(warning.id, max(due.reminder, warning.reminded), climbed)


def _climb(work: Work, warning: WarningFacts, due: Due) -> int:
    """Tell those on the steps that are due and not climbed yet; return the highest one told."""
    climbed = warning.climbed
    for step in range(warning.climbed + 1, due.step + 1):
        for told in recipient.on_ladder(warning.district_id, step):
            climbing = _Pressing(f"#s{step}", due.reminder, step)
            _write(work, _ToldAs(told.user_id, Reader.LADDER), (warning,), climbing)
            climbed = step
    return climbed


def _told_at_once(
    district_id: int, warnings: Iterable[WarningFacts]
) -> dict[_ToldAs, list[WarningFacts]]:
    supervisors = [_as(told) for told in recipient.alerted(district_id)]
    readers: dict[_ToldAs, list[WarningFacts]] = {}
    for warning in warnings:
        delivery = delivery_of(warning.level, in_sensitive_period=bool(warning.raised_by))
        if not delivery.at_once:
            continue
        told = supervisors if Recipient.SUPERVISOR in delivery.recipients else []
        handler = _handler(warning) if Recipient.HANDLER in delivery.recipients else None
        if handler and handler.user_id not in {each.user_id for each in told}:
            told = [*told, handler]
        for each in told:
            readers.setdefault(each, []).append(warning)
    return readers


def _handler(warning: WarningFacts) -> _ToldAs | None:
    if warning.handler_id is None:
        return None
    person = user.find_by_key(warning.handler_id)
    if person.disabled_at is not None or not person.email:
        return None
    return _ToldAs(person.id, Reader.HANDLER)


def _as(told: Told) -> _ToldAs:
    return _ToldAs(told.user_id, Reader.NAMED if told.is_named else Reader.SUPERVISOR)


def _was_just_told(work: Work, told: _ToldAs) -> bool:
    last = outbox.last_owed_at(KIND, told.user_id, Urgency.SOON)
    return last is not None and last < work.now < last + escalation.LETTERS_APART


def _write(work: Work, told: _ToldAs, rows: tuple[WarningFacts, ...], pressing: _Pressing) -> None:
    first = rows[0]
    is_pressed = bool(pressing.mark)
    letter = OwedLetter(
        kind=KIND,
        subject_id=first.number,
        recipient_id=told.user_id,
        period_key=first.occasion + pressing.mark,
        facts=letters.kept(_facts(told, rows, pressing)),
        district_id=first.district_id,
        due_at=work.now if is_pressed else min(each.due_at for each in rows),
        thread=first.number if len(rows) == 1 else "",
        urgency=Urgency.AT_ONCE if first.level is WarningLevel.RED else Urgency.SOON,
    )
    noted = [alert.note_told(each, pressing.mark, told.user_id, letter.public_id) for each in rows]
    if any(noted):
        outbox.owe(letter, work.now)


def _facts(told: _ToldAs, rows: tuple[WarningFacts, ...], pressing: _Pressing) -> WarningAlert:
    first = rows[0]
    level = first.level or WarningLevel.YELLOW
    has_ladder = bool(recipient.on_ladder(first.district_id, 1))
    return WarningAlert(
        level=level,
        rows=tuple(_row(each) for each in rows),
        first_at=min(each.first_at for each in rows),
        answer_by=min(each.answer_by for each in rows),
        reader=told.reader,
        district=organisation.find_district_by_key(first.district_id).name,
        period=first.raised_by,
        reminder=pressing.reminder,
        ladder_step=pressing.step,
        will_climb=has_ladder and level is WarningLevel.RED,
    )


def _row(warning: WarningFacts) -> AlertRow:
    return AlertRow(
        number=warning.number,
        public_id=warning.public_id,
        rule=warning.rule,
        case_number=warning.case_number,
        due_on=warning.due_on,
        measure=warning.measure,
        measured=warning.measured,
    )
