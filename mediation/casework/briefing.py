"""The briefing: every morning of a sensitive period, also when nothing has happened."""

from collections import Counter
from datetime import timedelta

from mediation.basics import clock
from mediation.gate.command import Work, command
from mediation.mail import letters
from mediation.mail.reader import Reader
from mediation.mail.sensitive_period import Briefing, BriefingRow, LevelCount
from mediation.models import alert, organisation, outbox, recipient, sensitive_period, watch
from mediation.models.outbox import OwedLetter, Urgency
from mediation.models.recipient import Told
from mediation.models.sensitive_period import PeriodFacts
from mediation.models.warning import WarningFacts
from mediation.rules.permissions import Action
from mediation.rules.warning_table import BRIEFING_AT
from mediation.rules.warnings import WarningLevel

KIND = "briefing"
_ONE_DAY = timedelta(days=1)
_MOST_ROWS = 10


@command(Action.KEEP_WATCH)
def write_briefings(work: Work, district_id: int) -> None:
    """Write today's briefing on each sensitive period of a district, once."""
    if clock.local(work.now).time() < BRIEFING_AT:
        return
    for period in sensitive_period.active(district_id):
        is_in_it = period.window.counts_from <= work.today <= period.ends_on
        key = work.today.isoformat()
        if is_in_it and watch.begin_round(KIND, period.public_id, key, work.now):
            warnings = alert.open_in(district_id, period.window)
            for told in recipient.briefed(district_id):
                _owe(work, period, told, warnings)


def _owe(work: Work, period: PeriodFacts, told: Told, warnings: tuple[WarningFacts, ...]) -> None:
    due_at = clock.at(work.today, BRIEFING_AT.hour, BRIEFING_AT.minute)
    outbox.owe(
        OwedLetter(
            kind=KIND,
            subject_id=period.public_id,
            recipient_id=told.user_id,
            period_key=work.today.isoformat(),
            facts=letters.kept(_facts(work, period, told, warnings)),
            district_id=period.district_id,
            due_at=work.now if watch.last_beat() is None else due_at,
            urgency=Urgency.ORDINARY,
        ),
        work.now,
    )


def _facts(
    work: Work, period: PeriodFacts, told: Told, warnings: tuple[WarningFacts, ...]
) -> Briefing:
    yesterday = work.now - _ONE_DAY
    open_ = Counter(each.level for each in warnings)
    waiting = Counter(each.level for each in warnings if each.waits)
    loudest = sorted(warnings, key=lambda each: -(each.level.rank if each.level else 0))
    return Briefing(
        day=work.today,
        period=period.name,
        begins_on=period.begins_on,
        ends_on=period.ends_on,
        towns="、".join(period.town_names),
        counts=tuple(
            LevelCount(level, open_[level], waiting[level])
            for level in (*reversed(WarningLevel), None)
            if open_[level]
        ),
        raised_since_yesterday=sum(each.level_at > yesterday for each in warnings),
        intakes_since_yesterday=alert.count_intakes_since(
            period.district_id, period.window, yesterday
        ),
        rows=tuple(
            BriefingRow(each.level, each.case_number, each.rule, each.due_on, each.number)
            for each in loudest[:_MOST_ROWS]
        ),
        reader=Reader.NAMED if told.is_named else Reader.SUPERVISOR,
        district=organisation.find_district_by_key(period.district_id).name,
    )
