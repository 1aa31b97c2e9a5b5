"""The fields of the channels: what a visit, a letter, an order or another body's letter brings.

They stand flat beside the fields of the intake, because the page shows those of the chosen channel
and sends the others empty; `taken` folds those of the chosen channel into one value and lets
whatever was typed for another one go.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.rules import channel as rules
from mediation.rules.came_by import CameBy, PetitionKind
from mediation.rules.hotline_order import (
    Difficulty,
    IssuingLevel,
    OrderEntry,
    OrderKind,
    OrderSource,
)
from mediation.rules.intake import Channel
from mediation.rules.referral import OtherBody, ReferralIn, TransferKind
from mediation.schemas.fields import Choice, Day, PublicId, Text, WholeNumber
from mediation.schemas.form import Form, Value

MOST_PEOPLE = 20_000
_ORDER = ("order_number", "order_source", "order_level", "order_handed_down_on")


class ChannelFields(Form[Value]):
    """The fields that belong to one channel each; a form of intake inherits them."""

    person_count = WholeNumber(1, MOST_PEOPLE, required=False)
    petition_kind = Choice(PetitionKind, required=False)
    letter_on = Day(required=False)
    order_source = Choice(OrderSource, required=False)
    order_level = Choice(IssuingLevel, required=False)
    order_number = Text(60, required=False)
    order_kind = Choice(OrderKind, required=False)
    order_difficulty = Choice(Difficulty, required=False)
    order_handed_down_on = Day(required=False)
    order_due_on = Day(required=False)
    referred_body = Choice(OtherBody, required=False)
    referred_by = Text(80, required=False)
    referral_number = Text(60, required=False)
    referred_on = Day(required=False)
    transfer = Choice(TransferKind, required=False)
    event_public_id = PublicId(required=False)

    def check_channel(self, fields: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
        """Yield what the chosen channel must bring and did not."""
        chosen = fields["channel"]
        needed: tuple[str, ...] = ()
        if chosen is Channel.HOTLINE_ORDER:
            needed = _ORDER
        if chosen in rules.BRINGS_A_REFERRAL:
            needed = ("referred_by", "referred_on")
        if chosen is Channel.ARBITRATION:
            needed += ("referral_number", "transfer")
        if chosen is Channel.EVENT:
            needed = ("event_public_id",)
        for name in needed:
            if not fields[name]:
                code = "form.not_chosen" if name in _CHOSEN else "form.required"
                yield name, Problem(code, {"field": name, "among": "channel"})


_CHOSEN = frozenset({"order_source", "order_level", "transfer", "event_public_id"})
_NAMES = frozenset(ChannelFields._declared_fields)  # noqa: SLF001 - marshmallow names no other door


def taken(fields: dict[str, Any]) -> CameBy:
    """Take the fields of the channels out of what a form has read, and return what they make."""
    found = {name: fields.pop(name) for name in _NAMES}
    chosen = fields["channel"]
    is_petition = chosen not in rules.OWES_AN_ANSWER
    return CameBy(
        person_count=found["person_count"] or 1,
        petition_kind=found["petition_kind"] if is_petition else None,
        letter_on=found["letter_on"] if chosen is Channel.LETTER else None,
        order=_order(found) if chosen is Channel.HOTLINE_ORDER else None,
        referral=_referral(chosen, found) if chosen in rules.BRINGS_A_REFERRAL else None,
        event_public_id=found["event_public_id"] or "" if chosen is Channel.EVENT else "",
    )


def _order(found: Mapping[str, Any]) -> OrderEntry:
    return OrderEntry(
        source=found["order_source"],
        level=found["order_level"],
        number=found["order_number"],
        handed_down_on=found["order_handed_down_on"],
        kind=found["order_kind"] or OrderKind.COMPLAINT,
        difficulty=found["order_difficulty"] or Difficulty.ORDINARY,
        due_on=found["order_due_on"],
    )


def _referral(chosen: Channel, found: Mapping[str, Any]) -> ReferralIn:
    return ReferralIn(
        body=rules.sender_of(chosen, found["referred_body"]),
        name=found["referred_by"],
        number=found["referral_number"],
        sent_on=found["referred_on"],
        transfer=found["transfer"] if chosen is Channel.ARBITRATION else None,
    )
