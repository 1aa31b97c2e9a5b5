"""What each channel must bring with it, asked in one place for whoever logs a matter.

A hotline brings an order, another body its name and number, an arbitration commission also the
way in which it lets the matter be mediated, an event its name.  A letter has a day of its own,
which is not the day on which it arrived.  Of a group that comes in person, at most five speak for
it (信访工作条例 20(3)): that is a duty of the group, so more are noticed and not turned away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mediation.basics.errors import Malformed, Problem
from mediation.rules.came_by import CameBy
from mediation.rules.intake import Channel
from mediation.rules.referral import OtherBody, may_come_in

MOST_REPRESENTATIVES = 5  # 信访工作条例 20(3)
OWES_AN_ANSWER = frozenset(
    {Channel.HOTLINE_ORDER, Channel.COURT, Channel.ARBITRATION, Channel.REFERRAL}
)
BRINGS_SOMEBODY = frozenset(
    {Channel.VISIT, Channel.LETTER, Channel.CALL, Channel.HOTLINE_ORDER}
    | {Channel.ONLINE, Channel.EVENT}
)
BRINGS_A_REFERRAL = frozenset({Channel.ARBITRATION, Channel.REFERRAL})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be noticed about an arrival that is taken all the same."""

    code: str
    facts: Mapping[str, object]


def may_come(channel: Channel, came_by: CameBy, received_on: date, today: date) -> None:
    """Refuse an arrival without what its channel must bring, or with days that cannot be."""
    for name, problem in missing(channel, came_by):
        raise Malformed({name: [problem]})
    order, letter_on = came_by.order, came_by.letter_on
    if letter_on is not None and letter_on > received_on:
        raise Malformed.at("letter_on", "channel.letter_after_received", received_on=received_on)
    if order is not None and order.handed_down_on > today:
        raise Malformed.at("order_handed_down_on", "channel.order_in_the_future")
    if came_by.referral is not None:
        may_come_in(came_by.referral, received_on)


def may_end_at_desk(channel: Channel) -> None:
    """Refuse to end at the desk what somebody else waits to hear of."""
    if channel in OWES_AN_ANSWER:
        raise Malformed.at("next_act", "channel.owes_an_answer", channel=channel)


def missing(channel: Channel, came_by: CameBy) -> Iterator[tuple[str, Problem]]:
    """Yield what the channel must bring and did not, at the fields of the form."""
    if channel is Channel.HOTLINE_ORDER and came_by.order is None:
        yield "order_number", Problem("channel.order_missing")
    if channel in BRINGS_A_REFERRAL and came_by.referral is None:
        yield "referred_by", Problem("channel.sender_missing")
    referral = came_by.referral
    if channel is Channel.ARBITRATION and referral is not None and referral.transfer is None:
        yield "transfer", Problem("form.not_chosen", {"field": "transfer"})
    if channel is Channel.EVENT and not came_by.event_public_id:
        yield "event_public_id", Problem("channel.event_missing")


def sender_of(channel: Channel, body: OtherBody | None) -> OtherBody:
    """Return what kind of body sent the matter; the channel itself may say so."""
    if channel is Channel.ARBITRATION:
        return OtherBody.ARBITRATION
    return body or OtherBody.OTHER


def remarks(
    channel: Channel, came_by: CameBy, order_due_on: date | None, today: date
) -> tuple[Remark, ...]:
    """Return what should be noticed: too many representatives, an order already late."""
    found = []
    if channel is Channel.VISIT and came_by.person_count > MOST_REPRESENTATIVES:
        facts = {"count": came_by.person_count, "most": MOST_REPRESENTATIVES}
        found.append(Remark("channel.many_representatives", facts))
    if order_due_on is not None and order_due_on < today:
        found.append(Remark("channel.order_past_due", {"due_on": order_due_on}))
    return tuple(found)
