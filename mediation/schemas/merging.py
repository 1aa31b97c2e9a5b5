"""The forms of merging, splitting and undoing: choices as the preview sends them."""

from collections.abc import Mapping
from typing import Any

from mediation.rules.merging_terms import (
    CaseField,
    ClaimChoice,
    Merging,
    PersonChoice,
    PersonField,
    Whose,
)
from mediation.rules.splitting import Splitting
from mediation.schemas.fields import Choice, LongText, PublicId, Text, WholeNumber, Words
from mediation.schemas.form import Form, Group

_MOST_PEOPLE = 1000
_MOST_CLAIMS = 5000


def _person(party: str, same_as: str | None, **facts: Whose | None) -> PersonChoice:
    return PersonChoice(party, same_as or None, _chosen(PersonField, facts))


def _merging(
    persons: tuple[PersonChoice, ...],
    claims: tuple[ClaimChoice, ...],
    reason: str,
    other_version: int | None,
    **fields: Whose | None,
) -> Merging:
    return Merging(_chosen(CaseField, fields), persons, claims, reason, other_version)


def _chosen(names: type[Any], sides: Mapping[str, Whose | None]) -> dict[Any, Whose]:
    return {names(name): side for name, side in sides.items() if side is not None}


def _splitting(
    people: tuple[str, ...], claims: tuple[str, ...], request: str, reason: str
) -> Splitting:
    numbers = tuple(int(each) for each in claims if each.isdecimal())
    return Splitting(people, numbers, request, reason)


def _as_typed(**typed: str) -> str:
    [text] = typed.values()
    return text


class PersonForm(Form[PersonChoice]):
    """Who a party of the other case is, and whose facts hold."""

    makes = staticmethod(_person)
    party = PublicId()
    same_as = PublicId(required=False)
    name = Choice(Whose, required=False)
    birth = Choice(Whose, required=False)
    id_number = Choice(Whose, required=False)
    mobile = Choice(Whose, required=False)
    address = Choice(Whose, required=False)
    agent = Choice(Whose, required=False)


class ClaimForm(Form[ClaimChoice]):
    """Which of two claims for one thing stays."""

    makes = ClaimChoice
    number = WholeNumber(1, _MOST_CLAIMS)
    stays = Choice(Whose)


class MergingForm(Form[Merging]):
    """Every choice of a merge."""

    makes = staticmethod(_merging)
    other_version = WholeNumber(1, required=False)
    employer = Choice(Whose, required=False)
    town = Choice(Whose, required=False)
    request = Choice(Whose, required=False)
    channel = Choice(Whose, required=False)
    received_on = Choice(Whose, required=False)
    knew_on = Choice(Whose, required=False)
    employment_ended_on = Choice(Whose, required=False)
    urgent = Choice(Whose, required=False)
    handler = Choice(Whose, required=False)
    lawyer = Choice(Whose, required=False)
    delegated_by = Choice(Whose, required=False)
    outside_number = Choice(Whose, required=False)
    worker_count = Choice(Whose, required=False)
    amount = Choice(Whose, required=False)
    persons = Group(PersonForm, most=_MOST_PEOPLE)
    claims = Group(ClaimForm, most=_MOST_PEOPLE)
    reason = Text(200, required=False)


class NumberForm(Form[str]):
    """The number of the case to merge with."""

    makes = staticmethod(_as_typed)
    case_number = Text(40)


class SplittingForm(Form[Splitting]):
    """Who goes, with which claims, and why."""

    makes = staticmethod(_splitting)
    people = Words(12, required=False)
    claims = Words(6, required=False)
    request = LongText(500, required=False)
    reason = Text(200)


class UndoingForm(Form[str]):
    """Why a move is taken back."""

    makes = staticmethod(_as_typed)
    reason = Text(200)
