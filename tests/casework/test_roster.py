"""Many workers at once: each a party with sealed numbers and a claim, and nobody twice."""

import pytest

from mediation.basics.errors import NotAllowed, RuleBroken
from mediation.basics.money import Money
from mediation.casework import roster
from mediation.models import case, claim, party, sealing
from mediation.rules.causes import Cause
from mediation.rules.party import PartyRole
from mediation.rules.roster import RosterLine
from tests.builders import ID_NUMBER, People, a_case, a_district

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def a_line(count: int, number: str = "") -> RosterLine:
    return RosterLine(
        name=f"工人{count}",
        cause=Cause.WAGES,
        amount=Money.of_yuan("100"),
        id_number=number or f"0000001990010{count:05d}",
        id_reason="测试号码",
    )


def test_each_worker_of_a_roster_becomes_a_party_with_a_claim(people):
    matter = a_case(people)
    roster.add_workers(people.mediator, matter.public_id, tuple(map(a_line, range(1, 13))))
    applicants = [p for p in party.of_case(matter.id) if p.role is PartyRole.APPLICANT]
    assert len(applicants) == 13
    assert {each.party_id for each in claim.of_case(matter.id)} == {p.id for p in applicants[1:]}


def test_a_roster_takes_the_place_of_the_total(people):
    matter = a_case(people)
    roster.add_workers(people.mediator, matter.public_id, tuple(map(a_line, range(1, 13))))
    after = case.of_id(matter.id)
    assert (after.worker_count, after.amount_fen) == (13, Money.of_yuan("1200").fen)


def test_the_numbers_of_a_roster_are_stored_sealed(people):
    matter = a_case(people)
    roster.add_workers(people.mediator, matter.public_id, (a_line(1),))
    opened = party.opened_of_case(matter.id, sealing.case_seal(matter.public_id))[-1]
    stored = party.row_of(matter.id, opened.facts.public_id).id_number_sealed
    assert opened.id_number == a_line(1).id_number
    assert stored is not None
    assert opened.id_number not in stored


def test_whoever_is_on_the_list_is_not_added_again(people):
    matter = a_case(people)
    roster.add_workers(people.mediator, matter.public_id, (a_line(1, ID_NUMBER), a_line(2)))
    names = [p.name for p in party.of_case(matter.id) if p.role is PartyRole.APPLICANT]
    assert names == ["王𠮷平", "工人2"]


def test_two_workers_with_one_number_are_refused(people):
    matter = a_case(people)
    with pytest.raises(RuleBroken, match=r"roster\.number_twice"):
        roster.add_workers(
            people.mediator, matter.public_id, (a_line(1), a_line(2, a_line(1).id_number))
        )
    assert len(party.of_case(matter.id)) == 2


def test_a_colleague_who_does_not_handle_the_case_adds_nobody(people):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        roster.add_workers(people.colleague, matter.public_id, (a_line(1),))
