"""Referrals: a matter that another body sends here, and one that goes from here to another body.

Labour disputes are led into the procedure that is theirs (信访工作条例 31(二)); what is for arbitration,
inspection or a court goes there with a letter of its own number, and the answer is written down
when it comes.  No law gives the other body a day to answer the union, so the day on which
we ask again is the house's own: a reminder, fifteen days on unless somebody types another.

An arbitration commission sends a matter before it accepts it (人社部令33号 69) or entrusts it while
the case hangs (70); its own number and the day on which it received the application stay with it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.citations import article

ANSWER_EXPECTED_AFTER = timedelta(days=15)  # the house's own reminder, no law


class Direction(StrEnum):
    """Whether a matter came or went."""

    IN = "in"
    OUT = "out"


class OtherBody(StrEnum):
    """What kind of body a matter came from or goes to."""

    ARBITRATION = "arbitration"
    INSPECTION = "inspection"
    COURT = "court"
    POLICE = "police"
    LEGAL_AID = "legal_aid"
    PETITION_OFFICE = "petition_office"
    UNION = "union"
    OTHER = "other"


class TransferKind(StrEnum):
    """How an arbitration commission lets a matter be mediated."""

    BEFORE_ACCEPTANCE = "before_acceptance"
    ENTRUSTED = "entrusted"


TRANSFER_ARTICLES = {
    TransferKind.BEFORE_ACCEPTANCE: article("人社部令33号69"),
    TransferKind.ENTRUSTED: article("人社部令33号70"),
}


@dataclass(frozen=True, slots=True)
class ReferralIn:
    """A matter that another body sends: which body, under which number, from which day."""

    body: OtherBody
    name: str
    number: str
    sent_on: date
    transfer: TransferKind | None = None


@dataclass(frozen=True, slots=True)
class ReferralOut:
    """A matter that goes to another body: why, with what, and when we shall ask again."""

    body: OtherBody
    name: str
    sent_on: date
    reason: str
    enclosed: str
    expected_on: date


@dataclass(frozen=True, slots=True)
class ReferralAnswer:
    """What the other body answered, and the number under which it keeps the matter."""

    answered_on: date
    number: str
    answer: str


def may_come_in(referral: ReferralIn, received_on: date) -> None:
    """Refuse a letter that was sent after it arrived."""
    if referral.sent_on > received_on:
        raise Malformed.at("referred_on", "referral.sent_after_received", received_on=received_on)


def may_go_out(referral: ReferralOut, received_on: date, today: date) -> None:
    """Refuse a referral from the future or before the matter came, and a reminder before it."""
    if referral.sent_on > today:
        raise Malformed.at("sent_on", "referral.in_the_future", field="sent_on")
    if referral.sent_on < received_on:
        raise Malformed.at("sent_on", "referral.too_early", field="sent_on", earliest=received_on)
    if referral.expected_on <= referral.sent_on:
        raise Malformed.at("expected_on", "referral.expected_too_early", earliest=referral.sent_on)


def may_answer(
    answer: ReferralAnswer, sent_on: date, answered_on: date | None, today: date
) -> None:
    """Refuse a second answer, one from the future, and one before the letter."""
    if answered_on is not None:
        raise RuleBroken("referral.answered", day=answered_on)
    if answer.answered_on > today:
        raise Malformed.at("answered_on", "referral.in_the_future", field="answered_on")
    if answer.answered_on < sent_on:
        raise Malformed.at(
            "answered_on", "referral.too_early", field="answered_on", earliest=sent_on
        )
