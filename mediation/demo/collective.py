"""The collective case: a factory that moved away, and three hundred workers with wages owed.

Their names come on a list from the town and are put on the case in one act, each with a number
and a claim of their own.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from random import Random

from mediation.basics import clock
from mediation.basics.money import Money
from mediation.casework import handling, intake, roster
from mediation.demo import acts, settling
from mediation.demo.employers import Employer
from mediation.demo.plan import Happening
from mediation.demo.story import Story
from mediation.demo.workers import ID_REASON, Worker, Workers
from mediation.rules.causes import Cause, QuickCause
from mediation.rules.handling import NoteEntry, NoteKind
from mediation.rules.intake import Channel, Employment, NextAct, QuickIntake, UrgentFlag
from mediation.rules.roster import RosterLine
from mediation.rules.working_days import Calendar

WORKERS = 300
URGENT = (UrgentFlag.GATHERING, UrgentFlag.STOPPAGE, UrgentFlag.WAGE_FLIGHT)

_REQUEST = (
    "工厂通知整体搬迁后停发工资，三百名职工两个月工资和经济补偿没有着落，部分设备已运走。"
    "职工推举五名代表，要求先付清工资，再谈补偿。"
)
_NOTES = (
    (NoteKind.VISIT, "会同镇街到厂区，职工约一百二十人在饭堂等候，已安排代表到会议室，现场平稳。"),
    (NoteKind.CALL, "厂方负责人答应当天派人核对工资表，并书面保证不再外运设备。"),
    (
        NoteKind.INTERNAL,
        "名单三百人已核对，身份证件和金额逐人登记，合计金额与厂方工资表相差不到百分之一。",
    ),
)


def happenings(
    story: Story, workers: Workers, calendar: Calendar, anchor: date
) -> Iterator[Happening]:
    """Yield the acts of the collective case; its meeting is on the next workday."""
    people = tuple(workers.next(story.employer.town) for _ in range(WORKERS - 1))
    story.meeting_days = [calendar.add_workdays(anchor, 1)]
    beats = (
        (6, 9, 20, partial(log, story)),
        (6, 16, 40, partial(_note, story, 0)),
        (5, 10, 5, partial(list_workers, story, people)),
        (5, 11, 30, partial(_note, story, 2)),
        (4, 9, 15, partial(acts.accept, story)),
        (4, 15, 10, partial(_note, story, 1)),
        (3, 10, 0, partial(settling.call, story)),
        (2, 14, 20, partial(acts.assign_lawyer, story)),
    )
    for days_ago, hour, minute, act in beats:
        day = calendar.add_workdays(anchor, -days_ago)
        yield Happening(clock.at(day, hour, minute), act)


def log(story: Story) -> None:
    """Log the matter while its first representative is at the desk."""
    story.case_id = intake.log_intake(
        story.mediator,
        QuickIntake(
            channel=Channel.VISIT,
            received_on=clock.today(),
            request=_REQUEST,
            next_act=NextAct.MEDIATE,
            mobile=story.worker.mobile,
            applicant=story.worker.name,
            employer=story.employer.name,
            town_code=story.employer.town_code,
            causes=(QuickCause.WAGES,),
            worker_count=WORKERS,
            urgent=URGENT,
            id_number=story.worker.id_number,
            id_reason=ID_REASON,
            address=story.worker.address,
            employment=Employment.LASTS,
        ),
    )


def list_workers(story: Story, people: tuple[Worker, ...]) -> None:
    """Put everybody on the list of the case, the first representative too."""
    lines = tuple(_line(each, story.chance) for each in (story.worker, *people))
    roster.add_workers(story.mediator, story.case_id, lines)


def _line(worker: Worker, chance: Random) -> RosterLine:
    return RosterLine(
        name=worker.name,
        cause=Cause.WAGES,
        amount=Money(chance.randint(780, 1460) * 10 * 100),
        id_number=worker.id_number,
        id_reason=ID_REASON,
        mobile=worker.mobile,
        address=worker.address,
    )


def _note(story: Story, which: int) -> None:
    handling.add_note(story.mediator, story.case_id, NoteEntry(*_NOTES[which]))


def factory(choices: tuple[Employer, ...]) -> Employer:
    """Return the employer of the collective case: the first factory of the list."""
    return next(each for each in choices if "电子科技" in each.name)
