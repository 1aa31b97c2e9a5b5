"""The statutory time limits, one row per provision.

Law kept here: 调解仲裁法 14 and 27, 人社部令17号 22 and 29, 人社部令33号 74 and 80, 民诉法 205,
信访工作条例 23, 34 and 35.  Four things that are easily got wrong are settled by the rows:

* M3 is three working days (the text says so); M4 is fifteen natural days from acceptance, M5
  fifteen natural days from receipt, so M5 ends first.  Both are kept.
* A1 and A3 run from the day on which the agreement takes effect, are joint applications, and
  shut each other out.
* Where the text says plain 日, natural days are a reading (民法典 200, 204) and the row says so;
  for A1 人社部令33号 80 defines them.
* An own duty that a row does not roll (X1, X2, X4) is shown on its own day, holiday or not.

人社部令17号 binds enterprise committees; a tripartite centre follows it by analogy, which is a
reading too.  Days that somebody sets are no rows: `SET_DATES` names them and says whose duty each
is, the day on which an agreement makes money due, the day by which an order is to be answered, and
the day on which the house asks again after a matter that it sent elsewhere.
"""

from collections.abc import Mapping
from datetime import date

from mediation.basics.errors import NotFound
from mediation.rules.citations import Reading, article
from mediation.rules.clock_terms import (
    Clock,
    ClockKind,
    Consent,
    Event,
    Expiry,
    Extension,
    NaturalDays,
    WorkingDays,
    Years,
)

AGREED_DATE = "A6"
ORDER_DATE = "H1"
AWAITED_DATE = "R1"
SET_DATES: Mapping[str, ClockKind] = {
    AGREED_DATE: ClockKind.OTHERS_DUTY,
    ORDER_DATE: ClockKind.OWN_DUTY,
    AWAITED_DATE: ClockKind.OTHERS_DUTY,
}
_DUTIES = frozenset({ClockKind.OWN_DUTY, ClockKind.OTHERS_DUTY})

_INTERRUPTIONS = (Event.CLAIM_MADE, Event.RELIEF_SOUGHT, Event.PERFORMANCE_PROMISED)
_ROLLED_NATURAL_DAYS = (Reading.PLAIN_DAY_IS_NATURAL, Reading.REST_DAYS_INCLUDE_WEEKENDS)

CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="L1",
        name="仲裁时效",
        starts=Event.KNEW_OR_SHOULD_HAVE_KNOWN,
        length=Years(1),
        rolls=True,
        kind=ClockKind.LIMITATION,
        expiry=Expiry.DEFENCE_ARISES,
        cites=(article("调解仲裁法27(1)"), article("民法典198")),
        readings=(Reading.REST_DAYS_INCLUDE_WEEKENDS,),
        restarts=_INTERRUPTIONS,
        pauses=(Event.OBSTACLE_AROSE,),
        in_force_from=date(2008, 5, 1),
    ),
    Clock(
        id="L2",
        name="欠薪时效（终止后）",
        starts=Event.TERMINATION,
        length=Years(1),
        rolls=True,
        kind=ClockKind.LIMITATION,
        expiry=Expiry.DEFENCE_ARISES,
        cites=(article("调解仲裁法27(4)"),),
        readings=(Reading.REST_DAYS_INCLUDE_WEEKENDS,),
        restarts=_INTERRUPTIONS,
        pauses=(Event.OBSTACLE_AROSE,),
        in_force_from=date(2008, 5, 1),
    ),
    Clock(
        id="M3",
        name="调解受理",
        starts=Event.APPLICATION_RECEIVED,
        length=WorkingDays(3),
        rolls=False,
        kind=ClockKind.OWN_DUTY,
        expiry=Expiry.DUTY_OVERDUE,
        cites=(article("人社部令17号22"),),
        readings=(Reading.ORDER_17_BY_ANALOGY,),
        stops=(Event.ACCEPTED, Event.DECLINED, Event.MEDIATION_ENDED),
        in_force_from=date(2012, 1, 1),
    ),
    Clock(
        id="M4",
        name="调解期限",
        starts=Event.ACCEPTED,
        length=NaturalDays(15),
        rolls=True,
        kind=ClockKind.OWN_DUTY,
        expiry=Expiry.MEDIATION_DEEMED_FAILED,
        cites=(article("人社部令17号29"),),
        readings=(*_ROLLED_NATURAL_DAYS, Reading.ORDER_17_BY_ANALOGY),
        extends=Extension(by=Consent.BOTH_PARTIES_IN_WRITING),
        stops=(Event.AGREEMENT_SIGNED, Event.MEDIATION_ENDED),
        in_force_from=date(2012, 1, 1),
    ),
    Clock(
        id="M5",
        name="可申请仲裁",
        starts=Event.APPLICATION_RECEIVED,
        length=NaturalDays(15),
        rolls=True,
        kind=ClockKind.ARISING_RIGHT,
        expiry=Expiry.ARBITRATION_OPEN,
        cites=(article("调解仲裁法14(3)"),),
        readings=_ROLLED_NATURAL_DAYS,
        stops=(Event.DECLINED, Event.AGREEMENT_SIGNED, Event.MEDIATION_ENDED),
        in_force_from=date(2008, 5, 1),
    ),
    Clock(
        id="A1",
        name="仲裁审查申请",
        starts=Event.AGREEMENT_EFFECTIVE,
        length=NaturalDays(15),
        rolls=True,
        kind=ClockKind.PARTY_WINDOW,
        expiry=Expiry.WINDOW_CLOSED,
        cites=(article("人社部令33号74"), article("人社部令33号80")),
        readings=(Reading.REST_DAYS_INCLUDE_WEEKENDS,),
        stops=(Event.REVIEW_APPLIED, Event.CONFIRMATION_APPLIED, Event.PERFORMED),
        excludes=("A3",),
        joint=True,
        in_force_from=date(2017, 7, 1),
    ),
    Clock(
        id="A3",
        name="司法确认申请",
        starts=Event.AGREEMENT_EFFECTIVE,
        length=NaturalDays(30),
        rolls=True,
        kind=ClockKind.PARTY_WINDOW,
        expiry=Expiry.WINDOW_CLOSED,
        cites=(article("民诉法205"), article("人民调解法33")),
        readings=_ROLLED_NATURAL_DAYS,
        stops=(Event.REVIEW_APPLIED, Event.CONFIRMATION_APPLIED, Event.PERFORMED),
        excludes=("A1",),
        joint=True,
        in_force_from=date(2011, 1, 1),
    ),
    Clock(
        id="X1",
        name="信访书面告知",
        starts=Event.RECEIVED,
        length=NaturalDays(15),
        rolls=False,
        kind=ClockKind.OWN_DUTY,
        expiry=Expiry.DUTY_OVERDUE,
        cites=(article("信访工作条例23(2)"),),
        readings=(Reading.PLAIN_DAY_IS_NATURAL, Reading.OWN_DUTY_KEEPS_ITS_DAY),
        stops=(Event.PETITIONER_TOLD, Event.PETITION_ACCEPTED),
        in_force_from=date(2022, 5, 1),
    ),
    Clock(
        id="X2",
        name="转来信访书面告知",
        starts=Event.FORWARDED,
        length=NaturalDays(15),
        rolls=False,
        kind=ClockKind.OWN_DUTY,
        expiry=Expiry.DUTY_OVERDUE,
        cites=(article("信访工作条例23(3)"),),
        readings=(Reading.PLAIN_DAY_IS_NATURAL, Reading.OWN_DUTY_KEEPS_ITS_DAY),
        stops=(Event.PETITIONER_TOLD, Event.OBJECTED, Event.PETITION_ACCEPTED),
        in_force_from=date(2022, 5, 1),
    ),
    Clock(
        id="X3",
        name="转办异议",
        starts=Event.FORWARDED,
        length=WorkingDays(5),
        rolls=False,
        kind=ClockKind.OWN_WINDOW,
        expiry=Expiry.MATTER_IS_OURS,
        cites=(article("信访工作条例23(3)"),),
        stops=(Event.PETITIONER_TOLD, Event.OBJECTED, Event.PETITION_ACCEPTED),
        in_force_from=date(2022, 5, 1),
    ),
    Clock(
        id="X4",
        name="信访办理",
        starts=Event.PETITION_ACCEPTED,
        length=NaturalDays(60),
        rolls=False,
        kind=ClockKind.OWN_DUTY,
        expiry=Expiry.DUTY_OVERDUE,
        cites=(article("信访工作条例34"),),
        readings=(Reading.PLAIN_DAY_IS_NATURAL, Reading.OWN_DUTY_KEEPS_ITS_DAY),
        extends=Extension(by=Consent.HEAD_OF_BODY, cap=NaturalDays(30)),
        stops=(Event.OPINION_ISSUED,),
        in_force_from=date(2022, 5, 1),
    ),
    Clock(
        id="X5",
        name="信访复查申请",
        starts=Event.OPINION_SERVED,
        length=NaturalDays(30),
        rolls=True,
        kind=ClockKind.PARTY_WINDOW,
        expiry=Expiry.WINDOW_CLOSED,
        cites=(article("信访工作条例35"),),
        readings=_ROLLED_NATURAL_DAYS,
        stops=(Event.REVIEW_ASKED,),
        in_force_from=date(2022, 5, 1),
    ),
)


def clock(rule: str, *, on: date | None = None) -> Clock:
    """Return the newest row of the rule, or the row under which a start on the given day runs."""
    rows = [row for row in CLOCKS if row.id == rule]
    if not rows:
        raise NotFound("clock.unknown_rule", rule=rule)
    if on is not None:
        rows = [row for row in rows if row.is_in_force_on(on)]
        if not rows:
            raise NotFound("clock.not_in_force", rule=rule, day=on)
    return max(rows, key=lambda row: row.in_force_from)


def kind_of(rule: str) -> ClockKind:
    """Return whose time limit a rule, or a day that somebody set, is."""
    return SET_DATES.get(rule) or clock(rule).kind


def is_duty(rule: str) -> bool:
    """Tell whether somebody owes something under a rule and can be late with it."""
    return kind_of(rule) in _DUTIES
