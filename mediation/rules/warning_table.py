"""When each kind of time limit warns, how loudly, and to whom: the defaults of the house as rows.

An own duty warns its handler before the end and the supervisor when it is late; a party's window
warns before it closes and then says that it has closed, with no colour, because a lapsed right is
no longer urgent but needs a person; a limitation warns from two months ahead; a right that arises
is news; what others owe is asked after on the day and again when it is five workdays late.

The rows are house policy, not law.  A clock row may name a policy of its own instead.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from mediation.basics.errors import NotFound
from mediation.rules.clock_table import SET_DATES, clock
from mediation.rules.clock_terms import Clock, ClockKind, Hours, NaturalDays, WorkingDays
from mediation.rules.warnings import Delivery, Measure, Moment, Policy, Recipient, WarningLevel

BLUE, YELLOW, ORANGE, RED = WarningLevel

POLICIES: tuple[Policy, ...] = (
    Policy(
        "own_duty",
        (
            Moment(Measure.HALF_ELAPSED, BLUE),
            Moment(Measure.WORKDAYS_BEFORE, YELLOW, 3),
            Moment(Measure.WORKDAYS_BEFORE, ORANGE, 1),
            Moment(Measure.OVERDUE, ORANGE),
            Moment(Measure.WORKDAYS_OVERDUE, RED, 3),
        ),
    ),
    Policy(
        "short_own_duty",
        (
            Moment(Measure.WORKDAYS_BEFORE, YELLOW, 1),
            Moment(Measure.OVERDUE, ORANGE),
            Moment(Measure.WORKDAYS_OVERDUE, RED, 2),
        ),
    ),
    Policy(
        "own_window",
        (Moment(Measure.WORKDAYS_BEFORE, YELLOW, 1), Moment(Measure.EXPIRED, None)),
    ),
    Policy(
        "party_window",
        (
            Moment(Measure.DAYS_BEFORE, YELLOW, 7),
            Moment(Measure.DAYS_BEFORE, YELLOW, 3),
            Moment(Measure.WORKDAYS_BEFORE, ORANGE, 1),
            Moment(Measure.EXPIRED, None),
        ),
    ),
    Policy(
        "limitation",
        (
            Moment(Measure.DAYS_BEFORE, BLUE, 60),
            Moment(Measure.DAYS_BEFORE, YELLOW, 30),
            Moment(Measure.DAYS_BEFORE, ORANGE, 7),
            Moment(Measure.EXPIRED, None),
        ),
    ),
    Policy("arising_right", (Moment(Measure.ON_THE_DAY, BLUE),)),
    Policy(
        "others_duty",
        (Moment(Measure.ON_THE_DAY, YELLOW), Moment(Measure.WORKDAYS_OVERDUE, ORANGE, 5)),
    ),
)

MORNING, AFTERNOON = time(8, 30), time(14, 0)
BRIEFING_AT = MORNING  # of a sensitive period: every calendar day, also when nothing happened

DELIVERIES: tuple[Delivery, ...] = (
    Delivery(BLUE, (Recipient.HANDLER,), digests=(MORNING,)),
    Delivery(YELLOW, (Recipient.HANDLER, Recipient.SUPERVISOR), digests=(MORNING, AFTERNOON)),
    Delivery(ORANGE, (Recipient.HANDLER, Recipient.SUPERVISOR), at_once=True),
    Delivery(RED, (Recipient.SUPERVISOR,), at_once=True),
)

_POLICY_BY_ID: Mapping[str, Policy] = {policy.id: policy for policy in POLICIES}
_DELIVERY_BY_LEVEL: Mapping[WarningLevel, Delivery] = {each.level: each for each in DELIVERIES}
_SHORT_WORKDAYS = 5
_SHORT_NATURAL_DAYS = 7  # a week holds five workdays


def policy_of(rule: str) -> Policy:
    """Return the policy under which a rule of the clock table, or a day that was set, warns."""
    if rule in SET_DATES:
        return _named(SET_DATES[rule].value)
    return policy_for(clock(rule))


def policy_for(clock_row: Clock) -> Policy:
    """Return the policy that a clock row names, or the default for its kind and length."""
    if clock_row.policy is not None:
        return _named(clock_row.policy)
    if clock_row.kind is ClockKind.OWN_DUTY and _is_short(clock_row):
        return _named("short_own_duty")
    return _named(clock_row.kind.value)


def delivery_of(level: WarningLevel | None, *, in_sensitive_period: bool = False) -> Delivery:
    """Return who gets a level and when; inside a sensitive period yellow too goes out at once.

    No level means a time limit that has run out; that goes with the yellow digests.
    """
    delivery = _DELIVERY_BY_LEVEL[level or YELLOW]
    if in_sensitive_period and level is YELLOW:
        return replace(delivery, at_once=True)
    return delivery


def _named(policy_id: str) -> Policy:
    found = _POLICY_BY_ID.get(policy_id)
    if found is None:
        raise NotFound("warning.unknown_policy", policy=policy_id)
    return found


def _is_short(clock_row: Clock) -> bool:
    match clock_row.length:
        case WorkingDays(number):
            return number <= _SHORT_WORKDAYS
        case NaturalDays(number):
            return number <= _SHORT_NATURAL_DAYS
        case Hours():
            return True
    return False
