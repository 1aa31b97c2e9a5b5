"""Parties: which document says what, and from which day of birth somebody may work."""

import pytest
from stdnum.cn import ric

from mediation.basics.errors import Malformed
from mediation.rules.identity import Sex
from mediation.rules.party import IdKind, born_under_age, may_keep_number, told_by_number
from tests.rules.days import day

TODAY = day("2026-11-20")


def an_id(first: str) -> str:
    """Complete seventeen digits by their check sign."""
    return first + ric.calc_check_digit(first + "0")


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        (IdKind.RESIDENT_ID, "E12345678", "identity.id_length"),
        (IdKind.RESIDENT_ID, an_id("44011320320101001"), "identity.id_born_in_future"),
        (IdKind.RESIDENCE_PERMIT, an_id("44011319900101001"), "identity.permit_area"),
        (IdKind.TRAVEL_PERMIT, "E12345678", "identity.travel_permit"),
        (IdKind.PERMANENT_RESIDENCE, "E12345678", "identity.permanent_residence"),
    ],
)
def test_a_number_that_no_such_document_bears_needs_somebody_who_vouches(kind, number, code):
    with pytest.raises(Malformed) as refusal:
        may_keep_number(kind, number, "", TODAY)
    [problem] = refusal.value.problems["id_number"]
    assert problem.code == code
    may_keep_number(kind, number, "已看过原件", TODAY)


@pytest.mark.parametrize("kind", [IdKind.PASSPORT, IdKind.OTHER])
def test_a_passport_is_free_text(kind):
    may_keep_number(kind, "E12345678", "", TODAY)
    with pytest.raises(Malformed):
        may_keep_number(IdKind.RESIDENT_ID, "E12345678", "", TODAY)


def test_only_numbers_built_like_a_residents_tell_a_birthday():
    number = an_id("81000019900101001")
    told = (Sex.MALE, day("1990-01-01"))
    assert told_by_number(number, TODAY, IdKind.RESIDENCE_PERMIT) == told
    assert told_by_number("440113900101001", TODAY) == told
    assert told_by_number("440113900101001", TODAY, IdKind.PASSPORT) == (None, None)


def test_a_birthday_that_is_yet_to_come_tells_nothing():
    assert told_by_number(an_id("44011320320101001"), TODAY) == (Sex.MALE, None)


@pytest.mark.parametrize(
    ("on", "born"),
    [
        ("2026-11-20", "2010-11-20"),
        ("2028-02-29", "2012-02-29"),
        ("2116-02-29", "2100-02-28"),
    ],
)
def test_the_sixteenth_birthday_is_the_first_day_of_work(on, born):
    assert born_under_age(day(on)) == day(born)
