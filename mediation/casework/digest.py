"""The digests: at 08:30 of a working day what is due, at 14:00 what has risen since.

A round is walked once for a district and a slot, also when it finds nothing; an empty digest is
no letter.  A morning that was missed is made up for as soon as the watch is back, and takes the
afternoon of the same day along.
"""

from collections.abc import Iterable
from datetime import datetime, time

from mediation.basics import clock
from mediation.gate.command import Work, command
from mediation.mail import letters
from mediation.mail.digest import Digest, DigestCounts, DigestPart, DigestRow, part_of
from mediation.mail.reader import Reader
from mediation.models import alert, calendar, organisation, outbox, recipient, user, watch
from mediation.models.outbox import OwedLetter
from mediation.models.warning import WarningFacts
from mediation.rules.permissions import Action
from mediation.rules.warning_table import AFTERNOON, MORNING
from mediation.rules.warnings import WarningLevel

KIND = "digest"
_MOST_ROWS = 10


@command(Action.KEEP_WATCH)
def write_digests(work: Work, district_id: int) -> None:
    """Write the digests of a district whose hour has come and that were not written yet."""
    slot = _slot_to_walk(work, district_id)
    if slot is None:
        return
    warnings = tuple(each for each in alert.open_in(district_id) if not _is_done_with(work, each))
    if slot == AFTERNOON:
        morning = _instant(work, MORNING)
        warnings = tuple(
            each
            for each in warnings
            if each.level_at > morning and each.level is not WarningLevel.BLUE
        )
    _write_handlers(work, district_id, slot, warnings)
    _write_supervisors(work, district_id, slot, warnings)


def _is_done_with(work: Work, warning: WarningFacts) -> bool:
    """Tell whether a warning is only news, and somebody has taken note of it."""
    is_news = part_of(warning.rule, warning.due_on, work.today) is DigestPart.OVER
    return is_news and warning.is_acknowledged


def _slot_to_walk(work: Work, district_id: int) -> time | None:
    if not calendar.current().is_workday(work.today):
        return None
    reached = [slot for slot in (MORNING, AFTERNOON) if clock.local(work.now).time() >= slot]
    begun = [
        slot
        for slot in reached
        if watch.begin_round(KIND, str(district_id), _period_key(work, slot), work.now)
    ]
    return begun[0] if begun else None


def _write_handlers(
    work: Work, district_id: int, slot: time, warnings: Iterable[WarningFacts]
) -> None:
    own: dict[int, list[WarningFacts]] = {}
    for each in warnings:
        if each.handler_id is not None:
            own.setdefault(each.handler_id, []).append(each)
    for handler_id, theirs in own.items():
        person = user.find_by_key(handler_id)
        if person.disabled_at is None and person.email:
            _owe(work, district_id, slot, handler_id, Reader.HANDLER, theirs)


def _write_supervisors(
    work: Work, district_id: int, slot: time, warnings: Iterable[WarningFacts]
) -> None:
    risen = [each for each in warnings if each.level is not WarningLevel.BLUE]
    if not risen:
        return
    for told in recipient.alerted(district_id):
        reader = Reader.NAMED if told.is_named else Reader.SUPERVISOR
        _owe(work, district_id, slot, told.user_id, reader, risen)


def _owe(
    work: Work,
    district_id: int,
    slot: time,
    user_id: int,
    reader: Reader,
    warnings: list[WarningFacts],
) -> None:
    is_new_here = watch.last_beat() is None
    outbox.owe(
        OwedLetter(
            kind=KIND,
            subject_id=f"{district_id}:{reader.value}",
            recipient_id=user_id,
            period_key=_period_key(work, slot),
            facts=letters.kept(_facts(work, district_id, reader, warnings)),
            district_id=district_id,
            due_at=work.now if is_new_here else _instant(work, slot),
        ),
        work.now,
    )


def _facts(work: Work, district_id: int, reader: Reader, warnings: list[WarningFacts]) -> Digest:
    day = work.today
    parts: dict[DigestPart, list[WarningFacts]] = {part: [] for part in DigestPart}
    for each in warnings:
        parts[part_of(each.rule, each.due_on, day)].append(each)
    shown = [each for rows in parts.values() for each in rows[:_MOST_ROWS]]
    return Digest(
        day=day,
        rows=tuple(
            DigestRow(each.level, each.case_number, each.rule, each.due_on) for each in shown
        ),
        counts=DigestCounts(**{part.value: len(rows) for part, rows in parts.items()}),
        reader=reader,
        district=organisation.find_district_by_key(district_id).name,
        for_supervisor=reader is not Reader.HANDLER,
        unacknowledged=sum(each.waits for each in warnings),
    )


def _period_key(work: Work, slot: time) -> str:
    return f"{work.today.isoformat()}T{slot:%H:%M}"


def _instant(work: Work, slot: time) -> datetime:
    return clock.at(work.today, slot.hour, slot.minute)
